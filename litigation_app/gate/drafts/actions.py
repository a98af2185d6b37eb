"""Prepare a publication, agree to it, discard it."""

import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor, May
from litigation_app.core.db import begin_write_alone, db
from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure import policy as policies
from litigation_app.gate import queries
from litigation_app.gate.actions import hand_over
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import Sheet
from litigation_app.gate.drafts import presenters
from litigation_app.gate.drafts import queries as counting
from litigation_app.gate.drafts.presenters import Explained
from litigation_app.gate.external_figures import queries as known
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.protection import actions as protection
from litigation_app.gate.protection import queries as previous_releases
from litigation_app.gate.protection import sums
from litigation_app.gate.protection.proposal import Cohort, Line, OtherFigures, Proposed
from litigation_app.gate.protection.queries import DraftRefused, Previous, unless_busy
from litigation_app.gate.rules import Wish
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import IndicatorValue
from litigation_app.statistics.releases import Signer, series
from litigation_app.statistics.releases.drafts import unsigned

__all__ = ["DraftRefused", "approve", "draft", "drop", "explain"]


@unless_busy()
def draft(
    actor: Actor, *, title: str, wish: Wish, on_shelf: Path, trusted: Set[bytes], tell: Tell = quiet
) -> ReleaseDraft:
    """Prepare the publication of a year: everything that is ripe and was not printed yet. Raises DraftRefused, WouldReveal."""
    look = partial(previous_releases.of_shelf, on_shelf, trusted, wish.mode, wish.country)
    before, draft_id = look(), uuid4()
    require_none_open(wish)
    cohorts, untold = counting.counted(actor, draft_id, wish, before, tell)
    made = sums.proposed(protection.not_told(wish.mode, wish.country, cohorts), tell)
    proposal = _proposal(wish, cohorts, made, before) | {"untold": untold}
    begin_write_alone(ReleaseDraft)
    require_none_open(wish)
    if _head(wish, look()) != proposal["head"]:
        raise DraftRefused("shelf_changed")
    row = ReleaseDraft(
        id=draft_id,
        title=title,
        mode=wish.mode,
        countries=wish.country,
        first_year=min(one.block.first for one in cohorts),
        last_year=wish.year,
        drafted_by=actor.id,
        drafted_at=clock.now(),
        proposal=proposal,
        digest=_digest(proposal["sheets"]),
    )
    db.session.add(row)
    counts = {"shown": proposal["numbers"] + proposal["zeros"], "hidden": proposal["ranges"]}
    ledger.write(act="draft_release", by=actor.id, of=f"release-draft:{row.id}", facts=counts)
    return row


@unless_busy()
def approve(
    actor: Actor,
    draft: ReleaseDraft,
    *,
    on_shelf: Path,
    trusted: Set[bytes],
    signer: Signer,
    seen: str,
    second: SecondPerson | None = None,
) -> str:
    """Agree as the second person to what stood on her page (`seen`, its sum) and publish; gives the publication's id.

    `second`: an outside co-signer who agrees instead of the actor; she sees no records, so that the actor has them counted. Raises
    stood.Changed, DraftRefused, WouldReveal, CosigningRefused. The numbers are counted anew, held against what was shown and
    attacked, written, read back from the files and attacked once more before they reach the shelf, when this is committed
    (gate/actions.py). The agreement is in the access log first.
    """
    second = second or SecondPerson(actor)
    _require_agreeable(second.by, draft, seen)
    wish = wish_of(draft)
    before = _beside(draft, wish, on_shelf, trusted)
    cohorts, _untold = counting.counted(actor, draft.id, wish, before)
    _require_true(cohorts, draft.proposal["sheets"])
    second.look(queries.proposed(draft))
    of = f"release-draft:{draft.id}"
    ledger.append_alone(act="agree_release", by=second.by.id, of=of, session_id=second.by.session_id)
    with protection.written(protection.contents(second.by, draft), cohorts, on_shelf, signer) as folder:
        begin_write_alone(ReleaseDraft)
        db.session.refresh(draft)
        _require_agreeable(second.by, draft, seen)
        second.require(queries.proposed(draft))
        _beside(draft, wish, on_shelf, trusted)
        hand_over(folder, on_shelf)
    draft.state, draft.release_id = DraftState.PUBLISHED, folder.name
    draft.approved_by, draft.approved_at = second.by.id, clock.now()
    ledger.write(act="approve_release", by=second.by.id, of=of, facts={"ref": folder.name} | second.facts)
    return folder.name


