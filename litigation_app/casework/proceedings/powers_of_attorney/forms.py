"""What does a lawyer say of a power of attorney, and why was something filed without one?"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.proceedings.powers_of_attorney import rules
from litigation_app.casework.proceedings.powers_of_attorney.actions import Said, Signed
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Form, Line, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.law.words import choices

SENTENCES = {
    "ends_before": _l("This is before the day from which it is valid. Check both."),
    "conflict_not_said": _l("Say whether somebody has looked into a conflict of interest."),
}
Options = Iterable[tuple[str, str]]


class Origin(NamedTuple):
    """A power under which another lawyer may stand in, and whose it is."""

    id: str
    victim_id: str
    words: str


def reason_field() -> Any:
    """The question that is asked where something was filed although nobody could file it."""
    return Choice(_l("If it was filed all the same: why"))


def offer_reasons(field: Choice) -> None:
    field.offer(_options("reason"), blank=_("It was not filed"))


class AuthorityForm(Form):
    """A power of attorney. Who signed it is protected."""

    victim = Choice(_l("For whom"), needed=True)
    family = Choice(
        _l("For which proceedings"), description=_l("Strasbourg needs a power of its own, on the Court's form.")
    )
    from_on = TextDate(_l("Valid from"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    until_on = TextDate(_l("Valid until"), description=_l("Leave empty if it has no end."))
    scope = Choices(_l("What it covers"))
    of = Choice(_l("Under which power another lawyer stands in"))
    signer = Choice(_l("Who signed it"), needed=True, description=_l("Protected, like all below."))
    conflict = Choice(_l("Conflict of interest of who signed for her"))
    name = Line(_l("Name of who signed for her"))
    given_to = Line(_l("To whom it was given"))
    note = Text(_l("Note"), most=2_000)
    task_done = Tick(_l("The task of obtaining it is done"), default=True)

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        people: Options,
        families: Options,
        origins: Iterable[Origin],
        *,
        is_sought: bool = False,
    ) -> None:
        """`is_sought`: a task asks somebody to obtain one."""
        super().__init__(typed)
        if not is_sought:
            del self.task_done
        powers = list(origins)
        self._holders = {one.id: one.victim_id for one in powers}
        self.victim.offer(people, blank=_("Choose"), is_sole_meant=True)
        self.family.offer(families, blank=_("All proceedings of this country"))
        self.of.offer([(one.id, one.words) for one in powers], blank=_("It is no substitution"))
        self.scope.choices = _options("scope")
        self.signer.offer(_options("signer"), blank=_("Choose"))
        self.conflict.offer(_options("conflict"), blank=_("She signed herself"))
        if typed is None:
            self.scope.data = [rules.REPRESENT]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            told = {"signer": self.signer.data or "", "conflict": self.conflict.data or ""}
            for name, code in rules.faults(from_on=self.from_on.data or today(), until_on=self.until_on.data, **told):
                self.refuse(name, str(SENTENCES[code]))
        if self.of.data and self._holders.get(self.of.data) != self.victim.data:
            self.refuse("of", _("Choose one of the list."))  # a power of another client lets nobody stand in for her
        return not self.is_refused

    def is_task_done(self) -> bool:
        return bool("task_done" in self and self.task_done.data)

    def said(self) -> Said:
        by_herself = self.signer.data in rules.BY_HERSELF
        return Said(
            victim_id=UUID(self.victim.data),
            family=self.family.data or rules.EVERYWHERE,
            from_on=self.from_on.data or today(),
            until_on=self.until_on.data,
            scope=frozenset(self.scope.data or ()),
            signed=Signed(
                signer=self.signer.data or "",
                conflict="" if by_herself else self.conflict.data or "",
                name=self.name.data or "",
                given_to=self.given_to.data or "",
                note=self.note.data or "",
            ),
            of_id=UUID(self.of.data) if self.of.data else None,
        )


class RevocationForm(Versioned):
    """From which day a power holds no longer."""

    on = TextDate(_l("Revoked on"), needed=True, latest=today, default=today)


def _options(listed: str) -> list[tuple[str, str]]:
    return choices(rules.words(listed), current())
