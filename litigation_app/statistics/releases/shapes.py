"""What is a data publication made of, before it is written and after it was read?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from litigation_app.statistics.releases.official import Remark, Source, Vintage, vintage_of

TOTAL = "_T"
MONEY = "EUR"
ID = re.compile(r"(?P<countries>[A-Z]{2}(?:-[A-Z]{2})*)-(?P<first>\d{4})-(?P<last>\d{4})-[0-9a-f]{8}")

Value = int | Decimal


class ContentsRefused(ValueError):
    """What was handed over cannot be a publication; the message says why."""


class ReleaseUnknown(LookupError):
    """No publication of this id lies on the shelf."""


class ReleaseExists(Exception):
    """A publication of this id lies there already: publications are never overwritten."""


_BROKEN = {
    "missing": "the file is missing",
    "added": "a file lies there that does not belong to it",
    "changed": "the file was changed",
    "signature": "the signature does not belong to these files",
    "untrusted": "it is signed by a key that this desk does not trust",
    "malformed": "the file is not in the form of docs/release-format.md",
    "misnamed": "its name does not belong to what it says",
    "too_large": "it is larger than any publication can be",
    "format": "it is written in a form that this version of the desk does not know",
    "unshelved": "it was agreed to, but the disk refused to move it to its place",
    "archive": "it is no folder of a publication, nor a zip of one",
}


class ReleaseBroken(Exception):
    """A publication does not hold. `reason`: missing, added, changed, signature, untrusted, malformed, misnamed, too_large,
    format, archive, unshelved.
    """

    def __init__(self, reason: str, file: str = "") -> None:
        super().__init__(f"{file}: {_BROKEN[reason]}" if file else _BROKEN[reason])
        self.reason = reason
        self.file = file


class Signer(Protocol):
    """Signs with the desk's Ed25519 key for publications; the key itself never comes here."""

    def public_key(self) -> bytes:
        """The 32 raw bytes of the public key."""
        ...

    def sign(self, message: bytes, /) -> bytes:
        """The 64 raw bytes of the signature."""
        ...


@dataclass(frozen=True)
class RowOut:
    """A cell to publish: its codes in the order of the table's dimensions; value None: withheld, or (official figures
    alone) `is_absent`: looked for, and the source does not print it, `is_impossible`: because there can be none.

    `low`, `high`: between which counts a withheld one lies, as anybody can compute from the rest (high None: nothing bounds it).
    """

    codes: tuple[str, ...]
    value: Value | str | None
    is_absent: bool = False
    is_impossible: bool = False
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class TableOut:
    """A table to publish. `unit` PERSON, CLAIM, DECISION, HEARING (whole numbers) or EUR (decimal); `counted`: victim, claim,
    judgment, accused, injured or hearing.
    """

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: Sequence[RowOut]


@dataclass(frozen=True)
class PlanRef:
    """Of which plan, in which version, the tables are: two publications of the same version count alike."""

    id: str
    version: str


@dataclass(frozen=True)
class Summand:
    """A national publication that a regional one adds up: whose ("": this desk's), its id, the raw key that signed it, and of which
    years its country is in the sums ("2016_2019"; "": it does not say).
    """

    organisation: str
    release: str
    key: bytes
    years: str = ""


@dataclass(frozen=True)
class ReleaseContents:
    """All that a publication says. `first` and `last` are days, both included; people are user numbers, never names.

    `summands`: of a regional one, what it adds up.
    """

    title: str
    countries: tuple[str, ...]
    first: date
    last: date
    reference_date: date
    mode: str
    policy_hash: str
    certificate: str
    prepared_by: UUID
    approved_by: UUID
    tables: Sequence[TableOut]
    plan: PlanRef | None = None
    summands: tuple[Summand, ...] = ()
    sources: tuple[Source, ...] = ()  # of official figures alone, like what follows
    remarks: tuple[Remark, ...] = ()
    vintage: Vintage | None = None