def _beside(draft: ReleaseDraft, wish: Wish, on_shelf: Path, trusted: Set[bytes]) -> Previous:
    """What is published of these people; raises DraftRefused where that changed since the draft was prepared."""
    before = previous_releases.of_shelf(on_shelf, trusted, wish.mode, wish.country)
    if _head(wish, before) != draft.proposal["head"]:
        raise DraftRefused("shelf_changed")
    return before


def name_second(actor: Actor, draft: ReleaseDraft, second: UUID | None) -> None:
    """Ask this coordinator, of whatever office, to agree; None: any may. Raises DraftRefused."""
    _begin_alone(draft)
    who = people.actor_by_id(second) if second else None
    if second and (who is None or second == draft.drafted_by or not who.may(May.APPROVE_RELEASE)):
        raise DraftRefused("not_second")
    draft.second_person = second
    ledger.write(act="name_second_person", by=actor.id, of=f"release-draft:{draft.id}")


def drop(actor: Actor, draft: ReleaseDraft) -> None:
    """Discard a draft; it stays in the list as discarded. Raises DraftRefused."""
    _begin_alone(draft)
    draft.state = DraftState.DROPPED
    ledger.write(act="drop_release", by=actor.id, of=f"release-draft:{draft.id}")


def explain(actor: Actor, draft: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes]) -> Explained:
    """Why each number of this draft is withheld; the coded records are read for it again. Raises DraftRefused."""
    require_open(draft)
    if not queries.concerns(actor, draft):
        raise DraftRefused("reasons")
    wish = wish_of(draft)
    before = previous_releases.of_shelf(on_shelf, trusted, wish.mode, wish.country)
    cohorts, _untold = counting.counted(actor, draft.id, wish, before)
    _require_true(cohorts, draft.proposal["sheets"])
    return presenters.explain(cohorts)


def wish_of(draft: ReleaseDraft) -> Wish:
    """What a draft is; raises DraftRefused for one of an older plan, or by other rules than those in force."""
    said = draft.proposal
    if (said["plan"], said["policy_hash"]) != (asdict(plan.PLANS[draft.mode].ref), policies.public().digest):
        raise DraftRefused("older_plan")
    return Wish(draft.mode, draft.countries, draft.last_year)


