"""The chain from claimed to paid, and whose cases stand behind each step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.casework.claims.portfolio import presenters, queries
from litigation_app.casework.claims.portfolio.forms import FilterForm
from litigation_app.casework.claims.portfolio.queries import Behind, Sort
from litigation_app.casework.claims.portfolio.rules import MEASURES, OWED, amount
from litigation_app.core import sheets
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.web import disposition

bp = Blueprint("portfolio", __name__, url_prefix="/portfolio")


@bp.get("/")
@needs(May.LIST_CASES)
def index() -> str:
    cells = queries.cells(me())
    form = _asked(cells)
    chains = [presenters.chain(currency, sums) for currency, sums in queries.sums(cells, form.wanted()).items()]
    return render_template("portfolio/index.html", form=form, chains=chains, chosen=_chosen(form))


@bp.get("/<measure>")
@needs(May.LIST_CASES)
def behind(measure: str) -> str | Response:
    cells = queries.cells(me())
    asked, form = _behind(measure, request.args, cells)
    currencies = presenters.currencies(queries.sums(cells, form.wanted()), measure)
    if currencies and not asked.currency:
        return redirect(_link(replace(asked, currency=currencies[0]), form))
    page = queries.page(me(), asked, _number(request.args.get("page", "")))
    return render_template(
        "portfolio/behind.html", name=presenters.NAMES[measure], page=page, asked=asked, amount=amount, chosen=_chosen(form),
        address=_address(asked, form), orders=presenters.orders(measure), day=today(),
        owing=presenters.owing(me(), asked, page, today()) if measure == OWED else None, collect=presenters.collect,
        currencies=[(one, _link(replace(asked, currency=one), form), one == asked.currency) for one in currencies],
    )  # fmt: skip


@bp.post("/owed/exports")
@needs(May.LIST_CASES, fresh=True)
def export() -> Response:
    kind = request.form.get("file", "")
    if kind not in sheets.KINDS:
        raise BadRequest
    asked, _form = _behind(OWED, request.form, queries.cells(me()))
    limits.spend(me(), limits.EXPORTS, current_app.extensions["config"].exports_per_hour)
    rows = presenters.rows(me(), asked, presenters.title(asked), today())
    presenters.note_export(me(), asked, kind, len(rows))
    headers = {"Content-Disposition": disposition(f"owed-{today()}.{kind}"), "Cache-Control": "no-store"}
    return Response(sheets.written(presenters.headings(), rows, kind), mimetype=sheets.KINDS[kind], headers=headers)


def _behind(measure: str, said: MultiDict[str, str], cells: Sequence[Any]) -> tuple[Behind, FilterForm]:
    """Which list an address asks for; raises NotFound for what is not offered."""
    if measure not in MEASURES:
        raise NotFound
    form, sort = _asked(cells, said), said.get("order", "")
    is_barred = measure == OWED and said.get("barred") == "y"
    order = Sort(sort) if sort in dict(presenters.orders(measure)) else Sort.LARGEST
    return Behind(form.wanted(), measure, said.get("currency", ""), order, is_barred), form


def _link(asked: Behind, form: FilterForm) -> str:
    address: dict[str, Any] = dict(_address(asked, form))
    return url_for("portfolio.behind", measure=asked.measure, **address)


def _address(asked: Behind, form: FilterForm) -> dict[str, str]:
    """The list as its address has it."""
    said = {"currency": asked.currency, **_chosen(form)}
    said |= {"order": str(asked.sort)} if asked.sort is not Sort.LARGEST else {}
    return said | ({"barred": "y"} if asked.is_barred_soon else {})


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def _asked(cells: Sequence[Any], said: Mapping[str, str] | None = None) -> FilterForm:
    """What she narrows it by; raises NotFound for what is not offered."""
    form = FilterForm(queries.choices(cells), MultiDict(request.args if said is None else said))
    if not form.validate():
        raise NotFound
    return form


def _chosen(form: FilterForm) -> dict[str, str]:
    """The same for the addresses of other pages."""
    return {field.name: field.data for field in form if field.data}
