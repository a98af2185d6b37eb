"""What would go out of one cohort, and does it leave every person hidden? Protect, print with ranges, read back, attack."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from litigation_app.core.jobs import Tell, quiet
from litigation_app.core.money import ends_of_rounded
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.audit import audit, external_figures
from litigation_app.disclosure.audit.external_figures import Found, Outside
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.model import Cell, Demand, Interval, Kind, Number, Pattern, Reason, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.heuristic import NotProtectable
from litigation_app.disclosure.suppression.protect import cost, protect
from litigation_app.gate.designs.rules import Design
from litigation_app.gate.rules import Block

BELIEVED, CONTRADICTS, DISCLOSES = "believed", "contradicts", "discloses"
_SLACK = 1e-6  # of the solver
Said = Mapping[str, Number | Interval]
# Of a sheet: years, code, value (None: withheld), and between which counts a withheld one lies (None: any).
Line = list[Any]


class WouldReveal(Exception):
    """The attack found something, or nothing protects these tables: nothing is written."""

    def __init__(self, why: str = "the numbers would reveal a person") -> None:
        super().__init__(why)


class OtherFigures(Exception):
    """The records no longer say what the tables print."""


@dataclass(frozen=True)
class Earlier:
    """What was printed of the same cohort before: numbers, and the range of each that was withheld."""

    said: Mapping[str, int] = field(default_factory=dict)
    withheld: Mapping[str, Interval] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    @property
    def demands(self) -> list[Demand]:
        """Nobody remembers which of it was sensitive: all of it stays as unsure as it was left, by k."""
        k = policies.public().k
        least = {key: math.ceil(span.low - _SLACK) for key, span in self.withheld.items()}
        most = {key: min(low + k, _whole_high(self.withheld[key]) or low + k) for key, low in least.items()}
        return [Demand((key,), low, most[key], Reason.FEW_PEOPLE) for key, low in least.items() if low < most[key]]


@dataclass(frozen=True)
class Cohort:
    """The tables of one cohort, or year, with the people in them, and what others and earlier publications say of them."""

    block: Block
    design: Design
    whole: System
    earlier: Earlier = field(default_factory=Earlier)
    others: Sequence[Outside] = ()
    told: frozenset[str] = frozenset()  # sums beside which a count of their people is printed (protection/sums.py)

    @property
    def silent(self) -> frozenset[str]:
        """Sums that would be the first to say how many stand behind them at least."""
        return frozenset(key for key in self.design.behind if key not in self.told and self.whole.value(key))

    @property
    def known(self) -> frozenset[str]:
        """Numbers of its tables that were printed before, or are as public acts: the total."""
        return frozenset((self.earlier.said.keys() | self.design.given) & self.whole.by_key.keys())


@dataclass(frozen=True)
class Proposed:
    """The printed tables of a cohort, the outcome of the attack, and what each number of others is beside them."""

    sheets: Mapping[str, list[Line]]
    certificate: str
    others: Mapping[str, str]


def propose(cohort: Cohort, tell: Tell = quiet) -> Proposed:
    """The tables with everything withheld that must be, each such count with its range; raises WouldReveal.

    Where numbers that others published would tell more beside them, those are taken for known exactly, right or wrong.
    """
    if cohort.design.is_public:
        return Proposed(_printed(cohort, cohort.design.keys, {}), "", {})
    tell("hiding")
    forced = (set(primary(cohort.whole, policies.public())) | cohort.silent) - cohort.known
    wanted = [one for one in demands(cohort.whole, policies.public()) if not cohort.known.issuperset(one.keys)]
    try:
        return _protected(cohort, (cohort.whole, wanted), forced, tell)
    except WouldReveal:
        if not cohort.others:
            raise
    return _protected(cohort, external_figures.strengthened(cohort.whole, wanted, cohort.others), forced, tell)


def _protected(cohort: Cohort, against: tuple[System, Sequence[Demand]], forced: set[str], tell: Tell) -> Proposed:
    """The tables protected from these readers, who must stay unsure of so much, attacked beside what others published."""
    guarded, wanted = against
    pattern = _pattern(cohort, guarded, wanted, forced, tell)
    said = _narrowed(
        cohort, {key: _read(cohort.whole, key, said_of(cohort.whole, key)) for key in sorted(pattern.published)}
    )
    sheets = _printed(cohort, said, ranges(cohort, said))
    found = weigh(cohort, sheets, tell)
    return Proposed(sheets, found.certificate.digest, _told(found, cohort.others))


def _narrowed(cohort: Cohort, said: Said) -> Said:
    """With a range for each headline number that is withheld, "0 to 5", where every reader stays as unsure as she must.

    By itself a hidden number of paid leaves anything possible from nobody to all: what the rules concede is printed. Ranges
    begin and end at fixed numbers, whatever the count within.
    """
    k, found = policies.public().k, dict(said)
    for key in [key for key in cohort.design.weights if key in cohort.design.keys and key not in said]:
        low = int(cohort.whole.value(key)) // (k + 1) * (k + 1)
        for span in dict.fromkeys((Interval(low, low + k), Interval(0, low + k), Interval(0, low + 2 * k + 1))):
            tried = {**found, key: span}
            is_safe = _attacked(cohort, tried).certificate.ok and _stays_hidden(cohort, tried)
            if is_safe and not _tells_method(cohort, found, tried):
                found = tried
                break
    return found


def _tells_method(cohort: Cohort, before: Said, tried: Said) -> bool:
    """Whether a range leaves some count, or difference, surely somebody and not surely k, or fewer than k: a reader of the rules
    knows that such a one is not sensitive, so at least k, or nobody ("6 filed, 0 to 5 decided": one, for five were not).
    """
    k, hidden = policies.public().k, sorted(cell.key for cell in cohort.whole.cells if cell.kind is Kind.COUNT)
    try:
        was, now = (
            _spans(cohort, said, [key for key in hidden if key not in _numbers(tried)]) for said in (before, tried)
        )
    except SolverFailed:
        return True
    return any(span != was[key] and (0 < span[0] < k or 0 < span[1] < k) for key, span in now.items())


def _spans(cohort: Cohort, said: Said, keys: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Between which whole numbers each lies for a public reader."""
    found = audit.intervals(said, cohort.whole.relations, keys, sums=cohort.whole.sums)
    return {
        key: (_whole_low(span), math.inf if (high := _whole_high(span)) is None else high)
        for key, span in found.items()
    }


