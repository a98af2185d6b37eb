"""The pages of a victim: adding her, opening her record with a purpose, reading it, changing it."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.victims import actions, queries, rules
from litigation_app.casework.victims.forms import PurposeForm, VictimForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import codes
from litigation_app.ledger import OpeningOver

bp = Blueprint("victims", __name__)


@bp.get("/cases/<uuid:case_id>/victims/new")
@needs(May.EDIT_VICTIM)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.EDIT_VICTIM)
    return render_template("victims/new.html", case=case, form=VictimForm())


@bp.post("/cases/<uuid:case_id>/victims")
@needs(May.EDIT_VICTIM)
def add(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.EDIT_VICTIM)
    form = VictimForm(request.form)
    if not form.validate():
        return render_template("victims/new.html", case=case, form=form), 422
    actions.add(me(), case, form.record())
    return redirect(url_for("casefile.show", case_id=case.id, done="added"), code=303)


@bp.get("/victims/<uuid:victim_id>")
@needs(May.OPEN_VICTIM)
def door(victim_id: UUID) -> str:
    return _door(queries.get(me(), victim_id, May.OPEN_VICTIM), PurposeForm())


@bp.post("/victims/<uuid:victim_id>/openings")
@needs(May.OPEN_VICTIM)
def open_record(victim_id: UUID) -> Response | tuple[str, int]:
    found = queries.get(me(), victim_id, May.OPEN_VICTIM)
    form = PurposeForm(request.form)
    if not form.validate():
        return _door(found, form), 422
    opening_id = actions.open_record(me(), found.victim, found.case, purpose=form.purpose.data or "")
    return redirect(url_for("victims.show", victim_id=victim_id, opening_id=opening_id), code=303)


@bp.get("/victims/<uuid:victim_id>/openings/<uuid:opening_id>")
@needs(May.OPEN_VICTIM)
def show(victim_id: UUID, opening_id: UUID) -> str | tuple[str, int]:
    found = queries.get(me(), victim_id, May.OPEN_VICTIM)
    try:
        record = _read(found, opening_id)
    except OpeningOver:
        return _door(found, PurposeForm(), is_over=True), 403
    return _record_page("victims/show.html", found, opening_id, record)


@bp.get("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/record")
@needs(May.EDIT_VICTIM)
def edit(victim_id: UUID, opening_id: UUID) -> str | tuple[str, int]:
    found = queries.get(me(), victim_id, May.EDIT_VICTIM)
    try:
        record = _read(found, opening_id)
    except OpeningOver:
        return _door(found, PurposeForm(), is_over=True), 403
    form = _of_now(VictimForm(record=record), found)
    return _record_page("victims/edit.html", found, opening_id, record, form=form)


@bp.post("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/record")
@needs(May.EDIT_VICTIM)
def change(victim_id: UUID, opening_id: UUID) -> Response | tuple[str, int]:
    found = queries.get(me(), victim_id, May.EDIT_VICTIM)
    form = VictimForm(request.form)
    opening_id = _kept_open(found, opening_id)
    try:
        record = _read(found, opening_id)
        if not form.validate():
            return _record_page("victims/edit.html", found, opening_id, record, form=form), 422
        actions.change(me(), found.victim, found.case, form.record(), row_version=form.version())
    except OpeningOver:
        return _record_page("victims/lapsed.html", found, opening_id, None, form=form), 403
    except Changed:
        return _both(found, opening_id, form), 409
    return redirect(url_for("victims.show", victim_id=victim_id, opening_id=opening_id, done="saved"), code=303)


def _read(found: queries.Found, opening_id: UUID) -> rules.VictimRecord:
    """Her record under this opening; raises OpeningOver."""
    return actions.read(actions.ticket_of(me(), found.victim, opening_id, minutes=_minutes()), found.victim)


def _minutes() -> int:
    """For how long one access lasts."""
    return int(current_app.extensions["config"].opening_minutes)


def _of_now(form: VictimForm, found: queries.Found) -> VictimForm:
    """The form made from what is saved now: only then may it replace that."""
    form.row_version.data = str(found.victim.row_version)
    return form


def _kept_open(found: queries.Found, opening_id: UUID) -> UUID:
    """Where the time ran out while she wrote, the purpose comes with the text: this opens the record anew."""
    purpose = PurposeForm(request.form)
    if not purpose.purpose.raw_data or not purpose.validate():
        return opening_id
    return actions.open_record(me(), found.victim, found.case, purpose=purpose.purpose.data or "")


def _both(found: queries.Found, opening_id: UUID, form: VictimForm) -> str:
    """What the other person saved above, what was typed below; saving again is then a decision."""
    saved = _read(found, opening_id)
    _of_now(form, found)
    return _record_page(
        "victims/edit.html", found, opening_id, saved, form=form, other=queries.last_change(found.victim)
    )


def _door(found: queries.Found, form: PurposeForm, *, is_over: bool = False) -> str:
    victim, case = found
    last = queries.last_access(act=actions.OPEN, of=f"victim:{victim.id}")
    return render_template(
        "victims/door.html",
        victim=victim,
        case=case,
        form=form,
        last=last,
        purposes=_purposes(),
        is_over=is_over,
        minutes=_minutes(),
    )


def _record_page(
    template: str,
    found: queries.Found,
    opening_id: UUID,
    record: rules.VictimRecord | None,
    form: VictimForm | None = None,
    other: queries.Change | None = None,
) -> str:
    victim, case = found
    return render_template(
        template,
        victim=victim,
        case=case,
        opening_id=opening_id,
        record=record,
        form=form,
        other=other,
        change=queries.last_change(victim),
        ages=rules.ages_on(record, today()) if record else None,
        word=lambda list_, code: codes.label(list_, code, current()),
        may_edit=cases.may(me(), case, May.EDIT_VICTIM),
        purpose=None if record else PurposeForm(),
    )


def _purposes() -> dict[str, str]:
    return dict(codes.options("purpose", current()))
