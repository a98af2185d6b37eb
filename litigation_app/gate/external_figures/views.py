"""The page of numbers that others have published about the same people."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core import stood
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.gate.external_figures import actions, presenters, queries
from litigation_app.gate.external_figures.forms import EnteredInErrorForm, ExternalFigureForm, tables
from litigation_app.gate.external_figures.models import ExternalFigure

bp = Blueprint("known", __name__, url_prefix="/publishing/known")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    return _page()


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    """First which table, then which of its numbers."""
    wanted, offered = request.args.get("table", ""), tables()
    title = next((title for _source, those in offered for name, title in those if name == wanted), "")
    if not title:
        return render_template("known/tables.html", sources=offered)
    form = ExternalFigureForm()
    form.offer(wanted)
    return _asking(form, title)


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def enter() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate():
        return _asking(form), 422
    actions.enter(me(), form.said())
    return redirect(url_for("known.index", done="known-entered"), code=303)


@bp.post("/<uuid:known_id>/check")
@needs(May.DRAFT_RELEASE)
def check(known_id: UUID) -> tuple[str, int] | Response:
    refused = _done(known_id, lambda figure: actions.check(me(), figure, seen=stood.sent()))
    return refused or redirect(url_for("known.index", done="known-checked"), code=303)


@bp.post("/<uuid:known_id>/withdrawal")
@needs(May.DRAFT_RELEASE)
def withdraw(known_id: UUID) -> tuple[str, int] | Response:
    refused = _done(known_id, lambda figure: actions.withdraw(me(), figure))
    return refused or redirect(url_for("known.index", done="known-withdrawn"), code=303)


@bp.post("/<uuid:known_id>/striking")
@needs(May.DRAFT_RELEASE, fresh=True)
def strike(known_id: UUID) -> tuple[str, int] | Response:
    form = EnteredInErrorForm(request.form)
    if not form.validate():
        return _page(_("Say what is wrong with the number.")), 422
    refused = _done(known_id, lambda figure: actions.mark_entered_in_error(me(), figure, form.why.data or ""))
    return refused or redirect(url_for("known.index", done="known-struck"), code=303)


def _done(known_id: UUID, act: Callable[[ExternalFigure], None]) -> tuple[str, int] | None:
    """Do it; the page with the refusal where it cannot be done."""
    found = queries.get(known_id)
    try:
        act(found)
    except stood.Changed:
        return _page(stood.sentence()), 409
    except actions.ExternalFigureRefused as refused:
        return _page(_why(refused)), 422
    return None


def _why(refused: actions.ExternalFigureRefused) -> str:
    return {
        "own": _("You typed this in yourself: another person looks it up and checks."),
        "own_checked": _(
            "A second person has checked this: somebody else than you has to mark it as entered in error."
        ),
        "decided": _("This was decided already."),
    }[refused.reason]


def _form() -> ExternalFigureForm:
    form = ExternalFigureForm(request.form)
    form.offer()
    return form


def _asking(form: ExternalFigureForm, table: str = "") -> str:
    return render_template("known/new.html", form=form, table=table)


def _page(refused: str = "") -> str:
    found = queries.everything()
    who = {one for row in found for one in (row.entered_by, row.checked_by, row.entered_in_error_by) if one is not None}
    return render_template(
        "known/index.html",
        figures=found,
        say=presenters,
        stands=queries.stands,
        names=people.names(who),
        refused=refused,
        form=EnteredInErrorForm(),
        myself=me().id,
    )
