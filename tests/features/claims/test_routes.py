"""Which ways to compensation are open to one victim, until when, what does each need, and how is one begun?"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import YEAR, Desk
from lawyering import part, said, statements, text
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing
from litigation_app.core.language import LANGUAGES
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.deadlines import due
from litigation_app.law.loader import load
from litigation_app.law.procedure import deadlines_at
from stepping import outside, path_of

MOST = 19  # statements of the page, those around every page among them


CYRILLIC = {"sr-Cyrl", "mk"}
NAMES = {"EUR", "RSD", "MKD"}


def page(desk: Desk, who: Any = None) -> str:
    answer = (who or desk.lawyer).get(f"/victims/{desk.victim_id}/routes")
    assert answer.status_code == 200
    return text(answer)


def row(seen: str, route: str) -> str:
    """One line of the table."""
    table = part(seen, "compared")
    return table.split(f'href="#{route}"', 1)[1].split("</tr>", 1)[0]


def link(seen: str, route: str, words: str) -> str:
    """The address behind these words in a line of the table."""
    found = re.search(rf'href="([^"]+)"[^>]*>\s*{re.escape(words)}', row(seen, route))
    assert found is not None, row(seen, route)
    return found[1].replace("&amp;", "&")


def step(desk: Desk, family: str, stage: str, on: date, **more: str) -> None:
    path = path_of(desk.app, desk.case_id, family)
    seq = len(desk.rows(select(Move.id).where(Move.proceeding_id == UUID(path.rsplit("/", 1)[1]))))
    assert outside(desk.lawyer, path, stage, seq, on, **more).status_code == 303


def charged(desk: Desk, committed: date) -> None:
    """The accused is charged with an offence of this day."""
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    form = desk.lawyer.get(f"/cases/{desk.case_id}/records/charge/new").get_data(as_text=True)
    him = re.findall(r'<option[^>]* value="([0-9a-f-]{36})"', form.split('name="defendant"')[1].split("</select>")[0])[
        -1
    ]
    offence = form.split('name="offence"')[1].split('<option value="')[2].split('"')[0]
    told = {
        "on": said(today()),
        "defendant": him,
        "offence": offence,
        "step": "indicted",
        "committed": said(committed),
    }
    answer = desk.lawyer.post(f"/cases/{desk.case_id}/records/charge", told)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_the_eight_ways_stand_beside_each_other_with_what_each_needs_and_gave(desk: Desk) -> None:
    seen = page(desk)

    for route, state in {
        "property_claim": "Open now", "civil_suit": "Open now", "plea_agreement": "Not yet", "unpaid_wages": "Open now",
        "enforcement": "Not yet", "state_fund": "Not in this country", "constitutional_award": "Not yet", "echr_award": "Not yet",
    }.items():  # fmt: skip
        assert state in row(seen, route), route
    assert "1,000,000.00 RSD" in row(seen, "civil_suit")
    assert "2014" in row(seen, "civil_suit")
    assert "5,800.00 EUR" in row(seen, "constitutional_award")
    assert "2021" in row(seen, "constitutional_award")
    assert "no published case known" in row(seen, "echr_award")
    needs = part(seen, "property_claim")
    assert "before the main hearing at first instance ends" in needs
    assert "ZKP 254(2)" in needs
    assert "not verified: uncertain" in needs
    assert 'href="https://www.slobodnaevropa.org/a/31191782.html"' in part(seen, "constitutional_award")
    assert "No lawyer has checked them" in seen


def test_the_pages_of_the_case_and_of_the_claim_lead_there(desk: Desk) -> None:
    claim_id = desk.draft()
    address = f'href="/victims/{desk.victim_id}/routes"'

    assert address in part(desk.lawyer.get(f"/cases/{desk.case_id}").get_data(as_text=True), "compensation")
    assert address in desk.page(claim_id)


def test_a_claim_is_begun_with_her_and_the_route_and_what_was_claimed_before(desk: Desk) -> None:
    asked = desk.draft()
    begin = link(page(desk), "civil_suit", "Begin: draft the claim")

    form = text(desk.lawyer.get(begin))

    assert re.search(rf'<option[^>]*value="{desk.victim_id}"', form)
    assert re.search(r'<option selected value="civil_suit"|value="civil_suit" selected', form)
    assert "960,000.00" in form
    assert "check each amount" in form
    told = {"route": "civil_suit", "parts-0-head": "lost_earnings", "parts-0-amount": "960,000.00"}
    suit = desk.draft(**told, **{"parts-1-head": "", "parts-1-amount": ""})
    assert suit != asked
    seen = page(desk)
    assert f'href="/claims/{suit}"' in row(seen, "civil_suit")
    assert "not filed yet" in row(seen, "civil_suit")


@pytest.mark.parametrize("asked", ["victim=nobody&route=civil_suit", "victim={her}&route=duel", "victim=&route="])
def test_what_is_not_of_this_case_is_not_filled_in(desk: Desk, asked: str) -> None:
    desk.draft()

    form = text(desk.lawyer.get(f"/cases/{desk.case_id}/claims/new?{asked.format(her=desk.victim_id)}"))

    assert "960,000.00" not in form


def test_what_is_filed_is_gone_already_and_leads_to_the_claim(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Open now" in row(page(desk), "property_claim")
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}."}).status_code == 303

    seen = row(page(desk), "property_claim")

    assert "Used already" in seen
    assert f"filed on 2. 3. {YEAR}." in seen
    assert f'href="/claims/{claim_id}"' in seen


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
    assert "Brought about by" in form
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


def test_a_final_award_opens_the_enforcement_and_its_payment_closes_it(desk: Desk) -> None:
    claim_id = desk.approved()
    decision = {
        "on": f"4. 5. {YEAR}.",
        "instance": "final",
        "outcome": "awarded_part",
        "amount": "500,000",
        "is_final": "y",
    }
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", decision).status_code == 303

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
    assert "Not in this country" in row(seen, "constitutional_award")
    assert "Not yet" in row(found["ME"][1], "state_fund")
    assert "accession to the European Union" in part(found["ME"][1], "state_fund")
    assert "nothing" in row(found["ME"][1], "property_claim")
    charged(desk, today() - timedelta(days=30))
    assert "Act by" in row(page(desk), "state_fund")
    charged(desk, today() - timedelta(days=300))
    assert "only if something prevented her" in row(page(desk), "state_fund")
    charged(desk, today() - timedelta(days=5 * 365))
    assert "Was open" in row(page(desk), "state_fund")


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_in_every_language(make: Any, client_as: Callable[[str], Any], language: str) -> None:
    for country in ("RS", "MK"):
        desk = Desk(make, client_as, make.lawyer(office=make.office(country, f"{country} {language}")))
        desk.draft()
        desk.lawyer.client.set_cookie("desk_language", language, domain="localhost")

        seen = page(desk)

        assert 'id="compared"' in seen
        assert language == "en" or "Open now" not in seen
        if language in CYRILLIC:
            cards = re.sub(r"<a .*?</a>", " ", seen.split('id="compared"', 1)[1].split(">", 1)[1], flags=re.DOTALL)
            read = re.sub(r"<[^>]+>", " ", cards)
            assert set(re.findall(r"[A-Za-z]{2,}", read)) <= NAMES


def test_a_coordinator_drafts_no_claim_from_here(desk: Desk) -> None:
    seen = page(desk, desk.coordinator)

    assert "Begin the proceedings" in row(seen, "civil_suit")
    assert "Begin: draft the claim" not in part(seen, "compared")
    assert "Begin: draft the claim" in part(page(desk), "compared")


def test_a_stranger_a_walled_colleague_and_an_analyst_find_nothing(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    walled = client_as(make.coordinator())
    wall = {"person": str(make.user_id(walled.email)), "reason": "conflict_of_interest"}
    assert desk.coordinator.post(f"/cases/{desk.case_id}/walls", wall).status_code == 303
    nowhere = client_as(make.lawyer())
    missing = nowhere.get(f"/victims/{UUID(int=7)}/routes").get_data(as_text=True)

    for who in (walled, nowhere, client_as(make.analyst())):
        assert who.get(f"/victims/{desk.victim_id}/routes").status_code == 404
    assert len(nowhere.get(f"/victims/{desk.victim_id}/routes").get_data(as_text=True)) == len(missing)


def test_of_whom_was_erased_nothing_is_compared_and_nothing_begun(desk: Desk) -> None:
    desk.draft()
    with desk.app.app_context(), committing() as session:
        session.get_one(Victim, desk.victim_id).erased_at = clock.now()

    answer = desk.lawyer.get(f"/victims/{desk.victim_id}/routes")
    form = desk.lawyer.get(f"/cases/{desk.case_id}/claims/new?victim={desk.victim_id}&route=civil_suit")

    assert answer.status_code == 410
    assert "Personal data erased" in text(answer)
    assert "Begin" not in text(answer)
    assert "960,000.00" not in text(form)
    assert "/routes" not in part(desk.lawyer.get(f"/cases/{desk.case_id}").get_data(as_text=True), "compensation")


def test_another_victims_claims_are_not_hers(desk: Desk) -> None:
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}."}).status_code == 303
    desk.victim_id = desk.victim()

    seen = row(page(desk), "property_claim")

    assert "Open now" in seen
    assert str(claim_id) not in seen


def test_the_page_asks_as_often_for_many_claims_and_steps_as_for_few(desk: Desk) -> None:
    desk.draft()
    before = statements(desk.app, desk.lawyer, f"/victims/{desk.victim_id}/routes")
    for route in ("civil_suit", "echr_award", "unpaid_wages"):
        desk.draft(route=route)
    for day in range(9, 3, -1):
        step(desk, "criminal", "main_hearing", today() - timedelta(days=day))
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", {"procedure": "civil"}).status_code == 303

    after = statements(desk.app, desk.lawyer, f"/victims/{desk.victim_id}/routes")

    assert after == before
    assert after <= MOST
    assert len(desk.rows(select(Claim.id))) == 4
    assert desk.rows(select(ClaimPart.id))
