"""Does a coordinator see what is still to be looked at, why, and where it is mended?"""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import YEAR, Desk, plain, statements
from lawyering import said
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today


def record(desk: Desk, kind: str, **said: Any) -> None:
    answer = desk.lawyer.post(f"/cases/{desk.case_id}/records/{kind}", {"on": f"2. 3. {YEAR}.", **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_claim_without_facts_is_looked_at_and_says_what_nobody_knows(desk: Desk) -> None:
    page = plain(desk.page(desk.submitted(), desk.coordinator))

    assert "No document of the file is marked as being about her." in page
    assert "Nobody has recorded whether it was asked for." in page
    assert "A power of attorney valid today" in page
    assert f'href="/cases/{desk.case_id}/records"' in page


def test_the_queue_counts_what_the_page_of_the_claim_counts_in_the_same_words(desk: Desk) -> None:
    claim_id = desk.submitted()

    queue = plain(desk.coordinator.get("/claims/").get_data(as_text=True))

    said = re.search(r"\d+ of 20", queue)
    assert said is not None
    assert said[0] in plain(desk.page(claim_id, desk.coordinator)).split('id="checklist"')[1]
    assert "To look at: Evidence for each head of damage; From when interest is asked, and" in queue


def test_free_legal_aid_that_was_granted_is_a_point_done(desk: Desk) -> None:
    claim_id = desk.submitted()
    record(desk, "legal_aid", victim=str(desk.victim_id), what="state", step="granted")

    page = plain(desk.page(claim_id, desk.coordinator))

    assert "Nobody has recorded whether it was asked for." not in page


def test_a_threat_on_record_warns_of_the_risk_and_suggests_fear(desk: Desk) -> None:
    claim_id = desk.draft(**{"parts-1-head": "", "parts-1-amount": ""})
    record(desk, "incident", victim=str(desk.victim_id), what="threat")

    page = plain(desk.page(claim_id))

    assert "A danger or a rule of contact is on record" in page
    assert "The facts on record suggest: Fear" in page
    assert f'<a href="/claims/{claim_id}/edit">Every head of damage that the facts suggest</a>' in page


def test_while_it_is_reviewed_nothing_leads_to_changing_its_rows(desk: Desk) -> None:
    claim_id = desk.submitted()
    record(desk, "incident", victim=str(desk.victim_id), what="threat")

    assert f'href="/claims/{claim_id}/edit"' not in plain(desk.page(claim_id))


def test_the_page_reads_the_same_number_of_times_however_much_is_recorded(desk: Desk) -> None:
    claim_id = desk.submitted()
    before = statements(desk, lambda: desk.page(claim_id, desk.coordinator))
    for _again in range(4):
        record(desk, "incident", victim=str(desk.victim_id), what="contact")
        record(desk, "legal_aid", victim=str(desk.victim_id), what="state", step="applied")

    assert statements(desk, lambda: desk.page(claim_id, desk.coordinator)) <= before


def test_a_limitation_whose_earliest_day_has_passed_is_looked_at_though_prosecution_may_keep_it_alive(
    desk: Desk,
) -> None:
    claim_id = desk.submitted()
    desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Zoran Izmišljeni"})
    charge = {"defendant": str(desk.rows(select(Defendant.id))[0]), "step": "indicted", "offence": "rs_388_1"}
    assert "not known" in said_of(desk, claim_id, "Not time-barred")
    record(desk, "charge", **charge, committed=said(today() - timedelta(days=4 * 365)))
    between = said_of(desk, claim_id, "Not time-barred")
    record(desk, "charge", **charge, committed="1. 3. 2019.")

    assert "not known" in between  # after the three years from her knowledge, before the five from the damage (ZOO 376)
    assert "It depends on when she knew." in between
    assert "to be checked" in said_of(desk, claim_id, "Not time-barred")  # five years from the damage (ZOO 376)


def test_the_limitation_is_told_by_the_trial_in_which_somebody_was_charged(desk: Desk) -> None:
    claim_id = desk.submitted()
    desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Zoran Izmišljeni"})
    another = {"procedure": "criminal", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", another).status_code == 303
    trials = select(Proceeding.id).where(Proceeding.family == "criminal").order_by(Proceeding.position)
    charge = {"defendant": str(desk.rows(select(Defendant.id))[0]), "step": "indicted", "offence": "rs_388_1"}

    record(desk, "charge", **charge, proceeding=str(desk.rows(trials)[-1]), committed="1. 3. 2019.")

    assert "to be checked" in said_of(desk, claim_id, "Not time-barred")


def said_of(desk: Desk, claim_id: UUID, point: str) -> str:
    """The line of a point of the checklist, in words."""
    page = plain(desk.page(claim_id, desk.coordinator)).split('id="checklist"')[1]
    line = next(one for one in page.split("<li")[1:] if point in one).partition("</li>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", line.partition(">")[2]).split())
