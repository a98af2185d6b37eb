"""What an analyst says about a publication."""

from uuid import UUID

from litigation_app.core import clock
from litigation_app.core.forms import Choice, Choices, Form, Line, Radios
from litigation_app.core.language import _, _l
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.rules import FIRST_YEAR, Wish

COUNTRIES = [
    ("RS", _l("Serbia")),
    ("MK", _l("North Macedonia")),
    ("BA", _l("Bosnia and Herzegovina")),
    ("ME", _l("Montenegro")),
]


MODES = [
    ("caseload", _l("Persons whom the organisation represents")),
    ("judgments", _l("Judgments analysed")),
    ("observation", _l("Hearings monitored")),
]


class DraftForm(Form):
    mode = Radios(
        _l("Source"),
        needed=True,
        default="caseload",
        choices=MODES,
        description=_l("Sources are never mixed in one publication: they count different things."),
    )
    country = Choice(_l("Country"), needed=True)
    year = Choice(
        _l("Year"),
        needed=True,
        description=_l(
            "The publication of a year prints everything whose follow-up is over and that was not printed yet, as the records "
            "stood on the day on which the year was closed. What is recorded later changes no printed number."
        ),
    )
    title = Line(
        _l("Title"),
        needed=True,
        description=_l("What readers will see, for example: Serbia, persons represented, publication for 2025."),
    )

    def offer(self) -> None:
        """Closed years only, the newest first."""
        newest = plan.PLANS[plan.CASELOAD].calendar.newest(clock.today())
        self.country.offer(COUNTRIES, blank=_("Choose a country"))
        years = [(str(year), str(year)) for year in range(newest, FIRST_YEAR - 1, -1)]
        self.year.offer(years, blank=_("Choose a year"))

    def wish(self) -> Wish:
        """What to publish, once the form is valid."""
        return Wish(self.mode.data or plan.CASELOAD, self.country.data or "", int(self.year.data or 0))

    @classmethod
    def filled(cls, title: str, wish: Wish) -> "DraftForm":
        """With what she typed before."""
        form = cls(data={"title": title, "mode": wish.mode, "country": wish.country, "year": str(wish.year)})
        form.offer()
        return form


class SecondForm(Form):
    second = Choice(
        _l("Approver"),
        description=_l(
            "Any legal coordinator of this copy, also of another office. It stands under Publishing for them."
        ),
    )

    def offer(self, others: list[tuple[str, str]]) -> None:
        """Everybody who can; nobody in particular comes first."""
        self.second.offer(others, blank=_("Any legal coordinator"))

    def chosen(self) -> UUID | None:
        """Whom she asks, once the form is valid."""
        return UUID(self.second.data) if self.second.data else None


class RegionForm(Form):
    """Which national publications are added up, under which title."""

    title = Line(_l("Title"), needed=True, description=_l("What readers will see, with the countries and years."))
    picked = Choices(
        _l("National publications"),
        needed=True,
        description=_l("One of each country, by different organisations, of the same source and with common years."),
    )
