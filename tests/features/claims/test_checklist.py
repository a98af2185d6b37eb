"""Does a coordinator see what is still to be looked at, why, and where it is mended?"""

from typing import Any

from claiming import YEAR, Desk, plain, statements


def record(desk: Desk, kind: str, **said: Any) -> None:
    answer = desk.lawyer.post(f"/cases/{desk.case_id}/records/{kind}", {"on": f"2. 3. {YEAR}.", **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_claim_without_facts_is_looked_at_and_says_what_nobody_knows(desk: Desk) -> None:
    page = plain(desk.page(desk.submitted(), desk.coordinator))

    assert "No paper of the file is marked as being about her." in page
    assert "Nobody has recorded whether it was asked for." in page
    assert "A power of attorney that holds today" in page
    assert f'href="/cases/{desk.case_id}/records"' in page


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
    assert f'<a href="/claims/{claim_id}/edit">Every kind of damage that the facts suggest</a>' in page


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
