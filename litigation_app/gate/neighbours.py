"""Does anything that was published or shown stand so near that subtracting would find a person?"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.disclosure.difference import Period, overlaps
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate.coarser import from_json
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.statistics.releases import ReleaseSummary, shelf


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

    def goes_on_from(self, other: "Span") -> bool:
        """The same source and countries from the same year on, cut alike, with years after the other's last.

        Only single years go on: of years that are counted together nobody could say what of a change is whose.
        """
        mine, others = ((one.mode, sorted(one.countries), one.first_year, one.coarser) for one in (self, other))
        return mine == others and self.coarser.together == 1 and self.last_year > other.last_year

    @property
    def period(self) -> Period:
        return Period(date(self.first_year, 1, 1), date(self.last_year, 12, 31))


def span_of(draft: ReleaseDraft) -> Span:
    made = from_json(draft.proposal.get("coarser", {}))
    return Span(draft.mode, tuple(draft.country_codes), draft.first_year, draft.last_year, made)


def require_free_on_shelf(on_shelf: Path, mine: Span) -> list[ReleaseSummary]:
    """The publications of common people that this one goes on from. Raises DraftRefused for any other: their difference is
    not attacked.
    """
    near = [one for one in shelf(on_shelf) if mine.meets(_span_of(one, mine.coarser))]
    for other in near:
        if not mine.goes_on_from(_span_of(other, mine.coarser)):
            raise DraftRefused("overlap", other.title)
    return near


def _span_of(one: ReleaseSummary, coarser: Coarser) -> Span:
    """A publication does not say how coarse it is: taken for as coarse as this, which its tables are held against later."""
    return Span(one.mode, one.countries, one.first.year, one.last.year, coarser)


def require_free_among_drafts(mine: Span, published: Collection[str], but: UUID | None = None) -> list[ReleaseDraft]:
    """The discarded drafts of shorter years whose figures were shown, even so.

    Raises DraftRefused if figures of another cut through the same people were shown to anybody. A discarded draft of the
    very same countries and years is no obstacle: it showed the same tables. One that was `published` is on the shelf.
    """
    shown = []
    for other in db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at)):
        same = span_of(other) == mine
        is_discarded = other.state == DraftState.DROPPED
        if (
            other.id == but
            or not mine.meets(span_of(other))
            or (same and is_discarded)
            or other.release_id in published
        ):
            continue
        if not (is_discarded and mine.goes_on_from(span_of(other))):
            raise DraftRefused("same_draft" if same else "overlap_draft", other.title)
        shown.append(other)
    return shown


def shown_alike(mine: Span) -> tuple[Mapping[str, Any], ...]:
    """What drafts of the very same cut showed, discarded ones too, the latest last."""
    every = db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at))
    return tuple(one.proposal for one in every if span_of(one) == mine)
