"""Is a partner's bundle refused that gives a number of few people away, and no other?"""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables_of_people
from bundled import bundle
from litigation_app.disclosure.effort import Effort
from litigation_app.gate import plan
from litigation_app.gate.partners import searching
from litigation_app.gate.partners.searching import Contradicts, TooLarge, given_away
from litigation_app.gate.partners.stated import Place
from litigation_app.gate.proposal import propose
from litigation_app.statistics.releases import RowOut, TableOut
from tabled import FIRST, Codes, K, as_published, of, searched, with_totals

SOME = 53  # of the invented people: fewer are too few to publish, of all of them little is hidden


@st.composite
def drawn(draw: st.DrawFn, most: int = 40) -> dict[Codes, int]:
    """People by two to four years and two to four forms; no count is one of few."""
    years = [str(FIRST + n) for n in range(draw(st.integers(2, 4)))]
    codes = [f"form_{n}" for n in range(draw(st.integers(2, 4)))]
    count = st.one_of(st.just(0), st.integers(K, most))
    return {place: draw(count) for place in product(years, codes)}


@given(drawn(), st.data())
def test_one_hidden_number_that_the_rest_of_its_line_gives_away_is_found(inside: dict[Codes, int], data: st.DataObject):
    there = data.draw(st.sampled_from(sorted(inside)))
    inside[there] = data.draw(st.integers(1, K - 1))

    assert searched(of(with_totals(inside), {there})) == Place("victims_by_form", there[0])


@given(drawn(), st.data())
def test_one_hidden_number_of_many_people_or_of_nobody_may_be_worked_out(inside: dict[Codes, int], data: st.DataObject):
    there = data.draw(st.sampled_from(sorted(inside)))

    assert searched(of(with_totals(inside), {there})) is None


@given(drawn(), st.data())
def test_four_hidden_in_two_lines_are_found_where_one_of_them_is_of_few_however_they_are_turned(
    inside: dict[Codes, int], data: st.DataObject
):
    first, second = data.draw(st.permutations(sorted({year for year, _ in inside})))[:2]
    one, other = data.draw(st.permutations(sorted({code for _, code in inside})))[:2]
    corners = [(first, one), (second, other), (first, other), (second, one)]
    inside |= {place: data.draw(st.integers(0, 2 * K)) for place in corners}
    up, down = (min(inside[place] for place in pair) for pair in (corners[2:], corners[:2]))
    ways = [
        [inside[place] + (turn if place in corners[:2] else -turn) for place in corners]
        for turn in range(-down, up + 1)
    ]
    of_few = [
        place for n, place in enumerate(corners) if all(way[n] < K for way in ways) and any(way[n] for way in ways)
    ]

    found = searched(of(with_totals(inside), corners))

    assert (found is not None) == bool(of_few)
    assert found is None or found.year in {year for year, _ in of_few}


def test_a_total_of_another_table_gives_away_what_a_table_withholds():
    values = with_totals({("2020", "F"): 20, ("2020", "M"): 3, ("2021", "F"): 20, ("2021", "M"): 30})
    hidden = {("2020", "M"), ("2020", "_T"), ("_T", "M"), ("_T", "_T")}
    beside = with_totals({("2020", "a"): 13, ("2020", "b"): 10, ("2021", "a"): 25, ("2021", "b"): 25})

    alone = searched(of(values, hidden, "victims_by_sex", "SEX"))
    both = searched(of(values, hidden, "victims_by_sex", "SEX"), of(beside, ()))

    assert alone is None
    assert both == Place("victims_by_sex", "2020")


def test_numbers_that_contradict_each_other_are_not_searched():
    values = with_totals({("2020", "a"): 20, ("2020", "b"): 10}) | {("_T", "_T"): 31}

    with pytest.raises(Contradicts):
        searched(of(values, {("2020", "a")}))