@dataclass(frozen=True)
class Row:
    """A published cell; value None: withheld, for whatever reason, or `is_absent`: the source does not print it.

    `is_impossible`, of those that are absent: there can be none, for the law of the country knows no such thing. `low`, `high`:
    between which counts a withheld one lies. `printed_on`: the day of the one publication of several read as one that prints it.
    """

    codes: tuple[str, ...]
    value: Value | None
    is_absent: bool = False
    is_impossible: bool = False
    low: int | None = None
    high: int | None = None
    printed_on: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Table:
    """A table as it was read from the files."""

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def codes_of(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension in the order of the file."""
        position = self.dimensions.index(dimension)
        return tuple(dict.fromkeys(row.codes[position] for row in self.rows))

    def span(self) -> tuple[int, int] | None:
        """Its first and last year: of a table by year all years together are these. None: it has no single year, nor years together."""
        years = [int(year) for code in self.codes_of("YEAR") for year in code.split("_") if year.isdigit()]
        return (min(years), max(years)) if years else None


@dataclass(frozen=True)
class ReleaseSummary:
    """What the list of publications shows without reading them whole. `mode` "": a broken one does not say its source."""

    id: str
    title: str
    countries: tuple[str, ...]
    first: date
    last: date
    mode: str = ""
    vintage: Vintage | None = None  # of official figures


@dataclass(frozen=True)
class Release:
    """A publication that was read and holds. `digest` is the SHA-256 of its list of checksums. `parts`: of several that print one
    cohort after the other, read as one (series.py), their ids; `reference_dates`: the days of all of them, the oldest first.
    """

    id: str
    title: str
    countries: tuple[str, ...]
    first: date
    last: date
    reference_date: date
    mode: str
    policy_hash: str
    certificate: str
    prepared_by: UUID
    approved_by: UUID
    code_version: str
    digest: str
    signed_by: bytes
    tables: tuple[Table, ...]
    files: Mapping[str, bytes] = field(repr=False)
    plan: PlanRef | None = None  # None: of official figures, or of a region
    parts: tuple[str, ...] = ()
    reference_dates: tuple[date, ...] = ()
    summands: tuple[Summand, ...] = ()
    sources: tuple[Source, ...] = ()
    remarks: tuple[Remark, ...] = ()
    vintage: Vintage | None = None

    def sheet(self, table_id: str) -> Table:
        """A whole table; KeyError: this publication has none of that id."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def table(self, table_id: str) -> tuple[Row, ...]:
        """The rows of a table; KeyError: this publication has none of that id."""
        return self.sheet(table_id).rows

    def span(self, table_id: str) -> tuple[int, int]:
        """The years that all years of a table together are; where it does not say, those of the publication."""
        return self.sheet(table_id).span() or (self.first.year, self.last.year)

    @property
    def source(self) -> str:
        """Whence its numbers are."""
        return source_of(self.mode, self.tables)

    def has(self, table_id: str) -> bool:
        return any(table.id == table_id for table in self.tables)


@dataclass(frozen=True)
class PartnerShelf:
    """Where the bundles of one key of a partner lie. `path` has them by id; `is_trusted` False: the trust was withdrawn."""

    partner: UUID
    organisation: str
    country: str
    key: bytes
    path: Path
    is_trusted: bool


def source_of(mode: str, tables: Iterable[Table | TableOut]) -> str:
    """Whence numbers are: of sums of several countries also whence those are ("regional_judgments")."""
    if mode != "regional":
        return mode
    kinds = {table.id.partition("_")[0] for table in tables}
    summed = "caseload" if "cohort" in kinds else "observation" if "hearings" in kinds else "judgments"
    return f"{mode}_{summed}"


def id_of(contents: ReleaseContents, digest: str) -> str:
    """The name of a publication: countries, first and last year, eight letters of its content's SHA-256."""
    return "-".join([*contents.countries, str(contents.first.year), str(contents.last.year), digest[:8]])


def described(package: Mapping[str, Any]) -> ReleaseSummary:
    """The summary in a datapackage.json; raises KeyError, TypeError, ValueError when it is not one of ours."""
    period = package["period"]
    first, last = date.fromisoformat(period["first"]), date.fromisoformat(period["last"])
    named = str(package["id"]), str(package["title"]), tuple(package["countries"])
    return ReleaseSummary(*named, first, last, str(package["mode"]), vintage_of(package))
