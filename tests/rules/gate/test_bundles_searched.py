"""Is a partner's bundle refused that gives a number of few people away or is not in the form, and no other, in time and memory?"""

import tracemalloc
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundled import bundle
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.partners import bundle_audit, rules
from litigation_app.gate.partners.actions import planned, public
from litigation_app.gate.partners.bundle_audit import Contradicts, Place, TooLarge, given_away
from litigation_app.statistics.releases import Row, RowOut, Table, TableOut
from tabled import FIRST, Codes, K, of, searched, with_totals
from tables_of_people import ROWS, cohorts, people, tables_of

YEAR = str(FIRST)


@st.composite
def drawn(draw: st.DrawFn, most: int = 40) -> dict[Codes, int]:
    """People by two to four years and two to four forms; no count is one of few."""
    years = [str(FIRST + n) for n in range(draw(st.integers(2, 4)))]
    codes = [f"form_{n}" for n in range(draw(st.integers(2, 4)))]
    count = st.one_of(st.just(0), st.integers(K, most))
    return {place: draw(count) for place in product(years, codes)}


@settings(max_examples=30)
@given(drawn(), st.data())
def test_one_hidden_number_that_the_rest_of_its_line_gives_away_is_found(
    inside: dict[Codes, int], data: st.DataObject
) -> None:
    there = data.draw(st.sampled_from(sorted(inside)))
    inside[there] = data.draw(st.integers(1, K - 1))

    assert searched(of(with_totals(inside), {there})) == Place("cohort_form", there[0])


@settings(max_examples=30)
@given(drawn(), st.data())
def test_one_hidden_number_of_many_people_or_of_nobody_may_be_worked_out(
    inside: dict[Codes, int], data: st.DataObject
) -> None:
    there = data.draw(st.sampled_from(sorted(inside)))

    assert searched(of(with_totals(inside), {there})) is None


def test_a_total_of_another_table_gives_away_what_a_table_withholds() -> None:
    values = with_totals({(YEAR, "F"): 20, (YEAR, "M"): 3})
    beside = with_totals({(YEAR, "a"): 13, (YEAR, "b"): 10})
    hidden = {(YEAR, "M"), (YEAR, "_T")}

    assert searched(of(values, hidden, "cohort_sex", "SEX")) is None
    assert searched(of(values, hidden, "cohort_sex", "SEX"), of(beside, ())) == Place("cohort_sex", YEAR)


def test_two_withheld_numbers_that_together_are_few_are_found() -> None:
    values = with_totals({(YEAR, "a"): 20, (YEAR, "b"): 2, (YEAR, "c"): 1})

    assert searched(of(values, {(YEAR, "b"), (YEAR, "c")})) == Place("cohort_form", YEAR)


def test_a_range_that_leaves_few_is_found_like_a_number() -> None:
    rows = [RowOut((YEAR, "_T"), 40), RowOut((YEAR, "a"), 30), RowOut((YEAR, "b"), None, low=0, high=9)]
    narrow = [*rows[:2], RowOut((YEAR, "b"), None, low=1, high=4), RowOut((YEAR, "c"), None, low=6, high=9)]
    table = TableOut(
        "cohort_form", "Invented", "PERSON", "victim", ("YEAR", "FORM"), [*rows, RowOut((YEAR, "c"), None)]
    )

    assert searched(table) is None
    told = TableOut("cohort_form", "Invented", "PERSON", "victim", ("YEAR", "FORM"), narrow)
    assert searched(told) == Place("cohort_form", YEAR)


@pytest.mark.parametrize(("indicted", "is_found"), [(17, True), (15, False), (20, False)])
def test_few_people_between_two_steps_are_found(indicted: int, is_found: bool) -> None:
    steps = {"victims": 20, "reported": 20, "indicted": indicted, "convicted": 0}
    rows = [RowOut((YEAR, code), number) for code, number in steps.items()]
    table = TableOut("cohort_criminal", "Invented", "PERSON", "victim", ("YEAR", "STEP"), rows)

    assert searched(table) == (Place("cohort_criminal", YEAR, is_printed=False) if is_found else None)


def test_numbers_that_contradict_each_other_are_not_searched() -> None:
    values = {**with_totals({(YEAR, "a"): 20, (YEAR, "b"): 10, (YEAR, "c"): 5}), (YEAR, "_T"): 12}

    with pytest.raises(Contradicts):
        searched(of(values, {(YEAR, "a")}))


def test_more_than_can_be_searched_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    table = of(with_totals({(YEAR, "a"): 20, (YEAR, "b"): 10}), {(YEAR, "a"), (YEAR, "b")})
    with monkeypatch.context() as patch:
        patch.setattr(bundle_audit, "MOST_HIDDEN", 1)
        with pytest.raises(TooLarge):
            searched(table)
    monkeypatch.setattr(bundle_audit, "Effort", lambda _seconds: Effort(0.0))
    with pytest.raises(TooLarge):
        searched(table)


def test_the_first_number_that_is_found_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    effort = Effort(seconds("bundle"))
    monkeypatch.setattr(bundle_audit, "Effort", lambda _seconds: effort)
    inside = {(f"{1000 + n}", code): (3 if code == "c" else 20) for n in range(3000) for code in "abc"}
    values = with_totals(inside)

    found = searched(of(values, {place for place in values if place[1] == "c"}))

    assert found is not None
    assert effort.spent < seconds("bundle") / 100


