"""What is ripe, what falls due next, and which drafts wait for a second person?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litigation_app.accounts import queries as people
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.language import _
from litigation_app.gate import queries
from litigation_app.gate.drafts import calendar


@dataclass(frozen=True)
class Due:
    """What is ripe, and what will be on the first day of the calendar: by country what is printed then; `on` None: nothing."""

    ripe: Sequence[calendar.Line]
    on: date | None
    by_country: Sequence[str]


def due() -> Due:
    """What the calendar of Publishing asks for, and its next day."""
    coming = calendar.coming(calendar.countries(), today())
    on = min((day for day, _country, _prints in coming), default=None)
    told = [f"{country}: {'; '.join(prints)}" for day, country, prints in coming if day == on]
    return Due([calendar.line(one) for one in calendar.now()], on, told)


@dataclass(frozen=True)
class Waiting:
    """A draft to which nobody has agreed yet; counts are None of one that an older plan made."""

    id: UUID
    title: str
    by: str
    at: datetime
    numbers: int | None
    zeros: int | None
    ranges: int | None
    approver: str


def waiting(actor: Actor) -> list[Waiting]:
    """The newest first; what she prepared herself is hers."""
    drafts = queries.open_drafts()
    names = people.names({one for draft in drafts for one in (draft.drafted_by, draft.second_person) if one})
    names |= {actor.id: _("you")}
    return [
        Waiting(
            draft.id,
            draft.title,
            names.get(draft.drafted_by, ""),
            draft.drafted_at,
            *(draft.proposal.get(count) for count in ("numbers", "zeros", "ranges")),
            names.get(draft.second_person, "") if draft.second_person else _("any coordinator"),
        )
        for draft in drafts
    ]
