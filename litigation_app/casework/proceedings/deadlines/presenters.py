"""How does the page of one deadline look: what moved its end, and what can be done with it? Rows in, words out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flask import render_template

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.proceedings import actions as moves
from litigation_app.casework.proceedings import lanes, queries
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings import rules as proceedings
from litigation_app.casework.proceedings.deadlines import actions, rules
from litigation_app.casework.proceedings.deadlines import queries as of_deadlines
from litigation_app.casework.proceedings.deadlines.forms import MetForm, MissedForm, ServiceForm, Typed
from litigation_app.casework.proceedings.effects.rules import Change
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.proceedings.presenters import Source, sources
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import _, current, format_date
from litigation_app.law import counting, holidays, table_ends, words
from litigation_app.law.citations import cited
from litigation_app.law.holiday_file import Closes
from litigation_app.law.holidays import CourtDay

_DAY = timedelta(days=1)
_WEEKEND = 5


class Why(NamedTuple):
    """What the file notes about the rule (English, "" for nothing), the doubt, and where it was read."""

    note: str
    doubt: str
    sources: list[Source]


class Forms(NamedTuple):
    """The forms of the page; those not given are made anew."""

    met: MetForm | None = None
    service: ServiceForm | None = None
    missed: MissedForm | None = None


def page(
    found: queries.FoundDeadline,
    forms: Forms = Forms(),  # noqa: B008
    *,
    is_late: bool = False,
    changes: list[Change] | None = None,
) -> str:
    """The page of a deadline; `is_late`: somebody saved it while this person was writing; `changes`: what that day would change."""
    row = found.deadline
    met, missed = forms.met or MetForm(), forms.missed or MissedForm()
    service = forms.service or service_form(found, None)
    for form in (met, service, missed):
        form.refresh(row.row_version)
    ticket = openings.ticket_of(me(), found.case) if row.has_note else None
    return render_template(
        "deadlines/show.html",
        deadline=row,
        case=found.case,
        line=queries.deadline_line(found, current()),
        starts_with=words.say("runs_from", row.runs_from, current()),
        why=why_this_day(found),
        moved=moved(row, found.case.country, _proceeding(row).forum or found.case.forum),
        is_undone=of_deadlines.is_of_a_mistake(row),
        may_reopen=of_deadlines.may_reopen(row),
        reason=rules.reason(row.missed_reason, current()) if row.missed_reason else "",
        note=actions.read_notes(ticket, [row.id]).get(row.id, "") if ticket else None,
        met=met,
        service=service,
        missed=missed,
        may_explain=rules.may_be_explained(row, met_on=row.met_on, today=today()),
        is_late=is_late,
        changes=changes,
        may_record=cases.may(me(), found.case, May.RECORD_STEP),
    )


def _proceeding(period: Deadline) -> Proceeding:
    return db.session.get_one(Proceeding, period.proceeding_id)


def service_form(found: queries.FoundDeadline, typed: Typed) -> ServiceForm:
    """The form for the day that starts this deadline, and for its last one where a court gives that."""
    ruled = queries.rule_of(found)
    law = cited((ruled and ruled.rule.extended_by) or "", current(), found.case.country)
    is_set = proceedings.is_set_by_court(found.deadline)
    return ServiceForm(typed, is_set_by_court=is_set, extended_by=law, step=_step(found))


def _step(found: queries.FoundDeadline) -> str:
    """The step from whose service the period runs, in words with its day; "" where another day starts it."""
    period = found.deadline
    move = db.session.get(Move, period.move_id) if rules.is_of_step(period) else None
    if move is None or move.entered_in_error_at is not None:
        return ""
    _law, graph = moves.graph_of(_proceeding(period))
    name = lanes.step_name(graph, move.from_stage, move.event, move.to_stage, current())
    return _("%(step)s, %(day)s", step=name, day=format_date(move.on))


def why_this_day(found: queries.FoundDeadline) -> Why:
    """By which rule the day was reckoned, as the country file has it."""
    ruled = queries.rule_of(found)
    note, read_at = (ruled.rule.note, sources(ruled.rule.sources, ruled.law)) if ruled else (None, [])
    return Why(
        note=note.read_in(current()) if note else "",
        doubt=dues.doubt(found.deadline.confidence, current()),
        sources=read_at,
    )


def moved(period: Deadline, country: str, forum: str | None) -> list[str]:
    """Why the end is not where counting alone puts it, or why one acts before it: each day in words."""
    if period.served_on is None or period.expiry is None or period.act_by is None:
        return []
    found = []
    if period.days is not None or period.months is not None:
        length = counting.Length(months=period.months or 0, days=period.days or 0)
        nominal = counting.after(period.served_on, length)
        skipped = list(_days(nominal, period.expiry))
        if skipped:
            why = _listed(skipped, country, forum)
            found.append(
                _(
                    "Counted, it would end on %(day)s. It ends later because of %(why)s.",
                    day=format_date(nominal).rstrip("."),
                    why=why,
                )
            )
    free = list(_days(period.act_by + _DAY, period.expiry + _DAY))
    if free:
        why = _listed(free, country, forum)
        found.append(_("The courts do not work after the day to act, or perhaps not: %(why)s.", why=why))
    return found + _beyond(period.expiry, country)


def _beyond(expiry: date, country: str) -> list[str]:
    """That the table of festivals, whose days are published year by year, ends before this period does."""
    known = [one.until for one in table_ends.ends(country) if one.kind is table_ends.Kind.HOLIDAYS]
    if not known or expiry <= known[0]:
        return []
    return [
        _("Festivals whose days are published each year are known to the desk until %(day)s", day=format_date(known[0]))
    ]


def _days(first: date, before: date) -> Iterator[date]:
    while first < before:
        yield first
        first += _DAY


def _listed(days: list[date], country: str, forum: str | None) -> str:
    return ", ".join(f"{_why(day, country, forum)} ({format_date(day)})" for day in days)


def _why(day: date, country: str, forum: str | None) -> str:
    """The holiday of that day, or the weekend; a doubtful one says so."""
    kept = [
        one for one in holidays.court_days(country, day.year, forum) if one.day == day and one.closes is not Closes.NO
    ]
    if kept:
        return ", ".join(_holiday(one) for one in kept)
    return _("Saturday") if day.weekday() == _WEEKEND else _("Sunday")


def _holiday(one: CourtDay) -> str:
    name = one.rule.name(current())
    return name if one.closes is Closes.YES else _("%(holiday)s, not certain", holiday=name)
