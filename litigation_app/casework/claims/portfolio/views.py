"""The chain from claimed to paid, and whose cases stand behind each step."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from litigation_app.casework.claims.portfolio import presenters, queries
from litigation_app.casework.claims.portfolio.forms import FilterForm
from litigation_app.casework.claims.portfolio.rules import MEASURES, OWED, amount
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today

bp = Blueprint("portfolio", __name__, url_prefix="/portfolio")


@bp.get("/")
@needs(May.LIST_CASES)
def index() -> str:
    own = queries.own_cells(me())
    form = _asked(own)
    chains = [presenters.chain(currency, sums) for currency, sums in queries.sums(me(), form.wanted(), own).items()]
    return render_template("portfolio/index.html", form=form, chains=chains, chosen=_chosen(form))


@bp.get("/<measure>")
@needs(May.LIST_CASES)
def behind(measure: str) -> str:
    if measure not in MEASURES:
        raise NotFound
    form = _asked(queries.own_cells(me()))
    lines = queries.lines(me(), form.wanted(), measure, request.args.get("currency", ""))
    owed = queries.owed(lines, today()) if measure == OWED else []
    return render_template(
        "portfolio/behind.html", name=presenters.NAMES[measure], lines=lines, owed=owed, most=queries.MOST,
        amount=amount, chosen=_chosen(form),
    )  # fmt: skip


def _asked(own: Sequence[Any]) -> FilterForm:
    """What she narrows it by; raises NotFound for what is not offered."""
    form = FilterForm(queries.choices(me(), own), request.args)
    if not form.validate():
        raise NotFound
    return form


def _chosen(form: FilterForm) -> dict[str, str]:
    """The same for the addresses of other pages."""
    return {field.name: field.data for field in form if field.data}
