"""Pages of the papers of a case: adding, downloading, removing. Their list stands on the case page."""

from uuid import UUID

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict, ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions, queries, rules, shown
from litigation_app.casework.documents.actions import Sent
from litigation_app.casework.documents.forms import PapersForm, sentence
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Refused
from litigation_app.casework.victims.forms import PurposeForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import takes_files

bp = Blueprint("documents", __name__)

SHUT_IN = "default-src 'none'; sandbox; frame-ancestors 'none'"


@bp.get("/cases/<uuid:case_id>/papers/new")
@needs(May.ADD_DOCUMENT)
def new(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    if openings.ticket_of(me(), case) is None:
        return _closed(case)
    return _new_page(case, PapersForm())


@bp.post("/cases/<uuid:case_id>/papers")
@needs(May.ADD_DOCUMENT)
@takes_files
def add(case_id: UUID) -> BaseResponse | tuple[str, int]:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    form = PapersForm(CombinedMultiDict([request.files, request.form]))
    form.validate()
    looked = _looked_at(form)
    if form.is_refused:
        return _new_page(case, form), 422
    try:
        actions.add(me(), case, looked, form.said())
    except Refused as refused:
        form.refuse("papers", sentence("", refused.why))
        return _new_page(case, form), 422
    return redirect(url_for("casefile.show", case_id=case.id, done="added", _anchor="papers"), code=303)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>")
@needs(May.READ_DOCUMENT)
def download(case_id: UUID, document_id: UUID) -> BaseResponse | tuple[str, int]:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return _closed(case)
    limits.spend(me(), limits.PAPERS, current_app.extensions["config"].papers_per_hour)
    span = _span(found)
    opened = actions.read(me(), case, found, file=ticket, span=span)
    return _sent(found, opened, span)


@bp.post("/cases/<uuid:case_id>/papers/<uuid:document_id>/removal")
@needs(May.ADD_DOCUMENT)
def remove(case_id: UUID, document_id: UUID) -> BaseResponse | tuple[str, int]:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    found = queries.get(case, document_id)
    if openings.ticket_of(me(), case) is None:
        return _closed(case)
    actions.remove(me(), case, found)
    answer = redirect(url_for("casefile.show", case_id=case.id, done="removed", _anchor="papers"), code=303)
    store = actions.store()
    answer.call_on_close(lambda: store.delete(document_id))  # this very answer leaves only once the removal is saved
    return answer


def _closed(case: Case) -> tuple[str, int]:
    minutes = current_app.extensions["config"].opening_minutes
    return render_template("documents/closed.html", case=case, form=PurposeForm(), minutes=minutes), 403


def _new_page(case: Case, form: PapersForm) -> str:
    most = current_app.extensions["config"].max_upload_bytes
    return render_template("documents/new.html", case=case, form=form, most=shown.size(most))


def _looked_at(form: PapersForm) -> list[actions.Looked]:
    """The files that may be taken; what is refused is said beside the field, all of it in one."""
    found, refusals = [], []
    for sent in form.papers.data or ():
        try:
            found.append(actions.look_at(Sent(sent.filename or "", sent.stream)))
        except Refused as refused:
            refusals.append(sentence(rules.name_of(sent.filename or ""), refused.why))
    if not form.papers.data:
        refusals.append(_("Choose at least one file."))
    elif refusals or form.is_refused:
        refusals.append(_("Choose the files again: nothing was saved."))
    if refusals:
        form.refuse("papers", " ".join(refusals))
    return found


def _span(found: Document) -> rules.Span | None:
    """The one range that was asked for, None: all of it; raises 416 where there are no such bytes."""
    asked, only_if = request.range, request.if_range
    is_other = only_if is not None and (only_if.date is not None or only_if.etag not in {None, found.id.hex})
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or is_other:
        return None
    span = asked.range_for_length(found.size)
    if span is None:
        raise RequestedRangeNotSatisfiable(found.size)
    return rules.Span(*span)


def _sent(found: Document, opened: actions.Opened, span: rules.Span | None) -> Response:
    """The paper, streamed from its sealed file. A browser saves it and never shows it."""
    start, stop = span or (0, opened.file.size)
    answer = Response(opened.file.pieces(start, stop), 206 if span else 200, mimetype=opened.type)
    answer.call_on_close(opened.file.close)
    answer.content_length = stop - start
    answer.accept_ranges = "bytes"
    answer.set_etag(found.id.hex)
    answer.headers["Content-Disposition"] = rules.disposition(opened.name)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    if span:
        answer.content_range = ContentRange("bytes", start, stop, opened.file.size)
    return answer
