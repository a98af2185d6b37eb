"""Which notes and tasks of a case are bound to no client, so that somebody must say whether they speak of her?"""

from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.planner.notes import actions as note_texts
from litigation_app.casework.planner.notes import queries as notes
from litigation_app.casework.planner.notes import rules as note_kinds
from litigation_app.casework.planner.tasks import actions as task_texts
from litigation_app.casework.planner.tasks import queries as tasks
from litigation_app.casework.planner.tasks import rules as task_kinds
from litigation_app.core.clock import local
from litigation_app.core.language import _, current, format_date

_LETTERS = 80  # of each text, while the file stands open


def of(case: Case, ticket: ledger.Ticket | None) -> list[tuple[str, str]]:
    """For a choice field: with the beginning of what they say while the file stands open (`ticket`)."""
    noted, to_do = _notes(case), tasks.about_nobody(case)
    texts = _texts(ticket, noted, to_do) if ticket is not None else {}
    said = {one.id: _note(one) for one in noted} | {one.id: _task(one) for one in to_do}
    return [(str(id_), f"{words}: {texts[id_]}" if texts.get(id_) else words) for id_, words in said.items()]


def ids(case: Case) -> set[str]:
    """The same without words."""
    return {str(one.id) for one in _notes(case)} | {str(one.id) for one in tasks.about_nobody(case)}


def _notes(case: Case) -> list[notes.Line]:
    return [one for one in notes.of_case(case) if one.victim_id is None]


def _texts(ticket: ledger.Ticket, noted: list[notes.Line], to_do: list[tasks.Line]) -> dict[UUID, str]:
    written = note_texts.read(ticket, [one.id for one in noted]).texts if noted else {}
    asked = [one.id for one in to_do if one.has_text]
    given = task_texts.read_texts(ticket, asked).texts if asked else {}
    return {id_: _beginning(text) for id_, text in (written | given).items()}


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS]}…"


def _note(one: notes.Line) -> str:
    kind = note_kinds.say(one.kind, current())
    return _("note of %(day)s by %(who)s, %(kind)s", day=format_date(one.on).rstrip("."), who=one.by, kind=kind)


def _task(one: tasks.Line) -> str:
    kind, day = task_kinds.say("kind", one.kind, current()), format_date(local(one.given_at).date()).rstrip(".")
    return _("task of %(day)s by %(who)s, %(kind)s", day=day, who=one.giver, kind=kind)
