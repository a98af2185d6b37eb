"""What may be a document of a case, how is it called, and what is said of it, in codes from types.toml? Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import UUID

from litigation_app.core.text import clean
from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Table, choices, tables_beside

HEAD_BYTES = 4096
LONGEST_NAME = 200
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
_FIELD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:"
)  # RFC 5322 2.2, or a line of a mailbox before it
_KNOWN_FIELD = re.compile(rb"(?im)^(?:\xef\xbb\xbf)?(?:from|received|date|message-id|return-path|mime-version):")
_UNTITLED = "paper"


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    UNKNOWN_KIND = "unknown_kind"  # the end of its name says nothing that the desk takes
    OTHER_KIND = "other_kind"  # it is not what the end of its name says
    DAMAGED = "damaged"
    BOMB = "bomb"  # it unpacks to far more than it should
    FOREIGN = "foreign"  # its XML declares entities, which no office program writes
    INFECTED = "infected"  # the office's scanner knows it as harmful
    UNSCANNED = "unscanned"  # there is a scanner, and it gave no clear answer
    CASE_FULL = "case_full"
    DESK_FULL = "desk_full"


class Caution(StrEnum):
    """What whoever reads or passes on a document should know of it."""

    MACROS = "macros"
    MAY_HOLD_MACROS = "may_hold_macros"
    PLACE = "place"  # where a picture was taken
    DEVICE = "device"  # with what, and when
    AUTHOR = "author"
    SCRIPTS = "scripts"
    MAIL = "mail"  # opened elsewhere it may load what its sender wants to see loaded


@dataclass(frozen=True)
class Kind:
    """One kind of file, as kinds.toml has it."""

    id: str
    ends: tuple[str, ...]
    type: str
    begins: tuple[bytes, ...]
    at: int = 0
    holds: str = ""
    member: str = ""

    def agrees(self, head: bytes) -> bool:
        """Whether a file that begins so can be of this kind."""
        if self.holds in {"text", "message"}:
            is_fit = self.holds == "text" or (_FIELD.match(head) and _KNOWN_FIELD.search(head))
            return bool(is_fit) and not _CONTROLS.intersection(head)
        return any(head.startswith(begin, self.at) for begin in self.begins)


class Span(NamedTuple):
    """The bytes of a file that were asked for: from `start` up to, not including, `stop`."""

    start: int
    stop: int


@dataclass(frozen=True)
class Reading:
    """How a document is read: as which act of the access log, which part or page."""

    act: str = "read_document"
    facts: dict[str, str | int] = field(default_factory=dict)


def part(span: Span | None) -> Reading:
    """The download of a part, or of all of it."""
    return Reading(facts={"first": span.start, "last": span.stop - 1} if span else {})


class Refused(Exception):
    """This file is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that are taken, by the end of a name."""
    table = read_toml(__file__, "kinds.toml")
    found: dict[str, Kind] = {}
    for id_, said in table.items():
        begins = tuple(bytes.fromhex(one) for one in said["begins"])
        rest = {name: said[name] for name in ("at", "holds", "member") if name in said}
        kind = Kind(id_, tuple(said["ends"]), said["type"], begins, **rest)
        found |= dict.fromkeys(kind.ends, kind)
    return found


@cache
def kinds_by_type() -> Mapping[str, Kind]:
    """The same by the type that is kept with a document."""
    return {kind.type: kind for kind in kinds().values()}


def kind_of(name: str, head: bytes) -> Kind:
    """What this file is, by the end of its name and by how it begins; raises Refused."""
    if not head:
        raise Refused(Why.EMPTY)
    kind = kinds().get(_end(name))
    if kind is None:
        raise Refused(Why.UNKNOWN_KIND)
    if not kind.agrees(head):
        raise Refused(Why.OTHER_KIND)
    return kind


def _end(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def name_of(sent: str) -> str:
    """What the document is called: the last part of the path that was sent, one line, without invisible marks, not too long."""
    last = clean(sent.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").replace("\t", " ").strip()
    if not last.strip("."):
        return _UNTITLED
    if len(last) <= LONGEST_NAME:
        return last
    end = "." + _end(last) if len(_end(last)) < 10 else ""
    return last[: LONGEST_NAME - len(end)] + end


def renamed(name: str, typed: str) -> str:
    """The name that somebody gave a document; the end stays, for it says what kind of file it is."""
    new, end = name_of(typed), _end(name)
    return new if not end or _end(new) == end else name_of(f"{new[: LONGEST_NAME - len(end) - 1]}.{end}")


class Refusal(NamedTuple):
    """Which file of a form was not taken, counted from 1, and why."""

    number: int
    why: Why


def written(refusals: Iterable[Refusal]) -> list[str]:
    """As an address says it: never the name of a file."""
    return [f"{one.number}-{one.why}" for one in refusals]


def refusals_written(said: Iterable[str]) -> list[Refusal]:
    """What an address says; what makes no sense is left out."""
    found = []
    for one in said:
        number, _, why = one.partition("-")
        if number.isascii() and number.isdecimal() and len(number) < 4 and why in set(Why):
            found.append(Refusal(int(number), Why(why)))
    return found


def room_left(size: int, *, of_case: int, of_desk: int, case_most: int, desk_most: int) -> None:
    """Raise Refused if documents of `size` bytes would fill the case or the desk beyond its limit."""
    if of_case + size > case_most:
        raise Refused(Why.CASE_FULL)
    if of_desk + size > desk_most:
        raise Refused(Why.DESK_FULL)


NORMAL, SENSITIVE, GUARDED = "normal", "sensitive", "guarded"
KIND, ORIGIN, SENSITIVITY = "kind", "origin", "sensitivity"


@dataclass(frozen=True)
class Said:
    """What was said of a document. "" and None: not said. `belongs`: "hearing:<uuid>", "proceeding:<uuid>" or "claim:<uuid>"."""

    kind: str
    written_on: date | None = None
    note: str = field(default="", repr=False)
    origin: str = ""
    exhibit: str = field(default="", repr=False)
    sensitivity: str = NORMAL
    belongs: str = ""

    @property
    def is_guarded(self) -> bool:
        return self.sensitivity == GUARDED

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        return vars(self) | {"written_on": self.written_on.isoformat() if self.written_on else None}

    def guard(self) -> dict[str, Any]:
        """The part of it that says who may read the document, the same for all its versions."""
        return {KIND: self.kind, SENSITIVITY: self.sensitivity}


@dataclass(frozen=True)
class Described:
    """What is said of a document anew: its name, whom it is about, and the rest."""

    name: str = field(repr=False)
    about: UUID | None
    said: Said

    def kept(self, name: str) -> dict[str, Any]:
        """As it is sealed; `name`: what the document was called."""
        return {"name": renamed(name, self.name)} | self.said.kept()


def said_of(content: Mapping[str, Any]) -> Said:
    """What was sealed."""
    day = date.fromisoformat(content["written_on"]) if content["written_on"] else None
    return Said(**{one.name: content[one.name] for one in fields(Said)} | {"written_on": day})


def _words() -> Mapping[str, Table]:
    return tables_beside(__file__, "types.toml")


def options(of: str, language: str) -> list[tuple[str, str]]:
    """(code, words) of the kinds, origins or sensitivities."""
    return choices(_words()[of], language)


def say(of: str, code: str, language: str) -> str:
    """The words of a code; "" for none. Raises KeyError for a code that types.toml lost."""
    return _words()[of][code].read_in(language) if code else ""
