"""How well do two coders agree beyond chance? Cohen's kappa, plain and weighted, and Gwet's AC1. Pure.

Counted anew when there is enough that is new: two counts never differ by so few that one is given away.

Sources: J. Cohen, Educational and Psychological Measurement 20 (1960), 37-46 and Psychological Bulletin 70 (1968), 213-220;
variance: J. L. Fleiss, J. Cohen, B. S. Everitt, Psychological Bulletin 72 (1969), 323-327; weights: D. V. Cicchetti and
T. Allison, American Journal of EEG Technology 11 (1971), 101-109; AC1: K. L. Gwet, British Journal of Mathematical and
Statistical Psychology 61 (2008), 29-48. Confidence 95 %; the variance is that of large samples and rough below FEW.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from litigation_app.core.toml_files import read_toml

FEW = 30  # pairs; below it every figure is marked as rough
_Z = 1.959963984540054  # the standard normal's 97.5 % point

Answer = Hashable
Pair = tuple[Answer, Answer]
Weight = Callable[[int, int], float]


@dataclass(frozen=True)
class Figure:
    """A coefficient with the ends of its 95 % interval; None: it does not exist, or no interval does."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Reliability:
    """What two coders' answers to one question show. `same`: in how many of the `pairs` they said the same."""

    pairs: int
    same: int
    kappa: Figure
    weighted: Figure | None  # of graded answers alone
    ac1: Figure

    @property
    def share(self) -> float:
        return self.same / self.pairs


def reliability(pairs: Sequence[Pair], *, codes: Sequence[Answer] = (), graded: bool = False) -> Reliability:
    """The agreement of these pairs. `codes`: all answers that could be given, in their order where they are `graded`.

    Raises ValueError for no pair at all.
    """
    if not pairs:
        raise ValueError("nobody coded anything twice")
    order = _ordered(pairs, codes, graded)
    return Reliability(
        len(pairs),
        sum(first == second for first, second in pairs),
        kappa(pairs, order, _same),
        kappa(pairs, order, _nearness(len(order))) if graded and len(order) > 1 else None,
        ac1(pairs, order),
    )


def kappa(pairs: Sequence[Pair], order: Sequence[Answer], weight: Weight) -> Figure:
    """Cohen's kappa under these weights (1: full agreement, 0: none); no value where both always say the same one thing."""
    n, size = len(pairs), len(order)
    cells, rows, columns = _table(pairs, order)
    weights = [[weight(i, j) for j in range(size)] for i in range(size)]
    mean_of_row = [sum(columns[j] * weights[i][j] for j in range(size)) for i in range(size)]
    mean_of_column = [sum(rows[i] * weights[i][j] for i in range(size)) for j in range(size)]
    observed = sum(share * weights[i][j] for (i, j), share in cells.items())
    expected = sum(rows[i] * mean_of_row[i] for i in range(size))
    if math.isclose(expected, 1):
        return Figure(None)
    value = (observed - expected) / (1 - expected)
    spread = sum(
        share * (weights[i][j] - (mean_of_row[i] + mean_of_column[j]) * (1 - value)) ** 2
        for (i, j), share in cells.items()
    )
    variance = (spread - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2)
    return _with_ends(value, variance)


def ac1(pairs: Sequence[Pair], order: Sequence[Answer]) -> Figure:
    """Gwet's AC1: stays sound where nearly all answers are the same, when kappa collapses. Needs two possible answers."""
    n, size = len(pairs), len(order)
    if size < 2:
        return Figure(None)
    cells, rows, columns = _table(pairs, order)
    usual = [(rows[k] + columns[k]) / 2 for k in range(size)]
    expected = sum(share * (1 - share) for share in usual) / (size - 1)
    observed = sum(share for (i, j), share in cells.items() if i == j)
    value = (observed - expected) / (1 - expected)
    if n < 2:
        return Figure(value)
    each = [_of_pair(i == j, usual[i], usual[j], expected, value, size) for i, j in _places(pairs, order)]
    variance = sum((one - value) ** 2 for one in each) / (n * (n - 1))
    return _with_ends(value, variance)


def _of_pair(is_same: bool, first: float, second: float, expected: float, value: float, size: int) -> float:
    """What one pair adds to AC1 (Gwet 2008, the linearised estimator)."""
    own = (float(is_same) - expected) / (1 - expected)
    chance = ((1 - first) + (1 - second)) / 2 / (size - 1)
    return own - 2 * (1 - value) * (chance - expected) / (1 - expected)


def _with_ends(value: float, variance: float) -> Figure:
    """Where all agree the variance is 0 and says nothing: there are no ends."""
    if math.isclose(variance, 0, abs_tol=1e-12) or variance < 0:
        return Figure(value)
    half = _Z * math.sqrt(variance)
    return Figure(value, max(value - half, -1.0), min(value + half, 1.0))


def _same(i: int, j: int) -> float:
    return float(i == j)


def _nearness(size: int) -> Weight:
    """Linear weights: one step apart is nearly the same, the two ends are nothing alike."""
    return lambda i, j: 1 - abs(i - j) / (size - 1)


def _ordered(pairs: Sequence[Pair], codes: Sequence[Answer], graded: bool) -> list[Answer]:
    """All answers: those that could be given, then others that were; whole numbers by their size."""
    given = dict.fromkeys(answer for pair in pairs for answer in pair)
    if graded and not codes:
        return sorted(given, key=lambda answer: (not isinstance(answer, int), answer))
    return list(dict.fromkeys([*codes, *given]))


def _places(pairs: Sequence[Pair], order: Sequence[Answer]) -> list[tuple[int, int]]:
    at = {answer: place for place, answer in enumerate(order)}
    return [(at[first], at[second]) for first, second in pairs]


def _table(
    pairs: Sequence[Pair], order: Sequence[Answer]
) -> tuple[dict[tuple[int, int], float], list[float], list[float]]:
    """The shares of the cells, of the first coder's answers and of the second's."""
    n, places = len(pairs), _places(pairs, order)
    cells = {place: count / n for place, count in Counter(places).items()}
    rows, columns = Counter(i for i, _j in places), Counter(j for _i, j in places)
    return cells, [rows[k] / n for k in range(len(order))], [columns[k] / n for k in range(len(order))]


Found = Mapping[str, Mapping[str, Any]]  # by question what `agreement` says; empty: too few to say anything


class Least(NamedTuple):
    """How many more judgments make a round, and how many more with a pair of answers a new figure."""

    judgments: int
    pairs: int


@cache
def least() -> Least:
    """What rounds.toml says."""
    table = read_toml(__file__, "rounds.toml")
    return Least(table["least_judgments"], table["least_pairs"])


def is_full(judgments: int, *, counted: int) -> bool:
    """Whether so many judgments were coded twice since the last count (`counted` then) that a round is full."""
    return judgments - counted >= least().judgments


def renewed(before: Found, now: Found) -> dict[str, dict[str, Any]]:
    """The figures that are shown from now on: a question with too few new pairs keeps what it showed."""
    return {question: dict(_renewed(before.get(question, {}), said)) for question, said in now.items()}


def _renewed(shown: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    since = said["judgments"] - (shown["judgments"] if is_said(shown) else 0)
    return said if since >= least().pairs else shown if is_said(shown) else {}


def is_said(found: Mapping[str, Any]) -> bool:
    """Whether a figure is shown of this question."""
    return bool(found)
