"""How is an outcome said: claimed or verified, of which dimension? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.outcomes import rules
from litigation_app.casework.strategy.outcomes.queries import Line
from litigation_app.core.language import _, current, format_date


@dataclass(frozen=True)
class Row:
    """One outcome in words."""

    id: UUID
    what: str
    when: str
    confidence: str
    state: str
    chip: str
    sign: str
    objective: str
    is_entered_in_error: bool


def rows(lines: Iterable[Line]) -> list[Row]:
    """The outcomes of a case in words."""
    return [
        Row(
            id=line.id,
            what=words.say("dimension", line.dimension, current()),
            when=format_date(line.on),
            confidence=words.say("confidence", line.confidence, current()),
            state=_("Entered in error") if line.is_entered_in_error else state(is_verified=line.is_verified),
            chip="info" if line.is_entered_in_error else "ok" if line.is_verified else "warn",
            sign="check-circle-fill" if line.is_verified and not line.is_entered_in_error else "question-circle",
            objective=line.objective or "",
            is_entered_in_error=line.is_entered_in_error,
        )
        for line in lines
    ]


def state(*, is_verified: bool) -> str:
    """Claimed or verified, in words."""
    return words.say("outcome_state", rules.state(is_verified=is_verified), current())
