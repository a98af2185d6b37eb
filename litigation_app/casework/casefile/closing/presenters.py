"""What of a case is still open on the day on which it is to be closed?"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import url_for

from litigation_app.accounts.audit.words import REASONS
from litigation_app.casework.casefile.queries import Reading
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.legal_holds import queries as legal_holds
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import presenters as claims
from litigation_app.casework.claims.models import State
from litigation_app.casework.planner.tasks import presenters as tasks
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.rules import stage_of
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.law import loader
from litigation_app.law.graph import Side


class Link(NamedTuple):
    """One thing that is open, and where it is settled; "": not by her."""

    text: str
    link: str


class Point(NamedTuple):
    """A point of the checklist: what is settled, or how many things are open, and which."""

    what: str
    open: list[Link]


def checklist(read: Reading) -> list[Point]:
    """Every point, done or open."""
    return [
        _point(_("No proceedings go on"), _l("Proceedings that go on: %(number)s"), _proceedings(read)),
        _point(_("No hearing is to come"), _l("Hearings to come or without a report: %(number)s"), _hearings(read)),
        _point(_("No deadline of ours is open"), _l("Open deadlines of ours: %(number)s"), _deadlines(read)),
        _point(_("No task is open"), _l("Open tasks: %(number)s"), _tasks(read)),
        _point(_("Every claim is decided"), _l("Claims without a decision: %(number)s"), _undecided(read)),
        _point(_("Nothing that was awarded is unpaid"), _l("Awards not paid in full: %(number)s"), _unpaid(read)),
        _point(_("No legal hold is in force"), _l("Active legal holds: %(number)s"), _holds(read.case)),
    ]


def _point(settled: str, left: Any, links: Iterator[Link]) -> Point:
    found = list(links)
    return Point(str(left) % {"number": len(found)} if found else settled, found)


def _holds(case: Case) -> Iterator[Link]:
    """Their page is the coordinator's."""
    place = url_for("holds.index", case_id=case.id) if cases.may(me(), case, May.SEE_ERASURES) else ""
    for one in legal_holds.in_force(case, today()):
        yield Link(
            _("%(reason)s, until %(day)s", reason=REASONS["place_hold"][one.reason], day=format_date(one.until)), place
        )


def _proceedings(read: Reading) -> Iterator[Link]:
    for track in read.tracks:
        stage = stage_of(track.graph, track.at)
        if track.steps and track.joined is None and not (stage and stage.is_end):
            yield Link(track.graph.name(current()), read.links[track.id])


def _hearings(read: Reading) -> Iterator[Link]:
    for one in read.hearings:
        if one.state == hearings.State.SCHEDULED:
            said = f"{format_date(one.on)} · {hearings.say('kind', one.kind, current())}"
            yield Link(said, url_for("hearings.show", hearing_id=one.id))


def _deadlines(read: Reading) -> Iterator[Link]:
    for one in proceedings.due(read.case, current()):
        if one.whose == Side.OURS:
            yield Link(f"{one.on} · {one.what}", url_for("proceedings.deadline", deadline_id=one.id))


def _tasks(read: Reading) -> Iterator[Link]:
    for one in tasks.card(read.case, read.ticket, today()).rows:
        said = " · ".join(filter(None, [one.what, one.due, one.person]))
        yield Link(said, url_for("tasks.show", task_id=one.id))


def _undecided(read: Reading) -> Iterator[Link]:
    routes = {route.id: route.name(current()) for route in loader.load(read.case.country).routes}
    for one in read.claims:
        if one.state != State.DECIDED:
            state = ", ".join(word for _kind, word in claims.standing(one.view))
            said = f"{one.victim} · {routes.get(one.route, one.route)}: {state}"
            yield Link(said, url_for("claims.show", claim_id=one.id))


def _unpaid(read: Reading) -> Iterator[Link]:
    for one in read.claims:
        if one.owed and one.owed.total:
            sum_ = format_amount(one.owed.total, one.currency, current())
            yield Link(f"{one.victim} · {sum_}", url_for("awards.show", claim_id=one.id))
