"""How is a publication that is not signed yet read like one that is? For looking at alone: it has no id and no seal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from litigation_app.statistics.releases.layout import value_of
from litigation_app.statistics.releases.shapes import Release, Row, Table

_NOBODY = UUID(int=0)


class SheetLike(Protocol):
    """A table that will be printed."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def counted(self) -> str: ...
    @property
    def dimensions(self) -> tuple[str, ...]: ...


def unsigned(
    countries: Sequence[str],
    year: int,
    mode: str,
    sheets: Sequence[SheetLike],
    printed: Mapping[str, Sequence[Sequence[Any]]],
) -> Release:
    """The tables as a reader would find them, in the publication of a year; `printed`: by table the years, code, value (None:
    withheld) and both ends of each row.
    """
    tables = tuple(
        Table(
            sheet.id,
            sheet.title,
            sheet.unit,
            sheet.counted,
            sheet.dimensions,
            tuple(_row(line, sheet.unit) for line in printed[sheet.id]),
        )
        for sheet in sheets
    )
    first, last = date(year, 1, 1), date(year, 12, 31)
    said = {"policy_hash": "", "certificate": "", "code_version": "", "digest": "", "signed_by": b"", "files": {}}
    people = {"prepared_by": _NOBODY, "approved_by": _NOBODY}
    span = {"countries": tuple(countries), "first": first, "last": last, "reference_date": last, "mode": mode}
    return Release(id="", title="", tables=tables, **span, **people, **said)  # type: ignore[arg-type]


def _row(line: Sequence[Any], unit: str) -> Row:
    years, code, value, low, high = line
    return Row((years, code), value_of(value, unit), low=low, high=high)
