"""The page that shows by which rules a proceeding runs, and what changed since."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.proceedings import queries
from litigation_app.casework.proceedings.law_versions import actions, presenters
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.law_versions.forms import RepinForm
from litigation_app.casework.proceedings.law_versions.rules import RepinRefused
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("lawversions", __name__)
Answer = Response | tuple[str, int]


@bp.get("/proceedings/<uuid:proceeding_id>/rules")
@needs(May.LIST_CASES)
def show(proceeding_id: UUID) -> str:
    return _page(queries.get(me(), proceeding_id), RepinForm())


@bp.post("/proceedings/<uuid:proceeding_id>/rules")
@needs(May.RECORD_STEP)
def repin(proceeding_id: UUID) -> Answer:
    found = queries.get(me(), proceeding_id, May.RECORD_STEP)
    form = RepinForm(request.form)
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.repin(me(), found.case, found.proceeding, **_said(form))
    except Changed:
        form.refuse("reason", _("Something changed while you were writing. Look at what has changed once more."))
        return _page(found, form), 409
    except RepinRefused:
        form.refuse(
            "reason", _("The newer rules do not know the stage where these proceedings stand. They stay as they are.")
        )
        return _page(found, form), 409
    return redirect(url_for("lawversions.show", proceeding_id=proceeding_id, done="version-changed"), code=303)


def _said(form: RepinForm) -> dict[str, Any]:
    return {"to": form.to.data or "", "reason": form.reason.data or "", "row_version": form.version()}


def _page(found: queries.Found, form: RepinForm) -> str:
    one, new = found.proceeding, loader.load(found.case.country)
    old = law_versions.kept_law(found.case.country, one.law_version)
    form.to.raw_data, form.to.data = None, new.version
    form.refresh(one.row_version)
    graph = law_versions.law_of(found.case.country, one.law_version).procedure(one.procedure)
    return render_template(
        "lawversions/show.html",
        case=found.case,
        proceeding=one,
        name=graph.name(current()),
        old=one.law_version,
        new=new.version,
        is_kept=old is not None,
        rows=presenters.rows(old, new, one, current()) if old else [],
        others=presenters.others(old, new, one) if old else 0,
        running=presenters.running(one, new, current()),
        form=form,
        may_record=cases.may(me(), found.case, May.RECORD_STEP),
    )
