"""Pages of the documents of a case: adding, downloading, removing. Their list stands on the case page."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict, ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as BaseResponse
from werkzeug.wsgi import wrap_file

from litigation_app import ledger
from litigation_app.accounts import limits
from litigation_app.accounts.integrity import views as integrity
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.forms import FilePurposeForm
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.clients.victims.forms import GROUP_NAMES
from litigation_app.casework.documents import actions, presenters, queries, rules
from litigation_app.casework.documents.actions import Guarded, Place
from litigation_app.casework.documents.forms import DocumentsForm, Offered, look_at_all, sentence
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Refused
from litigation_app.core import web
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import takes_files

bp = Blueprint("documents", __name__)

_CLAIM, _HEAD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), re.compile(r"[a-z_]{1,40}")
SHUT_IN = "default-src 'none'; sandbox; frame-ancestors 'none'"
Answer = BaseResponse | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/papers/new")
@needs(May.ADD_DOCUMENT)
def new(case_id: UUID) -> str | tuple[str, int]:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    if openings.ticket_of(me(), case) is None:
        return closed(case)
    return _new_page(case, DocumentsForm(None, offered(case), {"belongs": f"claim:{request.args.get('claim', '')}"}))


@bp.post("/cases/<uuid:case_id>/papers")
@needs(May.ADD_DOCUMENT)
@takes_files
def add(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    form = DocumentsForm(CombinedMultiDict([request.files, request.form]), offered(case))
    form.validate()
    looked, refusals = look_at_all(form)
    if form.is_refused:
        return _new_page(case, form), 422
    try:
        added = actions.add(me(), case, looked, form.said(), Place(form.of_whom()))
    except (Refused, Erased) as refused:
        return _not_added(case, form, refused)
    return redirect(_after_adding(case, added, refusals, form.belongs.data or ""), code=303)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>")
@needs(May.READ_DOCUMENT)
def download(case_id: UUID, document_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return closed(case)
    limits.spend(me(), limits.DOCUMENTS, current_app.extensions["config"].papers_per_hour)
    document = actions.one_of(ticket, case, found)
    if is_shut(case, document):  # before its range is looked at: that there are no such bytes tells its length
        return guarded(case, found, document.said.kind)
    span, sight = _span(found), queries.sight(me(), case)
    try:
        opened = actions.read(me(), case, found, file=ticket, how=rules.part(span), sight=sight)
    except Guarded as shut:
        return guarded(case, found, shut.kind)
    return _sent(found, opened, span)


@bp.post("/cases/<uuid:case_id>/papers/<uuid:document_id>/removal")
@needs(May.ADD_DOCUMENT)
def remove(case_id: UUID, document_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    found = queries.get(case, document_id)
    readable(case, found)
    actions.remove(me(), case, found)
    answer = redirect(url_for("casefile.papers", case_id=case.id, done="paper-removed"), code=303)
    store = actions.store()
    answer.call_on_close(lambda: store.delete(document_id))  # this very answer leaves only once the removal is saved
    return answer


def offered(case: Case, belongs: str = "") -> Offered:
    """What the forms of this case's documents let one choose; `belongs`: what this document belongs to now."""
    return Offered(presenters.people(case), presenters.things(case, keep=belongs))


def readable(case: Case, found: Document) -> tuple[ledger.Ticket, actions.ListedDocument]:
    """The ticket of the opened file, and the document as it says; else the answer is the page that says what must stand open."""
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        abort(make_response(closed(case)))
    document = actions.one_of(ticket, case, found)
    if is_shut(case, document):
        abort(make_response(guarded(case, found, document.said.kind)))
    return ticket, document


def is_shut(case: Case, document: actions.ListedDocument) -> bool:
    """Whether it is highly sensitive, and no part of a record under which she may read it stands open for her."""
    return document.said.is_guarded and not queries.sight(me(), case).of(document.line.victim_id, document.said.kind)


def closed(case: Case, *, back: str = "") -> tuple[str, int]:
    """The page that says that the file is closed. `back`: where its opening leads, "": to the documents."""
    minutes = current_app.extensions["config"].opening_minutes
    form = FilePurposeForm(None, openings.stated_for(me(), case))
    return render_template("documents/closed.html", case=case, form=form, minutes=minutes, back=back), 403


def guarded(case: Case, found: Document, kind: str) -> tuple[str, int]:
    """The page that says which part of a record of the client must stand open first."""
    people = presenters.people(case)
    wanted = [one for one in people if found.victim_id is None or one[0] == str(found.victim_id)]
    return render_template(
        "documents/guarded.html", case=case, people=wanted, part=GROUP_NAMES[queries.group_of(kind)]
    ), 403


def _new_page(case: Case, form: DocumentsForm) -> str:
    most = current_app.extensions["config"].max_upload_bytes
    refused = rules.refusals_written(request.args.getlist("refused"))
    said = [sentence(_("File no. %(number)s", number=one.number), one.why) for one in refused]
    taken = request.args.get("taken", "")
    how_many = int(taken) if taken.isascii() and taken.isdecimal() and len(taken) < 4 else 0
    given = {"most": presenters.size(most), "refused": said, "taken": how_many if said else 0, "to_prove": _to_prove()}
    return render_template("documents/new.html", case=case, form=form, **given)


def _not_added(case: Case, form: DocumentsForm, refused: Refused | Erased) -> tuple[str, int]:
    if isinstance(refused, Refused):
        form.refuse("papers", sentence("", refused.why))
        return _new_page(case, form), 422
    form.refuse("about", _("Her personal data were erased. Nothing is recorded about her any more."))
    return _new_page(case, form), 409


def _to_prove() -> dict[str, Any]:
    """The claim and the head of damage for which a document is being added; empty: for none."""
    claim, head = request.args.get("claim", ""), request.args.get("head", "")
    return {"claim": claim, "head": head} if _CLAIM.fullmatch(claim) and _HEAD.fullmatch(head) else {}


def _after_adding(case: Case, added: Sequence[Document], refusals: list[rules.Refusal], belongs: str) -> str:
    """To the case, or to the claim that it proves; where some files were refused, to the form that takes them again."""
    wanted = _to_prove()
    if refusals:
        told = rules.written(refusals)
        return url_for("documents.new", case_id=case.id, taken=len(added), refused=told, **wanted)
    if wanted and added and belongs == f"claim:{wanted['claim']}":
        paper: dict[str, Any] = {"paper": str(added[-1].series), "head": wanted["head"], "done": "papers-added"}
        return url_for("evidence.edit", claim_id=UUID(wanted["claim"]), **paper)
    return url_for("casefile.papers", case_id=case.id, done="papers-added")


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
    """The document, out of its sealed file as fast as its reader takes it. A browser saves it and never shows it."""
    start, stop = span or (0, opened.file.size)
    document = wrap_file(request.environ, opened.stretch(start, stop, integrity.noting()))
    answer = Response(document, 206 if span else 200, mimetype=opened.type, direct_passthrough=True)
    answer.content_length = stop - start
    answer.accept_ranges = "bytes"
    answer.set_etag(found.id.hex)
    answer.headers["Content-Disposition"] = web.disposition(opened.name)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    if span:
        answer.content_range = ContentRange("bytes", start, stop, opened.file.size)
    return answer
