"""Is a sum of which the decision names no day of interest never silently without any?"""

from uuid import UUID

from sqlalchemy import select

from awarding import LINES, account, claim_of
from claiming import Desk
from lawyering import part, text
from litigation_app.casework.claims.awards.models import AwardLine

SILENT = LINES | {"lines-0-interest_from": "", "lines-1-interest_from": ""}


def test_the_account_takes_the_day_of_the_law_and_says_that_it_is_assumed(desk: Desk, decision: UUID) -> None:
    said = account_of(desk, decision, LINES, "16. 4. 2014.")
    assert "14,383.56 RSD" in said  # 1,000,000 x 17.5 x 30 / 36,500, as decided
    assert "names no day" not in part(said, "lines-of-decision").split("Costs of the proceedings")[0]

    page = account_of(desk, decision, SILENT | {"version": "1"}, "16. 4. 2014.")

    assert "14,383.56 RSD" in page
    assert page.count("interest from 17. 3. 2014.") == 2
    assert "The decision names no day of interest: from the day of the decision" in page
    assert "Art. 200 and 277 ZOO" in page
    assert "From which day some of it bears interest is assumed." in page


def test_what_bears_no_interest_is_said_and_shown(desk: Desk, decision: UUID) -> None:
    none = SILENT | {"lines-0-no_interest": "y", "lines-1-no_interest": "y"}

    page = account_of(desk, decision, none, "16. 4. 2014.")

    assert "bears no interest" in page
    assert "14,383.56" not in page
    assert desk.rows(select(AwardLine.bears_interest).order_by(AwardLine.position))[:2] == [False, False]
    again = text(desk.lawyer.get(f"/decisions/{decision}/lines/new"))
    assert again.count("checked") >= 2


def test_costs_bear_none_unless_the_decision_says_so_and_the_account_says_that(desk: Desk, decision: UUID) -> None:
    page = account_of(desk, decision, LINES, "16. 4. 2014.")

    assert "costs bear interest only where the decision says so" in page


def test_the_form_proposes_the_day_of_the_law_for_what_was_claimed(desk: Desk, decision: UUID) -> None:
    page = part(text(desk.lawyer.get(f"/decisions/{decision}/lines/new")), "by-law")

    for words in ("Lost earnings", "17. 3. 2014.", "Art. 189(2) ZOO", "Costs of the proceedings", "bears no interest"):
        assert words in page


def test_a_day_and_no_interest_at_once_are_refused_beside_the_day(desk: Desk, decision: UUID) -> None:
    answer = desk.lawyer.post(f"/decisions/{decision}/lines", LINES | {"lines-1-no_interest": "y"})

    assert answer.status_code == 422
    assert "Line 2: Bears interest from: Write a day, or tick that it bears no interest" in text(answer)
    assert desk.rows(select(AwardLine.id)) == []


def account_of(desk: Desk, decision: UUID, lines: dict[str, str], on: str) -> str:
    assert desk.lawyer.post(f"/decisions/{decision}/lines", lines).status_code == 303
    return account(desk, claim_of(desk, decision), on)
