"""Who goes to a hearing in place of the lawyer of the case?"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from litigation_app.casework.cases.stand_ins.presenters import is_away_too
from litigation_app.casework.cases.stand_ins.rules import Days, StandInDays, days_away
from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _, _l


class StandInForm(Form):
    """A colleague who is there on that day."""

    stand_in = Choice(_l("Who goes instead"), needed=True)

    def __init__(
        self, colleagues: Iterable[tuple[UUID, str]], known: Iterable[StandInDays], on: date, typed: Any = None
    ) -> None:
        """`known`: who is away when, as far as she sees it; `on`: the day of the hearing."""
        super().__init__(typed)
        self._names, self._known, self._on = {str(one): name for one, name in colleagues}, known, on
        self.stand_in.offer(self._names.items(), blank=_("Choose a lawyer"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused and (days := days_away(self.chosen(), Days(self._on, self._on), self._known)):
            self.refuse("stand_in", is_away_too(self._names[self.stand_in.data or ""], days))
        return not self.is_refused

    def chosen(self) -> UUID:
        return UUID(self.stand_in.data or "")
