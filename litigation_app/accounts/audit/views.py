"""The auditor's pages: the access log, filterable, and whether it is whole."""

from uuid import UUID

from flask import Blueprint, current_app, render_template, request

from litigation_app import ledger
from litigation_app.accounts.audit import queries
from litigation_app.accounts.audit.forms import FAULTS, FilterForm
from litigation_app.accounts.audit.presenters import ACTS, OUTCOMES
from litigation_app.accounts.audit.words import KINDS, REASONS
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.law import codes
from litigation_app.ledger import catalogue

bp = Blueprint("audit", __name__, url_prefix="/access-log")


@bp.get("/")
@needs(May.READ_LEDGER)
def index() -> str | tuple[str, int]:
    form = _form()
    wanted = _wanted(form) if form.validate() else None
    if wanted is None:
        return _page(form, [], None), 422
    return _page(form, *queries.lines(wanted, current_app.extensions["case_references"]))


@bp.get("/verification")
@needs(May.VERIFY_LEDGER)
def verification() -> str:
    verdict = ledger.examine()
    return render_template(
        "audit/verification.html",
        verdict=verdict,
        faults=FAULTS,
        foreign=catalogue.differences(),
        may_read=me().may(May.READ_LEDGER),
    )


def _page(form: FilterForm, lines: list[queries.Line], following: int | None) -> str:
    return render_template(
        "audit/index.html",
        form=form,
        lines=lines,
        next=following,
        acts=ACTS,
        outcomes=OUTCOMES,
        kinds=KINDS,
        purposes=dict(codes.options("purpose", current())),
        reasons=REASONS | {"open_register": dict(codes.options("register_purpose", current()))},
    )


def _form() -> FilterForm:
    form = FilterForm(request.args)
    people = queries.actors()
    form.by.offer(people, blank=_("Anybody"))
    form.whom.offer(people, blank=_("Anybody"))
    form.act.offer([(act, ACTS.get(act, act)) for act in queries.acts()], blank=_("Anything"))
    form.outcome.offer(OUTCOMES.items(), blank=_("Any outcome"))
    return form


def _wanted(form: FilterForm) -> queries.Wanted | None:
    """What to look for; None where the form now says what is wrong with it."""
    before, reference = request.args.get("before", ""), form.case.data
    case_id = current_app.extensions["case_by_reference"](reference) if reference else None
    if reference and case_id is None:
        form.refuse("case", _("There is no case with this reference. It looks like RS-2026-K7F3."))
        return None
    return queries.Wanted(
        by=UUID(form.by.data) if form.by.data else None,
        of=f"person:{form.whom.data}" if form.whom.data else None,
        case_id=case_id,
        act=form.act.data or None,
        outcome=form.outcome.data or None,
        since=form.since.data,
        until=form.until.data,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )
