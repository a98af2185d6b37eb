"""Prepare a publication, agree to it, discard it."""

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from litigation_app import ledger
from litigation_app.casework import facts
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.disclosure.difference import Period, overlaps
from litigation_app.gate import plan
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.proposal import Proposal, certify, propose
from litigation_app.statistics.releases import (
    ReleaseContents,
    RowOut,
    Signer,
    TableOut,
    load,
    shelf,
    write,
)


class DraftRefused(Exception):
    """Why a draft cannot be made or agreed to, as a code; `other` names the publication in the way."""

    def __init__(self, reason: str, other: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.other = other


def draft(
    actor: Actor, *, title: str, countries: Sequence[str], first_year: int, last_year: int, on_shelf: Path
) -> ReleaseDraft:
    """Prepare a publication; raises DraftRefused, WouldReveal."""
    _require_no_overlap(on_shelf, countries, first_year, last_year)
    draft_id = uuid4()
    made, _system, _design = _propose(actor, draft_id, countries, first_year, last_year)
    begin_write()
    row = ReleaseDraft(
        id=draft_id,
        title=title,
        countries=",".join(sorted(countries)),
        first_year=first_year,
        last_year=last_year,
        drafted_by=actor.id,
        drafted_at=clock.now(),
        proposal=made.as_json(),
        digest=made.digest,
    )
    db.session.add(row)
    ledger.write(
        act="draft_release",
        by=actor.id,
        of=f"release-draft:{draft_id}",
        facts={"shown": made.shown, "hidden": made.hidden_first + made.hidden_more},
    )
    return row


def renew(actor: Actor, draft: ReleaseDraft) -> None:
    """Prepare it again from today's records; whoever does so becomes the one who prepared it."""
    _require_open(draft)
    made, _system, _design = _propose(actor, draft.id, draft.country_codes, draft.first_year, draft.last_year)
    begin_write()
    draft.proposal, draft.digest = made.as_json(), made.digest
    draft.drafted_by, draft.drafted_at = actor.id, clock.now()
    ledger.write(
        act="draft_release",
        by=actor.id,
        of=f"release-draft:{draft.id}",
        facts={"shown": made.shown, "hidden": made.hidden_first + made.hidden_more},
    )


def approve(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, signer: Signer) -> str:
    """Agree as the second person and publish; gives the publication's id. Raises DraftRefused, WouldReveal.

    The numbers are made anew, held against what was shown, written, read back from the files and attacked once more
    before they reach the shelf. The agreement is on disk in the access log first.
    """
    _require_open(draft)
    if draft.drafted_by == actor.id:
        raise DraftRefused("own_draft")
    _require_no_overlap(on_shelf, draft.country_codes, draft.first_year, draft.last_year)
    made, whole, design = _propose(actor, draft.id, draft.country_codes, draft.first_year, draft.last_year)
    if made.digest != draft.digest:
        raise DraftRefused("figures_changed")
    of = f"release-draft:{draft.id}"
    ledger.append_alone(act="agree_release", by=actor.id, of=of, session_id=actor.session_id)
    release_id = _publish(_contents(actor, draft, made, design), design, whole, on_shelf, signer)
    begin_write()
    draft.state, draft.release_id = DraftState.PUBLISHED, release_id
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    ledger.write(act="approve_release", by=actor.id, of=of, facts={"ref": release_id})
    return release_id


def drop(actor: Actor, draft: ReleaseDraft) -> None:
    """Discard a draft; it stays in the list as discarded."""
    _require_open(draft)
    begin_write()
    draft.state = DraftState.DROPPED
    ledger.write(act="drop_release", by=actor.id, of=f"release-draft:{draft.id}")


def _propose(
    actor: Actor, draft_id: UUID, countries: Sequence[str], first_year: int, last_year: int
) -> tuple[Proposal, Any, plan.Design]:
    rows = facts.collect(
        actor,
        countries=list(countries),
        first_year=first_year,
        last_year=last_year,
        reference_date=date(last_year, 12, 31),
        draft_id=draft_id,
    )
    if not rows:
        raise DraftRefused("nobody")
    design = plan.design(first_year, last_year)
    whole = plan.system(rows, design, first_year, last_year)
    return propose(design, whole), whole, design


def _require_open(draft: ReleaseDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise DraftRefused("already_" + draft.state)


def _require_no_overlap(on_shelf: Path, countries: Sequence[str], first_year: int, last_year: int) -> None:
    mine = Period(date(first_year, 1, 1), date(last_year, 12, 31))
    for earlier in shelf(on_shelf):
        if overlaps(mine, countries, Period(earlier.first, earlier.last), earlier.countries):
            raise DraftRefused("overlap", earlier.title)


def _contents(actor: Actor, draft: ReleaseDraft, made: Proposal, design: plan.Design) -> ReleaseContents:
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
        mode="caseload",
        policy_hash=made.policy_hash,
        certificate=made.certificate,
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=tables,
    )


def _publish(contents: ReleaseContents, design: plan.Design, whole: Any, on_shelf: Path, signer: Signer) -> str:
    """Write beside the shelf, read the files back, attack what they say, and only then put them on the shelf."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        folder = write(Path(waiting), contents, signer)
        read = load(Path(waiting), folder.name, {signer.public_key()})
        sheets = {sheet.id: [[*row.codes, row.value] for row in read.table(sheet.id)] for sheet in design.sheets}
        certify(design, whole, sheets)
        os.rename(folder, on_shelf / folder.name)
    return folder.name
