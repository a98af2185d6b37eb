"""The pages of a document as pictures, and a copy of it without what it tells besides."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions, queries, rules
from litigation_app.casework.documents.actions import Guarded
from litigation_app.casework.documents.messages.rules import Email
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.presenters import size
from litigation_app.casework.documents.rules import Reading
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.casework.documents.views import SHUT_IN, closed, guarded, readable
from litigation_app.core import web
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import format_moment

bp = Blueprint("previews", __name__)
Answer = Response | str | tuple[str, int]
T = TypeVar("T")


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/pages/<int:page>/<int:zoom>")
@needs(May.READ_DOCUMENT)
def show(case_id: UUID, document_id: UUID, page: int, zoom: int) -> Answer:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    _ticket, document = readable(case, found)
    _require_page(page, document.pages, zoom)
    if document.file_kind in sandbox.MESSAGES:
        limits.spend(me(), limits.PAGES, current_app.extensions["config"].pages_per_hour)
        return _drawn(
            case, found, Reading("view_document", {"page": page}), sandbox.message, partial(_message, case, document)
        )
    zooms = len(sandbox.WIDTHS)
    return render_template("previews/show.html", case=case, document=document, page=page, zoom=zoom, zooms=zooms)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/pages/<int:page>/<int:zoom>/picture")
@needs(May.READ_DOCUMENT)
def picture(case_id: UUID, document_id: UUID, page: int, zoom: int) -> Answer:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    _require_page(page, sandbox.MOST_PAGES, zoom)
    how = Reading("view_document", {"page": page})
    limits.spend(me(), limits.PAGES, current_app.extensions["config"].pages_per_hour)
    return _drawn(case, found, how, partial(sandbox.picture, page=page, zoom=zoom), _picture)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/cleaned")
@needs(May.READ_DOCUMENT)
def cleaned(case_id: UUID, document_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    limits.spend(me(), limits.DOCUMENTS, current_app.extensions["config"].papers_per_hour)
    return _drawn(case, found, Reading(facts={"cleaned": 1}), sandbox.cleaned, _saved)


def _require_page(page: int, pages: int, zoom: int) -> None:
    if not (1 <= page <= pages and zoom < len(sandbox.WIDTHS)):
        raise NotFound


def _drawn(
    case: Case,
    found: Document,
    how: Reading,
    draw: Callable[[str, bytes], T],
    answer: Callable[[T, actions.Opened], Answer],
) -> Answer:
    """What the reader of documents makes of it, once it is on record that she looks."""
    ticket = openings.ticket_of(me(), case)
    if ticket is None:
        return closed(case)
    try:
        opened = actions.read(me(), case, found, file=ticket, how=how, sight=queries.sight(me(), case))
    except Guarded as shut:
        return guarded(case, found, shut.kind)
    try:
        made = draw(rules.kinds_by_type()[opened.type].id, _whole(opened))
    except sandbox.Unreadable as why:
        hides = isinstance(why, sandbox.HoldsHidden)
        return render_template("previews/unreadable.html", case=case, found=found, hides=hides), 422
    return answer(made, opened)


def _message(case: Case, document: actions.ListedDocument, email: Email, _opened: actions.Opened) -> str:
    """An e-mail as text; its moment on our clocks, where it is one."""
    try:
        at = datetime.fromisoformat(email.sent)
        sent = format_moment(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        sent = email.sent
    return render_template("previews/message.html", case=case, document=document, email=email, sent=sent, size=size)


def _whole(opened: actions.Opened) -> bytes:
    """All bytes of a document that may be looked into, in memory alone."""
    try:
        if opened.file.size > sandbox.MOST_BYTES:
            raise sandbox.Unreadable
        return b"".join(opened.file.pieces())
    finally:
        opened.file.close()


def _picture(made: bytes, _opened: actions.Opened) -> Response:
    return _shut_in(made, "image/jpeg" if made.startswith(b"\xff\xd8") else "image/png")


def _saved(made: bytes, opened: actions.Opened) -> Response:
    answer = _shut_in(made, opened.type)
    answer.headers["Content-Disposition"] = web.disposition(opened.name)
    return answer


def _shut_in(made: bytes, mimetype: str) -> Response:
    answer = Response(made, mimetype=mimetype)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    return answer
