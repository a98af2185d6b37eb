"""The pages of a document as pictures, and a copy of it without what it tells besides."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.accounts import limits
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions, queries, rules
from litigation_app.casework.documents.actions import Guarded
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Reading
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.casework.documents.views import SHUT_IN, closed, guarded, readable
from litigation_app.core import web
from litigation_app.core.access import May, me, needs

bp = Blueprint("previews", __name__)
Answer = Response | str | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/pages/<int:page>/<int:zoom>")
@needs(May.READ_DOCUMENT)
def show(case_id: UUID, document_id: UUID, page: int, zoom: int) -> str:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    _ticket, document = readable(case, queries.get(case, document_id))
    _require_page(page, document.pages, zoom)
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
    return _drawn(case, found, how, lambda kind, document: sandbox.picture(kind, document, page=page, zoom=zoom))


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/cleaned")
@needs(May.READ_DOCUMENT)
def cleaned(case_id: UUID, document_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.READ_DOCUMENT)
    found = queries.get(case, document_id)
    limits.spend(me(), limits.DOCUMENTS, current_app.extensions["config"].papers_per_hour)
    return _drawn(case, found, Reading(facts={"cleaned": 1}), sandbox.cleaned, is_saved=True)


def _require_page(page: int, pages: int, zoom: int) -> None:
    if not (1 <= page <= pages and zoom < len(sandbox.WIDTHS)):
        raise NotFound


def _drawn(
    case: Case, found: Document, how: Reading, draw: Callable[[str, bytes], bytes], *, is_saved: bool = False
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
    return _answer(made, opened, is_saved=is_saved)


def _whole(opened: actions.Opened) -> bytes:
    """All bytes of a document that may be looked into, in memory alone."""
    try:
        if opened.file.size > sandbox.MOST_BYTES:
            raise sandbox.Unreadable
        return b"".join(opened.file.pieces())
    finally:
        opened.file.close()


def _answer(made: bytes, opened: actions.Opened, *, is_saved: bool) -> Response:
    is_jpeg = made.startswith(b"\xff\xd8")
    mimetype: Any = opened.type if is_saved else ("image/jpeg" if is_jpeg else "image/png")
    answer = Response(made, mimetype=mimetype)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    if is_saved:
        answer.headers["Content-Disposition"] = web.disposition(opened.name)
    return answer
