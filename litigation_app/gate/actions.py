"""Prepare a publication, agree to it, discard it."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import explaining, plan
from litigation_app.gate.beside import certify_beside, propose_beside, shown_again
from litigation_app.gate.explaining import Explained
from litigation_app.gate.losing import figures
from litigation_app.gate.made import Made
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.neighbours import DraftRefused, Span, require_free_on_shelf, span_of
from litigation_app.gate.proposal import OtherFigures, Proposal, WouldReveal, instead
from litigation_app.gate.seen import beside_what_was_shown
from litigation_app.gate.sheets import Design
from litigation_app.gate.since import Before, before
from litigation_app.statistics.releases import (
    Carried,
    ReleaseContents,
    Signer,
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
    trusted: Set[bytes],
    mode: str = plan.CASELOAD,
    coarser: Coarser = AS_ASKED,
    tell: Tell = quiet,
    carry: bool = True,
) -> ReleaseDraft:
    """Prepare a publication from a source of plan.MODES; raises DraftRefused, WouldReveal (which says what to do instead).

    Not to `carry`: where earlier years could only be printed as they stood, DraftRefused says "beside", and nothing is made.
    """
    mine = Span(mode, tuple(sorted(countries)), first_year, last_year, coarser)
    draft_id = uuid4()
    made = _propose(actor, draft_id, mine, before(on_shelf, trusted, mine), tell, offering=True, carry=carry)
    _begin_alone()
    _require_same_facts(made, before(on_shelf, trusted, mine))
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
        digest=made.proposal.digest,
    )
    db.session.add(row)
    _note_draft(actor, draft_id, made.proposal)
    return row


def renew(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes], tell: Tell = quiet) -> None:
    """Prepare it again from today's records; whoever does so becomes the one who prepared it."""
    require_open(draft)
    made = _propose(actor, draft.id, span_of(draft), _before(draft, on_shelf, trusted), tell)
    _begin_alone(draft)
    _require_same_facts(made, _before(draft, on_shelf, trusted))
    draft.proposal, draft.digest = made.as_json(), made.proposal.digest
    draft.drafted_by, draft.drafted_at = actor.id, clock.now()
    if draft.second_person == actor.id:  # she prepared it: another has to agree
        draft.second_person = None
    _note_draft(actor, draft.id, made.proposal)


def approve(
    actor: Actor,
    draft: ReleaseDraft,
    *,
    on_shelf: Path,
    trusted: Set[bytes],
    signer: Signer,
    tell: Tell = quiet,
    last: Callable[[str], None] = lambda _release_id: None,
) -> str:
    """Agree as the second person and publish; gives the publication's id. Raises DraftRefused, WouldReveal.

    The numbers are made anew, held against what was shown and attacked, written, read back from the files and attacked once
    more before they reach the shelf. The agreement is on disk in the access log first. Whoever agrees at the same moment
    waits, then finds the draft published or the shelf taken. Facts that joined the shelf since it was prepared, unseen by
    either person, are refused too. `last` is called under the lock with the publication's id: if it raises, nothing goes out.
    """
    tell("reading")
    held = may_agree(actor, draft, on_shelf=on_shelf, trusted=trusted)
    made = _shown_again(actor, draft, held, tell)
    _require_as_shown(draft, made)
    of = f"release-draft:{draft.id}"
    ledger.append_alone(act="agree_release", by=actor.id, of=of, session_id=actor.session_id)
    with _written(_contents(actor, draft, made), made, on_shelf, signer) as folder:
        _begin_alone(draft)
        _require_second(actor, draft)
        _require_as_shown(draft, made)
        _require_same_facts(made, _before(draft, on_shelf, trusted))
        last(folder.name)
        os.rename(folder, on_shelf / folder.name)
    draft.state, draft.release_id = DraftState.PUBLISHED, folder.name
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    ledger.write(act="approve_release", by=actor.id, of=of, facts={"ref": folder.name})
    return folder.name


def may_agree(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes]) -> Before:
    """What she would agree beside; raises DraftRefused for all that needs no attack."""
    require_open(draft)
    _require_second(actor, draft)
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


