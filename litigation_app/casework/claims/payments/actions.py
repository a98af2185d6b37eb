"""Write down a schedule of instalments, change or end it, record a payment and see which instalments it paid."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.models import Claim, Payment
from litigation_app.casework.claims.payments import queries, rules
from litigation_app.casework.claims.payments.models import Instalment, PaymentPlan
from litigation_app.casework.claims.payments.queries import MoreThanOwed
from litigation_app.casework.claims.payments.rules import MONEY, Due, Fault, Plan, Refused, Safety, Told
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker, Paid
from litigation_app.casework.clients.personal_records import actions as particulars
from litigation_app.casework.clients.personal_records.queries import Line, of_victim
from litigation_app.casework.clients.personal_records.rules import Particular, catalogue
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.documents import queries as access
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


@dataclass(frozen=True)
class _Head:
    """What a version says of itself. `on`: the day of the order or agreement."""

    version: int
    basis: str
    on: date
    why: str


@dataclass(frozen=True)
class How:
    """Which accused paid (None: nobody is named), into whose hands, and what she said of that (None: nothing).

    `is_more_meant`: more is paid than is owed, and she says so. `is_another`: it came besides one that is its like.
    """

    by: UUID | None = None
    payee: str = ""
    safety: Safety | None = None
    is_more_meant: bool = False
    is_another: bool = False


def plan(actor: Actor, found: Found, said: Plan, *, version: int) -> PaymentPlan:
    """Record a schedule, which replaces the one before. `version`: the last one that she saw (0: none).

    Raises Changed if somebody wrote one down meanwhile, Refused if it contradicts itself, victims' Erased.
    """
    before = _locked(found.claim, version)
    if wrong := rules.faults(said, replaces=before is not None):
        raise Refused(wrong)
    row = _add(actor, found, before, _Head(version + 1, said.basis, said.on, said.why))
    db.session.add_all(_instalment(found, row, place, due) for place, due in enumerate(said.dues, 1))
    db.session.flush()
    settle(found.claim)
    _write(actor, "plan_instalments", found, version + 1)
    return row


def end(actor: Actor, found: Found, *, why: str, version: int) -> None:
    """Say that the schedule holds no more: a version without instalments. Raises Changed, Refused, victims' Erased."""
    before = _locked(found.claim, version)
    if before is None or not queries.replaced(before.id):
        raise Refused([Fault.NOTHING_TO_END])
    if not why:
        raise Refused([Fault.NO_REASON])
    _add(actor, found, before, _Head(version + 1, before.basis, before.on, why))
    _write(actor, "end_instalments", found, version + 1)


def record_payment(actor: Actor, found: Found, paid: Paid, how: How) -> Payment:
    """Add money that reached the victim, see which instalments it paid, and seal in her record what she said of it.

    Raises claims' Blocked (SAME_PAYMENT unless she says that it is another), and MoreThanOwed unless she says that it is meant.
    """
    claims.require_record(found.claim.victim_id)
    locks.refreshed(found.claim)
    came = awards.Paid(paid.on, paid.amount, paid.payer, str(how.by or ""))
    if not how.is_another and queries.is_recorded(found.claim, came):  # somebody else may have recorded it meanwhile
        raise Blocked([Blocker.SAME_PAYMENT])
    too_much = queries.over(found, came)
    if too_much > 0 and not how.is_more_meant:
        raise MoreThanOwed(too_much)
    row = claims.record_payment(actor, found.claim, found.case, paid=paid, by=how.by, payee=how.payee)
    settle(found.claim)
    if how.safety is not None:
        _seal(actor, found, how.safety, on=clock.today())
    return row


def told_of_account(actor: Actor, claim: Claim) -> Told:
    """What her record says of money on her own account; closed unless its contact part stands open to whoever asks."""
    rows = [one.id for one in of_victim(db.session.get_one(Victim, claim.victim_id)) if _is_of_contact(one)]
    if not rows:
        return Told.NOTHING
    ticket = access.ticket_of(actor, claim.victim_id)
    if ticket is None or Group.CONTACT not in victims.groups_of(ticket):
        return Told.CLOSED
    read = particulars.read(ticket, [(one, Group.CONTACT) for one in rows]).values()
    return rules.told((one.on, str(one.told.get("safe", ""))) for one in read if one.kind.id == MONEY)


def _is_of_contact(one: Line) -> bool:
    return one.group is Group.CONTACT and not one.is_entered_in_error


def _seal(actor: Actor, found: Found, safety: Safety, *, on: date) -> None:
    told = {"to": safety.to, "safe": safety.safe}
    said = Particular(catalogue().kinds[MONEY], on, {name: code for name, code in told.items() if code}, safety.note)
    particulars.add(actor, db.session.get_one(Victim, found.claim.victim_id), found.case, said)


def _locked(claim: Claim, version: int) -> PaymentPlan | None:
    """The schedule in force, which nobody changes meanwhile. Raises victims' Erased, Changed."""
    victims.require_record(claim.victim_id)
    locks.hers(claim.victim_id)
    before = queries.plan_of(claim)
    if (before.version if before else 0) != version:
        raise Changed
    return before


def _add(actor: Actor, found: Found, before: PaymentPlan | None, head: _Head) -> PaymentPlan:
    now = clock.now()
    for one in queries.replaced(before.id) if before else ():
        one.replaced_at = now
    row = PaymentPlan(
        claim_id=found.claim.id,
        version=head.version,
        basis=head.basis,
        on=head.on,
        why=head.why or None,
        recorded_by=actor.id,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _instalment(found: Found, row: PaymentPlan, place: int, due: Due) -> Instalment:
    return Instalment(
        plan_id=row.id,
        claim_id=found.claim.id,
        case_id=found.case.id,
        office_id=found.case.office_id,
        position=place,
        due_on=due.on,
        amount=due.amount,
        defendant_id=UUID(due.by) if due.by else None,
        missing=due.amount,
    )


def settle(claim: Claim) -> None:
    """Keep with each instalment in force what the payments left of it."""
    plan = queries.plan_of(claim)
    if plan is None:
        return
    rows = queries.instalments(plan)
    for row, met in zip(rows, rules.matched(queries.dues(rows), queries.came(claim), plan.on), strict=True):
        row.missing, row.settled_on = met.missing, met.settled_on
    db.session.flush()


def _write(actor: Actor, act: str, found: Found, version: int) -> None:
    log_act(actor, found.case, act, of=f"claim:{found.claim.id}", version=version)
