"""What stands on the paper of an account, for her and for the court?"""

import io
from typing import Any
from uuid import UUID

from pypdf import PdfReader
from sqlalchemy import select, update

from awarding import LINES, claim_of
from claiming import YEAR, Desk, plain
from lawyering import open_file, text
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry


def printed(answer: Any) -> str:
    return plain("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages))


def account_page(person: Any, claim_id: UUID) -> str:
    return text(person.get(f"/claims/{claim_id}/account"))


def test_what_is_printed_for_her_names_nobody_under_a_neutral_title(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    answer = desk.lawyer.get(f"/claims/{claim_id}/account.pdf?on=1. 6. 2014.")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'filename="overview.pdf"' in answer.headers["Content-Disposition"]
    said = printed(answer)
    assert "Overview of amounts" in said
    assert "327,375.00" in said
    for hidden in (
        "Zamišljena",
        "Litigation desk",
        "Invented organisation",
        f"RS-{YEAR}",
        "Statement of account",
        "File number",
    ):
        assert hidden not in said
    assert PdfReader(io.BytesIO(answer.data)).metadata.title == "Overview of amounts"  # type: ignore[union-attr]


def test_the_organisation_stands_on_her_paper_only_where_she_wants_it(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    with desk.app.app_context():
        name = db.session.scalars(select(Office.organisation)).first()

    said = printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?on=1. 6. 2014.&for=named"))

    assert str(name) in said
    assert "Statement of account" in said
    assert "Overview of amounts" in printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=somebody"))


def test_the_court_s_paper_names_the_court_and_its_number_while_the_file_stands_open(
    desk: Desk, decision: UUID
) -> None:
    claim_id, path = claim_of(desk, decision), f"/claims/{claim_of(desk, decision)}/account.pdf?for=court"
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    with desk.app.app_context(), committing() as session:
        session.execute(update(Case).where(Case.id == desk.case_id).values(court_typed="Viši sud u Izmišljenom"))
    open_file(desk.lawyer, desk.case_id)
    version = desk.rows(select(Case.row_version).where(Case.id == desk.case_id))[0]
    number = {"aim": "The claim itself.", "court_number": "K. 12/2014", "row_version": str(version)}
    saved = desk.lawyer.post(f"/cases/{desk.case_id}/file", number)
    assert saved.status_code == 303, text(saved)

    said, closed = printed(desk.lawyer.get(path)), printed(desk.coordinator.get(path))

    assert "Viši sud u Izmišljenom" in said
    assert "K. 12/2014" in said
    assert "Viši sud u Izmišljenom" in closed
    assert "12/2014" not in closed
    assert "File number" in closed
    assert "Zamišljena" not in said + closed
    assert "open the file" in account_page(desk.coordinator, claim_id)
    assert len(desk.rows(select(LedgerEntry.seq).where(LedgerEntry.act == "print_account"))) == 2


def test_a_statement_of_a_day_that_is_none_leads_back_to_the_page(desk: Desk, decision: UUID) -> None:
    answer = desk.lawyer.get(f"/claims/{claim_of(desk, decision)}/account.pdf?on=never")

    assert answer.status_code == 303
    assert "/account" in answer.headers["Location"]
