"""Why was it a mistake, and which day is the right one?"""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.claims.corrections.rules import Correction
from litigation_app.casework.claims.presenters import WHY_NOT
from litigation_app.casework.claims.rules import Blocker
from litigation_app.casework.proceedings.powers_of_attorney.forms import offer_reasons, reason_field
from litigation_app.casework.record_forms.forms import offer_why, why_field
from litigation_app.core.clock import today
from litigation_app.core.forms import Form, TextDate, Tick
from litigation_app.core.language import _, _l
from litigation_app.core.text import day_or_none


class CorrectionForm(Form):
    """The right day of filing, or that it was not filed."""

    on = TextDate(_l("Filed on"), latest=today, description=_l("The right day: day, month, year: 4. 12. 2026."))
    never = Tick(_l("The claim was not filed at all"))
    why = why_field()
    unauthorised = reason_field()
    was = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None = None, *, was: date | None = None) -> None:
        super().__init__(typed, data={"was": was.isoformat()} if was else None)
        offer_why(self.why)
        offer_reasons(self.unauthorised)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if self.never.data and self.on.data:
            self.refuse("on", _("Write a day, or say that it was not filed, not both."))
        elif not self.never.data and not self.on.data and not self.on.errors:
            self.refuse("on", _("Write the right day, or tick below that it was not filed."))
        return is_right and not self.is_refused

    def said(self) -> Correction:
        """What is to stand there; the form must have been valid."""
        return Correction(
            day_or_none(self.was.data or ""), self.on.data, self.why.data or "", self.unauthorised.data or ""
        )

    def show(self, reasons: tuple[Blocker, ...]) -> None:
        """Put each refusal beside the field that it speaks of."""
        fields = {Blocker.NO_AUTHORITY: "unauthorised", Blocker.RESTS_ON_FILING: "never"}
        for reason in reasons:
            self.refuse(fields.get(reason, "on"), str(WHY_NOT[reason]))
