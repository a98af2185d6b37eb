"""How is a task said outside its text: what, for whom, until when, from what? Rows in, words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import queries as documents
from litigation_app.casework.planner.tasks import actions, queries, rules
from litigation_app.casework.planner.tasks.queries import Line
from litigation_app.casework.planner.tasks.rules import About, Origin, State, When
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.casework.proceedings.records import presenters as records_shown
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.core.clock import local
from litigation_app.core.language import _, _l, _n, current, format_date
from litigation_app.law import loader

HEADINGS = {
    When.OVERDUE: _l("Overdue"),
    When.TODAY: _l("Today"),
    When.SOON: _l("Within seven days"),
    When.LATER: _l("Later"),
    When.UNDATED: _l("Without a day"),
}
FROM = {
    About.HEARING: _l("From a hearing"),
    About.DEADLINE: _l("From a deadline"),
    About.RECORD: _l("From a notification of the client"),
    About.DOCUMENT: _l("From a document"),
}
_CHIPS = {State.OPEN: "warn", State.DONE: "ok", State.CANCELLED: "info"}


@dataclass(frozen=True)
class Row:
    """One task in words. `about`, `about_id`: what it comes from; `origin`: the same in words."""

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    what: str
    about: str | None
    about_id: UUID | None
    origin: str
    due: str
    left: str
    is_late: bool
    is_open: bool
    state: str
    chip: str
    person: str
    giver: str
    has_text: bool
    version: int
    due_on: date | None


@dataclass(frozen=True)
class Card:
    """Tasks in words. `texts` None: the file is closed."""

    rows: list[Row]
    texts: dict[UUID, str] | None = field(repr=False)


def row(line: Line, today: date) -> Row:
    """A task in words."""
    is_open = line.state == State.OPEN
    return Row(
        id=line.id,
        case_id=line.case_id,
        reference=line.reference,
        code_name=line.code_name,
        what=rules.say("kind", line.kind, current()),
        about=line.about,
        about_id=line.about_id,
        origin=str(FROM[About(line.about)]) if line.about else "",
        due=format_date(line.due_on) or _("no day set"),
        left=_left(line.due_on, today) if is_open else "",
        is_late=is_open and line.due_on is not None and line.due_on < today,
        is_open=is_open,
        state=rules.say("state", line.state, current()),
        chip=_CHIPS.get(State(line.state), "info"),
        person=line.person,
        giver="" if line.given_by == line.for_id else line.giver,
        has_text=line.has_text,
        version=line.version,
        due_on=line.due_on,
    )


def card(case: Case, ticket: ledger.Ticket | None, today: date) -> Card:
    """What is still to be done in a case that was found by `cases.queries.get`; `ticket`: of its open file."""
    lines = queries.open_in(case)
    noted = [line.id for line in lines if line.has_text]
    texts = actions.read_texts(ticket, noted).texts if ticket else None
    return Card([row(line, today) for line in lines], texts)


def headings(lines: Iterable[Line], today: date) -> list[tuple[str, list[Row]]]:
    """Open tasks under their headings: "Overdue", "Today" …"""
    found = rules.by_when(((line.due_on, row(line, today)) for line in lines), today)
    return [(str(HEADINGS[when]), rows) for when, rows in found.items()]


def _left(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    left = (due_on - today).days
    if left < 0:
        return _n("%(num)s day overdue", "%(num)s days overdue", -left)
    return _n("in %(num)s day", "in %(num)s days", left) if left else _("today")


def origins(case: Case, today: date) -> dict[str, str]:
    """What a task of this case can come from, in words, by "hearing:<id>" and so on; nothing protected is said."""
    ahead = hearings.is_ahead(hearings.of_case(case), today)
    rows = hearings_shown.rows(ahead, case.country, current(), today)
    found = {str(Origin(About.HEARING, one.id)): f"{one.what}, {one.when}" for one in rows}
    for due in proceedings.due(case, current()):
        found[str(Origin(About.DEADLINE, due.id))] = _("%(what)s, act by %(day)s", what=due.what, day=due.on)
    found |= _warnings(case)
    for paper in documents.of_case(case):
        added = _("Document added on %(day)s", day=format_date(local(paper.added_at).date()))
        found[str(Origin(About.DOCUMENT, paper.id))] = added
    return found


def _warnings(case: Case) -> Mapping[str, str]:
    teller = records_shown.Teller(loader.load(case.country), current(), {})
    found = {}
    for line in records.of_case(case):
        if line.asks:
            kind = catalogue().kinds[line.told.kind]
            said = _("Notify the client: %(what)s", what=teller.said_of(kind, line.told.told))
            found[str(Origin(About.RECORD, line.told.id))] = said
    return found
