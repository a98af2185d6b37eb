"""What is a task, for whom, until when?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.planner.tasks import rules
from litigation_app.casework.planner.tasks.actions import Asked
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.planner.tasks.rules import Origin, State
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_TEXT = 2_000
Typed = MultiDict[str, str] | None
Options = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Offered:
    """Who can be given a task of the case, whom it can be about, and what it can come from."""

    people: Options
    victims: Options
    origins: Options


class TaskForm(Form):
    """A new task."""

    kind = Choice(
        _l("What is to be done"), needed=True, description=_l("Lists outside the opened file say this alone.")
    )
    text = Text(_l("In words"), most=MOST_TEXT, description=_l("Protected: it is read only in the opened file."))
    person = Choice(_l("Who does it"), needed=True)
    due_on = TextDate(
        _l("Due date"), earliest=today, description=_l("Day, month, year: 4. 12. 2026. Empty: no day is set.")
    )
    victim = Choice(_l("Whom it is about"))
    origin = Choice(_l("What it comes from"))

    def __init__(self, typed: Typed, offered: Offered, *, person: UUID | None = None, origin: str = "") -> None:
        begin = {"person": str(person or ""), "origin": origin}
        super().__init__(typed, data=begin if typed is None else None)
        self.kind.offer(rules.options("kind", current()), blank=_("Choose"))
        self.person.offer(offered.people, blank=None if len(offered.people) == 1 else _("Choose a person"))
        self.victim.offer(offered.victims, blank=_("Not named"))
        self.origin.offer(offered.origins, blank=_("Nothing in particular"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused and rules.lacks_text(self.kind.data or "", self.text.data or ""):
            self.refuse("text", _("Say in words what is to be done."))
        return not self.is_refused

    def asked(self) -> Asked:
        """What was typed; the form must have been valid."""
        return Asked(
            kind=self.kind.data or "",
            for_id=UUID(self.person.data or ""),
            due_on=self.due_on.data,
            victim_id=UUID(self.victim.data) if self.victim.data else None,
            origin=Origin.read(self.origin.data or ""),
            text=self.text.data or "",
        )


class MoveForm(Versioned):
    """Another person, another day."""

    person = Choice(_l("Who does it"), needed=True)
    due_on = TextDate(_l("Due date"), description=_l("Empty: no day is set."))

    def __init__(self, typed: Typed, task: Task, people: Iterable[tuple[str, Any]]) -> None:
        super().__init__(typed, data=None if typed else {"person": str(task.for_id), "due_on": task.due_on})
        self.person.offer(people)
        if typed is None:
            self.row_version.data = str(task.row_version)


class EndForm(Versioned):
    """How it went; `back`: the page from which it was said."""

    state = Choice(_l("How it went"), needed=True, choices=[(one.value, one.value) for one in State])
    back = HiddenField()
