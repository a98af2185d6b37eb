"""Add national publications up, agree as a second person, discard. Sums of public numbers tell nothing anew."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from litigation_app import ledger
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, begin_write_alone, db
from litigation_app.core.refused import Refused
from litigation_app.gate.actions import hand_over, settle
from litigation_app.gate.models import DraftState
from litigation_app.gate.regional import queries, rules
from litigation_app.gate.regional.models import RegionalDraft
from litigation_app.gate.regional.rules import National
from litigation_app.gate.rules import Block
from litigation_app.statistics.releases import (
    ReleaseContents,
    ReleaseExists,
    RowOut,
    Signer,
    Summand,
    TableOut,
    load,
    write,
)
from litigation_app.statistics.releases.reading import named

MODE = "regional"
Look = Callable[[], Mapping[str, National]]  # what lies here at this moment


class RegionRefused(Refused):
    """Why these publications cannot be added up or agreed to, as a code; `of`: the title in question, or the years and whose
    of them are wanting ("2015_2019 …").
    """


def draft(actor: Actor, *, title: str, picked: Sequence[str], there: Mapping[str, National]) -> RegionalDraft:
    """Prepare a regional publication from those named "partner/id"; raises RegionRefused."""
    if not set(picked) <= there.keys():
        raise RegionRefused("gone")
    names = sorted(set(picked), key=lambda name: there[name].country)
    chosen = [there[name] for name in names]
    proposal = _proposal(chosen)
    begin_write()
    row = RegionalDraft(
        id=uuid4(),
        title=title,
        chosen=[
            {
                "partner": name.split("/")[0],
                "release": one.release.id,
                "digest": one.release.digest,
                "organisations": list(one.organisations),
            }
            for name, one in zip(names, chosen, strict=True)
        ],
        proposal=proposal,
        digest=_digest(proposal),
        state=DraftState.DRAFT,
        drafted_by=actor.id,
        drafted_at=clock.now(),
    )
    db.session.add(row)
    facts = {"countries": "+".join(one.country for one in chosen), "shown": proposal["shown"]}
    ledger.write(act="draft_region", by=actor.id, of=f"regional-draft:{row.id}", facts=facts)
    return row


def approve(actor: Actor, draft: RegionalDraft, *, look: Look, on_shelf: Path, signer: Signer, seen: str) -> str:
    """Agree as the second person to what stood on her page (`seen`, its sum), and publish.

    It is added up anew, written and read back. Gives the publication's id; raises RegionRefused,
    stood.Changed. The agreement is on disk in the access log first; what lies here is looked at once more under the lock,
    for the trust in a key may have ended meanwhile.
    """
    _require_open(draft)
    if draft.drafted_by == actor.id:
        raise RegionRefused("own_draft")
    stood.require(seen, queries.stands(draft))
    chosen = queries.chosen(draft, look())
    if chosen is None or _digest(_proposal(chosen)) != draft.digest:
        raise RegionRefused("changed")
    of = f"regional-draft:{draft.id}"
    ledger.append_alone(act="agree_region", by=actor.id, of=of, session_id=actor.session_id)
    with _written(_contents(actor, draft, chosen), chosen, on_shelf, signer) as folder:
        _begin(draft)
        stood.require(seen, queries.stands(draft))
        if queries.chosen(draft, look()) is None:
            raise RegionRefused("changed")
        if settle(on_shelf, [RegionalDraft]) or (on_shelf / folder.name).exists():
            raise RegionRefused("published", draft.title)
        hand_over(folder, on_shelf)
    draft.state, draft.release_id = DraftState.PUBLISHED, folder.name
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    ledger.write(act="approve_region", by=actor.id, of=of, facts={"ref": folder.name})
    return folder.name


def drop(actor: Actor, draft: RegionalDraft) -> None:
    """Discard a draft; raises RegionRefused."""
    _begin(draft)
    draft.state = DraftState.DROPPED
    ledger.write(act="drop_region", by=actor.id, of=f"regional-draft:{draft.id}")


def _begin(draft: RegionalDraft) -> None:
    begin_write_alone(RegionalDraft)
    db.session.refresh(draft)
    _require_open(draft)


def _require_open(draft: RegionalDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise RegionRefused("decided")


def _proposal(chosen: Sequence[National]) -> dict[str, Any]:
    """What would go out."""
    why = rules.objection(chosen)
    if why is not None:
        raise RegionRefused(*why)
    tables = rules.summed(chosen)
    if not tables:
        raise RegionRefused(*rules.wanting(chosen))
    values = [row.value for table in tables for row in table.rows]
    years = _from_to([Block.of(row.codes[0]) for table in tables for row in table.rows])
    return {
        "sheets": {table.id: [[*row.codes, row.value, row.low, row.high] for row in table.rows] for table in tables},
        "by": {table.id: table.dimensions[1] for table in tables},
        "left_out": rules.left_out(chosen, tables),
        "years": [years.first, years.last],
        "added": [_from_to(added).code for added in zip(*(table.added for table in tables), strict=True)],
        "source": chosen[0].release.mode,
        "shown": sum(value is not None for value in values),
        "hidden": sum(value is None for value in values),
    }


def _from_to(years: Sequence[Block]) -> Block:
    return Block(min(years).first, max(one.last for one in years))


def _digest(proposal: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(proposal["sheets"], sort_keys=True).encode()).hexdigest()


def _contents(actor: Actor, draft: RegionalDraft, chosen: Sequence[National]) -> ReleaseContents:
    tables = []
    for table in rules.summed(chosen):
        rows = [RowOut(row.codes, row.value, low=row.low, high=row.high) for row in table.rows]
        tables.append(TableOut(table.id, table.title, table.unit, table.counted, table.dimensions, rows))
    first, last = draft.proposal["years"]
    return ReleaseContents(
        title=draft.title,
        countries=tuple(one.country for one in chosen),
        first=date(first, 1, 1),
        last=date(last, 12, 31),
        reference_date=min(one.release.reference_date for one in chosen),
        mode=MODE,
        policy_hash=chosen[0].release.policy_hash,
        certificate=_digest(draft.proposal),
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=tables,
        summands=tuple(
            Summand(", ".join(one.organisations), part.id, one.release.signed_by, years)
            for one, years in zip(chosen, draft.proposal.get("added", [""] * len(chosen)), strict=True)
            for part in map(named, one.release.parts)
            if not years or Block.of(years).meets(Block(part.first.year, part.last.year))
        ),
    )


@contextmanager
def _written(contents: ReleaseContents, chosen: Sequence[National], on_shelf: Path, signer: Signer) -> Iterator[Path]:
    """The publication beside the shelf, its files read back; what is not moved on is thrown away."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        try:
            folder = write(Path(waiting), contents, signer)
        except ReleaseExists as there:
            raise RegionRefused("published", contents.title) from there
        read = load(Path(waiting), folder.name, {signer.public_key()})
        meant = {table.id: table.rows for table in rules.summed(chosen)}
        if {table.id: table.rows for table in read.tables} != meant:
            raise RegionRefused("changed")
        yield folder
