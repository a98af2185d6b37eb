"""Which cohort is ripe when, which publication is due, and is the plan of each source what its tables and indicators are?"""

import tomllib
from datetime import date, timedelta

import pytest

from litigation_app.core import clock
from litigation_app.disclosure import policy
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.drafts import queries as calendar
from litigation_app.gate.protection.queries import Previous
from litigation_app.gate.rules import Block, Calendar, Ripe, blocks, refuse_year, ripe_in
from litigation_app.statistics import indicators

YEARLY = Calendar("03-31", 91)


@pytest.mark.parametrize(("today", "newest"), [(date(2026, 3, 31), 2024), (date(2026, 4, 1), 2025)])
def test_a_year_is_closed_after_the_last_of_march(today: date, newest: int) -> None:
    assert YEARLY.newest(today) == newest
    assert YEARLY.late_after(2025) == date(2026, 6, 30)


@pytest.mark.parametrize(("year", "why"), [(2009, "early"), (2026, "unfinished"), (2025, None), (2010, None)])
def test_only_a_closed_year_is_published(year: int, why: str | None) -> None:
    assert refuse_year(year, date(2026, 11, 24), YEARLY) == why


def test_years_stand_together_on_fixed_bounds_and_wait_for_everybody() -> None:
    assert list(blocks(2010, 5, 2021)) == [Block(2010, 2014), Block(2015, 2019)]
    assert [one.code for one in blocks(2019, 1, 2021)] == ["2019", "2020", "2021"]
    assert Block.of("2010_2014") == Block(2010, 2014)
    assert [ripe_in(Block(2010, 2014), months) for months in (12, 36, 60)] == [2015, 2017, 2019]


def tables_of(country: str, year: int) -> dict[str, set[str]]:
    return {one.block.code: set(one.tables) for one in plan.ripe("caseload", country, year)}


def test_tables_of_a_cohort_become_ripe_one_after_the_other_and_money_by_pools_of_its_own() -> None:
    found = tables_of("RS", 2025)

    assert {"2024", "2022", "2020"} <= found.keys()
    assert "2025" not in found
    assert "cohort_criminal" not in found["2023"]
    assert "cohort_criminal" in found["2022"]
    assert "cohort_paid" not in found["2021"]
    assert "cohort_paid" in found["2020"]
    assert found["2015_2019"] == {"cohort_money", "cohort_claimed"} == set(tables_of("RS", 2024)["2015_2019"])
    assert "2015_2019" not in tables_of("RS", 2023)
    assert tables_of("MK", 2024)["2010_2014"] >= {"cohort_sex", "cohort_paid", "cohort_money"}
    assert not any(code.isdigit() for code in tables_of("ME", 2025))


def test_public_acts_stand_by_the_year_and_injured_parties_by_three() -> None:
    found = {one.block.code: set(one.tables) for one in plan.ripe("judgments", "ME", 2025)}

    assert found["2025"] == set(plan.PLANS["judgments"].tables) - set(plan.PLANS["judgments"].injured)
    assert found["2022_2024"] == set(plan.PLANS["judgments"].injured)
    assert "2025_2027" not in found


def test_a_number_is_printed_once_and_people_of_an_older_plan_never_again() -> None:
    ripe = [Ripe(Block(2019, 2019), ("a", "b")), Ripe(Block(2020, 2020), ("a",)), Ripe(Block(2016, 2016), ("a",))]
    before = Previous({("a", "2019"): [], ("a", "2020"): []}, old=[Block(2014, 2016)])

    assert before.left(ripe) == [Ripe(Block(2019, 2019), ("b",))]


def test_years_that_were_printed_are_not_printed_again_where_others_stand_together_by_now() -> None:
    """Whoever has 2019 and 2020 and the sum of 2019 to 2021 subtracts."""
    before = Previous({("a", "2019"): [], ("a", "2020"): []})

    assert before.left([Ripe(Block(2019, 2021), ("a", "b")), Ripe(Block(2022, 2024), ("a",))]) == [
        Ripe(Block(2019, 2021), ("b",)),
        Ripe(Block(2022, 2024), ("a",)),
    ]


