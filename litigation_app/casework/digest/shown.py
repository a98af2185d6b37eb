"""How is the week of an office said, alike on the screen and on paper? Rows in, words out; no person's data, no file number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from litigation_app.casework.claims.shown import OUTCOMES
from litigation_app.casework.deadlines import rules as deadlines
from litigation_app.casework.digest import load, queries
from litigation_app.casework.digest.queries import MOST, Ahead, Asked, BecameFinal, Money, Ref, ToCome, Waits
from litigation_app.casework.hearings import rules as hearings
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings import board
from litigation_app.casework.proceedings.dues import Line
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
    """One part of the digest: rows of words under headings; `none`: what stands there without rows.

    `cases`: the id of each row's case, whose name stands in the column `case_at`; empty where no row is about one case.
    """

    id: str
    title: str
    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    none: str = ""
    is_cut: bool = False
    cases: list[str] = field(default_factory=list)
    case_at: int = 0


def parts(asked: Asked, today: date) -> list[Part]:
    """The whole digest in the order of the meeting."""
    week = asked._replace(period=asked.period.ahead)
    return [
        _steps(asked),
        _hearings(asked),
        _money("decided", _("Decisions on claims"), _decisions(queries.decided(asked))),
        _finals(asked),
        _money("paid", _("Paid to clients"), _payers(queries.paid(asked))),
        _missed(asked, today),
        _due(week, today),
        _instalments(week, today),
        _ahead(week),
        _waiting(asked, today),
        _refs("warn", _("Clients to warn"), queries.to_warn(asked), _("Nobody has to be warned.")),
        _refs("opened", _("New cases"), queries.opened(asked), _("No case was opened.")),
        _refs("over", _("Proceedings over, a period of ours still runs"), queries.over(asked, today), _("None.")),
        _refs("closed", _("Cases that ended"), queries.closed(asked, today), _("No case ended.")),
        _load(week),
    ]


def tables(country: str, today: date) -> Part:
    """Tables of the law files that have run out, or do so within sixty days."""
    rows = [[str(_TABLES[one.kind]), format_date(one.until)] for one in table_ends.running_out(today, country)]
    return Part(
        "tables", _("Tables of the law that end"), [_("Table"), _("Known until")], rows, _("No table ends soon.")
    )


def undated(asked: Asked, today: date) -> str:
    """How many running cases have no next date."""
    count = queries.undated(asked, today)
    return _n("%(num)s case with no next date", "%(num)s cases with no next date", count)


def _steps(asked: Asked) -> Part:
    found: Counter[tuple[str, str]] = Counter()
    for one in queries.steps(asked):
        graph = loader.load(one.country).procedure(one.procedure)
        said = board.step_name(graph, one.from_stage, one.event, one.to_stage, current())
        found[graph.name(current()), said] += one.number
    rows = [[graph, said, str(count)] for (graph, said), count in found.most_common(MOST)]
    headings = [_("Proceedings"), _("Step"), _("How many")]
    return Part("steps", _("What happened"), headings, rows, _("No step was recorded."), len(found) > MOST)


def _hearings(asked: Asked) -> Part:
    rows = []
    for one in queries.heard(asked):
        is_silent = one.state == State.SCHEDULED
        state = _("Nobody said what came of it") if is_silent else hearings.say("state", one.state, current())
        rows.append([state, hearings.say("reason", one.reason, current()) if one.reason else "", str(one.number)])
    headings = [_("How it stands"), _("Why"), _("How many")]
    return Part("hearings", _("Hearings"), headings, rows, _("No hearing was planned."))


def _decisions(found: list[Money]) -> list[list[str]]:
    return [[str(OUTCOMES.get(one.code, one.code)), *_sum(one)] for one in found]


def _finals(asked: Asked) -> Part:
    """What became final: from now on it is collected."""
    found = queries.finals(asked)
    rows = [
        [
            format_date(one.on),
            str(OUTCOMES.get(one.outcome, one.outcome)),
            _("nothing") if one.amount is None else format_amount(one.amount, one.currency, current()),
            f"{one.reference}, {one.code_name}",
        ]
        for one in found
    ]
    headings, title = (
        [_("Day"), _("What was decided"), _("Amount awarded"), _("Case")],
        _("Decisions that became final"),
    )
    return Part("final", title, headings, rows, _("None."), len(found) == MOST, _cases(found), case_at=3)


def _payers(found: list[Money]) -> list[list[str]]:
    payers = dict(codes.options("payer", current()))
    return [[payers.get(one.code, one.code), *_sum(one)] for one in found]


def _sum(one: Money) -> list[str]:
    return [str(one.number), format_amount(one.amount, one.currency, current())]


def _money(id_: str, title: str, rows: list[list[str]]) -> Part:
    return Part(id_, title, [_("What"), _("How many"), _("In all")], rows, _("None."))


def _missed(asked: Asked, today: date) -> Part:
    """What nobody kept, and why; a reason that nobody gave is open."""
    found = queries.missed(asked, current(), today)
    rows = [[one.on, one.what, f"{one.reference}, {one.code_name}", _why(one.missed)] for one in found]
    headings, title = [_("Act by"), _("What"), _("Case"), _("Why")], _("Missed, or past their day and still open")
    return Part("missed", title, headings, rows, _("Nothing."), len(found) == MOST, _cases(found), case_at=2)


def _why(code: str) -> str:
    return deadlines.reason(code, current()) if code else _("Still open")


def _due(asked: Asked, today: date) -> Part:
    found = queries.due(asked, current(), today)
    rows = [[one.on, one.what, f"{one.reference}, {one.code_name}"] for one in found]
    headings, title = [_("Act by"), _("What"), _("Case")], _("Due in the seven days after")
    return Part("due", title, headings, rows, _("Nothing."), len(found) == MOST, _cases(found), case_at=2)


def _cases(found: Iterable[Line | Ahead | BecameFinal | ToCome | Waits | Ref]) -> list[str]:
    return [str(one.case_id) for one in found]


def _instalments(asked: Asked, today: date) -> Part:
    """What is to come to clients by the end of the week ahead, and what is over and unpaid."""
    found = queries.instalments(asked)
    rows = [
        [
            format_date(one.on),
            format_amount(one.missing, one.currency, current()),
            f"{one.reference}, {one.code_name}",
            _late(one.on, today),
        ]
        for one in found
    ]
    headings = [_("Due on"), _("Still missing"), _("Case"), _("Overdue")]
    title = _("Instalments: overdue, and of the seven days after")
    return Part("instalments", title, headings, rows, _("None."), len(found) == MOST, _cases(found), case_at=2)


def _late(on: date, today: date) -> str:
    days = (today - on).days
    return _n("%(num)s day late", "%(num)s days late", days) if days > 0 else ""


def _ahead(asked: Asked) -> Part:
    found = queries.ahead(asked)
    rows = [
        [
            format_date(one.on),
            hearings.say("kind", one.kind, current()),
            f"{one.reference}, {one.code_name}",
            one.lawyer,
        ]
        for one in found
    ]
    headings = [_("Day"), _("Hearing"), _("Case"), _("Lawyer")]
    title, none = _("Hearings in the seven days after"), _("No hearing is planned.")
    return Part("ahead", title, headings, rows, none, len(found) == MOST, _cases(found), case_at=2)


def _waiting(asked: Asked, today: date) -> Part:
    found = queries.waiting(asked)
    rows = [[f"{one.reference}, {one.code_name}", _waited((today - local(one.since).date()).days)] for one in found]
    title, none = _("Claims in review"), _("No claim waits.")
    return Part("waiting", title, [_("Case"), _("How long")], rows, none, len(found) == MOST, _cases(found))


def _waited(days: int) -> str:
    return _n("%(num)s day", "%(num)s days", days)


def _refs(id_: str, title: str, found: list[Ref], none: str) -> Part:
    rows = [[one.reference, one.code_name] for one in found]
    return Part(id_, title, [_("Case"), _("Code name")], rows, none, len(found) == MOST, _cases(found))


def _load(asked: Asked) -> Part:
    rows = [[one.name, *(str(count) for count in one[1:])] for one in load.of(asked)]
    headings = [
        _("Lawyer"),
        _("Running cases"),
        _("Hearings in the seven days after"),
        _("Due in the seven days after"),
        _("Open tasks"),
    ]
    return Part("load", _("Who carries how much"), headings, rows, _("Nobody works on a case."))
