"""Who has a name like the one that was typed? Sealed sketches, opened into this process's memory; nothing of a name lies at rest.

Every process keeps its own arrays while it holds the keys and reads before each search what has changed since, so that
all of them agree. The arrays hang on the opened vault: when a process forgets its keys, it forgets the names.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from flask import current_app
from sqlalchemy import Row, Select, Table, insert, select

from litigation_app import ledger
from litigation_app.core.db import begin_write, db
from litigation_app.core.rls import rowguard
from litigation_app.vault.capsules import capsules, stored_rows, unsealing
from litigation_app.vault.ciphers.aead import SealBroken
from litigation_app.vault.keys import holder
from litigation_app.vault.models import Capsule, SketchChange, SketchCounter
from litigation_app.vault.name_search.folding import initials, parts
from litigation_app.vault.name_search.similarity import Mask, Match, Name, Names
from litigation_app.vault.sequence import SKETCHES, next_number, upsert

VICTIM, ACCUSED = "victim", "defendant"  # tables: whose names are held apart from each other
CAPSULE = "sketch"
NOTE_BROKEN = "note_broken_seal"  # the extension of the app that writes down what is not as the desk wrote it
LOAD = "search_load"
MOST_CHANGES = 2_000  # kept beside the arrays; after so many they are built anew
_BATCH = 1_000
_FULL_NAME = 2  # words: with one alone half the country would be the same person
_CHANGES, _COUNTER = cast(Table, SketchChange.__table__), cast(Table, SketchCounter.__table__)


@dataclass(frozen=True)
class Sketch:
    """What is found of a person: her names and the year of birth (None: not known). An alias is a whole name."""

    given: str = field(repr=False)
    family: str = field(repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    birth_year: int | None = field(default=None, repr=False)

    def as_content(self) -> dict[str, Any]:
        return {
            "given": self.given,
            "family": self.family,
            "aliases": list(self.aliases),
            "birth_year": self.birth_year,
        }


class Place(NamedTuple):
    """In which case and office a person stands."""

    case_id: UUID
    office_id: UUID


class Drawn(NamedTuple):
    """A client or an accused with the sketch, for `put_many`."""

    subject: UUID
    place: Place
    sketch: Sketch
    table: str = VICTIM

    @property
    def key(self) -> UUID:
        """Whose key seals it: a client's own, for an accused the case's."""
        return self.subject if self.table == VICTIM else self.place.case_id


class Sight(NamedTuple):
    """What the person who searches may see: all of these offices and these cases besides, but none of the walled ones."""

    offices: Collection[UUID]
    cases: Collection[UUID]
    walled: Collection[UUID]


@dataclass(frozen=True)
class _Held:
    """What a process holds of one table: the arrays, what has changed since they were built, up to which change."""

    table: str
    ticket: ledger.Ticket
    names: Names
    kept: Mask  # the rows of `names` that have not changed since
    changed: Mapping[UUID, tuple[Name, ...]]
    fresh: Names
    seq: int
    broken: list[str] = field(
        default_factory=list
    )  # whom nobody finds, until that was noted: what is damaged is left out


_held: WeakKeyDictionary[holder.Vault, dict[str, _Held]] = WeakKeyDictionary()
_turn = Lock()


def put(subject: UUID, place: Place, sketch: Sketch, *, row_ver: int, table: str = VICTIM) -> None:
    """Seal a sketch and tell every process, after all other seals and before the ledger's entry; the next writer waits for its end."""
    key, content = Drawn(subject, place, sketch, table).key, sketch.as_content()
    capsules.seal(subject=key, table=table, row=subject, capsule=CAPSULE, content=content, row_ver=row_ver)
    _tell(subject, place, is_gone=False)


def forget(subject: UUID) -> None:
    """Tell every process to drop this person's name at its next search, in this request's transaction."""
    _tell(subject, None, is_gone=True)


