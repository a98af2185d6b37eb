"""Pages of reminders: what has come, and how she wants to be reminded."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.planner.reminders import actions, presenters, queries
from litigation_app.casework.planner.reminders.forms import WishForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import current

bp = Blueprint("reminders", __name__)
Answer = Response | tuple[str, int]


@bp.get("/reminders")
@needs(May.LIST_CASES)
def index() -> str:
    found = queries.of(me())
    rows = [(one, presenters.what(one.near), presenters.place(one.near)) for one in found]
    has_new = any(one.is_new for one in found)
    return render_template("reminders/index.html", rows=rows, has_new=has_new, today=today())


@bp.post("/reminders/reading")
@needs(May.LIST_CASES)
def read_all() -> Response:
    actions.read_all(me(), current())
    return redirect(url_for("reminders.index", done="reminders-read"), code=303)


@bp.get("/reminders/wishes")
@needs(May.LIST_CASES)
def wishes() -> str:
    return _page(WishForm(None, queries.wish_of(me())))


@bp.post("/reminders/wishes")
@needs(May.LIST_CASES)
def choose() -> Answer:
    form = WishForm(request.form, queries.wish_of(me()))
    if not form.validate():
        return _page(form), 422
    chosen = {"days": form.chosen_days(), "mail_hour": form.chosen_hour()}
    try:
        actions.choose(me(), **chosen, language=current(), row_version=form.version())  # type: ignore[arg-type]
    except Changed:
        wish = queries.wish_of(me())
        form.refresh(wish.row_version if wish else 0)
        return _page(form, is_late=True), 409
    return redirect(url_for("reminders.index", done="reminders-set"), code=303)


def _page(form: WishForm, *, is_late: bool = False) -> str:
    has_mail = current_app.extensions["config"].mail is not None
    return render_template("reminders/wishes.html", form=form, has_mail=has_mail, is_late=is_late)
