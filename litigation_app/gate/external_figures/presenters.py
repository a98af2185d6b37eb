"""How does a number that others published read, and what is it beside a publication?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.gate.external_figures import queries
from litigation_app.gate.external_figures.forms import PUBLISHERS, sheets, word
from litigation_app.gate.external_figures.models import KnownNumber, KnownState
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


def cell(known: KnownNumber) -> str:
    """Of whom it speaks."""
    sheet = next((one for mode, one in sheets() if (mode, one.id) == (known.mode, known.table_id)), None)
    years = str(known.first_year) if known.first_year == known.last_year else f"{known.first_year}–{known.last_year}"
    table = vocabulary.say("table", known.table_id, current())
    return f"{dict(COUNTRIES)[known.country]}, {years}. {table}: {word(sheet, known.code) if sheet else known.code}"


def number(known: KnownNumber) -> str:
    """How many."""
    if known.high is None:
        return _("at least %(low)s", low=known.low)
    if known.high == known.low:
        return str(known.low)
    return _("%(low)s to %(high)s", low=known.low, high=known.high)


def source(known: KnownNumber) -> str:
    return f"{dict(PUBLISHERS)[known.publisher]}: {known.title}, {known.place}"


def shown_beside(proposal: Mapping[str, Any]) -> list[Beside]:
    """What others have published of the people of a draft, as it was weighed when the draft was prepared."""
    weighed: Mapping[str, str] = proposal["others"]
    rows = [row for row in queries.everything() if str(row.id) in weighed]
    return [
        Beside(cell(row), number(row), source(row), _says(code), code, is_checked=row.state == KnownState.CHECKED)
        for row, code in ((row, weighed[str(row.id)]) for row in rows)
    ]


def _says(code: str) -> str:
    return {
        BELIEVED: _("Every attacker of this draft knows it: nobody can be found with it."),
        CONTRADICTS: _(
            "This number and the tables of this draft contradict each other: both cannot be right, or they speak of other people. "
            "It is not taken for known."
        ),
        DISCLOSES: _(
            "Others have disclosed with it what is hidden here: hiding it cannot take that back. This draft adds nothing to it."
        ),
    }[code]
