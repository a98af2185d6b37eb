"""How does content get into its capsule, and out again under a ticket? Nothing here decrypts without one."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict

from litigation_app.core.db import begin_write, db
from litigation_app.ledger import GONE, Ticket, note_seal, write
from litigation_app.ledger.tickets import DONE
from litigation_app.vault import numbering, rules, sealing, settings, subjects
from litigation_app.vault.models import Capsule
from litigation_app.vault.sealing import Place, SealBroken
from litigation_app.vault.stored_rows import STREAM, as_driven, sealed_rows, sixteen_bytes, stored

_BATCH = 500  # rows named in one statement
_CAPSULES = cast(Table, Capsule.__table__)


class TicketRefused(Exception):
    """This ticket is no proof of an opening of this capsule; nothing was decrypted."""


class SealOutdated(Conflict):
    """A later version of this capsule is stored: somebody else has saved in the meantime."""


class CapsuleMissing(Exception):
    """There is no such capsule."""


@dataclass(frozen=True)
class Sealing:
    """One thing to seal, for `seal_many`."""

    subject: UUID
    table: str
    row: UUID
    capsule: str
    content: Mapping[str, Any] = field(repr=False)
    row_ver: int = 1


def seal(*, subject: UUID, table: str, row: UUID, capsule: str, content: Mapping[str, Any], row_ver: int = 1) -> None:
    """Seal `content` (what JSON can hold) beside its row, replacing what was there, in this request's transaction.

    The next `ledger.write` commits to the bytes. Raises SealOutdated (409) if a later `row_ver` is
    stored, SubjectMissing, SealsExhausted.
    """
    begin_write()
    record = _sealed(Sealing(subject, table, row, capsule, content, row_ver), _sealing_key(subject))
    numbering.of_facts([record])
    stored = _CAPSULES.c
    here = (stored.table == table, stored.row == row, stored.capsule == capsule, stored.row_ver <= row_ver)
    written = {name: record[name] for name in ("subject", "row_ver", "sealed", "change")}
    replaced = update(_CAPSULES).where(*here).values(**written)
    if db.session.execute(replaced.returning(stored.row)).one_or_none() is None:
        _insert(record)


def _insert(record: dict[str, Any]) -> None:
    try:
        db.session.execute(insert(_CAPSULES), record)
    except IntegrityError as error:
        raise SealOutdated from error


def _sealing_key(subject: UUID) -> subjects.Dek:
    """The subject's key; at its cap everything of hers is sealed anew first, under a fresh one."""
    try:
        return subjects.key_for_sealing(subject)
    except subjects.SealsExhausted:
        renew_key(subject, by=None)
        return subjects.key_for_sealing(subject)


def renew_key(subject: UUID, *, by: UUID | None, leave_broken: bool = False) -> int:
    """Seal everything of a subject under a fresh key, in this request's transaction; the key's version.

    The row versions stay; a ledger entry of its own commits to the new bytes. Raises SubjectMissing, SealBroken.
    `leave_broken`: what does not open stays as it is, and the entry counts it.
    """
    begin_write()
    vault, old = settings.current(), subjects.current_key(subject)
    rows = db.session.execute(select(_CAPSULES).where(_CAPSULES.c.subject == subject)).all()
    new, broken = subjects.replace_key(subject, old.version + 1, len(rows)), 0
    for found in rows:
        place = Place(vault.instance, found.table, found.row, found.capsule, found.row_ver)
        try:
            content = sealing.open_sealed(found.sealed, old.secret, old.version, place)
        except SealBroken:
            if not leave_broken:
                raise
            broken += 1
            continue
        record = _sealed(Sealing(subject, found.table, found.row, found.capsule, content, found.row_ver), new)
        here = (_CAPSULES.c.table == found.table, _CAPSULES.c.row == found.row, _CAPSULES.c.capsule == found.capsule)
        db.session.execute(update(_CAPSULES).where(*here).values(sealed=record["sealed"]))
    facts = {"capsules": len(rows) - broken, "dek_ver": new.version} | ({"broken": broken} if broken else {})
    write(act="rotate_key", by=by, of=f"subject:{subject}", facts=facts)
    return new.version


