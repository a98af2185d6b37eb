"""Is a decision broken down, is the account of any day reckoned, and does nobody else see or change it?"""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from claiming import YEAR, Desk, plain
from lawyering import open_file, part, text
from litigation_app.accounts.models import Office
from litigation_app.casework.awards.models import AwardLine
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import CourtDecision, Payment
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from litigation_app.core.text import format_date
from litigation_app.ledger import LedgerEntry
from stepping import outside, path_of

# The first Serbian award (2014), as if a court had decided it on 17 March 2014; the day is invented.
DECIDED = {"on": "17. 3. 2014.", "instance": "final", "outcome": "awarded_part", "amount": "1,000,000", "is_final": "y"}
LINES = {
    "lines-0-head": "dignity_freedom", "lines-0-answer": "awarded", "lines-0-amount": "800,000",
    "lines-0-interest_from": "17. 3. 2014.",
    "lines-1-head": "fear", "lines-1-answer": "awarded", "lines-1-amount": "200,000",
    "lines-1-interest_from": "17. 3. 2014.",
    "lines-2-head": "lost_earnings", "lines-2-answer": "referred", "lines-2-reason": "not_quantified",
    "lines-3-head": "costs", "lines-3-answer": "awarded", "lines-3-amount": "327,375.00",
    "version": "0",
}  # fmt: skip


@pytest.fixture
def decision(desk: Desk) -> UUID:
    """A claim that was decided; the id of the decision."""
    return decided(desk, desk.approved())


def decided(desk: Desk, claim_id: UUID, **other: str) -> UUID:
    known = set(desk.rows(select(CourtDecision.id)))
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECIDED | other).status_code == 303
    return UUID(str((set(desk.rows(select(CourtDecision.id))) - known).pop()))


def claim_of(desk: Desk, decision: UUID) -> UUID:
    return UUID(str(desk.rows(select(CourtDecision.claim_id).where(CourtDecision.id == decision))[0]))


def account(desk: Desk, claim_id: UUID, on: str) -> str:
    answer = desk.lawyer.get(f"/claims/{claim_id}/account?on={on}")
    assert answer.status_code == 200
    return text(answer)


def test_the_first_serbian_award_is_paid_in_instalments_and_the_account_is_right_to_the_last_unit(
    desk: Desk, decision: UUID
) -> None:
    claim_id = claim_of(desk, decision)
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES).status_code == 303
    for on, amount in (("16. 4. 2014.", "400,000"), ("16. 5. 2014.", "100,000")):
        paid = {"on": on, "amount": amount, "payer": "OFFENDER"}
        assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    page = account(desk, claim_id, "16. 5. 2014.")

    # 17.5 % until 8 May, then 17 %: reckoned by hand in tests/rules/law/debts/test_account.py
    for figure in ("14,383.56", "58,241.44", "13,442.64", "86,557.36", "855,201.20 RSD"):
        assert figure in page
    assert "17.50 % a year" in page
    assert "Zakon o zateznoj kamati" in page


def test_before_the_decision_is_broken_down_the_page_says_what_to_do(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Nothing is decided yet" in account(desk, claim_id, "1. 1. 2020.")
    decision = decided(desk, claim_id)

    page = account(desk, claim_id, "1. 1. 2020.")

    assert "is not broken down yet" in page
    assert f"/decisions/{decision}/lines/new" in page


def test_the_form_offers_what_was_claimed(desk: Desk, decision: UUID) -> None:
    page = desk.lawyer.get(f"/decisions/{decision}/lines/new").get_data(as_text=True)

    assert page.count("selected") >= 3
    for head in ("lost_earnings", "fear", "costs"):
        assert (
            f'selected value="{head}"' in page
            or f'value="{head}" selected' in page
            or f'<option selected value="{head}"' in page
        )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"lines-1-amount": "200,001"}, "1,000,001.00 RSD: 1.00 RSD too much"),
        ({"lines-1-amount": ""}, "Write the amount that was awarded"),
        ({"lines-2-amount": "5"}, "Leave the amount empty"),
        ({"lines-1-head": ""}, "Choose the kind of damage"),
        ({"lines-1-interest_from": "31. 2. 2014."}, "There is no"),
        ({"lines-1-amount": "12.5.0"}, "Write the amount like"),
        ({"lines-1-answer": "given"}, "Choose one of the list"),
    ],
)
def test_a_mistake_is_said_beside_its_line_and_nothing_typed_is_lost(
    desk: Desk, decision: UUID, wrong: dict[str, str], sentence: str
) -> None:
    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | wrong)

    assert answer.status_code == 422
    page = text(answer)
    assert sentence in page
    assert "800,000" in page
    assert "327,375.00" in page
    assert desk.rows(select(AwardLine.id)) == []


@pytest.mark.parametrize(
    ("typed", "sum_said", "difference"),
    [("200,001", "1,000,001.00 RSD", "1.00 RSD too much"), ("150,000", "950,000.00 RSD", "50,000.00 RSD are missing")],
)
def test_a_wrong_sum_belongs_to_no_line_and_is_said_with_its_amounts(
    desk: Desk, decision: UUID, typed: str, sum_said: str, difference: str
) -> None:
    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"lines-1-amount": typed})

    sentence = f"The decision awards 1,000,000.00 RSD, but the lines add up to {sum_said}: {difference}."
    assert text(answer).count(sentence) == 2  # in the summary, and below the lines
    page = answer.get_data(as_text=True)
    assert '<li><a href="#lines">' in page
    assert 'id="lines"' in page
    assert "is-wrong" not in page


def test_the_summary_says_in_which_line_each_mistake_is(desk: Desk, decision: UUID) -> None:
    wrong = {"lines-1-amount": "", "lines-2-amount": "5"}

    page = text(desk.lawyer.post(f"/decisions/{decision}/lines", LINES | wrong))

    assert "Line 2: Amount awarded: Write the amount that was awarded." in page
    assert "Line 3: Amount awarded: Nothing is awarded with this answer." in page


@pytest.mark.parametrize(("language", "example"), [("en", "12,500.00"), ("sr-Latn", "12.500,00"), ("mk", "12.500,00")])
def test_each_form_with_amounts_says_once_how_they_are_written(
    desk: Desk, decision: UUID, language: str, example: str
) -> None:
    claim_id = claim_of(desk, decision)
    desk.lawyer.post("/language", {"language": language})

    for path in (
        f"/decisions/{decision}/lines/new",
        f"/claims/{claim_id}/decisions",
        f"/cases/{desk.case_id}/claims/new",
    ):
        assert text(desk.lawyer.get(path)).count(example) == 1, path


def test_another_line_can_be_asked_for_without_losing_any(desk: Desk, decision: UUID) -> None:
    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"again": "row"})

    assert answer.status_code == 422
    assert "lines-4-head" in answer.get_data(as_text=True)
    assert "800,000" in text(answer)


def test_a_correction_is_a_new_version_and_the_earlier_one_stays(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    moved = {"lines-0-amount": "700,000", "lines-1-amount": "300,000", "version": "1"}

    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES | moved).status_code == 303

    assert sorted(desk.rows(select(AwardLine.version))) == [1] * 4 + [2] * 4
    assert "700,000.00" in account(desk, claim_of(desk, decision), "17. 3. 2014.")


def test_lines_recorded_meanwhile_are_shown_before_they_are_replaced(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    late = LINES | {"lines-0-amount": "900,000", "lines-1-amount": "100,000"}

    answer = desk.coordinator.post(f"/decisions/{decision}/lines", late)

    assert answer.status_code == 409
    page = text(answer)
    assert "Recorded meanwhile" in page
    assert "900,000" in page
    assert "800,000.00 RSD" in page
    assert set(desk.rows(select(AwardLine.version))) == {1}
    assert 'name="version" type="hidden" value="1"' in page


def test_two_who_record_at_once_leave_one_version(desk: Desk, decision: UUID) -> None:
    with ThreadPoolExecutor(2) as both:
        answers = list(
            both.map(lambda who: who.post(f"/decisions/{decision}/lines", LINES), [desk.lawyer, desk.coordinator])
        )

    assert sorted(one.status_code for one in answers) == [303, 409]
    assert len(desk.rows(select(AwardLine.id))) == 4


def test_each_accused_is_asked_for_his_own_part(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    for _n in range(2):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    first, second = accused(desk)
    alone = LINES | {"lines-0-owed_by": first, "lines-1-owed_by": second, "lines-3-owed_by": first}
    assert desk.lawyer.post(f"/decisions/{decision}/lines", alone).status_code == 303
    paid = {"on": "17. 3. 2014.", "amount": "150,000", "payer": "OFFENDER", "by": second}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303

    page = account(desk, claim_id, "17. 3. 2014.")

    assert "1,127,375.00 RSD" in page  # dignity and costs
    assert "50,000.00 RSD" in page
    assert [str(one) for one in desk.rows(select(Payment.defendant_id))] == [second]


def accused(desk: Desk) -> list[str]:
    from litigation_app.casework.defendants.models import Defendant

    return [str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter))]


