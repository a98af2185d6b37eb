"""What is recorded of a case that its victim's ways to compensation depend on? In a number of reads that does not grow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.models import Claim, State
from litigation_app.casework.claims.routes import rules
from litigation_app.casework.claims.routes.status import Claimed, Damage, Known, Lane, Look, Taken
from litigation_app.casework.claims.rules import ZERO, route_of
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.limitation import rules as limitation
from litigation_app.casework.proceedings.limitation.presenters import Bar, Teller, charges_of, of_told
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.proceedings.presenters import Period
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.rules import Told
from litigation_app.casework.proceedings.rules import CRIMINAL, TO_SUE
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import current
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction, Route
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.graph import Side


@dataclass(frozen=True)
class Read:
    """What the rules ask, and beside it the words for the limitation of the damage, and her claims by id."""

    known: Known
    damage: Bar | None
    claims: dict[UUID, claims.Line]
    lanes: dict[UUID, Track]


_BY_STEPS = ("trial", "plea")  # windows that steps alone open and close


class Given(NamedTuple):
    """The proceedings and the records of cases, by case."""

    tracks: Mapping[UUID, list[Track]]
    told: Mapping[UUID, list[Told]]


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a case, whoever claims in it. `tracks`: those that stand by themselves."""

    case: Case
    tracks: list[Track]
    open_: list[tuple[UUID, Period]]
    damage: Bar | None
    committed: date | None

    def known(self, hers: Sequence[Claimed], of_others: frozenset[str]) -> Known:
        """What her ways depend on."""
        country, forum = self.case.country, self.case.forum
        return Known(
            law=loader.load(country).before(forum),
            forum=forum,
            calendar=calendar_of(country, *([forum] if forum else [])),
            today=today(),
            lanes=[_lane(one, self.open_) for one in self.tracks],
            claims=hers,
            damage=_of_bar(self.damage),
            committed=self.committed,
            of_others=of_others,
            sue_by=min((one.act_by for _id, one in self.open_ if one.event == TO_SUE and one.act_by), default=None),
        )


def of_victim(case: Case, victim_id: UUID) -> Read:
    """Of a victim whose case was found by `victims.queries.get`."""
    recorded, lines = of_cases([case])[case.id], claims.of_case(case)
    hers = {one.id: one for one in lines if one.victim_id == victim_id}
    known = of_lines(recorded, lines, victim_id)
    return Read(known, recorded.damage, hers, {one.id: one for one in recorded.tracks})


def of_lines(recorded: Recorded, lines: Sequence[claims.Line], victim_id: UUID) -> Known:
    """What the ways of one client depend on; `lines`: all claims of her case."""
    others = [one for one in lines if one.victim_id != victim_id]
    hers = [_claimed(one) for one in lines if one.victim_id == victim_id]
    return recorded.known(hers, _of_others(others, loader.load(recorded.case.country)))


def looks(asked: Sequence[Claim], cases: Mapping[UUID, Case], read: Given | None = None) -> dict[UUID, Look]:
    """How the way of each of these claims stands in its case, of those that are not out; `cases`: theirs, by id."""
    asked = [one for one in asked if one.filed_on is None and one.state != State.DECIDED]
    if not asked:
        return {}
    held = [cases[one] for one in dict.fromkeys(one.case_id for one in asked)]
    ways = {route_of(loader.load(cases[one.case_id].country), one.route) for one in asked}
    recorded = as_far_as(ways, held, read)
    every = _every_claim([one.id for one in held])
    found = {}
    for claim in asked:
        law, of_case = loader.load(cases[claim.case_id].country), every[claim.case_id]
        route = route_of(law, claim.route)
        if route is not None:
            hers = [one for whose, one in of_case if whose == claim.victim_id and one.id != claim.id]
            theirs = frozenset(
                other.procedure
                for whose, one in of_case
                if whose != claim.victim_id and (other := route_of(law, one.route)) and other.procedure
            )
            found[claim.id] = rules.look(route, recorded[claim.case_id].known(hers, theirs))
    return found


def _every_claim(cases: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, Claimed]]]:
    """The claims of these cases, each with whose it is, as far as the way of one that is not out depends on the others."""
    found: dict[UUID, list[tuple[UUID, Claimed]]] = defaultdict(list)
    for row in db.session.execute(_claims(), {"cases": cases}):
        is_decided = row.state == State.DECIDED
        is_out, waits_since = row.filed_on is not None or is_decided, None if is_decided else row.filed_on
        found[row.case_id].append(
            (row.victim_id, Claimed(row.id, row.route, is_out, final_on=None, owed=ZERO, waits_since=waits_since))
        )
    return found