def seal_many(sealings: Iterable[Sealing]) -> None:
    """Seal many new capsules (none may exist yet) with few statements; the rest as `seal`."""
    begin_write()
    waiting = iter(sealings)
    while batch := list(islice(waiting, _BATCH)):
        keys = _sealing_keys(list(Counter(item.subject for item in batch).items()))
        records = [_sealed(item, keys[item.subject]) for item in batch]
        numbering.of_facts(records)
        db.session.execute(insert(_CAPSULES), records)


def _sealing_keys(uses: Sequence[tuple[UUID, int]]) -> dict[UUID, subjects.Dek]:
    renewed: set[UUID | None] = set()
    while True:
        try:
            return subjects.keys_for_sealing(uses)
        except subjects.SealsExhausted as full:
            if full.subject is None or full.subject in renewed:
                raise
            renewed.add(full.subject)
            renew_key(full.subject, by=None)


def remove(*, table: str, row: UUID) -> None:
    """Take every capsule of a row away, in this request's transaction; the next `ledger.write` says that they are gone."""
    begin_write()
    gone = delete(_CAPSULES).where(_CAPSULES.c.table == table, _CAPSULES.c.row == row)
    rows = db.session.execute(gone.returning(_CAPSULES.c.capsule, _CAPSULES.c.row_ver)).all()
    for capsule, row_ver in rows:
        note_seal(db.session(), table=table, row=row, capsule=capsule, row_ver=row_ver, digest=GONE)
    if numbering.FACTS in {capsule for capsule, _row_ver in rows}:
        numbering.next_number(numbering.REMOVED)


def _sealed(item: Sealing, dek: subjects.Dek) -> dict[str, Any]:
    vault = settings.current()
    place = Place(vault.instance, item.table, item.row, item.capsule, item.row_ver)
    sealed = sealing.seal(dek.secret, dek.version, place, item.content, alg=vault.alg)
    note_seal(
        db.session(),
        table=item.table,
        row=item.row,
        capsule=item.capsule,
        row_ver=item.row_ver,
        digest=hashlib.sha256(sealed).hexdigest(),
    )
    return {
        "table": item.table,
        "row": item.row,
        "capsule": item.capsule,
        "subject": item.subject,
        "row_ver": item.row_ver,
        "sealed": sealed,
        "change": None,
    }


def open(  # noqa: A001
    ticket: Ticket, *, subject: UUID, table: str, row: UUID, capsule: str, row_ver: int | None = None
) -> dict[str, Any]:
    """What is sealed in one capsule. Raises TicketRefused, CapsuleMissing, SealBroken.

    `row_ver`: the version that its row has. A capsule of another version is SealBroken: somebody put an older one back.
    """
    only = _reach(ticket, capsule, row)
    if only is not None and only != subject:
        raise TicketRefused
    found = db.session.execute(_one_row(), {"of_table": table, "of_row": row, "of_capsule": capsule}).one_or_none()
    if found is None:
        raise CapsuleMissing
    if found.subject != subject or row_ver not in {None, found.row_ver}:
        raise SealBroken
    return _opened(settings.current(), table, capsule, found)


