"""Does anything that was published or shown stand so near that subtracting would find a person?"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.disclosure.difference import Period, overlaps
from litigation_app.disclosure.effort import Busy
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import plan
from litigation_app.gate.coarser import from_json
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.shelving import settle
from litigation_app.gate.ways import Way, Why
from litigation_app.statistics.releases import ReleaseSummary, shelf
from litigation_app.statistics.releases.queries import as_signed


class DraftRefused(Exception):
    """Why a draft cannot be made or agreed to, as a code; `other` names the publication or draft in the way; `because`: what
    of its numbers; `ways`: what can be done instead.
    """

    def __init__(self, reason: str, other: str = "", because: Why | None = None, ways: Sequence[Way] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.other = other
        self.because = because
        self.ways = tuple(ways)


@contextmanager
def unless_busy() -> Iterator[None]:
    """Say it where the clock ended work that the count had not: DraftRefused "busy"."""
    try:
        yield
    except Busy as stop:
        raise DraftRefused("busy") from stop


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
    made = plan.of_version(draft.mode, made, draft.proposal.get("plan", {}).get("version", ""))
    years = draft.first_year, draft.last_year
    return Span(draft.mode, tuple(draft.country_codes), *years, plan.plain(draft.mode, made))


def require_free_on_shelf(on_shelf: Path, trusted: Set[bytes], mine: Span) -> list[ReleaseSummary]:
    """The publications of common people that this one goes on from. Raises DraftRefused for any other: their difference is
    not attacked. What no trusted key vouches for is of whatever source, and in the way.
    """
    if settle(on_shelf, [ReleaseDraft]):
        raise DraftRefused("unshelved")
    of_any_source = mine._replace(mode="")
    named = [one for one in shelf(on_shelf) if of_any_source.meets(_span_of(one, mine.coarser))]
    signed = as_signed(on_shelf, trusted, named)
    near = [one for one in signed if mine.meets(_span_of(one, mine.coarser))]
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


def shown_shorter(mine: Span) -> list[Span]:
    """The discarded drafts of the same source, countries and first year, and no more years: their figures were shown."""
    dropped = ReleaseDraft.state == DraftState.DROPPED
    found = map(span_of, db.session.scalars(select(ReleaseDraft).where(dropped, ReleaseDraft.mode == mine.mode)))
    same = (one for one in found if one.countries == mine.countries and one.first_year == mine.first_year)
    return [one for one in same if one.last_year <= mine.last_year]
