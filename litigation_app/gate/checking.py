"""What does the check page show of a draft: its tables, why numbers are hidden, what each indicator loses?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.disclosure.believing import Outside
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import plan, presenting
from litigation_app.gate.explaining import Explained
from litigation_app.gate.known import queries as known
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.sheets import Sheet
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import Indicator
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.zeros import zero_years


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
    empty = zero_years((year, value) for rows in printed.values() for year, _code, value in rows)
    nobody = [vocabulary.code("YEAR", year, current()) for year in empty]
    return {
        "nobody": nobody,
        "sheets": sheets,
        "changes": presenting.changes(mine),
        "since": since,
        "losses": losses(found),
        "typed_since": _typed_since(found, known.facts_of(found.mode, mine.countries, design)),
    }


def _typed_since(found: ReleaseDraft, facts: Sequence[Outside]) -> int:
    """How many numbers of others were typed in or struck since this open draft was prepared: it cannot be agreed to."""
    weighed = set(found.proposal.get("others", {}))
    return len(weighed ^ {one.name for one in facts}) if found.state == DraftState.DRAFT else 0


def _shown(sheet: Sheet, rows: list[list[Any]]) -> dict[str, Any]:
    """A printed table for the screen: years down, codes across; a code that is zero throughout is only named below."""
    values = {(row[0], row[1]): row[2] for row in rows}
    years = [year for year in dict.fromkeys(row[0] for row in rows) if year != TOTAL] + [TOTAL]
    across = sorted(dict.fromkeys(row[1] for row in rows), key=lambda code: code == TOTAL)  # as it will be published
    full = [code for code in across if any(values[year, code] != "0" for year in years)]
    return {
        "id": sheet.id,
        "title": vocabulary.say("table", sheet.id, current()),
        "unit": vocabulary.say("unit", sheet.unit, current()),
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
    every = [
        one.read_from(found.mode, found.proposal["sheets"]) for one in indicators.all_indicators() if one.id in kept
    ]
    return [
        _loss(one, kept[one.id], found.proposal["sheets"]) if any(kept[one.id]) else _gone(one, found) for one in every
    ]


def _gone(indicator: Indicator, found: ReleaseDraft) -> Loss:
    """One of which there is no figure at all."""
    return Loss(indicator.id, indicator.say("title", current()), _why_gone(indicator, found), is_whole=False)


def _why_gone(indicator: Indicator, found: ReleaseDraft) -> str:
    absent = [table for table in indicator.tables if table not in found.proposal["sheets"]]
    if not absent:
        return _("Cannot be computed: its table is too coarse for it.")
    if set(absent) <= set(plan.MODES[found.mode].plan.by_hand):
        if plan.by_hand(found.mode, span_of(found).coarser):
            return _(
                "Cannot be computed: these years, counted as they are, are too few for anybody in them to have been followed to the end."
            )
        return _("Cannot be computed: its table was not asked for, or is left out so that the others can stay.")
    names = "; ".join(vocabulary.say("table", table, current()) for table in absent)
    return _("Cannot be computed: of its tables this is left out: %(tables)s.", tables=names)


def _loss(indicator: Indicator, counts: Sequence[int], printed: Mapping[str, Sequence[Sequence[Any]]]) -> Loss:
    """Of hearings the numbers of their trials feed the intervals too."""
    is_whole, words = _is_whole(*counts), _words(*counts)
    more = (printed.get(indicator.by_trial[name], ()) for name in ("table", "order") if name in indicator.by_trial)
    if is_whole and any(value is None for rows in more for _year, _code, value in rows):
        wider = _("Its intervals will be wider, for numbers of hearings of one trial are hidden.")
        return Loss(indicator.id, indicator.say("title", current()), f"{words} {wider}", is_whole=False)
    return Loss(indicator.id, indicator.say("title", current()), words, is_whole)


def _is_whole(figures: int, hidden: int, _ranges: int, nothing: int = 0) -> bool:
    return figures > nothing and not hidden


def _words(figures: int, hidden: int, ranges: int, nothing: int = 0) -> str:
    figures -= nothing
    if not figures:
        return _("Nothing to count: each of its figures would be 0 of 0.")
    if not hidden:
        return _("Can be computed fully: %(figures)s figures.", figures=figures)
    return _(
        "Of %(figures)s figures %(whole)s can be computed, %(ranges)s only as a range, %(none)s not at all.",
        figures=figures,
        whole=figures - hidden,
        ranges=ranges,
        none=hidden - ranges,
    )