def test_an_accused_of_another_case_owes_nothing_here(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"})

    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"lines-0-owed_by": str(uuid4())})

    assert answer.status_code == 422
    assert desk.rows(select(AwardLine.id)) == []


def test_a_decision_that_is_not_final_says_so(desk: Desk) -> None:
    claim_id = desk.approved()
    said = {key: value for key, value in DECIDED.items() if key != "is_final"}
    known = set(desk.rows(select(CourtDecision.id)))
    desk.lawyer.post(f"/claims/{claim_id}/decisions", said)
    [decision] = set(desk.rows(select(CourtDecision.id))) - known
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    assert "The decision is not final" in account(desk, claim_id, "17. 3. 2014.")


def test_a_day_that_no_table_knows_is_said_and_a_later_one_is_marked(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    early = {"lines-0-interest_from": "1. 1. 2009.", "lines-1-interest_from": "1. 1. 2009."}
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES | early)
    assert "knows no rate of default interest for 1. 1. 2009." in account(desk, claim_id, "1. 1. 2015.")
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"version": "1"})

    page = account(desk, claim_id, "1. 2. 2026.")

    assert "assumed" in page
    assert "the last known rate is taken" in page


@pytest.mark.parametrize("typed", ["31. 2. 2024.", "tomorrow", "", "1. 1. 3000."])
def test_a_day_that_is_none_is_said_beside_the_field(desk: Desk, decision: UUID, typed: str) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    page = account(desk, claim_of(desk, decision), typed)

    assert "field-error" in page
    assert "Together" not in page


def test_without_a_day_the_account_is_of_today_and_nothing_is_wrong(desk: Desk, decision: UUID) -> None:
    claim_id = claim_of(desk, decision)
    saved = desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    page = text(desk.lawyer.get(saved.headers["Location"]))

    assert "field-error" not in page
    assert "Error:" not in page
    assert f"What is owed on {plain(format_date(today()))}" in page
    assert desk.lawyer.get(f"/claims/{claim_id}/account.pdf").mimetype == "application/pdf"


def printed(answer: Any) -> str:
    return plain("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages))


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


def account_page(person: Any, claim_id: UUID) -> str:
    return text(person.get(f"/claims/{claim_id}/account"))


def test_a_statement_of_a_day_that_is_none_leads_back_to_the_page(desk: Desk, decision: UUID) -> None:
    answer = desk.lawyer.get(f"/claims/{claim_of(desk, decision)}/account.pdf?on=never")

    assert answer.status_code == 303
    assert "/account" in answer.headers["Location"]


def test_who_does_not_work_on_the_case_meets_neither_decision_nor_account(
    desk: Desk, decision: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = claim_of(desk, decision)
    others = [
        client_as(make.lawyer()),
        client_as(make.coordinator(office=make.office())),
        client_as(make.analyst()),
        client_as(make.auditor()),
    ]

    for who in others:
        for path in ("/claims/{}/account", "/claims/{}/account.pdf"):
            assert who.get(path.format(claim_id)).status_code == who.get(path.format(uuid4())).status_code == 404
        assert who.get(f"/decisions/{decision}/lines/new").status_code == 404
        assert who.post(f"/decisions/{decision}/lines", LINES).status_code == 404
    assert desk.rows(select(AwardLine.id)) == []


def test_what_was_recorded_is_in_the_access_log_without_amounts(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    [body] = desk.rows(select(LedgerEntry.body).where(LedgerEntry.act == "record_award"))

    assert b"800000" not in body
    assert b"fear" not in body


def test_what_follows_from_the_decision_is_kept_by_the_proceedings_and_linked_from_the_account(
    desk: Desk, decision: UUID
) -> None:
    path = f"/claims/{claim_of(desk, decision)}/account"
    before = part(text(desk.lawyer.get(path)), "follows")
    lane = path_of(desk.app, desk.case_id, "property_claim")
    assert "not recorded as a step yet" in before
    assert f"{lane}/moves/new" in before

    assert outside(desk.lawyer, lane, "granted_part", 0).status_code == 303

    after = part(text(desk.lawyer.get(path)), "follows")
    assert "not recorded as a step yet" not in after
    assert "Appeal on the property claim" in after
    assert "Civil action" in after or "civil" in after
    assert "/deadlines/" in after
