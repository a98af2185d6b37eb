"""Which powers of attorney are there in a case, who lacks one for a filing, and what was filed without?"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.proceedings.powers_of_attorney import rules
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority, Unauthorised
from litigation_app.casework.proceedings.powers_of_attorney.rules import Filing, Lack, Power
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

ANONYMITY = "anonymity"  # kind of records.toml


class Found(NamedTuple):
    """A power of attorney and its case."""

    authority: Authority
    case: Case


class Line(NamedTuple):
    """A power as a list shows it."""

    power: Power
    recorded_at: datetime
    by: str
    is_entered_in_error: bool
    version: int


class Lacking(NamedTuple):
    """A client for whom nobody can file, and why."""

    code_name: str
    lack: Lack


class Irregular(NamedTuple):
    """Something filed without authority. `claim_id` None: a step, of these proceedings. `mended_at` None: no power was recorded since."""

    on: date
    reason: str
    by: str
    claim_id: UUID | None
    recorded_at: datetime
    event: str | None
    family: str | None
    mended_at: datetime | None = None


def get(actor: Actor, authority_id: UUID, to: May) -> Found:
    """A power of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Authority, authority_id, to))


def of_case(case: Case) -> list[Line]:
    """All powers of a case that was found by `cases.queries.get`, the latest first, those entered in error with them."""
    rows = db.session.execute(_of_case(), {"case": case.id})
    return [
        Line(_power(row), row.recorded_at, name, row.entered_in_error_at is not None, row.row_version)
        for row, name in rows
    ]


@cache
def _of_case() -> Select[Authority, str]:
    """Written once, as are those below: every opened record, case and claim asks them."""
    wanted = select(Authority, User.name).join(User, User.id == Authority.recorded_by)
    order = (Authority.from_on.desc(), Authority.recorded_at.desc(), Authority.id)
    return wanted.where(Authority.case_id == bindparam("case")).order_by(*order)


def powers(case: Case) -> list[Power]:
    """Those that were not entered in error."""
    return [line.power for line in of_case(case) if not line.is_entered_in_error]


def powers_of(clients: Collection[UUID]) -> dict[UUID, list[Power]]:
    """Those that were not entered in error, by client."""
    found: dict[UUID, list[Power]] = defaultdict(list)
    for row in db.session.scalars(_of_clients(), {"clients": list(clients)}):
        found[row.victim_id].append(_power(row))
    return found


@cache
def _of_clients() -> Select[Authority]:
    clients = bindparam("clients", expanding=True, type_=Authority.victim_id.type)
    wanted = select(Authority).where(Authority.victim_id.in_(clients), Authority.entered_in_error_at.is_(None))
    return wanted.order_by(Authority.from_on.desc(), Authority.id)


def lacking(case: Case, filed: Filing) -> list[Lacking]:
    """The clients of the case for whom nobody can file this; somebody whose data were erased has no part in it."""
    held = powers(case)
    found = [
        (one.code_name, rules.lack(filed, [power for power in held if power.victim_id == one.id]))
        for one in victims.with_records(case)
    ]
    return [Lacking(name, lack) for name, lack in found if lack is not None]


def lack_of(case: Case, victim_id: UUID, filed: Filing) -> Lack | None:
    """What is lacking for this filing for one client."""
    return rules.lack(filed, [one for one in powers(case) if one.victim_id == victim_id])


def undecided(case: Case) -> list[str]:
    """The clients of whom nobody has recorded whether anonymity is asked for in Strasbourg."""
    decided: Collection[Any] = set(db.session.scalars(_decided(), {"case": case.id}))
    return [one.code_name for one in victims.with_records(case) if one.id not in decided]


@cache
def _decided() -> Select[UUID | None]:
    of_case = (Record.case_id == bindparam("case"), Record.kind == ANONYMITY)
    return select(Record.victim_id).where(*of_case, Record.entered_in_error_at.is_(None))


def is_known(move_id: UUID) -> bool:
    """Whether it is written down that a step was filed without authority."""
    return db.session.scalar(select(Unauthorised.id).where(Unauthorised.move_id == move_id).limit(1)) is not None


def irregular(case: Case, claim_id: UUID | None = None) -> list[Irregular]:
    """What was filed without authority in a case (of one claim), the newest first. A day of filing that was corrected is not among it."""
    every = [Irregular(*row) for row in db.session.execute(_filed_without(), {"case": case.id})]
    found = [one for one in every if claim_id in (None, one.claim_id)]
    if not found:
        return []
    filed, clients = ports.claim_filings(case), [one.id for one in victims.with_records(case)]
    recorded = [(line.recorded_at, line.power) for line in of_case(case) if not line.is_entered_in_error]
    stands = []
    for one in found:
        on, client, family = filed[one.claim_id] if one.claim_id else (one.on, None, one.family or "")
        act = rules.filing(family=family, event=one.event or "", actor="lawyer", on=one.on) or Filing(family, one.on)
        at = rules.mended_at(act, [client] if client else clients, recorded, since=one.recorded_at)
        stands += [one._replace(mended_at=at)] if on == one.on else []
    return stands


@cache
def _filed_without() -> Select[date, str, str, UUID | None, datetime, str | None, str]:
    columns = (Unauthorised.on, Unauthorised.reason, User.name, Unauthorised.claim_id, Unauthorised.recorded_at)
    wanted = select(*columns, Move.event, Proceeding.family).join(User, User.id == Unauthorised.recorded_by)
    wanted = wanted.outerjoin(Move, Move.id == Unauthorised.move_id)
    wanted = wanted.outerjoin(Proceeding, Proceeding.id == Move.proceeding_id)
    return wanted.where(Unauthorised.case_id == bindparam("case")).order_by(Unauthorised.on.desc(), Unauthorised.id)


def _power(row: Authority) -> Power:
    return Power(
        id=row.id,
        victim_id=row.victim_id,
        family=row.family,
        from_on=row.from_on,
        until_on=row.until_on,
        revoked_on=row.revoked_on,
        scope=frozenset(row.scope),
        stands=row.stands,
        of=row.of_id,
    )
