"""Schedule a hearing, say what came of it and when it goes on, correct it, strike it as a mistake. Everything is appended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from sqlalchemy import and_, or_, select

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, hold, log_act, texts
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.stand_ins import actions as stand_ins
from litigation_app.casework.proceedings.hearings import queries
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingChange, HearingReport
from litigation_app.casework.proceedings.hearings.rules import Slot, State, is_one
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable

HEARING, REPORT = "hearing", "hearing_report"
CAPSULE = "note"
CORRECTED = "corrected"  # a reason that the desk gives, never a person


@dataclass(frozen=True)
class Planned:
    """A hearing as it is planned. `must_come`: codes of hearings.toml; `note` is sealed ("" for none)."""

    kind: str
    on: date
    at: time | None
    must_come: tuple[str, ...] = ()
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Reported:
    """What came of a hearing. `next_on`: the day to which it was put off, or on which it goes on; None: not known yet."""

    state: State
    reason: str | None = None
    came: tuple[str, ...] = ()
    next_on: date | None = None
    next_at: time | None = None
    note: str = field(default="", repr=False)


class NextStands(Exception):
    """A hearing cannot be a mistake while the one that was set by it stands, on this day."""

    def __init__(self, on: date) -> None:
        self.on = on
        super().__init__("the next hearing stands")


@dataclass(frozen=True, repr=False)
class Notes(Unprintable):
    """Opened notes by hearing and by report."""

    texts: dict[UUID, str]


def schedule(actor: Actor, case: Case, proceeding: Proceeding, planned: Planned) -> Hearing:
    """A hearing of this proceeding, which belongs to the case."""
    begin_write()
    return _add(actor, case, proceeding.id, planned, follows=None)


def enter(actor: Actor, case: Case, proceeding: Proceeding, planned: Planned, told: Reported) -> Hearing:
    """A hearing that was in no calendar, and what came of it."""
    begin_write()
    hearing = _add(actor, case, proceeding.id, planned, follows=None)
    report(actor, case, hearing, told, row_version=hearing.row_version)
    return hearing


def correct(
    actor: Actor, found: queries.Found, proceeding: Proceeding, planned: Planned, *, why: str, row_version: int
) -> None:
    """Let it be of another kind, day or proceeding, as it always should have been; what stood there is kept.

    Raises Changed if somebody changed it after `row_version` was read.
    """
    hearing, case = found
    _hold(hearing, row_version)
    stood = ("proceeding_id", "kind", "on", "at", "must_come")
    was = HearingChange(
        hearing_id=hearing.id,
        case_id=hearing.case_id,
        why=why,
        changed_by=actor.id,
        changed_at=clock.now(),
        **{name: getattr(hearing, name) for name in stood},
    )
    db.session.add(was)
    hearing.proceeding_id, hearing.kind, hearing.on, hearing.at = proceeding.id, planned.kind, planned.on, planned.at
    hearing.must_come = list(planned.must_come)
    stand_ins.follow(hearing.id, hearing.on)
    ports.keep_lists(case)
    log_act(actor, case, "correct_hearing", of=f"hearing:{hearing.id}")


def mark_entered_in_error(actor: Actor, case: Case, hearing: Hearing, *, why: str, row_version: int) -> None:
    """Say that it was entered by mistake: it remains visible, and stands in no calendar and no count.

    Raises Changed, NextStands.
    """
    _hold(hearing, row_version)
    next_ = queries.followed_by(hearing)
    if next_ is not None:
        raise NextStands(next_.on)
    _say(actor, case, hearing, Reported(State.ENTERED_IN_ERROR, why))
    ports.keep_lists(case)
    log_act(actor, case, "strike_hearing", of=f"hearing:{hearing.id}")


def _hold(hearing: Hearing, row_version: int) -> None:
    """Hold it as she saw it; of what was a mistake nothing more is said. Raises Changed."""
    hold(hearing, row_version)
    if hearing.state == State.ENTERED_IN_ERROR:
        raise Changed


def report(actor: Actor, case: Case, hearing: Hearing, told: Reported, *, row_version: int) -> HearingReport:
    """Say what came of it; the next day, if one is given, becomes a hearing of its own.

    Raises Changed if somebody reported after `row_version` was read.
    """
    _hold(hearing, row_version)
    saved = _say(actor, case, hearing, told)
    if not _stands_already(actor, case, hearing, told) and told.next_on is not None:
        again = Planned(hearing.kind, told.next_on, told.next_at, tuple(hearing.must_come))
        _add(actor, case, hearing.proceeding_id, again, follows=hearing.id)
    ports.keep_lists(case)
    _seal(case, REPORT, saved.id, told.note)
    log_act(actor, case, "report_hearing", of=f"hearing:{hearing.id}", state=saved.state)
    return saved


def schedule_again(actor: Actor, case: Case, hearing: Hearing) -> None:
    """It was called off by mistake: it stands in the calendar again."""
    hold(hearing, hearing.row_version)
    saved = _say(actor, case, hearing, Reported(State.SCHEDULED))
    ports.keep_lists(case)
    log_act(actor, case, "report_hearing", of=f"hearing:{hearing.id}", state=saved.state)


def _say(actor: Actor, case: Case, hearing: Hearing, told: Reported) -> HearingReport:
    hearing.state = told.state.value
    if told.state not in {State.SCHEDULED, State.HELD}:
        stand_ins.end_for_hearings(actor, case, hearing.id)
    saved = HearingReport(
        hearing_id=hearing.id,
        case_id=hearing.case_id,
        state=told.state.value,
        reason=told.reason,
        came=list(told.came),
        has_note=bool(told.note),
        reported_by=actor.id,
        reported_at=clock.now(),
    )
    db.session.add(saved)
    db.session.flush()
    return saved


def _stands_already(actor: Actor, case: Case, hearing: Hearing, told: Reported) -> bool:
    """Whether the next day stands in the calendar; days of earlier reports that this one does not name are called off."""
    here = select(Hearing).where(Hearing.proceeding_id == hearing.proceeding_id, Hearing.state == State.SCHEDULED)
    follows = or_(Hearing.follows == hearing.id, and_(Hearing.follows.is_(None), Hearing.on == told.next_on))
    next_ = Slot(hearing.kind, told.next_on, told.next_at) if told.next_on else None
    stands = False
    for one in db.session.scalars(here.where(follows, Hearing.id != hearing.id).order_by(Hearing.follows.is_(None))):
        if not stands and next_ is not None and is_one(next_, Slot(one.kind, one.on, one.at)):
            stands, one.follows, one.at = True, hearing.id, one.at or told.next_at
        elif one.follows is not None:
            _say(actor, case, one, Reported(State.CANCELLED, CORRECTED))
            log_act(actor, case, "report_hearing", of=f"hearing:{one.id}", state=one.state)
    return stands


def read_notes(ticket: ledger.Ticket, rows: Iterable[UUID]) -> Notes:
    """The sealed notes of these hearings and reports, under the ticket of the opened file. Raises vault.TicketRefused."""
    wanted = list(rows)
    return Notes(texts(ticket, HEARING, CAPSULE, wanted) | texts(ticket, REPORT, CAPSULE, wanted))


def _add(actor: Actor, case: Case, proceeding_id: UUID, planned: Planned, *, follows: UUID | None) -> Hearing:
    hearing = Hearing(
        case_id=case.id,
        office_id=case.office_id,
        proceeding_id=proceeding_id,
        kind=planned.kind,
        on=planned.on,
        at=planned.at,
        must_come=list(planned.must_come),
        state=State.SCHEDULED.value,
        follows=follows,
        has_note=bool(planned.note),
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(hearing)
    db.session.flush()
    ports.keep_lists(case)
    _seal(case, HEARING, hearing.id, planned.note)
    log_act(actor, case, "schedule_hearing", of=f"hearing:{hearing.id}")
    return hearing


def _seal(case: Case, table: str, row: UUID, note: str) -> None:
    if note:
        vault.seal(subject=case.id, table=table, row=row, capsule=CAPSULE, content={"text": note})
