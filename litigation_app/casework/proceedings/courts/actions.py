"""Write down who has a proceeding in hand, correct and take it out, and read it from the opened file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, or_, update

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import queries, rules
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.courts.rules import FIRST, File
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL, stage_of
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import blind_index, identifiers

TABLE, CAPSULE = "court_file", "numbers"
_OPEN = ("role", "court_id", "court_typed", "begun_on", "ended_on", "takes_over")


@dataclass(frozen=True, repr=False)
class Details(Unprintable):
    """What is sealed of a file ("" for what is not known). `people`: the judge or panel, the prosecutor, the expert."""

    number: str = ""
    people: str = ""
    phone: str = ""
    about: str = ""


@dataclass(frozen=True)
class Held:
    """A file with what the opened case says of it; `said` None: the case is closed."""

    file: File
    said: Details | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Files:
    """Who has the proceedings of a case in hand."""

    held: list[Held]
    tracks: Sequence[Track]

    @property
    def trial(self) -> UUID | None:
        """The criminal proceeding with which the claim is heard."""
        return trial_of(self.tracks)

    def lane(self, kind: str | None) -> UUID | None:
        """The last proceeding of this graph or family; the trial, where there is none."""
        named = [one.id for one in self.tracks if kind in (one.procedure, one.graph.family)]
        return named[-1] if named else self.trial

    def of(self, proceeding_id: UUID | None) -> list[Held]:
        return [one for one in self.held if one.file.proceeding_id == proceeding_id]

    def now(self, proceeding_id: UUID | None) -> Held | None:
        """The court that has it now. The claim is where the trial is, unless somebody wrote down otherwise."""
        own = self.of(proceeding_id)
        if not any(one.file.id for one in own) and proceeding_id in self._claims:
            own = self.of(self.trial) or own
        court = rules.present(one.file for one in own)
        return next((one for one in own if one.file is court), None)

    @property
    def _claims(self) -> list[UUID]:
        return [one.id for one in self.tracks if one.graph.family == CLAIM]

    def number(self, proceeding_id: UUID | None) -> str:
        """Under which number it has it; "" while that is not known or the case is closed."""
        found = self.now(proceeding_id)
        return found.said.number if found and found.said else ""


def trial_of(tracks: Iterable[Track]) -> UUID | None:
    """Of several criminal proceedings the first that goes on: another one was ceded, joined or severed."""
    criminal = [one for one in tracks if one.graph.family == CRIMINAL]
    going_on = [one for one in criminal if one.joined is None and not _has_ended(one)]
    return next((one.id for one in going_on or criminal), None)


def _has_ended(track: Track) -> bool:
    stage = stage_of(track.graph, track.at)
    return stage is not None and stage.is_end


def of_case(case: Case, tracks: Sequence[Track], ticket: ledger.Ticket | None) -> Files:
    """Every file of a case, also the court of first instance that a proceeding itself says."""
    written = queries.of_case(case.id)
    said = read(ticket, [one.id for one in written if one.id]) if ticket else {}
    where = {one.id: (one.court_id, one.court_typed) for one in tracks}
    files = Files([Held(_placed(one, where), said.get(one.id) if one.id else None) for one in written], tracks)
    known = {one.proceeding_id for one in written if one.role == FIRST}
    for id_, court in where.items():
        if id_ not in known and any(court):
            files.held.append(Held(File(id_, FIRST, *court), Details() if ticket else None))
    return files


def _placed(one: File, where: Mapping[UUID, tuple[str | None, str | None]]) -> File:
    """A running file of first instance that names no court is of the one that the proceeding says."""
    if one.role != FIRST or one.is_over or one.has_court or one.proceeding_id not in where:
        return one
    court_id, court_typed = where[one.proceeding_id]
    return replace(one, court_id=court_id, court_typed=court_typed)


def read(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, Details]:
    """What is sealed of these files, under the ticket of the opened case. Raises vault.TicketRefused."""
    names = [one.name for one in fields(Details)]
    opened = vault.open_many(ticket, table=TABLE, capsule=CAPSULE, rows=list(rows))
    return {row: Details(**{name: content.get(name) or "" for name in names}) for row, content in opened}


def add(actor: Actor, case: Case, said: File, details: Details) -> CourtFile:
    """Write a file down; another one of the same role that runs has ended with it."""
    proceedings.lock_case(case.id)
    one = CourtFile(
        proceeding_id=said.proceeding_id, recorded_by=actor.id, recorded_at=clock.now(), **_in_the_open(said)
    )
    one.case_id = case.id
    db.session.add(one)
    db.session.flush()
    _keep(actor, case, one, details, "add_court_file")
    return one


def change(actor: Actor, case: Case, one: CourtFile, said: File, details: Details, *, row_version: int) -> None:
    """Write a file anew; raises Changed if somebody saved it after `row_version` was read, or took it out."""
    file_id = one.id
    proceedings.lock_case(case.id)
    before = _found(case, file_id)
    own = rules.own_end(before, said)
    now = _in_the_open(said) | {"ended_on": own.on, "ended_by": own.by, "row_version": row_version + 1}
    mine = (CourtFile.id == file_id, CourtFile.row_version == row_version)
    saved = update(CourtFile).where(*mine).values(**now).returning(CourtFile.id)
    if db.session.execute(saved).one_or_none() is None:
        raise Changed
    db.session.expire(one)
    _keep(actor, case, one, details, "edit_court_file", before)


def _in_the_open(said: File) -> dict[str, Any]:
    return {name: getattr(said, name) for name in _OPEN}


def _found(case: Case, file_id: UUID) -> File:
    """The file as it stands now; raises Changed where it is gone."""
    found = next((one for one in queries.of_case(case.id) if one.id == file_id), None)
    if found is None:
        raise Changed
    return found


def remove(actor: Actor, case: Case, one: CourtFile, *, row_version: int) -> None:
    """Take out a file that was written down by mistake, with what was sealed of it; the one that ended with it runs again.

    Raises Changed.
    """
    file_id, written_on = one.id, _written_on(one)
    proceedings.lock_case(case.id)
    gone = _found(case, file_id)
    mine = (CourtFile.id == file_id, CourtFile.row_version == row_version)
    if db.session.execute(delete(CourtFile).where(*mine).returning(CourtFile.id)).one_or_none() is None:
        raise Changed
    vault.remove(table=TABLE, row=file_id)
    blind_index.forget(file_id)
    _settle(case, file_id, written_on, gone.ended_by)
    _keep_court(case, gone.proceeding_id, queries.of_case(case.id), gone)
    log_act(actor, case, "remove_court_file", of=f"court_file:{file_id}", role=gone.role)


def seal(case_id: UUID, one: CourtFile, details: Details) -> None:
    """What is protected of a file, and the marks by which its number is found; the next entry of the log says so."""
    content = asdict(details)
    vault.seal(subject=case_id, table=TABLE, row=one.id, capsule=CAPSULE, content=content, row_ver=one.row_version)
    blind_index.put(
        one.id, case_id, [blind_index.Number(identifiers.FILE_NUMBER, details.number)], kinds=[identifiers.FILE_NUMBER]
    )


def _keep(actor: Actor, case: Case, one: CourtFile, details: Details, act: str, before: File | None = None) -> None:
    """What is sealed of it, what follows from it for the others and for the proceedings, and the entry."""
    seal(case.id, one, details)
    _settle(case, one.id, _written_on(one), before.ended_by if before else None)
    _keep_court(case, one.proceeding_id, queries.of_case(case.id), before)
    log_act(actor, case, act, of=f"court_file:{one.id}", role=one.role)


def _written_on(one: CourtFile) -> date:
    return clock.local(one.recorded_at).date()


def _settle(case: Case, file_id: UUID, written_on: date, next_one: UUID | None) -> None:
    """End the files that this one follows on; let run again what it followed on by mistake."""
    for end in rules.ends(queries.of_case(case.id), file_id, written_on, next_one):
        now = {"ended_on": end.on, "ended_by": end.by, "row_version": CourtFile.row_version + 1}
        db.session.execute(update(CourtFile).where(CourtFile.id == end.of).values(**now))


def _keep_court(case: Case, proceeding_id: UUID, files: Iterable[File], before: File | None) -> None:
    """The proceeding is before the court of first instance that has it now; with the trial are the case and its claim.

    `before`: what a file said that was corrected or taken out; if it was this court, the proceeding is before the last one left.
    """
    here = db.session.get_one(Proceeding, proceeding_id)
    firsts = [one for one in files if one.proceeding_id == proceeding_id and one.role == FIRST and one.has_court]
    now = rules.present(firsts)
    if now is None and before and (before.court_id, before.court_typed) == (here.court_id, here.court_typed):
        now = rules.latest(firsts)
    if now is None or (now.court_id, now.court_typed) == (here.court_id, here.court_typed):
        return
    there = {"court_id": now.court_id, "court_typed": now.court_typed}
    which = Proceeding.id == proceeding_id
    if trial_of(proceedings.tracks(case)) == proceeding_id:
        which = or_(which, and_(Proceeding.case_id == case.id, Proceeding.family == CLAIM))
        db.session.execute(update(Case).where(Case.id == case.id).values(**there))
    db.session.execute(update(Proceeding).where(which).values(**there))
    ports.keep_lists(case)
