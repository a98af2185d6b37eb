"""Which tables does a frame ask for, in which order, and what of ours or of the state's answers each line?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

PACKS = ("greta", "glotip", "eu", "htcds")
_FOLDER = Path(__file__).parent
_BETWEEN = "__"  # the parts of a breakdown


class PackUnknown(LookupError):
    """No pack has this id."""


@dataclass(frozen=True)
class Place:
    """Cells of our publications: the sum of these codes of a table's second column."""

    mode: str
    table: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """A breakdown of a table of official figures, as one of these codes."""

    table: str
    codes: tuple[str, ...]

    def has(self, breakdown: str) -> bool:
        """Whether a breakdown is this one, in whatever order its parts were written."""
        return any(set(one.split(_BETWEEN)) == set(breakdown.split(_BETWEEN)) for one in self.codes)

    def part(self, part: str, *, alone: bool) -> "Series":
        """A part of it. `alone`: the table counts nothing else, so that the part by itself means the same."""
        bare = (part,) if alone else ()
        return Series(self.table, (*(f"{one}{_BETWEEN}{part}" for one in self.codes), *bare))


@dataclass(frozen=True)
class Asked:
    """A line. `frame`: one line for each indicator that answers it. `why`: nothing can fill it; `ours_why`: nothing of ours.

    `ours_mode`: whose reason that is; `ours_note`: what our figures count otherwise than is asked, as a code of reasons.toml.
    """

    label: str
    ours: tuple[Place, ...]
    official: Series | None
    indicator: str
    frame: str
    why: str
    ours_why: str
    ours_mode: str
    ours_note: str


@dataclass(frozen=True)
class AskedTable:
    """A table of a frame. `confidence`: high, medium, low or memory, of what the frame asks."""

    id: str
    title: str
    confidence: str
    rows: tuple[Asked, ...]


@dataclass(frozen=True)
class Pack:
    """The tables of a frame in its order, in English as the frame has them."""

    id: str
    title: str
    source: str
    confidence: str
    note: str
    tables: tuple[AskedTable, ...]


@lru_cache(maxsize=len(PACKS))
def pack(pack_id: str) -> Pack:
    """A pack by its id; raises PackUnknown."""
    if pack_id not in PACKS:
        raise PackUnknown(pack_id)
    said = tomllib.loads((_FOLDER / f"{pack_id}.toml").read_text(encoding="utf-8"))
    tables = tuple(_table(entry, said["confidence"]) for entry in said["table"])
    return Pack(said["id"], said["title"], said["source"], said["confidence"], said["note"], tables)


def packs() -> list[Pack]:
    """All of them."""
    return [pack(one) for one in PACKS]


def _table(entry: Mapping[str, Any], confidence: str) -> AskedTable:
    rows = tuple(asked for row in entry["row"] for asked in _rows(row))
    return AskedTable(entry["id"], entry["title"], entry.get("confidence", confidence), rows)


def _rows(row: Mapping[str, Any]) -> list[Asked]:
    """A line, or one for each part of the groups of parts.toml that it names in `parts`."""
    if "parts" not in row:
        return [_row(row)]
    whole = _series(row["official"])
    parts = [part for group in row["parts"] for part in _groups()[group]]
    return [
        replace(_row({"label": part["label"]}), official=whole.part(part["code"], alone=row.get("alone", False)))
        for part in parts
    ]


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, list[Mapping[str, str]]]:
    found: Mapping[str, list[Mapping[str, str]]] = tomllib.loads((_FOLDER / "parts.toml").read_text(encoding="utf-8"))
    return found


def _row(row: Mapping[str, Any]) -> Asked:
    return Asked(
        label=row.get("label", ""),
        ours=tuple(Place(one["mode"], one["table"], tuple(one["codes"])) for one in row.get("ours", ())),
        official=_series(row["official"]) if "official" in row else None,
        ours_mode=row.get("ours_mode", "caseload"),
        **{key: row.get(key, "") for key in ("indicator", "frame", "why", "ours_why", "ours_note")},
    )


def _series(said: Mapping[str, Any]) -> Series:
    return Series(said["table"], tuple(said["codes"]) if "codes" in said else (said["code"],))
