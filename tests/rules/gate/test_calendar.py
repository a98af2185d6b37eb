"""Which publication is due when, and is the plan of each source what its tables and indicators are?"""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from litigation_app.disclosure import policy
from litigation_app.disclosure.plan import AS_ASKED, Coarser
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
        "caseload", "RS", 2021, 2025, date(2026, 3, 1), is_late=False, new_from=2021
    )
    found = due("caseload", "RS", (), date(2026, 7, 1), YEARLY)
    assert found is not None
    assert found.is_late


def test_of_a_publication_that_goes_on_only_the_new_years_are_new() -> None:
    there = Published("caseload", ("RS",), 2015, 2024)

    found = due("caseload", "RS", [there], date(2026, 7, 1), YEARLY)

    assert found is not None
    assert (found.first, found.new_from, found.last) == (2015, 2025, 2025)


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


def test_a_table_that_comes_by_hand_stands_where_it_was_asked_for() -> None:
    def of(made: Coarser) -> set[str]:
        return {sheet.id for sheet in plan.MODES["caseload"].design(2017, 2023, made).sheets}

    unasked = of(plan.asked("caseload"))
    assert of(plan.asked("caseload", ["months_to_judgment"])) - unasked == {"months_to_judgment"}
    assert of(plan.asked("caseload", ["months_to_judgment_60"])) - unasked == {"months_to_judgment_60"}
    assert of(plan.asked("caseload", ["awards_by_band"])) & {"awards_by_band", "money_by_award_year"} == {
        "awards_by_band"
    }
    assert plan.is_full("caseload", plan.asked("caseload"))
    assert plan.asked("judgments", ["awards_by_band", "months_to_judgment_60"]) == AS_ASKED


WAYS = [(), ("months_to_judgment",), ("months_to_judgment_60",), ("awards_by_band", "months_to_judgment_60")]


@pytest.mark.parametrize("also", WAYS)
def test_there_is_one_way_to_say_a_design(also: tuple[str, ...]) -> None:
    """So that what was shown before is found again."""
    made = plan.asked("caseload", also)
    known = plan.by_hand("caseload", made)

    assert plan.plain("caseload", made) == made
    assert made.is_full == bool(also)  # what it cannot have is not left out
    assert known == [table for table in also if table != "awards_by_band"]


@pytest.mark.parametrize("also", WAYS[:2])
def test_a_design_of_an_earlier_version_is_the_same_today_without_what_came_since(also: tuple[str, ...]) -> None:
    made = plan.asked("caseload", also)
    claims = ("claimed_by_award_year",)
    later = ("referred_by_suit", "protection_by_decision", *claims)

    for version, since in (("2", later), ("3", later), ("4", claims)):
        found = plan.plain("caseload", plan.of_version("caseload", made, version))
        assert found == replace(made, without=(*made.without, *since))
    assert plan.of_version("caseload", made, "5") == made


def test_what_was_chosen_and_left_out_again_is_as_if_nobody_had_asked() -> None:
    neither = Coarser(without=("months_to_judgment", "months_to_judgment_60"), instead=("months_to_judgment_60",))

    assert plan.plain("caseload", neither) == plan.asked("caseload")
    assert plan.plain("caseload", AS_ASKED) == plan.asked("caseload", ["months_to_judgment"])


@pytest.mark.parametrize(
    ("also", "there", "then"),
    [
        ((), "months_to_judgment_60", ("months_to_judgment_60",)),
        (("months_to_judgment_60",), "months_to_judgment_60", ("months_to_judgment_60",)),
        (("months_to_judgment_60",), "steps_criminal", ("months_to_judgment_60",)),
        (("awards_by_band",), "months_to_judgment_60", ("awards_by_band", "months_to_judgment_60")),
    ],
)
def test_a_publication_goes_on_with_the_window_that_it_has(
    also: Sequence[str], there: str, then: Sequence[str]
) -> None:
    money = {"awards_by_band"} & {*also}

    assert plan.goes_on("caseload", plan.asked("caseload", also), {there, *money}).instead == then


@pytest.mark.parametrize(
    ("also", "there", "choice"),
    [
        (("months_to_judgment",), "months_to_judgment_60", "window"),
        (("months_to_judgment_60",), "months_to_judgment", "window"),
        ((), "awards_by_band", "money"),
        (("awards_by_band",), "money_by_award_year", "money"),
    ],
)
def test_what_was_asked_for_is_refused_where_the_other_one_stands(also: Sequence[str], there: str, choice: str) -> None:
    with pytest.raises(plan.ChosenOtherwise, match=choice):
        plan.goes_on("caseload", plan.asked("caseload", also), {there})


@pytest.mark.parametrize("also", WAYS)
def test_no_publication_has_two_tables_of_which_one_is_to_be_chosen(also: tuple[str, ...]) -> None:
    tables = {sheet.id for sheet in plan.MODES["caseload"].design(2015, 2023, plan.asked("caseload", also)).sheets}

    for choice in plan.MODES["caseload"].plan.choices:
        assert not tables & {*choice.usual} or not tables & {*choice.chosen}