def test_more_than_can_be_searched_is_said(monkeypatch: pytest.MonkeyPatch):
    values = with_totals({("2020", "a"): 20, ("2020", "b"): 10})
    monkeypatch.setattr(searching, "MOST_HIDDEN", 1)

    with pytest.raises(TooLarge):
        searched(of(values, {("2020", "a"), ("2020", "b")}))


def test_a_search_whose_work_is_spent_takes_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "Effort", lambda _seconds, patience: Effort(0.0, patience=patience))

    with pytest.raises(TooLarge):
        searched(of(with_totals({("2020", "a"): 20, ("2020", "b"): 10}), {("2020", "a"), ("2020", "b")}))


@pytest.mark.parametrize("mode", plan.MODES)
def test_the_tables_of_every_source_are_recognised(mode: str):
    made = bundle(first=FIRST, last=FIRST + 2, mode=mode, tables=list(as_published(mode, [], 3)))

    assert searching.as_designed(made).relations
    assert given_away(made, K) is None


@pytest.mark.parametrize(
    ("indicted", "found"), [(17, Place("steps_criminal", str(FIRST), is_printed=False)), (15, None), (20, None)]
)
def test_few_people_between_two_steps_are_found(indicted: int, found: Place | None):
    people = [tables_of_people.victim(n, FIRST) for n in range(20)]
    people = [one if one.victim < indicted else replace(one, indicted=None, judged=None) for one in people]
    made = bundle(first=FIRST, last=FIRST + 2, tables=list(as_published("caseload", people, 3)))

    assert given_away(made, K) == found


@pytest.mark.parametrize("mode", plan.MODES)
def test_what_this_desk_would_publish_is_let_in(mode: str):
    design = plan.MODES[mode].design(tables_of_people.FIRST, tables_of_people.LAST, plan.asked(mode))
    proposed = propose(design, plan.MODES[mode].system(tables_of_people.ROWS[mode][:SOME], design))
    tables = [
        TableOut(
            sheet.id, sheet.title, sheet.unit, sheet.counted, sheet.dimensions,
            [RowOut((year, code), value if value is None else int(value)) for year, code, value in proposed.sheets[sheet.id]],
        )
        for sheet in design.sheets
    ]  # fmt: skip
    made = bundle(first=tables_of_people.FIRST, last=tables_of_people.LAST, mode=mode, tables=tables)

    assert any(row.value is None for table in made.tables for row in table)
    assert given_away(made, K) is None


TIMES = ("_T", "2020", "2021", "2020_2021", "2021_1999", "0000", "9999", "now", "2021_2021_2021")
NAMES = (
    "victims_by_sex",
    "steps_criminal",
    "claim_by_indictment",
    "months_to_judgment",
    "money_by_award_year",
    "nobodys",
)
BY = {"SEX": ("_T", "F", "M"), "STEP": ("victims", "reported"), "FILED": ("indicted", "filed"), "NEW": ("_T", "a")}


@st.composite
def anything(draw: st.DrawFn) -> TableOut:
    """A table in the form of published data, whatever it says."""
    by = draw(st.sampled_from(sorted(BY)))
    years, codes = draw(st.sets(st.sampled_from(TIMES), min_size=1)) | {"_T"}, BY[by]
    value = st.one_of(st.none(), st.integers(0, 10**6))
    rows = [RowOut(place, draw(value)) for place in product(sorted(years), codes)]
    return TableOut(draw(st.sampled_from(NAMES)), "Invented", "PERSON", "victim", ("YEAR", by), rows)


@given(
    st.lists(anything(), min_size=1, max_size=3, unique_by=lambda one: one.id), st.sampled_from([*plan.MODES, "none"])
)
def test_whatever_a_bundle_says_it_is_answered(tables: list[TableOut], mode: str):
    made = bundle(first=FIRST, last=FIRST + 1, mode=mode, tables=tables)

    try:
        found = given_away(made, K)
    except (Contradicts, TooLarge):
        return

    assert found is None or found.table in {table.id for table in tables}
