"""The page on which the documents and notes of one case are searched."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, render_template, request

from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import presenters
from litigation_app.casework.documents import queries as access
from litigation_app.casework.documents.forms import SearchForm
from litigation_app.casework.documents.texts import actions, rules
from litigation_app.casework.documents.views import closed
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("texts", __name__)


@bp.get("/cases/<uuid:case_id>/papers/search")
@needs(May.READ_DOCUMENT)
def index(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    if openings.ticket_of(me(), case) is None:
        return closed(case)
    return _page(case, SearchForm())


@bp.post("/cases/<uuid:case_id>/papers/search")
@needs(May.READ_DOCUMENT)
def search(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    ticket, form = openings.ticket_of(me(), case), SearchForm(request.form)
    if ticket is None:
        return closed(case)
    words = actions.plain_words(form.words.data or "")
    if form.validate() and not rules.is_enough(words):
        form.refuse("words", _("Write at least two letters or figures."))
    if form.is_refused:
        return _page(case, form), 422
    limits.spend(me(), limits.PAGES, current_app.extensions["config"].pages_per_hour)
    found = actions.search(me(), case, words, file=ticket, sight=access.sight(me(), case))
    papers = zip(presenters.named(me(), case, [one for one, _hits in found.papers]), found.papers, strict=True)
    return _page(case, form, found=found, papers=[(document, hits) for (_series, document), (_one, hits) in papers])


def _page(case: Case, form: SearchForm, **found: Any) -> str:
    return render_template("texts/index.html", case=case, form=form, **({"found": None, "papers": []} | found))
