"""What does a lawyer say about a court, a prosecution or a person that has a proceeding in hand?"""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.cases.rules import court_is_elsewhere, has_two_courts
from litigation_app.casework.proceedings.courts import rules
from litigation_app.casework.proceedings.courts.actions import Details
from litigation_app.casework.proceedings.courts.rules import File
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Line, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.text import in_alphabet
from litigation_app.law.country import Jurisdiction

NUMBER = 60
_SEALED = ("number", "people", "phone", "about")


class CourtFileForm(Versioned):
    """A file of a proceeding."""

    role = Choice(_l("Role in the proceedings"), needed=True)
    court = Choice(_l("Court"))
    court_typed = Line(
        _l("Another court or office"), description=_l("If the list does not have it. No name of a person stands here.")
    )
    number = Line(_l("File number"), most=NUMBER, description=_l("Protected: a portal finds a case by it."))
    people = Line(
        _l("Judge or panel, prosecutor, expert"), description=_l("By name. Protected, like everything below it.")
    )
    phone = Line(_l("Telephone"), description=_l("Of the registry, or of the person."))
    about = Text(_l("Courtroom, e-mail, what else is known"), most=2_000)
    takes_over = Tick(
        _l("A higher court has the whole case now"),
        description=_l(
            "Tick it for an appeal against the judgment or an extraordinary remedy: lanes, documents and the overview then name this "
            "court. Leave it empty for an appeal on one question, such as custody or the indictment: the trial stays where it is."
        ),
    )
    begun_on = TextDate(_l("Since when"), latest=today, description=_l("If it is known."))
    ended_on = TextDate(
        _l("Until when"),
        latest=today,
        description=_l(
            "Empty while it runs. A new court, prosecutor or bailiff in the same role ends the earlier one."
        ),
    )

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        law: Jurisdiction,
        one: Proceeding,
        running: Collection[str] = (),
        **begin: Any,
    ) -> None:
        super().__init__(typed, **begin)
        self.law, self.proceeding, self.running = law, one, running
        self.role.offer(rules.options(current()), blank=_("Choose"))
        courts = sorted(
            ((court.id, court.name(current())) for court in law.courts), key=lambda one: in_alphabet(one[1], current())
        )
        self.court.offer(courts, blank=_("Not known yet, or another court"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if has_two_courts(self.court.data or "", self.court_typed.data or ""):
            self.refuse("court_typed", _("Choose a court from the list or write another one, not both."))
        if self.court_typed.data and self.role.data and self.role.data not in rules.OFFICES:
            self.refuse("court_typed", _("For this role write the name below, where it is protected."))
        if not self.court.errors and self.role.data == rules.FIRST and self._is_elsewhere():
            self.refuse("court", _("This court belongs to another system of courts: a case is ceded to it by a step."))
        begun, ended = self.begun_on.data, self.ended_on.data
        if begun and ended and ended < begun:
            self.refuse("ended_on", _("This is before it began. Check both days."))
        if not self.is_refused and not any(self[name].data for name in ("court", "court_typed", *_SEALED)):
            self.refuse("court", _("Write at least a court, a number or a name."))
        if not self.is_refused and self._completes():
            self.refuse(
                "role", _("This role is entered already: correct that entry. Another court has a name or a number.")
            )
        return not self.is_refused

    def _completes(self) -> bool:
        """Whether this says more of a court or prosecution that is there, instead of naming the one that follows on it."""
        is_another = any(self[name].data for name in ("court", "court_typed", "number", "ended_on"))
        return self.role.data in rules.OFFICES & set(self.running) and not is_another

    def _is_elsewhere(self) -> bool:
        return court_is_elsewhere(self.law, self.court.data or "", self.proceeding.forum)

    def file(self) -> File:
        court = (self.court.data or None, self.court_typed.data or None)
        days = (self.begun_on.data, self.ended_on.data)
        role, is_whole = self.role.data or "", bool(self.takes_over.data)
        return File(self.proceeding.id, role, *court, *days, takes_over=is_whole and role in rules.HIGHER)

    def details(self) -> Details:
        return Details(**{name: self[name].data or "" for name in _SEALED})
