"""The pages of the door: drafts, the check before publishing, the second person's agreement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import actions, plan, presenting, queries
from litigation_app.gate.explaining import Explained
from litigation_app.gate.forms import COUNTRIES, MODES, DraftForm
from litigation_app.gate.known import shown as known
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.proposal import TooFine, WouldReveal
from litigation_app.gate.sheets import Sheet
from litigation_app.statistics.releases import vocabulary

bp = Blueprint("gate", __name__, url_prefix="/publishing")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    drafts = queries.drafts()
    return render_template(
        "gate/index.html",
        drafts=drafts,
        names=people.names({d.drafted_by for d in drafts}),
        countries=dict(COUNTRIES),
        modes=dict(MODES),
    )


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    return _asking(_form())


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def draft() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate():
        return _asking(form), 422
    try:
        made = actions.draft(me(), **form.wanted(), **_shelf())
    except (actions.DraftRefused, WouldReveal) as refused:
        form.refuse("last_year", sentence(refused))
        found = refused.instead if isinstance(refused, WouldReveal) else []
        return _asking(form, presenting.offers(found, form.span())), 422
    return redirect(url_for("gate.show", draft_id=made.id, done="drafted"), code=303)


@bp.get("/<uuid:draft_id>")
@needs(May.DRAFT_RELEASE)
def show(draft_id: UUID) -> str:
    return _page(queries.get(draft_id))


@bp.post("/<uuid:draft_id>/preparations")
@needs(May.DRAFT_RELEASE)
def renew(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        actions.renew(me(), found, **_shelf())
    except (actions.DraftRefused, WouldReveal) as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("gate.show", draft_id=draft_id, done="drafted"), code=303)


@bp.post("/<uuid:draft_id>/explanations")
@needs(May.DRAFT_RELEASE)
def explain(draft_id: UUID) -> tuple[str, int] | str:
    found = queries.get(draft_id)
    try:
        return _page(found, why=actions.explain(me(), found))
    except actions.DraftRefused as refused:
        return _page(found, refused=sentence(refused)), 422


@bp.post("/<uuid:draft_id>/approval")
@needs(May.APPROVE_RELEASE)
def approve(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        release_id = actions.approve(me(), found, **_shelf(), signer=current_app.extensions["release_signer"])
    except (actions.DraftRefused, WouldReveal) as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("publications.show", release_id=release_id, done="published"), code=303)


@bp.post("/<uuid:draft_id>/discard")
@needs(May.DRAFT_RELEASE)
def drop(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        actions.drop(me(), found, on_shelf=current_app.extensions["shelf"])
    except actions.DraftRefused as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("gate.index", done="dropped"), code=303)


def _asking(form: DraftForm, offers: Sequence[presenting.Offer] = ()) -> str:
    return render_template("gate/new.html", form=form, offers=offers)


def _shelf() -> dict[str, Any]:
    """Where publications lie, and whose signature is believed of them."""
    return {"on_shelf": current_app.extensions["shelf"], "trusted": current_app.extensions["trusted_keys"]}


def _form() -> DraftForm:
    form = DraftForm(request.form)
    form.offer_years()
    return form


def _page(found: ReleaseDraft, refused: str = "", why: Explained | None = None) -> str:
    why_not, mine = _why_not(found), span_of(found)
    names = people.names({found.drafted_by, found.approved_by} - {None})  # type: ignore[arg-type]
    sheets = [
        _shown(sheet, found.proposal["sheets"][sheet.id]) | {"why": presenting.why(sheet, why) if why else None}
        for sheet in plan.MODES[found.mode].design(found.first_year, found.last_year, mine.coarser).sheets
    ]
    return render_template(
        "gate/show.html",
        draft=found,
        sheets=sheets,
        names=names,
        refused=refused,
        is_explained=why is not None,
        why_not=why_not,
        countries=dict(COUNTRIES),
        source=dict(MODES)[found.mode],
        changes=presenting.changes(mine),
        since=found.proposal.get("since"),
        others=known.shown_beside(found.proposal),
        is_open=found.state == DraftState.DRAFT,
    )


def _why_not(found: ReleaseDraft) -> str:
    """Why the person at the screen cannot agree to this draft; "" when she can."""
    if not me().may(May.APPROVE_RELEASE):
        return _("A legal coordinator who did not prepare it has to agree.")
    return _("Another person has to agree, not the one who prepared it.") if found.drafted_by == me().id else ""


def _shown(sheet: Sheet, rows: list[list[Any]]) -> dict[str, Any]:
    """A printed table for the screen: years down, codes across; a code that is zero throughout is only named below."""
    values = {(row[0], row[1]): row[2] for row in rows}
    years = [year for year in dict.fromkeys(row[0] for row in rows) if year != TOTAL] + [TOTAL]
    across = list(dict.fromkeys(row[1] for row in rows))
    full = [code for code in across if any(values[year, code] != "0" for year in years)]
    return {
        "id": sheet.id,
        "title": vocabulary.say("table", sheet.id, current()),
        "heads": [_word(sheet, code) for code in full],
        "rows": [(vocabulary.code("YEAR", year, current()), [values[year, code] for code in full]) for year in years],
        "zero": ", ".join(_word(sheet, code) for code in across if code not in full),
    }


def _word(sheet: Sheet, code: str) -> str:
    return vocabulary.code(sheet.dimensions[1], code, current())


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if isinstance(refused, TooFine):
        return _(
            "Of 100 numbers in these tables %(percent)s would be about so few people that they must be hidden: too many. "
            "Coarser tables say more.",
            percent=refused.percent,
        )
    if not isinstance(refused, actions.DraftRefused):
        return _(
            "These numbers would reveal a person even after withholding. Choose fewer years apart, or more years together."
        )
    return (
        _beside(refused.other)
        | {
            "nobody": _("There is nothing to count in these years and countries. Choose other years."),
            "own_draft": _("You prepared this yourself: another person has to agree."),
            "shelf_changed": _(
                "What is published of these people changed since this was prepared. Prepare it again, look at it, then agree."
            ),
            "carried": _("Earlier years stand here as they were printed: the desk keeps no reasons of them."),
            "figures_changed": _(
                "The records changed since this was prepared. Prepare it again, look at it, then agree."
            ),
            "already_published": _("This is published already."),
            "already_dropped": _("This draft was discarded."),
        }
    )[refused.reason]


def _beside(title: str) -> dict[str, str]:
    """Why it cannot stand beside what was published or shown."""
    return {
        "overlap": _(
            "These years and countries overlap with “%(title)s”, which is already published. "
            "Whoever subtracts one from the other could find a person. "
            "Choose years after it, or go on from it: the same countries from the same first year, and one year more.",
            title=title,
        ),
        "too_long": _(
            "The desk could not finish checking this beside “%(title)s”, which is already published. Nothing was prepared. "
            "Publish the new year by itself, or try again at a quieter hour.",
            title=title,
        ),
        "overlap_draft": _(
            "These years and countries overlap with the draft “%(title)s”, whose figures were shown already. "
            "Whoever subtracts one from the other could find a person. Choose the same years, or years after it.",
            title=title,
        ),
        "same_draft": _(
            "There is a draft of these years and countries already: “%(title)s”. Prepare that one again, or discard it.",
            title=title,
        ),
    }
