"""How is a publication that the calendar asks for said, and how does it fill the form?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app

from litigation_app.casework.courtwatch import facts as courtwatch
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
    empty: str  # of which new years nothing is written down here; "": there is something of each


def line(one: Due) -> Line:
    """A line of the list."""
    years = str(one.first) if one.first == one.last else f"{one.first}–{one.last}"
    country, source = str(dict(COUNTRIES)[one.country]), str(dict(MODES)[one.mode])
    return Line(code(one), country, source, years, one.since, one.is_late, _empty(one))


def _empty(one: Due) -> str:
    there = _written_down(one)
    years = ", ".join(str(year) for year in _new(one) if year not in there)
    said = {
        "caseload": _("No case was opened in %(years)s.", years=years),
        "judgments": _("No judgment of %(years)s is settled.", years=years),
        "observation": _("No sheet of a hearing of %(years)s was handed in.", years=years),
    }
    return said[one.mode] if years else ""


def has_something(one: Due) -> bool:
    """Whether there is anything of its new years."""
    return not _written_down(one).isdisjoint(_new(one))


def _new(one: Due) -> range:
    return range(one.new_from, one.last + 1)


def _written_down(one: Due) -> set[int]:
    """The years of its country and source of which there is something: a settled judgment, a sheet that was handed in, a case."""
    years_of: dict[str, Callable[[str], set[int]]] = {
        "caseload": current_app.extensions["case_years"],
        "judgments": courtwatch.years_of_judgments,
        "observation": courtwatch.years_of_hearings,
    }
    return years_of[one.mode](one.country)


def code(one: Due) -> str:
    """Which one it is: "caseload-RS"."""
    return f"{one.mode}-{one.country}"


def wish(one: Due) -> tuple[str, Span]:
    """The title, and the full tables of these years."""
    said = line(one)
    told = {"country": said.country, "years": said.years}
    titles = {
        "caseload": _("%(country)s: persons represented, %(years)s", **told),
        "judgments": _("%(country)s: judgments read, %(years)s", **told),
        "observation": _("%(country)s: hearings watched, %(years)s", **told),
    }
    return titles[one.mode], Span(one.mode, (one.country,), one.first, one.last)
