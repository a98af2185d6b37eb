"""What is typed about a payment and about a schedule of instalments?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import FormField, HiddenField, validators

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.payments import presenters, rules
from litigation_app.casework.claims.payments.actions import How
from litigation_app.casework.claims.payments.rules import (
    HER_ACCOUNT,
    MONEY,
    UNSAFE,
    Due,
    Fault,
    Plan,
    Refused,
    Safety,
    Series,
    Told,
)
from litigation_app.casework.claims.rules import ZERO, Paid
from litigation_app.casework.clients.personal_records.rules import catalogue
from litigation_app.casework.record_forms.forms import Number
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Form, Text, TextDate, Tick
from litigation_app.core.language import _, _l, _n, current
from litigation_app.core.money import format_amount
from litigation_app.core.repeated import Rows, all_right
from litigation_app.law import codes
from litigation_app.law.words import choices

Accused = Sequence[tuple[str, str]]
NOTE = 5_000
FEWEST = 2  # empty rows on a fresh page


class PaymentForm(Form):
    """Money that reached the victim."""

    on = TextDate(
        _l("Paid on"), needed=True, latest=today, default=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    amount = Amount(_l("Amount paid"), needed=True)
    more = Tick(_l("More is paid than is owed"))
    again = Tick(_l("It is another payment"))
    payer = Choice(_l("Who paid"), needed=True)
    by = Choice(_l("Which accused paid"), description=_l("Only if the money came from one of them."))
    to = Choice(_l("Payee"))
    safe = Choice(
        _l("Is money on her account safe?"),
        description=_l("Ask her before anything is paid to her own account: somebody else may see it or take it."),
    )
    anyway = Tick(
        _l("It went to her account all the same"),
        description=_l("Only if she said that money there is not safe, and it has been paid there already."),
    )
    note = Text(
        _l("Safety note"),
        most=NOTE,
        description=_l("Sealed in her record with the answer: it opens with the rules of contact."),
    )

    def __init__(
        self, typed: MultiDict[str, str] | None, accused: Accused, *, may_write: bool, told: Told = Told.NOTHING
    ) -> None:
        super().__init__(typed)
        self.told = told
        self.to.offer(codes.options("payee", current()), blank=_("Not written down"))
        self.safe.offer(safe_options(), blank=_("She was not asked"))
        self.payer.offer(codes.options("payer", current()), blank=_("Choose"))
        self.by.offer(accused, blank=_("Not named"))
        if not accused:
            del self.by
        if not may_write:
            del self.note

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if self.to.data != HER_ACCOUNT:
            return is_right
        if self.is_unsafe and not self.anyway.data:
            self.refuse("anyway", _("She said that money on her own account is not safe. Tick this if it went there."))
        elif not self.safe.data and not self.is_unsafe:
            self.refuse("safe", _("Ask her first whether money on her own account is safe."))
        return is_right and not self.is_refused

    @property
    def is_unsafe(self) -> bool:
        """She says so now, or said so before and was not asked again."""
        return self.safe.data == UNSAFE or (self.told is Told.UNSAFE and not self.safe.data)

    def safety(self) -> Safety | None:
        """What she said of money that reaches her, to be sealed in her record; None: nothing was said."""
        if "note" not in self or not (self.note.data or self.safe.data):
            return None
        return Safety(self.to.data or "", self.safe.data or "", self.note.data or "")

    def paid(self) -> Paid:
        return Paid(self.on.data or today(), self.amount.data or ZERO, self.payer.data or "")

    def how(self) -> How:
        """Which accused paid, into whose hands, what she said of that, and what of it looks wrong and is right."""
        by = UUID(self.by.data) if "by" in self and self.by.data else None
        meant = {"is_more_meant": bool(self.more.data), "is_another": bool(self.again.data)}
        return How(by, self.to.data or "", self.safety(), **meant)

    def ask_of(self, over: Decimal, currency: str) -> None:
        """Ask beside the tick whether it is meant that so much is paid too much."""
        words = _(
            "With this payment %(over)s more is paid than is owed by what is recorded here. Check the day, the amount and "
            "who paid; if so much was paid, tick this and record it again.",
            over=format_amount(over, currency, current()),
        )
        self.refuse("more", words)


def safe_options() -> list[tuple[str, str]]:
    """What she can have answered, in the words of her record."""
    words = catalogue().kinds[MONEY].field("safe").choices
    return choices(words, current())


class RowForm(Form):
    """One instalment."""

    on = TextDate(_l("Due on"))
    amount = Amount(_l("Amount"))
    by = Choice(_l("From whom"))

    @property
    def is_empty(self) -> bool:
        return not self.on.raw_text and not self.amount.raw_text

    def check(self) -> bool:
        """Whether the row is whole; an empty one is left out."""
        if not self.is_empty and not self.on.data and not self.on.errors:
            self.refuse("on", _("Write the day by which it is to be paid."))
        if not self.is_empty and not self.amount.data and not self.amount.errors:
            self.refuse("amount", _("Write an amount above zero."))
        return not self.is_refused

    def due(self) -> Due:
        return Due(self.on.data or today(), self.amount.data or ZERO, self.by.data or "")


class PlanForm(Form):
    """A schedule: made in one go, row by row, or both."""

    basis = Choice(_l("Basis of the schedule"), needed=True)
    on = TextDate(
        _l("Ordered or agreed on"),
        needed=True,
        latest=today,
        description=_l("Payments from this day on pay the instalments, the oldest first."),
    )
    total = Amount(_l("Ordered in all"), description=_l("The instalments must add up to it. Empty if it is not said."))
    number = Number(_l("Number of instalments"), validators=[validators.Optional()])
    each = Amount(_l("Amount of each"), description=_l("Empty: the sum ordered in all is shared out."))
    first = TextDate(_l("The first is due on"))
    months = Choice(_l("How often"))
    by = Choice(_l("From whom"))
    rows = Rows(FormField(RowForm), max_entries=rules.MOST, label=_l("Instalments"), row=_l("Row %(number)s"))
    why = Choice(_l("Why the schedule changes"))
    version = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None, accused: Accused, **data: Any) -> None:
        super().__init__(typed, data=data or None)
        self.accused = accused
        self.basis.offer(presenters.options("basis"), blank=_("Choose"))
        self.why.offer(presenters.options("why"), blank=_("Choose"))
        self.months.offer((str(one), _n("Every month", "Every %(num)s months", one)) for one in rules.EVERY)
        self._offer_payers([self, *self._rows()])
        if not self.seen():
            del self.why

    def add_rows(self, dues: Iterable[Due] = ()) -> None:
        """These instalments as rows, and one empty row; everything typed stays. Raises Refused where they are too many."""
        rows = presenters.rows_of(list(dues))
        kept = [row for row in self.rows.entries if not (rows and row.form.is_empty)]
        if len(kept) + len(rows) > rules.MOST:
            raise Refused([Fault.TOO_MANY])
        self.rows.entries = kept
        for one in [*rows, {}]:
            if len(self.rows.entries) < rules.MOST:
                self._offer_payers([self.rows.append_entry(one).form])

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        return all_right(self._rows()) and is_right

    def make(self) -> list[Due]:
        """The instalments that are asked for in one go; none where no number stands. Raises Refused."""
        if not self.number.data and not self.first.data and self.each.data is None:
            return []
        if not self.number.data or self.first.data is None:
            raise Refused([Fault.SERIES_BROKEN])
        every = next((one for one in rules.EVERY if str(one) == self.months.data), 0)
        parts = (self.number.data, self.first.data, every, self.each.data, self.total.data)
        return rules.in_one_go(Series(*parts, by=self.by.data or ""))

    def said(self) -> Plan:
        """The schedule; the form must have been valid. Raises Refused."""
        dues = (*self.make(), *(row.due() for row in self._rows() if not row.is_empty))
        why = (self.why.data or "") if "why" in self else ""
        return Plan(self.basis.data or "", self.on.data or today(), dues, self.total.data, why)

    def clear_series(self) -> None:
        """What was asked for in one go stands in the rows now."""
        for one in (self.number, self.each, self.first):
            one.data, one.raw_data = None, None

    def show(self, faults: Iterable[Fault]) -> None:
        """Put each refusal beside the field that it speaks of."""
        for fault in faults:
            self.refuse(_FIELD.get(fault, "number"), str(presenters.WHY_NOT[fault]))

    def seen(self) -> int:
        """The version that she saw."""
        return version_typed(self.version.data)

    def _rows(self) -> list[RowForm]:
        return [row.form for row in self.rows]

    def _offer_payers(self, forms: Iterable[Any]) -> None:
        for one in forms:
            one.by.offer(self.accused, blank=_("Whoever pays"))


_FIELD = {
    Fault.AMOUNT_OR_TOTAL: "each",
    Fault.TOO_SMALL: "total",
    Fault.BEFORE_ORDER: "on",
    Fault.SUM_DIFFERS: "total",
    Fault.NO_REASON: "why",
}


class EndForm(Form):
    """Why a schedule holds no more."""

    why = Choice(_l("Why the schedule ends"), needed=True)
    version = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None, **data: Any) -> None:
        super().__init__(typed, data=data or None)
        self.why.offer(presenters.options("why"), blank=_("Choose"))

    def seen(self) -> int:
        """The version that she saw."""
        return version_typed(self.version.data)
