"""The page of a preparation: its bar, how to cancel it, what came of it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from litigation_app.core import jobstore
from litigation_app.core.access import May, me, needs
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate.drafts import presenters as refusals
from litigation_app.gate.drafts.preparations import actions, presenters, queries
from litigation_app.gate.forms import DraftForm

bp = Blueprint("preparations", __name__, url_prefix="/publishing/preparations")


@bp.get("/<uuid:job_id>")
@needs(May.DRAFT_RELEASE)
def show(job_id: UUID) -> str | Response:
    job = queries.get(me(), job_id)
    if job.stands == JobState.DONE:
        return redirect(url_for("gate.show", draft_id=job.answer["draft"], done="drafted"), code=303)
    return _refused(job) if job.stands == JobState.REFUSED else _page(job)


@bp.post("/<uuid:job_id>/cancellation")
@needs(May.DRAFT_RELEASE)
def cancel(job_id: UUID) -> Response:
    jobstore.cancel(queries.get(me(), job_id).id)
    return redirect(url_for("preparations.show", job_id=job_id), code=303)


@bp.post("/<uuid:job_id>/repetition")
@needs(May.DRAFT_RELEASE)
def repeat(job_id: UUID) -> Response:
    job = actions.repeat(me(), queries.get(me(), job_id))
    return redirect(url_for("preparations.show", job_id=job.id), code=303)


def _page(job: Job) -> str:
    title, _wish = actions.wish(job)
    return render_template("preparations/show.html", job=job, title=title, bar=presenters.bar(job))


def _refused(job: Job) -> str:
    """What was typed, and why it cannot be."""
    form, why = DraftForm.filled(*actions.wish(job)), refusals.sentence(refusals.of(job.answer))
    return render_template("gate/new.html", form=form, answer=why)
