"""The coordinator's pages: who works on a case, who is kept away from it, and cases that need a new lead."""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import NEVER, Case
from litigation_app.casework.planner.team import actions, presenters, queries
from litigation_app.casework.planner.team.forms import (
    REASON_NAMES,
    SENTENCES,
    EthicalWallForm,
    HandOverForm,
    PersonForm,
)
from litigation_app.casework.planner.team.rules import Blocked
from litigation_app.core.access import May, me, needs, or_not_found

bp = Blueprint("team", __name__)
Page = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/team")
@needs(May.ASSIGN_CASE)
def show(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id, May.ASSIGN_CASE))


@bp.post("/cases/<uuid:case_id>/lead")
@needs(May.ASSIGN_CASE)
def set_lead(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.ASSIGN_CASE)
    form = _lawyers(case, request.form, "lead")
    if form.validate():
        try:
            actions.set_lead(me(), case, form.chosen())
            return _back(case)
        except Blocked as stop:
            form.stop(stop.reasons)
    return _page(case, lead=form), 422


@bp.post("/cases/<uuid:case_id>/seconds")
@needs(May.ASSIGN_CASE)
def add_second(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.ASSIGN_CASE)
    form = _lawyers(case, request.form, "second")
    if form.validate():
        try:
            actions.add_second(me(), case, form.chosen())
            return _back(case)
        except Blocked as stop:
            form.stop(stop.reasons)
    return _page(case, second=form), 422


@bp.post("/cases/<uuid:case_id>/seconds/<uuid:user_id>/removal")
@needs(May.ASSIGN_CASE)
def remove_second(case_id: UUID, user_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.ASSIGN_CASE)
    try:
        actions.remove_second(me(), case, user_id)
    except Blocked as stop:
        return _page(case, refused=str(SENTENCES[stop.reasons[0]])), 422
    return _back(case)


@bp.post("/cases/<uuid:case_id>/walls")
@needs(May.WALL_CASE)
def put_wall(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.WALL_CASE)
    form = EthicalWallForm(request.form, _everybody(case))
    if form.validate():
        try:
            actions.place_ethical_wall(
                me(), case, form.chosen(), reason=form.reason.data or "", note=form.note.data or ""
            )
            return _back(case, "wall-set")
        except Blocked as stop:
            form.stop(stop.reasons)
    return _page(case, wall=form), 422


@bp.post("/cases/<uuid:case_id>/walls/<uuid:wall_id>/lifting")
@needs(May.WALL_CASE)
def lift_wall(case_id: UUID, wall_id: UUID) -> Response:
    case = cases.get(me(), case_id, May.WALL_CASE)
    wall = or_not_found(queries.ethical_wall(case, wall_id))
    actions.remove_ethical_wall(me(), case, wall)
    return _back(case, "wall-removed")


@bp.get("/cases-to-hand-over")
@needs(May.ASSIGN_CASE)
def to_hand_over() -> str:
    waiting = queries.to_hand_over(me())
    lost = Counter((one.lead_id, one.lead, one.office_id) for one in waiting)
    offices = queries.offices_in(waiting)
    return render_template("team/to_hand_over.html", lost=lost, offices=offices, staff=queries.staff(me()))


@bp.get("/cases-to-hand-over/<uuid:lead_id>/<uuid:office_id>")
@needs(May.ASSIGN_CASE)
def cases_of_lead(lead_id: UUID, office_id: UUID) -> str:
    return _hand_over_page(lead_id, office_id)


@bp.post("/cases-to-hand-over/<uuid:lead_id>/<uuid:office_id>")
@needs(May.ASSIGN_CASE)
def hand_over(lead_id: UUID, office_id: UUID) -> Page:
    form = _hand_over_form(_led(lead_id, office_id), lead_id, office_id, request.form)
    if not form.validate():
        return _hand_over_page(lead_id, office_id, form), 422
    handed = actions.hand_over(me(), queries.of_ids(me(), form.chosen_cases()), form.chosen())
    if handed == 0:
        form.refuse("person", str(SENTENCES["walled"]))  # type: ignore[index]  # a Blocker is its word
        return _hand_over_page(lead_id, office_id, form), 422
    return redirect(url_for("team.to_hand_over", done="handed-over"), code=303)


def _back(case: Case, done: str = "team-changed") -> Response:
    return redirect(url_for("team.show", case_id=case.id, done=done), code=303)


def _lawyers(case: Case, typed: MultiDict[str, str] | None, which: str) -> PersonForm:
    """Who may lead the case now, or be added to it."""
    wanted = [one for one in queries.colleagues(case) if one.can_work and not one.is_behind_ethical_wall]
    offered = [(one.id, one.name) for one in wanted if one.kind != "lead" and (which == "lead" or one.kind is None)]
    return PersonForm(typed, offered, prefix=f"{which}-")


def _everybody(case: Case) -> list[tuple[UUID, str]]:
    """Whom an ethical wall can keep away: herself she does not see in the list."""
    return [
        (one.id, one.name) for one in queries.colleagues(case) if not one.is_behind_ethical_wall and one.id != me().id
    ]


def _page(case: Case, *, refused: str = "", **typed: PersonForm) -> str:
    """The team, the ethical walls, and the forms as they were `typed` or empty."""
    standing, ticket = queries.ethical_walls(case), openings.ticket_of(me(), case)
    forms: dict[str, Any] = {"lead": _lawyers(case, None, "lead"), "second": _lawyers(case, None, "second")}
    forms |= {"wall": EthicalWallForm(None, _everybody(case))} | typed
    return render_template(
        "team/show.html",
        case=case,
        forms=forms,
        typed=next(iter(typed.values()), None),
        refused=refused,
        colleagues=[one for one in queries.colleagues(case) if one.kind],
        walls=standing,
        reasons=REASON_NAMES,
        notes=actions.read_notes(ticket, standing, case) if ticket else None,
        may_place_ethical_wall=cases.may(me(), case, May.WALL_CASE),
    )


def _led(lead_id: UUID, office_id: UUID) -> list[queries.Led]:
    """What she leads there; raises NotFound where that is nothing, as for nobody."""
    found = queries.led(me(), lead_id, office_id)
    if not found:
        raise NotFound
    return found


def _hand_over_form(
    led: list[queries.Led], lead_id: UUID, office_id: UUID, typed: MultiDict[str, str] | None
) -> HandOverForm:
    able = presenters.able(office_id, [one.id for one in led], queries.staff(me()))
    return HandOverForm(typed, [one for one in able if one[0] != lead_id], [(one.id, one.reference) for one in led])


def _hand_over_page(lead_id: UUID, office_id: UUID, form: HandOverForm | None = None) -> str:
    led = _led(lead_id, office_id)
    return render_template(
        "team/hand_over.html",
        rows=[(one, presenters.stage(one)) for one in led],
        running=sum(not one.is_over for one in led),
        lead=people.names({lead_id}).get(lead_id, ""),
        lead_id=lead_id,
        office_id=office_id,
        never=NEVER,
        form=form or _hand_over_form(led, lead_id, office_id, None),
    )
