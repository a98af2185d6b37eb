"""The page of a preparation: its bar, how to cancel it, what came of it, and the coarser designs to choose from."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.core import jobstore
from litigation_app.core.access import May, me, needs
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.core.language import _, _l
from litigation_app.gate import presenting, refusals
from litigation_app.gate import queries as draft_queries
from litigation_app.gate import views as drafts
from litigation_app.gate.forms import DraftForm
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.preparations import actions, queries, shown
from litigation_app.gate.proposal import WouldReveal

_NONE = _l("No coarser tables of these years can be published either: choose more years.")

bp = Blueprint("preparations", __name__, url_prefix="/publishing/preparations")


@bp.get("/<uuid:job_id>")
@needs(May.DRAFT_RELEASE)
def show(job_id: UUID) -> str | Response:
    job = queries.get(me(), job_id)
    if job.stands == JobState.DONE:
        return redirect(_where(job), code=303)
    return _refused(job) if job.stands == JobState.REFUSED else _page(job)


@bp.post("/<uuid:job_id>/cancellation")
@needs(May.DRAFT_RELEASE)
def cancel(job_id: UUID) -> Response:
    jobstore.cancel(queries.get(me(), job_id).id)
    return redirect(url_for("preparations.show", job_id=job_id), code=303)


@bp.post("/<uuid:job_id>/repetition")
@needs(May.DRAFT_RELEASE)
def repeat(job_id: UUID) -> Response:
    job = queries.get(me(), job_id)
    if job.asked.get("agree"):  # with her second factor, on the page of the draft
        return redirect(url_for("gate.show", draft_id=job.asked["draft"]), code=303)
    job = actions.repeat(me(), job)
    return redirect(url_for("preparations.show", job_id=job.id), code=303)


@bp.post("/<uuid:job_id>/choice")
@needs(May.DRAFT_RELEASE)
def choose(job_id: UUID) -> tuple[str, int] | Response:
    job = queries.get(me(), job_id)
    try:
        chosen = actions.offered(job, request.form.get("number", 0, int))
        made = actions.ask(me(), actions.title_of(job, chosen), chosen.mine, **_shelf(), carry=chosen.carry)
    except actions.NotOffered:
        return _refused(job, _("This was not proposed to you for these tables. Choose one of the proposals.")), 422
    except DraftRefused as stop:
        return _refused(job, refusals.sentence(stop)), 422
    return redirect(url_for("preparations.show", job_id=made.id), code=303)


def _where(job: Job) -> str:
    """To what came of it: the draft, or the publication."""
    if "release" in job.answer:
        return url_for("publications.show", release_id=job.answer["release"], done="published")
    return url_for("gate.show", draft_id=job.answer["draft"], done="drafted")


def _page(job: Job) -> str:
    title, mine = actions.wish(job)
    changes = presenting.changes(mine)
    return render_template("preparations/show.html", job=job, title=title, bar=shown.bar(job), changes=changes)


def _refused(job: Job, sentence: str = "") -> str:
    """What was typed, why it cannot be, and what could be instead."""
    if job.stands != JobState.REFUSED:
        return _page(job)
    if "draft" in job.asked:  # which stays as it was
        return drafts.page(
            draft_queries.get(UUID(job.asked["draft"])), refused=refusals.sentence(refusals.of(job.answer))
        )
    form = DraftForm.filled(*actions.wish(job))
    offers, refused = shown.offers(job), refusals.of(job.answer)
    why = refusals.sentence(refused)
    if isinstance(refused, WouldReveal) and not offers:
        why = f"{why} {_NONE}"
    return render_template("gate/new.html", form=form, job=job, offers=offers, answer=sentence or why)


def _shelf() -> dict[str, Any]:
    return {"on_shelf": current_app.extensions["shelf"], "trusted": current_app.extensions["trusted_keys"]}
