"""Pages of the register of judgments: the list, a judgment, coding it blind, settling it."""

from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app import ledger
from litigation_app.accounts import queries as people
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.references import queries as references
from litigation_app.casework.courtwatch import actions as register
from litigation_app.casework.courtwatch.forms import RegisterForm
from litigation_app.casework.courtwatch.judgments import actions, presenters, queries, rules
from litigation_app.casework.courtwatch.judgments.actions import CodingRefused, RegisteredAlready
from litigation_app.casework.courtwatch.judgments.forms import CodingForm, JudgmentForm, LinkForm, office_of
from litigation_app.casework.courtwatch.judgments.models import Judgment, State
from litigation_app.core import paging
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("judgments", __name__, url_prefix="/judgments")
Answer = Response | tuple[str, int]


@bp.get("/")
@needs(May.REGISTER_JUDGMENT)
def index() -> str:
    state = next((one for one in State if one == request.args.get("state")), None)
    page = queries.page(me(), state=state, before=paging.read(request.args.get("before", "")))
    waiting = queries.waiting(me())
    return render_template(
        "judgments/index.html",
        rows=[presenters.row(line) for line in page.rows],
        twice=[presenters.row(line) for line in queries.elsewhere(me())] if me().may(May.ADJUDICATE) else [],
        next=paging.written(page.next),
        segments=[
            (text, one, waiting[one] if one else sum(waiting.values())) for one, text in presenters.SEGMENTS.items()
        ],
        state=state,
    )


@bp.get("/new")
@needs(May.REGISTER_JUDGMENT)
def new() -> str:
    return _new_page(_new_form(request.args.get("office", ""), None))


@bp.post("/")
@needs(May.REGISTER_JUDGMENT)
def add() -> Answer:
    offices = people.offices_where(me(), May.REGISTER_JUDGMENT)
    office = office_of(offices, request.form.get("office", ""))
    form = JudgmentForm(request.form, office)
    if not form.validate():
        return _new_page(form), 422
    try:
        percent = current_app.extensions["config"].double_coding_percent
        judgment = actions.register(me(), office, form.new(), double_percent=percent)
    except RegisteredAlready as there:
        return _new_page(form, there=there.judgment_id), 409
    return redirect(url_for("judgments.show", judgment_id=judgment.id, done="judgment-added"), code=303)


@bp.get("/<uuid:judgment_id>")
@needs(May.REGISTER_JUDGMENT)
def show(judgment_id: UUID) -> str:
    return _page(queries.get(me(), judgment_id, May.REGISTER_JUDGMENT))


@bp.post("/<uuid:judgment_id>/openings")
@needs(May.REGISTER_JUDGMENT)
def open_register(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.REGISTER_JUDGMENT)
    form = RegisterForm(request.form)
    if not form.validate():
        return _page(judgment, door=form), 422
    register.open_register(me(), judgment.office_id, purpose=form.purpose.data or "")
    return redirect(url_for("judgments.show", judgment_id=judgment.id), code=303)


@bp.get("/<uuid:judgment_id>/codings/new")
@needs(May.CODE_JUDGMENT)
def begin_coding(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.CODE_JUDGMENT)
    why_not = rules.may_code(queries.codings(judgment), me().id, is_double=judgment.is_double)
    if why_not is not None:
        return _page(judgment, refused=presenters.why_not(why_not)), 409
    return _coding_page(judgment, CodingForm(None, judgment)), 200


@bp.post("/<uuid:judgment_id>/codings")
@needs(May.CODE_JUDGMENT)
def code(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.CODE_JUDGMENT)
    form = CodingForm(request.form, judgment)
    if not form.validate():
        return _coding_page(judgment, form), 422
    try:
        actions.code(me(), judgment, form.codes(), note=form.note.data or "")
    except CodingRefused as refused:
        return _coding_page(judgment, form, refused=presenters.why_not(refused.why)), 409
    return redirect(url_for("judgments.show", judgment_id=judgment.id, done="reading-saved"), code=303)


@bp.get("/<uuid:judgment_id>/settling/new")
@needs(May.ADJUDICATE)
def begin_settling(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.ADJUDICATE)
    why_not = rules.may_settle(queries.codings(judgment), me().id, is_double=judgment.is_double)
    ticket = register.ticket_of(me(), judgment.office_id)
    if why_not is not None or ticket is None:
        refused = presenters.why_not(why_not) if why_not else _("Open the register first: the codings are protected.")
        return _page(judgment, refused=refused), 409 if why_not else 403
    return _coding_page(judgment, _settling_form(judgment, ticket), settles=True), 200


