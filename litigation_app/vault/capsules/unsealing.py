"""What is sealed in a capsule, for whoever has a ticket? Nothing here decrypts without one.

What is opened by name is held against the ledger first: bytes other than those that it committed to last do not open. Scans
of everybody are not; `litigation ledger verify --state` looks at those.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam

from litigation_app.core.db import db
from litigation_app.ledger import Commitment, Ticket, own_seals
from litigation_app.ledger.commitments import Found, first_other
from litigation_app.ledger.tickets import DONE
from litigation_app.vault import rules
from litigation_app.vault.capsules import subject_keys
from litigation_app.vault.capsules.capsules import SealOutdated
from litigation_app.vault.capsules.stored_rows import as_driven, sixteen_bytes, stored, with_commitments
from litigation_app.vault.ciphers import aead
from litigation_app.vault.ciphers.aead import Place, SealBroken
from litigation_app.vault.keys import holder
from litigation_app.vault.models import Capsule

_BATCH = 500  # rows named in one statement
_CAPSULES = cast(Table, Capsule.__table__)


class TicketRefused(Exception):
    """This ticket is no proof of an opening of this capsule; nothing was decrypted."""


def open(  # noqa: A001
    ticket: Ticket, *, subject: UUID, table: str, row: UUID, capsule: str, row_ver: int | None = None
) -> dict[str, Any]:
    """What is sealed in one capsule. Raises TicketRefused, SealBroken (also where it is not there), SealOutdated (409).

    `row_ver`: the version that its row has. An older capsule is SealBroken: somebody put it back.
    """
    only = _reach(ticket, table, capsule, row)
    if only is not None and only != subject:
        raise TicketRefused
    found = db.session.execute(_one_row(), {"of_table": table, "of_row": row, "of_capsule": capsule}).one_or_none()
    if found is None:
        raise SealBroken(f"{table}:{row}")  # whatever was sealed there was taken away
    return _opened(table, subject, [found], {capsule: row_ver})[capsule]


def open_row(
    ticket: Ticket, *, subject: UUID, table: str, row: UUID, capsules: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """Several capsules of one row in one read, each with the version that it must have. Raises as `open` does."""
    for capsule in capsules:
        if _reach(ticket, table, capsule, row) not in {None, subject}:
            raise TicketRefused
    here = db.session.execute(_whole_row(), {"of_table": table, "of_row": row})
    found = [one for one in here if one.capsule in capsules]
    if len(found) < len(capsules):
        raise SealBroken(f"{table}:{row}")
    return _opened(table, subject, found, capsules)


def _opened(
    table: str, subject: UUID, found: Sequence[Any], versions: Mapping[str, int | None]
) -> dict[str, dict[str, Any]]:
    """What is sealed in these capsules of one row, each the newest and of its version. One key opens them: the subject's."""
    vault, contents = holder.current(), {}
    row, _subject, _row_ver, _sealed, kek_ver, dek_ver, wrapped, *_place = found[0]
    _require_newest(table, found)
    with naming(f"{table}:{row}"):
        dek = subject_keys.unwrapped(vault, subject, kek_ver, dek_ver, wrapped)
        for _row, _subject, row_ver, sealed, _kek_ver, _dek_ver, _wrapped, capsule, _seq in found:
            _require_version(versions[capsule], row_ver)
            place = Place(vault.instance, table, row, capsule, row_ver)
            contents[capsule] = aead.open_sealed(sealed, dek, dek_ver, place)
    return contents


def _require_version(asked: int | None, found: int) -> None:
    """Raise SealBroken for an older one, SealOutdated for one that somebody has saved since its row was read."""
    if asked is None or asked == found:
        return
    raise SealBroken if found < asked else SealOutdated


def _require_newest(table: str, found: Iterable[Any]) -> None:
    """Raise SealBroken unless the ledger committed last to just these bytes."""
    stored = (
        Found(Commitment(table, row, capsule, row_ver, hashlib.sha256(sealed).hexdigest()), seq)
        for row, _subject, row_ver, sealed, _kek_ver, _dek_ver, _wrapped, capsule, seq in found
    )
    other = first_other(stored, own_seals())
    if other is not None:
        raise SealBroken(f"{table}:{other.row}")


