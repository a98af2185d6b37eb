"""Who has this exact number? Keyed marks of numbers, 64 bits each; names have none, since names could be guessed from them."""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, cast
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from sqlalchemy import Table, and_, delete, insert, or_, select

from litigation_app import ledger
from litigation_app.core.db import begin_write, db
from litigation_app.vault.capsules import unsealing
from litigation_app.vault.keys import holder
from litigation_app.vault.models import IdentifierToken
from litigation_app.vault.name_search import duplicates
from litigation_app.vault.name_search import identifiers as numbers
from litigation_app.vault.name_search.folding import parts

REINDEX = "reindex"
_TOKEN_BYTES = 8
_MARK_BYTES = 16
_BATCH = 500
_MARK_LABEL = b"lit1 search mark"
_REGISTER_LABEL = b"lit1 register of judgments"
_TOKENS = cast(Table, IdentifierToken.__table__)
_PERSONS_NUMBERS = (numbers.NATIONAL_ID, numbers.PASSPORT, numbers.PHONE)


@dataclass(frozen=True)
class Number:
    """One number of a person or a case as it was typed; `country`: of the case, for a telephone without its code."""

    kind: str
    typed: str = field(repr=False)
    country: str = ""


class Told(NamedTuple):
    """All numbers of a person or a case, for `put_many`."""

    subject: UUID
    case_id: UUID
    numbers: Sequence[Number]


class Found(NamedTuple):
    """Whose number it is: a person's, or of a case's file at a court."""

    subject: UUID
    case_id: UUID
    kind: str


class Source(NamedTuple):
    """Where numbers of one kind stand: a capsule and the fields in it."""

    table: str
    capsule: str
    fields: tuple[str, ...]


SOURCES = {
    numbers.NATIONAL_ID: (Source("victim", "identity", ("national_id",)),),
    numbers.PASSPORT: (Source("victim", "identity", ("passport",)),),
    numbers.PHONE: (Source("victim", "contact", ("phone",)),),
    numbers.FILE_NUMBER: (Source("court_file", "numbers", ("number",)),),
}


def put(subject: UUID, case_id: UUID, told: Iterable[Number], *, kinds: Iterable[str]) -> None:
    """Replace this subject's marks of these kinds; who shares a number with whom is noted in the same breath.

    The same statements run whether or not anybody has the number, so that the time tells nothing.
    """
    begin_write()
    replaced = tuple(kinds)
    db.session.execute(delete(_TOKENS).where(_TOKENS.c.subject == subject, _TOKENS.c.kind.in_(replaced)))
    rows = _each_once(subject, case_id, [number for number in told if number.kind in replaced])
    if rows:
        db.session.execute(insert(_TOKENS), rows)
    duplicates.note(subject, case_id, [kind for kind in replaced if kind in _PERSONS_NUMBERS])


def put_many(told: Iterable[Told]) -> None:
    """The marks of many who have none yet, with few statements; nobody is compared with anybody."""
    begin_write()
    rows = (row for one in told for row in _each_once(one.subject, one.case_id, one.numbers))
    while batch := list(islice(rows, _BATCH)):
        db.session.execute(insert(_TOKENS), batch)


def _each_once(subject: UUID, case_id: UUID, told: Iterable[Number]) -> list[dict[str, Any]]:
    rows = [row for number in told for row in _rows(subject, case_id, number)]
    return list({(row["kind"], row["token"]): row for row in rows}.values())


def _rows(subject: UUID, case_id: UUID, number: Number) -> Iterator[dict[str, Any]]:
    for said in numbers.kept(number.kind, number.typed, [number.country]):
        yield {"subject": subject, "case_id": case_id, "kind": number.kind, "token": token(number.kind, said)}


def token(kind: str, said: str) -> int:
    """The mark of a number in its normal form, as a signed 64-bit number."""
    key = holder.current().keyring.secret(f"ident/{kind}")
    return int.from_bytes(hmac.digest(key, said.encode(), "sha256")[:_TOKEN_BYTES], "big", signed=True)


def judgment_mark(country: str, number: str) -> int:
    """The mark of a court's number in the register of judgments. Never equal to the mark of a case's own number: which
    judgment is whose case cannot be read out of the tables. Its key lives as long as the ledger's.
    """
    return register_mark("number", country, *filter(None, [numbers.as_written(number)]))


