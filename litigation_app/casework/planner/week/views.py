"""The week of an office, on the screen and as a PDF."""

from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from litigation_app.casework.planner.week import presenters, queries, rules
from litigation_app.casework.planner.week.queries import Asked, Named
from litigation_app.casework.planner.week.rules import Period
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current, format_date
from litigation_app.core.pdf import pdf
from litigation_app.core.text import day_or_none

bp = Blueprint("digest", __name__)


class Wanted(NamedTuple):
    """What was asked for: an office of hers, and the days."""

    asked: Asked
    office: Named
    offices: list[Named]


@bp.get("/week")
@needs(May.ASSIGN_CASE)
def show() -> str:
    wanted = _wanted()
    return render_template("digest/show.html", **_said(wanted), **_around(wanted))


@bp.get("/week.pdf")
@needs(May.ASSIGN_CASE)
def as_pdf() -> Response:
    wanted = _wanted()
    said = _said(wanted)
    said["made"] = " ".join(filter(None, [said["made"], f"{said['undated']}.", said["quiet"]]))
    said["parts"] = [vars(part) | {"note": said["cut"] if part.is_cut else ""} for part in said["parts"]]
    made = pdf("core/pages/parts.typ", said)
    name = f"week-{wanted.asked.period.first}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _wanted() -> Wanted:
    """The office that was asked for, else her first; raises NotFound for one that is not hers as for one that is not there."""
    offices, typed = queries.offices(me()), request.args.get("office", "")
    found = [one for one in offices if str(one.id) == typed] if typed else offices
    if not found:
        raise NotFound
    first, last = (day_or_none(request.args.get(name, "")) for name in ("first", "last"))
    period = rules.asked(first, last, today())
    return Wanted(Asked(me(), found[0].id, period), found[0], offices)


def _said(wanted: Wanted) -> dict[str, Any]:
    """All words of the digest, alike on the screen and on paper."""
    period = wanted.asked.period
    found = presenters.parts(wanted.asked, wanted.office.country, today())
    return {
        "language": current(),
        "title": _("Weekly office report"),
        "under": f"{wanted.office.name}, {format_date(period.first)} – {format_date(period.last)}",
        "made": _("Made on %(day)s.", day=format_date(today()).rstrip(".")),
        "undated": presenters.undated(wanted.asked, today()),
        "cut": _("Only the first %(most)s are shown.", most=queries.MOST),
        "quiet": presenters.quiet(found),
        "parts": [part for part in found if part.rows],
    }


def _around(wanted: Wanted) -> dict[str, Any]:
    """The ways to other days and offices."""
    period = wanted.asked.period
    return {
        "office": wanted.office,
        "offices": wanted.offices,
        "period": period,
        "before": _link("digest.show", wanted, period.before),
        "after": _link("digest.show", wanted, period.after),
        "paper": _link("digest.as_pdf", wanted, period),
    }


def _link(endpoint: str, wanted: Wanted, period: Period) -> str:
    return url_for(endpoint, office=wanted.office.id, first=period.first, last=period.last)
