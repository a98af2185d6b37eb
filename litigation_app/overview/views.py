"""The page on which an analyst begins."""

from flask import Blueprint, render_template, request

from litigation_app.accounts import queries as people
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.gate.forms import COUNTRIES
from litigation_app.overview import figures, presenters

bp = Blueprint("overview", __name__, url_prefix="/overview")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def show() -> str:
    country = _country()
    return render_template(
        "overview/show.html",
        today=today(),
        due=presenters.due(),
        waiting=presenters.waiting(me()),
        cards=figures.all_of(country) if me().may(May.READ_RELEASES) else [],
        country=country,
        countries=COUNTRIES,
    )


def _country() -> str:
    """That of the address; without one that of her own office."""
    codes, asked = [code for code, _name in COUNTRIES], request.args.get("country", "")
    hers = [office.country for office in people.offices_where(me(), May.DRAFT_RELEASE)]
    return next((code for code in (asked, *hers) if code in codes), codes[0])
