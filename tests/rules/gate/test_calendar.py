"""Which publication is due when, and is the plan of each source what its tables and indicators are?"""

import tomllib
from datetime import date

import pytest

from litigation_app.disclosure import policy
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.gate import plan
from litigation_app.gate.rules import Calendar, Due, Published, due
from litigation_app.statistics import indicators

YEARLY = Calendar("03-01", "06-30", 5)
TODAY = date(2026, 4, 1)


def asked(*there: Published, today: date = TODAY) -> tuple[int, int] | None:
    found = due("caseload", "RS", there, today, YEARLY)
    return (found.first, found.last) if found else None


def test_a_first_publication_has_five_years_up_to_the_last_full_one() -> None:
    assert asked() == (2021, 2025)


@pytest.mark.parametrize(("today", "last"), [(date(2026, 2, 28), 2024), (date(2026, 3, 1), 2025)])
def test_a_year_is_due_from_the_first_of_march(today: date, last: int) -> None:
    assert asked(today=today) == (last - 4, last)


def test_the_next_one_goes_on_from_the_last_and_adds_one_year() -> None:
    assert asked(Published("caseload", ("RS",), 2019, 2023)) == (2019, 2024)
    assert asked(Published("caseload", ("RS",), 2019, 2025)) is None


def test_what_cannot_be_gone_on_from_is_followed_by_the_year_after_it() -> None:
    assert asked(Published("caseload", ("RS",), 2019, 2024, is_full=False)) == (2025, 2025)
    assert asked(Published("caseload", ("MK", "RS"), 2019, 2024)) == (2025, 2025)


def test_other_sources_and_countries_are_apart() -> None:
    assert asked(Published("judgments", ("RS",), 2019, 2025), Published("caseload", ("MK",), 2019, 2025)) == (
        2021,
        2025,
    )


def test_after_june_it_is_late() -> None:
    assert due("caseload", "RS", (), date(2026, 6, 30), YEARLY) == Due(
        "caseload", "RS", 2021, 2025, date(2026, 3, 1), is_late=False
    )
    found = due("caseload", "RS", (), date(2026, 7, 1), YEARLY)
    assert found is not None
    assert found.is_late


@pytest.mark.parametrize("mode", plan.MODES)
def test_a_plan_names_every_table_and_the_indicators_that_are_computed_from_it(mode: str) -> None:
    made = plan.MODES[mode]
    tables = [sheet.id for sheet in made.design(2021, 2023, AS_ASKED).sheets]
    fed = {table: [] for table in tables}
    for one in (one.read_from(mode) for one in indicators.all_indicators()):
        for table in one.tables if set(one.tables) <= set(tables) else ():
            fed[table].append(one.id)

    assert {table: list(names) for table, names in made.plan.tables.items()} == fed
    assert made.plan.profile == tomllib.loads(policy.FILE.read_text("utf-8"))["profile"]
    assert made.plan.reference_date(2023) == date(2023, 12, 31)
