"""The page of a run: its bar, how to cancel it, and what came of it."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from litigation_app.advocacy.studies.actions import StudyRefused
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios.runs import actions, presenters, queries
from litigation_app.core import jobstore
from litigation_app.core.access import May, me, needs
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.core.uploads import is_short

bp = Blueprint("runs", __name__, url_prefix="/fund/runs")


@bp.get("/<uuid:job_id>")
@needs(May.RUN_STUDY)
def show(job_id: UUID) -> str | Response:
    job = queries.get(me(), job_id)
    if job.stands == JobState.DONE:
        return redirect(url_for("studies.show", study_id=job.answer["study"], done="estimate-made"), code=303)
    return render_template(
        "runs/show.html", job=job, bar=presenters.bar(job), line=presenters.line(job), long=presenters.how_long(job)
    )


@bp.post("/<uuid:job_id>/cancellation")
@needs(May.RUN_STUDY)
@is_short
def cancel(job_id: UUID) -> Response:
    jobstore.cancel(queries.get(me(), job_id).id)
    return redirect(url_for("runs.show", job_id=job_id), code=303)


@bp.post("/<uuid:job_id>/repetition")
@needs(May.RUN_STUDY)
@is_short
def repeat(job_id: UUID) -> Response | tuple[str, int]:
    job = queries.get(me(), job_id)
    try:
        answer = actions.repeat(me(), job, actions.here())
    except StudyRefused as refused:
        line = replace(presenters.line(job), words=presenters.of_refusal(refused))
        return render_template("runs/show.html", job=job, bar=presenters.bar(job), line=line), 409
    return redirect(where(answer), code=303)


def where(answer: Study | Job) -> str:
    """To the estimate where the very same was made before, else to the bar."""
    if isinstance(answer, Study):
        return url_for("studies.show", study_id=answer.id, done="estimate-there")
    return url_for("runs.show", job_id=answer.id)