@bp.post("/<uuid:judgment_id>/settling")
@needs(May.ADJUDICATE)
def settle(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.ADJUDICATE)
    form = CodingForm(request.form, judgment)
    if register.ticket_of(me(), judgment.office_id) is None:
        refused = _("The register has closed. Open it on the page of the judgment; what you typed is kept below.")
        return _coding_page(judgment, form, refused=refused, settles=True), 403
    if not form.validate():
        return _coding_page(judgment, form, settles=True), 422
    try:
        actions.settle(me(), judgment, form.codes(), note=form.note.data or "", row_version=form.version())
    except (CodingRefused, Changed) as refused:
        return _coding_page(judgment, form, refused=_refusal(refused), settles=True), 409
    return redirect(url_for("judgments.show", judgment_id=judgment.id, done="reading-settled"), code=303)


@bp.post("/<uuid:judgment_id>/cases")
@needs(May.REGISTER_JUDGMENT)
def link(judgment_id: UUID) -> Answer:
    judgment = queries.get(me(), judgment_id, May.REGISTER_JUDGMENT)
    form, ticket = LinkForm(request.form), register.ticket_of(me(), judgment.office_id)
    if ticket is None:
        return _page(judgment, refused=_("Open the register first: the codings are protected."), link_form=form), 403
    if not form.validate():
        return _page(judgment, link_form=form), 422
    try:
        case = cases.get(me(), references.id_of(form.reference.data or "") or UUID(int=0))
    except NotFound:
        form.refuse("reference", _("None of your cases has this reference."))
        return _page(judgment, link_form=form), 422
    actions.link(me(), ticket, judgment, case)
    return redirect(url_for("judgments.show", judgment_id=judgment.id, done="judgment-linked"), code=303)


def _refusal(refused: Exception) -> str:
    if isinstance(refused, CodingRefused):
        return presenters.why_not(refused.why)
    return _("Somebody has adjudicated it in the meantime. Look at it again; what you typed is kept below.")


def _new_form(office: str, typed: None) -> JudgmentForm:
    offices = people.offices_where(me(), May.REGISTER_JUDGMENT)
    return JudgmentForm(typed, office_of(offices, office)) if offices else abort(404)


def _new_page(form: JudgmentForm, there: UUID | None = None) -> str:
    offices = people.offices_where(me(), May.REGISTER_JUDGMENT)
    typed_before = queries.courts_typed(office_of(offices, form.office.data or ""))
    return render_template("judgments/new.html", form=form, offices=offices, typed_before=typed_before, there=there)


def _coding_page(judgment: Judgment, form: CodingForm, *, refused: str = "", settles: bool = False) -> str:
    row = presenters.row(judgment)
    return render_template(
        "judgments/code.html", judgment=judgment, row=row, form=form, refused=refused, settles=settles
    )


def _settling_form(judgment: Judgment, ticket: ledger.Ticket) -> CodingForm:
    """It begins with what both coders said alike, or with the coding in force."""
    codings = queries.codings(judgment)
    read = actions.read_codings(ticket, [one.id for one in codings])
    if judgment.state != State.TO_SETTLE:
        return CodingForm(None, judgment, said=read[codings[-1].id].codes)
    first, second = (read[one.id] for one in codings[:2])
    hints = presenters.hints(judgment, first, second)
    return CodingForm(None, judgment, said=presenters.agreed(judgment, first, second), hints=hints)


def _page(
    judgment: Judgment, *, refused: str = "", door: RegisterForm | None = None, link_form: LinkForm | None = None
) -> str:
    """One judgment; its number and what was coded while the register stands open."""
    codings = queries.codings(judgment)
    ticket = register.ticket_of(me(), judgment.office_id)
    seen = rules.visible(codings, me().id, is_double=judgment.is_double)
    why_not = rules.may_code(codings, me().id, is_double=judgment.is_double)
    not_settled = rules.may_settle(codings, me().id, is_double=judgment.is_double)
    why_not = not_settled if me().may(May.ADJUDICATE) and not_settled == rules.WhyNot.OWN_CODING else why_not
    return render_template(
        "judgments/show.html",
        judgment=judgment,
        row=presenters.row(judgment),
        titles=presenters.titles(codings, people.names({one.by for one in codings})),
        opened=_opened(judgment, ticket, seen) if ticket else None,
        door=door or RegisterForm(),
        link_form=link_form or LinkForm(),
        minutes=current_app.extensions["config"].opening_minutes,
        why_not=presenters.why_not(why_not) if why_not else "",
        may_settle=me().may(May.ADJUDICATE) and not_settled is None,
        refused=refused,
    )


def _opened(judgment: Judgment, ticket: ledger.Ticket, seen: list[rules.Coded]) -> dict[str, object]:
    """What the open register shows of a judgment: numbers, those of our cases that she may see, codings."""
    numbers, read = actions.read_numbers(ticket, judgment), actions.read_codings(ticket, [one.id for one in seen])
    two = [read[one.id] for one in seen if one.place <= rules.SECOND]
    return {
        "number": numbers.number,
        "first_number": numbers.first_number,
        "cases": queries.our_cases(me(), numbers.cases),
        "codings": [
            (one.id, presenters.blocks(judgment, read[one.id].codes), read[one.id].note) for one in reversed(seen)
        ],
        "differences": presenters.differences(judgment, *two) if len(two) == rules.SECOND else [],
    }
