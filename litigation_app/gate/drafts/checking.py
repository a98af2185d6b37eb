"""What does the check page show of a draft: its tables, why numbers are hidden, what each indicator says?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.core.language import _, current
from litigation_app.gate.designs import plan
from litigation_app.gate.drafts import presenting
from litigation_app.gate.drafts.explaining import Explained
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.proposal import Line
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.presenting import number, span_in_words


def page(found: ReleaseDraft, why: Explained | None) -> dict[str, Any]:
    """What the template needs besides who and when."""
    tables: Mapping[str, Any] = found.proposal["tables"]
    sheets = [_shown(name, said, found.proposal["sheets"][name], why) for name, said in tables.items()]
    acts = {name for name in tables if plan.is_public(found.mode, name)}
    return {
        "sheets": sheets,
        "losses": losses(found),
        "left_out": _left_out(found.proposal["left_out"]),
        "untold": _left_out(found.proposal["untold"]),
        "has_acts": bool(acts),
        "is_attacked": tables.keys() != acts,
    }


def _left_out(tables: Sequence[Sequence[str]]) -> list[str]:
    """Tables that are not printed, by years."""
    by_years: dict[str, list[str]] = {}
    for years, name in tables:
        by_years.setdefault(years, []).append(vocabulary.say("table", name, current()))
    return [f"{vocabulary.code('YEAR', years, current())}: {', '.join(names)}" for years, names in by_years.items()]


def _shown(name: str, said: Mapping[str, Any], lines: Sequence[Line], why: Explained | None) -> dict[str, Any]:
    """A printed table for the screen: cohorts down, codes across; a code that is zero throughout is only named below."""
    words = {(line[0], line[1]): _in_words(line) for line in lines}
    years, codes = (list(dict.fromkeys(line[place] for line in lines)) for place in (0, 1))
    full = [code for code in codes if any(line[1] == code and line[2] != "0" for line in lines)]
    dimensions = said["dimensions"]
    return {
        "id": name,
        "title": vocabulary.say("table", name, current()),
        "unit": vocabulary.say("unit", said["unit"], current()),
        "heads": [vocabulary.code(dimensions[1], code, current()) for code in full],
        "rows": [
            (vocabulary.code("YEAR", year, current()), [words.get((year, code), ("–", False)) for code in full])
            for year in years
        ],
        "zero": ", ".join(vocabulary.code(dimensions[1], code, current()) for code in codes if code not in full),
        "why": presenting.why(name, dimensions, lines, why) if why is not None else None,
    }


def _in_words(line: Line) -> tuple[str, bool]:
    """A number, or between which a hidden one lies; and whether it is hidden."""
    _years, _code, value, low, high = line
    if value is not None:
        return number(int(float(value)), current()) or "", False
    return span_in_words(low, high), True


@dataclass(frozen=True)
class Loss:
    """What can be said of an indicator from these tables; `is_whole`: all of it."""

    id: str
    title: str
    words: str
    is_whole: bool


def losses(found: ReleaseDraft) -> list[Loss]:
    """Each indicator that the plan feeds from tables that are printed now; the others wait for theirs to be ripe."""
    kept: Mapping[str, Sequence[int]] = found.proposal["losses"]
    every = [one.read_from(found.mode) for one in indicators.all_indicators() if any(kept.get(one.id, ()))]
    return [Loss(one.id, one.say("title", current()), _words(*kept[one.id]), _is_whole(*kept[one.id])) for one in every]


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
