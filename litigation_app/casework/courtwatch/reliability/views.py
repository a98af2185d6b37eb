"""The page that shows how well coders agree, question by question."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.casework.courtwatch.reliability import actions, queries, rules
from litigation_app.casework.courtwatch.reliability.models import ReliabilityRun
from litigation_app.casework.courtwatch.rules import asked, question_of
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, _n, current
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP

bp = Blueprint("agreement", __name__, url_prefix="/agreement")
Answer = Response | tuple[str, int]


@bp.get("/")
@needs(May.READ_AGREEMENT)
def index() -> str:
    return _page()


@bp.post("/<uuid:office_id>/counts")
@needs(May.READ_AGREEMENT)
def count(office_id: UUID) -> Answer:
    if office_id not in me().offices(May.READ_AGREEMENT):
        raise NotFound
    try:
        actions.count(me(), office_id)
    except actions.RoundNotFull:
        return _page(refused=_round()), 409
    return redirect(url_for("agreement.index", done="agreement-counted"), code=303)


def _page(refused: str = "") -> str:
    offices = people.offices_where(me(), May.READ_AGREEMENT)
    found = [(office, queries.runs(me(), office.id)) for office in offices]
    names = people.names({run.made_by for _office, runs in found for run in runs})
    tables = [(office, runs[0] if runs else None, _rows(runs[0]) if runs else []) for office, runs in found]
    headings = [_("Question"), _("Pairs"), _("The same"), _("Kappa"), _("Weighted kappa"), _("AC1")]
    around = {"few": rules.FEW, "round": _round(), "refused": refused}
    return render_template("agreement/index.html", tables=tables, names=names, headings=headings, **around)


def _round() -> str:
    return _n(
        "A new count needs %(num)s more judgment coded by two people. So no coding can be found by comparing two counts.",
        "A new count needs %(num)s more judgments coded by two people. So no coding can be found by comparing two counts.",
        rules.least().judgments,
    )


def _rows(run: ReliabilityRun) -> list[list[str]]:
    """A line for each question in words; of one with too few pairs nothing is told."""
    few = [_("too few")] * 5
    return [
        [_question(name), *([str(found["pairs"]), *_figures(found)] if rules.is_said(found) else few)]
        for name, found in sorted(run.found.items())
    ]


def _question(name: str) -> str:
    """In words; by its code where it is asked no more."""
    question = question_of(name)
    if question is None:
        return _("%(code)s (asked no more)", code=name)
    part = getattr(asked(), name.partition(".")[0]).title.read_in(current())
    return f"{part}: {question.words.read_in(current())}"


def _figures(found: dict[str, Any]) -> list[str]:
    share = format_number(Decimal(found["same"]) * 100 / found["pairs"], current(), 0)
    return [f"{share} %", *(_figure(found[name]) for name in ("kappa", "weighted", "ac1"))]


def _figure(said: dict[str, Any] | None) -> str:
    """ "0.48 (0.21 to 0.75)"; a dash where the figure does not exist."""
    if said is None or said["value"] is None:
        return "–"
    value, low, high = (None if said[name] is None else _two(said[name]) for name in ("value", "low", "high"))
    ends = _("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high) if low else str(value)
    return str(ends).replace(" ", NBSP)


def _two(number: float) -> str:
    return format_number(Decimal(str(round(number, 2))), current(), 2)
