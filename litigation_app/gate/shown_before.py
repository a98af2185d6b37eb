"""May a draft be shown beside what drafts of the same year showed before, discarded ones too? Whoever saw both has both."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.disclosure import policy as policies
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.previous_releases import DraftRefused
from litigation_app.gate.proposal import Line

Sheets = Mapping[str, Sequence[Line]]


def drafts_of(mode: str, country: str, year: int) -> list[ReleaseDraft]:
    """All that were prepared of this year, the latest last."""
    mine = ReleaseDraft.mode == mode, ReleaseDraft.countries == country, ReleaseDraft.last_year == year
    found = db.session.scalars(select(ReleaseDraft).where(*mine).order_by(ReleaseDraft.drafted_at))
    return [one for one in found if one.proposal.get("format") == 2]


def as_shown(shown: Sequence[Mapping[str, Any]], true: Mapping[tuple[str, str, str], str], new: Sheets) -> Sheets:
    """The tables to show: those that were shown before, where everything in them is still true.

    Where the records were changed since, each number that was shown must be as it was, or another by k at least: raises
    DraftRefused. `true`: by table, years and code the number, printed or not.
    """
    for one in reversed(shown):
        sheets: Sheets = one["sheets"]
        moved = [_moved(true, name, line) for name, lines in sheets.items() for line in lines]
        if any(change is None or 0 < abs(change) < policies.public().k for change in moved):
            raise DraftRefused("shown_otherwise")
        if not any(moved) and _cells(sheets) == _cells(new):
            return sheets
    return new


def _moved(true: Mapping[tuple[str, str, str], str], table: str, line: Line) -> int | None:
    """By how much a number that was shown has changed; None: it counts nobody any more."""
    years, code, value, *_range = line
    if value is None:
        return 0
    now = true.get((table, years, code))
    return None if now is None else int(float(now)) - int(float(value))


def _cells(sheets: Sheets) -> set[tuple[str, str, str]]:
    return {(name, line[0], line[1]) for name, lines in sheets.items() for line in lines}
