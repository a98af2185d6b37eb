"""The page on which a paper is written from the file."""

import logging
from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.documents import presenters as links
from litigation_app.casework.documents import queries as access
from litigation_app.casework.documents import rules as naming
from litigation_app.casework.documents.forms import sentence
from litigation_app.casework.documents.rules import Refused
from litigation_app.casework.documents.views import SHUT_IN, closed
from litigation_app.casework.drafting import actions, queries
from litigation_app.casework.drafting.forms import DraftForm
from litigation_app.casework.drafting.rules import Line
from litigation_app.core import docx, web
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.pdf import PdfFailed
from litigation_app.ledger import Ticket

bp = Blueprint("templates", __name__)
log = logging.getLogger(__name__)
Answer = Response | str | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/papers/drafts")
@needs(May.ADD_DOCUMENT)
def index(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    ticket = openings.ticket_of(me(), case)
    return _page(case, _form(case, None, ticket, **_begin(case))) if ticket else closed(case)


@bp.post("/cases/<uuid:case_id>/papers/drafts")
@needs(May.ADD_DOCUMENT)
def write(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return closed(case)
    form = _form(case, request.form, ticket)
    if not (form.validate() and _is_hers(case, form)):
        return _page(case, form), 422
    limits.spend(me(), limits.DOCUMENTS, current_app.extensions["config"].papers_per_hour)
    lines = actions.write(me(), case, form.chosen(), file=ticket)
    if "as_pdf" in request.form:
        return _as_pdf(case, form, lines)
    made = actions.as_word(lines)
    return _kept(case, form, made) if form.is_kept.data else _sent(made, docx.TYPE, _name(form))


def _begin(case: Case) -> dict[str, str]:
    """What the page of a claim asks for: its paper, hers, with this claim."""
    asked = request.args.get("claim", "")
    line = next((one for one in claims.of_case(case) if str(one.id) == asked), None)
    if line is None:
        return {}
    return {"claim": asked, "victim": str(line.victim_id), "template": actions.template_for(case, line.view.route)}


def _form(case: Case, typed: MultiDict[str, str] | None, ticket: Ticket, **begin: str) -> DraftForm:
    hers = [(value.partition(":")[2], words) for value, words in links.things(case) if value.startswith("claim:")]
    offered = {"victim": links.people(case), "claim": hers, "court": queries.offered(case, ticket)}
    return DraftForm(typed, case.country, offered, **begin)


def _is_hers(case: Case, form: DraftForm) -> bool:
    """Whether the claim is that of the client for whom the paper is written; else the form says so."""
    chosen = form.chosen()
    if chosen.victim_id is None or actions.claimant(case, chosen.claim_id) in {None, chosen.victim_id}:
        return True
    form.refuse("claim", _("This claim is another client's. Choose one of hers, or leave it blank."))
    return False


def _page(case: Case, form: DraftForm) -> str:
    records = [(id_, name, access.ticket_of(me(), UUID(id_)) is None) for id_, name in links.people(case)]
    shut = [one for one in records if calculations.ticket_of(me(), UUID(one[0])) is None]
    return render_template("templates/index.html", case=case, form=form, shut=shut)


def _name(form: DraftForm, ending: str = "docx") -> str:
    """In the language of the paper, as all of it."""
    chosen = form.chosen()
    return naming.name_of(f"{chosen.template.words.read_in(chosen.language)}.{ending}")


def _kept(case: Case, form: DraftForm, made: bytes) -> Answer:
    try:
        actions.keep(me(), case, form.chosen(), made, _name(form))
    except Refused as refused:
        form.refuse("is_kept", sentence("", refused.why))
        return _page(case, form), 422
    except Erased:
        form.refuse("victim", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _page(case, form), 409
    return redirect(url_for("casefile.papers", case_id=case.id, done="paper-added"), code=303)


def _as_pdf(case: Case, form: DraftForm, lines: Sequence[Line]) -> Answer:
    try:
        made = actions.as_pdf(lines, form.chosen().language)
    except PdfFailed as failed:
        log.warning("a document was not made as PDF: %s", failed)
        form.refuse("template", _("The PDF could not be made just now. Take the Word file, or try again in a minute."))
        return _page(case, form), 503
    return _sent(made, "application/pdf", _name(form, "pdf"))


def _sent(made: bytes, kind: str, name: str) -> Response:
    answer = Response(made, mimetype=kind)
    answer.headers["Content-Disposition"] = web.disposition(name)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    return answer
