"""The pages of grants: what was promised, done and spent; and the office's own acts."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.grants import actions, presenters, queries
from litigation_app.casework.grants.forms import ActForm, CostForm, EnteredInErrorForm, GrantForm, PlanForm, whole
from litigation_app.casework.grants.models import Grant
from litigation_app.casework.grants.outcomes import presenters as outcomes
from litigation_app.core import docx
from litigation_app.core.access import May, me, needs, or_not_found
from litigation_app.core.web import disposition

bp = Blueprint("grants", __name__, url_prefix="/grants")
Answer = Response | tuple[str, int]


@bp.get("/")
@needs(May.RECORD_ACT)
def index() -> str:
    return _acts(_act_form())


@bp.post("/acts")
@needs(May.RECORD_ACT)
def record() -> Answer:
    form = _act_form()
    if not form.validate() or form.on.data is None:
        return _acts(form), 422
    said: dict[str, Any] = {"kind": form.kind.data, "on": form.on.data, "about": form.about.data}
    actions.record(me(), office=UUID(form.office.data or ""), number=whole(form.number.data) or 1, **said)
    return redirect(url_for("grants.index", done="act-recorded"), code=303)


@bp.post("/acts/<uuid:act_id>/striking")
@needs(May.RECORD_ACT)
def strike_act(act_id: UUID) -> Answer:
    form, row = EnteredInErrorForm(request.form), queries.act(me(), act_id)
    if not form.validate():
        return _acts(_act_form()), 422
    try:
        actions.mark_entered_in_error(me(), row, form.why.data or "")
    except actions.GrantRefused as refused:
        return _acts(_act_form(), presenters.refused(refused)), 422
    return redirect(url_for("grants.index", done="struck"), code=303)


@bp.get("/new")
@needs(May.MANAGE_GRANTS)
def new() -> str:
    return render_template("grants/new.html", form=_grant_form())


@bp.post("/")
@needs(May.MANAGE_GRANTS)
def set_up() -> Answer:
    form = _grant_form()
    if not form.validate():
        return render_template("grants/new.html", form=form), 422
    made = actions.set_up(me(), form.said())
    return redirect(url_for("grants.plan", grant_id=made.id), code=303)


@bp.get("/<uuid:grant_id>")
@needs(May.MANAGE_GRANTS)
def show(grant_id: UUID) -> str:
    grant = queries.get(me(), grant_id)
    return _page(grant, _cost_form(grant))


@bp.get("/<uuid:grant_id>/report.docx")
@needs(May.MANAGE_GRANTS)
def download(grant_id: UUID) -> Response:
    grant = queries.get(me(), grant_id)
    return _file(grant, "docx", presenters.as_docx(grant, _drawn(grant)), docx.TYPE)


@bp.get("/<uuid:grant_id>/report.pdf")
@needs(May.MANAGE_GRANTS)
def download_pdf(grant_id: UUID) -> Response:
    grant = queries.get(me(), grant_id)
    return _file(grant, "pdf", presenters.as_pdf(grant, _drawn(grant)), "application/pdf")


@bp.post("/<uuid:grant_id>/reports")
@needs(May.MANAGE_GRANTS)
def draw_up(grant_id: UUID) -> Answer:
    grant = queries.get(me(), grant_id)
    place = or_not_found(_place(grant))
    try:
        actions.draw_up(me(), grant, place)
        return redirect(url_for("grants.show", grant_id=grant_id, period=place, done="report-drawn-up"), code=303)
    except actions.GrantRefused as why:
        return _page(grant, _cost_form(grant), presenters.refused(why)), 422


@bp.get("/<uuid:grant_id>/plan")
@needs(May.MANAGE_GRANTS)
def plan(grant_id: UUID) -> str:
    grant = queries.get(me(), grant_id)
    form = PlanForm(data=presenters.plan_of(grant) | {"row_version": str(grant.row_version)})
    form.add_blank()
    form.offer(queries.published().offered())
    return _planning(grant, form)


@bp.post("/<uuid:grant_id>/plan")
@needs(May.MANAGE_GRANTS)
def save_plan(grant_id: UUID) -> Answer:
    grant, form, published = queries.get(me(), grant_id), PlanForm(request.form), queries.published()
    form.offer(published.offered())
    plan, version = form.read(published), form.version()
    if plan is None:
        return _planning(grant, form), 422
    try:
        actions.plan(me(), grant, plan, row_version=version)
        return redirect(url_for("grants.show", grant_id=grant_id, done="grant-planned"), code=303)
    except actions.GrantRefused as why:
        form.refresh(grant.row_version)
        return _planning(grant, form, presenters.refused(why)), 409 if why.reason == "stale" else 422


@bp.post("/<uuid:grant_id>/costs")
@needs(May.MANAGE_GRANTS)
def spend(grant_id: UUID) -> Answer:
    grant = queries.get(me(), grant_id)
    form = _cost_form(grant)
    if form.validate():
        try:
            actions.spend(me(), grant, _spent(form))
            return redirect(url_for("grants.show", grant_id=grant_id, done="cost-recorded"), code=303)
        except actions.GrantRefused as why:
            form.refuse("on", presenters.refused(why))
    return _page(grant, form), 422


@bp.post("/costs/<uuid:cost_id>/striking")
@needs(May.MANAGE_GRANTS)
def strike_cost(cost_id: UUID) -> Answer:
    form, row = EnteredInErrorForm(request.form), queries.cost(me(), cost_id)
    grant = queries.get(me(), row.grant_id)
    if not form.validate():
        return _page(grant, _cost_form(grant)), 422
    try:
        actions.mark_entered_in_error(me(), row, form.why.data or "")
    except actions.GrantRefused as refused:
        return _page(grant, _cost_form(grant), presenters.refused(refused)), 422
    return redirect(url_for("grants.show", grant_id=grant.id, done="struck"), code=303)


def _spent(form: CostForm) -> actions.Spent:
    said: dict[str, Any] = {name: form[name].data for name in ("package", "on", "amount", "what")}
    return actions.Spent(**said, voucher=form.voucher.data or "")


def _act_form() -> ActForm:
    form = ActForm(request.form)
    form.offer([(str(one.id), one.name) for one in accounts.offices_where(me(), May.RECORD_ACT)])
    return form


def _grant_form() -> GrantForm:
    form = GrantForm(request.form)
    form.office.offer([(str(one.id), one.name) for one in accounts.offices_where(me(), May.MANAGE_GRANTS)])
    return form


def _cost_form(grant: Grant) -> CostForm:
    form = CostForm(request.form)
    form.package.offer([(one.code, f"{one.code} {one.title}") for one in queries.packages(grant)])
    return form


def _place(grant: Grant) -> int | None:
    """The number of the address's reporting period; without one the first; None: the plan has none of that number."""
    number = whole(request.args.get("period", "0"))
    return number if number is not None and number < len(queries.periods(grant)) else None


