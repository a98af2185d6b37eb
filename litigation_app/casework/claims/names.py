"""What are the claims of a case called in the open, so that no two are called alike?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, ClaimPart
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.db import db
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.law import loader


class Known(NamedTuple):
    """What a claim can be told by: whose and by which route, in which version and filed when, of how much."""

    id: UUID
    victim: str
    route: str
    version: int
    filed_on: date | None
    total: Decimal
    currency: str


@ports.claim_names.supply
def of_case(case: Case) -> list[tuple[UUID, str]]:
    """The claims of a case that was found by `cases.queries.get`: whose, by which route, and what tells two of them apart."""
    rows = db.session.execute(_of_case(), {"case": case.id})
    routes = {one.id: one.name(current()) for one in loader.load(case.country).routes}
    return names([Known(row[0], row[1], routes.get(row[2], row[2]), *row[3:]) for row in rows])


@cache
def _of_case() -> Select[UUID, str, str, int, date | None, Decimal, str]:
    """Written once: every page of a case asks it that has a record of a claim."""
    in_force = (ClaimPart.claim_id == Claim.id, ClaimPart.version == Claim.version)
    total = select(func.coalesce(func.sum(ClaimPart.amount), 0)).where(*in_force).scalar_subquery()
    columns = (Claim.id, Victim.code_name, Claim.route, Claim.version, Claim.filed_on, total, Claim.currency)
    wanted = select(*columns).join(Victim, Victim.id == Claim.victim_id)
    return wanted.where(Claim.case_id == bindparam("case")).order_by(Victim.code_name, Claim.route, Claim.id)


@ports.claim_owner.supply
def whose(claim_id: UUID | None) -> UUID | None:
    """Whose claim of a case this is; None: no claim is named."""
    return db.session.scalar(select(Claim.victim_id).where(Claim.id == claim_id)) if claim_id else None


@ports.claim_filings.supply
def filings(case: Case) -> dict[UUID, tuple[date | None, UUID, str]]:
    """When each claim of a case was filed (None: it was not), whose it is, and in which procedure of the country."""
    wanted = select(Claim.id, Claim.filed_on, Claim.victim_id, Claim.route).where(Claim.case_id == case.id)
    procedures = {one.id: one.procedure or "" for one in loader.load(case.country).routes}
    return {row[0]: (row[1], row[2], procedures.get(row[3], "")) for row in db.session.execute(wanted)}


def names(claims: Sequence[Known]) -> list[tuple[UUID, str]]:
    """Their names, in the same order; what tells two apart is said only where it is needed."""
    called = [f"{one.victim}, {one.route}" for one in claims]
    once = Counter(called)
    called = [name if once[name] == 1 else f"{name}, {_mark(one)}" for one, name in zip(claims, called, strict=True)]
    twice, seen = Counter(called), Counter[str]()
    found = []
    for one, name in zip(claims, called, strict=True):
        seen[name] += 1
        found.append((one.id, name if twice[name] == 1 else f"{name} ({seen[name]})"))
    return found


def _mark(one: Known) -> str:
    """When it was filed, else its version; and how much it asks for."""
    amount = format_amount(Decimal(one.total), one.currency, current())
    return f"{mark(one.filed_on, one.version)}, {amount}"


def mark(filed_on: date | None, version: int) -> str:
    """When it was filed, else its version."""
    if filed_on is None:
        return _("version %(number)s, not filed", number=version)
    return _("filed on %(day)s", day=format_date(filed_on))
