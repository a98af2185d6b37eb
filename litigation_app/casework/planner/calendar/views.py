"""The calendar page: a month, a week or a list of days."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.rules import CAP, Tab
from litigation_app.casework.planner.absences import queries as standing_in
from litigation_app.casework.planner.calendar import actions, presenters, queries, rules
from litigation_app.casework.planner.calendar.feeds import presenters as feeds
from litigation_app.casework.planner.calendar.forms import WORDS, FeedForm
from litigation_app.casework.planner.calendar.presenters import Shown
from litigation_app.casework.planner.calendar.queries import Only
from litigation_app.casework.planner.calendar.rules import WEEK, LinkTells, View
from litigation_app.casework.planner.reminders import presenters as reminding
from litigation_app.casework.planner.reminders import queries as reminders
from litigation_app.core import clock
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current, speaking
from litigation_app.core.weekdays import weekdays
from litigation_app.law import loader

bp = Blueprint("calendar", __name__)


@bp.get("/calendar")
@needs(May.LIST_CASES)
def index() -> str:
    view, day, only = _view(), _day(), _only()
    return render_template("calendar/index.html", **_shown(view, day, only), **_around(view, day, only))


@bp.get("/calendar/link")
@needs(May.LIST_CASES)
def link() -> str:
    return _link_page(FeedForm())


@bp.post("/calendar/link")
@needs(May.LIST_CASES, fresh=True)
def make_link() -> str | tuple[str, int]:
    form = FeedForm(request.form)
    if not form.validate():
        return _link_page(form), 422
    token = actions.make_feed(me(), says=form.chosen(), language=current())
    made = current_app.extensions["config"].address(url_for("calendar.feed", token=token))
    return _link_page(FeedForm(), made)


@bp.post("/calendar/link/removal")
@needs(May.LIST_CASES)
def end_link() -> Response:
    actions.end_feed(me())
    return redirect(url_for("calendar.link", done="link-removed"), code=303)


@bp.get("/calendar/feeds/<token>.ics")
@needs(May.MACHINE)
def feed(token: str) -> Response:
    found = feeds.feed(token)
    owner = accounts.actor_by_id(found.user_id) if found else None
    if found is None or owner is None or not owner.may(May.LIST_CASES):
        raise NotFound
    g.actor = owner  # the database shows what she may see
    g.actor = at_work = stand_ins.with_what_is_open(owner)
    days, told = feeds.span(today()), LinkTells.of(found.says)
    heard = (*queries.hearings(owner, days, Only()), *standing_in.hearings(at_work, days))
    rows = {one.id: one for one in heard}.values()  # one of an office of hers that she would see anyhow is named once
    near = [*reminders.to_do(owner, days.last), *standing_in.to_do(at_work, days)] if told.has_to_do else []
    with speaking(found.language):
        words = [(one, reminding.what(one)) for one in near]
        written = feeds.written(rows, words, found, clock.now())
    return Response(written, mimetype="text/calendar")


def _link_page(form: FeedForm, made: str = "") -> str:
    feed = feeds.feed_of(me())
    says = WORDS[LinkTells.of(feed.says).says] if feed else ""
    return render_template("calendar/link.html", form=form, feed=feed, says=says, made=made)


def _shown(view: View, day: date, only: Only) -> dict[str, Any]:
    """The days of the page with what stands on them."""
    span = rules.span(view, day)
    a_day = rules.settings().a_day if view in {View.MONTH, View.WEEKS} else None
    found = queries.hearings(me(), span, only, a_day=a_day)
    hers = reminders.to_do(me(), span.last) if only == Only() else []
    due, followed = queries.deadlines(me(), span, only), queries.followed(me(), span, only)
    beside = presenters.Beside(due, followed, hers)
    squares = presenters.squares(found, beside, Shown(span, day, today()), current())
    return {
        "title": presenters.title(view, day, span),
        "view": view,
        "squares": squares,
        "weeks": [squares[start : start + WEEK] for start in range(0, len(squares), WEEK)]
        if view is not View.LIST
        else [],
        "weekdays": weekdays(),
        "is_cut": a_day is None and len(found) == rules.settings().most,
    }


def _around(view: View, day: date, only: Only) -> dict[str, Any]:
    """The ways to other pages, and what this one can be narrowed to."""
    kept: dict[str, Any] = {"lawyer": only.lawyer, "office": only.office, "country": only.country}
    named = [(View.WEEKS, _("Four weeks")), (View.MONTH, _("Month")), (View.WEEK, _("Week")), (View.LIST, _("List"))]
    return {
        "tabs": [(text, url_for("calendar.index", view=one, day=day, **kept), one is view) for one, text in named],
        "before": url_for("calendar.index", view=view, day=rules.before(view, day), **kept),
        "after": url_for("calendar.index", view=view, day=rules.after(view, day), **kept),
        "now": url_for("calendar.index", view=view, **kept),
        "only": only,
        "kept": kept,
        "day": day,
        "undated": lists.number(me(), Tab.UNDATED),
        "many": CAP,
        "lawyers": queries.lawyers(me()),
        "offices": queries.offices(me()),
        "countries": [(one, loader.load(one).name(current())) for one in queries.countries(me())],
    }


def _view() -> View:
    """The view that was asked for; four weeks for anything else."""
    asked = request.args.get("view", "")
    return View(asked) if asked in set(View) else View.WEEKS


def _day() -> date:
    """The day that was asked for; today for anything that is no day of these centuries."""
    try:
        asked = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return today()
    return asked if 1950 <= asked.year <= 2150 else today()


def _only() -> Only:
    country = request.args.get("country", "")
    return Only(_id("lawyer"), _id("office"), country if country in queries.countries(me()) else None)


def _id(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None