def test_whoever_was_counted_by_the_year_is_counted_as_of_then_among_years_together_too() -> None:
    """Money of 2015 to 2019 had 2019 as of one closing day and 2015 to 2018 as of another."""
    before = Previous({}, {("cohort_sex", "2018"): 2019, ("cohort_paid", "2018"): 2023, ("cohort_sex", "2019"): 2020})

    assert [before.counted_in(year) for year in (2017, 2018, 2019)] == [None, 2019, 2020]


def test_what_has_no_history_stands_in_tables_that_are_printed_at_once() -> None:
    """Sex, age, form and status are read as they are recorded: whoever corrects one between two publications must not be what is
    left when one is subtracted from the other.
    """
    now = {one.id: one.months for one in plan.COHORT_TABLES if one.by in {"SEX", "AGE", "FORM", "STATUS"}}

    assert len(now) == 4
    assert len(set(now.values())) == 1


HIDDEN, SAID = ["2019", "_T", None, 0, None], ["2019", "_T", "30", None, None]


@pytest.mark.parametrize(("line", "is_untold"), [(HIDDEN, True), (SAID, False)])
def test_of_years_whose_number_of_people_is_hidden_nothing_more_is_asked_for(line: list, is_untold: bool) -> None:
    before = Previous({("cohort_sex", "2019"): [line, ["2019", "F", "20", None, None], ["2019", "M", None, 0, None]]})
    ripe = Ripe(Block(2019, 2019), ("cohort_criminal", "cohort_money"))

    assert before.is_untold("RS", Block(2019, 2019)) is is_untold
    assert calendar._told(before, "caseload", "RS", ripe).tables == (("cohort_money",) if is_untold else ripe.tables)


def test_nothing_is_prepared_before_the_moment_at_which_the_year_is_closed() -> None:
    for source in plan.PLANS.values():
        closed = source.closed(2025).at

        assert source.calendar.newest(clock.local(closed).date()) == 2024
        assert source.calendar.newest(clock.local(closed + timedelta(seconds=1)).date()) == 2025


@pytest.mark.parametrize("mode", plan.PLANS)
def test_a_plan_names_every_table_and_the_indicators_that_are_computed_from_it(mode: str) -> None:
    made = plan.PLANS[mode]
    fed: dict[str, list[str]] = {sheet.id: [] for sheet in plan.every_sheet(mode)}
    own = [one for one in indicators.all_indicators() if one.kind != "completeness"]  # which asks all tables
    for one in (one.read_from(mode) for one in own):
        for table in one.tables if set(one.tables) <= set(fed) else ():
            fed[table].append(one.id)

    assert {table: list(names) for table, names in made.tables.items()} == fed
    assert made.profile == tomllib.loads(policy.FILE.read_text("utf-8"))["profile"]
    assert made.closed(2023).reference_date == date(2023, 12, 31)
    assert made.closed(2023).at.date() == date(2024, 3, 31)


def test_an_indicator_says_for_how_long_its_table_follows_people() -> None:
    months = {one.id: one.months for one in plan.COHORT_TABLES}

    for one in indicators.all_indicators():
        assert {months[table] for table in one.tables if table in months} in ({one.months}, set()), one.id


def test_a_country_prints_as_much_detail_as_its_pools_have_people() -> None:
    pools = policy.pools()

    for country in ("RS", "BA", "MK", "ME"):
        expected = pools.victims[country] * pools.years[country]
        assert plan.level(country).least <= expected
        [codes] = [one.codes for one in plan.cohort_tables(country) if one.by == "FORM"]
        assert ("REST" in codes) == ("FORM" in plan.level(country).broader)
