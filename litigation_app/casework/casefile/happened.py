"""What happened in a case, of all kinds, the newest first: steps, what came of hearings, what was recorded beside them. In words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.core.language import current, format_date
from litigation_app.law import loader


def happened(
    case: Case,
    tracks: Sequence[Track],
    held: Iterable[Hearing],
    records: Iterable[Record],
    teller: Teller,
    notes: Mapping[UUID, str],
) -> list[Happened]:
    """All of it; `notes`: what stands below a step while the file is open."""
    found = [replace(one, link=_of_track(one)) for one in lanes.timeline(tracks, current(), notes)]
    found += [_of_hearing(one, case) for one in held if one.state not in {State.SCHEDULED, State.STRUCK}]
    found += [_of_record(one, case, teller) for one in records if not one.is_struck]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _of_track(one: Happened) -> str:
    return url_for("tracks.show", proceeding_id=one.proceeding_id, _anchor="steps")


def _of_hearing(one: Hearing, case: Case) -> Happened:
    said = [hearings.say("kind", one.kind, current()), hearings.say("state", one.state, current())]
    why = hearings.say("reason", one.reason, current()) if one.reason else ""
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
    said = teller.said_of(kind, told.told) if kind.track and told.told.get(kind.track) else ""
    about = teller.about(told)
    return Happened(
        label=": ".join(filter(None, [kind.words.read_in(current()), said])),
        under=about,
        outcome="",
        where=about or catalogue().groups[kind.group].read_in(current()),
        shown=format_date(told.on),
        sign="journal-check",
        on=told.on,
        link=url_for("records.index", case_id=case.id, _anchor=f"record-{told.id}"),
    )
