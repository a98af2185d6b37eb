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
    shown_shorter,
    span_of,
)
from litigation_app.gate.proposal import read_back
from litigation_app.statistics.releases import Release, ReleaseBroken, ReleaseSummary, load, shelf
from litigation_app.statistics.releases.queries import as_signed


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


def as_cut(on_shelf: Path, trusted: Set[bytes], mine: Span) -> Span:
    """The same span, with those tables of later versions of the plan that stand in what it goes on from, and no other.

    Raises DraftRefused where it was printed the other way: amounts as sums or in bands, people followed for two years or five.
    """
    mode = plan.MODES[mine.mode]
    missing = {name for one in shown_shorter(mine) for name in one.coarser.without if name in mode.plan.since}
    made, there = mine.coarser, set[str]()
    for one in _shorter(on_shelf, trusted, mine):
        tables = {table.id for table in _read(on_shelf, trusted, one.id, one.title).tables}
        try:
            made = plan.goes_on(mine.mode, made, tables)
        except plan.ChosenOtherwise as stop:
            raise DraftRefused(f"has_{stop.there}", one.title) from stop
        could = {sheet.id for sheet in mode.design(mine.first_year, one.last.year, made.as_chosen).sheets}
        missing |= (could & mode.plan.since.keys()) - tables
        there |= tables & mode.plan.since.keys()
    without = tuple(table for table in dict.fromkeys((*made.without, *sorted(missing))) if table not in there)
    return mine._replace(coarser=plan.plain(mine.mode, replace(made, without=without)))


def _shorter(on_shelf: Path, trusted: Set[bytes], mine: Span) -> list[ReleaseSummary]:
    """The publications that it goes on from."""
    named = [one for one in shelf(on_shelf) if one.last.year < mine.last_year and _is_cut_alike(one, mine)]
    return [one for one in as_signed(on_shelf, trusted, named) if one.mode in {mine.mode, ""}]


def as_printed(on_shelf: Path, trusted: Set[bytes], mine: Span) -> Span:
    """The same span in full detail, with those tables that are chosen or come by hand which stand in what it goes on from.

    Raises DraftRefused where that cannot be read.
    """
    there = _shorter(on_shelf, trusted, mine)
    tables = {table.id for one in there for table in _read(on_shelf, trusted, one.id, one.title).tables}
    return mine._replace(coarser=plan.asked(mine.mode, tables))


def _is_cut_alike(one: ReleaseSummary, mine: Span) -> bool:
    return sorted(one.countries) == sorted(mine.countries) and one.first.year == mine.first_year


def before(on_shelf: Path, trusted: Set[bytes], mine: Span, draft_id: UUID | None = None) -> Before:
    """Read anew from the shelf, every file checked, with the discarded drafts that showed their figures, and with the
    numbers that others have published.

    Raises DraftRefused for whatever cannot be read, is cut otherwise, or is more than a year behind.
    """
    design = plan.MODES[mine.mode].design(mine.first_year, mine.last_year, mine.coarser)
    others = known.facts_of(mine.mode, mine.countries, design)
    return replace(_printed_before(on_shelf, trusted, mine, draft_id), others=others, shown=shown_alike(mine))


def _printed_before(on_shelf: Path, trusted: Set[bytes], mine: Span, draft_id: UUID | None) -> Before:
    summaries = require_free_on_shelf(on_shelf, trusted, mine)
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
