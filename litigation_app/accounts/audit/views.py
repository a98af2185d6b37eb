"""The auditor's pages: the access log, filterable, and whether it is whole."""

from uuid import UUID

from flask import Blueprint, render_template, request

from litigation_app import ledger
from litigation_app.accounts.audit import queries
from litigation_app.accounts.audit.forms import ACTS, FAULTS, OUTCOMES, FilterForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.db import db
from litigation_app.core.language import _, current
from litigation_app.law import codes
from litigation_app.ledger.settings import settings

bp = Blueprint("audit", __name__, url_prefix="/access-log")


@bp.get("/")
@needs(May.READ_LEDGER)
def index() -> str | tuple[str, int]:
    form = _form()
    if not form.validate():
        return render_template(
            "audit/index.html", form=form, lines=[], next=None, acts=ACTS, outcomes=OUTCOMES, purposes={}
        ), 422
    lines, following = queries.lines(_wanted(form))
    purposes = dict(codes.options("purpose", current()))
    return render_template(
        "audit/index.html", form=form, lines=lines, next=following, acts=ACTS, outcomes=OUTCOMES, purposes=purposes
    )


@bp.get("/verification")
@needs(May.VERIFY_LEDGER)
def verification() -> str:
    verdict = ledger.verify(db.session(), settings().mac_key)
    return render_template(
        "audit/verification.html", verdict=verdict, faults=FAULTS, may_read=me().may(May.READ_LEDGER)
    )


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.by.offer(queries.actors(), blank=_("Anybody"))
    form.act.offer([(act, ACTS.get(act, act)) for act in queries.acts()], blank=_("Anything"))
    form.outcome.offer(OUTCOMES.items(), blank=_("Any outcome"))
    return form


def _wanted(form: FilterForm) -> queries.Wanted:
    before = request.args.get("before", "")
    return queries.Wanted(
        by=UUID(form.by.data) if form.by.data else None,
        act=form.act.data or None,
        outcome=form.outcome.data or None,
        since=form.since.data,
        until=form.until.data,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )
