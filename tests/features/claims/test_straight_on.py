"""Does a claim ask nothing that is known already, and does each step lead to the next one?"""

import re
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from awarding import DECIDED, LINES, decided
from claiming import AWARDED, Desk, plain
from documents_sent import send
from lawyering import open_file, part, text
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.documents.models import Document
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.ledger import LedgerEntry

FULL = {**DECIDED, "outcome": "awarded_full", "amount": "1,260,000"}


def test_a_new_claim_begins_asked_of_all_accused_with_interest_by_law_and_both_can_be_changed(desk: Desk) -> None:
    for name in ("Prvi", "Drugi"):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": name}).status_code == 303
    first, second = (str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter)))

    form = text(desk.lawyer.get(f"/cases/{desk.case_id}/claims/new"))
    wages = text(desk.lawyer.get(f"/cases/{desk.case_id}/claims/new?victim={desk.victim_id}&route=unpaid_wages"))
    chosen = {"with_terms": "y", "is_quantified": "y", "debtors": first, "interest": "none"}
    claim_id = desk.draft(**chosen)

    assert all(re.search(rf'<input[^>]* checked[^>]* value="{one}"', form) for one in (first, second))
    assert '<option selected value="law">' in form
    assert not re.search(rf'<input[^>]* checked[^>]* value="{first}"', wages)  # of an employer, as a rule
    page = plain(desk.page(claim_id))
    assert "No interest is asked" in page
    assert "Accused A" in page
    assert "Accused B" not in page


def test_the_file_of_a_claim_opens_on_its_own_page_with_a_purpose_that_is_logged(desk: Desk) -> None:
    claim_id = desk.draft()
    closed = part(desk.page(claim_id), "file")
    assert f'action="/cases/{desk.case_id}/openings"' in closed
    assert f'name="back" value="/claims/{claim_id}"' in closed
    assert "Open the file to say which documents prove" in closed
    assert "File closed: open it to read" in part(desk.page(claim_id, desk.coordinator), "file")

    bare = desk.lawyer.post(f"/cases/{desk.case_id}/openings", {"purpose": "", "back": f"/claims/{claim_id}"})
    opened = desk.lawyer.post(f"/cases/{desk.case_id}/openings", {"purpose": "drafting", "back": f"/claims/{claim_id}"})

    assert (bare.status_code, opened.status_code) == (422, 303)
    assert opened.headers["Location"] == f"/claims/{claim_id}"
    assert 'id="file"' not in desk.page(claim_id)
    assert desk.rows(select(LedgerEntry.purpose).where(LedgerEntry.act == "open_file")) == ["drafting"]


@pytest.mark.both_databases
def test_the_first_document_that_is_to_prove_a_head_is_added_and_proves_it_at_once(desk: Desk) -> None:
    claim_id = desk.draft()
    open_file(desk.lawyer, desk.case_id)

    no_document = desk.lawyer.get(f"/claims/{claim_id}/evidence?head=fear")
    adding = no_document.headers["Location"]
    form = text(desk.lawyer.get(adding))
    added = sent(desk, adding, belongs=f"claim:{claim_id}")
    evidence = text(desk.lawyer.get(added))
    paper = str(desk.rows(select(Document.series))[0])

    assert adding == f"/cases/{desk.case_id}/papers/new?claim={claim_id}&head=fear"
    assert f'href="/claims/{claim_id}"' in form  # who thinks better of it is back at the claim
    assert added.startswith(f"/claims/{claim_id}/evidence?")
    assert "The documents are added to the file." in evidence
    assert f'<option selected value="{paper}">' in evidence
    assert '<option selected value="fear">' in evidence
    proves = desk.lawyer.post(f"/claims/{claim_id}/evidence", {"paper": paper, "head": "fear", "pages": ""})
    assert proves.headers["Location"].startswith(f"/claims/{claim_id}?")
    assert desk.rows(select(Evidence.head)) == ["fear"]
    assert desk.lawyer.get(f"/claims/{claim_id}/evidence?head=fear").status_code == 200  # there is one to choose now


def sent(desk: Desk, adding: str, **typed: str) -> str:
    """Where she is once a document was added from this page."""
    asked = adding.partition("?")[2]
    answer = send(desk.lawyer, f"{desk.case_id}", (b"Izmisljeni ugovor", "Ugovor.txt"), query=asked, **typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def test_a_document_that_belongs_elsewhere_or_to_an_address_that_nobody_offered_leads_to_the_documents(
    desk: Desk,
) -> None:
    claim_id, papers = desk.draft(), f"/cases/{desk.case_id}/papers?done=papers-added"
    open_file(desk.lawyer, desk.case_id)

    assert sent(desk, f"?claim={claim_id}&head=fear", belongs="") == papers
    for odd in (f"claim={claim_id}", f"claim={claim_id}&head=Fear/..", "claim=..%2F..%2Fkeys&head=fear"):
        assert sent(desk, f"?{odd}", belongs=f"claim:{claim_id}") == papers


@pytest.mark.both_databases
def test_what_was_awarded_is_itemised_next_and_what_was_not_is_not(desk: Desk) -> None:
    awarded, referred = desk.approved(), desk.approved()
    nothing = {"on": AWARDED["on"], "instance": "first", "outcome": "referred", "amount": ""}

    after = desk.lawyer.post(f"/claims/{awarded}/decisions", AWARDED)
    other = desk.lawyer.post(f"/claims/{referred}/decisions", nothing | {"unjudged": "y"})

    assert re.fullmatch(r"/decisions/[0-9a-f-]{36}/lines/new\?done=decided", after.headers["Location"])
    assert "The court's decision is recorded." in text(desk.lawyer.get(after.headers["Location"]))
    assert other.headers["Location"] == f"/claims/{referred}?done=decided"


def test_an_amount_alone_was_awarded_and_a_claim_awarded_in_full_has_its_lines_already(
    desk: Desk, decision: UUID
) -> None:
    bare: dict[str, Any] = {key: value for key, value in LINES.items() if value != "awarded"}

    full = decided(desk, desk.approved(), **FULL)
    form = text(desk.lawyer.get(f"/decisions/{full}/lines/new"))

    assert desk.lawyer.post(f"/decisions/{decision}/lines", bare).status_code == 303
    assert sorted(desk.rows(select(AwardLine.answer))) == ["awarded", "awarded", "awarded", "referred"]
    assert form.count('<option selected value="awarded">') == 2  # of the costs nobody has said anything
    assert all(f'value="{amount}"' in form for amount in ("960,000.00", "300,000.00"))
