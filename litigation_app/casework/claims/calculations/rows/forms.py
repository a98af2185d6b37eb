"""What is typed in one row of a computation: a period of work, a receipt, a rate of exchange?"""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from litigation_app.casework.claims.calculations import rules
from litigation_app.casework.claims.calculations.rows.rules import Period, Receipt
from litigation_app.casework.claims.calculations.rules import Fault, Where
from litigation_app.casework.record_forms.forms import Number
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Form, Line, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import CURRENCIES, AmountRefused, parse_rate
from litigation_app.law.debts.earnings import HOURS_MOST

_HOUR, _MONTH = "hour", "month"


class Rate(Amount):
    """A rate of exchange with up to six decimals."""

    def _value(self) -> str:
        return "" if self.data is None else _written(self.data)

    def parse(self, typed: str) -> Decimal:
        try:
            return parse_rate(typed, current())
        except AmountRefused:
            example = "117.2034" if current() == "en" else "117,2034"
            raise ValueError(_("Write the rate like %(example)s.", example=example)) from None


def _written(rate: Decimal) -> str:
    plain = f"{rate.normalize():f}"
    return plain if current() == "en" else plain.replace(".", ",")


class RowForm(Form):
    """A row: empty and left out, or whole."""

    MAIN = ""  # the field beside which a refusal of the whole stands
    NEEDED: tuple[str, ...] = ()
    FAULTS: dict[Fault, str] = {}

    @property
    def is_empty(self) -> bool:
        needed: list[Any] = [self[name] for name in self.NEEDED]
        return not any(one.raw_text for one in needed)

    def check(self) -> bool:
        """Whether the row is whole; what is missing is said beside its field."""
        for name in self.NEEDED:
            if not self[name].data and not self[name].errors:
                self.refuse(name, _("Fill this in."))
        return not self.is_refused

    def refuse_fault(self, fault: Fault, sentence: str) -> None:
        self.refuse(self.FAULTS.get(fault, self.MAIN), sentence)


class PeriodForm(RowForm):
    """A period of work."""

    MAIN, NEEDED = "first", ("first", "last", "hours")
    FAULTS = {Fault.BACKWARDS: "last", Fault.NO_WAGE: "wage"}
    first = TextDate(_l("From"), latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    last = TextDate(_l("To"), latest=today)
    hours = Number(_l("Hours a week"))
    wage = Amount(_l("Net wage, if another than the minimum"), description=_l("Empty: the minimum wage of the time."))
    per = Choice(_l("For"), choices=[(_MONTH, _l("a month of full-time work")), (_HOUR, _l("an hour"))])
    source = Line(_l("Where this wage is known from"))

    def offer(self, where: Where) -> None:
        self.country = where.law.code

    def check(self) -> bool:
        super().check()
        if self.hours.data and self.hours.data > HOURS_MOST:
            self.refuse("hours", _("A week has %(hours)s hours.", hours=HOURS_MOST))
        if self.wage.data and not self.source.data:
            self.refuse("source", _("Write where this wage is known from."))
        return not self.is_refused

    def said(self) -> Period:
        worked = cast(
            tuple[date, date, int], (self.first.data, self.last.data, self.hours.data)
        )  # there, as `check` saw
        if not self.wage.data:
            return Period(*worked)
        return Period(*worked, self.wage.data, self.per.data == _HOUR, self.source.data or "")

    @staticmethod
    def filled(one: Period) -> dict[str, Any]:
        """A period as the fields hold it."""
        return {
            "first": one.first,
            "last": one.last,
            "hours": one.hours,
            "wage": one.wage,
            "per": _HOUR if one.is_hourly else _MONTH,
            "source": one.source,
        }


class ReceiptForm(RowForm):
    """A receipt; in another currency with its rate of exchange."""

    MAIN, NEEDED = "amount", ("on", "what", "amount")
    FAULTS = {Fault.NO_RATE: "rate"}
    on = TextDate(_l("Paid on"), latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    what = Line(_l("For what"))
    amount = Amount(_l("Amount paid"))
    currency = Choice(_l("Currency"))
    rate = Rate(_l("Rate of exchange"), description=_l("What one unit of it was worth. Only for another currency."))
    rate_on = TextDate(_l("Day of the rate"), latest=today)
    rate_source = Line(_l("Who published the rate"))

    def offer(self, where: Where) -> None:
        self.law = where.law
        own = where.law.currency
        self.currency.offer([(one, one) for one in (own, *(other for other in CURRENCIES if other != own))])
        self.currency.data = self.currency.data or own

    @property
    def _needs_rate(self) -> bool:
        of = self.currency.data or self.law.currency
        return of != self.law.currency and rules.fixed_rate(self.law, of) is None

    def check(self) -> bool:
        super().check()
        for name in ("rate", "rate_on", "rate_source") if self._needs_rate else ():
            if not self[name].data and not self[name].errors:
                self.refuse(name, _("Another currency needs its rate, the day of the rate and who published it."))
        return not self.is_refused

    def said(self) -> Receipt:
        paid: Any = (self.on.data, self.amount.data, self.currency.data or self.law.currency, self.what.data or "")
        if not self._needs_rate:
            return Receipt(*paid)
        rated: dict[str, Any] = {
            "rate": self.rate.data,
            "rate_on": self.rate_on.data,
            "rate_source": self.rate_source.data or "",
        }
        return Receipt(*paid, **rated)

    @staticmethod
    def filled(one: Receipt) -> dict[str, Any]:
        """A receipt as the fields hold it."""
        names = ("on", "what", "amount", "currency", "rate", "rate_on", "rate_source")
        return {name: getattr(one, name) for name in names}
