"""How is the week of an office said, alike on the screen and on paper? Rows in, words out; no person's data, no file number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.claims.presenters import OUTCOMES
from litigation_app.casework.planner.week import queries
from litigation_app.casework.planner.week.queries import MOST, Asked, Ref, Told
from litigation_app.casework.planner.week.rules import WEEK
from litigation_app.casework.planner.week.workload import queries as workload
from litigation_app.casework.proceedings import lanes
from litigation_app.casework.proceedings.deadlines import rules as deadlines
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.core.clock import local
from litigation_app.core.language import _, _l, _n, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.law import codes, loader, table_ends
from litigation_app.law.table_ends import Kind

_TABLES = {
    Kind.INTEREST: _l("Rates of default interest"),
    Kind.WAGES: _l("Minimum wages"),
    Kind.HOLIDAYS: _l("Festivals on which courts rest"),
}


@dataclass(frozen=True)
class Part:
    """One part of the digest: rows of words under headings.

    `cases`: the id of each row's case, whose name stands in the column `case_at`; empty where no row is about one case.
    """

    id: str
    title: str
    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    is_cut: bool = False
    cases: list[str] = field(default_factory=list)
    case_at: int = 0


def parts(asked: Asked, country: str, today: date) -> list[Part]:
    """The whole digest in the order of the meeting: what comes, what happened, who carries how much."""
    week = asked._replace(period=asked.period.ahead)
    due = asked._replace(period=asked.period.due_from(today))
    return _with_lawyers(
        [
            _ahead(week),
            _due(due, today),
            _without_a_day(asked, today),
            _missed(asked, today),
            _instalments(week, today),
            _waiting(asked, today),
            _refs("warn", _("Clients to notify"), queries.to_notify(asked)),
            _steps(asked),
            _hearings(asked),
            _money("decided", _("Decisions on claims"), queries.decided(asked), OUTCOMES),
            _finals(asked),
            _money("paid", _("Paid to clients"), queries.paid(asked), dict(codes.options("payer", current()))),
            _refs("opened", _("New cases"), queries.opened(asked)),
            _refs("over", _("Concluded, with something of ours still open"), queries.open_still(asked)),
            _refs("closed", _("Cases that ended"), queries.closed(asked)),
            _load(week),
            tables(country, today),
        ]
    )


def _with_lawyers(found: list[Part]) -> list[Part]:
    """Beside each case who leads it now, whoever did what stands there."""
    leads = cases.leads(UUID(one) for part in found for one in part.cases)
    return [_with_lawyer(part, leads) if part.cases else part for part in found]


def _with_lawyer(part: Part, leads: Mapping[UUID, str]) -> Part:
    rows = [[*row, leads.get(UUID(case_id), "")] for row, case_id in zip(part.rows, part.cases, strict=True)]
    return replace(part, headings=[*part.headings, _("Leads the case")], rows=rows)


def quiet(found: Iterable[Part]) -> str:
    """Of what there is nothing to say, in one sentence; "" for nothing of the kind."""
    titles = [one.title for one in found if not one.rows]
    return _("Nothing of: %(titles)s.", titles=" · ".join(titles)) if titles else ""


def tables(country: str, today: date) -> Part:
    """Tables of the law files that have run out, or do so within sixty days."""
    rows = [
        [
            str(_TABLES[one.kind]),
            format_date(one.until),
            _("has ended: what comes after is assumed") if one.until < today else "",
        ]
        for one in table_ends.running_out(today, country)
    ]
    headings = [_("Table"), _("Known until"), _("How it stands")]
    return Part("tables", _("Tables of the law that end"), headings, rows)


def undated(asked: Asked, today: date) -> str:
    """How many running cases have no next date."""
    count = queries.undated(asked, today)
    return _n("%(num)s case with no next date", "%(num)s cases with no next date", count)


def _steps(asked: Asked) -> Part:
    found, rows = queries.steps(asked), []
    for one in found:
        country, procedure, from_stage, event, to_stage = one.said
        graph = loader.load(country).procedure(procedure)
        said = lanes.step_name(graph, from_stage, event, to_stage, current())
        rows.append([format_date(one.on), said, graph.name(current()), _case(one)])
    headings = [_("Day"), _("Step"), _("Proceedings"), _("Case")]
    return _of_cases("steps", _("What happened"), headings, rows, found, case_at=3)


def _hearings(asked: Asked) -> Part:
    found, rows = queries.heard(asked), []
    for one in found:
        kind, state, reason = one.said
        is_silent = state == State.SCHEDULED
        stands = _("No outcome is recorded") if is_silent else hearings.say("state", state, current())
        why = hearings.say("reason", reason, current()) if reason else ""
        said = ": ".join(filter(None, [stands, why]))
        rows.append([format_date(one.on), hearings.say("kind", kind, current()), said, _case(one)])
    headings = [_("Day"), _("Hearing"), _("How it stands"), _("Case")]
    return _of_cases("hearings", _("Hearings"), headings, rows, found, case_at=3)


def _money(id_: str, title: str, found: list[Told], words: Mapping[str, Any]) -> Part:
    rows = []
    for one in found:
        code, amount, currency = one.said
        rows.append(
            [format_date(one.on), str(words.get(code, code)), format_amount(amount, currency, current()), _case(one)]
        )
    return _of_cases(id_, title, [_("Day"), _("What"), _("Amount"), _("Case")], rows, found, case_at=3)


def _of_cases(
    id_: str, title: str, headings: list[str], rows: list[list[str]], found: Sequence[Any], *, case_at: int
) -> Part:
    is_cut = len(found) == MOST
    return Part(id_, title, headings, rows, is_cut, [str(one.case_id) for one in found], case_at)


def _case(one: Any) -> str:
    return f"{one.reference}, {one.code_name}"


def _finals(asked: Asked) -> Part:
    """What became final: from now on it is collected."""
    found, rows = queries.finals(asked), []
    for one in found:
        sum_ = _("nothing") if one.amount is None else format_amount(one.amount, one.currency, current())
        rows.append([format_date(one.on), str(OUTCOMES.get(one.outcome, one.outcome)), sum_, _case(one)])
    headings = [_("Day"), _("What was decided"), _("Amount awarded"), _("Case")]
    return _of_cases("final", _("Decisions that became final"), headings, rows, found, case_at=3)


def _missed(asked: Asked, today: date) -> Part:
    """What nobody kept, and why; a reason that nobody gave is open."""
    found = queries.missed(asked, current(), today)
    rows = [[one.on, one.what, _case(one), _why(one.missed)] for one in found]
    headings, title = [_("Act by"), _("What"), _("Case"), _("Why")], _("Missed, or past their day and still open")
    return _of_cases("missed", title, headings, rows, found, case_at=2)


def _why(code: str) -> str:
    return deadlines.reason(code, current()) if code else _("Still open")


def _without_a_day(asked: Asked, today: date) -> Part:
    """What can be missed unseen: nobody has entered the day that starts it."""
    found = queries.without_a_day(asked, current(), today)
    rows = [[one.what, one.left, _case(one)] for one in found]
    headings, title = [_("What"), _("What is missing"), _("Case")], _("Periods of ours without a day yet")
    return _of_cases("undated-due", title, headings, rows, found, case_at=2)


def _due(asked: Asked, today: date) -> Part:
    """What is due in the seven days after; from today on, where today is one of the days asked for. What is past its day says so."""
    found = queries.due(asked, current(), today)
    rows = [[one.on, one.what, _case(one), _late(one.day, today) if one.day else ""] for one in found]
    is_from_today = asked.period.last - asked.period.first >= WEEK
    title = _("Due from today to the seven days after") if is_from_today else _("Due in the seven days after")
    headings = [_("Act by"), _("What"), _("Case"), _("Overdue")]
    return _of_cases("due", title, headings, rows, found, case_at=2)


def _instalments(asked: Asked, today: date) -> Part:
    """What is to come to clients by the end of the week ahead, and what is over and unpaid."""
    found, rows = queries.instalments(asked), []
    for one in found:
        missing = format_amount(one.missing, one.currency, current())
        rows.append([format_date(one.on), missing, _case(one), _late(one.on, today)])
    headings = [_("Due on"), _("Still missing"), _("Case"), _("Overdue")]
    title = _("Instalments: overdue, and of the seven days after")
    return _of_cases("instalments", title, headings, rows, found, case_at=2)


def _late(on: date, today: date) -> str:
    days = (today - on).days
    return _n("%(num)s day late", "%(num)s days late", days) if days > 0 else ""


def _ahead(asked: Asked) -> Part:
    found, rows = queries.ahead(asked), []
    for one in found:
        kind, hour = one.said
        rows.append([hearings_shown.moment(one.on, hour), hearings.say("kind", kind, current()), _case(one)])
    headings = [_("Day"), _("Hearing"), _("Case")]
    return _of_cases("ahead", _("Hearings in the seven days after"), headings, rows, found, case_at=2)


def _waiting(asked: Asked, today: date) -> Part:
    found = queries.waiting(asked)
    rows = []
    for one in found:
        since, first = (local(moment).date() for moment in (one.since, one.first))
        again = _("sent first on %(day)s", day=format_date(first)) if first != since else ""
        rows.append([_case(one), ", ".join(filter(None, [_waited((today - since).days), again]))])
    return _of_cases("waiting", _("Claims in review"), [_("Case"), _("How long")], rows, found, case_at=0)


def _waited(days: int) -> str:
    return _n("%(num)s day", "%(num)s days", days)


def _refs(id_: str, title: str, found: list[Ref]) -> Part:
    rows = [[one.reference, one.code_name] for one in found]
    return _of_cases(id_, title, [_("Case"), _("Code name")], rows, found, case_at=0)


def _load(asked: Asked) -> Part:
    rows = [[one.name, *(str(count) for count in one[1:])] for one in workload.of(asked)]
    headings = [
        _("Lawyer"),
        _("Running cases"),
        _("Hearings in the seven days after"),
        _("Due in the seven days after"),
        _("Open tasks"),
    ]
    return Part("load", _("Caseload per lawyer"), headings, rows)
