"""From which day on may something of a case be time-barred, and of which cases is that known?"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.limitation import rules
from litigation_app.casework.proceedings.limitation.presenters import OVER, charges_of, custody_of, stood
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.records.rules import Told
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.core.db import db
from litigation_app.law.country import Jurisdiction


def with_a_day() -> Select[Any]:
    """The ids of the cases of which a charge or the day of the offence is recorded, so that limitation may be known."""
    return select(Record.case_id).where(
        Record.kind.in_((rules.CHARGE, rules.OFFENCE)), Record.entered_in_error_at.is_(None)
    )


def counted(cases: Collection[UUID]) -> set[UUID]:
    """Those of these cases of which a day of the offence is recorded, so that limitation can be counted from it."""
    told = select(Record.case_id, Record.told).where(Record.case_id.in_(cases), Record.entered_in_error_at.is_(None))
    rows = db.session.execute(told.where(Record.kind.in_((rules.CHARGE, rules.OFFENCE))))
    return {case_id for case_id, said in rows if said.get("committed")}


class Bars(NamedTuple):
    """The first day on which a prosecution or the claim for damages may be time-barred, and the first on which the shorter
    period of the claim may end, as if she knew on the day of the damage. None: none is known, or every claim is before a court.

    Of several trials and accused the first day counts, also one that has passed: it may hide a later one that is near. A
    trial of which every day has passed hides none of another.
    """

    outer: date | None = None
    from_knowledge: date | None = None


def nearest(case: Case, are_filed: Callable[[Case], bool], today: date) -> Bars:
    """Both days of a case, whether or not they have passed. `are_filed`: whether all its claims for damages are before a court."""
    if db.session.scalar(select(with_a_day().where(Record.case_id == case.id).exists())) is not True:
        return Bars()
    told, tracks = records.standing(records.of_case(case)), proceedings.tracks(case)
    trials = [track for track in tracks if track.graph.family == CRIMINAL]
    is_filed = are_filed(case)
    every = [_of_trial(case, track, tracks, told, is_filed=is_filed) for track in trials]
    found = [one for one in every if (rules.next_bar(*one, today) or date.min) >= today] or every
    return Bars(_first(one.outer for one in found), _first(one.from_knowledge for one in found))


def _of_trial(case: Case, track: Track, tracks: Sequence[Track], told: Sequence[Told], *, is_filed: bool) -> Bars:
    law = law_versions.law_of(case.country, track.law_version)
    accused = {one.defendant_id for one in told if one.kind == rules.CHARGE}
    found: list[date | None] = [day for one in accused for day in _of_accused(law, track, told, one)]
    start = rules.committed_on(charges_of(told, track, None))
    if start is None or is_filed:
        return Bars(_first(found))
    filed = [one for lane in tracks if lane.graph.family == CLAIM for one in rules.filed(law, stood(lane), OVER)]
    claims = [rules.of_claim(law, start, filed, by) for by in (rules.OBJECTIVE, rules.SUBJECTIVE)]
    outer, from_knowledge = (claim[1].earliest if claim else None for claim in claims)
    return Bars(_first([*found, outer]), from_knowledge)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _of_accused(law: Jurisdiction, track: Track, told: Sequence[Told], accused: Any) -> Iterable[date]:
    charges = charges_of(told, track, accused)
    offences = {one.id: one for one in law.offences}
    last = next((offences[one.offence] for one in reversed(charges) if one.offence in offences), None)
    start = rules.committed_on(charges)
    if last is None or last.no_limitation or start is None:
        return
    happenings = [*rules.acts(law, track.graph, stood(track)), *rules.flights(law, custody_of(told, accused))]
    bar = rules.of_prosecution(last, start, happenings)
    if bar is not None and bar.earliest is not None:
        yield bar.earliest
