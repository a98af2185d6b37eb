"""What is recorded of a case that its victim's ways to compensation depend on? In a number of reads that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.routes.standing import Claimed, Damage, Known, Lane, Taken
from litigation_app.casework.claims.rules import ZERO
from litigation_app.casework.proceedings import due_list, law_version
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.dues import Period
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.limitation import rules as limitation
from litigation_app.casework.proceedings.limitation.presenters import Bar, Teller, charges_of, of_track
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.rules import CRIMINAL, TO_SUE
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import current
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.graph import Side


@dataclass(frozen=True)
class Read:
    """What the rules ask, and beside it the words for the limitation of the damage, and her claims by id."""

    known: Known
    damage: Bar | None
    claims: dict[UUID, claims.Line]
    lanes: dict[UUID, Track]


def of_victim(case: Case, victim_id: UUID) -> Read:
    """Of a victim whose case was found by `victims.queries.get`."""
    tracks = [one for one in proceedings.tracks(case) if one.joined is None]
    lines = claims.of_case(case)
    hers = {one.id: one for one in lines if one.victim_id == victim_id}
    open_ = _open_periods(case)
    damage, committed = _damage(case, tracks)
    known = Known(
        law=loader.load(case.country).before(case.forum),
        forum=case.forum,
        calendar=calendar_of(case.country, *([case.forum] if case.forum else [])),
        today=today(),
        lanes=[_lane(one, open_) for one in tracks],
        claims=[_claimed(one) for one in hers.values()],
        damage=_of_bar(damage),
        committed=committed,
        of_others=_of_others([one for one in lines if one.id not in hers], loader.load(case.country)),
        sue_by=min((one.act_by for _id, one in open_ if one.event == TO_SUE and one.act_by), default=None),
    )
    return Read(known, damage, hers, {one.id: one for one in tracks})


def _of_others(lines: Sequence[claims.Line], law: Jurisdiction) -> frozenset[str]:
    """Of which families the proceedings are by which others claim, or collect what was awarded to them."""
    ids, is_awarded = {one.route for one in lines}, any(amounts.awarded(one.view) for one in lines)
    ways = [one for one in law.routes if one.id in ids or (is_awarded and one.window == "award")]
    return frozenset(one.procedure for one in ways if one.procedure is not None)


def _open_periods(case: Case) -> list[tuple[UUID, Period]]:
    """Our open periods of the case, each with its proceeding."""
    ours = due_list.is_open() & (Deadline.case_id == case.id) & (Deadline.side == str(Side.OURS))
    rows = db.session.execute(due_list.periods(ours).add_columns(Deadline.proceeding_id))
    return [(row[-1], Period(*row[:-1])) for row in rows]


def _lane(track: Track, open_: Sequence[tuple[UUID, Period]]) -> Lane:
    days = [one.act_by for proceeding, one in open_ if proceeding == track.id and one.act_by is not None]
    steps = [Taken(one.id, one.to_stage, one.on, one.served_on) for one in track.steps]
    return Lane(track.id, track.graph, steps, min(days, default=None))


def _claimed(line: claims.Line) -> Claimed:
    last = amounts.last_decision(line.view)
    is_final = last is not None and last.is_final and bool(last.amount)
    return Claimed(
        line.id,
        line.route,
        is_out=line.view.filed_on is not None or last is not None,
        final_on=(last.final_on or last.on) if last is not None and is_final else None,
        owed=line.owed.total if line.owed else ZERO,
        waits_since=line.view.filed_on if last is None else None,
    )


def _damage(case: Case, tracks: Sequence[Track]) -> tuple[Bar | None, date | None]:
    """The limitation of the claim for damages by the last trial, and the day of the offence that it is counted from."""
    trials = [one for one in tracks if one.graph.family == CRIMINAL]
    if not trials:
        return None, None
    trial = trials[-1]
    teller = Teller(law_version.law_of(case.country, trial.law_version).before(case.forum), current(), today())
    _accused, bar = of_track(case, trial, tracks, teller)
    told = records.standing(records.of_case(case))
    return bar, limitation.committed_on(charges_of(told, trial, None))


def _of_bar(bar: Bar | None) -> Damage:
    if bar is None:
        return Damage.UNDATED
    if bar.is_over:
        return Damage.OVER
    return Damage.MAY_BE_OVER if bar.may_be_over else Damage.RUNS