def as_far_as(ways: Iterable[Route | None], held: Sequence[Case], read: Given | None = None) -> dict[UUID, Recorded]:
    """What is recorded of these cases, as far as these ways depend on it; None: no way of the country."""
    is_plain = all(one is None or one.window in _BY_STEPS for one in ways)
    return _by_steps_alone(held, read) if is_plain else of_cases(held, read)


def of_cases(held: Sequence[Case], read: Given | None = None) -> dict[UUID, Recorded]:
    """What is recorded of these cases, in five reads however many there are; `read`: what of it was read already."""
    ids = [one.id for one in held]
    tracks, told = read or Given(proceedings.tracks_of(held), records.told(ids))
    open_, letters, found = _open_periods(ids), _letters(ids), {}
    for case in held:
        alone = [one for one in tracks[case.id] if one.joined is None]
        damage, committed = _damage(case, alone, told[case.id], letters[case.id])
        found[case.id] = Recorded(case, alone, open_[case.id], damage, committed)
    return found


def _by_steps_alone(held: Sequence[Case], read: Given | None) -> dict[UUID, Recorded]:
    """The same for ways that no period and no limitation closes: of the proceedings alone."""
    tracks = read.tracks if read else proceedings.tracks_of(held)
    return {
        one.id: Recorded(one, [track for track in tracks[one.id] if track.joined is None], [], None, None)
        for one in held
    }


def _of_others(lines: Sequence[claims.Line], law: Jurisdiction) -> frozenset[str]:
    """Of which families the proceedings are by which others claim, or collect what was awarded to them."""
    ids, is_awarded = {one.route for one in lines}, any(amounts.awarded(one.view) for one in lines)
    ways = [one for one in law.routes if one.id in ids or (is_awarded and one.window == "award")]
    return frozenset(one.procedure for one in ways if one.procedure is not None)


def _open_periods(cases: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, Period]]]:
    """Our open periods of these cases, each with its proceeding."""
    found: dict[UUID, list[tuple[UUID, Period]]] = defaultdict(list)
    for row in db.session.execute(_ours(), {"cases": cases}):
        period = Period(*row)
        found[period.case_id].append((period.proceeding_id, period))
    return found


def _letters(cases: Sequence[UUID]) -> dict[UUID, dict[UUID, str]]:
    """The accused of these cases."""
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for case_id, id_, letter in db.session.execute(_accused(), {"cases": cases}):
        found[case_id][id_] = letter
    return found


# The statements below are written once: every case, every claim and every list of claims asks them.
_CASES = bindparam("cases", expanding=True, type_=Claim.case_id.type)


@cache
def _claims() -> Select[UUID, UUID, UUID, str, date | None, str]:
    columns = (Claim.case_id, Claim.victim_id, Claim.id, Claim.route, Claim.filed_on, Claim.state)
    return select(*columns).where(Claim.case_id.in_(_CASES)).order_by(Claim.id)


@cache
def _ours() -> Select[Any]:
    is_ours = Deadline.case_id.in_(_CASES) & (Deadline.side == str(Side.OURS))
    return due_list.periods(due_list.is_open() & is_ours)


@cache
def _accused() -> Select[UUID, UUID, str]:
    wanted = select(Defendant.case_id, Defendant.id, Defendant.letter)
    return wanted.where(Defendant.case_id.in_(_CASES)).order_by(Defendant.letter)


def _lane(track: Track, open_: Sequence[tuple[UUID, Period]]) -> Lane:
    days = [one.act_by for proceeding, one in open_ if proceeding == track.id and one.act_by is not None]
    steps = [Taken(one.id, one.to_stage, one.on, one.served_on) for one in track.steps]
    return Lane(track.id, track.graph, steps, min(days, default=None), track.begun_on or track.entered_on)


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


def _damage(
    case: Case, tracks: Sequence[Track], told: Sequence[Told], letters: Mapping[UUID, str]
) -> tuple[Bar | None, date | None]:
    """The limitation of the claim for damages by the last trial, and the day of the offence that it is counted from."""
    trials = [one for one in tracks if one.graph.family == CRIMINAL]
    if not trials:
        return None, None
    trial = trials[-1]
    teller = Teller(law_versions.law_of(case.country, trial.law_version).before(case.forum), current(), today())
    _accused, bar = of_told(told, letters, trial, tracks, teller)
    return bar, limitation.committed_on(charges_of(told, trial, None))


def _of_bar(bar: Bar | None) -> Damage:
    if bar is None:
        return Damage.UNDATED
    if bar.is_over:
        return Damage.OVER
    return Damage.MAY_BE_OVER if bar.may_be_over or bar.perhaps else Damage.RUNS
