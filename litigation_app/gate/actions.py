"""Prepare a publication, agree to it, discard it."""

from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor, May
from litigation_app.core.db import begin_write_alone, db
from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure.effort import seconds
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import bundling, counting, explaining, plan, queries, repairs
from litigation_app.gate.beside import propose_beside, shown_again
from litigation_app.gate.explaining import Explained
from litigation_app.gate.losing import figures
from litigation_app.gate.made import Made
from litigation_app.gate.models import SEALED, DraftState, ReleaseDraft
from litigation_app.gate.neighbours import DraftRefused, Span, require_free_on_shelf, span_of, unless_busy
from litigation_app.gate.proposal import OtherFigures, WouldReveal, instead
from litigation_app.gate.seen import beside_what_was_shown
from litigation_app.gate.sheets import Design
from litigation_app.gate.shelving import hand_over
from litigation_app.gate.since import Before, as_cut, before
from litigation_app.gate.ways import BESIDE, Way
from litigation_app.statistics.releases import Signer

__all__ = ["DraftRefused", "approve", "draft", "drop", "explain", "renew"]


@unless_busy()
def draft(
    actor: Actor,
    *,
    title: str,
    countries: Sequence[str],
    first_year: int,
    last_year: int,
    on_shelf: Path,
    trusted: Set[bytes],
    mode: str = plan.CASELOAD,
    coarser: Coarser = AS_ASKED,
    tell: Tell = quiet,
    carry: bool = True,
) -> ReleaseDraft:
    """Prepare a publication from a source of plan.MODES; raises DraftRefused, WouldReveal (which says what to do instead).

    Not to `carry`: where earlier years could only be printed as they stood, DraftRefused says "beside", and nothing is made.
    """
    mine = as_cut(on_shelf, trusted, Span(mode, tuple(sorted(countries)), first_year, last_year, coarser))
    draft_id = uuid4()
    made = _first(actor, draft_id, mine, partial(before, on_shelf, trusted), tell, carry=carry)
    _begin_alone()
    _require_same_facts(made, before(on_shelf, trusted, mine))
    row = _row(actor, draft_id, title, mine, made)
    db.session.add(row)
    _note_draft(actor, row)
    return row


def _row(actor: Actor, draft_id: UUID, title: str, mine: Span, made: Made) -> ReleaseDraft:
    return ReleaseDraft(
        id=draft_id,
        title=title,
        mode=mine.mode,
        countries=",".join(mine.countries),
        first_year=mine.first_year,
        last_year=mine.last_year,
        drafted_by=actor.id,
        drafted_at=clock.now(),
        proposal=_kept(made, draft_id),
        digest=made.proposal.digest,
    )


@unless_busy()
def renew(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes], tell: Tell = quiet) -> None:
    """Prepare it again from today's records; whoever does so becomes the one who prepared it."""
    require_open(draft)
    made = _propose(actor, draft.id, span_of(draft), _before(draft, on_shelf, trusted), tell)
    _begin_alone(draft)
    _require_same_facts(made, _before(draft, on_shelf, trusted))
    draft.proposal, draft.digest = _kept(made, draft.id), made.proposal.digest
    draft.drafted_by, draft.drafted_at = actor.id, clock.now()
    if draft.second_person == actor.id:  # she prepared it: another has to agree
        draft.second_person = None
    _note_draft(actor, draft)


