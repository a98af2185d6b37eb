"""From which source is a year typed in, and how is what was said of it corrected?"""

import re
from collections.abc import Sequence
from typing import Any

from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, TextDate
from litigation_app.core.language import _, _l
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.official import rules
from litigation_app.gate.official.forms import label, words
from litigation_app.statistics.official import reading
from litigation_app.statistics.official.figures import Period
from litigation_app.statistics.releases.official import Source

FIRST_YEAR = 2000
_SERIES = (
    "TIP", "GRETA", "CPTV", "PROSECUTION", "COURT", "MOI", "MOS", "STATISTICS", "EUROSTAT", "UNODC", "ILO", "ASTRA",
    "NGO", "MEDIA", "JUDGMENT", "LAW", "VSFBIH", "OTHER",
)  # fmt: skip
_OF_A_NEW_SOURCE = ("title", "published_on")  # has to be said; of a known one it is known
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)


def _title_field(*, needed: bool = False) -> Line:
    return Line(_l("Title of the source"), needed=needed)


def _address_field() -> Line:
    how = _l(
        "Begins with https:// or http://. Leave it empty for a source on paper, and say in its title where it was printed."
    )
    return Line(_l("Address of the source"), most=500, description=how)


class SourceForm(Form):
    """A country, a year and the source that is open before her."""

    country = Choice(_l("Country"), needed=True)
    year = Choice(_l("Year"), needed=True)
    series = Choice(_l("Whose figures"), needed=True, description=_l("Who counted. It decides which series goes on."))
    known = Choice(
        _l("Source"),
        description=_l(
            "One that figures were taken from before: then its title and days are known. Or a new one below."
        ),
    )
    title = _title_field()
    address = _address_field()
    published_on = TextDate(_l("Day of publication"), latest=today)
    retrieved_on = TextDate(_l("Day on which you looked it up"), latest=today)
    first_day = TextDate(
        _l("First day"), latest=today, description=_l("Only where the source counts another period than the year.")
    )
    last_day = TextDate(_l("Last day"), latest=today)

    def offer(self, sources: Sequence[Source]) -> None:
        years = [(str(year), str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)]
        self.country.offer(COUNTRIES, blank=_("Choose a country"))
        self.year.offer(years, blank=_("Choose a year"))
        self.series.offer([(one, words("SERIES", one)) for one in _SERIES], blank=_("Choose whose figures"))
        self.known.offer([(one.code, label(one)) for one in sources], blank=_("A new source"))
        for name in _OF_A_NEW_SOURCE:
            self[name].flags.required = not self.known.data

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        super().validate(*args, **kwargs)
        if not self.known.data:
            for name in _OF_A_NEW_SOURCE:
                if not self[name].data:
                    self.refuse(name, _("Fill this in, or choose a source that is known already."))
            _look_at_source(self)
        if bool(self.first_day.data) != bool(self.last_day.data):
            self.refuse("last_day", _("Write both days, or neither."))
        elif self.first_day.data and self.last_day.data and self.last_day.data < self.first_day.data:
            self.refuse("last_day", _("The last day cannot be before the first day."))
        return not self.is_refused

    def source(self, sources: Sequence[Source]) -> Source:
        """The source, once the form is valid."""
        found = next((one for one in sources if one.code == self.known.data), None)
        if found is not None:
            return found
        return _source_of(self, self.series.data or "")

    def period(self) -> Period:
        return rules.period_of_year(int(self.year.data or 0), self.first_day.data, self.last_day.data)


class CorrectedForm(Form):
    """What was said wrongly of a source, while its figures are typed."""

    title = _title_field(needed=True)
    address = _address_field()
    published_on = TextDate(_l("Day of publication"), latest=today)
    retrieved_on = TextDate(_l("Day on which you looked it up"), latest=today)

    @classmethod
    def of(cls, source: Source) -> "CorrectedForm":
        days = {"published_on": source.published_on, "retrieved_on": source.retrieved_on}
        return cls(data={"title": source.title, "address": source.address, **days})

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        super().validate(*args, **kwargs)
        _look_at_source(self)
        return not self.is_refused

    def source(self, publisher: str) -> Source:
        """The source as it should be, once the form is valid."""
        return _source_of(self, publisher)


def _look_at_source(form: Any) -> None:
    if form.address.data and not _ADDRESS.fullmatch(form.address.data):
        form.refuse("address", _("Write an address that begins with https:// or http://, or leave it empty."))
    if form.published_on.data and form.retrieved_on.data and form.retrieved_on.data < form.published_on.data:
        form.refuse("retrieved_on", _("You cannot have looked it up before the day of publication."))


def _source_of(form: Any, publisher: str) -> Source:
    title, address = form.title.data or "", form.address.data or ""
    days = form.published_on.data, form.retrieved_on.data or today()
    return Source(reading.source_code(title, address), publisher, title, address, *days)
