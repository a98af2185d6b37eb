"""Which erasures may this person see, what would stop with the data of a victim, and which notes and tasks are bound to no client?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from litigation_app import ledger
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.accounts.staff import queries as colleagues
from litigation_app.accounts.staff.cosigners.rules import ERASE, Proposed
from litigation_app.casework.cases.legal_holds.models import LegalHold
from litigation_app.casework.cases.legal_holds.queries import is_in_force
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import barred_by_ethical_wall, is_behind_no_ethical_wall, is_visible
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.models import Claim, State
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.erasures.rules import LIVES, Caution, Held, Outcome, Standing, Waiting
from litigation_app.casework.planner.notes import actions as note_texts
from litigation_app.casework.planner.notes import queries as notes
from litigation_app.casework.planner.notes import rules as note_kinds
from litigation_app.casework.planner.tasks import actions as task_texts
from litigation_app.casework.planner.tasks import queries as tasks
from litigation_app.casework.planner.tasks import rules as task_kinds
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor, May, Relation, Role, or_not_found
from litigation_app.core.clock import local
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.core.language import _, current, format_date

AGREED = "agree_erasure"
_MOST = 200  # rows on one screen; more than an office erases in years


class Found(NamedTuple):
    """A proposal, the person and her case."""

    erasure: Erasure
    victim: Victim
    case: Case


class Line(NamedTuple):
    """One proposal of a list. `proposer` None: known from the register alone."""

    id: UUID
    victim_id: UUID
    code_name: str
    reference: str
    basis: str
    proposer: str | None
    proposed_at: datetime
    outcome: Outcome | None
    decider: str | None
    decided_at: datetime | None
    certificate: str
    finished_at: datetime | None


def get(actor: Actor, erasure_id: UUID, to: May) -> Found:
    """A proposal about a person of her cases; raises NotFound for any other and for none alike."""
    wanted = select(Erasure, Victim, Case).join(Victim, Victim.id == Erasure.victim_id)
    wanted = wanted.join(Case, Case.id == Erasure.case_id)
    return Found(
        *or_not_found(db.session.execute(wanted.where(Erasure.id == erasure_id, is_visible(actor, to))).one_or_none())
    )


def proposed(erasure: Erasure) -> Proposed:
    """What an outside co-signer is asked to agree to: that somebody is erased on this ground, and not who."""
    whom = erasure.victim_id, erasure.case_id, sorted(erasure.papers), erasure.with_case
    stands = stood.sum_of(erasure.id, erasure.basis, *whom, erasure.proposed_by, erasure.proposed_at)
    return Proposed(ERASE, f"erasure:{erasure.id}", stands, (("basis", erasure.basis),))


def asks_outside(actor: Actor, found: Found) -> bool:
    """Whether she proposed it and nobody else here could agree to it: then a co-signer of a partner may."""
    if found.erasure.proposed_by != actor.id:
        return False
    others, office = colleagues.others_who_may(May.AGREE_ERASURE, actor.id), found.case.office_id
    walled = barred_by_ethical_wall(actor.id, found.case.id, since=clock.now() - colleagues.COUNTS_ON)
    if any(one.id in walled and office in one.reach(May.AGREE_ERASURE).get(Relation.OFFICE, ()) for one in others):
        return False
    sees = [is_visible(one, May.AGREE_ERASURE) for one in others]
    return db.session.scalar(select(Case.id).where(Case.id == found.case.id, or_(false(), *sees))) is None


def waiting(actor: Actor) -> list[Line]:
    """What waits for a second person at her offices, the oldest first."""
    since = clock.now() - LIVES
    wanted = _lines(actor).where(Erasure.outcome.is_(None), Erasure.proposed_at >= since, Victim.erased_at.is_(None))
    return [Line(*row) for row in db.session.execute(wanted.order_by(Erasure.proposed_at))]


def over(actor: Actor) -> list[Line]:
    """What was decided, ran out, or was overtaken by another erasure of hers; the newest first."""
    is_over = Erasure.outcome.is_not(None) | (Erasure.proposed_at < clock.now() - LIVES)
    wanted = _lines(actor).where(is_over | Victim.erased_at.is_not(None))
    return [Line(*row) for row in db.session.execute(wanted.order_by(Erasure.proposed_at.desc()).limit(_MOST))]


def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    proposer, decider = aliased(User), aliased(User)
    whom = (Erasure.id, Erasure.victim_id, Victim.code_name, Case.reference, Erasure.basis)
    how = (proposer.name, Erasure.proposed_at, Erasure.outcome, decider.name, Erasure.decided_at)
    wanted: Select[*tuple[Any, ...]] = (
        select(*whom, *how, Erasure.certificate, Erasure.finished_at)
        .select_from(Erasure)
        .join(Victim, Victim.id == Erasure.victim_id)
        .join(Case, Case.id == Erasure.case_id)
        .outerjoin(proposer, proposer.id == Erasure.proposed_by)
        .outerjoin(decider, decider.id == Erasure.decided_by)
        .where(is_visible(actor, May.SEE_ERASURES))
    )
    return wanted


def standing(victim: Victim, *, is_agreed: bool) -> Standing:
    """The person as the rules know her. `is_agreed`: she is in the register."""
    return Standing(victim.erased_at is not None, is_agreed, is_last(victim), _held(victim))


def _held(victim: Victim) -> tuple[Held, ...]:
    hers = or_(
        LegalHold.victim_id == victim.id, and_(LegalHold.victim_id.is_(None), LegalHold.case_id == victim.case_id)
    )
    rows = db.session.execute(select(LegalHold.until, LegalHold.lifted_at).where(hers))
    return tuple(Held(row.until, row.lifted_at is not None) for row in rows)


def proposals(victim: Victim) -> list[Erasure]:
    """What was proposed about a person, the newest first."""
    wanted = select(Erasure).where(Erasure.victim_id == victim.id).order_by(Erasure.proposed_at.desc())
    return list(db.session.scalars(wanted))


def as_waiting(erasure: Erasure) -> Waiting:
    """The proposal as the rules know it."""
    proposer = erasure.proposed_by
    is_at_work = is_coordinator(proposer, erasure.office_id)
    return Waiting(proposer, erasure.proposed_at, erasure.outcome is not None, is_at_work)


def is_coordinator(user_id: UUID | None, office_id: UUID) -> bool:
    """Whether this is a coordinator of the office who may sign in."""
    return bool(db.session.scalar(select(_coordinators(office_id).where(User.id == user_id).exists())))


def cautions(victim: Victim, case: Case) -> list[Caution]:
    """What of hers is still open: it cannot go on without her data."""
    found = [] if case.is_over else [Caution.OPEN_CASE]
    rows = db.session.scalars(select(Claim).where(Claim.victim_id == victim.id)).all()
    if any(claim.state != State.DECIDED for claim in rows):
        found.append(Caution.UNDECIDED_CLAIM)
    if any(one.total for one in awards.owed(rows, {case.id: case}, clock.today()).values()):
        found.append(Caution.UNPAID_CLAIM)
    return found


def is_last(victim: Victim) -> bool:
    """Whether nobody else of her case has a record: what is sealed in the case is then about her alone."""
    others = exists().where(Victim.case_id == victim.case_id, Victim.id != victim.id, Victim.erased_at.is_(None))
    return not db.session.scalar(select(others))


def who_could_agree(actor_id: UUID, case: Case) -> list[str]:
    """The names of the coordinators of the office, but for this one, who may sign in."""
    return list(db.session.scalars(_coordinators(case.office_id).where(User.id != actor_id).order_by(User.name)))


def _coordinators(office_id: UUID) -> Select[str]:
    """The names of the coordinators of an office who may sign in."""
    held_here = select(RoleHeld.user_id).where(RoleHeld.role == Role.COORDINATOR, RoleHeld.office_id == office_id)
    return select(User.name).where(User.id.in_(held_here), User.disabled_at.is_(None))


def waiting_for(actor: Actor) -> Count:
    """How many proposals, and holds that somebody asks to lift, wait for this very person, for the navigation."""
    return Count(_count(actor), {"proposed_since": clock.now() - LIVES, "held_today": clock.today()})


@lru_cache(maxsize=256)
def _count(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    is_there = exists().where(Victim.id == Erasure.victim_id, Victim.erased_at.is_(None))
    since = bindparam("proposed_since", type_=Erasure.proposed_at.type)
    waits = (Erasure.outcome.is_(None), Erasure.proposed_at >= since, Erasure.proposed_by != actor.id, is_there)
    offices = actor.reach(May.AGREE_ERASURE).get(
        Relation.OFFICE, frozenset()
    )  # said of the proposal: no case is sought
    here = (Erasure.office_id.in_(offices), is_behind_no_ethical_wall(actor.id, Erasure.case_id))
    proposed = select(func.count()).select_from(Erasure).where(*waits, *here)
    today = bindparam("held_today", type_=LegalHold.until.type)
    asked = (is_in_force(today), LegalHold.lift_asked_by != actor.id, LegalHold.office_id.in_(offices))
    to_lift = (
        select(func.count())
        .select_from(LegalHold)
        .where(*asked, is_behind_no_ethical_wall(actor.id, LegalHold.case_id))
    )
    return select(proposed.scalar_subquery() + to_lift.scalar_subquery())


def unfinished() -> Sequence[UUID]:
    """Erasures of which something is still to be done."""
    wanted = select(Erasure.id).where(Erasure.outcome == Outcome.AGREED, Erasure.finished_at.is_(None))
    return db.session.scalars(wanted.order_by(Erasure.decided_at)).all()


def still_here(subjects: Iterable[UUID]) -> set[UUID]:
    """Whose row does not say that she is erased."""
    wanted = select(Victim.id).where(Victim.id.in_(list(subjects)), Victim.erased_at.is_(None))
    return set(db.session.scalars(wanted))


def agreed() -> Sequence[Erasure]:
    """Every erasure that was carried out."""
    return db.session.scalars(select(Erasure).where(Erasure.outcome == Outcome.AGREED)).all()


def by_certificate(number: str) -> Erasure | None:
    return db.session.scalar(select(Erasure).where(Erasure.certificate == number))


def agreed_by(erasure: Erasure) -> UUID | None:
    """Who agreed, as the log has it: it is written before anything else is."""
    found = db.session.execute(ledger.entries(act=AGREED, of=f"erasure:{erasure.id}", limit=1)).first()
    return found.actor if found else None


_LETTERS = 80  # of each text, while the file stands open


def of(case: Case, ticket: ledger.Ticket | None) -> list[tuple[str, str]]:
    """For a choice field: with the beginning of what they say while the file stands open (`ticket`)."""
    noted, to_do = _notes(case), tasks.about_nobody(case)
    texts = _texts(ticket, noted, to_do) if ticket is not None else {}
    said = {one.id: _note(one) for one in noted} | {one.id: _task(one) for one in to_do}
    return [(str(id_), f"{words}: {texts[id_]}" if texts.get(id_) else words) for id_, words in said.items()]


def ids(case: Case) -> set[str]:
    """The same without words."""
    return {str(one.id) for one in _notes(case)} | {str(one.id) for one in tasks.about_nobody(case)}


def _notes(case: Case) -> list[notes.Line]:
    return [one for one in notes.of_case(case) if one.victim_id is None]


def _texts(ticket: ledger.Ticket, noted: list[notes.Line], to_do: list[tasks.Line]) -> dict[UUID, str]:
    written = note_texts.read(ticket, [one.id for one in noted]).texts if noted else {}
    asked = [one.id for one in to_do if one.has_text]
    given = task_texts.read_texts(ticket, asked).texts if asked else {}
    return {id_: _beginning(text) for id_, text in (written | given).items()}


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS]}…"


def _note(one: notes.Line) -> str:
    kind = note_kinds.say(one.kind, current())
    return _("note of %(day)s by %(who)s, %(kind)s", day=format_date(one.on).rstrip("."), who=one.by, kind=kind)


def _task(one: tasks.Line) -> str:
    kind, day = task_kinds.say("kind", one.kind, current()), format_date(local(one.given_at).date()).rstrip(".")
    return _("task of %(day)s by %(who)s, %(kind)s", day=day, who=one.giver, kind=kind)
