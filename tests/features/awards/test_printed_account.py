"""What stands on the paper of an account, for her and for the court?"""

import io
import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from pypdf import PdfReader
from sqlalchemy import select, update

from awarding import LINES, claim_of
from claiming import YEAR, Desk, plain
from lawyering import open_file, text
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from stepping import court_file, path_of


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
        "Statement of debt",
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
    assert "Statement of debt" in said
    assert "Overview of amounts" in printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=somebody"))


def test_the_court_s_paper_names_the_court_and_its_number_while_the_file_stands_open(
    desk: Desk, decision: UUID
) -> None:
    claim_id, path = claim_of(desk, decision), f"/claims/{claim_of(desk, decision)}/account.pdf?for=court"
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    with desk.app.app_context(), committing() as session:
        session.execute(update(Case).where(Case.id == desk.case_id).values(court_typed="Viši sud u Izmišljenom"))
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni Dužnik"}).status_code == 303
    open_file(desk.lawyer, desk.case_id)
    court_file(desk.lawyer, path_of(desk.app, desk.case_id, "criminal"), number="K. 12/2014")

    for person in (desk.lawyer, desk.coordinator):
        person.post("/language", {"language": "sr-Latn"})
    said, closed = printed(desk.lawyer.get(path)), printed(desk.coordinator.get(path))

    assert "Viši sud u Izmišljenom" in said
    assert "K. 12/2014" in said
    assert "Viši sud u Izmišljenom" in closed
    assert "12/2014" not in closed
    assert "Broj predmeta" in closed
    assert "Zamišljena" not in said + closed
    assert "Izmišljeni Dužnik" in said
    assert "Izmišljeni" not in closed.replace("Izmišljenom", "")
    for paper in (said, closed):
        assert "Dosuđeno delimično, 1.000.000,00 RSD (Viši stepen, 17. 3. 2014.)" in " ".join(paper.split())
        assert "Zakona o zateznoj kamati" in paper
    desk.coordinator.post("/language", {"language": "en"})
    assert "open the file" in account_page(desk.coordinator, claim_id)
    assert len(desk.rows(select(LedgerEntry.seq).where(LedgerEntry.act == "print_account"))) == 2


def test_a_debtor_stands_on_a_cyrillic_paper_as_he_was_typed(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Hans Schmidt"}).status_code == 303
    open_file(desk.lawyer, desk.case_id)
    desk.lawyer.post("/language", {"language": "sr-Cyrl"})

    said = printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=court"))

    assert "Hans Schmidt" in said
    assert "Дужни" in said


def test_no_accused_is_called_a_debtor_whom_neither_the_decision_nor_the_claim_names(
    desk: Desk, decision: UUID
) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    for name in ("Prvi Izmišljeni", "Drugi Izmišljeni"):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": name}).status_code == 303
    first, second = (str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.added_at)))
    open_file(desk.lawyer, desk.case_id)
    desk.lawyer.post("/language", {"language": "sr-Latn"})

    def paper(**asked: Any) -> str:
        with desk.app.app_context(), committing() as session:
            session.execute(update(Claim).where(Claim.id == claim_id).values(**asked))
        return printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?for=court"))

    nobody, one = paper(debtors=[]), paper(debtors=[first])
    of_some = paper(debtors=[first, second], asked_of_some={head: [second] for head in ("fear", "dignity_freedom", "")})

    assert "Izmišljeni" not in nobody
    assert "Prvi Izmišljeni" in one
    assert "Drugi" not in one
    assert "Drugi Izmišljeni" in of_some
    assert "Prvi" not in of_some


def test_the_court_s_paper_is_in_the_language_of_the_court_whatever_the_screen_speaks(
    desk: Desk, decision: UUID
) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    path = f"/claims/{claim_of(desk, decision)}/account.pdf?on=16. 4. 2014.&for="

    for read, title in (("en", "Обрачун дуга"), ("mk", "Обрачун дуга"), ("sr-Latn", "Obračun duga")):
        desk.lawyer.post("/language", {"language": read})
        assert title in printed(desk.lawyer.get(path + "court")), read
    desk.lawyer.post("/language", {"language": "en"})

    assert "Statement of debt" in printed(desk.lawyer.get(path + "named"))
    assert "Statement of debt" in account_page(desk.lawyer, claim_of(desk, decision))


