"""What stands on the page of a hearing, and what do its forms know of the case around it?"""

from typing import Any
from uuid import UUID

from flask import render_template
from werkzeug.exceptions import NotFound

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import actions, presenters, queries, rules
from litigation_app.casework.proceedings.hearings.forms import Around, Ask, HearingInErrorForm, ReportForm, StandInForm
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import Slot, State
from litigation_app.casework.record_forms.forms import why_words
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import loader
from litigation_app.law.court_calendar import calendar_of


def around(case: Case, hearing: Hearing | None = None, *, wish: str = "") -> Around:
    """The proceedings of the case, and which is likely: the one that is wished for, that of the last hearing, the criminal one.

    Raises NotFound where there is none yet.
    """
    tracks = {str(track.id): track for track in proceedings.tracks(case)}
    if not tracks:
        raise NotFound
    last = queries.last_of(case, UUID(wish) if wish in tracks else None)
    criminal = [id_ for id_, track in tracks.items() if track.graph.family == "criminal" and track.joined is None]
    likely = wish if wish in tracks else str(last.proceeding_id) if last else criminal[0] if len(criminal) == 1 else ""
    usual = rules.USUAL.get(tracks[likely].graph.family, "") if likely else ""
    lanes = [(id_, track.graph.name(current())) for id_, track in tracks.items()]
    return Around(lanes, likely, last.kind if last else usual, asker(case, hearing))


def asker(case: Case, hearing: Hearing | None) -> Ask:
    """What is asked before a hearing of this case stands on a day; `hearing`: the one that is changed or was put off."""
    calendar = calendar_of(case.country, *([case.forum] if case.forum else []))

    def ask(proceeding_id: UUID, slot: Slot, *, is_next: bool = False) -> list[str]:
        without = queries.with_next(hearing) if hearing else ()
        beside = queries.beside(me(), case, proceeding_id, slot.on, without=without)
        asked = rules.questions(slot, calendar, today(), beside, is_next=is_next)
        return [presenters.question(one, slot.on) for one in asked]

    return ask


def stand_in_form(found: queries.Found, typed: Any = None) -> StandInForm:
    """Who could go there instead: whoever is not named already."""
    named = {one.stand_in_id for one in stand_ins.of_hearing(me(), found.hearing.id)}
    able = [(one.id, one.name) for one in stand_ins.lawyers_beside(found.case) if one.id not in named]
    return StandInForm(able, typed)


def _asks_who_goes(found: queries.Found) -> StandInForm | None:
    """Asked of the coordinator while the hearing is to come."""
    is_to_come = found.hearing.state == State.SCHEDULED and found.hearing.on >= today()
    return stand_in_form(found) if is_to_come and cases.may(me(), found.case, May.ASSIGN_CASE) else None


def page(
    found: queries.Found,
    *,
    report: ReportForm | None = None,
    strike: HearingInErrorForm | None = None,
    stand_in: StandInForm | None = None,
    is_late: bool = False,
) -> str:
    """A hearing with all that was said of it; `is_late`: somebody said more while she was writing."""
    hearing, case = found
    ticket = openings.ticket_of(me(), case)
    told, next_ = queries.reports(found), queries.followed_by(hearing)
    noted = [hearing.id, *(one.id for one in told)]
    proceeding = proceedings.get(me(), hearing.proceeding_id).proceeding
    return render_template(
        "hearings/show.html",
        case=case,
        hearing=hearing,
        form=report or ReportForm(None, hearing, asker(case, hearing), told[0].came if told else (), next_),
        in_error_form=strike or HearingInErrorForm(None, hearing),
        kind=rules.say("kind", hearing.kind, current()),
        lane=loader.load(case.country).procedure(proceeding.procedure).name(current()),
        when=presenters.moment(hearing.on, hearing.at),
        must_come=rules.listed(hearing.must_come, current()),
        state=(presenters.chip(hearing.state), rules.say("state", hearing.state, current())),
        reports=[(one, *presenters.report(one)) for one in told],
        changes=[presenters.change(one, case.country) for one in queries.changes(found)],
        next=next_,
        before=queries.before(found),
        notes=actions.read_notes(ticket, noted).texts if ticket else None,
        may_record=hearing.state != State.ENTERED_IN_ERROR and cases.may(me(), case, May.RECORD_STEP),
        mistake=why_words,
        goes=stand_ins.of_hearing(me(), hearing.id),
        stand_in_form=stand_in or _asks_who_goes(found),
        is_late=is_late,
    )
