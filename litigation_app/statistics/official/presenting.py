"""How do official figures read: numbers, periods, sources and what is to be said of them?"""

from decimal import Decimal

from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_number
from litigation_app.statistics.official.figures import CALENDAR, Figure, Period
from litigation_app.statistics.releases import vocabulary


def number(value: Decimal | None, *, is_impossible: bool = False) -> str:
    """A figure as people of this language write it; one that is not printed, or cannot exist, says so."""
    if value is None:
        return _("cannot exist") if is_impossible else _("not printed")
    return format_number(value, current(), 0 if value == value.to_integral_value() else 1)


def value_of(figure: Figure) -> str:
    """The number of a figure, or why there is none."""
    return number(figure.value, is_impossible=figure.is_impossible)


def when(period: Period) -> str:
    """Of which time a figure is: a year, or days."""
    if period.end is None:
        return vocabulary.code("YEAR", "_U", current())
    if period.code == CALENDAR:
        return str(period.end.year)
    if period.start is None:
        return _("until %(day)s", day=format_date(period.end))
    return f"{format_date(period.start)} – {format_date(period.end)}"


def words(dimension: str, code: str) -> str:
    return vocabulary.code(dimension, code, current())


def title(table: str) -> str:
    return vocabulary.say("table", table, current())


def unit(code: str) -> str:
    return vocabulary.say("unit", code, current())


def counts(table: str, country: str) -> str:
    """What exactly is counted, in this country; "": no more than the title of the table says."""
    for name in (f"{table}_{country.lower()}", table):
        if (said := vocabulary.say("counts", name, current())) != name:
            return said
    said = vocabulary.say("definition", table, current())
    return "" if said == title(table) else said
