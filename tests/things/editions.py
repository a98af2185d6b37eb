"""Editions of official figures as they ship with the desk, or with other figures."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from bundled import bundle
from litigation_app.statistics.official import figures, reading
from litigation_app.statistics.releases import Release, ReleaseContents
from litigation_app.statistics.releases.official import Vintage


def said(country: str, other: Sequence[figures.Figure] | None = None) -> dict[str, Any]:
    """What an edition of a country says: the figures that ship, or others in their place."""
    sheet = next(one for one in reading.shipped() if one.country == country)
    printed = sheet.figures if other is None else other
    return {
        "title": f"Official figures, {country}", "mode": "official", "policy_hash": "", "certificate": "",
        "tables": figures.tables(printed), "sources": sheet.sources, "remarks": figures.remarks(printed),
        "vintage": Vintage(1, ""),
    }  # fmt: skip


def edition(country: str, other: Sequence[figures.Figure] | None = None) -> Release:
    """Signed by some desk."""
    return bundle(7, country, 2013, 2024, **said(country, other))


def contents(country: str, other: Sequence[figures.Figure] | None = None) -> ReleaseContents:
    """To be signed by a desk of one's own."""
    own = {"countries": (country,), "first": date(2013, 1, 1), "last": date(2024, 12, 31)}
    people = {"reference_date": date(2024, 12, 31), "prepared_by": UUID(int=1), "approved_by": UUID(int=2)}
    return ReleaseContents(**said(country, other), **own, **people)


def printed(
    year: str, value: int | None, series: str = "TIP", source: str = "", code: str = "calendar", part: str = "_T"
) -> figures.Figure:
    """Identified victims of a year (or of what `code` says), of one of the sources that ship for Serbia."""
    sources = [one.code for one in next(one for one in reading.shipped() if one.country == "RS").sources]
    key = figures.Key("identified_victims", "PERSON", part, series, figures.period_of(year, code))
    return figures.Figure(key, None if value is None else Decimal(value), source or sources[0], "high")
