"""Prepare a publication, agree to it, discard it."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from litigation_app import ledger
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import explaining, plan
from litigation_app.gate.explaining import Explained
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.neighbours import (
    DraftRefused,
    Span,
    require_alone_among_drafts,
    require_alone_on_shelf,
    span_of,
)
from litigation_app.gate.proposal import Proposal, WouldReveal, certify, instead, propose
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import (
    ReleaseContents,
    RowOut,
    Signer,
    TableOut,
    load,
    write,
)

__all__ = ["DraftRefused", "approve", "draft", "drop", "explain", "renew"]


def draft(
    actor: Actor,
    *,
    title: str,
    countries: Sequence[str],
    first_year: int,
    last_year: int,
    on_shelf: Path,
    mode: str = plan.CASELOAD,
    coarser: Coarser = AS_ASKED,
) -> ReleaseDraft:
    """Prepare a publication from a source of plan.MODES; raises DraftRefused, WouldReveal (which says what to do instead)."""
    mine = Span(mode, tuple(sorted(countries)), first_year, last_year, coarser)
    require_alone_on_shelf(on_shelf, mine)
    require_alone_among_drafts(mine)
    draft_id = uuid4()
    made, _system, _design = _propose(actor, draft_id, mine, offering=True)
    _begin_alone()
    require_alone_on_shelf(on_shelf, mine)
    require_alone_among_drafts(mine)
    row = ReleaseDraft(
        id=draft_id,
        title=title,
        mode=mode,
        countries=",".join(mine.countries),
        first_year=first_year,
        last_year=last_year,
        drafted_by=actor.id,
        drafted_at=clock.now(),
        proposal=made.as_json(),
        digest=made.digest,
    )
    db.session.add(row)
    _note_draft(actor, draft_id, made)
    return row


def renew(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path) -> None:
    """Prepare it again from today's records; whoever does so becomes the one who prepared it."""
    _require_open(draft)
    require_alone_on_shelf(on_shelf, span_of(draft))
    made, _system, _design = _propose(actor, draft.id, span_of(draft))
    _begin_alone(draft)
    draft.proposal, draft.digest = made.as_json(), made.digest
    draft.drafted_by, draft.drafted_at = actor.id, clock.now()
    _note_draft(actor, draft.id, made)


def approve(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, signer: Signer) -> str:
    """Agree as the second person and publish; gives the publication's id. Raises DraftRefused, WouldReveal.

    The numbers are made anew, held against what was shown, written, read back from the files and attacked once more
    before they reach the shelf. The agreement is on disk in the access log first. Whoever agrees at the same moment
    waits, then finds the draft published or the shelf taken.
    """
    _require_open(draft)
    if draft.drafted_by == actor.id:
        raise DraftRefused("own_draft")
    mine = span_of(draft)
    require_alone_on_shelf(on_shelf, mine)
    made, whole, design = _propose(actor, draft.id, mine)
    _require_as_shown(draft, made)
    of = f"release-draft:{draft.id}"
    ledger.append_alone(act="agree_release", by=actor.id, of=of, session_id=actor.session_id)
    with _written(_contents(actor, draft, made, design), design, whole, on_shelf, signer) as folder:
        _begin_alone(draft)
        _require_as_shown(draft, made)
        require_alone_on_shelf(on_shelf, mine)
        os.rename(folder, on_shelf / folder.name)
    draft.state, draft.release_id = DraftState.PUBLISHED, folder.name
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    ledger.write(act="approve_release", by=actor.id, of=of, facts={"ref": folder.name})
    return folder.name


def drop(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path) -> None:
    """Discard a draft; it stays in the list as discarded. Raises DraftRefused once its numbers lie on the shelf."""
    _begin_alone(draft)
    require_alone_on_shelf(on_shelf, span_of(draft))
    draft.state = DraftState.DROPPED
    ledger.write(act="drop_release", by=actor.id, of=f"release-draft:{draft.id}")