def register_mark(*words: str) -> int:
    """The mark by which the register tells whether two things are the same without opening them."""
    said = "\0".join(words)
    key = HKDFExpand(SHA256(), 32, _REGISTER_LABEL).derive(holder.current().keyring.secret("audit-mac"))
    return int.from_bytes(hmac.digest(key, said.encode(), "sha256")[:_TOKEN_BYTES], "big", signed=True)


def cases_of_file(typed: str, *, within: duplicates.Sees, most: int) -> list[UUID]:
    """Which cases have this number at a court, of those for which `within` holds."""
    said = numbers.kinds_of(typed).get(numbers.FILE_NUMBER, ())
    asked = (
        _TOKENS.c.kind == numbers.FILE_NUMBER,
        _TOKENS.c.token.in_([token(numbers.FILE_NUMBER, one) for one in said]),
    )
    wanted = select(_TOKENS.c.case_id).distinct().where(*asked, within(_TOKENS.c.case_id))
    return list(db.session.scalars(wanted.order_by(_TOKENS.c.case_id).limit(most)))


def find(typed: str, countries: Iterable[str], *, within: duplicates.Sees, most: int) -> list[Found]:
    """Whose number was typed, of whatever kind it may be, among the cases for which `within` holds."""
    asked = [
        and_(_TOKENS.c.kind == kind, _TOKENS.c.token == token(kind, one))
        for kind, said in numbers.kinds_of(typed, countries).items()
        for one in said
    ]
    if not asked:
        return []
    wanted = select(_TOKENS.c.subject, _TOKENS.c.case_id, _TOKENS.c.kind).distinct()
    wanted = wanted.where(or_(*asked), within(_TOKENS.c.case_id)).order_by(_TOKENS.c.case_id, _TOKENS.c.subject)
    return [Found(*row) for row in db.session.execute(wanted.limit(most))]


def forget(subject: UUID) -> None:
    """Drop all marks of an erased person or case, and all that was noted of shared numbers."""
    begin_write()
    db.session.execute(delete(_TOKENS).where(_TOKENS.c.subject == subject))
    duplicates.forget(subject)


def forget_files(case_id: UUID) -> None:
    """Drop all marks of the numbers that a case has at courts."""
    begin_write()
    of_files = (_TOKENS.c.case_id == case_id, _TOKENS.c.kind == numbers.FILE_NUMBER)
    db.session.execute(delete(_TOKENS).where(*of_files))


def reindex(kind: str, places: Mapping[UUID, tuple[UUID, str]], *, by: UUID | None) -> int:
    """Make all marks of a kind anew under the key that the keyring has now; how many. After the key was changed.

    `places`: the case and its country of every subject. Comes before the first write; needs the plaintext, so that it
    opens the capsules under one ticket of its own.
    """
    ticket = ledger.append_alone(act=f"{REINDEX}_{SOURCES[kind][0].capsule}", by=by, of=f"kind:{kind}", session_id=None)
    begin_write()
    db.session.execute(delete(_TOKENS).where(_TOKENS.c.kind == kind))
    rows = (row for source in SOURCES[kind] for row in _anew(ticket, kind, source, places))
    count = 0
    while batch := list(islice(rows, _BATCH)):
        db.session.execute(insert(_TOKENS), batch)
        count += len(batch)
    ledger.write(act=REINDEX, by=by, of=f"kind:{kind}", facts={"count": count})
    return count


def _anew(
    ticket: ledger.Ticket, kind: str, source: Source, places: Mapping[UUID, tuple[UUID, str]]
) -> Iterator[dict[str, Any]]:
    for subject, content in unsealing.open_many(ticket, table=source.table, capsule=source.capsule):
        if subject not in places:
            continue
        case_id, country = places[subject]
        told = [Number(kind, content.get(name) or "", country) for name in source.fields]
        yield from _each_once(subject, case_id, told)


def query_mark(typed: str) -> str:
    """What the ledger keeps of searched words: the same for every spelling and order of them, and nothing without the keys.

    The key is derived from that of the ledger's own marks, because it must live exactly as long as the ledger, whatever
    happens to the keys of the numbers; the label keeps both uses apart.
    """
    said = numbers.kinds_of(typed) and sorted({one for found in numbers.kinds_of(typed).values() for one in found})
    text = "\0".join(said or sorted(parts(typed)))
    key = HKDFExpand(SHA256(), 32, _MARK_LABEL).derive(holder.current().keyring.secret("audit-mac"))
    return hmac.digest(key, text.encode(), "sha256")[:_MARK_BYTES].hex()
