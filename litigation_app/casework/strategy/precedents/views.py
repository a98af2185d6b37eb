"""Pages of the precedents: the list by article and topic, adding one, citing one in a case."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import presenters as parts
from litigation_app.casework.strategy.precedents import actions, presenters, queries, rules
from litigation_app.casework.strategy.precedents.forms import CitationForm, PrecedentForm, topics
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.law import precedents

bp = Blueprint("precedents", __name__)
Answer = Response | tuple[str, int]


@bp.get("/precedents/")
@needs(May.SEE_OBJECTIVES)
def index() -> str:
    article, topic = request.args.get("article", ""), request.args.get("topic", "")
    found = rules.fitting(presenters.decisions(queries.added()), article=article, topic=topic)
    uses = queries.uses(me())
    return render_template(
        "precedents/index.html",
        rows=[(one, presenters.topics(one.topics), uses.get(one.id, 0)) for one in found],
        article=article,
        topic=topic,
        articles=[(one, one) for one in precedents.load().articles],
        topics=topics(),
    )


@bp.get("/precedents/new")
@needs(May.ADD_PRECEDENT)
def new() -> str:
    return render_template("precedents/new.html", form=PrecedentForm(None))


@bp.post("/precedents/")
@needs(May.ADD_PRECEDENT)
def add() -> Answer:
    form = PrecedentForm(request.form)
    if not form.validate():
        return render_template("precedents/new.html", form=form), 422
    actions.add(me(), form.published())
    return redirect(url_for("precedents.index", done="precedent-added"), code=303)


@bp.get("/cases/<uuid:case_id>/citations/new")
@needs(May.RECORD_STRATEGY)
def new_citation(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    return _new_page(case, CitationForm(None, parts.lanes(case), _decisions()))


@bp.post("/cases/<uuid:case_id>/citations")
@needs(May.RECORD_STRATEGY)
def cite(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    form = CitationForm(request.form, parts.lanes(case), _decisions())
    if not form.validate():
        return _new_page(case, form), 422
    actions.cite(me(), case, form.cited())
    return redirect(url_for("strategy.show", case_id=case.id, done="citation-added", _anchor="citations"), code=303)


def _decisions() -> list[tuple[str, str]]:
    return [(one.id, one.line) for one in presenters.decisions(queries.added())]


def _new_page(case: Case, form: CitationForm) -> str:
    return parts.form_page(case, form, _("Link a decision"), url_for("precedents.cite", case_id=case.id))