@pytest.mark.parametrize("mode", plan.PLANS)
def test_what_this_desk_would_publish_is_planned_and_let_in(mode: str) -> None:
    rows = people(5, [2019, 2020], 51) if mode == "caseload" else ROWS[mode]
    tables = tables_of(cohorts(mode, rows, 2024))
    made = bundle(first=2015, last=2023, mode=mode, tables=tables)

    assert all((table.unit, tuple(table.dimensions)) in planned(mode)[table.id] for table in tables)
    assert any(row.value is None for table in made.tables for row in table) or mode != "caseload"
    assert given_away(made, K) is None


def test_years_that_are_here_do_not_come_again_with_others_beside_them() -> None:
    """Whoever has 2021 and 2022 and the sum of 2020 to 2022 subtracts."""
    there = bundle()
    here = rules.Here((there,), (), frozenset(), there.policy_hash, K, planned("caseload"))
    rows = [RowOut(("2020_2022", code), n) for code, n in (("_T", 60), ("F", 30), ("M", 30))]
    pooled = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)

    found = rules.objection(bundle(first=2020, tables=[pooled]), rules.Sender("Invented", "MK"), here)

    assert found == ("overlap", there)


def test_a_table_of_a_known_name_has_its_own_unit_and_dimensions() -> None:
    here = rules.Here((), (), frozenset(), bundle().policy_hash, K, planned("caseload"))
    sender = rules.Sender("Invented", "MK")
    money = TableOut("cohort_sex", "Invented", "EUR", "victim", ("YEAR", "SEX"), [RowOut(("2021", "M"), 3)])
    steps = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "STEP"), [RowOut(("2021", "M"), 30)])

    assert rules.objection(bundle(), sender, here) is None
    for table in (money, steps):
        assert rules.objection(bundle(tables=[table]), sender, here) == ("table", "cohort_sex")


def test_a_table_of_public_acts_is_one_in_its_own_source_alone() -> None:
    """Else a bundle of clients that calls a table so prints one of them."""
    sender = rules.Sender("Invented", "MK")
    one = TableOut(
        "accused_by_verdict", "Invented", "PERSON", "accused", ("YEAR", "VERDICT"), [RowOut(("2021", "acquitted"), 1)]
    )
    found = {}
    for mode in ("caseload", "judgments", "none"):
        made = bundle(mode=mode, tables=[one])
        here = rules.Here((), (), frozenset(), made.policy_hash, K, planned(mode), public(mode))
        found[mode] = rules.objection(made, sender, here)

    assert found == {
        "caseload": ("small", "accused_by_verdict"), "judgments": None, "none": ("small", "accused_by_verdict"),
    }  # fmt: skip


TIMES = ("2020", "2021", "2020_2021", "2021_1999", "0000", "9999", "now", "2021_2021_2021", "_T")
NAMES = ("cohort_sex", "cohort_criminal", "cohort_filed", "cohort_months", "cohort_money", "nobodys")
BY = {"SEX": ("_T", "F", "M"), "STEP": ("victims", "reported"), "FILED": ("indicted", "filed"), "NEW": ("_T", "a")}


@st.composite
def anything(draw: st.DrawFn) -> TableOut:
    """A table in the form of published data, whatever it says."""
    by = draw(st.sampled_from(sorted(BY)))
    years, value = draw(st.sets(st.sampled_from(TIMES), min_size=1)), st.one_of(st.none(), st.integers(0, 10**6))
    rows = [RowOut(place, draw(value)) for place in product(sorted(years), BY[by])]
    return TableOut(draw(st.sampled_from(NAMES)), "Invented", "PERSON", "victim", ("YEAR", by), rows)


@settings(max_examples=30)
@given(
    st.lists(anything(), min_size=1, max_size=3, unique_by=lambda one: one.id), st.sampled_from([*plan.PLANS, "none"])
)
def test_whatever_a_bundle_says_it_is_answered(tables: list[TableOut], mode: str) -> None:
    try:
        found = given_away(bundle(first=FIRST, last=FIRST + 1, mode=mode, tables=tables), K)
    except (Contradicts, TooLarge):
        return

    assert found is None or found.table in {table.id for table in tables}


WHOLE = [(year, code) for year in ("2021", "2022") for code in ("_T", "F", "M")]


def table(codes: list[tuple[str, ...]], unit: str = "PERSON", dimensions: tuple[str, ...] = ("YEAR", "SEX")) -> Table:
    return Table("cohort_sex", "Invented", unit, "victim", dimensions, tuple(Row(one, 20) for one in codes))


def test_every_combination_once_is_sound_in_any_order_and_anything_else_is_not() -> None:
    years = range(2021, 2023)

    assert rules.is_sound(table(WHOLE), years)
    assert rules.is_sound(table(WHOLE[::-1]), years)
    for codes in (
        WHOLE[:-1], [*WHOLE, WHOLE[0]], [*WHOLE[:-1], WHOLE[0]], [*WHOLE, *[("2030", code) for _, code in WHOLE[:3]]],
        [*WHOLE, *[("_T", code) for _, code in WHOLE[:3]]], [],
    ):  # fmt: skip
        assert not rules.is_sound(table(codes), years)
    assert not rules.is_sound(table(WHOLE, unit="HOUSE"), years)
    assert not rules.is_sound(table(WHOLE, dimensions=("SEX", "YEAR")), years)


def test_a_table_that_claims_millions_of_combinations_costs_no_more_than_its_rows() -> None:
    claimed = table([(f"{1000 + n}", f"c{n}") for n in range(3_000)])
    tracemalloc.start()

    is_sound = rules.is_sound(claimed, range(1000, 4000))

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not is_sound
    assert most < 4 * 2**20
