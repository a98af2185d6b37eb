"""The first page of a day."""

from flask import Blueprint, render_template

from litigation_app.casework.calendar.queries import Day
from litigation_app.casework.caselists.rules import CAP
from litigation_app.casework.hearings import rules as hearings
from litigation_app.casework.hearings import shown as hearings_shown
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.records.kinds import catalogue
from litigation_app.casework.records.queries import Asking
from litigation_app.casework.records.shown import Teller
from litigation_app.casework.reminders import queries as reminders
from litigation_app.casework.reminders import shown as reminders_shown
from litigation_app.casework.reviews import shown as reviews
from litigation_app.casework.tasks import shown as tasks
from litigation_app.casework.today import queries
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("today", __name__)


@bp.get("/today")
@needs(May.LIST_CASES)
def show() -> str:
    found = queries.of(me(), today(), current())
    return render_template(
        "today/show.html",
        day=today(),
        hearings=[(one, *_said(one)) for one in found.hearings],
        silent=[(one, *_said(one)) for one in found.silent],
        found=found,
        tasks=[tasks.row(one, today()) for one in found.tasks],
        back=[(one, reviews.back(one)) for one in found.back],
        warn=[(one, _why(one)) for one in found.warn],
        ends=[(one, reminders_shown.what(one)) for one in found.ends],
        many=CAP,
        news=sum(one.is_new for one in reminders.of(me())),
        sees_office=me().may(May.ASSIGN_CASE),
    )


def _said(one: Day) -> tuple[str, str, str, str]:
    """The hearing in words: when, what, how it stands, the look of its chip."""
    is_over = one.state == State.SCHEDULED and one.on < today()
    state = _("What came of it?") if is_over else hearings.say("state", one.state, current())
    chip = "bad" if is_over else hearings_shown.chip(one.state)
    return hearings_shown.moment(one.on, one.at), hearings.say("kind", one.kind, current()), state, chip


def _why(one: Asking) -> str:
    """What the client must be told of."""
    kind = catalogue().kinds[one.kind]
    return Teller(loader.load(one.reference[:2]), current(), {}).said_of(kind, one.told)
