"""The form of what is recorded of a client as a person, made from what its kind asks."""

from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.casework.particulars import rules
from litigation_app.casework.records.forms import Asked, RecordForm
from litigation_app.core.clock import today
from litigation_app.core.language import _l

SENTENCES = {
    "own_without_address": _l("Write her address, or choose counsel or the organisation."),
    "own_without_reason": _l("Write why papers go to her own address: somebody else may open them."),
    "no_times": _l("Write the safe times."),
    "ends_before": _l("This is before the day from which it holds. Check both."),
}


class ParticularForm(RecordForm):
    """The day, what the kind asks, and a note: all of it sealed under her own key."""

    def __init__(self, typed: MultiDict[str, str] | None, asked: Asked) -> None:
        super().__init__(typed, asked)
        self.note.description = _l("Protected: it opens with this part of her record.")

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            for name, code in rules.faults(self.asked.kind, self.said().told):
                self.refuse(name, str(SENTENCES[code]))
        return not self.is_refused

    def particular(self) -> rules.Particular:
        said = self.said()
        return rules.Particular(said.kind, self.on.data or today(), said.told, said.note)