@unless_busy()
def approve(
    actor: Actor,
    draft: ReleaseDraft,
    *,
    on_shelf: Path,
    trusted: Set[bytes],
    signer: Signer,
    seen: str,
    tell: Tell = quiet,
    last: Callable[[str], None] = lambda _release_id: None,
) -> str:
    """Agree as the second person to what stood on her page (`seen`, its sum) and publish; gives the publication's id.

    Raises stood.Changed, DraftRefused, WouldReveal. The numbers are made anew, held against what was shown and attacked,
    written, read back from the files and attacked once more before they reach the shelf. The agreement is on disk in the
    access log first. Whoever agrees at the same moment waits, then finds the draft published or the shelf taken. Facts that
    joined the shelf since it was prepared, unseen by either person, are refused too. `last` is called under the lock with
    the publication's id: if it raises, nothing goes out. It reaches the shelf when this is committed (shelving.py).
    """
    tell("reading")
    held = may_agree(actor, draft, on_shelf=on_shelf, trusted=trusted, seen=seen)
    made = _shown_again(actor, draft, held, tell)
    _require_as_shown(draft, made)
    of = f"release-draft:{draft.id}"
    ledger.append_alone(act="agree_release", by=actor.id, of=of, session_id=actor.session_id)
    with bundling.written(bundling.contents(actor, draft, made), made, on_shelf, signer) as folder:
        _begin_alone(draft)
        _require_second(actor, draft)
        stood.require(seen, queries.stands(draft))
        _require_as_shown(draft, made)
        _require_same_facts(made, _before(draft, on_shelf, trusted))
        last(folder.name)
        hand_over(folder, on_shelf)
    draft.state, draft.release_id = DraftState.PUBLISHED, folder.name
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    counting.forget(draft)
    ledger.write(act="approve_release", by=actor.id, of=of, facts={"ref": folder.name})
    return folder.name


def may_agree(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes], seen: str) -> Before:
    """What she would agree beside; raises stood.Changed, and DraftRefused for all that needs no attack."""
    require_open(draft)
    _require_second(actor, draft)
    stood.require(seen, queries.stands(draft))
    held = _before(draft, on_shelf, trusted)
    if held.head != draft.proposal["head"]:
        raise DraftRefused("shelf_changed")
    return held


def name_second(actor: Actor, draft: ReleaseDraft, second: UUID | None) -> None:
    """Ask this coordinator, of whatever office, to agree; None: any may. Raises DraftRefused."""
    _begin_alone(draft)
    who = people.actor_by_id(second) if second else None
    if second and (who is None or second == draft.drafted_by or not who.may(May.APPROVE_RELEASE)):
        raise DraftRefused("not_second")
    draft.second_person = second
    ledger.write(act="name_second_person", by=actor.id, of=f"release-draft:{draft.id}")


def drop(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes]) -> None:
    """Discard a draft; it stays in the list as discarded. Raises DraftRefused once its numbers lie on the shelf."""
    _begin_alone(draft)
    require_free_on_shelf(on_shelf, trusted, span_of(draft))
    draft.state = DraftState.DROPPED
    counting.forget(draft)
    ledger.write(act="drop_release", by=actor.id, of=f"release-draft:{draft.id}")


def explain(actor: Actor, draft: ReleaseDraft) -> Explained:
    """Why each number of this draft is withheld; the coded records are read for it again. Raises DraftRefused."""
    require_open(draft)
    if draft.proposal.get("since", {}).get("is_carried"):
        raise DraftRefused("carried")
    if not counting.concerns(actor, draft):
        raise DraftRefused("reasons")
    _rows, design, whole = _counted(actor, draft.id, span_of(draft))
    try:
        return explaining.explain(design, whole, draft.proposal["sheets"])
    except OtherFigures as other:
        raise DraftRefused("figures_changed") from other


def _begin_alone(draft: ReleaseDraft | None = None) -> None:
    """From here to the commit nobody else prepares, agrees or discards; the draft is read again and must be open."""
    begin_write_alone(ReleaseDraft)
    if draft is not None:
        db.session.refresh(draft)
        require_open(draft)


def _kept(made: Made, draft_id: UUID) -> dict[str, Any]:
    return made.as_json() | {SEALED: counting.sealed(draft_id, counting.split(made))}


def _note_draft(actor: Actor, draft: ReleaseDraft) -> None:
    counts = {"shown": draft.proposal["shown"], "hidden": counting.totals(draft).new}
    ledger.write(act="draft_release", by=actor.id, of=f"release-draft:{draft.id}", facts=counts)


