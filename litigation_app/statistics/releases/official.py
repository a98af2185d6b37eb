"""What does a publication of official figures say besides its numbers? Sources, remarks, and which vintage it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

MODE = "official"
DIMENSIONS = ("YEAR", "BREAKDOWN", "SERIES", "PERIOD", "SOURCE", "CONFIDENCE")
MEASURES = frozenset({"EUR", "RSD", "BAM", "MKD", "PERCENT", "MONTHS", "YEARS"})  # these have decimals

_MOST_PARTS = 3  # of an address


@dataclass(frozen=True)
class Source:
    """Where figures were printed. Days None: nobody wrote down when. `code` is what the cells name."""

    code: str
    publisher: str  # a code of SERIES in statistics/official/words.toml
    title: str
    address: str
    published_on: date | None = None
    retrieved_on: date | None = None

    @property
    def called(self) -> str:
        """Its title; of a source that has none, words out of its address."""
        if self.title != self.address:
            return self.title
        found = urlsplit(self.address)
        last = [part for part in found.path.split("/") if part][-_MOST_PARTS:]
        said = re.sub(r"[-_+]|%20", " ", " ".join(last)).removesuffix(".pdf")
        return f"{said} ({found.netloc.removeprefix('www.')})" if said else found.netloc


@dataclass(frozen=True)
class Remark:
    """What the page of a source says of one cell: the page or paragraph, and a note."""

    table: str
    codes: tuple[str, ...]
    page: str
    note: str


@dataclass(frozen=True)
class Vintage:
    """The how-manieth publication of official figures of this country it is, and which one it follows ("": none)."""

    number: int
    follows: str


def sources_as_json(sources: Sequence[Source]) -> list[dict[str, str]]:
    """As Frictionless has them (`title`, `path`), with our own keys; days as ISO or ""."""
    return [
        {
            "code": one.code,
            "publisher": one.publisher,
            "title": one.title,
            "path": one.address,
            "published_on": _iso(one.published_on),
            "retrieved_on": _iso(one.retrieved_on),
        }
        for one in sources
    ]


def source_of(said: Mapping[str, Any]) -> Source:
    """The reverse; raises KeyError, ValueError."""
    code, publisher, title, path = (str(said[key]) for key in ("code", "publisher", "title", "path"))
    return Source(code, publisher, title, path, _day(said["published_on"]), _day(said["retrieved_on"]))


def remark_of(said: Mapping[str, Any]) -> Remark:
    """A remark out of a description; raises KeyError."""
    return Remark(str(said["table"]), tuple(str(one) for one in said["codes"]), str(said["page"]), str(said["note"]))


def described(contents_sources: Sequence[Source], remarks: Sequence[Remark], vintage: Vintage | None) -> dict[str, Any]:
    """The part of datapackage.json that only official figures have; {} for all others."""
    if vintage is None:
        return {}
    return {
        "vintage": asdict(vintage),
        "sources": sources_as_json(contents_sources),
        "remarks": [{**asdict(one), "codes": list(one.codes)} for one in remarks],
    }


def vintage_of(package: Mapping[str, Any]) -> Vintage | None:
    """Which vintage a description says it is; None: it has no official figures. Raises KeyError, ValueError."""
    said = package.get("vintage")
    return None if said is None else Vintage(int(said["number"]), str(said["follows"]))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
