"""What does the check page show of a draft: its tables, why numbers are hidden, what each indicator loses?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import plan, presenting
from litigation_app.gate.explaining import Explained
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.sheets import Sheet
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import vocabulary


def page(found: ReleaseDraft, why: Explained | None) -> dict[str, Any]:
    """What the template needs besides who and when."""
    mine, printed = span_of(found), found.proposal["sheets"]
    mode = plan.MODES[found.mode]
    design = mode.design(found.first_year, found.last_year, mine.coarser)
    sheets = [
        _shown(sheet, printed[sheet.id]) | {"why": presenting.why(sheet, why) if why else None}
        for sheet in design.sheets
    ]
    since = found.proposal.get("since")
    return {"sheets": sheets, "changes": presenting.changes(mine), "since": since, "losses": losses(found)}


def _shown(sheet: Sheet, rows: list[list[Any]]) -> dict[str, Any]:
    """A printed table for the screen: years down, codes across; a code that is zero throughout is only named below."""
    values = {(row[0], row[1]): row[2] for row in rows}
    years = [year for year in dict.fromkeys(row[0] for row in rows) if year != TOTAL] + [TOTAL]
    across = list(dict.fromkeys(row[1] for row in rows))
    full = [code for code in across if any(values[year, code] != "0" for year in years)]
    return {
        "id": sheet.id,
        "title": vocabulary.say("table", sheet.id, current()),
        "heads": [_word(sheet, code) for code in full],
        "rows": [(vocabulary.code("YEAR", year, current()), [values[year, code] for code in full]) for year in years],
        "zero": ", ".join(_word(sheet, code) for code in across if code not in full),
    }


def _word(sheet: Sheet, code: str) -> str:
    return vocabulary.code(sheet.dimensions[1], code, current())


@dataclass(frozen=True)
class Loss:
    """What can be said of an indicator from these tables; `is_whole`: all of it."""

    id: str
    title: str
    words: str
    is_whole: bool


def losses(found: ReleaseDraft) -> list[Loss]:
    """Each indicator that the plan feeds; empty for a draft that an older desk prepared."""
    kept: Mapping[str, Sequence[int]] = found.proposal.get("losses", {})
    every = [one.read_from(found.mode) for one in indicators.all_indicators() if one.id in kept]
    return [Loss(one.id, one.say("title", current()), _words(*kept[one.id]), _is_whole(*kept[one.id])) for one in every]


def _is_whole(figures: int, hidden: int, _ranges: int) -> bool:
    return figures > 0 and not hidden


def _words(figures: int, hidden: int, ranges: int) -> str:
    if not figures:
        return _("Cannot be computed: its table is left out.")
    if not hidden:
        return _("Can be computed fully: %(figures)s figures.", figures=figures)
    return _(
        "Of %(figures)s figures %(whole)s can be computed, %(ranges)s only as a range, %(none)s not at all.",
        figures=figures,
        whole=figures - hidden,
        ranges=ranges,
        none=hidden - ranges,
    )
