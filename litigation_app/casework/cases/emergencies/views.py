"""The pages of an access in an emergency: its beginning and end, the alerts, the review."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts.audit.words import KINDS
from litigation_app.accounts.integrity import queries as integrity
from litigation_app.accounts.staff.cosigners import views as outside
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.accounts.staff.cosigners.forms import OutsideForm
from litigation_app.casework.cases.emergencies import actions, presenters, queries, rules
from litigation_app.casework.cases.emergencies.forms import (
    CATEGORY_NAMES,
    SENTENCES,
    VERDICT_NAMES,
    EmergencyForm,
    ReviewForm,
)
from litigation_app.casework.cases.models import Case, Emergency
from litigation_app.casework.cases.notices import presenters as notices
from litigation_app.casework.cases.notices import queries as notice_queries
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.core import clock
from litigation_app.core.access import May, me, needs, somebody
from litigation_app.core.language import _
from litigation_app.core.uploads import is_short
from litigation_app.ledger import OpeningOver

bp = Blueprint("emergencies", __name__)
Page = Response | tuple[str, int]


@bp.before_app_request
def know_hers() -> None:
    """What is open to her for a time counts for this request; the banner speaks of what is so in an emergency."""
    actor = somebody()
    if actor is None or not actor.may(May.BREAK_GLASS):
        return
    is_open = stand_ins.open_now(actor.id)
    g.emergencies, g.actor = is_open.emergencies, is_open.given_to(actor)


@bp.get("/emergencies/new")
@needs(May.BREAK_GLASS)
def new() -> str:
    return _new_page(EmergencyForm())


@bp.post("/emergencies/")
@needs(May.BREAK_GLASS)
def begin() -> Page:
    form, said = EmergencyForm(request.form), ""
    if form.validate():
        reference, category, why = (form[name].data or "" for name in ("reference", "category", "justification"))
        try:
            begun = actions.begin(me(), reference, category=category, justification=why)
            return redirect(url_for("casefile.show", case_id=begun.case_id), code=303)
        except actions.NothingOpened:
            form.refuse_all_alike()
        except actions.NotNow as stop:
            said = str(SENTENCES[stop.reason])
    return _new_page(form, said), 422


@bp.post("/emergencies/<uuid:emergency_id>/end")
@needs(May.READ_ALERTS)
def end(emergency_id: UUID) -> Response:
    found = queries.to_end(me(), emergency_id)
    actions.end(me(), found)
    if found.user_id == me().id:
        return redirect(url_for("cases.index", done="emergency-ended"), code=303)
    return redirect(url_for("emergencies.show", emergency_id=found.id, done="emergency-ended"), code=303)


@bp.get("/alerts/")
@needs(May.READ_ALERTS)
def alerts() -> str:
    return render_template("emergencies/alerts.html", told=notices.rows(notice_queries.of(me())), **_alerts())


def _alerts() -> dict[str, Any]:
    """What happened that is not addressed to her alone."""
    now = clock.now()
    return {
        "lines": queries.lines(me()),
        "limits": queries.limits(me()),
        "failures": integrity.failures() if me().may(May.VERIFY_LEDGER) else [],
        "kinds": KINDS,
        "categories": CATEGORY_NAMES,
        "verdicts": VERDICT_NAMES,
        "count": queries.count_this_year(me()),
        "waiting": queries.count_alerts(me()),
        "may_begin": me().may(May.BREAK_GLASS),
        "is_overdue": lambda began: rules.is_overdue(began, now),
        "now": now,
    }


@bp.post("/alerts/reading")
@needs(May.READ_ALERTS)
def mark_read() -> Response:
    actions.mark_read(me())
    return redirect(url_for("emergencies.alerts"), code=303)


@bp.get("/emergencies/<uuid:emergency_id>")
@needs(May.READ_ALERTS)
def show(emergency_id: UUID) -> str:
    return _page(emergency_id)


@bp.post("/emergencies/<uuid:emergency_id>/openings")
@needs(May.READ_ALERTS)
def open_justification(emergency_id: UUID) -> Response:
    emergency, case = queries.get(me(), emergency_id)
    if not queries.may_read(me(), emergency):
        raise NotFound
    opening_id = actions.open_justification(me(), emergency, case)
    return redirect(url_for("emergencies.read", emergency_id=emergency_id, opening_id=opening_id), code=303)


@bp.get("/emergencies/<uuid:emergency_id>/openings/<uuid:opening_id>")
@needs(May.READ_ALERTS)
def read(emergency_id: UUID, opening_id: UUID) -> str:
    emergency, _case = queries.get(me(), emergency_id)
    if not queries.may_read(me(), emergency):
        raise NotFound
    return _page(emergency_id, opening_id)


@bp.post("/emergencies/<uuid:emergency_id>/review")
@needs(May.REVIEW_BREAK_GLASS)
def review(emergency_id: UUID) -> Page:
    emergency, case = queries.get(me(), emergency_id)
    if not queries.waits_for(me(), emergency):
        raise NotFound
    form = ReviewForm(request.form)
    if not form.validate():
        return _page(emergency_id, form=form), 422
    return _reviewed(emergency, case, SecondPerson(me()), form.verdict.data or "", form.note.data or "")


@bp.post("/emergencies/<uuid:emergency_id>/co-signing-request")
@needs(May.BREAK_GLASS)
def ask_outside(emergency_id: UUID) -> Page:
    emergency, _case = _hers(emergency_id)
    form = ReviewForm(request.form)
    if not form.validate():
        return _page(emergency_id, form=form), 422
    return outside.asked(queries.proposed(emergency, form.verdict.data or ""), partial(_refused, emergency_id))


@bp.post("/emergencies/<uuid:emergency_id>/co-signature")
@needs(May.BREAK_GLASS)
@is_short
def bring_outside(emergency_id: UUID) -> Page:
    emergency, case = _hers(emergency_id)
    proposed, reviewed = queries.proposed(emergency, ""), partial(_reviewed, emergency, case)
    return outside.brought(proposed, reviewed, partial(_refused, emergency_id))


def _hers(emergency_id: UUID) -> tuple[Emergency, Case]:
    """Her own access, which nobody here could review; raises NotFound."""
    emergency, case = queries.get(me(), emergency_id)
    if not queries.asks_outside(me(), emergency):
        raise NotFound
    return emergency, case


def _reviewed(
    emergency: Emergency, case: Case, second: SecondPerson, verdict: str | None = None, note: str | None = None
) -> Page:
    """`verdict` None: it stands in what an outside co-signer signed."""
    try:
        actions.review(second, emergency, case, verdict=verdict or second.said["verdict"], note=note)
    except actions.ReviewedAlready:
        return _refused(emergency.id, _("This was decided already.")), 409
    return redirect(url_for("emergencies.show", emergency_id=emergency.id, done="reviewed"), code=303)


def _refused(emergency_id: UUID, why: str) -> str:
    return _page(emergency_id, refused=why)


def _new_page(form: EmergencyForm, said: str = "") -> str:
    return render_template("emergencies/new.html", form=form, said=said)


def _page(emergency_id: UUID, opening_id: UUID | None = None, form: ReviewForm | None = None, refused: str = "") -> str:
    """One access; with its justification under a live opening, and the review where it is the reader's to do."""
    emergency, _case = queries.get(me(), emergency_id)
    line = queries.line(emergency)
    return render_template(
        "emergencies/show.html",
        line=line,
        said=_said(emergency, opening_id) if opening_id else None,
        may_read=queries.may_read(me(), emergency),
        form=form or ReviewForm(),
        refused=refused,
        outside=OutsideForm() if queries.asks_outside(me(), emergency) else None,
        is_mine_to_review=queries.waits_for(me(), emergency),
        may_end=emergency.until > clock.now() and queries.may_end(me(), emergency),
        done=[(one, *presenters.done(one)) for one in queries.done_in(emergency)],
        is_overdue=line.reviewed_at is None and rules.is_overdue(line.started_at, clock.now()),
        category=CATEGORY_NAMES[line.category],
        verdict=VERDICT_NAMES[line.verdict] if line.verdict else "",
    )


def _said(emergency: Emergency, opening_id: UUID) -> actions.Said | None:
    """None where the time of the reading is over: the page offers to read it again."""
    minutes = int(current_app.extensions["config"].opening_minutes)
    try:
        return actions.read_justification(me(), emergency, opening_id, minutes=minutes)
    except OpeningOver:
        return None
