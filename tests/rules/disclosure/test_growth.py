"""Does a publication that grows by a year keep every change since the last one unsure?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import audit, growth, policy
from litigation_app.disclosure.facts import DesignChanged, head, like
from litigation_app.disclosure.growth import Earlier, fresh_years, printed
from litigation_app.disclosure.joint import join
from litigation_app.disclosure.model import Interval, System
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Row, Table, Variable, build, key

RULES = policy.public()
CODES = ("F", "M", "X")
Counts = Mapping[tuple[str, str], int]


def cross(years: Sequence[str], *, harmless: bool = True, codes: tuple[str, ...] = CODES) -> Cross:
    return Cross(Variable("YEAR", tuple(years), harmless=True), Variable("SEX", codes, harmless=harmless))


def rows(counts: Counts, of_one_case: int = 1) -> list[Row]:
    """So many people of each year and code, `of_one_case` to a case."""
    people = [codes for codes, number in counts.items() for _ in range(number)]
    return [
        Row(f"person {n}", f"case {n // of_one_case}", f"lawyer {n % 7}", {"YEAR": year, "SEX": sex})
        for n, (year, sex) in enumerate(people)
    ]


def earlier(system: System, years: Sequence[str], *, but: Sequence[str] = ()) -> Earlier:
    """A publication that printed everything but these."""
    return Earlier(printed("first", system, everything(system, but)), frozenset(years))


def everything(system: System, but: Sequence[str] = ()) -> dict[str, int]:
    return {cell.key: int(cell.value) for cell in system.cells if cell.published and cell.key not in but}


BEFORE: Counts = {("2021", "F"): 20, ("2021", "M"): 20, ("2021", "X"): 20}
NEW_YEAR: Counts = {("2022", "F"): 10, ("2022", "M"): 10, ("2022", "X"): 10}


def attacked(
    now: Counts, *, of_one_case: int = 1, harmless: bool = True, then: Sequence[str] = (), but: Sequence[str] = ()
) -> bool:
    """Is the second publication safe that prints everything but `but`, after one that printed everything but `then`?"""
    old, table = cross(["2021"], harmless=harmless), cross(["2021", "2022"], harmless=harmless)
    first = earlier(build(rows(BEFORE), [old]), ["2021"], but=then)
    second = build(rows({**NEW_YEAR, **now}, of_one_case), [table])
    return growth.attack(second, [table], everything(second, but), [first], RULES).ok


def test_numbers_that_did_not_change_are_printed_again() -> None:
    assert attacked(BEFORE)


@pytest.mark.parametrize("come", [1, 4, -1, -4])
def test_a_few_people_more_or_fewer_are_found_by_subtraction(come: int) -> None:
    assert not attacked({**BEFORE, ("2021", "F"): 20 + come})


def test_a_few_people_who_changed_category_are_found_though_the_total_stands() -> None:
    assert not attacked({**BEFORE, ("2021", "F"): 21, ("2021", "M"): 19})


def test_five_more_of_five_cases_may_be_known() -> None:
    assert attacked({**BEFORE, ("2021", "F"): 25})


def test_five_more_of_one_case_are_one_event() -> None:
    assert not attacked({**BEFORE, ("2021", "F"): 25}, of_one_case=5)


def test_who_believes_that_people_are_only_added_still_does_of_a_year_where_nothing_refutes_it() -> None:
    """In 2021 a hidden category lost somebody; in 2022 one of those who came is in a hidden one."""
    years, codes = ("2021", "2022", "2023"), (*CODES, "U")
    came = {("2021", "F"): 6, ("2021", "M"): -1, ("2021", "U"): 7, ("2022", "F"): 6, ("2022", "M"): 1, ("2022", "U"): 6}
    counts = {(year, code): 20 for year in years for code in codes}
    old, table = cross(years[:2], harmless=False, codes=codes), cross(years, harmless=False, codes=codes)
    first = build(rows({place: n for place, n in counts.items() if place[0] != "2023"}), [old])
    second = build(rows({place: n + came.get(place, 0) for place, n in counts.items()}), [table])
    hidden = [key("YEAR", year, "SEX", code) for year in ("2021", "2022", TOTAL) for code in ("M", "X")]

    found = growth.attack(second, [table], everything(second, hidden), [earlier(first, years[:2], but=hidden)], RULES)

    assert key("YEAR", "2022", "SEX", "M") in {name for one in found.failures for name in one.keys}


def test_all_who_came_in_one_category_are_a_group_that_is_found() -> None:
    assert not attacked({**BEFORE, ("2021", "F"): 26}, harmless=False)


def test_who_came_is_a_group_where_the_other_categories_stay_hidden_together() -> None:
    """Six more of all, six more women: whoever the others are, none of them came."""
    others = [key("YEAR", year, "SEX", code) for year in ("2021", TOTAL) for code in ("M", "X")]

    assert not attacked({**BEFORE, ("2021", "F"): 26}, harmless=False, then=others, but=others)


@pytest.mark.parametrize(("went", "is_safe"), [(1, False), (0, True)])
def test_one_who_went_from_two_hidden_categories_together_is_found(went: int, is_safe: bool) -> None:
    codes = (*CODES, "U")
    old, table = (cross(years, codes=codes) for years in (["2021"], ["2021", "2022"]))
    counts = {(year, code): 20 for year in ("2021", "2022") for code in codes}
    now = {**counts, ("2021", "F"): 26, ("2021", "M"): 20 - went, ("2021", "U"): 26 + went}
    first = build(rows({place: n for place, n in counts.items() if place[0] == "2021"}), [old])
    hidden = [key("YEAR", year, "SEX", code) for year in ("2021", TOTAL) for code in ("M", "X")]
    second, before = build(rows(now), [table]), earlier(first, ["2021"], but=hidden)

    assert growth.attack(second, [table], everything(second, hidden), [before], RULES).ok is is_safe


@pytest.mark.parametrize("is_latest_first", [True, False])
def test_who_came_since_each_publication_is_a_group_by_itself(is_latest_first: bool) -> None:
    """Since the first they are spread, since the second all are women."""
    years = ("2021", "2022", "2023")
    spread, women = ({("2021", "F"): f, ("2021", "M"): 26, ("2021", "X"): 26} for f in (26, 32))
    made = [
        build(rows({**people, **{(year, code): 20 for year in years[1:n] for code in CODES}}), [table])
        for n, people in enumerate((BEFORE, spread, women), 1)
        for table in [cross(years[:n], harmless=False)]
    ]
    before = [Earlier(printed(f"p{n}", made[n], everything(made[n])), frozenset(years[: n + 1])) for n in (0, 1)]
    before = before[::-1] if is_latest_first else before
    table = cross(years, harmless=False)

    assert not growth.attack(made[2], [table], everything(made[2]), before, RULES).ok


def test_who_came_over_all_earlier_years_is_a_group_though_each_year_is_hidden() -> None:
    years = ("2021", "2022", "2023")
    then = {(year, code): 12 for year in years[:2] for code in CODES}
    now = {**then, ("2021", "F"): 15, ("2022", "F"): 15, **{("2023", code): 20 for code in CODES}}
    old, table = cross(years[:2], harmless=False), cross(years, harmless=False)
    first, second = build(rows(then), [old]), build(rows(now), [table])
    hidden = [name for name in everything(first) if TOTAL not in name]

    assert not growth.attack(
        second, [table], everything(second, hidden), [earlier(first, years[:2], but=hidden)], RULES
    ).ok


def test_who_came_spread_over_categories_may_be_known() -> None:
    assert attacked({("2021", "F"): 26, ("2021", "M"): 26, ("2021", "X"): 26}, harmless=False)


def test_two_publications_that_hide_different_cells_are_safe_alone_but_not_together() -> None:
    """Whoever believes that nothing changed takes what either prints."""
    f, m, x = (key("YEAR", "2021", "SEX", code) for code in CODES)
    every = [key("YEAR", TOTAL, "SEX", code) for code in CODES]

    assert not attacked(BEFORE, then=[f, m, *every[:2]], but=[m, x, *every])
    assert attacked(BEFORE, then=[f, m, *every[:2]], but=[f, m, *every])


def test_a_change_that_neighbours_in_a_chain_give_away_is_found() -> None:
    """Six more filed, five more of them decided: one more is waiting."""

    def chain(years: Sequence[str]) -> Chain:
        return Chain(Variable("YEAR", tuple(years), harmless=True), "CLAIM", ("victims", "filed", "decided"))

    def people(waiting: int, decided: int) -> list[Row]:
        reached = [*["victims"] * 20, *["filed"] * waiting, *["decided"] * decided]
        found = [Row(f"p{n}", f"c{n}", "l", {"YEAR": "2021", "CLAIM": step}) for n, step in enumerate(reached)]
        return [*found, *(Row(f"q{n}", f"d{n}", "l", {"YEAR": "2022", "CLAIM": "decided"}) for n in range(20))]

    def is_safe(waiting: int, decided: int) -> bool:
        old, table = chain(["2021"]), chain(["2021", "2022"])
        then = build([row for row in people(20, 20) if row.codes["YEAR"] == "2021"], [old])
        now = build(people(waiting, decided), [table])
        return growth.attack(now, [table], everything(now), [earlier(then, ["2021"])], RULES).ok

    assert is_safe(20, 20)
    assert is_safe(26, 26)
    assert not is_safe(21, 25)


def test_earlier_years_that_stand_as_printed_give_away_no_change() -> None:
    table = cross(["2021", "2022"])
    first = earlier(build(rows(BEFORE), [cross(["2021"])]), ["2021"])
    whole = build(rows({**NEW_YEAR, **BEFORE, ("2021", "F"): 21}), [table])
    new = fresh_years(whole, [table], ["2022"])

    assert growth.too_near(whole, [first], RULES)
    assert growth.attack(new, [table], everything(new), [first], RULES).ok


def test_tables_that_are_cut_otherwise_are_not_compared() -> None:
    first = earlier(build(rows(BEFORE), [cross(["2021"])]), ["2021"])
    table = cross(["2021", "2022"], codes=("F", "M", "X", "OTHER"))
    second = build(rows({**NEW_YEAR, **BEFORE}), [table])

    with pytest.raises(DesignChanged):
        growth.attack(second, [table], everything(second), [first], RULES)


def test_out_of_time_is_not_safe() -> None:
    table = cross(["2021", "2022"])
    first = earlier(build(rows(BEFORE), [cross(["2021"])]), ["2021"], but=[key("YEAR", "2021", "SEX", "F")])
    second = build(rows({**NEW_YEAR, **BEFORE}), [table])

    assert not growth.attack(second, [table], everything(second), [first], RULES, budget=0).ok


def test_another_fact_is_another_head() -> None:
    system = build(rows(BEFORE), [cross(["2021"])])
    one = printed("first", system, everything(system))
    less = printed("first", system, everything(system, [key("YEAR", "2021")]))

    assert head([]) == ""
    assert len({head([]), head([one]), head([less]), head([replace(one, name="second")])}) == 4


SMALL = replace(RULES, k=3, cases_k=1)
FEW = st.dictionaries(
    st.tuples(st.sampled_from(["2021", "2022"]), st.sampled_from(CODES)), st.integers(0, 4), min_size=3
)
MOVES = st.lists(st.tuples(st.sampled_from(CODES), st.integers(-3, 3)), max_size=1)


def published(system: System, tables: Sequence[Table], before: Sequence[Earlier]) -> dict[str, int]:
    """What goes out: fresh, else with the earlier years as they were printed, else nothing."""
    for mine in (system, fresh_years(system, tables, ["2022"]) if before else system):
        try:
            said = protect(mine, SMALL, budget=5).visible(mine)
        except NotProtectable:
            continue
        if not before or growth.attack(mine, tables, said, before, SMALL).ok:
            return {name: int(value) for name, value in said.items()}
    return {}


@pytest.mark.thorough
@settings(max_examples=15, deadline=None)
@given(now=FEW, moves=MOVES)
def test_no_change_of_a_few_is_ever_recovered_by_trying_all_tables(now: Counts, moves: list[tuple[str, int]]) -> None:
    """People were added, left or changed category since: every pair of tables that agrees with both publications."""
    then = {codes: number for codes, number in now.items() if codes[0] == "2021"}
    for code, number in moves:
        then["2021", code] = max(0, then.get(("2021", code), 0) + number)
    old, table = cross(["2021"]), cross(["2021", "2022"])
    first = build(rows(then), [old])
    said_then = published(first, [old], ())
    before = Earlier(printed("first", first, said_then), frozenset({"2021"}))

    said_now = published(build(rows(now), [table]), [table], [before])

    olds, news = possible(said_then, ["2021"]), possible(said_now, ["2021", "2022"])
    for name in [key("YEAR", "2021"), *(key("YEAR", "2021", "SEX", code) for code in CODES)]:
        low, high = news[name].low - olds[name].high, news[name].high - olds[name].low
        may_be_nobody_or_many = low <= 0 <= high and (high >= SMALL.k or low <= -SMALL.k)
        assert (low, high) == (0, 0) or low >= SMALL.k or high <= -SMALL.k or may_be_nobody_or_many


def possible(said: Mapping[str, int], years: Sequence[str]) -> dict[str, Interval]:
    """Lowest and highest value of each number over all tables that agree with what is printed."""
    inner = [(year, code) for year in years for code in CODES]
    names = [key("YEAR", year, "SEX", code) for year, code in inner]
    ranges = [[said[name]] if name in said else range(8) for name in names]
    tables = np.stack([axis.ravel() for axis in np.meshgrid(*ranges, indexing="ij")])
    whole = {
        key("YEAR", when, "SEX", code): tables[
            [n for n, (year, sex) in enumerate(inner) if when in (TOTAL, year) and code in (TOTAL, sex)]
        ].sum(axis=0)
        for when in (TOTAL, *years)
        for code in (TOTAL, *CODES)
    }
    agree = np.all([whole[name] == value for name, value in said.items()] or [np.ones(tables.shape[1], bool)], axis=0)
    return {name: Interval(values[agree].min(), values[agree].max()) for name, values in whole.items()}


@settings(max_examples=15, deadline=None)
@given(counts=FEW, hidden=st.sets(st.sampled_from([key("YEAR", "2021", "SEX", code) for code in CODES])))
def test_one_more_fact_never_widens_an_interval(counts: Counts, hidden: set[str]) -> None:
    old, table = cross(["2021"]), cross(["2021", "2022"])
    then = {codes: number for codes, number in counts.items() if codes[0] == "2021"}
    first, second = build(rows(then), [old]), build(rows(counts), [table])
    said = everything(second, [*hidden, *(key("YEAR", TOTAL, "SEX", code) for code in CODES)])
    new = printed("", second, said)
    alike = like(printed("first", first, {}), [table], {"2021"}, second.by_key.keys())
    asked = sorted(hidden)

    spans = []
    for but in (everything(first), hidden, ()):
        seen = join(new, [(printed("first", first, everything(first, list(but))), alike)])
        spans.append(audit.intervals(seen.published, seen.relations, asked))

    for fewer, more in pairwise(spans):
        assert all(
            fewer[name].low <= more[name].low + 1e-6 and more[name].high <= fewer[name].high + 1e-6 for name in asked
        )
