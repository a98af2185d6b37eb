"""What is said of a grant, its plan, an act and a cost?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

import wtforms

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.grants.actions import Planned
from litigation_app.casework.grants.outcomes.rules import MOST_PERCENT, Outcome, Published
from litigation_app.casework.grants.rules import Package, Result, Stretch, kinds
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Form, Line, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import CURRENCIES
from litigation_app.core.repeated import Rows

MOST_ROWS = 30
_MOST_DIGITS = 5
_EARLIEST = 2000  # the year of the Palermo Protocol: nobody counted victims of trafficking before
Row = TypeVar("Row")
Offices = Sequence[tuple[str, str]]


class GrantForm(Form):
    office = Choice(_l("Office"), needed=True)
    title = Line(_l("Title"), needed=True)
    donor = Line(_l("Donor"), needed=True)
    reference = Line(_l("Number of the contract"), most=60)
    starts_on = TextDate(_l("First day"), needed=True)
    ends_on = TextDate(_l("Last day"), needed=True)
    currency = Choice(_l("Currency"), needed=True, default="EUR", choices=[(one, one) for one in CURRENCIES])
    budget = Amount(_l("Budget"), needed=True)

    def validate_ends_on(self, field: wtforms.Field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise wtforms.ValidationError(_("The last day cannot be before the first day."))

    def said(self) -> dict[str, Any]:
        names = ("title", "donor", "starts_on", "ends_on", "currency", "budget")
        more = {"office_id": UUID(self.office.data or ""), "reference": self.reference.data or ""}
        return {name: self[name].data for name in names} | more


class PackageForm(Form):
    code = Line(_l("Code"), most=12)
    title = Line(_l("Title"))
    budget = Amount(_l("Budget"))


class PeriodForm(Form):
    first = TextDate(_l("First day"))
    last = TextDate(_l("Last day"))
    due = TextDate(_l("Report due on"))


class ResultForm(Form):
    title = Line(_l("Result"))
    kind = Choice(_l("Counted by"))
    baseline = Line(_l("Baseline"), most=6)
    target = Line(_l("Target"), most=6)
    source = Line(_l("Source of verification"))
    package = Line(_l("Work package"), most=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.offer([(one.id, one.word.read_in(current())) for one in kinds().values()], blank=_("Choose an act"))


class OutcomeForm(Form):
    title = Line(_l("Result"))
    indicator = Choice(_l("Measured by"))
    year = Line(_l("Year of the baseline"), most=4)
    target = Line(_l("Target (percent, or a number)"), most=6)
    source = Line(_l("Source of verification"))
    package = Line(_l("Work package"), most=12)


class PlanForm(Versioned):
    """Work packages, reporting periods, results, and results for victims; a row without a title, code or day is no row."""

    packages = Rows(wtforms.FormField(PackageForm), row=_l("Work package %(number)s"), max_entries=MOST_ROWS)
    periods = Rows(wtforms.FormField(PeriodForm), row=_l("Reporting period %(number)s"), max_entries=MOST_ROWS)
    results = Rows(wtforms.FormField(ResultForm), row=_l("Result %(number)s"), max_entries=MOST_ROWS)
    outcomes = Rows(wtforms.FormField(OutcomeForm), row=_l("Result for victims %(number)s"), max_entries=MOST_ROWS)

    def offer(self, indicators: Offices) -> None:
        """What a result for victims can be measured by."""
        for entry in self.outcomes.entries:
            entry.form.indicator.offer(indicators, blank=_("Choose an indicator"))

    def add_blank(self) -> None:
        """An empty row at the end of each list."""
        for rows in (self.packages, self.periods, self.results, self.outcomes):
            if len(rows.entries) < MOST_ROWS:
                rows.append_entry()

    def read(self, published: Published) -> Planned | None:
        """The plan; None: something is wrong, and stands beside its field."""
        is_valid = self.validate() and self._names_its_packages()
        packages = [_package(entry.form) for entry in self.packages.entries if entry.form.code.data]
        periods = [_period(entry.form) for entry in self.periods.entries if entry.form.first.raw_text]
        results = [_result(entry.form) for entry in self.results.entries if entry.form.title.data]
        outcomes = [_outcome(entry.form, published) for entry in self.outcomes.entries if entry.form.title.data]
        is_whole = all(one is not None for one in (*packages, *periods, *results, *outcomes))
        kept = Planned(_kept(packages), _kept(periods), _kept(results), _kept(outcomes))
        return kept if is_valid and is_whole else None

    def _names_its_packages(self) -> bool:
        """Whether each result names a work package of this plan, or none."""
        there = {entry.form.code.data for entry in self.packages.entries if entry.form.code.data}
        rows = [entry.form for entry in (*self.results.entries, *self.outcomes.entries) if entry.form.title.data]
        astray = [row for row in rows if row.package.data and row.package.data not in there]
        for row in astray:
            row.refuse("package", _("The plan has no work package with this code."))
        return not astray


class ActForm(Form):
    office = Choice(_l("Office"), needed=True)
    kind = Choice(_l("What was done"), needed=True)
    on = TextDate(_l("Day"), needed=True, latest=today)
    number = Line(_l("How many"), needed=True, most=6, default="1")
    about = Line(_l("About what, without any name"), needed=True)

    def offer(self, offices: Offices) -> None:
        self.office.offer(offices)
        typed = [(one.id, one.word.read_in(current())) for one in kinds().values() if not one.counted_from]
        self.kind.offer(typed, blank=_("Choose an act"))

    def validate_number(self, field: wtforms.Field) -> None:
        if field.data and not whole(field.data):
            raise wtforms.ValidationError(_("Write a whole number of one or more."))


class CostForm(Form):
    package = Choice(_l("Work package"), needed=True)
    on = TextDate(_l("Day"), needed=True, latest=today)
    amount = Amount(_l("Amount"), needed=True)
    what = Line(_l("What for, without any name"), needed=True)
    voucher = Line(_l("Number of the voucher"), most=60)


class EnteredInErrorForm(Form):
    why = Line(_l("What is wrong with it"), needed=True)


def _kept(rows: Iterable[Row | None]) -> list[Row]:
    return [one for one in rows if one is not None]


def whole(typed: str | None) -> int | None:
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _package(form: Any) -> Package | None:
    if not form.title.data:
        form.refuse("title", _("Fill this in."))
        return None
    return Package(form.code.data, form.title.data, str(form.budget.data or Decimal(0)))


def _period(form: Any) -> Stretch | None:
    for name in ("first", "last", "due"):
        if not form[name].data:
            form.refuse(name, _("Fill this in."))
            return None
    return Stretch(*(form[name].data.isoformat() for name in ("first", "last", "due")))


def _result(form: Any) -> Result | None:
    baseline, target = whole(form.baseline.data or "0"), whole(form.target.data)
    if not form.kind.data:
        form.refuse("kind", _("Choose an act"))
    if baseline is None:
        form.refuse("baseline", _("Write a whole number of zero or more."))
    if target is None:
        form.refuse("target", _("Write a whole number of zero or more."))
    if form.is_refused or baseline is None or target is None:
        return None
    said = form.title.data, form.kind.data, baseline, target
    return Result(*said, form.source.data or "", form.package.data or "")


def _outcome(form: Any, published: Published) -> Outcome | None:
    year, target = whole(form.year.data), whole(form.target.data)
    if not form.indicator.data:
        form.refuse("indicator", _("Choose an indicator"))
    if year is None or not _EARLIEST <= year <= today().year:
        form.refuse("year", _("Write a year, such as 2021."))
    if target is None:
        form.refuse("target", _("Write a whole number of zero or more."))
    if form.is_refused or target is None:
        return None
    if published.is_percent(form.indicator.data) and target > MOST_PERCENT:
        form.refuse("target", _("A share is at most 100 percent."))
        return None
    said = form.title.data, form.indicator.data, str(year), target
    return Outcome(*said, form.source.data or "", form.package.data or "")