def _pattern(cohort: Cohort, guarded: System, wanted: Sequence[Demand], forced: set[str], tell: Tell) -> Pattern:
    """Headline numbers are hidden last."""

    def weight(cell: Cell) -> float:
        return cost(cell) * cohort.design.weights.get(cell.key, 1.0)

    rules, effort = policies.public(), Effort(seconds("protect"), tell=partial(tell, "hiding"))
    always = dict.fromkeys(forced, Reason.FEW_PEOPLE)
    try:
        return protect(
            guarded, rules, budget=effort, always_published=cohort.known, primary=always, demands=wanted, weight=weight
        )
    except NotProtectable as stop:
        raise WouldReveal from stop


def ranges(cohort: Cohort, said: Said) -> Mapping[str, Interval]:
    """What anybody can say of each withheld count by what is printed, now and before. Raises WouldReveal where the work is spent."""
    hidden = sorted(cohort.design.keys - _numbers(said) - cohort.whole.sums)
    linked = (*cohort.whole.relations, *cohort.earlier.relations)
    try:
        return audit.intervals({**cohort.earlier.said, **said}, linked, hidden, sums=cohort.whole.sums)
    except SolverFailed as stop:
        raise WouldReveal from stop


def _numbers(said: Said) -> set[str]:
    """The cells of which a number is printed; sums are, as they are rounded."""
    return {key for key, number in said.items() if not isinstance(number, Interval) or key.startswith("sum:")}


