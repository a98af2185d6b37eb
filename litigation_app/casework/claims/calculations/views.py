"""The page on which the amount of a row of a claim is computed."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.actions import Changed
from litigation_app.casework.claims.calculations import actions, presenters, queries, rules
from litigation_app.casework.claims.calculations.forms import FORMS, CalculationForm
from litigation_app.casework.claims.calculations.rows.rules import Kept, Method, Reckoned
from litigation_app.casework.claims.calculations.rules import Where
from litigation_app.casework.claims.presenters import why_not
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Part
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.core.repeated import wants_row
from litigation_app.law import loader

bp = Blueprint("calculations", __name__)
Page = Response | tuple[str, int]


@bp.get("/claims/<uuid:claim_id>/rows/<head>/calculation")
@needs(May.DRAFT_CLAIM)
def new(claim_id: UUID, head: str) -> str:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    return _page(found, head, _form(found, head))


@bp.get("/claims/<uuid:claim_id>/calculation")
@needs(May.DRAFT_CLAIM)
def another(claim_id: UUID) -> Response:
    """To the page of the kind of damage that she chose; back to the claim where she chose none."""
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    head = request.args.get("head", "")
    if not head:
        return redirect(url_for("claims.show", claim_id=claim_id), code=303)
    _offered(found, head)
    return redirect(url_for("calculations.new", claim_id=claim_id, head=head), code=303)


@bp.post("/claims/<uuid:claim_id>/rows/<head>/calculations")
@needs(May.DRAFT_CLAIM)
def compute(claim_id: UUID, head: str) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    form = _form(found, head)
    reckoned = form.reckoned() if not wants_row(form, request.form) and form.validate() else None
    if reckoned is None or request.form.get("again") == "sum":
        return _page(found, head, form, reckoned), 422
    said, version = Kept(form.said(), reckoned), form.version()
    try:
        actions.compute(me(), found.claim, found.case, head=head, said=said, row_version=version)
    except (Blocked, Erased, Changed) as stop:
        return _page(found, head, form, reckoned, stopped=_stopped(found, form, stop)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="computation-saved"), code=303)


def _form(found: Found, head: str) -> CalculationForm:
    """The form of the chosen method; where her record is open with what the row rests on, and what was said by the same method."""
    where = _where(found)
    offered = _offered(found, head)
    before = _before(found, head)
    wish = request.values.get("method", before.said.method if before else offered[0])
    if wish not in offered:
        abort(404)
    method = Method(wish)
    said = before.said if before and before.said.method is method else None
    typed = request.form if request.method == "POST" else None
    note = before.said.note if before else None if _is_closed(found, head) else ""
    now = {"method": method.value, "row_version": str(found.claim.row_version), "note": note}
    return FORMS[method](typed, where, said, **now)


def _offered(found: Found, head: str) -> list[Method]:
    where = _where(found)
    if claim_rules.head_of(where.law, head) is None:
        abort(404)
    return rules.methods(where, head)


def _where(found: Found) -> Where:
    return Where(loader.load(found.case.country), found.case.forum or "")


def _before(found: Found, head: str) -> Kept | None:
    """How the row was computed last, as far as she may read it now."""
    return actions.opened(me(), found.claim, _row(found, head)).get(head)


def _is_closed(found: Found, head: str) -> bool:
    """Whether something is kept of the row that she may not read now."""
    return bool(queries.of_rows(found.claim, _row(found, head))) and _before(found, head) is None


def _row(found: Found, head: str) -> list[Part]:
    return [one for one in claims.view(found.claim, found.case).parts if one.head == head]


def _stopped(found: Found, form: CalculationForm, stop: Exception) -> str:
    """Why it was not saved; where somebody changed the claim meanwhile, saving again is then a decision."""
    if isinstance(stop, Blocked):
        return why_not(stop.reasons)
    if isinstance(stop, Erased):
        return why_not((claim_rules.Blocker.ERASED,))
    form.row_version.data = str(found.claim.row_version)
    return _(
        "The claim changed while you were writing. Look at its rows; computing again replaces the amount of this one."
    )


def _page(found: Found, head: str, form: CalculationForm, reckoned: Reckoned | None = None, stopped: str = "") -> str:
    claim, case, victim = found
    view = claims.view(claim, case)
    named = claim_rules.head_of(form.where.law, head)
    offered = [(one, str(presenters.METHODS[one])) for one in _offered(found, head)]
    given: dict[str, Any] = {
        "name": named.name(current()) if named else head,
        "is_closed": _is_closed(found, head),
        "lines": presenters.lines(reckoned, claim.currency) if reckoned else [],
        "sum": reckoned.amount if reckoned else None,
        "why_not": why_not(claim_rules.blockers_of_change(view)),
        "currency": claim.currency,
        "rates": rules.daily_rates(form.where),
        "doubtful": presenters.doubtful(form.where),
        "ends": presenters.ends(form.where),
    }
    return render_template(
        "calculations/new.html", claim=claim, case=case, victim=victim, head_id=head, form=form, offered=offered,
        stopped=stopped, is_new_version=claim_rules.opens_new_version(claim.state), **given,
    )  # fmt: skip
