"""Pages of watched trials: the list, a new sheet, its sections on a telephone, handing it in."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.courtwatch import actions as register
from litigation_app.casework.courtwatch import forms as asking
from litigation_app.casework.courtwatch.forms import RegisterForm
from litigation_app.casework.courtwatch.judgments import queries as registers
from litigation_app.casework.courtwatch.judgments.forms import office_of
from litigation_app.casework.courtwatch.judgments.presenters import court
from litigation_app.casework.courtwatch.observations import actions, queries, rules
from litigation_app.casework.courtwatch.observations.actions import Unfinished
from litigation_app.casework.courtwatch.observations.forms import ObservationForm, SectionForm
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.rules import Part, Slot, asked
from litigation_app.core import paging
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("observations", __name__, url_prefix="/watched-trials")
Answer = Response | tuple[str, int]


@bp.get("/")
@needs(May.OBSERVE_TRIAL)
def index() -> str:
    page = queries.page(me(), before=paging.read(request.args.get("before", "")))
    rows = [(line, court(line.country, line.court)) for line in page.rows]
    return render_template("observations/index.html", rows=rows, next=paging.written(page.next))


@bp.get("/new")
@needs(May.OBSERVE_TRIAL)
def new() -> str:
    offices = accounts.offices_where(me(), May.OBSERVE_TRIAL)
    return _new_page(ObservationForm(None, office_of(offices, request.args.get("office", ""))))


@bp.post("/")
@needs(May.OBSERVE_TRIAL)
def begin() -> Answer:
    offices = accounts.offices_where(me(), May.OBSERVE_TRIAL)
    office = office_of(offices, request.form.get("office", ""))
    form = ObservationForm(request.form, office)
    if not form.validate():
        return _new_page(form), 422
    observation = actions.begin(me(), office, form.new())
    return redirect(url_for("observations.section", observation_id=observation.id, name=rules.FIRST), code=303)


@bp.get("/<uuid:observation_id>")
@needs(May.OBSERVE_TRIAL)
def show(observation_id: UUID) -> str:
    return _page(queries.get(me(), observation_id))


@bp.post("/<uuid:observation_id>/openings")
@needs(May.OBSERVE_TRIAL)
def open_register(observation_id: UUID) -> Answer:
    observation = queries.get(me(), observation_id)
    form = RegisterForm(request.form)
    if not form.validate():
        return _page(observation, door=form), 422
    register.open_register(me(), observation.office_id, purpose=form.purpose.data or "")
    return redirect(url_for("observations.show", observation_id=observation.id), code=303)


@bp.get("/<uuid:observation_id>/sections/<name>")
@needs(May.OBSERVE_TRIAL)
def section(observation_id: UUID, name: str) -> Answer:
    observation, part = queries.draft(me(), observation_id), _part(name)
    if part.id not in observation.filled:
        return _section_page(observation, part, SectionForm(None, observation, part)), 200
    ticket = register.ticket_of(me(), observation.office_id)
    if ticket is None:
        return _page(observation, refused=_("Open the register to see what you have saved.")), 403
    seen = actions.read(ticket, observation)
    form = SectionForm(None, observation, part, said=seen.codes[part.id], note=seen.notes.get(part.id, ""))
    return _section_page(observation, part, form), 200


@bp.post("/<uuid:observation_id>/sections/<name>")
@needs(May.OBSERVE_TRIAL)
def fill(observation_id: UUID, name: str) -> Answer:
    observation, part = queries.draft(me(), observation_id), _part(name)
    form = SectionForm(request.form, observation, part)
    if not form.validate():
        return _section_page(observation, part, form), 422
    try:
        actions.fill(me(), observation, part.id, form.codes(), note=form.note.data or "", row_version=form.version())
    except Changed:
        refused = _("This form was saved on another page in the meantime. What you typed is kept below.")
        return _section_page(observation, part, form, refused=refused), 409
    following = rules.following(asked().sections.values(), observation.filled) if rules.goes_on(form.codes()) else None
    return redirect(_after(observation, following), code=303)


@bp.post("/<uuid:observation_id>/handing-in")
@needs(May.OBSERVE_TRIAL)
def hand_in(observation_id: UUID) -> Answer:
    observation = queries.draft(me(), observation_id)
    ticket = register.ticket_of(me(), observation.office_id)
    if ticket is None:
        return _page(observation, refused=_("Open the register and read the form once more before you submit it.")), 403
    try:
        actions.hand_in(me(), ticket, observation, row_version=version_typed(request.form.get("row_version", "")))
    except Unfinished as unfinished:
        return _page(observation, refused=_unfinished(unfinished.sections)), 422
    except Changed:
        return _page(observation, refused=_("This form was saved on another page in the meantime. Read it again.")), 409
    return redirect(url_for("observations.show", observation_id=observation.id, done="sheet-handed-in"), code=303)


@bp.post("/<uuid:observation_id>/removal")
@needs(May.OBSERVE_TRIAL)
def remove(observation_id: UUID) -> Answer:
    observation = queries.draft(me(), observation_id)
    try:
        actions.remove(me(), observation)
    except Changed:
        return _page(observation, refused=_("This form was submitted in the meantime.")), 409
    return redirect(url_for("observations.index", done="sheet-removed"), code=303)


def _part(name: str) -> Part:
    return asked().sections.get(name) or abort(404)


def _after(observation: Observation, following: str | None) -> str:
    if following is None:
        return url_for("observations.show", observation_id=observation.id, done="section-saved")
    return url_for("observations.section", observation_id=observation.id, name=following, done="section-saved")


def _unfinished(sections: list[str]) -> str:
    names = ", ".join(asked().sections[one].title.read_in(current()) for one in sections)
    return _("These sections are still empty: %(names)s.", names=names)


def _new_page(form: ObservationForm) -> str:
    offices = accounts.offices_where(me(), May.OBSERVE_TRIAL)
    typed_before = registers.courts_typed(office_of(offices, form.office.data or ""))
    return render_template("observations/new.html", form=form, offices=offices, typed_before=typed_before)


def _section_page(observation: Observation, part: Part, form: SectionForm, refused: str = "") -> str:
    ids = list(asked().sections)
    return render_template(
        "observations/section.html",
        observation=observation,
        part=part,
        name=part.title.read_in(current()),
        place=ids.index(part.id) + 1,
        count=len(ids),
        court=court(observation.country, observation.court),
        form=form,
        refused=refused,
    )


def _page(observation: Observation, *, refused: str = "", door: RegisterForm | None = None) -> str:
    """One sheet: its sections, and what they say while the register stands open."""
    ticket = register.ticket_of(me(), observation.office_id)
    seen = actions.read(ticket, observation) if ticket else None
    return render_template(
        "observations/show.html",
        observation=observation,
        court=court(observation.country, observation.court),
        sections=[_shown(observation, part, seen) for part in asked().sections.values()],
        number=seen.number if seen else "",
        is_open=seen is not None,
        is_hers=observation.observed_by == me().id,
        door=door or RegisterForm(),
        minutes=current_app.extensions["config"].opening_minutes,
        refused=refused,
    )


def _shown(observation: Observation, part: Part, seen: actions.Seen | None) -> dict[str, Any]:
    """A section of the sheet in words."""
    law, slots = loader.load(observation.country), [Slot(one.id, one, part) for one in part.questions]
    codes = seen.codes.get(part.id, {}) if seen else {}
    return {
        "id": part.id,
        "name": part.title.read_in(current()),
        "is_filled": part.id in observation.filled,
        "answers": asking.shown(slots, codes, law, current()),
        "note": seen.notes.get(part.id, "") if seen else "",
    }
