"""What was reached of what a grant promised, in a reporting period and so far? Acts are counted, never persons. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

SHORTEST_DAYS = 28  # of a reporting period: a count of some days could be of one person


@dataclass(frozen=True)
class Kind:
    """A kind of act. `counted_from` "": it is typed in. `is_near`: few of them could tell of one person."""

    id: str
    counted_from: str
    is_near: bool
    word: Word


@dataclass(frozen=True)
class Package:
    """A work package with its part of the budget, in the grant's currency."""

    code: str
    title: str
    budget: str

    @property
    def amount(self) -> Decimal:
        return Decimal(self.budget)


@dataclass(frozen=True)
class Stretch:
    """A reporting period: days, both included, and when the report is due; as ISO. `drawn_on`: when its report was drawn up
    ("": not yet), `drawn`: what its file says of each kind of act near a person (None: withheld), and `read`: by indicator which
    publication and year it reads (outcomes.rules.fixed).
    """

    first: str
    last: str
    due: str
    drawn_on: str = ""
    drawn: Mapping[str, int | None] = field(default_factory=dict)
    read: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def has(self, day: date) -> bool:
        return self.first <= day.isoformat() <= self.last


@dataclass(frozen=True)
class Result:
    """What is promised: so many acts of a kind until the end, over a baseline, and how a reader can verify it."""

    title: str
    kind: str
    baseline: int
    target: int
    source: str
    package: str


@dataclass(frozen=True)
class Done:
    """An act of a day; `number` of them."""

    kind: str
    on: date
    number: int


@dataclass(frozen=True)
class Reached:
    """A result with what was done in the period (None: withheld), and since the grant began; `percent` of the target, None:
    it is zero. `is_least`: something of it is withheld, so that it was no less.
    """

    result: Result
    in_period: int | None
    so_far: int
    percent: int | None
    is_least: bool = False


@dataclass(frozen=True)
class Spent:
    """A work package: its budget, what was spent in the period and so far."""

    package: Package
    in_period: Decimal
    so_far: Decimal


@cache
def kinds() -> Mapping[str, Kind]:
    rows: Mapping[str, Mapping[str, Any]] = _said()["act"]
    return {name: Kind(name, row["from"], row.get("is_near", False), word_of(row)) for name, row in rows.items()}


@cache
def _said() -> Mapping[str, Any]:
    return read_toml(__file__, "acts.toml")


def least() -> int:
    """From how many on a donor's file says what is near a person."""
    return int(_said()["least"])


def result_of(said: Mapping[str, Any]) -> Result:
    """A result as it is kept; one that counted claims, as plans could until 0.3, counts submissions."""
    kind = said["kind"] if said["kind"] in kinds() else "submission"
    return Result(**{**said, "kind": kind})


def reached(results: Sequence[Result], done: Iterable[Done], period: Stretch, start: date) -> list[Reached]:
    """Each result, from the grant's first day to the last day of the period."""
    acts = [one for one in done if start <= one.on and one.on.isoformat() <= period.last]
    found = []
    for result in results:
        mine = [one for one in acts if one.kind == result.kind]
        so_far, percent = _of_target(result, sum(one.number for one in mine))
        found.append(Reached(result, sum(one.number for one in mine if period.has(one.on)), so_far, percent))
    return found


def _of_target(result: Result, so_far: int) -> tuple[int, int | None]:
    return so_far, so_far * 100 // result.target if result.target else None


def by_kind(done: Iterable[Done], period: Stretch) -> dict[str, int]:
    """How many acts of each kind there were in a period; kinds of which there were none too."""
    counts = dict.fromkeys(kinds(), 0)
    for one in done:
        if period.has(one.on):
            counts[one.kind] += one.number
    return counts


def drawn_up(
    periods: Sequence[Stretch],
    place: int,
    done: Sequence[Done],
    others: Sequence[Stretch],
    on: date,
    read: Mapping[str, Sequence[str]] | None = None,
) -> list[Stretch]:
    """The periods, with what the files say of the one at this place and of those before it from now on."""
    return [
        one
        if one.drawn_on or number > place
        else replace(one, drawn_on=on.isoformat(), drawn=_printed(by_kind(done, one), one, others), read=read or {})
        for number, one in enumerate(periods)
    ]


def _printed(counts: Mapping[str, int], period: Stretch, others: Sequence[Stretch]) -> dict[str, int | None]:
    """What a file may say: nothing of 1 to `least` - 1, and nothing that beside another file of the office (`others`) would
    leave a difference. Days that another file speaks of are said as it said them, or as the sum of whole files, or not at all.
    """
    meeting = [one for one in others if one.first <= period.last and period.first <= one.last]
    near = [one.id for one in kinds().values() if one.is_near]
    if meeting:
        return {kind: _pieced(kind, period, meeting) for kind in near}
    return {kind: None if 0 < counts[kind] < least() else counts[kind] for kind in near}


