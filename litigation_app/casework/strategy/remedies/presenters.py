"""How is a remedy said: what was ordered, and how far it was done? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.remedies import rules
from litigation_app.casework.strategy.remedies.queries import Line
from litigation_app.core.language import current, format_date
from litigation_app.law import loader

_CHIPS = {"full": "ok", "refused": "bad", "partial": "warn"}


@dataclass(frozen=True)
class Row:
    """One remedy in words. `is_overdue`: it should be done by now and is not."""

    id: UUID
    what: str
    where: str
    ordered: str
    due: str
    state: str
    chip: str
    is_overdue: bool
    is_entered_in_error: bool
    version: int


def rows(lines: Iterable[Line], country: str, today: date) -> list[Row]:
    """The remedies of a case in words."""
    return [
        Row(
            id=line.id,
            what=words.say("remedy_kind", line.kind, current()),
            where=loader.load(country).procedure(line.procedure).name(current()),
            ordered=format_date(line.ordered_on),
            due=format_date(line.due_on),
            state=words.say("remedy_state", line.state, current()),
            chip=chip(line.state),
            is_overdue=not line.is_entered_in_error and rules.is_overdue(line.state, line.due_on, today),
            is_entered_in_error=line.is_entered_in_error,
            version=line.version,
        )
        for line in lines
    ]


def chip(state: str) -> str:
    """Which look the chip of a remedy's state has."""
    return _CHIPS.get(state, "info")
