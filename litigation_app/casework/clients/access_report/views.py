"""The report that a victim may ask for: who has opened her record."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.casework.clients.access_report import queries
from litigation_app.casework.clients.access_report.queries import Opening, Person
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.forms import GROUP_NAMES
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, _n, current, format_date, format_moment
from litigation_app.core.pdf import pdf
from litigation_app.core.text import initials
from litigation_app.law import codes

bp = Blueprint("openings", __name__)


@bp.get("/victims/<uuid:victim_id>/accesses")
@needs(May.REPORT_OPENINGS)
def show(victim_id: UUID) -> str:
    found = victims.get(me(), victim_id, May.REPORT_OPENINGS)
    with_names = _with_names()
    said = _report(found, with_names=with_names)
    return render_template("openings/show.html", found=found, said=said, with_names=with_names)


@bp.get("/victims/<uuid:victim_id>/accesses.pdf")
@needs(May.REPORT_OPENINGS)
def as_pdf(victim_id: UUID) -> Response:
    found = victims.get(me(), victim_id, May.REPORT_OPENINGS)
    made = pdf("casework/clients/access_report/pages/accesses.typ", _report(found, with_names=_with_names()))
    name = f"accesses-{found.case.reference}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _with_names() -> bool:
    """Names of staff stand in it only where they are asked for: a paper outside the office can be found by anybody."""
    return request.args.get("names") == "1"


def _report(found: victims.Found, *, with_names: bool) -> dict[str, Any]:
    """All words of the report, alike on the screen and on paper. It holds neither her name nor the case's story."""
    openings = queries.of(found.victim)
    purposes = dict(codes.options("purpose", current()))
    return {
        "language": current(),
        "title": _("Who opened the record"),
        "under": _("%(reference)s, %(code)s", reference=found.case.reference, code=found.victim.code_name),
        "made": _("Made on %(day)s.", day=format_date(today()).rstrip(".")),
        "count": _n("The record was opened %(num)s time.", "The record was opened %(num)s times.", len(openings)),
        "explained": _(
            "The desk writes down every opening before it shows anything. Attempts that were refused opened nothing and are not listed. "
            "Downloads of the case's documents and searches for a name are written down too, but not in this list: an auditor can name "
            "them. Role and office are those of today."
        ),
        "headings": [_("When"), _("Who"), _("Purpose"), _("Which parts"), _("Entry")],
        "rows": [_row(one, purposes, with_names=with_names) for one in openings],
    }


def _row(one: Opening, purposes: dict[str, str], *, with_names: bool) -> list[str]:
    parts = ", ".join(str(GROUP_NAMES[group]) for group in GROUP_NAMES if group in one.groups)
    return [
        format_moment(one.at),
        _who(one.by, with_names=with_names),
        _what_for(one, purposes),
        parts,
        one.mark,
    ]


def _what_for(one: Opening, purposes: dict[str, str]) -> str:
    said = purposes.get(one.purpose, one.purpose)
    return _("%(purpose)s (emergency access)", purpose=said) if one.in_emergency else said


def _who(person: Person, *, with_names: bool) -> str:
    if not person.name:
        return _("somebody who is no longer known here")
    name = person.name if with_names else initials(person.name)
    roles = ", ".join(str(ROLE_NAMES[role]) for role in person.roles) or _("works here no longer")
    return ", ".join(part for part in (name, roles, person.office) if part)
