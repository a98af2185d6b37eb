"""What is asked of a judgment: where it stands, and what is read out of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, validators

from litigation_app.accounts.models import Office
from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.courtwatch import courts
from litigation_app.casework.courtwatch import forms as asking
from litigation_app.casework.courtwatch.judgments import rules
from litigation_app.casework.courtwatch.judgments.actions import NewJudgment
from litigation_app.casework.courtwatch.judgments.models import Judgment
from litigation_app.casework.courtwatch.rules import Slot, slots
from litigation_app.casework.record_forms.forms import Number
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.core.text import in_alphabet
from litigation_app.law import loader

MOST_NOTE = 5_000
INSTANCE_NAMES = {
    "first": _l("First instance"),
    "second": _l("Second instance"),
    "third": _l("Third instance"),
    "extraordinary": _l("Extraordinary remedy"),
}
FINALITY_NAMES = {
    "final": _l("It is final"),
    "not_final": _l("It is not final"),
    "unknown": _l("Not known whether it is final"),
}


class CourtForm(Form):
    """Which court: of the country's list, or another one as it is typed."""

    office = HiddenField()
    court = Choice(_l("Court"))
    court_typed = Line(
        _l("Another court"),
        most=120,
        description=_l("If the list above does not have it. Capitals, marks and script make no other court of it."),
        render_kw={"list": "known-courts"},
    )

    def __init__(self, typed: MultiDict[str, str] | None, office: Office) -> None:
        super().__init__(typed, data={"office": str(office.id)})
        self.law = loader.load(office.country)
        courts = [(one.id, one.name(current())) for one in self.law.courts]
        courts.sort(key=lambda one: in_alphabet(one[1], current()))
        self.court.offer(courts, blank=_("Choose, or write another court below"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if bool(self.court.data) == bool(self.court_typed.data) and not self.court.errors:
            self.refuse("court", _("Choose a court from the list or write another one, not both."))
        if self.court_typed.data and not courts.has_name(self.court_typed.data):
            self.refuse("court_typed", _("Write the name of the court."))
        return not self.is_refused

    @property
    def court_said(self) -> str:
        return self.court.data or courts.written(self.law.code, self.court_typed.data or "")


class JudgmentForm(CourtForm):
    """A judgment that is put in the register. It asks for nobody's name."""

    number = Line(
        _l("Court's number"), needed=True, most=60, description=_l("Protected: a portal finds a judgment by it.")
    )
    instance = Choice(_l("Instance"), needed=True, choices=[("", _l("Choose")), *INSTANCE_NAMES.items()])
    first_number = Line(
        _l("Number of the first-instance judgment"),
        most=60,
        description=_l("For a decision on an appeal. Decisions about one trial then count as one case."),
    )
    decided_on = TextDate(
        _l("Day of the decision"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    finality = Choice(_l("Is it final?"), needed=True, choices=[("", _l("Choose")), *FINALITY_NAMES.items()])
    accused = Number(_l("How many accused"), validators=[validators.InputRequired(_l("Fill this in."))])
    injured = Number(_l("How many injured parties"), validators=[validators.InputRequired(_l("Fill this in."))])

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for name, least in (("accused", 1), ("injured", 0)):
            typed = self[name].data
            if typed is not None and not self[name].errors and not least <= typed <= rules.MOST_PERSONS:
                self.refuse(name, _("From %(least)s to %(most)s.", least=least, most=rules.MOST_PERSONS))
        if self.number.data and not any(letter.isdecimal() for letter in self.number.data):
            self.refuse("number", _("A court's number has a figure in it, for example K 12/2024."))
        return not self.is_refused

    def new(self) -> NewJudgment:
        return NewJudgment(
            self.court_said,
            self.instance.data or "",
            self.decided_on.data or today(),
            self.finality.data or "",
            self.accused.data or 0,
            self.injured.data or 0,
            self.number.data or "",
            self.first_number.data or "",
        )


class CodingForm(Versioned):
    """Everything that is read out of one judgment. `hints`: by field, what two coders said of it."""

    note = Text(
        _l("Note for whoever adjudicates"),
        most=MOST_NOTE,
        description=_l("Protected. Where the judgment is unclear, say where you read it. No names."),
    )

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        judgment: Judgment,
        *,
        said: Mapping[str, Any] | None = None,
        hints: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.slots = list(slots(judgment.accused, judgment.injured))
        law = loader.load(judgment.country)
        asking.put_fields(self, self.slots, law, current())
        self.process(typed, data={"row_version": judgment.row_version, **asking.typed_again(self.slots, said or {})})
        asking.limit(self, self.slots)
        self.differing = frozenset(hints or ())
        for name, hint in (hints or {}).items():
            self[name].description = hint

    def parts(self) -> list[tuple[str, list[tuple[Slot, Any]]]]:
        """(title, fields) of the judgment, of each accused, of each injured party."""
        found: dict[tuple[str, int], list[tuple[Slot, Any]]] = {}
        for slot in self.slots:
            found.setdefault((slot.part.id, slot.number), []).append((slot, self[slot.name]))
        return [(fields[0][0].title(current()), fields) for fields in found.values()]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for slot in self.slots:
            if slot.question.id == "months" and not self[slot.name].errors:
                self._check_months(slot.number)
            if slot.question.id == "verdict" and not self[slot.name].errors:
                self._check_conviction(slot.number)
        return not self.is_refused

    def _check_months(self, number: int) -> None:
        in_prison = self[f"a{number}_sentence"].data in rules.IN_PRISON
        if self[f"a{number}_months"].data is not None and not in_prison:
            self.refuse(f"a{number}_months", _("Months are asked of a prison sentence alone."))

    def _check_conviction(self, number: int) -> None:
        is_convicted = self[f"a{number}_verdict"].data in rules.CONVICTED
        says_of_what = self[f"a{number}_judged"].data or self[f"a{number}_sentence"].data or self.note.data
        if is_convicted and not says_of_what:
            self.refuse(
                f"a{number}_verdict",
                _("Of which offence, and with what sentence? If the judgment says neither, write that in the note."),
            )

    def codes(self) -> dict[str, Any]:
        return asking.kept(self, self.slots)


class LinkForm(Form):
    """Which case of ours a judgment belongs to."""

    reference = Line(_l("Reference of our case"), needed=True, most=20, description=_l("For example RS-2026-K7F3."))


def office_of(offices: Iterable[Office], typed: str) -> Office:
    """The office that was typed, or the first; there is at least one."""
    known = list(offices)
    return next((one for one in known if str(one.id) == typed), known[0])
