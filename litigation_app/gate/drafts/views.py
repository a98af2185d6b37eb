"""The pages of the door: drafts, the check before publishing, the second person's agreement."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.accounts.staff.cosigners import views as outside
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.accounts.staff.cosigners.forms import OutsideForm
from litigation_app.core import stood
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import is_short
from litigation_app.gate import queries
from litigation_app.gate.drafts import actions
from litigation_app.gate.drafts import presenters as checking
from litigation_app.gate.drafts import queries as calendar
from litigation_app.gate.drafts.preparations import actions as preparations
from litigation_app.gate.drafts.preparations import presenters
from litigation_app.gate.drafts.preparations import queries as under_way
from litigation_app.gate.drafts.presenters import Explained
from litigation_app.gate.external_figures import presenters as known
from litigation_app.gate.forms import COUNTRIES, MODES, DraftForm, SecondForm
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.official import queries as official
from litigation_app.gate.official.presenters import titles as figures_titles
from litigation_app.gate.protection.proposal import WouldReveal
from litigation_app.gate.regional import queries as regional

bp = Blueprint("gate", __name__, url_prefix="/publishing")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    drafts, lines = queries.drafts(), [presenters.line(job) for job in under_way.unfinished(me())]
    return render_template(
        "gate/index.html",
        drafts=drafts,
        open_drafts=[one for one in drafts if one.state == DraftState.DRAFT],
        decided=[one for one in drafts if one.state != DraftState.DRAFT],
        countries=dict(COUNTRIES),
        modes=dict(MODES),
        under_way=[line for line in lines if line.job.is_under_way],
        ended=[line for line in lines if not line.job.is_under_way],
        coming=calendar.coming(calendar.countries()),
        **_waiting(drafts),
    )


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    return _asking(_proposed() or _form())


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def draft() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate():
        return _asking(form), 422
    try:
        job = preparations.ask(me(), form.title.data or "", form.wish(), **_shelf())
    except actions.DraftRefused as refused:
        return _asking(form, checking.sentence(refused)), 422
    return redirect(url_for("preparations.show", job_id=job.id), code=303)


@bp.get("/<uuid:draft_id>")
@needs(May.DRAFT_RELEASE)
def show(draft_id: UUID) -> str:
    return page(queries.get(draft_id))


@bp.post("/<uuid:draft_id>/explanations")
@needs(May.DRAFT_RELEASE)
def explain(draft_id: UUID) -> tuple[str, int] | str:
    found = queries.get(draft_id)
    try:
        return page(found, why=actions.explain(me(), found, **_shelf()))
    except (actions.DraftRefused, WouldReveal) as refused:
        return page(found, refused=checking.sentence(refused)), 422


@bp.post("/<uuid:draft_id>/approval")
@needs(May.APPROVE_RELEASE)
def approve(draft_id: UUID) -> tuple[str, int] | Response:
    return _agreed(queries.get(draft_id), stood.sent(), SecondPerson(me()))


@bp.post("/<uuid:draft_id>/co-signing-request")
@needs(May.DRAFT_RELEASE, fresh=True)
def ask_outside(draft_id: UUID) -> tuple[str, int] | Response:
    found = _hers(draft_id)
    return outside.asked(queries.proposed(found), partial(page, found))


@bp.post("/<uuid:draft_id>/co-signature")
@needs(May.DRAFT_RELEASE, fresh=True)
@is_short
def bring_outside(draft_id: UUID) -> tuple[str, int] | Response:
    found = _hers(draft_id)
    proposed = queries.proposed(found)
    return outside.brought(proposed, partial(_agreed, found, proposed.stands), partial(page, found))


@bp.post("/<uuid:draft_id>/second-person")
@needs(May.DRAFT_RELEASE)
def name_second(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    form = _second_form(found)
    if not form.validate():
        return page(found, form=form), 422
    try:
        actions.name_second(me(), found, form.chosen())
    except actions.DraftRefused as refused:
        return page(found, refused=checking.sentence(refused)), 422
    return redirect(url_for("gate.show", draft_id=draft_id, done="second-asked"), code=303)


@bp.post("/<uuid:draft_id>/discard")
@needs(May.DRAFT_RELEASE)
def drop(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        actions.drop(me(), found)
    except actions.DraftRefused as refused:
        return page(found, refused=checking.sentence(refused)), 422
    return redirect(url_for("gate.index", done="dropped"), code=303)


def _asking(form: DraftForm, answer: str = "") -> str:
    return render_template("gate/new.html", form=form, answer=answer)


def _shelf() -> dict[str, Any]:
    """Where publications lie, and whose signature is believed of them; what the machine stopped from moving there is moved."""
    current_app.extensions["settle_shelf"]()
    return {"on_shelf": current_app.extensions["shelf"], "trusted": current_app.extensions["trusted_keys"]}


def _waiting(drafts: Sequence[ReleaseDraft]) -> dict[str, Any]:
    """To what she may agree, and the names of all who prepared or handed over."""
    figures, added = official.for_her(me()), regional.for_her(me())
    who = {one.drafted_by for one in drafts} | {one.drafted_by for one in added}
    who |= {one.handed_by or one.begun_by for one in figures}
    asked = {"for_her": queries.for_her(me()), "figures_for_her": figures, "added_for_her": added}
    asked |= {"figures_titles": figures_titles(figures, current_app.extensions["shelf"])}
    return asked | {"names": people.names(who)}


def _hers(draft_id: UUID) -> ReleaseDraft:
    """A draft that she prepared herself, to which nobody else here could agree; raises NotFound."""
    found = queries.get(draft_id)
    if not queries.asks_outside(me(), found):
        raise NotFound
    return found


def _agreed(found: ReleaseDraft, seen: str, second: SecondPerson) -> tuple[str, int] | Response:
    """What the second person agrees to is published."""
    signer = current_app.extensions["release_signer"]
    try:
        release_id = actions.approve(me(), found, **_shelf(), signer=signer, seen=seen, second=second)
    except stood.Changed:
        return page(found, refused=stood.sentence()), 409
    except (actions.DraftRefused, WouldReveal) as refused:
        return page(found, refused=checking.sentence(refused)), 422
    return redirect(url_for("publications.show", release_id=release_id, done="published"), code=303)


def _proposed() -> DraftForm | None:
    """The form as the calendar fills it, where the address says which publication."""
    wanted = request.args.get("due", "")
    one = next((one for one in calendar.now() if one.code == wanted), None) if wanted else None
    return None if one is None else DraftForm.filled(calendar.title(one.wish), one.wish)


def _form() -> DraftForm:
    form = DraftForm(request.form)
    form.offer()
    return form


def page(found: ReleaseDraft, refused: str = "", why: Explained | None = None, form: SecondForm | None = None) -> str:
    """The check page of a draft, with why something was refused, or why each number is hidden."""
    return render_template(
        "gate/show.html",
        draft=found,
        refused=refused,
        is_explained=why is not None,
        why_not=_why_not(found),
        form=form or _second_form(found),
        names=people.names({found.drafted_by, found.approved_by, found.second_person} - {None}),  # type: ignore[arg-type]
        country=", ".join(str(dict(COUNTRIES)[code]) for code in found.country_codes),
        source=dict(MODES)[found.mode],
        others=known.shown_beside(found.proposal),
        coming=calendar.coming(found.country_codes, found.mode),
        printed_now=calendar.printed(found.proposal["sheets"]),
        is_open=found.state == DraftState.DRAFT,
        stood=queries.stands(found),
        may_ask_why=queries.concerns(me(), found),
        outside=OutsideForm() if queries.asks_outside(me(), found) else None,
        **checking.page(found, why),
    )


def _second_form(found: ReleaseDraft) -> SecondForm:
    form = SecondForm(request.form, second=str(found.second_person or ""))
    others = [one for one in people.who_may(May.APPROVE_RELEASE) if one.id != found.drafted_by]
    form.offer([(str(one.id), f"{one.name}, {one.roles[0].place}") for one in others])
    return form


def _why_not(found: ReleaseDraft) -> str:
    """Why the person at the screen cannot agree to this draft; "" when she can."""
    if not me().may(May.APPROVE_RELEASE):
        return _("A legal coordinator who did not prepare it has to agree.")
    if found.drafted_by == me().id:
        return _("Another person has to agree, not the one who prepared it.")
    if found.second_person not in {None, me().id}:
        return _("Somebody else was asked to agree to this. Ask another person first, or leave it open to all.")
    return ""
