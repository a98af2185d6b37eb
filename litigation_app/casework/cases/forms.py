"""What does a lawyer say about a case that she opens?"""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.accounts.models import Office
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader

FORUMS = {
    "ba-state": _l("State level (Court of Bosnia and Herzegovina)"),
    "ba-fbih": _l("Federation of Bosnia and Herzegovina"),
    "ba-rs": _l("Republika Srpska"),
    "ba-bd": _l("Brčko District"),
}
AIM = 2_000


class TextForm(Form):
    """The sealed part of a file."""

    aim = Text(
        _l("Strategic aim"),
        needed=True,
        most=AIM,
        description=_l("In a sentence: what this case should change. It is kept protected."),
    )
    court_number = Line(_l("Court's file number"), most=60, description=_l("Protected: a portal finds a case by it."))
    prosecution_number = Line(_l("Prosecutor's file number"), most=60)

    def text(self) -> FileText:
        return FileText(self.aim.data or "", self.court_number.data or "", self.prosecution_number.data or "")


class FileForm(TextForm):
    """The same of a case that is there already."""

    row_version = HiddenField()

    def version(self) -> int:
        return rules.version_typed(self.row_version.data)


class NewCaseForm(TextForm):
    """A new case at one of her offices."""

    opened_on = TextDate(
        _l("Opened on"), needed=True, latest=today, default=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    forum = Choice(_l("Which system of courts"))
    court = Choice(_l("Court"))
    court_typed = Line(_l("Another court"), description=_l("If the list above does not have it."))

    def __init__(self, typed: MultiDict[str, str], office: Office) -> None:
        super().__init__(typed)
        self.office = office
        self.law = loader.load(office.country)
        courts = [(one.id, one.name(current())) for one in rules.first_courts(self.law)]
        self.court.offer(courts, blank=_("Not known yet, or another court"))
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
        return not self.is_refused

    def _check_forum(self) -> None:
        if self.forum.errors or self.court.errors:
            return
        if not self.forum.data:
            self.refuse("forum", _("Choose one: appeals and deadlines differ between the systems."))
        elif rules.court_is_elsewhere(self.law, self.court.data or "", self.forum.data):
            self.refuse("court", _("This court belongs to another system. Choose one of the system above."))

    def new_case(self) -> NewCase:
        forum = self.forum.data if self.law.forums else None
        place = Place(self.court.data or None, self.court_typed.data or None, forum)
        return NewCase(self.office, self.opened_on.data or today(), self.law.version, place, self.text())