def put_many(drawn: Iterable[Drawn]) -> None:
    """Seal the sketches of many who have none yet, with few statements."""
    begin_write()
    waiting = iter(drawn)
    while batch := list(islice(waiting, _BATCH)):
        capsules.seal_many(
            capsules.Sealing(one.key, one.table, one.subject, CAPSULE, one.sketch.as_content()) for one in batch
        )
        last = next_number(SKETCHES, len(batch))
        rows = [
            {"subject": one.subject, "seq": last - at, "is_gone": False, **one.place._asdict()}
            for at, one in enumerate(batch)
        ]
        db.session.execute(insert(_CHANGES), rows)


def _tell(subject: UUID, place: Place | None, *, is_gone: bool) -> None:
    begin_write()
    if place is None:
        known = db.session.execute(select(_CHANGES).where(_CHANGES.c.subject == subject)).one_or_none()
        if known is None:
            return
        place = Place(known.case_id, known.office_id)
    row = {"seq": next_number(SKETCHES), "is_gone": is_gone, **place._asdict()}
    put = upsert(db.session.connection())(_CHANGES).values(subject=subject, **row)
    db.session.execute(put.on_conflict_do_update(index_elements=["subject"], set_=row))


def find(typed: str, sight: Sight, *, year: int = 0, most: int, table: str = VICTIM) -> list[Match]:
    """The persons of this table within sight whose names are most like what was typed; `year`: her year of birth, if it was typed too.

    Comes before the first write of a request: where the names are not in memory yet, loading them is an entry of its own.
    """
    held = _current(table)
    wanted = parts(typed)
    seen = sight._asdict()
    found = held.names.like(wanted, held.names.within(**seen) & held.kept, year=year, most=most)
    found += held.fresh.like(wanted, held.fresh.within(**seen), year=year, most=most)
    found.sort(key=lambda match: (-match.likeness, abs(match.year - year) if year else 0, match.subject.int))
    return found[:most]


def same(sketch: Sketch, *, table: str) -> list[UUID]:
    """Everybody of this table, whoever may see them, with the very same name in any script; nobody for a name of one word.

    All of them: were some left out, who is hidden could push out who is seen, and be counted by that. For the desk's own notes
    to coordinators, never for an answer. Comes before the first write of a request, as `find`.
    """
    held = _current(table)
    wanted = parts(sketch.given) + parts(sketch.family)
    if len(wanted) < _FULL_NAME:
        return []
    year, found = sketch.birth_year or 0, []
    for names, mask in ((held.names, held.kept), (held.fresh, held.fresh.without([]))):
        found += names.like(wanted, mask, year=year, most=len(names))
    return [one.subject for one in found if one.likeness >= 1 and not (year and one.year and abs(year - one.year) > 1)]


def is_loaded() -> bool:
    """Whether this process has names in memory."""
    return not holder.is_locked() and holder.current() in _held


def _current(table: str) -> _Held:
    """The names of this table as they are now. One thread loads or renews them, all under one entry; the others wait."""
    vault = holder.current()
    with _turn, rowguard.system("search"):
        if vault not in _held:
            ticket = ledger.append_alone(act=LOAD, by=None, of="sketches", session_id=None)
            _held[vault] = {one: _loaded(one, ticket) for one in (VICTIM, ACCUSED)}
        now = _held[vault][table] = _renewed(_held[vault][table])
        damaged = [of for one in _held[vault].values() for of in _taken(one.broken)]
    for of in damaged:
        current_app.extensions[NOTE_BROKEN](of)
    return now


def _taken(waiting: list[str]) -> list[str]:
    found = list(waiting)
    waiting.clear()
    return found


def _loaded(table: str, ticket: ledger.Ticket) -> _Held:
    """All names, read anew. What is saved meanwhile has a later number and comes with the next renewal."""
    seq = db.session.execute(select(_COUNTER.c.last).where(_COUNTER.c.id == SKETCHES)).scalar() or 0
    broken: list[str] = []
    names = Names(_all_until(table, ticket, seq, broken))
    return _Held(table, ticket, names, names.without([]), {}, Names([]), seq, broken)


