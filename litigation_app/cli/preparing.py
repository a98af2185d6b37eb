"""A publication prepared by command: in this very process, each step said on standard error, its row in the list of work."""

from typing import Any
from uuid import UUID

import click
from flask import Flask

from litigation_app.cli import work
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.common import Refused
from litigation_app.core import clock, jobstore
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate import rules
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.drafts import presenters as refusals
from litigation_app.gate.drafts import queries as calendar
from litigation_app.gate.drafts.preparations import actions, presenters
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.queries import DraftRefused
from litigation_app.gate.rules import Wish

_REFUSED = {
    "early": f"There is nothing to publish from before {rules.FIRST_YEAR}.",
    "unfinished": "Only closed years can be published: a year is closed on {day}.",
}


class Teller:
    """Says a step when it begins, and each tenth of what can be counted."""

    def __init__(self, pulse: work.Pulse) -> None:
        self._pulse, self._said = pulse, ("", 0)

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        self._pulse.tell(step, done, of)
        tenth = 10 * done // of if of else 0
        if (step, tenth) == self._said:
            return
        counted = f" {done}/{of}" if tenth else ""
        click.echo(presenters.steps()[step] + counted, err=True)
        self._said = (step, tenth)


def prepared(email: str | None, title: str | None, mode: str, country: str, year: int) -> dict[str, Any]:
    """The draft's number and counts; raises Refused."""
    dates, wish = plan.PLANS[mode].calendar, Wish(mode, country, year)
    if reason := rules.refuse_year(year, clock.today(), dates):
        raise Refused(_REFUSED[reason].format(day=dates.closes(year)))
    with desk() as app, app.test_request_context():
        with committing():
            actor = acting(email, May.DRAFT_RELEASE)
            job_id = _asked(app, actor, title or calendar.title(wish), wish).id
        pulse = work.Pulse(app, job_id, lambda: None)
        try:
            work.run(app, job_id, pulse, Teller(pulse))
        except KeyboardInterrupt:
            with committing():
                jobstore.cancel(job_id)
            raise
        db.session.rollback()
        return _answer(db.session.get_one(Job, job_id, populate_existing=True))


def _asked(app: Flask, actor: Actor, title: str, wish: Wish) -> Job:
    on = {"on_shelf": app.extensions["shelf"], "trusted": app.extensions["trusted_keys"]}
    try:
        return actions.ask(actor, title, wish, **on, here=True)
    except DraftRefused as stop:
        raise Refused(refusals.sentence(stop)) from stop


def _answer(job: Job) -> dict[str, Any]:
    if job.stands == JobState.DONE:
        draft = db.session.get_one(ReleaseDraft, UUID(job.answer["draft"]))
        return {"draft": str(draft.id), **{name: draft.proposal[name] for name in ("numbers", "zeros", "ranges")}}
    if job.stands != JobState.REFUSED:
        raise Refused("It was cancelled meanwhile; nothing was prepared.")
    raise Refused(refusals.sentence(refusals.of(job.answer)))
