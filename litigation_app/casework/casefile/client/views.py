"""The pages of a victim: adding her, opening groups of her record with a purpose, reading them, changing them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from litigation_app import ledger
from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.forms import PurposeForm
from litigation_app.casework.clients.personal_records import actions as arrivals
from litigation_app.casework.clients.personal_records import presenters as particulars
from litigation_app.casework.clients.personal_records.forms import NewcomerForm
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.searches.actions import TooManySearches
from litigation_app.casework.clients.searches.presenters import too_many_saved
from litigation_app.casework.clients.victims import actions, queries, rules
from litigation_app.casework.clients.victims.forms import GROUP_NAMES, OpeningForm, VictimForm
from litigation_app.casework.clients.victims.rules import Group, VictimRecord
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.casework.strategy.assessments import presenters as assessments
from litigation_app.core.access import May, Obligation, ask_again, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import codes
from litigation_app.ledger import OpeningOver

bp = Blueprint("victims", __name__)


@bp.get("/cases/<uuid:case_id>/victims/new")
@needs(May.EDIT_VICTIM)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.EDIT_VICTIM)
    form = NewcomerForm(None, frozenset(queries.openable(me(), case)))
    return render_template("victims/new.html", case=case, form=form)


@bp.post("/cases/<uuid:case_id>/victims")
@needs(May.EDIT_VICTIM)
def add(case_id: UUID) -> Response | tuple[str, int]:
    case = cases.get(me(), case_id, May.EDIT_VICTIM)
    form = NewcomerForm(request.form, frozenset(queries.openable(me(), case)))
    if not form.validate():
        return render_template("victims/new.html", case=case, form=form), 422
    try:
        same = actions.alike(me(), form.record())
    except TooManySearches as stop:
        return render_template("victims/new.html", case=case, form=_stopped(form, stop)), 422
    victim = arrivals.take_in(me(), case, form.newcomer(), same)
    return after(case.id, [victim.id], url_for("casefile.show", case_id=case.id), done="person-added")


@bp.get("/victims/<uuid:victim_id>")
@needs(May.OPEN_VICTIM)
def door(victim_id: UUID) -> str:
    found = _found(victim_id, May.OPEN_VICTIM)
    return _door(found, _asked(found, None))


@bp.post("/victims/<uuid:victim_id>/openings")
@needs(May.OPEN_VICTIM)
def open_record(victim_id: UUID) -> Response | tuple[str, int]:
    found = _found(victim_id, May.OPEN_VICTIM)
    form = _asked(found, request.form)
    if not form.validate():
        return _door(found, form), 422
    opening_id = _opened(found, form.purpose.data or "", form.chosen())
    return redirect(url_for("victims.show", victim_id=victim_id, opening_id=opening_id), code=303)


@bp.get("/victims/<uuid:victim_id>/openings/<uuid:opening_id>")
@needs(May.OPEN_VICTIM)
def show(victim_id: UUID, opening_id: UUID) -> str | tuple[str, int]:
    found = _found(victim_id, May.OPEN_VICTIM)
    sight = queries.sight(me(), found.case)
    try:
        ticket = _ticket(found, opening_id)
        record = actions.read(ticket, found.victim, frozenset(sight.openable))
    except OpeningOver:
        return _door(found, _asked(found, None), is_over=True), 403
    beside: dict[str, Any] = {
        "particulars": particulars.of(ticket, *found, record.groups),
        "signed": authority.signed(ticket, *found, record.groups),
        "weighed": assessments.of_client(ticket, victim_id) if Group.LEGAL in record.groups else [],
    }
    return _record_page("victims/show.html", found, opening_id, record, sight=sight, **beside)


@bp.get("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/record")
@needs(May.EDIT_VICTIM)
def edit(victim_id: UUID, opening_id: UUID) -> str | tuple[str, int]:
    found = _found(victim_id, May.EDIT_VICTIM)
    try:
        record = _read(found, _ticket(found, opening_id))
    except OpeningOver:
        return _door(found, _asked(found, None), is_over=True), 403
    form = _of_now(VictimForm(record=record, groups=record.groups), found)
    return _record_page("victims/edit.html", found, opening_id, record, form=form)


@bp.post("/victims/<uuid:victim_id>/openings/<uuid:opening_id>/record")
@needs(May.EDIT_VICTIM)
def change(victim_id: UUID, opening_id: UUID) -> Response | tuple[str, int]:
    found = _found(victim_id, May.EDIT_VICTIM)
    opening_id, form = _kept_open(found, opening_id), _typed(found)
    try:
        ticket = _ticket(found, opening_id)
        form, record = _typed(found, actions.groups_of(ticket)), _read(found, ticket)
        if not form.validate():
            return _record_page("victims/edit.html", found, opening_id, record, form=form), 422
        _save(found, form, record, ticket)
    except TooManySearches as stop:
        return _record_page("victims/edit.html", found, opening_id, record, form=_stopped(form, stop)), 422
    except OpeningOver:
        return _record_page("victims/lapsed.html", found, opening_id, None, form=form), 403
    except Changed:
        return _both(found, opening_id, ticket, form), 409
    return _after_change(found, opening_id)


def _after_change(found: queries.Found, opening_id: UUID) -> Response:
    read = url_for("victims.show", victim_id=found.victim.id, opening_id=opening_id)
    return after(found.case.id, [found.victim.id], read, done="data-saved")


def _save(found: queries.Found, form: VictimForm, before: VictimRecord, ticket: ledger.Ticket) -> None:
    same = actions.alike(me(), form.record(), before)
    actions.change(me(), found, form.record(), same, ticket=ticket, row_version=form.version())


def _stopped(form: VictimForm, stop: TooManySearches) -> VictimForm:
    form.stop(too_many_saved(stop))
    return form


def _found(victim_id: UUID, to: May) -> queries.Found:
    """A victim of hers; of one who was erased, the request ends with the page that says so."""
    found = queries.get(me(), victim_id, to)
    _require_record(found)
    return found


def _require_record(found: queries.Found) -> None:
    if found.victim.erased_at is not None:
        may_see = cases.may(me(), found.case, May.SEE_ERASURES)
        page = render_template("victims/erased.html", victim=found.victim, case=found.case, may_see=may_see)
        abort(make_response(page, 410))


def after(case_id: UUID, saved: Collection[UUID], page: str, *, done: str) -> Response:
    """To this page, or to all that the case shares, if one of these people does with a record that she may see too."""
    shared = searches.is_shared(me(), saved)
    return redirect(url_for("search.shared", case=case_id, done=done) if shared else f"{page}?done={done}", code=303)


def _asked(found: queries.Found, typed: MultiDict[str, str] | None) -> OpeningForm:
    """The question why and what, with the groups that she may open."""
    return OpeningForm(typed, frozenset(queries.openable(me(), found.case)))


def _require_fresh() -> None:
    """Ends the request with the page that asks for her second factor unless she has shown it lately."""
    asking = ask_again()
    if asking is not None:
        abort(make_response(asking))


def _opened(found: queries.Found, purpose: str, groups: Collection[Group]) -> UUID:
    """A new opening of these groups; asks for the second factor first where one of them owes it."""
    openable = queries.openable(me(), found.case)
    if any(Obligation.STEP_UP in openable[group].obligations for group in groups):
        _require_fresh()
    limits.spend(me(), limits.OPENINGS, current_app.extensions["config"].openings_per_hour)
    return actions.open_record(me(), *found, purpose=purpose, groups=groups)


def _typed(found: queries.Found, opened: Collection[Group] = rules.ALL) -> VictimForm:
    """What was typed, of the groups that the page had, as far as she may open them and this opening is of them."""
    of_page = rules.groups_named(request.form.get("groups", rules.named(opened)))
    return VictimForm(request.form, groups=of_page & frozenset(opened) & frozenset(queries.openable(me(), found.case)))


def _ticket(found: queries.Found, opening_id: UUID) -> ledger.Ticket:
    """Of her opening of this record; raises OpeningOver."""
    return actions.ticket_of(me(), found.victim, opening_id, minutes=_minutes())


def _read(found: queries.Found, ticket: ledger.Ticket) -> rules.VictimRecord:
    """Of her record what this opening is of and what she may still open."""
    return actions.read(ticket, found.victim, frozenset(queries.openable(me(), found.case)))


def _minutes() -> int:
    """For how long one access lasts."""
    return int(current_app.extensions["config"].opening_minutes)


def _of_now(form: VictimForm, found: queries.Found) -> VictimForm:
    """The form made from what is saved now: only then may it replace that."""
    form.row_version.data = str(found.victim.row_version)
    return form


def _kept_open(found: queries.Found, opening_id: UUID) -> UUID:
    """Where the time ran out while she wrote, the purpose comes with the text: this opens the same groups anew."""
    purpose = PurposeForm(request.form)
    if not purpose.purpose.raw_data or not purpose.validate():
        return opening_id
    groups = rules.groups_named(request.form.get("groups")) & frozenset(queries.openable(me(), found.case))
    return _opened(found, purpose.purpose.data or "", groups) if groups else opening_id


def _both(found: queries.Found, opening_id: UUID, ticket: ledger.Ticket, form: VictimForm) -> str:
    """What the other person saved above, what was typed below; saving again is then a decision."""
    _require_record(found)
    saved = _read(found, ticket)
    _of_now(form, found)
    return _record_page(
        "victims/edit.html", found, opening_id, saved, form=form, other=queries.last_change(found.victim)
    )


def _door(found: queries.Found, form: OpeningForm, *, is_over: bool = False) -> str:
    victim, case = found
    last = openings.last_access(actions.OPEN, of=f"victim:{victim.id}")
    return render_template(
        "victims/door.html",
        victim=victim,
        case=case,
        form=form,
        last=last,
        purposes=dict(codes.options("purpose", current())),
        is_over=is_over,
        minutes=_minutes(),
        may_report=cases.may(me(), case, May.REPORT_OPENINGS),
        may_erase=cases.may(me(), case, May.SEE_ERASURES),
    )


def _record_page(
    template: str,
    found: queries.Found,
    opening_id: UUID,
    record: rules.VictimRecord | None,
    form: VictimForm | None = None,
    other: queries.Change | None = None,
    sight: queries.Sight | None = None,
    **beside: Any,
) -> str:
    victim, case = found
    openable, may_edit = sight or queries.sight(me(), case)
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
        of_age=rules.OF_AGE,
        word=lambda list_, code: codes.label(list_, code, current()),
        may_edit=may_edit,
        closed=[str(GROUP_NAMES[one]) for one in openable if record is None or one not in record.groups],
        purpose=None if record else PurposeForm(),
        **beside,
    )
