"""What is typed of how the amount of a row is computed? One form for each method."""

from collections.abc import Collection, Mapping
from typing import Any

from wtforms import FormField, HiddenField

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.claims.calculations import rules
from litigation_app.casework.claims.calculations.presenters import refusal
from litigation_app.casework.claims.calculations.rows.forms import PeriodForm, ReceiptForm
from litigation_app.casework.claims.calculations.rows.rules import NOTE, Calculation, Method, Pain, Reckoned
from litigation_app.casework.claims.calculations.rules import Refused, Where
from litigation_app.casework.claims.rules import ZERO
from litigation_app.casework.record_forms.forms import Number
from litigation_app.core.clock import today
from litigation_app.core.closed_text import ClosedText
from litigation_app.core.forms import Amount, Choice, Form, Line, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.core.repeated import Rows, all_right
from litigation_app.law.country import Jurisdiction

MOST = 60  # rows on the page


class CalculationForm(Versioned):
    """What every method asks."""

    METHOD: Method
    ROWS = ""  # the name of the rows, "" for none
    method = HiddenField()
    note = ClosedText(_l("Note"), most=NOTE, description=_l("Protected: it opens with the legal part of her record."))

    def __init__(self, typed: Any, where: Where, said: Calculation | None, **now: Any) -> None:
        """`said`: what was said before by this method; `now`: what the fields hold by any, the `note` among it."""
        super().__init__(typed, data={**(self.filled(said) if said else {}), **now})
        self.where = where
        for row in self.rows():
            row.offer(where)

    def filled(self, said: Calculation) -> dict[str, Any]:
        """What was said before, as the fields hold it."""
        return {"amount": said.amount, "by": said.by, "on": said.on}

    def said(self) -> Calculation:
        """What is said now; the form must have been valid."""
        note = self.note.said
        return Calculation(self.METHOD, note=note or "", keeps_note=note is None, **self.answers())

    def answers(self) -> dict[str, Any]:
        """What is answered beside the note, by the names of `Calculation`."""
        return {}

    def rows(self) -> list[Any]:
        return [row.form for row in self._listed()] if self.ROWS else []

    def _listed(self) -> Any:
        return self[self.ROWS]

    def whole_rows(self) -> list[Any]:
        """The rows that are not left empty."""
        return [row for row in self.rows() if not row.is_empty]

    def add_row(self) -> None:
        """One empty row more; everything typed stays."""
        if self.ROWS and len(self._listed().entries) < MOST:
            self._listed().append_entry().form.offer(self.where)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        return all_right(self.whole_rows()) and is_right

    def reckoned(self) -> Reckoned | None:
        """What it comes to; None where nothing can be computed, and the form then says why."""
        try:
            return rules.reckon(self.said(), self.where)
        except Refused as refused:
            self._show(refused)
            return None

    def _show(self, refused: Refused) -> None:
        """Put the refusal beside the row that it speaks of, or where the amount comes from."""
        sentence = refusal(refused)
        if refused.place is not None:
            self.whole_rows()[refused.place].refuse_fault(refused.fault, sentence)
        elif self.ROWS:
            next(iter(self.rows())).refuse(self.rows()[0].MAIN, sentence)
        else:
            self.refuse("strong" if "strong" in self else "amount", sentence)


class EarningsForm(CalculationForm):
    """Periods of work, and what she was paid of it."""

    METHOD, ROWS = Method.EARNINGS, "periods"
    periods = Rows(
        FormField(PeriodForm), min_entries=1, max_entries=MOST, label=_l("Periods of work"), row=_l("Row %(number)s")
    )
    received = Amount(_l("What she was paid for it"), description=_l("Everything that reached her. Empty if nothing."))

    def filled(self, said: Calculation) -> dict[str, Any]:
        rows = [PeriodForm.filled(one) for one in said.periods]
        return {"periods": rows, "received": said.received or None}

    def answers(self) -> dict[str, Any]:
        return {"periods": tuple(row.said() for row in self.whole_rows()), "received": self.received.data or ZERO}


class ReceiptsForm(CalculationForm):
    """What she spent, with the proof of each sum."""

    METHOD, ROWS = Method.RECEIPTS, "receipts"
    receipts = Rows(
        FormField(ReceiptForm), min_entries=1, max_entries=MOST, label=_l("Receipts"), row=_l("Row %(number)s")
    )

    def filled(self, said: Calculation) -> dict[str, Any]:
        return {"receipts": [ReceiptForm.filled(one) for one in said.receipts]}

    def answers(self) -> dict[str, Any]:
        return {"receipts": tuple(row.said() for row in self.whole_rows())}


class DaysForm(CalculationForm):
    """How many days of which pain."""

    METHOD = Method.DAYS
    strong = Number(_l("Days of strong pain"))
    medium = Number(_l("Days of medium pain"))
    weak = Number(_l("Days of weak pain"))

    def filled(self, said: Calculation) -> dict[str, Any]:
        return {pain.value: count for pain, count in said.days.items()}

    def answers(self) -> dict[str, Any]:
        return {"days": {pain: self[pain.value].data for pain in Pain if self[pain.value].data}}


class FindingForm(CalculationForm):
    """What an expert found."""

    METHOD = Method.EXPERT
    amount = Amount(_l("Amount that was found"), needed=True)
    by = Line(_l("Expert"), needed=True)
    on = TextDate(_l("Day of the finding"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))

    def answers(self) -> dict[str, Any]:
        return {"amount": self.amount.data, "by": self.by.data or "", "on": self.on.data}


class StatedForm(CalculationForm):
    """A sum, and what it rests on."""

    METHOD = Method.STATED
    amount = Amount(_l("Amount"), needed=True)

    def __init__(self, *given: Any, **now: Any) -> None:
        super().__init__(*given, **now)
        self.note.label.text = _("What the amount rests on")

    def answers(self) -> dict[str, Any]:
        return {"amount": self.amount.data}


class AnotherForm(Form):
    """Which other kind of damage is to be computed."""

    head = Choice(_l("Head of damage"))

    def __init__(self, law: Jurisdiction, has: Collection[str]) -> None:
        super().__init__()
        self.head.offer([(one.id, one.name(current())) for one in law.heads if one.id not in has])


FORMS: Mapping[Method, type[CalculationForm]] = {
    one.METHOD: one for one in (EarningsForm, ReceiptsForm, DaysForm, FindingForm, StatedForm)
}
