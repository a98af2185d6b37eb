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
    first_year: int,
    last_year: int,
    mode: str,
    sheets: Sequence[SheetLike],
    printed: Mapping[str, Sequence[Sequence[Any]]],
) -> Release:
    """The tables as a reader would find them; `printed`: by table the codes and the value of each row, None: withheld."""
    tables = tuple(
        Table(
            sheet.id,
            sheet.title,
            sheet.unit,
            sheet.counted,
            sheet.dimensions,
            tuple(Row(tuple(codes), value_of(value, sheet.unit)) for *codes, value in printed[sheet.id]),
        )
        for sheet in sheets
    )
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    said = {"policy_hash": "", "certificate": "", "code_version": "", "digest": "", "signed_by": b"", "files": {}}
    people = {"prepared_by": _NOBODY, "approved_by": _NOBODY}
    span = {"countries": tuple(countries), "first": first, "last": last, "reference_date": last, "mode": mode}
    return Release(id="", title="", tables=tables, **span, **people, **said)  # type: ignore[arg-type]
