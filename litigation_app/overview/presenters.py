"""What is ripe, what falls due next, and which drafts wait for a second person?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litigation_app.accounts import queries as people
from litigation_app.core.access import Actor
from litigation_app.core.language import _, current
from litigation_app.gate import queries
from litigation_app.gate.drafts import queries as calendar
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases.presenting import number


@dataclass(frozen=True)
class Due:
    """What is ripe, and what will be on the first day of the calendar: by country what is printed then; `on` None: nothing."""

    ripe: Sequence[calendar.Line]
    on: date | None
    by_country: Sequence[str]


def due() -> Due:
    """What the calendar of Publishing asks for, and its next day."""
    coming = calendar.coming(calendar.countries())
    on = min((day for day, _country, _prints in coming), default=None)
    told = [f"{country}: {'; '.join(prints)}" for day, country, prints in coming if day == on]
    return Due([calendar.line(one) for one in calendar.now()], on, told)


@dataclass(frozen=True)
class Waiting:
    """A draft to which nobody has agreed yet; `facts`: what it prints and hides, and who is asked."""

    id: UUID
    title: str
    by: str
    at: datetime
    facts: Sequence[tuple[str, str]]


def waiting(actor: Actor) -> list[Waiting]:
    """The newest first; what she prepared herself is hers."""
    drafts = queries.open_drafts()
    names = people.names({one for draft in drafts for one in (draft.drafted_by, draft.second_person) if one})
    names |= {actor.id: _("you")}
    return [
        Waiting(draft.id, draft.title, names.get(draft.drafted_by, ""), draft.drafted_at, _facts(draft, names))
        for draft in drafts
    ]


def _facts(draft: ReleaseDraft, names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Of one that an older plan made there are no counts."""
    asked = names.get(draft.second_person, "") if draft.second_person else _("any coordinator")
    numbers, zeros, ranges = (_count(draft, name) for name in ("numbers", "zeros", "ranges"))
    printed = [(_("Printed"), _("%(numbers)s numbers, %(zeros)s zeros", numbers=numbers, zeros=zeros))]
    hidden = [(_("Suppressed"), _("nothing") if ranges == "0" else _("%(number)s, with ranges", number=ranges))]
    return [*(printed + hidden if numbers else []), (_("Who is asked"), asked)]


def _count(draft: ReleaseDraft, name: str) -> str:
    return number(draft.proposal.get(name), current()) or ""