def explain(actor: Actor, draft: ReleaseDraft) -> Explained:
    """Why each number of this draft is withheld; the coded records are read for it again. Raises DraftRefused."""
    _require_open(draft)
    _rows, design, whole = _counted(actor, draft.id, span_of(draft))
    try:
        return explaining.explain(design, whole, draft.proposal["sheets"])
    except explaining.OtherFigures as other:
        raise DraftRefused("figures_changed") from other


def _begin_alone(draft: ReleaseDraft | None = None) -> None:
    """From here to the commit nobody else prepares, agrees or discards; the draft is read again and must be open."""
    begin_write()
    if not is_sqlite(db.session.connection()):
        db.session.execute(text("LOCK TABLE release_draft IN SHARE ROW EXCLUSIVE MODE"))
    if draft is not None:
        db.session.refresh(draft)
        _require_open(draft)


def _note_draft(actor: Actor, draft_id: UUID, made: Proposal) -> None:
    counts = {"shown": made.shown, "hidden": made.hidden_first + made.hidden_more}
    ledger.write(act="draft_release", by=actor.id, of=f"release-draft:{draft_id}", facts=counts)


def _propose(actor: Actor, draft_id: UUID, mine: Span, *, offering: bool = False) -> tuple[Proposal, System, Design]:
    rows, design, whole = _counted(actor, draft_id, mine)
    try:
        return propose(design, whole), whole, design
    except WouldReveal as stop:
        years = mine.first_year, mine.last_year
        stop.instead = instead(plan.MODES[mine.mode], rows, *years, mine.coarser) if offering else []
        raise


def _counted(actor: Actor, draft_id: UUID, mine: Span) -> tuple[Sequence[Any], Design, System]:
    """The coded facts of today's records, the tables, and the people in them."""
    mode = plan.MODES[mine.mode]
    rows = mode.collect(
        actor,
        countries=list(mine.countries),
        first_year=mine.first_year,
        last_year=mine.last_year,
        reference_date=date(mine.last_year, 12, 31),
        draft_id=draft_id,
    )
    design = mode.design(mine.first_year, mine.last_year, mine.coarser)
    if not rows or not design.sheets:
        raise DraftRefused("nobody")
    return rows, design, mode.system(rows, design)


def _require_open(draft: ReleaseDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise DraftRefused("already_" + draft.state)


def _require_as_shown(draft: ReleaseDraft, made: Proposal) -> None:
    if made.digest != draft.digest:
        raise DraftRefused("figures_changed")


def _contents(actor: Actor, draft: ReleaseDraft, made: Proposal, design: Design) -> ReleaseContents:
    tables = [
        TableOut(
            id=sheet.id,
            title=sheet.title,
            unit=sheet.unit,
            counted=sheet.counted,
            dimensions=sheet.dimensions,
            rows=[RowOut(codes=tuple(codes), value=value) for *codes, value in made.sheets[sheet.id]],
        )
        for sheet in design.sheets
    ]
    return ReleaseContents(
        title=draft.title,
        countries=tuple(draft.country_codes),
        first=date(draft.first_year, 1, 1),
        last=date(draft.last_year, 12, 31),
        reference_date=draft.reference_date,
        mode=draft.mode,
        policy_hash=made.policy_hash,
        certificate=made.certificate,
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=tables,
    )


@contextmanager
def _written(contents: ReleaseContents, design: Design, whole: Any, on_shelf: Path, signer: Signer) -> Iterator[Path]:
    """The publication beside the shelf, its files read back and attacked; what is not moved on is thrown away."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        folder = write(Path(waiting), contents, signer)
        read = load(Path(waiting), folder.name, {signer.public_key()})
        sheets = {sheet.id: [[*row.codes, row.value] for row in read.table(sheet.id)] for sheet in design.sheets}
        certify(design, whole, sheets)
        yield folder
