"""Is a sum of which the decision names no day of interest never silently without any?"""

from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, select

from awarding import LINES, account, claim_of
from claiming import Desk
from config import Config
from lawyering import part, text
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.core import schema

OLDER_LINE = """INSERT INTO casework_award_line
    (id, claim_id, decision_id, version, position, head, answer, owed_by, recorded_by, recorded_at, interest_from)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
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


def test_a_line_of_before_that_named_no_day_is_kept_as_bearing_none(tmp_path: Path) -> None:
    """The form said so then: "empty if it bears none"."""
    config = Config(tmp_path / "older", f"sqlite:///{tmp_path / 'older' / 'desk.db'}")
    known = schema.revisions()
    schema.upgrade(config, known[known.index("0041") - 1])
    engine = create_engine(config.database_url)
    with engine.begin() as older:
        for key, day in (("a", None), ("b", "2024-03-04")):
            values = (key, "c", "d", 1, 1, "fear", "awarded", "[]", "e", "2024-03-05 00:00:00", day)
            older.exec_driver_sql(OLDER_LINE, values)

    schema.upgrade(config)

    with engine.connect() as now:
        rows = now.exec_driver_sql("SELECT bears_interest FROM casework_award_line ORDER BY id").scalars().all()
    engine.dispose()
    assert rows == [0, 1]


def account_of(desk: Desk, decision: UUID, lines: dict[str, str], on: str) -> str:
    assert desk.lawyer.post(f"/decisions/{decision}/lines", lines).status_code == 303
    return account(desk, claim_of(desk, decision), on)