def test_the_court_s_paper_says_that_the_decision_is_not_final_as_long_as_it_is_not(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    path = f"/claims/{claim_id}/account.pdf?on=16. 4. 2014.&for=court"
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    desk.lawyer.post("/language", {"language": "sr-Latn"})
    said = {}

    for is_final in (False, True):
        with desk.app.app_context(), committing() as session:
            session.execute(update(CourtDecision).where(CourtDecision.id == decision).values(is_final=is_final))
        said[is_final] = printed(desk.lawyer.get(path))

    assert "nije pravnosnažna" in said[False]
    assert "nije pravnosnažna" not in said[True]


def test_her_paper_says_that_the_amounts_may_change_as_long_as_they_can_and_speaks_of_no_court(
    desk: Desk, decision: UUID
) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    said = {}

    for is_final in (False, True):
        with desk.app.app_context(), committing() as session:
            session.execute(update(CourtDecision).where(CourtDecision.id == decision).values(is_final=is_final))
        said[is_final] = printed(desk.lawyer.get(f"/claims/{claim_of(desk, decision)}/account.pdf?on=16. 4. 2014."))

    assert "These amounts may still change." in said[False]
    assert "These amounts may still change." not in said[True]
    assert "decision" not in said[False].lower()


def test_what_was_paid_too_much_stands_on_the_account(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    assert "Too much" not in account_page(desk.lawyer, claim_id)

    paid = {"on": "1. 6. 2014.", "amount": "50,000,000", "payer": "OFFENDER", "more": "y"}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    assert 'data-label="Too much"' in account_page(desk.lawyer, claim_id)


def test_the_court_s_paper_names_the_damage_and_its_columns_add_up_to_the_cent(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    for on, amount in (("16. 4. 2014.", "400,000"), ("16. 5. 2014.", "100,000.01"), ("17. 5. 2014.", "5,000,000")):
        paid = {"on": on, "amount": amount, "payer": "OFFENDER", "more": "y"}
        assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303
    desk.lawyer.post("/language", {"language": "sr-Latn"})

    said = printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?on=16. 6. 2014.&for=court"))
    hers = printed(desk.lawyer.get(f"/claims/{claim_id}/account.pdf?on=16. 6. 2014."))

    interest = said.split("Kako je kamata obračunata")[1]
    assert "strah" in interest.lower()
    assert "strah" not in hers.lower()
    assert "ne nosi kamatu (čl. 277. ZOO)" in " ".join(
        interest.split()
    )  # of the costs, as of all that the decision leaves open
    figures = [Decimal(one.replace(".", "").replace(",", ".")) for one in re.findall(r"[\d.]+,\d\d\b(?! %)", interest)]
    *rows, total = figures
    assert sum(rows[1::2]) == total
    payments = [
        Decimal(one.replace(".", "").replace(",", "."))
        for one in re.findall(
            r"[\d.]+,\d\d\b", said.split("Uplate i šta je njima namireno")[1].split("Kako je kamata")[0]
        )
    ]
    table = [payments[at : at + 5] for at in range(0, len(payments), 5)]
    assert [sum(row[1:]) for row in table] == [row[0] for row in table]
    assert [sum(column) for column in zip(*table[:-1], strict=True)] == table[-1]
    assert table[-1][2] == total  # everything is paid, so that the interest paid is all that was borne


def test_a_statement_of_a_day_that_is_none_leads_back_to_the_page(desk: Desk, decision: UUID) -> None:
    answer = desk.lawyer.get(f"/claims/{claim_of(desk, decision)}/account.pdf?on=never")

    assert answer.status_code == 303
    assert "/account" in answer.headers["Location"]
