"""Is a way to compensation open to one client, and until when?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from claiming import AWARDED, YEAR, Desk
from lawyering import part, said, text
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.deadlines import due
from litigation_app.law.loader import load
from litigation_app.law.procedure import deadlines_at
from stepping import path_of
from ways import charged, link, page, row, step


def test_the_trial_closes_the_property_claim_and_a_retrial_opens_it_again(desk: Desk) -> None:
    step(desk, "criminal", "main_hearing", today() - timedelta(days=30))
    assert "Open now" in row(page(desk), "plea_agreement")
    step(desk, "criminal", "first_instance_judgment", today() - timedelta(days=20))

    seen = page(desk)

    for route in ("property_claim", "plea_agreement"):
        assert "Was open" in row(seen, route)
        assert said(today() - timedelta(days=20)) in row(seen, route)
        assert "Begin: draft the claim" not in row(seen, route)
    step(desk, "criminal", "retrial", today() - timedelta(days=10))
    assert "Open now" in row(page(desk), "property_claim")


def test_a_served_decision_opens_the_constitutional_complaint_until_the_day_of_the_country_file(desk: Desk) -> None:
    served = today() - timedelta(days=3)
    step(desk, "criminal", "final_judgment", served, served_on=said(served))
    graph = load("RS").procedure("constitutional")
    ends = due(deadlines_at(graph, graph.initial)[0], served, calendar_of("RS"))

    seen = page(desk)

    assert "Open now" in row(seen, "constitutional_award")
    assert said(ends.act_by) in row(seen, "constitutional_award")
    assert "ZUS" in part(seen, "constitutional_award")
    begin = link(seen, "constitutional_award", "Begin the proceedings")
    form = desk.lawyer.get(begin).get_data(as_text=True)
    assert "Arising from" in form
    spawned = form.split('name="spawned_by"')[1].split('value="')[1].split('"')[0]
    answer = desk.lawyer.post(
        f"/cases/{desk.case_id}/proceedings",
        {"procedure": "constitutional", "spawned_by": spawned, "begun_on": said(served)},
    )
    assert answer.status_code == 303
    assert spawned in [str(one) for one in desk.rows(select(Proceeding.spawned_by))]
    seen = row(page(desk), "constitutional_award")
    assert "The proceedings are begun here" in seen
    assert "Begin the proceedings" not in seen


def test_a_period_that_has_passed_is_said_with_its_day_and_without_service_none_is_invented(desk: Desk) -> None:
    long_ago = today() - timedelta(days=400)
    step(desk, "criminal", "final_judgment", long_ago)
    seen = page(desk)
    assert "the day on which the decision was served is not recorded" in row(seen, "echr_award")
    assert "no day" in row(seen, "echr_award")

    step(desk, "criminal", "closed", long_ago + timedelta(days=1), served_on=said(long_ago + timedelta(days=2)))

    seen = page(desk)
    assert "Was open" in row(seen, "echr_award")
    assert "Begin" not in row(seen, "echr_award")


def test_the_civil_action_says_the_limitation_that_the_proceedings_say(desk: Desk) -> None:
    assert "the day of the offence is not recorded" in row(page(desk), "civil_suit")
    charged(desk, today() - timedelta(days=200))

    seen = row(page(desk), "civil_suit")

    proceedings = text(desk.lawyer.get(path_of(desk.app, desk.case_id, "criminal")))
    days = re.findall(r"\d{1,2}\. \d{1,2}\. \d{4}\.", seen)
    assert days
    assert all(day in proceedings for day in days)


def test_the_civil_action_is_perhaps_open_once_the_shorter_period_may_have_passed_in_the_words_of_the_lists(
    desk: Desk,
) -> None:
    charged(desk, today() - timedelta(days=4 * 365))

    seen = row(page(desk), "civil_suit")

    perhaps = re.search(r"May be time-barred already, by when she knew; otherwise after [\d. ]+\.", seen)
    assert perhaps is not None
    assert perhaps[0] in text(desk.lawyer.get("/cases/"))
    assert "Perhaps open" in seen
    assert "Open now" not in seen
    assert "is not time-barred" not in seen
    assert "Begin: draft the claim" in seen


def test_a_final_award_opens_the_enforcement_and_its_payment_closes_it(desk: Desk) -> None:
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", AWARDED).status_code == 303

    seen = row(page(desk), "enforcement")

    assert "Open now" in seen
    assert f"4. 5. {YEAR + 10}." in seen  # ZOO 379: ten years
    begin = link(page(desk), "enforcement", "Begin the proceedings")
    assert re.search(r'checked[^>]*value="enforcement"|value="enforcement"[^>]*checked', text(desk.lawyer.get(begin)))
    paid = {"on": f"6. 6. {YEAR}.", "amount": "500,000", "payer": "OFFENDER"}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303
    assert "is paid" in row(page(desk), "enforcement")


def test_an_award_is_time_barred_from_the_day_on_which_the_appeal_made_it_final(desk: Desk) -> None:
    claim_id = desk.approved()
    decision = {"on": "17. 3. 2014.", "instance": "first", "outcome": "awarded_part", "amount": "500,000"}
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", decision).status_code == 303
    turns = f"/decisions/{desk.rows(select(CourtDecision.id))[0]}/turns"
    appealed = {"what": "appealed", "side": "defendant", "on": "1. 4. 2014.", "version": "0"}
    assert desk.lawyer.post(turns, appealed).status_code == 303
    upheld = {"what": "upheld", "on": f"4. 5. {YEAR}.", "version": "1"}
    assert desk.lawyer.post(turns, upheld).status_code == 303

    seen = row(page(desk), "enforcement")

    assert "Open now" in seen
    assert f"4. 5. {YEAR + 10}." in seen


def test_the_fund_is_four_valued_by_country_and_north_macedonia_has_its_limits_and_its_most(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    found = {}
    for country in ("MK", "ME"):
        desk = Desk(make, client_as, make.lawyer(office=make.office(country, country)))
        found[country] = (desk, page(desk))

    desk, seen = found["MK"]
    assert "Open now" in row(seen, "state_fund")
    assert "5,000.00 EUR" in row(seen, "state_fund")
    assert "at the most" in row(seen, "state_fund")
    assert "Only for other rights" in row(seen, "constitutional_award")
    assert "Not yet" in row(found["ME"][1], "state_fund")
    assert "accession to the European Union" in part(found["ME"][1], "state_fund")
    assert "nothing" in row(found["ME"][1], "property_claim")
    assert "23 August 2008" in part(found["ME"][1], "unpaid_wages")
    charged(desk, today() - timedelta(days=30))
    assert "Act by" in row(page(desk), "state_fund")
    charged(desk, today() - timedelta(days=300))
    assert "only if something prevented her" in row(page(desk), "state_fund")
    charged(desk, today() - timedelta(days=5 * 365))
    assert "open only if she was a child" in row(page(desk), "state_fund")
    assert "Was open" not in row(page(desk), "state_fund")


def test_the_fund_to_which_another_victim_applied_is_still_open_to_her_until_her_own_last_day(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    desk = Desk(make, client_as, make.lawyer(office=make.office("MK")))
    charged(desk, today() - timedelta(days=30))
    begun = {"procedure": "fund", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", begun).status_code == 303
    step(desk, "fund", "application_filed", today())
    other = desk.victim_id
    desk.victim_id = desk.victim(given_name="Druga")
    desk.draft(victim=str(other), route="state_fund")

    seen = row(page(desk), "state_fund")

    assert "Gone already" not in seen
    assert "Act by" in seen


def test_a_retrial_opens_the_property_claim_that_was_filed_before_the_judgment_that_fell(desk: Desk) -> None:
    claim_id = desk.approved()
    filed = {"on": said(today() - timedelta(days=25)), "early": "y"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", filed).status_code == 303
    assert "Used already" in row(page(desk), "property_claim")
    step(desk, "criminal", "first_instance_judgment", today() - timedelta(days=20))
    assert "Used already" in row(page(desk), "property_claim")

    step(desk, "criminal", "retrial", today() - timedelta(days=10))

    seen = row(page(desk), "property_claim")
    assert "Open now" in seen
    assert f"/claims/{claim_id}" in seen
    assert "Begin: draft the claim" not in seen


def test_the_enforcement_of_another_clients_award_closes_nothing_of_hers(desk: Desk) -> None:
    first = desk.approved()
    assert desk.lawyer.post(f"/claims/{first}/decisions", AWARDED).status_code == 303
    begun = {"procedure": "enforcement", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", begun).status_code == 303
    assert "Used already" in row(page(desk), "enforcement")

    desk.victim_id = desk.victim(given_name="Druga")
    second = desk.approved()
    assert desk.lawyer.post(f"/claims/{second}/decisions", AWARDED).status_code == 303

    seen = row(page(desk), "enforcement")
    assert "Open now" in seen
    assert "Begin the proceedings" in seen


@pytest.mark.parametrize(("place", "own", "foreign"), [
    ({"court": "sud_bih", "forum": "ba-state"}, "Art. 195 ZKP BiH", "ZKP FBiH"),
    ({"court": "op_tz", "forum": "ba-fbih"}, "Art. 209 ZKP FBiH", "ZKP BiH"),
])  # fmt: skip
def test_a_way_in_bosnia_cites_the_law_of_the_courts_of_the_case(
    make: Any, client_as: Callable[[str], Any], place: dict[str, str], own: str, foreign: str
) -> None:
    class Placed(Desk):
        pass

    Placed.place = place
    desk = Placed(make, client_as, make.lawyer(office=make.office("BA")))

    claimed = part(page(desk), "property_claim")

    assert own in claimed
    assert foreign not in claimed
