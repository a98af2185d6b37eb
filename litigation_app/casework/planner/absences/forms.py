"""When is somebody away, and who stands in for her?"""

from collections.abc import Iterable, Sequence
from typing import Any

from litigation_app.casework.cases.stand_ins import rules
from litigation_app.casework.cases.stand_ins.actions import Absence
from litigation_app.casework.cases.stand_ins.presenters import is_away_too
from litigation_app.casework.cases.stand_ins.queries import Colleague, Line
from litigation_app.casework.cases.stand_ins.rules import REVIEWS, WORK, Days
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, TextDate
from litigation_app.core.language import _, _l


class _AbsenceForm(Form):
    from_on = TextDate(_l("Away from"), needed=True, description=_l("Day, month, year: 4. 12. 2026."))
    until_on = TextDate(_l("Until and including"), needed=True, earliest=today)

    covers = ""
    stand_in: Choice

    def __init__(self, typed: Any, known: Sequence[Line], **kwargs: Any) -> None:
        """`known`: the absences that were entered before, as far as she sees them."""
        super().__init__(typed, **kwargs)
        self._known, self._of = known, dict[str, Colleague]()

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.from_on.data and self.until_on.data and self.until_on.data < self.from_on.data:
            self.refuse("until_on", _("This is before the first day. Check both days."))
        if not self.is_refused:
            self._refuse_who_is_away()
        return not self.is_refused

    def _refuse_who_is_away(self) -> None:
        asked, other = self.absence(), self._of[self.stand_in.data or ""]
        if days := rules.days_away(other.id, Days(asked.from_on, asked.until_on), self._known):
            self.refuse("stand_in", is_away_too(other.name, days))

    def absence(self) -> Absence:
        """What she typed. Only of a form that is valid."""
        assert self.from_on.data is not None  # noqa: S101  # both fields are needed
        assert self.until_on.data is not None  # noqa: S101
        return Absence(self.covers, self.from_on.data, self.until_on.data)


class ReviewsForm(_AbsenceForm):
    """A coordinator is away herself: who reviews for her?"""

    covers = REVIEWS
    stand_in = Choice(_l("Who reviews for you"), needed=True)

    def __init__(self, colleagues: Iterable[Colleague], typed: Any = None, known: Sequence[Line] = ()) -> None:
        super().__init__(typed, known)
        self._of = {str(one.id): one for one in colleagues}
        self.stand_in.offer([(key, one.name) for key, one in self._of.items()], blank=_("Choose"))


class LawyerForm(_AbsenceForm):
    """A lawyer of an office is away: who stands in for her there? Asked once it is said who is away."""

    covers = WORK
    away = Choice(_l("Who is away"), needed=True)
    stand_in = Choice(_l("Who stands in for all hearings and deadlines"), needed=True)

    def __init__(
        self, lawyers: Iterable[Colleague], typed: Any = None, known: Sequence[Line] = (), *, away: str = ""
    ) -> None:
        super().__init__(typed, known, prefix="lawyer-")
        self._of = {f"{one.id}:{one.office_id}": one for one in lawyers}
        self.away.offer(
            [(key, f"{one.name} ({one.office})") for key, one in self._of.items()], blank=_("Choose a person")
        )
        if typed is None and away in self._of:
            self.away.data = away
        self.person = self._of.get(self.away.data or "")
        self.colleagues = [(key, one.name) for key, one in self._of.items() if self._could_stand_in(one)]
        self.stand_in.offer(self.colleagues, blank=_("Choose a person"))

    def _could_stand_in(self, one: Colleague) -> bool:
        """A colleague of the office of whoever is away."""
        return self.person is not None and one.office_id == self.person.office_id and one.id != self.person.id

    def chosen(self) -> tuple[Colleague, Colleague]:
        """Who is away, and who stands in."""
        return self._of[self.away.data or ""], self._of[self.stand_in.data or ""]
