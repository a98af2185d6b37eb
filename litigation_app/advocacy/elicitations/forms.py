"""What is typed of a question to experts, and of one expert's judgement?"""

from typing import Any

import wtforms

from litigation_app.advocacy.elicitations.rules import PERT, QUANTILES, Said
from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current

KINDS = [
    (PERT, _l("Lowest, most likely and highest")),
    (QUANTILES, _l("Nine in ten are higher; half are higher; one in ten is higher")),
]


class QuestionForm(Form):
    key = Choice(_l("Value"), needed=True)
    wording = Text(_l("The question as it is asked"), needed=True, most=500)


class JudgementForm(Form):
    expert = Line(_l("Name of the expert"), needed=True, most=120)
    on = TextDate(_l("Day"), needed=True, latest=today)
    kind = Choice(_l("What the three numbers are"), needed=True, choices=KINDS, default=PERT)
    low = Line(_l("First number"), needed=True, most=40)
    middle = Line(_l("Second number"), needed=True, most=40)
    high = Line(_l("Third number"), needed=True, most=40)
    weight = Line(_l("Weight"), needed=True, most=10, default="1")
    reason = Text(_l("Reason"), needed=True, most=2000)
    agreed = Tick(_l("The expert agreed to be named in the study with this judgement."))

    def validate_agreed(self, field: wtforms.Field) -> None:
        if not field.data:
            raise wtforms.ValidationError(_("Without agreement no name is written down."))

    def said(self, unit: str) -> Said | None:
        """The judgement; None where something cannot be meant, which then stands beside its field."""
        self.validate()
        found: dict[str, Any] = {}
        for name, kind in (("low", unit), ("middle", unit), ("high", unit), ("weight", "number")):
            try:
                found[name] = fields.meant(kind, self[name].data or "", current())
            except fields.Mistyped as wrong:
                self.refuse(name, str(wrong))
        if not self.is_refused and not found["low"] <= found["middle"] <= found["high"]:
            self.refuse("middle", _("The three numbers must ascend."))
        if not self.is_refused and not 0 < found["weight"] <= 1000:
            self.refuse("weight", _("Write a number."))
        return None if self.is_refused else Said(self.kind.data or PERT, **found)