@contextmanager
def naming(of: str) -> Iterator[None]:
    """Say of what does not open whose it is."""
    try:
        yield
    except SealBroken:
        raise SealBroken(of) from None


def open_many(
    ticket: Ticket, *, table: str, capsule: str, rows: Iterable[UUID] | None = None
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """(row, content) of every capsule of this kind that the ticket opens, streamed; `rows` narrows it.

    Refuses at once with TicketRefused; raises SealBroken at the first capsule that does not hold, or, unless it is a scan
    of everybody, is not the newest.
    """
    only = _reach(ticket, table, capsule)
    if only is None and rows is None:
        return _scanned(table, capsule)
    here = _CAPSULES.c
    wanted = with_commitments().where(here.table == table, here.capsule == capsule)
    if only is not None:
        wanted = wanted.where(here.subject == only)
    return _each(table, capsule, [wanted] if rows is None else _narrowed(wanted, rows))


def opener(
    ticket: Ticket, *, table: str, capsule: str
) -> Callable[[bytes, bytes, int, bytes, int, int, bytes], dict[str, Any]]:
    """What opens the stored bytes of everybody's capsule of this kind (see `sealing.opener`), however they were read.

    Raises TicketRefused for a ticket that opens one subject's only.
    """
    if _reach(ticket, table, capsule) is not None:
        raise TicketRefused
    return _opener(holder.current(), table, capsule)


def _reach(ticket: Ticket, table: str, capsule: str, row: UUID | None = None) -> UUID | None:
    """The one subject that this ticket opens, None for everybody's capsule of this kind; raises TicketRefused."""
    if not isinstance(ticket, Ticket) or ticket.outcome != DONE:
        raise TicketRefused
    if rules.opens_all(ticket.act, capsule):
        return None
    subject = rules.subject_of(ticket.act, ticket.object, ticket.case_id)
    if rules.thing_of(ticket.act, ticket.object) not in {None, row}:
        raise TicketRefused
    groups = str(ticket.facts.get("groups", ""))
    if subject is None or not rules.opens_capsule(ticket.act, table, capsule, groups):
        raise TicketRefused
    return subject


@cache
def _one_row() -> Select[Any]:
    return _whole_row().where(_CAPSULES.c.capsule == bindparam("of_capsule"))


@cache
def _whole_row() -> Select[Any]:
    here = _CAPSULES.c
    return with_commitments().where(here.table == bindparam("of_table"), here.row == bindparam("of_row"))


def _scanned(table: str, capsule: str) -> Iterator[tuple[UUID, dict[str, Any]]]:
    opened, sixteen, place = _opener(holder.current(), table, capsule), sixteen_bytes(), b""
    try:
        for row, subject, *sealed in as_driven(stored(table, capsule)):
            place = sixteen(row)
            yield UUID(bytes=place), opened(place, sixteen(subject), *sealed)
    except SealBroken:
        raise SealBroken(f"{table}:{UUID(bytes=place)}") from None


def _each(table: str, capsule: str, queries: Iterable[Select[Any]]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    opened = _opener(holder.current(), table, capsule)
    for query in queries:
        found = db.session.execute(query).all()
        _require_newest(table, found)
        for one in found:
            keys = (one.kek_ver, one.dek_ver, one.wrapped)
            with naming(f"{table}:{one.row}"):
                content = opened(one.row.bytes, one.subject.bytes, one.row_ver, one.sealed, *keys)
            yield one.row, content


def _opener(
    vault: holder.Vault, table: str, capsule: str
) -> Callable[[bytes, bytes, int, bytes, int, int, bytes], dict[str, Any]]:
    return aead.opener(vault.instance, table, capsule, partial(subject_keys.kek, vault))


def _narrowed(wanted: Select[Any], rows: Iterable[UUID]) -> Iterator[Select[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield wanted.where(_CAPSULES.c.row.in_(batch))
