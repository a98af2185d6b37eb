"""How is a publication that the calendar asks for said, and how does it fill the form?"""

from dataclasses import dataclass
from datetime import date

from litigation_app.core.language import _
from litigation_app.gate.forms import COUNTRIES, MODES
from litigation_app.gate.neighbours import Span
from litigation_app.gate.rules import Due


@dataclass(frozen=True)
class Line:
    """A publication that is due, in words; `code` stands in the address of the form that it fills."""

    code: str
    country: str
    source: str
    years: str
    since: date
    is_late: bool


def line(one: Due) -> Line:
    """A line of the list."""
    years = str(one.first) if one.first == one.last else f"{one.first}–{one.last}"
    country, source = str(dict(COUNTRIES)[one.country]), str(dict(MODES)[one.mode])
    return Line(code(one), country, source, years, one.since, one.is_late)


def code(one: Due) -> str:
    """Which one it is: "caseload-RS"."""
    return f"{one.mode}-{one.country}"


def wish(one: Due) -> tuple[str, Span]:
    """The title and the tables that it asks for."""
    said = line(one)
    told = {"country": said.country, "years": said.years}
    titles = {
        "caseload": _("%(country)s: persons represented, %(years)s", **told),
        "judgments": _("%(country)s: judgments read, %(years)s", **told),
        "observation": _("%(country)s: watched trials, %(years)s", **told),
    }
    return titles[one.mode], Span(one.mode, (one.country,), one.first, one.last)
