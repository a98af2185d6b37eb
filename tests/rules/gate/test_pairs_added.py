"""People entered late, judged since, with claims filed since: whom does a judge find who believes that nothing else happened?

Every way in which somebody can go on is one of his unknowns, also of the pairs of years that nobody prints.
"""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given
from hypothesis import settings as few
from hypothesis import strategies as st

from judge_of_additions import Course, ranges
from judge_of_pairs import IN_TIME, LATE, WAIT, Alike, questions
from litigation_app.disclosure import growth
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import System
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.reading import GOING_ON
from litigation_app.disclosure.search import NotProtectable
from litigation_app.gate import caseload, growing
from publishing_pairs import SMALL, design, facts, named

YEARS, FIRST, SECOND = (2021, 2022, 2023), 2022, 2023
EXAMPLES = few(deadline=None) if few().max_examples > 100 else few(max_examples=4, deadline=None)


def before(now: Alike) -> Alike:
    """The same person at the end of the first publication, where nothing happened but the indictments of the new year."""
    if now.indicted is not None and now.indicted > FIRST:
        return now._replace(indicted=None, code="", judged=False)
    return now if now.is_closed(FIRST) else now._replace(code="")


def stayed(number: int, now: Alike) -> list[Course]:
    return [Course(before(now) if now.contact <= FIRST else None, now)] * number


JUDGED_SINCE = [
    *stayed(7, Alike(2021, None, filed=True)),
    *stayed(12, Alike(2021, None)),
    *stayed(5, Alike(2021, 2021, IN_TIME[0], judged=True)),
    *stayed(1, Alike(2021, 2021, "ended")),
    *stayed(1, Alike(2021, 2021, "open", judged=True, filed=True)),
    *stayed(1, Alike(2021, 2021, "open", judged=True)),
    *stayed(8, Alike(2021, 2022)),
    *stayed(2, Alike(2021, 2022, judged=True, filed=True)),
    *stayed(4, Alike(2021, 2022, filed=True)),
    *stayed(2, Alike(2021, 2022, judged=True)),
    *stayed(4, Alike(2022, None)),
    *stayed(1, Alike(2022, None, filed=True)),
    *stayed(4, Alike(2022, 2022)),
    *stayed(3, Alike(2022, 2022, judged=True, filed=True)),
    *stayed(1, Alike(2022, 2022, judged=True)),
    Course(Alike(2022, 2022, filed=True), Alike(2022, 2022, judged=True, filed=True)),
    *stayed(1, Alike(2022, 2023)),
    *stayed(1, Alike(2022, 2023, judged=True)),
    *stayed(1, Alike(2022, 2023, judged=True, filed=True)),
    *stayed(4, Alike(2023, None)),
    *stayed(2, Alike(2023, None, filed=True)),
    *stayed(3, Alike(2023, 2023)),
    *stayed(1, Alike(2023, 2023, judged=True, filed=True)),
]


@st.composite
def caseloads(draw: st.DrawFn) -> list[Course]:
    """Some were entered late, judged or had filed since."""
    people = []
    for contact in YEARS:
        for indicted in (None, 0, *(year for year in (contact - 1, contact, contact + 1) if year in YEARS)):
            for _ in range(draw(st.integers(0, 1 if indicted and contact > indicted else 9))):
                people.append(draw(_somebody(contact, indicted)))
    return people


@st.composite
def _somebody(draw: st.DrawFn, contact: int, indicted: int | None) -> Course:
    now = Alike(contact, indicted, *draw(st.sampled_from(_ways(contact, indicted))), draw(st.booleans()))
    if contact > FIRST or draw(st.integers(0, 9)) == 0:
        return Course(None, now)
    then = before(now)
    since = draw(st.sampled_from(["", "", "", "judged", "filed"]))
    if since == "judged" and now.code not in IN_TIME:
        return Course(then._replace(judged=False), now)
    return Course(then._replace(filed=False) if since == "filed" else then, now)


def _ways(contact: int, indicted: int | None) -> Sequence[tuple[str, bool]]:
    if not indicted or indicted + WAIT > SECOND:
        return [("", False)] if indicted is None else [("", False), ("", True)]
    if contact > indicted:
        return [(LATE, True), (LATE, False)]
    return [
        (IN_TIME[0], True),
        (IN_TIME[0], True),
        (IN_TIME[2], True),
        ("ended", False),
        ("open", False),
        ("open", True),
    ]


def pattern(system: System) -> dict[str, int] | None:
    try:
        return {name: int(value) for name, value in protect(system, SMALL, thorough=False).visible(system).items()}
    except NotProtectable:
        return None


def found_and_refused(people: Sequence[Course]) -> list[tuple[bool, frozenset[str]]]:
    """Of the second publication, fresh and beside earlier years as they were printed: does the judge find somebody, and by
    which readers does the attack refuse it?"""
    cuts = design(YEARS[0], FIRST), design(YEARS[0], SECOND)
    then, now = [one.then for one in people if one.then], [one.now for one in people]
    old = caseload.system(facts(then, FIRST), cuts[0])
    new = caseload.system(facts(now, SECOND), cuts[1])
    told = pattern(old)
    if told is None:
        return []
    earlier, verdicts = Earlier(printed("until 2022", old, told), frozenset(cuts[0].years)), []
    for system in (new, growing.fresh(cuts[1], new, FIRST)):
        said = pattern(system)
        if said is not None and _is_found(now, (FIRST, named(cuts[0], told)), (SECOND, named(cuts[1], said))):
            failures = growth.attack(system, cuts[1].tables, said, [earlier], SMALL).failures
            verdicts.append((True, frozenset(one.attacker for one in failures)))
    return verdicts


def _is_found(
    people: Sequence[Alike],
    first: tuple[int, Mapping[tuple[str, int, str], int]],
    second: tuple[int, Mapping[tuple[str, int, str], int]],
) -> bool:
    asked = [which for which in questions(YEARS, SECOND).values() if 0 < sum(map(which, people)) < SMALL.k]
    ends = ranges(YEARS, first, second, asked)
    assert ends is not None, "what he believes is true"
    return any(low > 0 or high < SMALL.k for low, high in ends)


@pytest.mark.thorough
@EXAMPLES
@given(caseloads())
@example(JUDGED_SINCE)
def test_nobody_is_found_whom_the_attack_lets_pass(people: Sequence[Course]) -> None:
    assert all(refused for _found, refused in found_and_refused(people))


@pytest.mark.thorough
def test_whom_he_finds_is_hidden_for_readers_with_other_beliefs_too() -> None:
    """The judge is no empty one: he finds somebody in what two patterns print that are safe alone."""
    verdicts = found_and_refused(JUDGED_SINCE)

    assert verdicts
    assert all(len(refused) > 1 for _found, refused in verdicts), GOING_ON
