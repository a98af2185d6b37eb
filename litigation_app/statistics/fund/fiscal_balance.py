"""Do the columns of a fiscal form close: what was there and came in against what was paid, lapsed and is left?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Years = tuple[int, ...]


@dataclass(frozen=True)
class Balance:
    """Expected, by year: `opening`: left of earlier years; `there`: it with all that comes in the year; `arrears`: fell due in
    earlier years and was not paid; `short`: falls due by the end of the year and is not paid; `paid`: all that is paid in the
    year; `closing`: left at its end. `there` is `paid`, what lapses and `closing` together. `is_drawn`, `is_short`: whether less is left
    at the end than at the beginning, and whether anything stays unpaid, in whole units of the scenario's currency: forms of one run
    say the same years, though one in thousands of another currency prints nothing."""

    opening: Years
    interest: Years
    there: Years
    arrears: Years
    short: Years
    paid: Years
    closing: Years
    is_drawn: tuple[bool, ...]
    is_short: tuple[bool, ...]


def balance(
    received: Sequence[float],
    lapsed: Sequence[float],
    interest: Sequence[float],
    spent: Sequence[float],
    short: Sequence[float],
    rate: float,
) -> Balance:
    """Of exact amounts, each rounded once; `rate`: how many of their unit one of the scenario's currency is. `received`: income
    with the money at the start, of which `lapsed` goes back; `spent`: what falls due in the year; `short`: what of all that is due
    is expected not to be paid."""
    left, open_ = [0.0], [0.0, *short]
    paid = [due + before - after for due, before, after in zip(spent, open_[:-1], short, strict=True)]
    there = []
    for t, one in enumerate(paid):
        there.append(left[t] + received[t] + interest[t])
        left.append(there[t] - lapsed[t] - one)
    own = [round(one / rate) for one in left]
    return Balance(
        opening=_whole(left[:-1]),
        interest=_whole(interest),
        there=_whole(there),
        arrears=_whole(open_[:-1]),
        short=_whole(short),
        paid=_whole(paid),
        closing=_whole(left[1:]),
        is_drawn=tuple(after < before for before, after in pairwise(own)),
        is_short=tuple(round(one / rate) != 0 for one in short),
    )


def _whole(flow: Sequence[float]) -> Years:
    return tuple(map(round, flow))
