"""What an analyst says about a publication."""

from typing import Any
from uuid import UUID

import wtforms

from litigation_app.core import clock
from litigation_app.core.forms import Choice, Choices, Form, Line, Radios
from litigation_app.core.language import _, _l
from litigation_app.gate import awards, cohorts, plan, rules
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
    ("judgments", _l("Judgments analysed")),
    ("observation", _l("Hearings watched")),
]


SUMS, BANDS, NEVER = "sums", "bands", "never"


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

    money = Radios(
        _l("Final awards"),
        default=SUMS,
        choices=[
            (SUMS, _l("Sums of money, awarded and paid")),
            (BANDS, _l("How many awards of which size, and how many were paid")),
        ],
        description=_l(
            "Never both: from both together single awards could be worked out. "
            "Sums give the share of the money that was recovered, bands what a fund has to expect. Judgments and hearings have neither."
        ),
    )

    waits = Radios(
        _l("How many months passed from the indictment to the first judgment"),
        default=NEVER,
        choices=[
            (NEVER, _l("Not in this publication")),
            (cohorts.MONTHS, _l("Of everybody who was followed for two years")),
            (cohorts.MONTHS_60, _l("Of everybody who was followed for five years")),
        ],
        description=_l(
            "Never both: together they would divide the same people twice. Who was indicted in a year is counted when two years, or "
            "five, are over: a first row for two years needs three years of data, one for five years six. Where few people were "
            "indicted in a year, most of these numbers stay hidden. A publication that has it can seldom go on by a year: the next "
            "year is then a publication of its own. Judgments and hearings do not have it."
        ),
    )

    def offer_years(self) -> None:
        """Full years only: a year that still runs would be published twice."""
        years = [(str(year), str(year)) for year in range(clock.today().year - 1, FIRST_YEAR - 1, -1)]
        self.first_year.offer(years, blank=_("Choose a year"))
        self.last_year.offer(years, blank=_("Choose a year"))

    def span(self) -> Span:
        """What to publish, once the form is valid: always in full detail; anything coarser has to be offered first."""
        years = int(self.first_year.data or 0), int(self.last_year.data or 0)
        mode = self.mode.data or plan.CASELOAD
        also = {self.waits.data or NEVER, *([awards.BANDS] if self.money.data == BANDS else [])}
        made = plan.asked(mode, also)
        return Span(mode, tuple(sorted(self.countries.data or ())), *years, made)

    @classmethod
    def filled(cls, title: str, mine: Span) -> "DraftForm":
        """With what she typed before."""
        years = {"first_year": str(mine.first_year), "last_year": str(mine.last_year)}
        money = BANDS if awards.BANDS in mine.coarser.instead else SUMS
        waits = next(iter(plan.by_hand(mine.mode, mine.coarser)), NEVER)
        said = {"title": title, "mode": mine.mode, "countries": list(mine.countries), "money": money, "waits": waits}
        form = cls(data={**said, **years})
        form.offer_years()
        return form

    def validate_last_year(self, field: wtforms.Field) -> None:
        if self.first_year.errors or field.errors or not (self.first_year.data and field.data):
            return
        if int(field.data) < int(self.first_year.data):
            raise wtforms.ValidationError(_("The last year cannot be before the first year."))
        years = int(self.first_year.data), int(field.data)
        if rules.other_year(self.title.data or "", *years) is not None:  # as it was filled in for other years
            self.title.data = rules.retitled(self.title.data or "", *years)
        other = rules.other_year(self.title.data or "", *years)
        if other is not None:
            self.refuse("title", _("The title speaks of %(year)s, a year that is not published here.", year=other))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        return bool(super().validate(*args, **kwargs)) and not self.title.errors


class SecondForm(Form):
    second = Choice(
        _l("Who shall agree"),
        description=_l("Any legal coordinator of this copy, also of another office. She finds it under Publishing."),
    )

    def offer(self, others: list[tuple[str, str]]) -> None:
        """Everybody who can; nobody in particular comes first."""
        self.second.offer(others, blank=_("Any legal coordinator"))

    def chosen(self) -> UUID | None:
        """Whom she asks, once the form is valid."""
        return UUID(self.second.data) if self.second.data else None