def _drawn(grant: Grant) -> presenters.Report:
    """The donor's report of the address's period; raises NotFound where it was not drawn up."""
    place = _place(grant)
    if place is None or not queries.periods(grant)[place].drawn_on:
        raise NotFound
    return presenters.report(me(), grant, place, is_for_donor=True)


def _file(grant: Grant, form: str, body: bytes, kind: str) -> Response:
    period = queries.periods(grant)[_place(grant) or 0]
    name = presenters.file_name(grant, period.first, period.last, form)
    return Response(body, mimetype=kind, headers={"Content-Disposition": disposition(name)})


def _planning(grant: Grant, form: PlanForm, refused: str = "") -> str:
    return render_template("grants/plan.html", grant=grant, form=form, refused=refused)


def _acts(form: ActForm, refused: str = "") -> str:
    return render_template(
        "grants/index.html",
        form=form,
        acts=queries.acts(me()),
        grants=queries.grants(me()),
        may_manage=me().may(May.MANAGE_GRANTS),
        in_error_form=EnteredInErrorForm(),
        say=presenters,
        refused=refused,
    )


def _page(grant: Grant, form: CostForm, refused: str = "") -> str:
    place = _place(grant)
    return render_template(
        "grants/show.html",
        grant=grant,
        report=None if place is None else presenters.report(me(), grant, place, is_for_donor=False),
        chosen="" if place is None else str(place),
        periods=presenters.periods(grant),
        headings=presenters.headings(),
        costs=queries.costs(grant),
        form=form,
        in_error_form=EnteredInErrorForm(),
        say=presenters,
        outcomes=outcomes,
        refused=refused,
    )
