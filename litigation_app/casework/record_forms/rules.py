"""Which kinds of record are there, what is asked of each, and what was recorded? Read from a file of kinds; raises ValueError if it
contradicts itself. Pure.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import Word, choices, word_of

_NEEDED = "*"
PARTIES = ("proceeding", "victim", "defendant", "claim")


class FieldKind(StrEnum):
    """What an answer is: a code of a list, a code of the country file, several codes, a day, a number, an amount, words.

    Words (one line, or more) are asked only where the whole record is sealed.
    """

    CODE = "code"
    LAW = "law"
    SEVERAL = "several"
    DAY = "day"
    NUMBER = "number"
    AMOUNT = "amount"
    LINE = "line"
    TEXT = "text"


CODED = frozenset({FieldKind.CODE, FieldKind.SEVERAL})


@dataclass(frozen=True)
class Field:
    """One question. `listed`: of the country file, to which `choices` add what it does not have; else `choices` of the file
    itself; `most`: the largest number.
    """

    id: str
    kind: FieldKind
    words: Word
    listed: str = ""
    choices: Mapping[str, Word] = field(default_factory=dict)
    needed: bool = False
    most: int = 0

    def options(self, law: Jurisdiction, language: str) -> list[tuple[str, str]]:
        """(code, words) of what can be answered here."""
        if self.kind is FieldKind.LAW:
            named = [(one.id, one.name(language)) for one in getattr(law, self.listed)]
            return [*named, *choices(self.choices, language)]
        return choices(self.choices, language)


@dataclass(frozen=True)
class Kind:
    """A kind of record. `of`: whom it may name, `needs`: whom it must; all others as its file explains them."""

    id: str
    group: str
    words: Word
    fields: tuple[Field, ...]
    of: tuple[str, ...]
    needs: frozenset[str]
    track: str = ""
    along: str = ""
    warns: frozenset[str] = frozenset()
    answers: str = ""
    counts: bool = False
    sealed: bool = False
    capsule: str = ""
    ends: str = ""
    is_first: bool = False

    @property
    def in_address(self) -> str:
        """Its id as an address has it: "legal-aid"."""
        return self.id.replace("_", "-")

    def field(self, id_: str) -> Field:
        return next(one for one in self.fields if one.id == id_)


@dataclass(frozen=True)
class Catalogue:
    """Everything that records.toml says."""

    groups: Mapping[str, Word]
    lists: Mapping[str, Mapping[str, Word]]
    kinds: Mapping[str, Kind]


def read(path: Path) -> Catalogue:
    """The kinds of this file; raises ValueError if one names a list, a field or a party that is not there."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = {id_: word_of(row) for id_, row in table["group"].items()}
    lists = {id_: {code: word_of(row) for code, row in codes.items()} for id_, codes in table["list"].items()}
    kinds = {id_: _kind(id_, row, lists) for id_, row in table["kind"].items()}
    found = Catalogue(groups, lists, kinds)
    for kind in kinds.values():
        if not _is_sound(kind, found):
            raise ValueError(f"{path.name}: kind {kind.id}")
    return found


_OPTIONAL = ("track", "along", "answers", "counts", "sealed", "capsule", "ends", "is_first")


def _kind(id_: str, row: Mapping[str, Any], lists: Mapping[str, Mapping[str, Word]]) -> Kind:
    of = row.get("of", ())
    return Kind(
        id=id_,
        group=row["group"],
        words=word_of(row),
        fields=tuple(_field(one, lists) for one in row["field"]),
        of=tuple(one.removesuffix(_NEEDED) for one in of),
        needs=frozenset(one.removesuffix(_NEEDED) for one in of if one.endswith(_NEEDED)),
        warns=frozenset(row.get("warns", ())),
        **{name: row[name] for name in _OPTIONAL if name in row},
    )


def _field(row: Mapping[str, Any], lists: Mapping[str, Mapping[str, Word]]) -> Field:
    rest = {name: row[name] for name in ("needed", "most") if name in row}
    listed = row.get("list", "")
    return Field(row["id"], FieldKind(row["kind"]), word_of(row), listed, lists.get(listed, {}), **rest)


def _is_sound(kind: Kind, found: Catalogue) -> bool:
    ids = {one.id for one in kind.fields}
    asks_words = any(one.kind in {FieldKind.LINE, FieldKind.TEXT} for one in kind.fields)
    return (
        kind.group in found.groups
        and set(kind.of) <= set(PARTIES)
        and {kind.track, kind.along, kind.ends} - {""} <= ids
        and all(one.choices for one in kind.fields if one.kind in CODED)
        and (not kind.warns or kind.warns <= set(kind.field(kind.track).choices))
        and (not kind.answers or kind.answers in found.kinds)
        and (not asks_words or bool(kind.sealed or kind.capsule))
    )


@dataclass(frozen=True)
class Said:
    """What a lawyer records. `told`: by field of the kind; `of`: ids by party; `note` is sealed ("" for none)."""

    kind: Kind
    on: date
    told: dict[str, Any]
    of: dict[str, UUID] = field(default_factory=dict)
    note: str = field(default="", repr=False)
