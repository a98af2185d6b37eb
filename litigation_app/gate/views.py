"""The pages of the door: drafts, the check before publishing, the second person's agreement."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.gate import actions, plan, queries
from litigation_app.gate.forms import COUNTRIES, DraftForm
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.proposal import WouldReveal
from litigation_app.law import codes

bp = Blueprint("gate", __name__, url_prefix="/publishing")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    drafts = queries.drafts()
    return render_template(
        "gate/index.html", drafts=drafts, names=people.names({d.drafted_by for d in drafts}), countries=dict(COUNTRIES)
    )


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    return render_template("gate/new.html", form=_form())


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def draft() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate():
        return render_template("gate/new.html", form=form), 422
    try:
        made = actions.draft(
            me(),
            title=form.title.data or "",
            countries=form.countries.data or [],
            on_shelf=current_app.extensions["shelf"],
            first_year=int(form.first_year.data),
            last_year=int(form.last_year.data),
        )
    except (actions.DraftRefused, WouldReveal) as refused:
        form.refuse("title", sentence(refused))
        return render_template("gate/new.html", form=form), 422
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
        actions.renew(me(), found)
    except (actions.DraftRefused, WouldReveal) as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("gate.show", draft_id=draft_id, done="drafted"), code=303)


@bp.post("/<uuid:draft_id>/approval")
@needs(May.APPROVE_RELEASE)
def approve(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        release_id = actions.approve(
            me(), found, on_shelf=current_app.extensions["shelf"], signer=current_app.extensions["release_signer"]
        )
    except (actions.DraftRefused, WouldReveal) as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("publications.show", release_id=release_id, done="published"), code=303)


@bp.post("/<uuid:draft_id>/discard")
@needs(May.DRAFT_RELEASE)
def drop(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        actions.drop(me(), found)
    except actions.DraftRefused as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("gate.index", done="dropped"), code=303)


def _form() -> DraftForm:
    form = DraftForm(request.form)
    form.offer_years()
    return form


def _page(found: ReleaseDraft, refused: str = "") -> str:
    why_not = _why_not(found)
    names = people.names({found.drafted_by, found.approved_by} - {None})  # type: ignore[arg-type]
    sheets = [
        _shown(sheet, found.proposal["sheets"][sheet.id])
        for sheet in plan.design(found.first_year, found.last_year).sheets
    ]
    return render_template(
        "gate/show.html",
        draft=found,
        sheets=sheets,
        names=names,
        refused=refused,
        why_not=why_not,
        countries=dict(COUNTRIES),
        is_open=found.state == DraftState.DRAFT,
    )


def _why_not(found: ReleaseDraft) -> str:
    """Why the person at the screen cannot agree to this draft; "" when she can."""
    if not me().may(May.APPROVE_RELEASE):
        return _("A legal coordinator who did not prepare it has to agree.")
    return _("Another person has to agree, not the one who prepared it.") if found.drafted_by == me().id else ""


def _shown(sheet: plan.Sheet, rows: list[list[Any]]) -> dict[str, Any]:
    """A printed table for the screen: years down, codes across."""
    across = list(dict.fromkeys(row[1] for row in rows))
    down = [year for year in dict.fromkeys(row[0] for row in rows) if year != plan.TOTAL] + [plan.TOTAL]
    values = {(row[0], row[1]): row[2] for row in rows}
    return {
        "id": sheet.id,
        "title": words(sheet.id),
        "heads": [label(sheet.dimensions[1], code) for code in across],
        "rows": [
            (_("All years") if year == plan.TOTAL else year, [values[year, code] for code in across]) for year in down
        ],
    }


def label(dimension: str, code: str) -> str:
    """A code in the reader's words."""
    lists = {"SEX": "sex", "AGE": "age_band", "FORM": "form", "STATUS": "status"}
    if code == plan.TOTAL:
        return _("All")
    if dimension in lists:
        return codes.label(lists[dimension], code, current())
    return _steps()[code]


def _steps() -> dict[str, str]:
    return {
        "victims": _("Persons"),
        "reported": _("Reported"),
        "investigated": _("Investigated"),
        "indicted": _("Indicted"),
        "judged": _("Judged"),
        "convicted": _("Convicted"),
        "filed": _("Claim filed"),
        "decided": _("Claim decided"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
        "not_filed": _("No claim"),
        "awarded_full": _("Awarded in full"),
        "awarded_part": _("Awarded in part"),
        "referred": _("Referred to civil court"),
        "rejected": _("Rejected"),
        "not_mentioned": _("Not mentioned"),
        "withdrawn": _("Withdrawn"),
    }


def words(sheet_id: str) -> str:
    """The title of a table in the reader's words."""
    return {
        "victims_by_sex": _("Persons by sex"),
        "victims_by_age": _("Persons by age at first contact"),
        "victims_by_form": _("Persons by form of exploitation"),
        "victims_by_status": _("Persons by identification status"),
        "steps_criminal": _("How far the criminal proceedings came"),
        "steps_claim": _("How far the claim came"),
        "claim_by_indictment": _("Claims in indicted cases, by year of indictment"),
        "claim_outcomes": _("What convicting judgments said of the claim"),
        "money_by_award_year": _("Money awarded and paid, by year of the final award (EUR)"),
    }[sheet_id]


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if not isinstance(refused, actions.DraftRefused):
        return _(
            "These numbers would reveal a person even after withholding. Choose fewer years apart, or more years together."
        )
    return {
        "nobody": _("There is nobody with a first contact in these years and countries. Choose other years."),
        "overlap": _(
            "These years and countries overlap with “%(title)s”, which is already published. "
            "Whoever subtracts one from the other could find a person. Choose years after it.",
            title=refused.other,
        ),
        "own_draft": _("You prepared this yourself: another person has to agree."),
        "figures_changed": _("The records changed since this was prepared. Prepare it again, look at it, then agree."),
        "already_published": _("This is published already."),
        "already_dropped": _("This draft was discarded."),
    }[refused.reason]
