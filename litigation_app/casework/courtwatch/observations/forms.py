"""What an observer says: where the hearing was, then one section of the sheet after another."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.courtwatch import forms as asking
from litigation_app.casework.courtwatch.judgments.forms import CourtForm
from litigation_app.casework.courtwatch.observations.actions import NewObservation
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.rules import Part, Question, Slot
from litigation_app.core.clock import today
from litigation_app.core.forms import Line, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader

MOST_NOTE = 5_000


class ObservationForm(CourtForm):
    """Where and when the hearing is."""

    number = Line(
        _l("Court's number"),
        needed=True,
        most=60,
        description=_l("It stands at the door of the courtroom. Protected; hearings of one trial are known by it."),
    )
    heard_on = TextDate(
        _l("Day of the hearing"),
        needed=True,
        latest=today,
        default=today,
        description=_l("Day, month, year: 4. 12. 2026."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.number.data and not any(letter.isdecimal() for letter in self.number.data):
            self.refuse("number", _("A court's number has a figure in it, for example K 12/2024."))
        return not self.is_refused

    def new(self) -> NewObservation:
        return NewObservation(self.court_said, self.heard_on.data or today(), self.number.data or "")


class SectionForm(Versioned):
    """One section of the sheet: answers that are chosen by a touch, and a note."""

    note = Text(_l("What else happened"), most=MOST_NOTE, description=_l("Protected. Write no names."))

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        observation: Observation,
        part: Part,
        *,
        said: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> None:
        super().__init__()
        self.slots = [Slot(one.id, one, part) for one in part.questions]
        asking.put_fields(self, self.slots, loader.load(observation.country), current(), in_sight=True)
        kept = asking.typed_again(self.slots, said or {})
        self.process(typed, data={"row_version": observation.row_version, "note": note, **kept})
        asking.limit(self, self.slots)

    def answers(self) -> list[tuple[Any, list[Any]]]:
        """Each question with those that follow on its answer."""
        asked = [slot for slot in self.slots if not slot.question.follows]
        return [(self[slot.name], self._following(slot.question.id)) for slot in asked]

    def _following(self, id_: str) -> list[Any]:
        return [self[slot.name] for slot in self.slots if slot.question.follows == id_]

    def codes(self) -> dict[str, Any]:
        """The answers; one that does not go with the answer above it is left out (a touched answer cannot be taken away)."""
        return asking.kept(self, [slot for slot in self.slots if self._goes(slot.question)])

    def _goes(self, question: Question) -> bool:
        return not question.follows or self[question.follows].data == question.only