def open_row(
    ticket: Ticket, *, subject: UUID, table: str, row: UUID, capsules: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """Several capsules of one row in one read, each with the version that it must have. Raises as `open` does."""
    for capsule in capsules:
        if _reach(ticket, capsule, row) not in {None, subject}:
            raise TicketRefused
    here = db.session.execute(_whole_row(), {"of_table": table, "of_row": row})
    found = {one.capsule: one for one in here if one.capsule in capsules}
    if len(found) < len(capsules):
        raise CapsuleMissing
    if any(one.subject != subject or one.row_ver != capsules[one.capsule] for one in found.values()):
        raise SealBroken
    vault = settings.current()
    return {capsule: _opened(vault, table, capsule, one[:-1]) for capsule, one in found.items()}


def open_many(
    ticket: Ticket, *, table: str, capsule: str, rows: Iterable[UUID] | None = None
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """(row, content) of every capsule of this kind that the ticket opens, streamed; `rows` narrows it.

    Refuses at once with TicketRefused; raises SealBroken at the first capsule that does not hold.
    """
    only = _reach(ticket, capsule)
    wanted = stored(table, capsule)
    if only is not None:
        wanted = wanted.where(_CAPSULES.c.subject == only)
    return _opened_rows(settings.current(), table, capsule, wanted, rows)


def opener(
    ticket: Ticket, *, table: str, capsule: str
) -> Callable[[bytes, bytes, int, bytes, int, int, bytes], dict[str, Any]]:
    """What opens the stored bytes of everybody's capsule of this kind (see `sealing.opener`), however they were read.

    Raises TicketRefused for a ticket that opens one subject's only.
    """
    if _reach(ticket, capsule) is not None:
        raise TicketRefused
    return _opener(settings.current(), table, capsule)


def _reach(ticket: Ticket, capsule: str, row: UUID | None = None) -> UUID | None:
    """The one subject that this ticket opens, None for everybody's capsule of this kind; raises TicketRefused."""
    if not isinstance(ticket, Ticket) or ticket.outcome != DONE:
        raise TicketRefused
    if rules.opens_all(ticket.act, capsule):
        return None
    subject = rules.subject_of(ticket.act, ticket.object, ticket.case_id)
    if rules.thing_of(ticket.act, ticket.object) not in {None, row}:
        raise TicketRefused
    if subject is None or not rules.opens_capsule(ticket.act, capsule, str(ticket.facts.get("groups", ""))):
        raise TicketRefused
    return subject


@cache
def _one_row() -> Select[Any]:
    here = _CAPSULES.c
    return sealed_rows().where(
        here.table == bindparam("of_table"), here.row == bindparam("of_row"), here.capsule == bindparam("of_capsule")
    )


@cache
def _whole_row() -> Select[Any]:
    here = _CAPSULES.c
    every = sealed_rows().add_columns(here.capsule)
    return every.where(here.table == bindparam("of_table"), here.row == bindparam("of_row"))


def _opened_rows(
    vault: settings.Vault, table: str, capsule: str, wanted: Select[Any], rows: Iterable[UUID] | None
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    opened, sixteen = _opener(vault, table, capsule), sixteen_bytes()
    for query in [wanted] if rows is None else _narrowed(wanted, rows):
        for row, subject, *sealed in as_driven(query):
            place = sixteen(row)
            yield UUID(bytes=place), opened(place, sixteen(subject), *sealed)


def _opener(
    vault: settings.Vault, table: str, capsule: str
) -> Callable[[bytes, bytes, int, bytes, int, int, bytes], dict[str, Any]]:
    return sealing.opener(vault.instance, table, capsule, partial(subjects.kek, vault))


def _narrowed(wanted: Select[Any], rows: Iterable[UUID]) -> Iterator[Select[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield wanted.where(_CAPSULES.c.row.in_(batch))


def _opened(vault: settings.Vault, table: str, capsule: str, found: Sequence[Any]) -> dict[str, Any]:
    row, subject, row_ver, sealed, kek_ver, dek_ver, wrapped = tuple(found)
    dek = subjects.unwrapped(vault, subject, kek_ver, dek_ver, wrapped)
    return sealing.open_sealed(sealed, dek, dek_ver, Place(vault.keyring.instance, table, row, capsule, row_ver))


def commitments() -> Iterator[tuple[str, UUID, str, int, str]]:
    """(table, row, capsule, row_ver, hex SHA-256) of every stored capsule, for `ledger.verify_state`. Needs no key."""
    stored = _CAPSULES.c
    wanted = select(stored.table, stored.row, stored.capsule, stored.row_ver, stored.sealed)
    for found in db.session.execute(wanted, execution_options={"yield_per": STREAM}):
        yield found.table, found.row, found.capsule, found.row_ver, hashlib.sha256(found.sealed).hexdigest()
