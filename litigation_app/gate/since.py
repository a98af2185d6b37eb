"""What was printed before of the people of a publication: which facts lie on the shelf, and which years stand as printed?"""

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from litigation_app.disclosure.believing import Outside
from litigation_app.disclosure.facts import head
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import System
from litigation_app.gate import growing, plan
from litigation_app.gate.known import queries as known
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import (
    DraftRefused,
    Span,
    require_free_among_drafts,
    require_free_on_shelf,
    shown_alike,
    span_of,
)
from litigation_app.gate.proposal import read_back
from litigation_app.statistics.releases import Release, ReleaseBroken, load


@dataclass(frozen=True)
class Source:
    """The publication that a longer one goes on from: its rows as printed, by table."""

    id: str
    title: str
    last_year: int
    sheets: Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Before:
    """Everything printed before of the same source, countries and years. `source` None: nothing was.

    `shown`: drafts of the very same cut (their JSON), this one too, as they were shown last.
    """

    earlier: tuple[Earlier, ...] = ()
    source: Source | None = None
    others: tuple[Outside, ...] = ()
    shown: tuple[Mapping[str, Any], ...] = ()

    @property
    def head(self) -> str:
        """The state of all these facts: a draft is agreed to beside the same facts beside which it was prepared."""
        facts = head(one.printed for one in self.earlier)
        told = known.head(self.others)
        return hashlib.sha256(f"{facts} {told}".encode()).hexdigest() if told else facts


def before(on_shelf: Path, trusted: Set[bytes], mine: Span, draft_id: UUID | None = None) -> Before:
    """Read anew from the shelf, every file checked, with the discarded drafts that showed their figures, and with the
    numbers that others have published.

    Raises DraftRefused for whatever cannot be read, is cut otherwise, or is more than a year behind.
    """
    design = plan.MODES[mine.mode].design(mine.first_year, mine.last_year, mine.coarser)
    others = known.facts_of(mine.mode, mine.countries, design)
    return replace(_printed_before(on_shelf, trusted, mine, draft_id), others=others, shown=shown_alike(mine))


def _printed_before(on_shelf: Path, trusted: Set[bytes], mine: Span, draft_id: UUID | None) -> Before:
    summaries = require_free_on_shelf(on_shelf, mine)
    shown = require_free_among_drafts(mine, [one.id for one in summaries], but=draft_id)
    if not summaries:
        if shown:
            raise DraftRefused("overlap_draft", shown[0].title)
        return Before()
    releases = [_read(on_shelf, trusted, one.id, one.title) for one in summaries]
    latest = max(releases, key=lambda one: one.last)
    if latest.last.year != mine.last_year - 1:
        raise DraftRefused("overlap", latest.title)
    found = [of_release(one, mine) for one in releases] + [_of_draft(one) for one in shown]
    return Before(tuple(found), Source(latest.id, latest.title, latest.last.year, _rows(latest)))


def _read(on_shelf: Path, trusted: Set[bytes], name: str, title: str) -> Release:
    try:
        return load(on_shelf, name, trusted)
    except ReleaseBroken as broken:
        raise DraftRefused("overlap", title) from broken


def _rows(release: Release) -> dict[str, list[list[Any]]]:
    return {
        table.id: [[*row.codes, None if row.value is None else format(Decimal(row.value), "f")] for row in table]
        for table in release.tables
    }


def of_release(release: Release, mine: Span) -> Earlier:
    """The facts of one publication that `mine` goes on from; raises DraftRefused where it is cut into other tables."""
    span = Span(mine.mode, release.countries, release.first.year, release.last.year, mine.coarser)
    return _facts(release.id, release.title, span, _rows(release), release.carried_until)


def _of_draft(draft: ReleaseDraft) -> Earlier:
    since = draft.proposal.get("since", {})
    until = since["last_year"] if since.get("is_carried") else None
    return _facts(f"draft {draft.id}", draft.title, span_of(draft), draft.proposal["sheets"], until)


def _facts(name: str, title: str, span: Span, sheets: Mapping[str, Any], carried_until: int | None) -> Earlier:
    """The facts of one vintage: what was carried forward was printed earlier and is a fact of that vintage alone."""
    mode = plan.MODES[span.mode]
    design = mode.design(span.first_year, span.last_year, span.coarser)
    if not growing.is_cut_like(design, sheets):
        raise DraftRefused("overlap", title)
    system: System = mode.system([], design)
    fresh = growing.fresh(design, system, carried_until)
    said = read_back(design, system, sheets)
    mine = {cell.key for cell in fresh.cells if cell.published}
    return Earlier(
        printed(name, fresh, {key: number for key, number in said.items() if key in mine}), frozenset(design.years)
    )
