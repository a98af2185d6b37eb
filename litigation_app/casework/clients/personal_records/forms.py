"""The form of what is recorded of a client as a person, made from what its kind asks; and that of a client as she comes."""

from collections.abc import Mapping
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict

from litigation_app.casework.clients.personal_records import rules
from litigation_app.casework.clients.victims.forms import VictimForm
from litigation_app.casework.clients.victims.rules import ALL, UNKNOWN, Group
from litigation_app.casework.record_forms.forms import Asked, RecordForm
from litigation_app.casework.record_forms.rules import Field, FieldKind
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Line
from litigation_app.core.language import _, _l, current
from litigation_app.law.words import choices

SENTENCES = {
    "own_without_address": _l("Write her address, or choose counsel or the organisation."),
    "own_without_reason": _l("Write why documents go to her own address: somebody else may open them."),
    "no_times": _l("Write the safe times."),
    "ends_before": _l("This is before the day from which it is valid. Check both."),
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


class NewcomerForm(VictimForm):
    """A client as she comes: her record, and of what is recorded beside it what one knows on the first day.

    `first_day`: of each kind of particulars.toml the fields that are asked, each by its name here; the first one says it.
    """

    first_day: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "contact_rule": {"call": "call", "times": "times"},
        "danger": {"what": "dangers", "level": "level"},
        "referral": {"by": "referred_by", "name": "referrer"},
        "interpreter": {"language": "spoken"},
        "guardian": {"who": "guardian", "name": "guardian_name"},
    }
    told: ClassVar[tuple[str, ...]] = (
        *VictimForm.told,
        *(name for names in first_day.values() for name in names.values()),
    )
    call = Choice("")
    times = Line("")
    dangers = Choices("")
    level = Choice("")
    referred_by = Choice("")
    referrer = Line("")
    spoken = Line(_l("Language, if she needs an interpreter"))
    guardian = Choice(_l("Guardian, if she is a minor or cannot decide alone"))
    guardian_name = Line("")

    def __init__(self, typed: MultiDict[str, str] | None = None, groups: frozenset[Group] = ALL) -> None:
        super().__init__(typed, groups=groups)
        for kind_id, names in self.first_day.items():
            kind = rules.catalogue().kinds[kind_id]
            for asked, name in names.items():
                if Group(kind.capsule) in groups:
                    self._ask(kind.field(asked), self[name])
                else:
                    del self[name]

    def _ask(self, asked: Field, field: Any) -> None:
        """In the words of its kind, where the form has none of its own."""
        field.label.text = field.label.text or asked.words.read_in(current())
        options = choices(asked.choices, current())
        if asked.kind is FieldKind.SEVERAL:
            field.choices = options
        elif asked.kind is FieldKind.CODE:
            field.offer(options, blank=_("Nobody asked, or not written down"))

    def is_blank(self) -> bool:
        """Whether nothing at all was typed or chosen of her: today stands there as the day of first contact from the beginning."""
        names = (*self.told, "sex", "citizenship_group", "status", "first_contact")
        typed: list[Any] = [self[name] for name in names if name in self]
        return not any(one.raw_text.strip() or one.data for one in typed if one.data not in (UNKNOWN, today()))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for kind_id, names in self.first_day.items():
            if not self.is_refused and self._typed(names):
                self._check(kind_id, names)
        return not self.is_refused

    def _check(self, kind_id: str, names: Mapping[str, str]) -> None:
        first, told = next(iter(names)), self._typed(names)
        if first not in told:
            self.refuse(names[first], _("Fill this in."))
            return
        for asked, code in rules.faults(rules.catalogue().kinds[kind_id], told):
            self.refuse(names[asked], str(SENTENCES[code]))

    def _typed(self, names: Mapping[str, str]) -> dict[str, Any]:
        """What was typed of one kind, by its own fields."""
        return {asked: self[name].data for asked, name in names.items() if name in self and self[name].data}

    def newcomer(self) -> rules.Newcomer:
        """What was typed; the form must have been valid."""
        on, kinds = self.first_contact.data if "first_contact" in self else None, rules.catalogue().kinds
        told = {kind_id: self._typed(names) for kind_id, names in self.first_day.items()}
        known = (rules.Particular(kinds[kind_id], on or today(), said) for kind_id, said in told.items() if said)
        return rules.Newcomer(self.record(), tuple(known))
