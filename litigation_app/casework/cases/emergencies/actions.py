"""Begin an emergency access to a case, end it, review it, read why it was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app import ledger, vault
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.casework.cases import openings
from litigation_app.casework.cases.emergencies import queries, rules
from litigation_app.casework.cases.emergencies.models import AlertsRead
from litigation_app.casework.cases.emergencies.rules import Stopped
from litigation_app.casework.cases.models import Case, Emergency
from litigation_app.casework.cases.notices.actions import tell
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.rls import rowguard

TABLE = "emergency"
BEGIN = "begin_emergency"
READ = "read_justification"
UNKNOWN = "case:unknown"  # of every try that opens nothing: walled, missing and mistyped leave the same entry


class NothingOpened(Exception):
    """No case opens by this reference, and why is never said."""


class NotNow(Exception):
    """Nothing opens to her now, whatever she types; `reason` is her own affair."""

    def __init__(self, reason: Stopped) -> None:
        super().__init__(reason)
        self.reason = reason


def begin(actor: Actor, reference: str, *, category: str, justification: str) -> Emergency:
    """Open the case with this reference to her for an hour; the alert stands with the row. Raises NotNow, NothingOpened.

    Each try is in the access log before anything is looked up, so that tries at the same moment are counted too.
    """
    _require_possible(actor, tries_now=0)
    ledger.append_alone(act=queries.TRY, by=actor.id, of=UNKNOWN, session_id=actor.session_id, purpose=category)
    _require_possible(actor, tries_now=1)
    with rowguard.system("emergency"):
        case = queries.find(actor, reference)
        if case is not None:
            return _begun(actor, case, category, justification)
    ledger.append_alone(
        act=BEGIN, by=actor.id, of=UNKNOWN, session_id=actor.session_id, purpose=category, outcome="denied"
    )
    raise NothingOpened


def _require_possible(actor: Actor, *, tries_now: int) -> None:
    """`tries_now`: how many of her tries are this one."""
    tries = sorted(queries.tries(actor), reverse=True)[tries_now:]
    is_one_open = bool(queries.live(actor.id))
    reason = rules.stopped(tries, queries.unreviewed(actor.id), clock.now(), is_one_open=is_one_open)
    if reason is not None:
        raise NotNow(reason)


def _begun(actor: Actor, case: Case, category: str, justification: str) -> Emergency:
    begin_write()
    db.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # two of hers come one by one
    _require_possible(actor, tries_now=1)
    now = clock.now()
    made = Emergency(case_id=case.id, office_id=case.office_id, user_id=actor.id, category=category, started_at=now)
    made.until = now + rules.LASTS
    db.session.add(made)
    db.session.flush()
    vault.seal(subject=case.id, table=TABLE, row=made.id, capsule="why", content={"text": justification})
    facts: dict[str, str | int] = {"ref": case.reference, "minutes": int(rules.LASTS.total_seconds() // 60)}
    _note(actor, BEGIN, case.id, facts, category)
    return made


def end(actor: Actor, emergency: Emergency) -> None:
    """The case is closed from the next request on to whom it stood open: she needs it no longer, or who reviews it ends it."""
    begin_write()
    if emergency.until > clock.now():
        emergency.until = clock.now()
        db.session.flush()
        _note(actor, "end_emergency", emergency.case_id, {"emergency": str(emergency.id)})
        tell(actor, [emergency.user_id], Kind.ACCESS_ENDED, emergency.id)


class ReviewedAlready(Exception):
    """Somebody else was quicker, and what she said of it stands."""


@dataclass(frozen=True, repr=False)
class Said:
    """Why it was done, and what whoever reviewed it noted ("": nothing, or nobody has yet)."""

    why: str
    note: str


def open_justification(actor: Actor, emergency: Emergency, case: Case) -> UUID:
    """Note who reads why it was done and how it was reviewed; the id of this opening."""
    purpose = "review" if emergency.reviewed_at is None else "look_back"
    facts = {"ref": case.reference, "emergency": str(emergency.id)}
    return openings.opened(actor, READ, f"case:{case.id}", case.id, purpose=purpose, facts=facts)


def read_justification(actor: Actor, emergency: Emergency, opening_id: UUID, *, minutes: int) -> Said:
    """What was said of it, under her live opening; raises OpeningOver."""
    ticket = openings.redeemed(actor, READ, f"case:{emergency.case_id}", opening_id, minutes=minutes)
    if ticket.facts.get("emergency") != str(emergency.id):
        raise ledger.OpeningOver
    has_note = emergency.reviewed_by is not None and not cosigners.is_one(emergency.reviewed_by)
    capsules = ("why", "review") if has_note else ("why",)
    where: dict[str, Any] = {"subject": emergency.case_id, "table": TABLE, "row": emergency.id}
    said = [str(vault.open(ticket, capsule=capsule, **where)["text"]) for capsule in capsules]
    return Said(said[0], said[1] if len(said) > 1 else "")


def review(second: SecondPerson, emergency: Emergency, case: Case, *, verdict: str, note: str | None) -> None:
    """Say whether it was right. Whoever may review it was found by `queries.get` and `queries.waits_for`.

    `note` None: of an outside co-signer, who writes nothing here. Raises ReviewedAlready, CosigningRefused.
    """
    begin_write()
    db.session.refresh(emergency, with_for_update=True)  # two who review it at the same moment come one by one
    if emergency.reviewed_at is not None:
        raise ReviewedAlready
    second.require(queries.proposed(emergency, verdict))
    emergency.reviewed_by, emergency.reviewed_at, emergency.verdict = second.by.id, clock.now(), verdict
    db.session.flush()
    if note is not None:
        vault.seal(subject=case.id, table=TABLE, row=emergency.id, capsule="review", content={"text": note})
    facts = {"ref": case.reference, "emergency": str(emergency.id)} | second.facts
    _note(second.by, "review_emergency", case.id, facts, verdict)


def mark_read(actor: Actor) -> None:
    """She has read her alerts."""
    begin_write()
    insert = sqlite.insert if is_sqlite(db.engine) else postgresql.insert
    put = insert(AlertsRead).values(user_id=actor.id, until=clock.now())
    db.session.execute(put.on_conflict_do_update(index_elements=["user_id"], set_={"until": clock.now()}))


def _note(actor: Actor, act: str, case_id: UUID, facts: Mapping[str, str | int], why: str | None = None) -> None:
    ledger.write(act=act, by=actor.id, of=f"case:{case_id}", case_id=case_id, purpose=why, facts=facts)
