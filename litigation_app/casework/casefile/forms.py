"""What does a lawyer say about a case that she opens? Only the day must be known."""

from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.accounts.models import Office
from litigation_app.casework.casefile.actions import FirstDay, Stands
from litigation_app.casework.casefile.steps.forms import TAKEN_OVER
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import NewCase, Place
from litigation_app.casework.cases.forms import FORUMS, TextForm
from litigation_app.casework.planner.tasks import rules as tasks
from litigation_app.casework.proceedings.courts.forms import NUMBER
from litigation_app.casework.proceedings.courts.rules import FIRST, PROSECUTION
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.core.clock import today
from litigation_app.core.forms import LINE, Choice, Choices, Line, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction

FIRST_TASKS = ("power", "aid", "file")  # kinds of tasks.toml
MOST_ACCUSED = 20


class NewCaseForm(TextForm):
    """A new case at one of her offices."""

    opened_on = TextDate(
        _l("Opened on"), needed=True, latest=today, default=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    forum = Choice(_l("Which system of courts"))
    court = Choice(_l("Court"))
    court_typed = Line(_l("Another court"), description=_l("If the list above does not have it."))
    stage = Choice(
        _l("Where the trial stands"), description=_l("If it runs already. What lies before is then shown as not known.")
    )
    since = TextDate(_l("Since when"), latest=today, description=_l("If it is known."))
    committed = TextDate(
        _l("Day of the offence"),
        latest=today,
        description=_l("The last one, if it went on. Limitation is counted from it."),
    )
    court_number = Line(
        _l("Court's file number"), most=NUMBER, description=_l("Protected: a portal finds a case by it.")
    )
    prosecution_number = Line(_l("Prosecutor's file number"), most=NUMBER)
    accused = Text(
        _l("Accused"),
        most=2_000,
        description=_l("One name on each line. The names are protected; each accused gets a letter."),
    )
    first = Choices(_l("First tasks, for me"))

    def __init__(self, typed: MultiDict[str, str] | None, office: Office) -> None:
        super().__init__(typed)
        self.office = office
        self.law = loader.load(office.country)
        courts = [(one.id, one.name(current())) for one in rules.first_courts(self.law, current())]
        self.court.offer(courts, blank=_("Not known yet, or another court"))
        self.stage.offer(_stages(self.law), blank=_("Nothing is filed yet, or not known"))
        self.first.choices = [(kind, tasks.say("kind", kind, current())) for kind in FIRST_TASKS]
        if self.law.forums:
            self.forum.offer([(one, FORUMS.get(one, one)) for one in self.law.forums], blank=_("Choose a system"))
        else:
            del self.forum

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if rules.has_two_courts(self.court.data or "", self.court_typed.data or ""):
            self.refuse("court_typed", _("Choose a court from the list or write another one, not both."))
        if self.law.forums:
            self._check_forum()
        self._check_stage()
        names = self._accused()
        if len(names) > MOST_ACCUSED or any(len(one) > LINE for one in names):
            self.refuse("accused", _("Write one name on each line, at most %(most)s.", most=MOST_ACCUSED))
        return not self.is_refused

    def _check_forum(self) -> None:
        if self.forum.errors or self.court.errors:
            return
        if not self.forum.data:
            self.refuse("forum", _("Choose one: appeals and deadlines differ between the systems."))
        elif rules.court_is_elsewhere(self.law, self.court.data or "", self.forum.data):
            self.refuse("court", _("This court belongs to another system. Choose one of the system above."))

    def _check_stage(self) -> None:
        trial = self.law.family(CRIMINAL, self._forum())[:1]
        if self.since.data and not self.stage.data:
            self.refuse("stage", _("Choose where it has stood since that day."))
        elif self.stage.data and not self.stage.errors and not any(one.has(self.stage.data) for one in trial):
            self.refuse("stage", _("The courts of this system know no such stage."))

    def _accused(self) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, (self.accused.data or "").splitlines())))

    def _forum(self) -> str | None:
        return self.forum.data or None if self.law.forums else None

    def new_case(self) -> NewCase:
        place = Place(self.court.data or None, self.court_typed.data or None, self._forum())
        return NewCase(self.office, self.opened_on.data or today(), self.law.version, place, self.text())

    def first_day(self) -> FirstDay:
        """What else is known of it; the form must have been valid."""
        stands = Stands(self.stage.data, self.since.data, str(TAKEN_OVER)) if self.stage.data else None
        numbers = {FIRST: self.court_number.data, PROSECUTION: self.prosecution_number.data}
        known = {role: number for role, number in numbers.items() if number}
        return FirstDay(stands, self.committed.data, tuple(self.first.data or ()), self._accused(), known)


def _stages(law: Jurisdiction) -> list[tuple[str, str]]:
    """Where a trial can stand before any court of the country."""
    found = {
        one.id: one.name(current()) for graph in law.family(CRIMINAL) for one in graph.stages if one.kind != "start"
    }
    return list(found.items())
