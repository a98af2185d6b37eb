"""The list of the cases that I may see."""

from flask import Blueprint, render_template, request

from litigation_app.casework.cases import queries, rules
from litigation_app.core import paging
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import current
from litigation_app.core.text import clean

bp = Blueprint("cases", __name__)
LONGEST_SEARCH = 60


@bp.get("/cases/")
@needs(May.LIST_CASES)
def index() -> str:
    q = clean(request.args.get("q", ""))[:LONGEST_SEARCH]
    page = queries.page(me(), before=paging.read(request.args.get("before", "")), q=q)
    may_open = me().may(May.CREATE_CASE)
    language = current()
    rows = [(line, _stage(line, language), _court(line, language)) for line in page.rows]
    around = {"may_open": may_open, "may_break": me().may(May.BREAK_GLASS)}
    return render_template("cases/index.html", rows=rows, next=paging.written(page.next), q=q, **around)


def _stage(line: queries.Line, language: str) -> str:
    return rules.stage_name(line.country, line.forum, line.stage_now, language)


def _court(line: queries.Line, language: str) -> str:
    return rules.court_name(line.country, line.court_id, line.court_typed, language)
