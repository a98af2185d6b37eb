"""Which tables of the law files end, and when must somebody write them on?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from litigation_app.law import holiday_file, movable
from litigation_app.law.debts import earnings, tables
from litigation_app.law.holiday_file import Closes

NOTICE = timedelta(days=60)


class Kind(StrEnum):
    """What a table is of."""

    INTEREST = "interest"
    WAGES = "wages"
    HOLIDAYS = "holidays"


@dataclass(frozen=True)
class TableEnd:
    """A table that is known until a day, which still counts; what lies after it is assumed, or uncertain."""

    country: str
    kind: Kind
    until: date


def ends(country: str) -> Iterator[TableEnd]:
    """The tables of a country that end. Rates that stand in the law itself end with their rule alone."""
    rates = tables.load(country).known_until
    if rates is not None:
        yield TableEnd(country, Kind.INTEREST, rates)
    yield TableEnd(country, Kind.WAGES, earnings.load(country).known_until)
    feasts = (one for one in holiday_file.load(country).rules if one.feast in movable.PUBLISHED)
    if any(one.closes is not Closes.NO for one in feasts):
        yield TableEnd(country, Kind.HOLIDAYS, movable.published_until())


def running_out(today: date, *countries: str) -> list[TableEnd]:
    """The tables of these countries that have ended or end within sixty days."""
    found = (one for country in countries for one in ends(country))
    return [one for one in found if one.until <= today + NOTICE]
