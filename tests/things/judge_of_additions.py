"""What can a reader say who believes that between two publications people were only added and only went on?

By a programme of its own, with no line of the desk's: one variable for everybody who was alike in the first publication
(or not in it yet) and is alike in the second. Whoever was in touch stays, an indictment, a judgment and a claim stay; people
of earlier years may have been entered since, and anybody may have been indicted in the new years, judged, or have filed.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from judge_of_pairs import Alike, Said, Which, counted, everybody
from whole_numbers import ends_if_any


class Course(NamedTuple):
    """Then (None: not entered yet) and now."""

    then: Alike | None
    now: Alike


Vintage = tuple[int, Said]  # until when, and what it prints


def courses(years: Sequence[int], last: int) -> list[Course]:
    """Every way to be now, the first publication being until `last`, with every way to have been then."""
    before = [year for year in years if year <= last]
    return [Course(then, now) for now in everybody(years) for then in (None, *_before(now, before))]


def _before(now: Alike, years: Sequence[int]) -> Iterator[Alike]:
    last = years[-1]
    return (one for one in everybody(years) if one.contact == now.contact and _goes_on(one, now, last))


def _goes_on(then: Alike, now: Alike, last: int) -> bool:
    if then.judged > now.judged or then.filed > now.filed:
        return False
    if then.indicted is None:
        return now.indicted is None or now.indicted > last
    return then.indicted == now.indicted and (not then.is_closed(last) or then.code == now.code)


def ranges(years: Sequence[int], first: Vintage, second: Vintage, of: Sequence[Which]) -> list[tuple[int, int]] | None:
    """Lowest and highest number of each of these now; None where the numbers refute the belief."""
    (last, said), (until, more) = first, second
    printed = [(_was(counted(*name, last)), value) for name, value in said.items()]
    printed += [(_is(counted(*name, until)), value) for name, value in more.items()]
    return ends_if_any(courses(years, last), printed, [_is(one) for one in of])


def _was(which: Which) -> Callable[[Course], bool]:
    return lambda one: one.then is not None and which(one.then)


def _is(which: Which) -> Callable[[Course], bool]:
    return lambda one: which(one.now)
