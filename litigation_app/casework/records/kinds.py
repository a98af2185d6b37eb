"""Which kinds of record are there, and what is asked of each? Read from records.toml; raises ValueError if it contradicts itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import Word, word_of

_FILE = Path(__file__).with_name("records.toml")
_NEEDED = "*"
PARTIES = ("proceeding", "victim", "defendant")


class FieldKind(StrEnum):
    """What an answer is: a code of a list, a code of the country file, several codes, a day, a number, an amount."""

    CODE = "code"
    LAW = "law"
    SEVERAL = "several"
    DAY = "day"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Field:
    """One question. `most`: the largest number."""

    id: str
    kind: FieldKind
    words: Word
    listed: str = ""
    needed: bool = False
    most: int = 0

    def options(self, law: Jurisdiction, language: str) -> list[tuple[str, str]]:
        """(code, words) of what can be answered here."""
        if self.kind is FieldKind.LAW:
            return [(one.id, one.name(language)) for one in getattr(law, self.listed)]
        return [(code, words.read_in(language)) for code, words in catalogue().lists[self.listed].items()]


@dataclass(frozen=True)
class Kind:
    """A kind of record. `of`: whom it may name, `needs`: whom it must; `track` and `along` as the file explains them."""

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


@cache
def catalogue() -> Catalogue:
    """The kinds of records.toml; raises ValueError if one names a list, a field or a party that is not there."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups = {id_: word_of(row) for id_, row in table["group"].items()}
    lists = {id_: {code: word_of(row) for code, row in codes.items()} for id_, codes in table["list"].items()}
    kinds = {id_: _kind(id_, row) for id_, row in table["kind"].items()}
    found = Catalogue(groups, lists, kinds)
    for kind in kinds.values():
        _check(kind, found)
    return found


def _kind(id_: str, row: Mapping[str, Any]) -> Kind:
    names = tuple(one.removesuffix(_NEEDED) for one in row["of"])
    rest = {name: row[name] for name in ("track", "along", "answers", "counts", "sealed") if name in row}
    return Kind(
        id=id_,
        group=row["group"],
        words=word_of(row),
        fields=tuple(_field(one) for one in row["field"]),
        of=names,
        needs=frozenset(one.removesuffix(_NEEDED) for one in row["of"] if one.endswith(_NEEDED)),
        warns=frozenset(row.get("warns", ())),
        **rest,
    )


def _field(row: Mapping[str, Any]) -> Field:
    rest = {name: row[name] for name in ("needed", "most") if name in row}
    return Field(row["id"], FieldKind(row["kind"]), word_of(row), row.get("list", ""), **rest)


def _check(kind: Kind, found: Catalogue) -> None:
    ids = {one.id for one in kind.fields}
    listed = [one.listed for one in kind.fields if one.kind in {FieldKind.CODE, FieldKind.SEVERAL}]
    is_sound = (
        kind.group in found.groups
        and set(kind.of) <= set(PARTIES)
        and {kind.track, kind.along} - {""} <= ids
        and set(listed) <= set(found.lists)
        and (not kind.warns or kind.warns <= set(found.lists[kind.field(kind.track).listed]))
        and (not kind.answers or kind.answers in found.kinds)
    )
    if not is_sound:
        raise ValueError(f"{_FILE.name}: kind {kind.id}")
