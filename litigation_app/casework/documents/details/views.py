"""The pages on which a document is described anew and a newer version of it is added."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from litigation_app import ledger
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.documents import actions, queries
from litigation_app.casework.documents.actions import ListedDocument, Place
from litigation_app.casework.documents.forms import DetailsForm, VersionForm, look_at_all, sentence
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Refused
from litigation_app.casework.documents.views import offered, readable
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import takes_files

bp = Blueprint("details", __name__)
Answer = Response | str | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/details")
@needs(May.ADD_DOCUMENT)
def edit(case_id: UUID, document_id: UUID) -> str:
    case, found = _asked(case_id, document_id)
    _ticket, document = readable(case, found)
    return _edit_page(case, found, DetailsForm(None, offered(case, document.said.belongs), _filled(document)))


@bp.post("/cases/<uuid:case_id>/papers/<uuid:document_id>/details")
@needs(May.ADD_DOCUMENT)
def describe(case_id: UUID, document_id: UUID) -> Answer:
    case, found = _asked(case_id, document_id)
    ticket, document = readable(case, found)
    form = DetailsForm(request.form, offered(case, document.said.belongs))
    if not form.validate():
        return _edit_page(case, found, form), 422
    return _described(case, found, form, ticket)


@bp.get("/cases/<uuid:case_id>/papers/<uuid:document_id>/versions/new")
@needs(May.ADD_DOCUMENT)
def new_version(case_id: UUID, document_id: UUID) -> str:
    case, found = _asked(case_id, document_id)
    _ticket, document = readable(case, found)
    return _version_page(case, document, VersionForm(None))


@bp.post("/cases/<uuid:case_id>/papers/<uuid:document_id>/versions")
@needs(May.ADD_DOCUMENT)
@takes_files
def add_version(case_id: UUID, document_id: UUID) -> Answer:
    case, found = _asked(case_id, document_id)
    _ticket, document = readable(case, found)
    form = VersionForm(CombinedMultiDict([request.files, request.form]))
    form.validate()
    return _version_added(case, found, document, form)


def _asked(case_id: UUID, document_id: UUID) -> tuple[Case, Document]:
    case = cases.get(me(), case_id, May.ADD_DOCUMENT)
    return case, queries.get(case, document_id)


def _filled(document: ListedDocument) -> dict[str, Any]:
    about = str(document.line.victim_id or "")
    return vars(document.said) | {"name": document.name, "about": about, "row_version": str(document.line.row_version)}


def _described(case: Case, found: Document, form: DetailsForm, ticket: ledger.Ticket) -> Answer:
    try:
        actions.describe(me(), case, found, form.described(), file=ticket, row_version=form.version())
    except Changed:
        form.refuse("name", _("Somebody else has changed this document meanwhile. Reload the page and look first."))
        return _edit_page(case, found, form), 409
    except Erased:
        form.refuse("about", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _edit_page(case, found, form), 409
    return redirect(_back(case, "paper-described"), code=303)


def _version_added(case: Case, found: Document, document: ListedDocument, form: VersionForm) -> Answer:
    looked, refusals = look_at_all(form)
    if len(looked) + len(refusals) > 1:
        form.refuse("papers", _("Choose one file: a version of the same document."))
    if form.is_refused:
        return _version_page(case, document, form), 422
    try:
        place = Place(document.line.victim_id, found, document.line.row_version)
        actions.add(me(), case, looked, form.said(document.said), place)
    except Refused as refused:
        form.refuse("papers", sentence("", refused.why))
        return _version_page(case, document, form), 422
    except Changed:
        form.refuse("papers", _("Somebody else has changed this document meanwhile. Reload the page and look first."))
        return _version_page(case, document, form), 409
    except Erased:
        form.refuse("papers", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _version_page(case, document, form), 409
    return redirect(_back(case, "version-added"), code=303)


def _edit_page(case: Case, found: Document, form: DetailsForm) -> str:
    return render_template("details/edit.html", case=case, found=found, form=form)


def _version_page(case: Case, document: ListedDocument, form: VersionForm) -> str:
    return render_template("details/version.html", case=case, document=document, form=form)


def _back(case: Case, done: str) -> str:
    return url_for("casefile.papers", case_id=case.id, done=done)
