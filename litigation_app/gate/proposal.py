"""What would go out, and does it leave every person hidden? Protect, print, read back, attack."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from litigation_app.disclosure import audit as attack
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure import protect as shield
from litigation_app.disclosure.model import Certificate, Interval, Kind, Number, System
from litigation_app.disclosure.plan import AS_ASKED, Coarser, Drawn, Option, options, sensitive_share
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.gate.coarser import as_json, can_be_broader, drawn
from litigation_app.gate.plan import Mode
from litigation_app.gate.sheets import Design, Sheet

SECONDS_TO_PROTECT = 60.0
SECONDS_TO_PLAN = 20.0
TIME = 1  # of a sheet's dimensions


class WouldReveal(Exception):
    """The attack found something, or nothing protects these tables: nothing is written. `instead`: coarser designs that are
    protected, best first.
    """

    def __init__(self, why: str = "the numbers would reveal a person") -> None:
        super().__init__(why)
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

    def as_json(self) -> dict[str, Any]:
        said = ("sheets", "shown", "hidden_first", "hidden_more", "policy_hash", "certificate")
        return {name: getattr(self, name) for name in said} | {"coarser": as_json(self.coarser)}

    @property
    def digest(self) -> str:
        """SHA-256 of the tables: two proposals with the same digest print the same."""
        return hashlib.sha256(json.dumps(self.sheets, sort_keys=True).encode()).hexdigest()


def propose(plan: Design, whole: System) -> Proposal:
    """The tables of `plan` with everything withheld that must be; raises WouldReveal, TooFine.

    Of a coarser design it is not said how many numbers are about few people: of one small table that tells what it hides.
    """
    rules = policies.public()
    if any(len(sheet.dimensions) - TIME > rules.dims_max for sheet in plan.sheets):
        raise WouldReveal
    share = sensitive_share(drawn(plan, whole), rules) * 100
    if share > rules.primary_share_max_percent:
        raise TooFine(round(share)) if plan.coarser == AS_ASKED else WouldReveal
    try:
        pattern = shield.protect(whole, rules, budget_s=SECONDS_TO_PROTECT)
    except NotProtectable as stop:
        raise WouldReveal from stop
    sheets = {sheet.id: printed(sheet, whole, pattern.published) for sheet in plan.sheets}
    certificate = certify(plan, whole, sheets)
    sensitive = set(primary(whole, rules)) & pattern.withheld
    return Proposal(
        sheets,
        len(pattern.published),
        len(sensitive),
        len(pattern.withheld) - len(sensitive),
        rules.digest,
        certificate.digest,
        plan.coarser,
    )


def instead(mode: Mode, rows: Sequence[Any], first_year: int, last_year: int, refused: Coarser) -> list[Option]:
    """Coarser designs of these years that would be protected, best first."""

    def draw(made: Coarser) -> Drawn:
        design = mode.design(first_year, last_year, made)
        return drawn(design, mode.system(rows, design))

    full = mode.design(first_year, last_year, AS_ASKED)
    return options(
        draw,
        years=len(full.years),
        broader=can_be_broader(full),
        policy=policies.public(),
        budget_s=SECONDS_TO_PLAN,
        refused=refused,
    )


def printed(sheet: Sheet, whole: System, published: frozenset[str]) -> list[list[Any]]:
    """The rows of a sheet as they go out; None: withheld."""
    return [[*codes, _said(whole, key) if key in published else None] for codes, key in sheet.rows]


def _said(whole: System, key: str) -> str:
    cell = whole.by_key[key]
    return str(
        rounded(Decimal(cell.value), policies.public().significant_digits) if cell.kind is Kind.SUM else cell.value
    )


def certify(plan: Design, whole: System, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Certificate:
    """Attack exactly what the tables say, as printed or as read back from the files; raises WouldReveal."""
    rules = policies.public()
    certificate = attack.audit_system(whole, read_back(plan, whole, sheets), demands(whole, rules), rules)
    if not certificate.ok:
        raise WouldReveal
    return certificate


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
