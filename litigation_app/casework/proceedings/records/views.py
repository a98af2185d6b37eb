"""Pages of what is recorded of a case beside its steps, and of the clients who must be warned."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings, ports
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.presenters import ACCUSED, frame
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.defendants.presenters import shown as known_of
from litigation_app.casework.proceedings.limitation.rules import CHANGED, CHARGE, REQUALIFIED
from litigation_app.casework.proceedings.records import actions, presenters, queries
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.records.presenters import Teller
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.record_forms.forms import Asked, RecordForm
from litigation_app.casework.record_forms.rules import Kind
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.core.text import day_or_none
from litigation_app.law import loader

bp = Blueprint("records", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/records")
@needs(May.LIST_CASES)
def index(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id))


@bp.get("/cases/<uuid:case_id>/records/<kind>/new")
@needs(May.RECORD_STEP)
def new(case_id: UUID, kind: str) -> str:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    return _new_page(case, _form(case, _kind(kind), None))


@bp.post("/cases/<uuid:case_id>/records/<kind>")
@needs(May.RECORD_STEP)
def add(case_id: UUID, kind: str) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    form = _form(case, _kind(kind), request.form)
    if not form.validate():
        return _new_page(case, form), 422
    try:
        record = actions.add(me(), case, form.said())
    except Erased:
        form.refuse(
            "victim" if "victim" in form else "claim",
            _("Her personal data were erased. Nothing is recorded about her any more."),
        )
        return _new_page(case, form), 409
    return redirect(_after(case, record), code=303)


def _after(case: Case, record: Record) -> str:
    """To the record; a charge that was changed leads to the step of its trial, where nobody has recorded that."""
    changed = record.kind == CHARGE and record.told.get("step") in CHANGED
    for track in proceedings.tracks(case) if changed else ():
        may_follow = any(one.event == REQUALIFIED for one in track.graph.leaving(track.at)) and track.joined is None
        is_taken = any((one.event, one.on) == (REQUALIFIED, record.on) for one in track.steps)
        if may_follow and not is_taken and record.proceeding_id in (None, track.id):
            step: dict[str, Any] = {"event": REQUALIFIED, "on": record.on, "done": "record-added"}
            return url_for("proceedings.new_move", proceeding_id=track.id, **step)
    return url_for("records.index", case_id=case.id, done="record-added", _anchor=f"record-{record.id}")


@bp.post("/records/<uuid:record_id>/striking")
@needs(May.RECORD_STEP)
def strike(record_id: UUID) -> Answer:
    record, case = queries.get(me(), record_id, May.RECORD_STEP)
    try:
        actions.mark_entered_in_error(
            me(), case, record, row_version=version_typed(request.form.get("row_version", ""))
        )
    except Changed:
        return _page(case, refused=_("This record was marked as entered in error already.")), 409
    return redirect(url_for("records.index", case_id=case.id, done="struck"), code=303)


@bp.get("/clients-to-warn")
@needs(May.LIST_CASES)
def to_warn() -> str:
    rows = []
    for one in queries.asking(me()):
        kind, teller = catalogue().kinds[one.kind], Teller(loader.load(one.reference[:2]), current(), {})
        rows.append((one, teller.said_of(kind, one.told)))
    return render_template("records/to_notify.html", rows=rows, answer=_answering(rows))


def _answering(rows: list[Any]) -> str:
    """The kind of record by which a warning is written down; "" where nobody must be warned."""
    asked = {one.kind for one, _said in rows}
    return next((kind.in_address for kind in catalogue().kinds.values() if kind.answers in asked), "")


def _kind(name: str) -> Kind:
    found = catalogue().kinds.get(name.replace("-", "_"))
    return found or abort(404)


def _form(case: Case, kind: Kind, typed: MultiDict[str, str] | None) -> RecordForm:
    parties: dict[str, list[tuple[str, str]]] = {
        "proceeding": [(str(one.id), one.graph.name(current())) for one in proceedings.tracks(case)],
        "victim": [(str(one.id), one.code_name) for one in victims.with_records(case)],
        "defendant": [(str(one.id), presenters.accused(one.letter)) for one in defendants.of_case(case)],
    }
    if "claim" in kind.of:
        parties["claim"] = [(str(id_), name) for id_, name in ports.claim_names(case)]
    begin: dict[str, Any] = {name: request.args.get(name, "") for name in (*kind.of, "step")}
    begin |= {
        "on": today() if kind.answers else day_or_none(request.args.get("on", ""))
    }  # a warning: when it was given
    return RecordForm(typed, Asked(kind, loader.load(case.country), parties, current(), begin))


def _new_page(case: Case, form: RecordForm) -> str:
    kind = form.asked.kind
    missing = [party for party in kind.of if party in kind.needs and not list(form.asked.parties[party])]
    name = kind.words.read_in(current())
    has_erased = bool(victims.of_case(case))
    given = {"kind": kind, "name": name, "missing": missing, "has_erased": has_erased}
    return render_template("records/new.html", case=case, form=form, **given)


def _page(case: Case, *, refused: str = "") -> str:
    """All records of the case by group, with the notes while its file stands open."""
    lines = queries.of_case(case)
    tracks, people, accused = proceedings.tracks(case), victims.of_case(case), defendants.of_case(case)
    names = {one.id: one.graph.name(current()) for one in tracks} | {one.id: one.code_name for one in people}
    names |= {one.id: presenters.accused(one.letter) for one in accused} | dict(ports.claim_names(case))
    teller = Teller(loader.load(case.country), current(), names)
    ticket = openings.ticket_of(me(), case)
    noted = [line.told.id for line in lines if line.has_note]
    notes = actions.read_notes(ticket, noted) if ticket else None
    read = identities.read(ticket, [one.id for one in accused]) if ticket else None
    lines = [line.opened(notes.told) for line in lines] if notes else lines
    return render_template(
        "records/index.html",
        case=case,
        frame=frame(case, ACCUSED, ticket),
        accused=accused,
        identities={row: known_of(who) for row, who in read.items()} if read is not None else None,
        groups=_groups(lines, teller, [(one.id, one.code_name) for one in people]),
        notes=notes.texts if notes else None,
        may_record=cases.may(me(), case, May.RECORD_STEP),
        refused=refused,
    )


def _groups(lines: list[queries.Line], teller: Teller, people: list[tuple[UUID, str]]) -> list[dict[str, Any]]:
    """The groups of records.toml: what can be added, how things stand, what was recorded."""
    told = queries.standing(lines)
    found = []
    for id_, words in catalogue().groups.items():
        kinds = [kind for kind in catalogue().kinds.values() if kind.group == id_]
        ids = {kind.id for kind in kinds}
        found.append(
            {
                "id": id_,
                "name": words.read_in(current()),
                "kinds": [(kind.in_address, kind.words.read_in(current())) for kind in kinds],
                "stands": [one for kind in kinds if kind.track for one in teller.stands(kind, told)],
                "counted": [one for kind in kinds if kind.counts for one in presenters.counted(kind, told, people)],
                "rows": [teller.row(line) for line in lines if line.told.kind in ids],
            }
        )
    return found
