"""How is a day said with its weekday, so that a mistyped one is seen?"""

from datetime import date

from litigation_app.core.language import _, format_date
from litigation_app.core.text import NBSP


def weekdays() -> list[tuple[str, str]]:
    """The days of the week from Monday: short, and whole."""
    return [
        (_("Mon"), _("Monday")),
        (_("Tue"), _("Tuesday")),
        (_("Wed"), _("Wednesday")),
        (_("Thu"), _("Thursday")),
        (_("Fri"), _("Friday")),
        (_("Sat"), _("Saturday")),
        (_("Sun"), _("Sunday")),
    ]


def weekday(day: date | None) -> str:
    """Its short name; "" for None."""
    return weekdays()[day.weekday()][0] if day else ""


def format_day(day: date | None) -> str:
    """ "Fri 4. 12. 2026." with no-break spaces; "" for None."""
    return f"{weekday(day)}{NBSP}{format_date(day)}" if day else ""
