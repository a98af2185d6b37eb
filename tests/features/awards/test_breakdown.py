"""Is a decision broken down by kind of damage and debtor, with every mistake said where it is, and nothing lost?"""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from awarding import LINES, account, claim_of
from claiming import Desk
from lawyering import text
from litigation_app.casework.claims.awards.models import AwardLine


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
        ({"lines-1-head": ""}, "Choose the head of damage"),
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


def test_an_accused_of_another_case_owes_nothing_here(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"})

    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"lines-0-owed_by": str(uuid4())})

    assert answer.status_code == 422
    assert desk.rows(select(AwardLine.id)) == []
