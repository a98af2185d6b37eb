"""What stands around every page of a case: whose it is, where it stands, the tabs with their numbers. In one read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import current_app, url_for
from sqlalchemy import Date, Select, and_, bindparam, func, select

from litigation_app import ledger
from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.forms import FilePurposeForm
from litigation_app.casework.cases.legal_holds import queries as legal_holds
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.rules import court_name, stage_name
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import _, _l, current, format_date, format_moment
from litigation_app.law import codes

OVERVIEW, HISTORY, CLIENTS, ACCUSED = "overview", "history", "clients", "accused"
DOCUMENTS, CLAIMS, TASKS, STRATEGY = "papers", "claims", "tasks", "strategy"


TABS = {  # each with its page and what it is called
    OVERVIEW: ("casefile.show", _l("Overview")),
    HISTORY: ("casefile.history", _l("Proceedings")),
    CLIENTS: ("casefile.clients", _l("Client")),
    ACCUSED: ("records.index", _l("Accused and protection")),
    DOCUMENTS: ("casefile.papers", _l("Documents")),
    CLAIMS: ("casefile.claims", _l("Claims")),
    TASKS: ("tasks.of_case", _l("Tasks and notes")),
    STRATEGY: ("strategy.show", _l("Strategy")),
}
_counted: dict[str, Select[Any]] = {}


def counts(tab: str, model: Any, *conditions: Any, by: Any = None) -> None:
    """A tab says how many rows of this model the case has, or how many different ones `by` a column: said by whose rows they are."""
    what = func.count() if by is None else func.count(by.distinct())
    _counted[tab] = select(what).where(model.case_id == bindparam("case"), *conditions)


@dataclass(frozen=True)
class Frame:
    """Whose the case is, where it stands, and its pages: (words, address, whether it is this one, its number or "").

    `door`: by which its file is opened; `minutes_left`: for which it stands open, None: it is closed to her.
    """

    office: str
    lawyer: str
    seconds: str
    court: str
    stage: str
    tabs: list[tuple[str, str, bool, str]]
    here: str
    title: str
    stands_in: str  # for whom she stands in in this case, and until when; "": for nobody
    may_assign: bool
    legal_holds: int  # legal holds in force
    door: FilePurposeForm
    minutes: int
    minutes_left: int | None
    last_opened: str


def frame(case: Case, here: str, ticket: ledger.Ticket | None, door: FilePurposeForm | None = None) -> Frame:
    """Around a page of a case that was found by `cases.queries.get`.

    `here`: which of TABS it is, or belongs to; `ticket`: of its open file; `door`: as she filled it in.
    """
    row = db.session.execute(_read(), {"case": case.id, "today": today()}).one()
    return Frame(
        office=row[0],
        lawyer=row[1] or "",
        seconds=", ".join(cases.seconds_of(case)),
        court=court_name(case.country, case.court_id, case.court_typed, current()),
        stage=stage_name(case.country, case.forum, case.stage_now, current()),
        tabs=_tabs(case, here, row[3:]),
        legal_holds=row[2],
        here=url_for(TABS[here][0], case_id=case.id),
        title=str(TABS[here][1]),
        stands_in=_stands_in(case),
        may_assign=me().may(May.ASSIGN_CASE) and cases.may(me(), case, May.ASSIGN_CASE),
        door=_door(door or FilePurposeForm(None, "" if ticket else openings.stated_for(me(), case))),
        minutes=current_app.extensions["config"].opening_minutes,
        minutes_left=openings.minutes_left(ticket) if ticket else None,
        last_opened="" if ticket else _last_opened(case),
    )


def _tabs(case: Case, here: str, counts: Sequence[int]) -> list[tuple[str, str, bool, str]]:
    numbers = dict(zip(_counted, counts, strict=True))
    return [
        (str(words), url_for(endpoint, case_id=case.id), name == here, str(numbers.get(name) or ""))
        for name, (endpoint, words) in TABS.items()
    ]


def _stands_in(case: Case) -> str:
    days = {one.name: format_date(one.until_on).rstrip(".") for one in stand_ins.as_stand_in(me(), case)}
    return " ".join(_("You stand in for %(who)s until %(day)s.", who=who, day=day) for who, day in days.items())


def _door(form: FilePurposeForm) -> FilePurposeForm:
    """With a name of its own: a second question of that name stands beside it."""
    form.purpose.id = form.purpose.label.field_id = "file-purpose"
    return form


def _last_opened(case: Case) -> str:
    last = openings.last_access(openings.OPEN, openings.OPEN_TASKS, of=f"case:{case.id}")
    return access_words(last) if last else ""


def access_words(last: openings.Access) -> str:
    """When something was opened last, by whom and why."""
    why = dict(codes.options("purpose", current())).get(last.purpose, "").lower()
    return _("Last opened: %(when)s, %(who)s, %(why)s", when=format_moment(last.at), who=last.by, why=why)


@cache
def _read() -> Select[Any]:
    counts = [wanted.scalar_subquery() for wanted in _counted.values()]
    held = legal_holds.counting(bindparam("case"), bindparam("today", type_=Date)).scalar_subquery()
    wanted: Select[Any] = select(Office.name, User.name, held, *counts).select_from(Case)
    wanted = wanted.join(Office, Office.id == Case.office_id)
    wanted = wanted.outerjoin(Assignment, and_(Assignment.case_id == Case.id, Assignment.is_lead()))
    return wanted.outerjoin(User, User.id == Assignment.user_id).where(Case.id == bindparam("case"))
