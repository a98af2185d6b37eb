"""How does a number that others published read, and what is it beside a publication?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.gate.external_figures import queries
from litigation_app.gate.external_figures.forms import PUBLISHERS, sheets, word
from litigation_app.gate.external_figures.models import ExternalFigure, ExternalFigureState
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.protection.proposal import BELIEVED, CONTRADICTS, DISCLOSES
from litigation_app.statistics.releases import vocabulary


@dataclass(frozen=True)
class Beside:
    """A number of others beside a draft: what it is in words, and its source."""

    cell: str
    number: str
    source: str
    says: str
    code: str
    is_checked: bool


def cell(figure: ExternalFigure) -> str:
    """Of whom it speaks."""
    sheet = next((one for mode, one in sheets() if (mode, one.id) == (figure.mode, figure.table_id)), None)
    years = (
        str(figure.first_year) if figure.first_year == figure.last_year else f"{figure.first_year}–{figure.last_year}"
    )
    table = vocabulary.say("table", figure.table_id, current())
    return f"{dict(COUNTRIES)[figure.country]}, {years}. {table}: {word(sheet, figure.code) if sheet else figure.code}"


def number(figure: ExternalFigure) -> str:
    """How many."""
    if figure.high is None:
        return _("at least %(low)s", low=figure.low)
    if figure.high == figure.low:
        return str(figure.low)
    return _("%(low)s to %(high)s", low=figure.low, high=figure.high)


def source(figure: ExternalFigure) -> str:
    return f"{dict(PUBLISHERS)[figure.publisher]}: {figure.title}, {figure.place}"


def shown_beside(proposal: Mapping[str, Any]) -> list[Beside]:
    """What others have published of the people of a draft, as it was weighed when the draft was prepared."""
    weighed: Mapping[str, str] = proposal["others"]
    rows = [row for row in queries.everything() if str(row.id) in weighed]
    return [
        Beside(
            cell(row), number(row), source(row), _says(code), code, is_checked=row.state == ExternalFigureState.CHECKED
        )
        for row, code in ((row, weighed[str(row.id)]) for row in rows)
    ]


def _says(code: str) -> str:
    return {
        BELIEVED: _("Treated as known to every intruder: nobody can be found with it."),
        CONTRADICTS: _(
            "This number and the tables of this draft contradict each other: both cannot be right, or they speak of other people. "
            "It is not taken for known."
        ),
        DISCLOSES: _(
            "Others have disclosed with it what is suppressed here: suppressing it cannot take that back. This draft adds nothing to it."
        ),
    }[code]
