"""Pages of watched trials: the list, a new sheet, its sections on a telephone, handing it in."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.courtwatch import asking, register
from litigation_app.casework.courtwatch.forms import RegisterForm
from litigation_app.casework.courtwatch.judgments import queries as registers
from litigation_app.casework.courtwatch.judgments.forms import office_of
from litigation_app.casework.courtwatch.judgments.presenters import court
from litigation_app.casework.courtwatch.observations import actions, queries, rules
from litigation_app.casework.courtwatch.observations.actions import Unfinished
from litigation_app.casework.courtwatch.observations.forms import SectionForm, SheetForm
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.questions import Part, Slot, asked
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
    return _new_page(SheetForm(None, office_of(offices, request.args.get("office", ""))))


@bp.post("/")
@needs(May.OBSERVE_TRIAL)
def begin() -> Answer:
    offices = accounts.offices_where(me(), May.OBSERVE_TRIAL)
    office = office_of(offices, request.form.get("office", ""))
    form = SheetForm(request.form, office)
    if not form.validate():
        return _new_page(form), 422
    sheet = actions.begin(me(), office, form.new())
    return redirect(url_for("observations.section", observation_id=sheet.id, name=rules.FIRST), code=303)


@bp.get("/<uuid:observation_id>")
@needs(May.OBSERVE_TRIAL)
def show(observation_id: UUID) -> str:
    return _page(queries.get(me(), observation_id))


@bp.post("/<uuid:observation_id>/openings")
@needs(May.OBSERVE_TRIAL)
def open_register(observation_id: UUID) -> Answer:
    sheet = queries.get(me(), observation_id)
    form = RegisterForm(request.form)
    if not form.validate():
        return _page(sheet, door=form), 422
    register.open_register(me(), sheet.office_id, purpose=form.purpose.data or "")
    return redirect(url_for("observations.show", observation_id=sheet.id), code=303)


@bp.get("/<uuid:observation_id>/sections/<name>")
@needs(May.OBSERVE_TRIAL)
def section(observation_id: UUID, name: str) -> Answer:
    sheet, part = queries.draft(me(), observation_id), _part(name)
    if part.id not in sheet.filled:
        return _section_page(sheet, part, SectionForm(None, sheet, part)), 200
    ticket = register.ticket_of(me(), sheet.office_id)
    if ticket is None:
        return _page(sheet, refused=_("Open the register to see what you have saved.")), 403
    seen = actions.read(ticket, sheet)
    form = SectionForm(None, sheet, part, said=seen.codes[part.id], note=seen.notes.get(part.id, ""))
    return _section_page(sheet, part, form), 200


@bp.post("/<uuid:observation_id>/sections/<name>")
@needs(May.OBSERVE_TRIAL)
def fill(observation_id: UUID, name: str) -> Answer:
    sheet, part = queries.draft(me(), observation_id), _part(name)
    form = SectionForm(request.form, sheet, part)
    if not form.validate():
        return _section_page(sheet, part, form), 422
    try:
        actions.fill(me(), sheet, part.id, form.codes(), note=form.note.data or "", row_version=form.version())
    except Changed:
        refused = _("This form was saved on another page in the meantime. What you typed is kept below.")
        return _section_page(sheet, part, form, refused=refused), 409
    following = rules.following(asked().sections.values(), sheet.filled) if rules.goes_on(form.codes()) else None
    return redirect(_after(sheet, following), code=303)


@bp.post("/<uuid:observation_id>/handing-in")
@needs(May.OBSERVE_TRIAL)
def hand_in(observation_id: UUID) -> Answer:
    sheet = queries.draft(me(), observation_id)
    ticket = register.ticket_of(me(), sheet.office_id)
    if ticket is None:
        return _page(sheet, refused=_("Open the register and read the form once more before you submit it.")), 403
    try:
        actions.hand_in(me(), ticket, sheet, row_version=version_typed(request.form.get("row_version", "")))
    except Unfinished as unfinished:
        return _page(sheet, refused=_unfinished(unfinished.sections)), 422
    except Changed:
        return _page(sheet, refused=_("This form was saved on another page in the meantime. Read it again.")), 409
    return redirect(url_for("observations.show", observation_id=sheet.id, done="sheet-handed-in"), code=303)


@bp.post("/<uuid:observation_id>/removal")
@needs(May.OBSERVE_TRIAL)
def remove(observation_id: UUID) -> Answer:
    sheet = queries.draft(me(), observation_id)
    try:
        actions.remove(me(), sheet)
    except Changed:
        return _page(sheet, refused=_("This form was submitted in the meantime.")), 409
    return redirect(url_for("observations.index", done="sheet-removed"), code=303)


def _part(name: str) -> Part:
    return asked().sections.get(name) or abort(404)


def _after(sheet: Observation, following: str | None) -> str:
    if following is None:
        return url_for("observations.show", observation_id=sheet.id, done="section-saved")
    return url_for("observations.section", observation_id=sheet.id, name=following, done="section-saved")


def _unfinished(sections: list[str]) -> str:
    names = ", ".join(asked().sections[one].title.read_in(current()) for one in sections)
    return _("These sections are still empty: %(names)s.", names=names)


def _new_page(form: SheetForm) -> str:
    offices = accounts.offices_where(me(), May.OBSERVE_TRIAL)
    typed_before = registers.courts_typed(office_of(offices, form.office.data or ""))
    return render_template("observations/new.html", form=form, offices=offices, typed_before=typed_before)


def _section_page(sheet: Observation, part: Part, form: SectionForm, refused: str = "") -> str:
    ids = list(asked().sections)
    return render_template(
        "observations/section.html",
        sheet=sheet,
        part=part,
        name=part.title.read_in(current()),
        place=ids.index(part.id) + 1,
        count=len(ids),
        court=court(sheet.country, sheet.court),
        form=form,
        refused=refused,
    )


def _page(sheet: Observation, *, refused: str = "", door: RegisterForm | None = None) -> str:
    """One sheet: its sections, and what they say while the register stands open."""
    ticket = register.ticket_of(me(), sheet.office_id)
    seen = actions.read(ticket, sheet) if ticket else None
    return render_template(
        "observations/show.html",
        sheet=sheet,
        court=court(sheet.country, sheet.court),
        sections=[_shown(sheet, part, seen) for part in asked().sections.values()],
        number=seen.number if seen else "",
        is_open=seen is not None,
        is_hers=sheet.observed_by == me().id,
        door=door or RegisterForm(),
        minutes=current_app.extensions["config"].opening_minutes,
        refused=refused,
    )


def _shown(sheet: Observation, part: Part, seen: actions.Seen | None) -> dict[str, Any]:
    """A section of the sheet in words."""
    law, slots = loader.load(sheet.country), [Slot(one.id, one, part) for one in part.questions]
    codes = seen.codes.get(part.id, {}) if seen else {}
    return {
        "id": part.id,
        "name": part.title.read_in(current()),
        "is_filled": part.id in sheet.filled,
        "answers": asking.shown(slots, codes, law, current()),
        "note": seen.notes.get(part.id, "") if seen else "",
    }
