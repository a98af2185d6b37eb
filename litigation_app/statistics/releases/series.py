"""How are publications read as one that print one cohort after the other, and what do all years together come to?

Each number is printed once. What is printed for several years is the sum of what is printed for each, or its range.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from litigation_app.core.money import ends_of_rounded
from litigation_app.statistics.releases import official
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.shapes import MONEY, TOTAL, Release, Row, Table

_YEAR = "YEAR"
_DIGITS = 3  # of printed amounts
_JOINED = Remembered[Release]()


def of(releases: Iterable[Release]) -> list[Release]:
    """Publications of one source, country and version of a plan as one, under the name of the newest of them; every other by itself.

    In the order of the newest of each.
    """
    found: dict[tuple[object, ...], list[Release]] = {}
    for one in sorted(releases, key=lambda one: (one.reference_date, one.id), reverse=True):
        is_alone = one.plan is None or one.mode == official.MODE
        found.setdefault((one.id,) if is_alone else (one.mode, one.countries, one.plan), []).append(one)
    return [joined(same) for same in found.values()]


def up_to(one: Release, there: Iterable[Release]) -> Release:
    """A publication with those before it that it goes on from."""
    before = (other for other in there if other.id != one.id and other.reference_date < one.reference_date)
    return next((found for found in of([one, *before]) if found.id == one.id), one)


def joined(same: Sequence[Release]) -> Release:
    """Several publications, the newest first, as one; one alone gets its totals too."""
    newest = same[0]
    if newest.mode == official.MODE:
        return newest
    digest = (
        hashlib.sha256("".join(one.digest for one in same).encode()).hexdigest() if len(same) > 1 else newest.digest
    )
    return _JOINED.of(f"{digest} {newest.id} {newest.signed_by.hex()}", lambda: _joined(same, digest))


def _joined(same: Sequence[Release], digest: str) -> Release:
    newest = same[0]
    whole = replace(
        newest,
        first=min(one.first for one in same),
        last=max(one.last for one in same),
        tables=tuple(_tables(same)),
        digest=digest,
        parts=tuple(one.id for one in same),
        reference_dates=tuple(sorted({one.reference_date for one in same})),
    )
    return with_totals(whole)


def _tables(same: Sequence[Release]) -> Iterator[Table]:
    """By id, the rows in the order of their years; a cohort that two of them print is taken from the older one."""
    found: dict[str, Table] = {}
    for one in reversed(same):
        for table in one.tables:
            held = found.setdefault(table.id, replace(table, rows=()))
            there = set(held.codes_of(table.dimensions[0]))
            more = tuple(replace(row, printed_on=one.reference_date) for row in table if row.codes[0] not in there)
            found[table.id] = replace(held, rows=(*held.rows, *more))
    for table in found.values():
        yield replace(table, rows=tuple(sorted(table.rows, key=lambda row: row.codes[0])))


def with_totals(release: Release) -> Release:
    """With all years together in each table by year that does not print them itself."""
    return replace(release, tables=tuple(map(_with_totals, release.tables)))


def _with_totals(table: Table) -> Table:
    if table.dimensions[0] != _YEAR or len(table.dimensions) != 2 or TOTAL in table.codes_of(_YEAR):
        return table
    years = table.codes_of(_YEAR)
    of = {code: [row for row in table if row.codes[1] == code] for code in table.codes_of(table.dimensions[1])}
    totals = (_total(rows, code, table.unit) for code, rows in of.items() if len(rows) == len(years))
    return replace(table, rows=(*table.rows, *totals))


def _total(rows: Sequence[Row], code: str, unit: str) -> Row:
    """The sum, or between which counts it lies. A sum of rounded amounts is none: it is a range, or the only one itself."""
    codes = (TOTAL, code)
    values = [row.value for row in rows if row.value is not None]
    if len(values) == len(rows) and (unit != MONEY or len(rows) == 1):
        return Row(codes, sum(values, start=values[0] - values[0]))
    ends = [_ends(row, unit) for row in rows]
    highs = [high for _low, high in ends if high is not None]
    return Row(codes, None, low=sum(low for low, _high in ends), high=sum(highs) if len(highs) == len(rows) else None)


def _ends(row: Row, unit: str) -> tuple[int, int | None]:
    if row.value is None:
        return row.low or 0, row.high
    value = Decimal(row.value)
    if unit != MONEY or not value:
        return int(value), int(value)
    low, high = ends_of_rounded(value, _DIGITS)
    return int(low), int(high) + 1