def _printed(cohort: Cohort, said: Iterable[str], found: Mapping[str, Interval]) -> dict[str, list[Line]]:
    """The rows of each sheet as they go out: of withheld counts the range that was `found`."""
    published = set(said) - found.keys()

    def line(code: str, key: str) -> Line:
        at = [cohort.block.code, code]
        if key in published:
            return [*at, said_of(cohort.whole, key), None, None]
        span = found.get(key)
        return [*at, None, None, None] if span is None else [*at, None, _whole_low(span), _whole_high(span)]

    return {sheet.id: [line(*row) for row in sheet.rows] for sheet in cohort.design.sheets}


def _whole_low(span: Interval) -> int:
    """People are whole: a reader rounds inwards."""
    return math.ceil(span.low - _SLACK)


def _whole_high(span: Interval) -> int | None:
    return None if math.isinf(span.high) else math.floor(span.high + _SLACK)


def said_of(whole: System, key: str) -> str:
    """A number as it is printed."""
    cell, digits = whole.by_key[key], policies.public().significant_digits
    return str(rounded(Decimal(cell.value), digits) if cell.kind is Kind.SUM else cell.value)


def weigh(cohort: Cohort, sheets: Mapping[str, Sequence[Line]], tell: Tell = quiet) -> Found:
    """Attack exactly what the tables say, numbers and ranges, as printed or as read back from the files, beside what was printed
    before and what others published. Raises WouldReveal.
    """
    said = read_back(cohort, sheets)
    if not cohort.silent.isdisjoint(said):
        raise WouldReveal
    tell("attacking")
    found = _attacked(cohort, said)
    if not found.certificate.ok or not _stays_hidden(cohort, said):
        raise WouldReveal
    return found


def _attacked(cohort: Cohort, said: Said) -> Found:
    rules = policies.public()
    wanted = [one for one in demands(cohort.whole, rules) if not cohort.known.issuperset(one.keys)]
    known = {key: int(cohort.whole.value(key)) for key in cohort.known}
    return external_figures.attack(cohort.whole, {**known, **said}, wanted, rules, cohort.others)


def _stays_hidden(cohort: Cohort, said: Said) -> bool:
    """Whether what was withheld of the cohort before stays as unsure beside these numbers."""
    known = {**cohort.earlier.said, **said}
    linked = (*cohort.whole.relations, *cohort.earlier.relations)
    sums = cohort.whole.sums
    return (
        not cohort.earlier.withheld
        or audit.audit(known, linked, cohort.earlier.demands, policies.public(), sums=sums).ok
    )


def _told(found: Found, others: Sequence[Outside]) -> dict[str, str]:
    """What each number of others is beside these tables, as a code."""
    return {
        one.name: CONTRADICTS
        if one.name in found.contradicting
        else DISCLOSES
        if one.name in found.disclosed
        else BELIEVED
        for one in others
    }


def read_back(cohort: Cohort, sheets: Mapping[str, Sequence[Line]]) -> dict[str, Number | Interval]:
    """What the tables say of each cell: a count, the interval behind a rounded sum, the range of a withheld count."""
    where = {(sheet.id, code): key for sheet in cohort.design.sheets for code, key in sheet.rows}
    found: dict[str, Number | Interval] = {}
    for name, rows in sheets.items():
        for _years, code, value, low, high in rows:
            if value is not None:
                found[where[name, code]] = _read(cohort.whole, where[name, code], value)
            elif low is not None and high is not None:
                found[where[name, code]] = Interval(low, high)
    return found


def _read(whole: System, key: str, value: str) -> Number | Interval:
    """A count, or what a reader knows of the sum behind a rounded one."""
    digits = policies.public().significant_digits
    return Interval(*map(float, ends_of_rounded(Decimal(value), digits))) if key in whole.sums else int(value)


def rounded(amount: Decimal, digits: int) -> Decimal:
    """To so many significant digits, in whole units: 123456.78 -> 123000."""
    if amount == 0:
        return Decimal(0)
    step = Decimal(10) ** max(amount.adjusted() - digits + 1, 0)
    return (amount / step).to_integral_value() * step