def _all_until(table: str, ticket: ledger.Ticket, until: int, broken: list[str]) -> Iterator[Name]:
    """Everybody's names up to this change, in one pass over the capsules; `broken`: takes those that do not hold."""
    opened, sixteen = unsealing.opener(ticket, table=table, capsule=CAPSULE), stored_rows.sixteen_bytes()
    part = _parts_once()
    for case_id, office_id, row, subject, row_ver, sealed, kek_ver, dek_ver, wrapped in stored_rows.as_driven(
        _stored(table, until)
    ):
        person = sixteen(row)
        try:
            content = opened(person, sixteen(subject), row_ver, sealed, kek_ver, dek_ver, wrapped)
        except SealBroken:
            broken.append(f"{table}:{UUID(bytes=person)}")
            continue
        yield from _names(person, sixteen(case_id), sixteen(office_id), content, part)


def _stored(table: str, until: int) -> Select[Any]:
    """Place and sealed sketch of everybody whose last change has at most this number."""
    wanted = stored_rows.stored(table, CAPSULE).join(_CHANGES, _CHANGES.c.subject == Capsule.row)
    places = wanted.with_only_columns(_CHANGES.c.case_id, _CHANGES.c.office_id, *wanted.selected_columns)
    return places.where(_CHANGES.c.seq <= until, _CHANGES.c.is_gone.is_(False))


def _changes(after: int, *, most: int) -> Sequence[Row[Any]]:
    wanted = select(_CHANGES).where(_CHANGES.c.seq > after).order_by(_CHANGES.c.seq).limit(most)
    return db.session.execute(wanted).all()


def _renewed(held: _Held) -> _Held:
    """What was held with all that has changed since."""
    rows = _changes(held.seq, most=MOST_CHANGES + 1)
    if not rows:
        return held
    if len(rows) + len(held.changed) > MOST_CHANGES or any(row.is_gone for row in rows):
        return _loaded(held.table, held.ticket)  # of an erased person not even a masked name stays in memory
    changed: dict[UUID, tuple[Name, ...]] = dict(held.changed) | {row.subject: () for row in rows}
    broken = list(held.broken)
    there = {row.subject: Place(row.case_id, row.office_id) for row in rows if not row.is_gone}
    changed |= _opened(held.table, held.ticket, there, broken)
    fresh = Names(name for names in changed.values() for name in names)
    return _Held(held.table, held.ticket, held.names, held.names.without(changed), changed, fresh, rows[-1].seq, broken)


def _opened(
    table: str, ticket: ledger.Ticket, places: Mapping[UUID, Place], broken: list[str]
) -> dict[UUID, tuple[Name, ...]]:
    """The names of these persons; where one does not hold, each is opened by itself and that one is left out."""
    try:
        return _all_opened(table, ticket, places)
    except SealBroken:
        if len(places) > 1:
            return {k: v for one in places.items() for k, v in _opened(table, ticket, dict([one]), broken).items()}
        broken.extend(f"{table}:{subject}" for subject in places)
        return {}


def _all_opened(table: str, ticket: ledger.Ticket, places: Mapping[UUID, Place]) -> dict[UUID, tuple[Name, ...]]:
    part, found = _parts_once(), {}
    for subject, content in unsealing.open_many(ticket, table=table, capsule=CAPSULE, rows=places):
        case_id, office_id = places[subject]
        found[subject] = tuple(_names(subject.bytes, case_id.bytes, office_id.bytes, content, part))
    return found


def _names(
    subject: bytes,
    case_id: bytes,
    office_id: bytes,
    content: Mapping[str, Any],
    part: Callable[[str], tuple[str, ...]],
) -> list[Name]:
    """Her name and her aliases."""
    given, family, year = content["given"], content["family"], content["birth_year"] or 0
    every = [part(given) + part(family), *map(part, content["aliases"])]
    return [Name(subject, case_id, office_id, one, initials(given, family), year) for one in every]


def _parts_once() -> Callable[[str], tuple[str, ...]]:
    """The parts of a name, each distinct name worked out once: most people share a given name with somebody."""
    known: dict[str, tuple[str, ...]] = {}

    def found(called: str) -> tuple[str, ...]:
        held = known.get(called)
        if held is None:
            held = known[called] = tuple(parts(called))
        return held

    return found
