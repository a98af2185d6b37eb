"""What an analyst says about a publication."""

from typing import Any

import wtforms

from litigation_app.core import clock
from litigation_app.core.forms import Choice, Choices, Form, Line, Radios
from litigation_app.core.language import _, _l
from litigation_app.disclosure.plan import Coarser
from litigation_app.gate import caseload, judgments, observation
from litigation_app.gate.coarser import variables
from litigation_app.gate.neighbours import Span
from litigation_app.gate.rules import FIRST_YEAR

COUNTRIES = [
    ("RS", _l("Serbia")),
    ("MK", _l("North Macedonia")),
    ("BA", _l("Bosnia and Herzegovina")),
    ("ME", _l("Montenegro")),
]


MODES = [
    ("caseload", _l("Persons whom the organisation represents")),
    ("judgments", _l("Judgments read")),
    ("observation", _l("Watched trials")),
]


SHEETS = [*caseload.TITLES, *judgments.TITLES, *observation.TITLES]


class DraftForm(Form):
    mode = Radios(
        _l("Source"),
        needed=True,
        default="caseload",
        choices=MODES,
        description=_l("Sources are never mixed in one publication: they count different things."),
    )
    title = Line(
        _l("Title"),
        needed=True,
        description=_l("What readers will see, for example: Serbia, persons represented 2015 to 2023."),
    )
    countries = Choices(_l("Countries"), needed=True, choices=COUNTRIES)
    first_year = Choice(_l("First year"), needed=True)
    last_year = Choice(
        _l("Last year"),
        needed=True,
        description=_l(
            "Everything is counted as it stood on 31 December of this year: later judgments and payments are left out."
        ),
    )

    # Only the buttons of a proposal fill these in: how much coarser than the full design.
    together = wtforms.IntegerField(_l("Years together"), default=1, validators=[wtforms.validators.NumberRange(1, 99)])
    broader = Choices(_l("Broader categories"), choices=[(name, name) for name in variables()])
    without = Choices(_l("Left out"), choices=[(name, name) for name in SHEETS])

    def offer_years(self) -> None:
        """Full years only: a year that still runs would be published twice."""
        years = [(str(year), str(year)) for year in range(clock.today().year - 1, FIRST_YEAR - 1, -1)]
        self.first_year.offer(years, blank=_("Choose a year"))
        self.last_year.offer(years, blank=_("Choose a year"))

    def wanted(self) -> dict[str, Any]:
        """What to publish, once the form is valid."""
        years = {"first_year": int(self.first_year.data or 0), "last_year": int(self.last_year.data or 0)}
        return {
            "mode": self.mode.data or "",
            "title": self.title.data or "",
            "countries": self.countries.data or [],
            "coarser": self.coarser,
            **years,
        }

    @property
    def coarser(self) -> Coarser:
        return Coarser(self.together.data or 1, tuple(self.broader.data or ()), tuple(self.without.data or ()))

    def span(self) -> Span:
        """The same as the desk names it, once the form is valid."""
        said = self.wanted()
        return Span(said["mode"], tuple(sorted(said["countries"])), said["first_year"], said["last_year"], self.coarser)

    def validate_last_year(self, field: wtforms.Field) -> None:
        if self.first_year.errors or field.errors or not (self.first_year.data and field.data):
            return
        if int(field.data) < int(self.first_year.data):
            raise wtforms.ValidationError(_("The last year cannot be before the first year."))
