"""What would go out, and does it leave every person hidden? Protect, print, read back, attack."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure import outside
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure import protect as shield
from litigation_app.disclosure.believing import Outside
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.model import Demand, Failure, Interval, Kind, Number, System
from litigation_app.disclosure.outside import Found
from litigation_app.disclosure.plan import Coarser, Drawn, Option, options, sensitive_share
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.gate.coarser import as_json, can_be_broader, drawn
from litigation_app.gate.plan import Mode, is_detailed
from litigation_app.gate.sheets import Design, Sheet

BELIEVED, CONTRADICTS, DISCLOSES = "believed", "contradicts", "discloses"
TIME = 1  # of a sheet's dimensions


class WouldReveal(Exception):
    """The attack found something (`failures`), or nothing protects these tables, of which `few` numbers are about few people
    (0: not said): nothing is written. `instead`: coarser designs that are protected, best first.
    """

    def __init__(
        self, why: str = "the numbers would reveal a person", failures: Sequence[Failure] = (), few: int = 0
    ) -> None:
        super().__init__(why)
        self.failures = tuple(failures)
        self.few = few
        self.instead: list[Option] = []


class TooFine(WouldReveal):
    """So many of these numbers are about few people that the design is to be made coarser; `percent` says how many."""

    def __init__(self, percent: int) -> None:
        super().__init__(f"{percent} % of the numbers are about too few people")
        self.percent = percent


class OtherFigures(Exception):
    """The records no longer say what the tables print."""


@dataclass(frozen=True)
class Proposal:
    """The printed tables (None: withheld), how many cells of each kind, and the outcome of the attack."""

    sheets: Mapping[str, list[list[Any]]]
    shown: int
    hidden_first: int
    hidden_more: int
    policy_hash: str
    certificate: str
    coarser: Coarser
    others: Mapping[str, str] = field(default_factory=dict)  # numbers of others by name: what they are beside it

    def as_json(self) -> dict[str, Any]:
        """Not how many are hidden for which reason: that stands sealed in the draft (counting.py)."""
        said = ("sheets", "shown", "policy_hash", "certificate", "others")
        return {name: getattr(self, name) for name in said} | {"coarser": as_json(self.coarser)}

    @property
    def digest(self) -> str:
        """SHA-256 of the tables: two proposals with the same digest print the same."""
        return hashlib.sha256(json.dumps(self.sheets, sort_keys=True).encode()).hexdigest()


def propose(plan: Design, whole: System, tell: Tell = quiet, others: Sequence[Outside] = ()) -> Proposal:
    """The tables of `plan` with everything withheld that must be; raises WouldReveal, TooFine.

    Where numbers that others published would tell more beside them, those are taken for known exactly, right or wrong.
    Of a coarser design it is not said how many numbers are about few people: of one small table that tells what it hides.
    """
    rules = policies.public()
    if any(len(sheet.dimensions) - TIME > rules.dims_max for sheet in plan.sheets):
        raise WouldReveal
    share = sensitive_share(drawn(plan, whole), rules) * 100
    if share > rules.primary_share_max_percent:
        raise TooFine(round(share)) if is_detailed(plan.coarser) else WouldReveal
    tell("hiding")
    wanted = demands(whole, rules)
    try:
        return _protected(plan, whole, (whole, wanted), others, tell)
    except WouldReveal:
        if not others:
            raise
    try:
        guarded = outside.strengthened(whole, wanted, rules, others, Effort(seconds("protect")))
    except SolverFailed as stop:
        raise WouldReveal from stop
    return _protected(plan, whole, guarded, others, tell)


def _protected(
    plan: Design, whole: System, against: tuple[System, Sequence[Demand]], others: Sequence[Outside], tell: Tell
) -> Proposal:
    """The tables protected from these readers, who must stay unsure of so much, attacked beside what others published."""
    rules, (guarded, wanted) = policies.public(), against
    forced = primary(whole, rules)
    effort = Effort(seconds("protect"), tell=partial(tell, "hiding"))
    try:
        pattern = shield.protect(guarded, rules, budget=effort, primary=forced, demands=wanted)
    except NotProtectable as stop:
        few = sum(whole.by_key[key].published for key in forced) if is_detailed(plan.coarser) else 0
        raise WouldReveal(few=few) from stop
    sheets = {sheet.id: printed(sheet, whole, pattern.published) for sheet in plan.sheets}
    found = weigh(plan, whole, sheets, others, tell)
    sensitive = set(forced) & pattern.withheld
    return Proposal(
        sheets,
        len(pattern.published),
        len(sensitive),
        len(pattern.withheld) - len(sensitive),
        rules.digest,
        found.certificate.digest,
        plan.coarser,
        told(found, others),
    )


def instead(
    mode: Mode,
    rows: Sequence[Any],
    first_year: int,
    last_year: int,
    refused: Coarser,
    tell: Tell = quiet,
    *,
    work: float | None = None,
) -> list[Option]:
    """Coarser designs of these years that would be protected, best first; with no table by hand that was not asked for.

    `work`: so many seconds of it; None: what a publication has for that.
    """
    unasked = tuple(table for table in refused.without if table in mode.plan.by_hand)

    def only_asked(made: Coarser) -> Coarser:
        return replace(made, without=(*made.without, *unasked))

    def draw(made: Coarser) -> Drawn:
        design = mode.design(first_year, last_year, only_asked(made))
        return drawn(design, mode.system(rows, design))

    full = mode.design(first_year, last_year, only_asked(refused.as_chosen))
    before = [Coarser(without=tuple(mode.plan.since))] if mode.plan.since else []  # the plan's tables as they were
    found = options(
        draw,
        years=len(full.years),
        broader=can_be_broader(full),
        policy=policies.public(),
        budget=Effort(work or seconds("plan"), tell=partial(tell, "coarser")),
        refused=refused,
        first=before,
    )
    return [replace(option, coarser=only_asked(option.coarser)) for option in found]


def printed(sheet: Sheet, whole: System, published: frozenset[str]) -> list[list[Any]]:
    """The rows of a sheet as they go out; None: withheld."""
    return [[*codes, _said(whole, key) if key in published else None] for codes, key in sheet.rows]


def _said(whole: System, key: str) -> str:
    cell = whole.by_key[key]
    return str(
        rounded(Decimal(cell.value), policies.public().significant_digits) if cell.kind is Kind.SUM else cell.value
    )


def weigh(
    plan: Design,
    whole: System,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    others: Sequence[Outside] = (),
    tell: Tell = quiet,
) -> Found:
    """Attack exactly what the tables say, as printed or as read back from the files, beside what others published.

    Raises WouldReveal.
    """
    rules, said = policies.public(), read_back(plan, whole, sheets)
    found = outside.attack(whole, said, demands(whole, rules), rules, others, tell=partial(tell, "attacking"))
    if not found.certificate.ok:
        raise WouldReveal
    return found


def told(found: Found, others: Sequence[Outside]) -> dict[str, str]:
    """What each number of others is beside these tables, as a code."""
    return {
        one.name: CONTRADICTS
        if one.name in found.contradicting
        else DISCLOSES
        if one.name in found.disclosed
        else BELIEVED
        for one in others
    }


def read_back(
    plan: Design, whole: System, sheets: Mapping[str, Sequence[Sequence[Any]]]
) -> dict[str, Number | Interval]:
    """What the tables say of each cell that they print: a count, or the interval behind a rounded sum."""
    digits, said = policies.public().significant_digits, dict[str, Number | Interval]()
    for sheet in plan.sheets:
        where = dict(sheet.rows)
        for *codes, value in sheets[sheet.id]:
            if value is not None:
                key = where[tuple(str(code) for code in codes)]
                said[key] = _interval(Decimal(value), digits) if key in whole.sums else int(value)
    return said


def rounded(amount: Decimal, digits: int) -> Decimal:
    """To so many significant digits, in whole units: 123456.78 -> 123000."""
    if amount == 0:
        return Decimal(0)
    step = Decimal(10) ** max(amount.adjusted() - digits + 1, 0)
    return (amount / step).to_integral_value() * step


def _interval(printed: Decimal, digits: int) -> Interval:
    """What a reader knows of the sum behind a rounded one."""
    step = Decimal(10) ** max(printed.adjusted() - digits + 1, 0) if printed else Decimal(0)
    return Interval(float(max(printed - step / 2, Decimal(0))), float(printed + step / 2))
