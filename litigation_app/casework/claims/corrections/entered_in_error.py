"""How is it asked why something of a claim was a mistake, and answered? Alike for a payment, a decision and what became of one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims import presenters, queries
from litigation_app.casework.claims.models import MayBeMistake
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.record_forms.forms import EnteredInErrorForm

Page = Response | tuple[str, int]


@dataclass(frozen=True)
class Asked:
    """What the page says: its title, what the thing is and what is known of it, what striking it does, where it is sent."""

    title: str
    what: str
    facts: list[tuple[str, Any]]
    means: str
    to: str


class MarkEnteredInError(Protocol):
    """An action that strikes the thing; raises Blocked."""

    def __call__(self, *, why: str) -> None: ...


@dataclass(frozen=True)
class Mistake:
    """What may be marked as entered in error in a claim: the thing, how it is asked about, and what marks it."""

    found: Found
    thing: MayBeMistake
    asked: Callable[[], Asked]
    mark: MarkEnteredInError


def ask(of: Mistake) -> str | tuple[str, int]:
    """The page that asks why; of what is struck already the claim, which says so."""
    if of.thing.entered_in_error_at is not None:
        return page(of.found, refused=[Blocker.ALREADY_ENTERED_IN_ERROR]), 409
    return _page(of.found, EnteredInErrorForm(), of.asked())


def answer(of: Mistake) -> Page:
    """Mark it, or say what is missing or stands in the way."""
    form = EnteredInErrorForm(request.form)
    if of.thing.entered_in_error_at is None and not form.validate():
        return _page(of.found, form, of.asked()), 422
    try:
        of.mark(why=form.why.data or "")
    except Blocked as stop:
        return page(of.found, refused=stop.reasons), 409
    return redirect(url_for("claims.show", claim_id=of.found.claim.id, done="struck"), code=303)


def _page(found: Found, form: EnteredInErrorForm, asked: Asked) -> str:
    view = queries.view(found.claim, found.case)
    return render_template(
        "mistakes/mark_entered_in_error.html", claim=found.claim, case=found.case, victim=found.victim, form=form, asked=asked,
        route=presenters.route(view), amounts=presenters.amounts(view),
    )  # fmt: skip