def _pieced(kind: str, period: Stretch, meeting: Sequence[Stretch]) -> int | None:
    """The sum of what other files printed of exactly these days; None: they leave some out, or withhold some."""
    printed = {one.first: one for one in in_order(meeting) if one.drawn.get(kind) is not None}
    total, first = 0, period.first
    while first <= period.last:
        found = printed.get(first)
        if found is None or found.last > period.last:
            return None
        total += found.drawn[kind] or 0
        first = (day(found.last) + timedelta(days=1)).isoformat()
    return total


def told(results: Sequence[Result], done: Sequence[Done], periods: Sequence[Stretch], start: date) -> list[Reached]:
    """Each result as the file of the last of these periods says it, once that is drawn up: what is near a person is summed
    from what the files printed and from nothing else.
    """
    found = []
    for one in reached(results, done, periods[-1], start):
        if kinds()[one.result.kind].is_near:
            said = [period.drawn.get(one.result.kind) for period in periods]
            so_far, percent = _of_target(one.result, sum(number or 0 for number in said))
            found.append(Reached(one.result, said[-1], so_far, percent, None in said))
        else:
            found.append(one)
    return found


def acts_told(done: Iterable[Done], period: Stretch) -> dict[str, int | None]:
    """How many acts of each kind the file of a period says that there were; None: withheld."""
    return {**by_kind(done, period), **period.drawn}


def spent(packages: Sequence[Package], costs: Iterable[tuple[str, date, Decimal]], period: Stretch) -> list[Spent]:
    """Each package with its costs; a cost after the period counts in neither column."""
    held = [one for one in costs if one[1].isoformat() <= period.last]
    return [
        Spent(
            package,
            sum((amount for code, day, amount in held if code == package.code and period.has(day)), Decimal(0)),
            sum((amount for code, _day, amount in held if code == package.code), Decimal(0)),
        )
        for package in packages
    ]


def overspent(packages: Sequence[Package], costs: Sequence[tuple[str, date, Decimal]]) -> list[tuple[Package, Decimal]]:
    """The packages of which more is spent, on all days together, than their budget, each with what is spent."""
    sums = [(one, sum((amount for code, _day, amount in costs if code == one.code), Decimal(0))) for one in packages]
    return [(one, total) for one, total in sums if total > one.amount]


def objection(
    first: date, last: date, budget: Decimal, packages: Sequence[Package], periods: Sequence[Stretch]
) -> str | None:
    """Why a plan cannot stand, as a code: "packages" (none), "codes" (one twice), "budget" (they exceed it), "periods" (none),
    "outside" the grant, "order" or "overlap" of periods, "short"; None: it can.
    """
    codes = [one.code for one in packages]
    if not packages or len(set(codes)) != len(codes):
        return "codes" if packages else "packages"
    if sum((one.amount for one in packages), Decimal(0)) > budget:
        return "budget"
    return _of_periods(first.isoformat(), last.isoformat(), in_order(periods))


def in_order(periods: Iterable[Stretch]) -> list[Stretch]:
    return sorted(periods, key=lambda one: one.first)


def _of_periods(first: str, last: str, periods: Sequence[Stretch]) -> str | None:
    if not periods:
        return "periods"
    if any(one.last < one.first for one in periods):
        return "order"
    if periods[0].first < first or max(one.last for one in periods) > last:
        return "outside"
    if any(one.last >= two.first for one, two in pairwise(periods)):
        return "overlap"
    is_short = any((day(one.last) - day(one.first)).days + 1 < SHORTEST_DAYS for one in periods)
    return "short" if is_short else None


def replanned(before: Sequence[Stretch], periods: Sequence[Stretch]) -> list[Stretch] | None:
    """The periods of a new plan with what was drawn up; None: once a report was, their days stay."""
    kept = {(one.first, one.last): one for one in before}
    if any(one.drawn_on for one in before) and kept.keys() != {(one.first, one.last) for one in periods}:
        return None
    found = [(one, kept.get((one.first, one.last))) for one in in_order(periods)]
    return [replace(one, drawn_on=old.drawn_on, drawn=old.drawn, read=old.read) if old else one for one, old in found]


def as_json(rows: Iterable[Package | Stretch | Result]) -> list[dict[str, Any]]:
    return [asdict(one) for one in rows]


def day(iso: str) -> date:
    return date.fromisoformat(iso)
