"""Numbers by two years in many publications, and in those that grow: whom does a judge find who knows what else happened?"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from judge_of_pairs import FIVE, IN_TIME, LATE, TWO, Alike, Grid, questions, ranges
from litigation_app.disclosure import growth
from litigation_app.disclosure.facts import like
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.reading import GOING_ON
from litigation_app.gate import caseload, growing
from publishing_pairs import SMALL, People, Published, design, facts, found, named, publish

EXAMPLES = few(deadline=None) if few().max_examples > 100 else few(max_examples=8, deadline=None)
FEWER = few(deadline=None) if few().max_examples > 100 else few(max_examples=3, deadline=None)
LONG = few(deadline=None, max_examples=10 if few().max_examples > 100 else 2)  # six years and more

# Of the cohort of 2021 seven, four of them late: at most four of the five who came in 2022 and were indicted. So one of the
# four whom the publication before counted for 2022 came in 2022.
ONE_CAME_THEN = [
    *[Alike(2021, 2021, IN_TIME[2], judged=True)] * 3,
    *[Alike(2021, 2022, IN_TIME[0], judged=True)] * 3,
    *[Alike(2022, 2021, LATE)] * 4,
    Alike(2022, 2022, IN_TIME[2], judged=True),
    Alike(2023, 2023, filed=True),
]


@pytest.mark.thorough
def test_who_knows_that_only_newcomers_moved_does_not_find_one_in_two_publications_together() -> None:
    first, second = (caseload.system(facts(ONE_CAME_THEN, last), design(2021, last)) for last in (2022, 2023))
    alone = growing.fresh(design(2021, 2023), second, 2022)
    said = [protect(one, SMALL, thorough=False).visible(one) for one in (first, alone)]
    before = Earlier(printed("until 2022", first, said[0]), frozenset(design(2021, 2022).years))
    told = [
        (last, named(design(2021, last), {key: int(number) for key, number in one.items()}))
        for last, one in zip((2022, 2023), said, strict=True)
    ]
    years, who = (2021, 2022, 2023), questions((2021, 2022, 2023), 2023)["contact 2022 indicted 2022 filed False"]
    refused = growth.attack(alone, design(2021, 2023).tables, said[1], [before], SMALL)

    assert ranges(years, told[:1], [who])[0][0] == 0
    assert ranges(years, told, [who])[0][0] == 1
    assert {one.attacker for one in refused.failures} == {GOING_ON}


def test_what_stands_still_where_people_only_came_or_were_indicted() -> None:
    earlier = printed("until 2022", caseload.system([], design(2021, 2022)), {})
    longer = design(2021, 2023)
    settled = like(earlier, longer.tables, {"2021", "2022"}, caseload.system([], longer).by_key.keys()).settled
    came = [name.removeprefix("YEAR=2021;") for name in settled if name.startswith("YEAR=2021;")]

    assert {"CLAIM>=filed", "WHEN=before", "WHEN=2022", "WHEN_JUDGED=2022", "WHEN_FILED=2022"} <= {*came}
    assert "YEAR=2022" in settled
    assert not {"CLAIM>=decided", "CRIMINAL>=indicted", "WHEN=2023", "WHEN_FILED=never"} & {*came}
    assert not [name for name in settled if "YEAR=2023" in name or "=_T" in name]


@st.composite
def caseloads(draw: st.DrawFn, years: Sequence[int], most: int, grid: Grid = TWO, least: int = 0) -> People:
    """`least`, `most`: who was indicted at once, or never. Few are late, filed without an indictment, or were judged after the window."""
    people = []
    for contact in years:
        for indicted in (None, *(year for year in (contact - 1, contact, contact + 1) if year >= years[0])):
            is_late = indicted is not None and contact > indicted
            is_usual = indicted in (None, contact)
            few_or_more = st.integers(least if is_usual else 0, 1 if is_late else most if is_usual else most // 3)
            for _ in range(draw(few_or_more)):
                people.append(draw(_somebody(contact, indicted, years[-1], grid)))
    return people


def _somebody(contact: int, indicted: int | None, last: int, grid: Grid) -> st.SearchStrategy[Alike]:
    has_filed = st.sampled_from([False, False, False, True] if indicted is None else [False, True])
    if indicted is None or indicted + grid.wait > last:
        ways = [("", False)] if indicted is None else [("", False), ("", True)]
    elif contact > indicted:
        ways = [(LATE, True), (LATE, False)]
    else:
        ways = [
            (IN_TIME[0], True),
            (IN_TIME[0], True),
            (grid.in_time[-1], True),
            ("ended", False),
            ("open", False),
            ("open", True),
        ]
    return st.builds(lambda way, filed: Alike(contact, indicted, *way, filed), st.sampled_from(ways), has_filed)


@pytest.mark.thorough
@EXAMPLES
@given(caseloads((2021, 2022, 2023), 12))
def test_nobody_is_found_by_subtracting_numbers_of_one_year_from_numbers_of_another(people: People) -> None:
    here = publish(people, 2021, 2023)

    assert here is None or not found(people, (2021, 2022, 2023), [here], SMALL.k)


@pytest.mark.extensive
@FEWER
@given(caseloads((2021, 2022, 2023, 2024), 8))
def test_nor_in_publications_that_grow_by_whoever_knows_that_nothing_else_changed(people: People) -> None:
    years, before = (2021, 2022, 2023, 2024), list[Published]()
    for last in years[1:]:
        here = publish(people, 2021, last, before)
        before += [here] if here else []

    assert not before or not found(people, years, before, SMALL.k)


@pytest.mark.thorough
@LONG
@given(caseloads(range(2016, 2022), 12, FIVE, least=4))
def test_nobody_is_found_where_people_were_followed_for_five_years(people: People) -> None:
    here = publish(people, 2016, 2021, grid=FIVE)

    assert here is None or not found(people, range(2016, 2022), [here], SMALL.k, FIVE)


@pytest.mark.extensive
@LONG
@given(caseloads(range(2016, 2023), 9, FIVE, least=4))
def test_nor_a_year_later_when_the_second_of_them_is_closed(people: People) -> None:
    years, before = range(2016, 2023), list[Published]()
    for last in (2021, 2022):
        here = publish(people, 2016, last, before, grid=FIVE)
        before += [here] if here else []

    assert not before or not found(people, years, before, SMALL.k, FIVE)
