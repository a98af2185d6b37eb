"""Publications that grow, one after the other, while people come, go and change: can anybody work out who, by trying every table?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import settings as few
from hypothesis import strategies as st

from judge_of_streams import Range, ranges
from litigation_app.disclosure import growth, policy
from litigation_app.disclosure.growth import Earlier, fresh_years, printed
from litigation_app.disclosure.model import System
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.tables import TOTAL, Cross, Row, Variable, build, key

K = 3
SMALL = replace(policy.public(), k=K, cases_k=1)
YEARS = ("2021", "2022", "2023")
CODES = ("A", "B", "C", "D")
IN_EACH_RUN = 12
Counts = Mapping[tuple[str, str], int]
# `--hypothesis-profile=deep` tries as many as that profile says; each other run a few.
EXAMPLES = few() if few().max_examples > 100 else few(max_examples=IN_EACH_RUN)


@dataclass(frozen=True)
class Published:
    """What one publication printed of its own time, of these years, and how many people there truly were."""

    said: Mapping[tuple[str, str], int]
    truth: Counts
    years: tuple[str, ...]
    fresh: tuple[str, ...]
    earlier: Earlier


def table(years: Sequence[str], codes: Sequence[str]) -> Cross:
    return Cross(Variable("YEAR", tuple(years), harmless=True), Variable("FORM", tuple(codes)))


def people(counts: Counts, years: Sequence[str]) -> list[Row]:
    """One person to a case."""
    inside = [(year, code) for (year, code), number in sorted(counts.items()) if year in years for _ in range(number)]
    return [Row(f"p{n}", f"c{n}", f"h{n % 5}", {"YEAR": year, "FORM": code}) for n, (year, code) in enumerate(inside)]


def publish(
    counts: Counts, years: tuple[str, ...], codes: Sequence[str], before: Sequence[Published]
) -> Published | None:
    """All fresh if that passes, else the earlier years as they were printed, else nothing: as the desk does."""
    cut = table(years, codes)
    whole = build(people(counts, years), [cut])
    latest = years[-1:]
    for mine, fresh in ((whole, years), (fresh_years(whole, [cut], latest), latest)) if before else ((whole, years),):
        said = _said(mine, cut, before)
        if said is not None:
            held = Earlier(printed(f"until {years[-1]}", mine, said), frozenset(years))
            names = {key("YEAR", y, "FORM", c): (y, c) for y in (TOTAL, *years) for c in (TOTAL, *codes)}
            return Published({names[one]: n for one, n in said.items()}, counts, years, fresh, held)
    return None


def _said(mine: System, cut: Cross, before: Sequence[Published]) -> dict[str, int] | None:
    try:
        said = {name: int(value) for name, value in protect(mine, SMALL, budget=10).visible(mine).items()}
    except NotProtectable:
        return None
    earlier = [one.earlier for one in before]
    return said if not earlier or growth.attack(mine, [cut], said, earlier, SMALL).ok else None


@st.composite
def streams(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Counts]]:
    """Codes, and how many people there are at the time of each publication: appended, some taken out, some recoded."""
    codes = CODES[: draw(st.integers(2, 4))]
    number = draw(st.integers(2, 3))
    now = {(year, code): draw(st.integers(0, 4)) for year in YEARS[:number] for code in codes}
    found: list[Counts] = [dict(now)]
    for _ in range(number - 1):
        for place in draw(st.lists(st.sampled_from(sorted(now)), max_size=3, unique=True)):
            now[place] = max(0, now[place] + draw(st.sampled_from([-2, -1, 1, 1, 2, 3])))
        found.append(dict(now))
    return codes, found


def two_forms_of_2022(*times: tuple[int, int]) -> tuple[tuple[str, ...], list[Counts]]:
    """Nobody in the years around it."""
    nobody = {(year, code): 0 for year in YEARS for code in CODES[:2]}
    return CODES[:2], [nobody | {("2022", "A"): a, ("2022", "B"): b} for a, b in times]


@pytest.mark.thorough
@EXAMPLES
@given(streams())
@example(two_forms_of_2022((2, 4), (2, 6), (2, 6)))  # found by chance: the withheld two stood between 1 and 7
def test_no_few_who_came_or_went_and_no_withheld_count_is_ever_recovered(
    stream: tuple[tuple[str, ...], list[Counts]],
) -> None:
    codes, times = stream
    out: list[tuple[Published, dict[tuple[str, str], Range]]] = []

    for n, counts in enumerate(times, 1):
        made = publish(counts, YEARS[:n], codes, [one for one, _ in out])
        if made is None:
            break  # nothing went out, and nothing can go on from it
        out.append((made, ranges(made.said, made.years, codes)))

    assert [said for made, spans in out for said in _withheld_sure(made, spans, codes)] == []
    assert [
        said
        for n, (now, later) in enumerate(out)
        for then, before in out[:n]
        for said in _changes_sure(then, before, now, later, codes)
    ] == []


def _withheld_sure(made: Published, spans: Mapping[tuple[str, str], Range], codes: Sequence[str]) -> Iterator[Any]:
    """Withheld counts of few that a reader narrows down."""
    for year in made.fresh:
        for code in codes:
            span = spans[year, code]
            is_withheld = (year, code) not in made.said and 0 < made.truth[year, code] < K
            if is_withheld and not (span.low == 0 and span.high >= K):
                yield made, year, code, span


def _changes_sure(
    then: Published,
    before: Mapping[tuple[str, str], Range],
    now: Published,
    later: Mapping[tuple[str, str], Range],
    codes: Sequence[str],
) -> Iterator[Any]:
    """Cells in which a reader knows that few came or went between two publications."""
    for year in then.years:
        for code in (*codes, TOTAL):
            low = later[year, code].low - before[year, code].high
            high = later[year, code].high - before[year, code].low
            may_be_nobody_or_many = low <= 0 <= high and (high >= K or low <= -K)
            if not ((low, high) == (0, 0) or low >= K or high <= -K or may_be_nobody_or_many):
                yield then, now, year, code, low, high