def require_open(draft: ReleaseDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise DraftRefused("already_" + draft.state)


def _begin_alone(draft: ReleaseDraft) -> None:
    """From here to the commit nobody else prepares, agrees or discards; the draft is read again and must be open."""
    begin_write_alone(ReleaseDraft)
    db.session.refresh(draft)
    require_open(draft)


def require_none_open(wish: Wish) -> None:
    """One draft of a source and country at a time: two would print the same people."""
    for one in queries.drafts():
        if one.state == DraftState.DRAFT and one.mode == wish.mode and wish.country in one.country_codes:
            raise DraftRefused("same_draft", one.title)


def _require_agreeable(actor: Actor, draft: ReleaseDraft, seen: str) -> None:
    """Another than who prepared it; where somebody was asked to agree, she; to what stood on her page."""
    require_open(draft)
    if draft.drafted_by == actor.id:
        raise DraftRefused("own_draft")
    if draft.second_person not in {None, actor.id}:
        raise DraftRefused("other_second")
    stood.require(seen, queries.stands(draft))


def _proposal(
    wish: Wish, cohorts: Sequence[Cohort], made: Sequence[tuple[Cohort, Proposed]], before: Previous
) -> dict[str, Any]:
    """What the draft keeps: only what an outsider could be shown."""
    new = merged(one.sheets for _cohort, one in made)
    sheets = protection.beside(wish.mode, wish.country, [cohort for cohort, _one in made], new)
    tables = {sheet.id: sheet for cohort, _one in made for sheet in cohort.design.sheets}
    left_out = [cohort for cohort in cohorts if all(cohort is not other for other, _one in made)]
    lines = [line for rows in sheets.values() for line in rows]
    others = {name: said for _cohort, one in made for name, said in one.others.items()}
    return {
        "sheets": sheets,
        "tables": {name: _described(sheet) for name, sheet in tables.items()},
        "numbers": sum(line[2] not in {None, "0"} for line in lines),
        "zeros": sum(line[2] == "0" for line in lines),
        "ranges": sum(line[2] is None for line in lines),
        "policy_hash": policies.public().digest,
        "certificate": _digest({"": sorted(one.certificate for _cohort, one in made)}),
        "others": others,
        "left_out": [[one.block.code, sheet.id] for one in left_out for sheet in one.design.sheets],
        "plan": asdict(plan.PLANS[wish.mode].ref),
        "head": _head(wish, before),
        "losses": figures(wish.mode, wish.country, wish.year, tables, sheets),
    }


def _described(sheet: Sheet) -> dict[str, Any]:
    return {"title": sheet.title, "unit": sheet.unit, "counted": sheet.counted, "dimensions": list(sheet.dimensions)}


def merged(found: Any) -> dict[str, list[Line]]:
    """The rows of each table, one cohort after the other."""
    sheets: dict[str, list[Line]] = {}
    for one in found:
        for name, rows in one.items():
            sheets.setdefault(name, []).extend(rows)
    return sheets


def _require_true(cohorts: Sequence[Cohort], sheets: Mapping[str, Sequence[Line]]) -> None:
    """What a draft showed is what the records say; raises DraftRefused."""
    try:
        protection.attacked(cohorts, sheets)
    except OtherFigures as other:
        raise DraftRefused("figures_changed") from other


def _head(wish: Wish, before: Previous) -> str:
    """The state of everything beside which a draft was prepared."""
    return hashlib.sha256(f"{before.head} {known.head(wish.mode, wish.country)}".encode()).hexdigest()


def _digest(sheets: Mapping[str, Any]) -> str:
    """SHA-256 of tables: two drafts with the same digest print the same."""
    return hashlib.sha256(json.dumps(sheets, sort_keys=True).encode()).hexdigest()


WITHHELD, CANNOT_EXIST = "Q", "M"  # SDMX CL_OBS_STATUS
WHOLE = 100


def figures(
    mode: str, country: str, year: int, sheets: Mapping[str, Sheet], printed: Mapping[str, Sequence[Sequence[Any]]]
) -> dict[str, tuple[int, int, int, int]]:
    """By indicator that the plan feeds: how many figures it has, how many are withheld, of how many a range can be said, and
    how many are 0 of 0.
    """
    release = series.with_totals(unsigned([country], year, mode, list(sheets.values()), printed))
    values = indicators.compute(release)
    fed = sorted({name for names in plan.PLANS[mode].tables.values() for name in names})
    return {name: _counted([value for value in values if value.indicator_id == name]) for name in fed}


def _counted(values: Sequence[IndicatorValue]) -> tuple[int, int, int, int]:
    nothing = sum(value.status == CANNOT_EXIST for value in values)
    hidden = [value for value in values if value.value is None and value.status == WITHHELD]
    return len(values), len(hidden), sum(map(_says_something, hidden)), nothing


def _says_something(value: IndicatorValue) -> bool:
    """From 0 to 100 percent, or from a number upwards, is what everybody knew before."""
    return value.low is not None and value.high is not None and not (value.low == 0 and value.high == WHOLE)
