"""What is said of a number that others have published?"""

from datetime import date
from typing import Any

import wtforms

from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Radios, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import Sheet
from litigation_app.gate.external_figures.rules import COUNTS, refuse_range
from litigation_app.gate.forms import COUNTRIES, MODES
from litigation_app.gate.rules import FIRST_YEAR
from litigation_app.statistics.releases import vocabulary

PUBLISHERS = [
    ("police", _l("Police")),
    ("prosecutor", _l("Prosecutor's office")),
    ("court", _l("Court")),
    ("greta", "GRETA"),
    ("press", _l("Press")),
    ("other", _l("Other")),
]
EXACT, LEAST, BETWEEN = "exact", "least", "between"
_MOST = 100_000


def sheets() -> list[tuple[str, Sheet]]:
    """The counting tables of every source, with the source."""
    found = ((mode, sheet) for mode in plan.PLANS for sheet in plan.every_sheet(mode))
    return [(mode, sheet) for mode, sheet in found if sheet.unit in COUNTS]


class ExternalFigureForm(Form):
    country = Choice(_l("Country"), needed=True)
    cell = Choice(
        _l("What was counted"),
        needed=True,
        description=_l("The number of our tables that speaks of the same people. Choose the narrowest that fits."),
    )
    first_year = Choice(_l("First year"), needed=True)
    last_year = Choice(_l("Last year"), needed=True, description=_l("The same as the first, if it is of one year."))
    how = Radios(
        _l("How it is said"),
        needed=True,
        default=EXACT,
        choices=[(EXACT, _l("Exactly")), (LEAST, _l("At least")), (BETWEEN, _l("Between two numbers"))],
        description=_l("A number that was rounded is between two: 40, rounded to tens, is between 35 and 45."),
    )
    low = Line(_l("Number"), needed=True, most=6)
    high = Line(_l("At most"), most=6, description=_l("Only where it is said between two numbers."))
    publisher = Choice(_l("Published by"), needed=True)
    title = Line(_l("Title of the source"), needed=True)
    place = Line(_l("Page or address"), needed=True, most=500)
    published_on = TextDate(_l("Day of publication"), needed=True, latest=today)
    is_doubtful = Tick(_l("It is not sure that it speaks of the same people"))

    def offer(self, table: str = "") -> None:
        """What can be chosen; `table`: of this one alone."""
        years = [(str(year), str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)]
        self.country.offer(COUNTRIES, blank=_("Choose a country"))
        self.first_year.offer(years, blank=_("Choose a year"))
        self.last_year.offer(years, blank=_("Choose a year"))
        self.publisher.offer(PUBLISHERS, blank=_("Choose who published it"))
        self.cell.offer(cells(table), blank=_("Choose a number of our tables"))

    def validate_last_year(self, field: wtforms.Field) -> None:
        if self.first_year.errors or field.errors or not (self.first_year.data and field.data):
            return
        if int(field.data) < int(self.first_year.data):
            raise wtforms.ValidationError(_("The last year cannot be before the first year."))

    def validate_low(self, field: wtforms.Field) -> None:
        if field.data and _whole(field.data) is None:
            raise wtforms.ValidationError(_("Write a whole number of zero or more."))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_valid = super().validate(*args, **kwargs)
        if self.how.data != BETWEEN:
            return is_valid
        high = _whole(self.high.data)
        if high is None:
            self.refuse("high", _("Write a whole number of zero or more."))
        elif refuse_range(_whole(self.low.data) or 0, high) == "order":
            self.refuse("high", _("The larger number cannot be below the smaller one."))
        return is_valid and high is not None and not self.high.errors

    def said(self) -> dict[str, str | int | date | bool | None]:
        """The row, once the form is valid."""
        mode, table, code = (self.cell.data or "").split(" ")
        low = _whole(self.low.data) or 0
        high = {EXACT: low, LEAST: None, BETWEEN: _whole(self.high.data)}[self.how.data or EXACT]
        text: dict[str, Any] = {name: self[name].data or "" for name in ("country", "publisher", "title", "place")}
        years = {"first_year": int(self.first_year.data or 0), "last_year": int(self.last_year.data or 0)}
        cell = {"mode": mode, "table_id": table, "code": code, "low": low, "high": high}
        return {**text, **years, **cell, "published_on": self.published_on.data, "is_doubtful": self.is_doubtful.data}


class EnteredInErrorForm(Form):
    why = Line(_l("What is wrong with it"), needed=True)


def tables() -> list[tuple[str, list[tuple[str, str]]]]:
    """The counting tables, by source: each by "source table" and its title."""
    named = [(mode, f"{mode} {sheet.id}", vocabulary.say("table", sheet.id, current())) for mode, sheet in sheets()]
    return [(str(source), [(name, title) for mode, name, title in named if mode == code]) for code, source in MODES]


def cells(table: str = "") -> list[tuple[str, str]]:
    """Every number of a counting table that has a name of its own; of one table ("source table"), or of all."""
    said = dict(MODES)
    return [
        (f"{mode} {sheet.id} {code}", word(sheet, code) if table else _in_full(str(said[mode]), sheet, code))
        for mode, sheet in sheets()
        if table in {"", f"{mode} {sheet.id}"}
        for code in sheet.codes
    ]


def _in_full(source: str, sheet: Sheet, code: str) -> str:
    return f"{source}. {vocabulary.say('table', sheet.id, current())}: {word(sheet, code)}"


def word(sheet: Sheet, code: str) -> str:
    return vocabulary.code(sheet.dimensions[1], code, current())


def _whole(typed: str | None) -> int | None:
    text = (typed or "").strip()
    is_short = len(text) <= len(str(_MOST))
    return int(text) if is_short and text.isascii() and text.isdigit() and int(text) <= _MOST else None