def _before(draft: ReleaseDraft, on_shelf: Path, trusted: Set[bytes]) -> Before:
    return before(on_shelf, trusted, span_of(draft), draft.id)


def _require_same_facts(made: Made, held: Before) -> None:
    """Nothing was printed or shown since that this proposal was not attacked beside."""
    if held.head != made.before.head:
        raise DraftRefused("shelf_changed")


def _first(
    actor: Actor, draft_id: UUID, mine: Span, held: Callable[[Span], Before], tell: Tell, *, carry: bool
) -> Made:
    """What a new draft shows; a refusal tells what there is to choose from, and what comes of each way out."""
    try:
        return _propose(actor, draft_id, mine, held(mine), tell, coarser=seconds("plan"), carry=carry)
    except DraftRefused as stop:
        if stop.reason == BESIDE:
            stop.ways = _ways(actor, draft_id, mine, held, tell)
        raise


def _propose(
    actor: Actor, draft_id: UUID, mine: Span, held: Before, tell: Tell, *, coarser: float = 0, carry: bool = True
) -> Made:
    """What is shown of these years; `coarser`: so many seconds of work to look for others where that is refused."""
    tell("reading")
    rows, design, whole = _counted(actor, draft_id, mine)
    try:
        proposal, since = propose_beside(design, whole, held, tell, carry=carry)
    except WouldReveal as stop:
        years = mine.first_year, mine.last_year
        if coarser and held.source is None:  # what goes on from another is cut like that one
            tell("coarser")
            stop.instead = instead(plan.MODES[mine.mode], rows, *years, mine.coarser, tell, work=coarser)
        raise
    (proposal, since), seen = beside_what_was_shown(design, whole, (proposal, since), held)
    losses = figures(mine, design.sheets, proposal.sheets)
    return Made(proposal, whole, design, held, since, plan.MODES[mine.mode].plan.ref, losses, seen)


def _ways(actor: Actor, draft_id: UUID, mine: Span, held: Callable[[Span], Before], tell: Tell) -> tuple[Way, ...]:
    """What can be done instead, with what the desk made of each."""

    def made(span: Span, coarser: float) -> counting.InAll:
        return counting.in_all(_propose(actor, draft_id, span, held(span), tell, coarser=coarser))

    return tuple(repairs.found(mine, repairs.Try(made), clock.today()))


def _shown_again(actor: Actor, draft: ReleaseDraft, held: Before, tell: Tell) -> Made:
    _rows, design, whole = _counted(actor, draft.id, span_of(draft))
    tell("beside" if held.source else "attacking")
    try:
        proposal, since = shown_again(design, whole, draft.proposal, held, tell)
    except OtherFigures as other:
        raise DraftRefused("figures_changed") from other
    return Made(proposal, whole, design, held, since, plan.MODES[draft.mode].plan.ref)


def _counted(actor: Actor, draft_id: UUID, mine: Span) -> tuple[Sequence[Any], Design, System]:
    """The coded facts of today's records, the tables, and the people in them."""
    mode = plan.MODES[mine.mode]
    rows = mode.collect(
        actor,
        countries=list(mine.countries),
        first_year=mine.first_year,
        last_year=mine.last_year,
        reference_date=mode.plan.reference_date(mine.last_year),
        draft_id=draft_id,
    )
    design = mode.design(mine.first_year, mine.last_year, mine.coarser)
    if not rows or not design.sheets:
        raise DraftRefused("nobody")
    return rows, design, mode.system(rows, design)


def _require_second(actor: Actor, draft: ReleaseDraft) -> None:
    """Another than who prepared it; where somebody was asked to agree, she."""
    if draft.drafted_by == actor.id:
        raise DraftRefused("own_draft")
    if draft.second_person not in {None, actor.id}:
        raise DraftRefused("other_second")


def require_open(draft: ReleaseDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise DraftRefused("already_" + draft.state)


def _require_as_shown(draft: ReleaseDraft, made: Made) -> None:
    if made.proposal.digest != draft.digest:
        raise DraftRefused("figures_changed")
