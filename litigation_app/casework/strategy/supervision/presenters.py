"""How are the days of a supervision said, and whose are they? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.supervision import rules
from litigation_app.casework.strategy.supervision.queries import Line
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.law.graph import Side

WHOSE = {Side.OURS: _l("Ours"), Side.THEIRS: _l("The Government's"), Side.AUTHORITY: _l("The Committee's")}


@dataclass(frozen=True)
class Row:
    """One day in words."""

    id: UUID
    supervision_id: UUID
    what: str
    when: str
    whose: str
    whose_text: str
    state: str
    chip: str
    is_open: bool
    is_entered_in_error: bool
    has_note: bool
    version: int


def rows(lines: Iterable[Line], today: date) -> list[Row]:
    """The days of supervisions in words, in order."""
    return [
        Row(
            id=line.id,
            supervision_id=line.supervision_id,
            what=words.say("supervision_date", line.kind, current()),
            when=format_date(line.on),
            whose=str(rules.side(line.kind)),
            whose_text=str(WHOSE[rules.side(line.kind)]),
            state=_state(line, today)[1],
            chip=_state(line, today)[0],
            is_open=line.done_on is None and not line.is_entered_in_error,
            is_entered_in_error=line.is_entered_in_error,
            has_note=line.has_note,
            version=line.version,
        )
        for line in lines
    ]


def _state(line: Line, today: date) -> tuple[str, str]:
    if line.is_entered_in_error:
        return "info", _("Entered in error")
    if line.done_on is not None:
        return "ok", _("Done on %(day)s", day=format_date(line.done_on))
    return ("bad", _("Overdue")) if rules.is_overdue(line.on, line.done_on, today) else ("info", _("Still to come"))
