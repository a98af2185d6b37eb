"""The page on which it is said of whom a claim is asked, what she was advised, and what it is in euros."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.actions import Changed
from litigation_app.casework.claims.calculations.rules import fixed_rate
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects import presenters as effect_words
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.presenters import why_not
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.claims.terms import actions, presenters
from litigation_app.casework.claims.terms.forms import Asked, TermsForm
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.law import loader

bp = Blueprint("terms", __name__)
Page = Response | tuple[str, int]


@bp.get("/claims/<uuid:claim_id>/terms")
@needs(May.DRAFT_CLAIM)
def edit(claim_id: UUID) -> str:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    return _page(found, _form(found))


@bp.post("/claims/<uuid:claim_id>/terms")
@needs(May.DRAFT_CLAIM)
def say(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    form = _form(found)
    if not form.validate():
        return _page(found, form), 422
    try:
        _say(found, form)
    except Erased:
        return _page(found, form, stopped=why_not((Blocker.ERASED,))), 409
    except Blocked as stop:
        return _page(found, form, stopped=why_not(stop.reasons)), 409
    except Changed:
        form.renew(found.claim.row_version)
        said = _("The claim changed while you were writing. Look at it; saving again replaces what stands here.")
        return _page(found, form, stopped=said, is_behind=True), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="terms-saved"), code=303)


def _say(found: Found, form: TermsForm) -> None:
    act = partial(actions.say, me(), found.claim, found.case, form.terms(), row_version=form.version())
    effects.with_lane(me(), found.case, found.claim.route, form.step(), act, found.claim.id)


def _form(found: Found) -> TermsForm:
    typed = request.form if request.method == "POST" else None
    return form_of(found.claim, found.case, presenters.heads(claims.view(found.claim, found.case)), typed)


def form_of(claim: Claim, case: Case, heads: Sequence[tuple[str, str]], typed: Any) -> TermsForm:
    """The fields of a claim, also of one that is only being begun."""
    is_fixed = claim.currency == "EUR" or fixed_rate(loader.load(case.country), "EUR") is not None
    known, step = presenters.advice(me(), claim), effect_words.advice_step(case, claim.route)
    asked = Asked(presenters.accused_of(case), heads)
    return TermsForm(typed, claim, asked, known, has_fixed_rate=is_fixed, step=step)


def is_closed(claim: Claim) -> bool:
    """Whether she was advised of something that cannot be read now."""
    return claim.has_advice and presenters.advice(me(), claim) is None


def _page(found: Found, form: TermsForm, stopped: str = "", *, is_behind: bool = False) -> str:
    claim, case, victim = found
    saved = presenters.of(me(), claim, case, claims.view(claim, case)) if is_behind else None
    given = {"form": form, "stopped": stopped, "saved": saved, "is_closed": is_closed(claim)}
    return render_template("terms/edit.html", claim=claim, case=case, victim=victim, **given)
