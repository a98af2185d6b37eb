"""What happened in a case, of all kinds, the newest first: steps, what came of hearings, what was recorded beside them. In words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import url_for

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import lanes
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.queries import Line as Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.lanes import Happened, Track
from litigation_app.casework.proceedings.records.presenters import Teller
from litigation_app.casework.proceedings.records.queries import Line as Record
from litigation_app.casework.proceedings.records.rules import Told, catalogue
from litigation_app.casework.record_forms.rules import FieldKind, Kind
from litigation_app.core.language import current, format_date
from litigation_app.law import loader


class Recorded(NamedTuple):
    """What is told of a case; `notes`: what stands below a step while the file is open."""

    case: Case
    tracks: Sequence[Track]
    held: Iterable[Hearing]
    records: Iterable[Record]
    teller: Teller
    notes: Mapping[UUID, str]


def happened(of: Recorded, *, for_court: bool = False) -> list[Happened]:
    """All of it. `for_court`: in the words of a paper for it, without hearings that were cancelled."""
    left_out = {State.SCHEDULED, State.ENTERED_IN_ERROR} | ({State.CANCELLED} if for_court else set())
    links = {one.id: url_for("tracks.show", proceeding_id=one.id, _anchor="steps") for one in of.tracks}
    steps = lanes.timeline(of.tracks, current(), of.notes)
    found = [replace(one, link=links[one.proceeding_id]) for one in steps if one.proceeding_id]
    found += [_of_hearing(one, of.case, for_court=for_court) for one in of.held if one.state not in left_out]
    found += [_of_record(one, of.case, of.teller) for one in of.records if not one.is_entered_in_error]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _of_hearing(one: Hearing, case: Case, *, for_court: bool) -> Happened:
    said = [hearings.say("kind", one.kind, current()), hearings.say("state", one.state, current())]
    why = hearings.reason(one.reason, current(), for_court=for_court) if one.reason else ""
    where = loader.load(case.country).procedure(one.procedure).name(current())
    return Happened(
        label=": ".join(said),
        under=" · ".join(filter(None, [where, why])),
        where=where,
        outcome=why,
        shown=format_date(one.on),
        sign="calendar-event",
        on=one.on,
        link=url_for("hearings.show", hearing_id=one.id),
    )


def _of_record(one: Record, case: Case, teller: Teller) -> Happened:
    kind, told = catalogue().kinds[one.told.kind], one.told
    on = _day_said(kind, told)
    is_said = bool(kind.track and told.told.get(kind.track)) and on == told.on
    said, about = teller.said_of(kind, told.told) if is_said else "", teller.about(told)
    return Happened(
        label=": ".join(filter(None, [kind.words.read_in(current()), said])),
        under=about,
        outcome="",
        where=about or catalogue().groups[kind.group].read_in(current()),
        shown=format_date(on),
        sign="journal-check",
        on=on,
        link=url_for("records.index", case_id=case.id, _anchor=f"record-{told.id}"),
    )


def _day_said(kind: Kind, told: Told) -> date:
    """When it happened: on the day that it names, such as that of an offence, else on that of the record."""
    is_day = bool(kind.track) and kind.field(kind.track).kind is FieldKind.DAY
    named = told.told.get(kind.track, "") if is_day else ""
    return date.fromisoformat(named) if named else told.on
