"""How is a day said with its weekday, so that a mistyped one is seen, and how far away is it?"""

from datetime import date

from litigation_app.core.language import _, _n, format_date
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


def distance(day: date, today: date) -> str:
    """How far away a day is: "today", "tomorrow", "in 3 days", "3 days ago"."""
    after = (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if after in near:
        return near[after]
    return (
        _n("in %(num)s day", "in %(num)s days", after)
        if after > 0
        else _n("%(num)s day ago", "%(num)s days ago", -after)
    )