def drop(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path) -> None:
    """Discard a draft; it stays in the list as discarded. Raises DraftRefused once its numbers lie on the shelf."""
    _begin_alone(draft)
    require_free_on_shelf(on_shelf, span_of(draft))
    draft.state = DraftState.DROPPED
    ledger.write(act="drop_release", by=actor.id, of=f"release-draft:{draft.id}")


def explain(actor: Actor, draft: ReleaseDraft) -> Explained:
    """Why each number of this draft is withheld; the coded records are read for it again. Raises DraftRefused."""
    require_open(draft)
    if draft.proposal.get("since", {}).get("is_carried"):
        raise DraftRefused("carried")
    _rows, design, whole = _counted(actor, draft.id, span_of(draft))
    try:
        return explaining.explain(design, whole, draft.proposal["sheets"])
    except OtherFigures as other:
        raise DraftRefused("figures_changed") from other


def _begin_alone(draft: ReleaseDraft | None = None) -> None:
    """From here to the commit nobody else prepares, agrees or discards; the draft is read again and must be open."""
    begin_write()
    if not is_sqlite(db.session.connection()):
        db.session.execute(text("LOCK TABLE release_draft IN SHARE ROW EXCLUSIVE MODE"))
    if draft is not None:
        db.session.refresh(draft)
        require_open(draft)


def _note_draft(actor: Actor, draft_id: UUID, made: Proposal) -> None:
    counts = {"shown": made.shown, "hidden": made.hidden_first + made.hidden_more}
    ledger.write(act="draft_release", by=actor.id, of=f"release-draft:{draft_id}", facts=counts)


def _before(draft: ReleaseDraft, on_shelf: Path, trusted: Set[bytes]) -> Before:
    return before(on_shelf, trusted, span_of(draft), draft.id)


def _require_same_facts(made: Made, held: Before) -> None:
    """Nothing was printed or shown since that this proposal was not attacked beside."""
    if held.head != made.before.head:
        raise DraftRefused("shelf_changed")


def _propose(
    actor: Actor, draft_id: UUID, mine: Span, held: Before, tell: Tell, *, offering: bool = False, carry: bool = True
) -> Made:
    tell("reading")
    rows, design, whole = _counted(actor, draft_id, mine)
    try:
        proposal, since = propose_beside(design, whole, held, tell, carry=carry)
    except WouldReveal as stop:
        years = mine.first_year, mine.last_year
        if offering and held.source is None:  # what goes on from another is cut like that one
            tell("coarser")
            stop.instead = instead(plan.MODES[mine.mode], rows, *years, mine.coarser)
        raise
    (proposal, since), seen = beside_what_was_shown(design, whole, (proposal, since), held)
    losses = figures(mine, design.sheets, proposal.sheets)
    return Made(proposal, whole, design, held, since, plan.MODES[mine.mode].plan.ref, losses, seen)


def _shown_again(actor: Actor, draft: ReleaseDraft, held: Before, tell: Tell) -> Made:
    _rows, design, whole = _counted(actor, draft.id, span_of(draft))
    tell("beside" if held.source else "attacking")
    try:
        proposal, since = shown_again(design, whole, draft.proposal, held)
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


def _contents(actor: Actor, draft: ReleaseDraft, made: Made) -> ReleaseContents:
    source = made.since.source if made.since and made.since.is_carried else None
    return ReleaseContents(
        title=draft.title,
        countries=tuple(draft.country_codes),
        first=date(draft.first_year, 1, 1),
        last=date(draft.last_year, 12, 31),
        reference_date=plan.MODES[draft.mode].plan.reference_date(draft.last_year),
        mode=draft.mode,
        policy_hash=made.proposal.policy_hash,
        certificate=made.proposal.certificate,
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=made.tables,
        carried=Carried(source.id, source.last_year) if source else None,
        plan=made.plan,
    )


@contextmanager
def _written(contents: ReleaseContents, made: Made, on_shelf: Path, signer: Signer) -> Iterator[Path]:
    """The publication beside the shelf, its files read back and attacked; what is not moved on is thrown away."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        folder = write(Path(waiting), contents, signer)
        read = load(Path(waiting), folder.name, {signer.public_key()})
        sheets = {sheet.id: [[*row.codes, row.value] for row in read.table(sheet.id)] for sheet in made.design.sheets}
        is_carried = made.since is not None and made.since.is_carried
        certify_beside(made.design, made.whole, sheets, made.before, is_carried=is_carried)
        yield folder
