"""A publication prepared by command: in this very process, each step said on standard error, its row in the list of work."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import click
from flask import Flask

from litigation_app.cli import work
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.common import Refused
from litigation_app.core import jobstore
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate import counting, plan, refusals
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import DraftRefused, Span
from litigation_app.gate.preparations import actions, queries, shown
from litigation_app.gate.preparations.actions import Chosen
from litigation_app.gate.since import as_cut


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
        click.echo(shown.steps()[step] + counted, err=True)
        self._said = (step, tenth)


def prepared(
    email: str | None,
    title: str,
    wanted: tuple[str, tuple[str, ...], int, int],
    number: int | None,
    *,
    also: Collection[str] = (),
) -> dict[str, Any]:
    """The draft's number and counts; raises Refused, with the proposals where there are any. `number`: of the one taken;
    `also`: tables that come where they are asked for.
    """
    with desk() as app, app.test_request_context():
        with committing():
            actor = acting(email, May.DRAFT_RELEASE)
            mine = Span(*wanted, plan.asked(wanted[0], also))
            job_id = _asked(app, actor, title, mine, number).id
        pulse = work.Pulse(app, job_id, lambda: None)
        try:
            work.run(app, job_id, pulse, Teller(pulse))
        except KeyboardInterrupt:
            with committing():
                jobstore.cancel(job_id)
            raise
        db.session.rollback()
        return _answer(db.session.get_one(Job, job_id, populate_existing=True))


def _asked(app: Flask, actor: Actor, title: str, mine: Span, number: int | None) -> Job:
    on = {"on_shelf": app.extensions["shelf"], "trusted": app.extensions["trusted_keys"]}
    try:
        mine = as_cut(**on, mine=mine)
        chosen = Chosen(mine, carry=False) if number is None else _chosen(actor, title, mine, number)
        return actions.ask(actor, title, chosen.mine, **on, carry=chosen.carry, here=True)
    except DraftRefused as stop:
        raise Refused(refusals.sentence(stop)) from stop


def _chosen(actor: Actor, title: str, mine: Span, number: int) -> Chosen:
    held = queries.refused(actor, queries.asked(title, mine))
    try:
        if held is None:
            raise actions.NotOffered
        return actions.offered(held, number)
    except actions.NotOffered as never:
        raise Refused(
            "No proposal of this number was made to you for these tables. Leave --choose out to see which there are."
        ) from never


def _answer(job: Job) -> dict[str, Any]:
    if job.stands == JobState.DONE:
        draft = db.session.get_one(ReleaseDraft, UUID(job.answer["draft"]))
        hidden = counting.opened(draft) or counting.Hidden(0, 0)
        counts = {"shown": draft.proposal["shown"], "hidden_first": hidden.first, "hidden_more": hidden.more}
        return {"draft": str(draft.id), **counts}
    if job.stands != JobState.REFUSED:
        raise Refused("It was cancelled meanwhile; nothing was prepared.")
    lines = [
        f"  {'no' if offer.is_refused else f'--choose {number}'}: {' '.join([*offer.changes, offer.keeps])}"
        for number, offer in enumerate(shown.offers(job), 1)
    ]
    raise Refused("\n".join([refusals.sentence(refusals.of(job.answer)), *lines]))
