"""The pages on which something is recorded of a client as a person. It is read on the page of her opened record."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.clients.personal_records import actions, queries, rules
from litigation_app.casework.clients.personal_records.forms import ParticularForm
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.record_forms.forms import Asked
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("particulars", __name__)
Answer = Response | tuple[str, int]


@bp.post("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/particulars/new")
@needs(May.EDIT_VICTIM)
def new(victim_id: UUID, opening_id: UUID) -> str:
    """The empty form. The kind is sealed, so it stands in no address: addresses are kept in logs."""
    found = victims.get(me(), victim_id, May.EDIT_VICTIM)
    return _page(found, opening_id, _form(found, None, request.form.get("kind", "")))


@bp.post("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/particulars")
@needs(May.EDIT_VICTIM)
def add(victim_id: UUID, opening_id: UUID) -> Answer:
    """Writing needs no live opening, so that nothing typed is lost where the time ran out."""
    found = victims.get(me(), victim_id, May.EDIT_VICTIM)
    form = _form(found, request.form, request.form.get("kind", ""))
    if not form.validate():
        return _page(found, opening_id, form), 422
    try:
        actions.add(me(), *found, form.particular())
    except Erased:
        form.refuse("on", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _page(found, opening_id, form), 409
    return _back(victim_id, opening_id, "particular-added")


@bp.post("/particulars/<uuid:particular_id>/openings/<uuid:opening_id>/striking")
@needs(May.EDIT_VICTIM)
def strike(particular_id: UUID, opening_id: UUID) -> Answer:
    row, case = queries.get(me(), particular_id, May.EDIT_VICTIM)
    try:
        actions.mark_entered_in_error(me(), case, row, row_version=version_typed(request.form.get("row_version", "")))
    except (Changed, Erased):
        return render_template("particulars/late.html", case=case, victim_id=row.victim_id, opening_id=opening_id), 409
    return _back(row.victim_id, opening_id, "struck")


def _form(found: victims.Found, typed: MultiDict[str, str] | None, kind: str) -> ParticularForm:
    asked = rules.catalogue().kinds.get(kind)
    if asked is None:
        abort(404)
    return ParticularForm(typed, Asked(asked, loader.load(found.case.country), {}, current()))


def _page(found: victims.Found, opening_id: UUID, form: ParticularForm) -> str:
    if found.victim.erased_at is not None and not form.is_refused:
        raise NotFound
    name = form.asked.kind.words.read_in(current())
    given = {"victim": found.victim, "case": found.case, "opening_id": opening_id, "name": name}
    return render_template("particulars/new.html", form=form, **given)


def _back(victim_id: UUID, opening_id: UUID, done: str) -> Response:
    return redirect(url_for("victims.show", victim_id=victim_id, opening_id=opening_id, done=done), code=303)
