"""Does anything that was published or shown stand so near that subtracting would find a person?"""

from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.disclosure.difference import Period, overlaps
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate.coarser import from_json
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.statistics.releases import shelf


class DraftRefused(Exception):
    """Why a draft cannot be made or agreed to, as a code; `other` names the publication or draft in the way."""

    def __init__(self, reason: str, other: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.other = other


class Span(NamedTuple):
    """A source ("" where a broken publication does not say which), countries, years (both included), and how coarse."""

    mode: str
    countries: tuple[str, ...]
    first_year: int
    last_year: int
    coarser: Coarser = AS_ASKED

    def meets(self, other: "Span") -> bool:
        """Whether whoever has both could subtract one from the other. Sources count different things (docs/disclosure.md)."""
        if self.mode and other.mode and self.mode != other.mode:
            return False
        return overlaps(self.period, self.countries, other.period, other.countries) is not None

    @property
    def period(self) -> Period:
        return Period(date(self.first_year, 1, 1), date(self.last_year, 12, 31))


def span_of(draft: ReleaseDraft) -> Span:
    made = from_json(draft.proposal.get("coarser", {}))
    return Span(draft.mode, tuple(draft.country_codes), draft.first_year, draft.last_year, made)


def require_alone_on_shelf(on_shelf: Path, mine: Span) -> None:
    """Raise DraftRefused if a publication of the same source with a common country and year lies there."""
    for earlier in shelf(on_shelf):
        if mine.meets(Span(earlier.mode, earlier.countries, earlier.first.year, earlier.last.year)):
            raise DraftRefused("overlap", earlier.title)


def require_alone_among_drafts(mine: Span, but: UUID | None = None) -> None:
    """Raise DraftRefused if figures of another cut through the same people were shown to anybody, even in a discarded draft.

    A discarded draft of the very same countries, years and tables is no obstacle: it showed the same tables.
    """
    for other in db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at)):
        same = span_of(other) == mine
        if other.id != but and mine.meets(span_of(other)) and not (same and other.state == DraftState.DROPPED):
            raise DraftRefused("same_draft" if same else "overlap_draft", other.title)
