"""Whom does a coordinator put on a case, and whom does she keep away from it, why?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.accounts.audit.words import REASONS
from litigation_app.casework.planner.team.rules import ETHICAL_WALL_REASONS, Blocker
from litigation_app.core.forms import Choice, Choices, Form, Text, Tick
from litigation_app.core.language import _, _l

REASON_NAMES = REASONS["put_wall"]
SENTENCES = {
    Blocker.NO_LAWYER_HERE: _l("This person is not a lawyer of this office, or can no longer sign in."),
    Blocker.BEHIND_ETHICAL_WALL: _l("An ethical wall bars this person from the case."),
    Blocker.IS_LEAD: _l("This person leads the case. Choose another lead first."),
    Blocker.ON_IT_ALREADY: _l("This person works on the case already."),
    Blocker.OWN_ETHICAL_WALL: _l("Nobody sets an ethical wall for themselves. Ask another coordinator."),
    Blocker.NOT_OF_THE_CASE: _l("This person neither works on this case nor at its office."),
}


class PersonForm(Form):
    """One of the colleagues."""

    person = Choice(_l("Lawyer"), needed=True)

    def __init__(
        self, typed: MultiDict[str, str] | None, offered: Iterable[tuple[UUID, str]], prefix: str = ""
    ) -> None:
        super().__init__(typed, prefix=prefix)
        self.person.offer([(str(one), name) for one, name in offered], blank=_("Choose a person"))

    def chosen(self) -> UUID:
        return UUID(self.person.data or "")

    def stop(self, reasons: Iterable[Blocker]) -> None:
        for reason in reasons:
            self.refuse("person", str(SENTENCES[reason]))


class HandOverForm(PersonForm):
    """Who takes over which cases of a colleague."""

    cases = Choices(_l("Cases"))
    takes_all = Tick(_l("All of them"))

    def __init__(
        self, typed: MultiDict[str, str] | None, offered: Iterable[tuple[UUID, str]], cases: Iterable[tuple[UUID, str]]
    ) -> None:
        super().__init__(typed, offered)
        self.person.label.text = _("Who takes over")
        self.cases.choices = [(str(one), name) for one, name in cases]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not (self.cases.data or self.takes_all.data):
            self.refuse("cases", _("Choose the cases that are handed over, or all of them."))
        return not self.is_refused

    def chosen_cases(self) -> list[UUID]:
        every = [str(value) for value, _words in self.cases.choices]
        return [UUID(one) for one in (every if self.takes_all.data else self.cases.data or [])]


class EthicalWallForm(PersonForm):
    """Who is kept away, and why."""

    reason = Choice(_l("Reason"), needed=True)
    note = Text(_l("Note"), most=2_000, description=_l("Kept protected with the file; the person is told nothing."))

    def __init__(self, typed: MultiDict[str, str] | None, offered: Iterable[tuple[UUID, str]]) -> None:
        super().__init__(typed, offered)
        self.person.label.text = _("Who must not see this case")
        self.reason.offer([(code, REASON_NAMES[code]) for code in ETHICAL_WALL_REASONS], blank=_("Choose a reason"))
