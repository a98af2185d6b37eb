"""Which source is it, and what does it print: its figures as they are typed in, more of them, a file, or why they are sent back?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import IO, Any

import wtforms
from werkzeug.datastructures import FileStorage

from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import AmountRefused, parse_amount
from litigation_app.core.refusals import amount_sentence
from litigation_app.core.repeated import Rows
from litigation_app.core.uploads import File
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.official import rules
from litigation_app.statistics.official import measures, reading
from litigation_app.statistics.official.figures import CONFIDENCES, Period
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.official import MEASURES, Source

_UNIT_ALONE = {"PERSON": "persons"}  # a breakdown that says no more than the unit
_MOST_DIGITS = 12
Named = tuple[str, str, str]  # measure, unit, breakdown


class LineForm(Form):
    """One figure of the source. Blank: nothing is said of it. 0: it prints that there were none."""

    value = Line(_l("Number"), most=20)
    is_absent = Tick(_l("The source does not print it"))
    is_impossible = Tick(_l("There can be none: the law of the country knows no such thing"))
    page = Line(_l("Page or paragraph"), most=60)
    confidence = Choice(_l("How sure"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confidence.offer([(one, words("CONFIDENCE", one)) for one in CONFIDENCES], blank=_("Choose how sure"))


class FiguresForm(Form):
    """All figures of a draft, in the order of its lines."""

    lines = Rows(wtforms.FormField(LineForm), row=_l("Row %(number)s"), max_entries=reading.MOST_FIGURES)
    row_version = wtforms.HiddenField()

    @classmethod
    def of(cls, lines: Sequence[rules.Line], row_version: int) -> "FiguresForm":
        return cls(data={"lines": [_shown(one) for one in lines], "row_version": str(row_version)})

    def version(self) -> int:
        """Of the draft that the page was made from; 0, which none has, where the hidden field was tampered with."""
        typed = self.row_version.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _MOST_DIGITS else 0

    def refresh(self, lines: Sequence[rules.Line], row_version: int) -> None:
        """Let what was typed be sent again, now knowing what somebody else has saved; figures that were added come last."""
        self.row_version.raw_data, self.row_version.data = None, str(row_version)
        self.lines.errors = []
        for line in lines[len(self.lines.entries) :]:
            self.lines.append_entry(_shown(line))

    def read(self, lines: Sequence[rules.Line]) -> list[rules.Line] | None:
        """The lines with what was typed; None: something is wrong, and stands beside its field."""
        is_valid = self.validate()
        if len(self.lines.entries) != len(lines):
            self.lines.errors = [_("The list of figures has changed meanwhile. Open the page anew.")]
            return None
        found = [_read(entry.form, line) for entry, line in zip(self.lines.entries, lines, strict=True)]
        return [one for one in found if one] if is_valid and all(found) else None


class MoreForm(Form):
    """One more figure that the source prints, or that GRETA, the EU, GLOTIP or CEPEJ ask for."""

    what = Choice(_l("One more figure"))
    apart = Choice(_l("Of persons, by sex, age, citizenship or form"))

    def offer(self, whole: Sequence[Named], apart: Sequence[Named]) -> None:
        for field, offered in ((self.what, whole), (self.apart, apart)):
            names = [("|".join(one), said(*one)) for one in offered]
            field.offer(sorted(names, key=lambda one: one[1]), blank=_("Choose a figure"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        super().validate(*args, **kwargs)
        if bool(self.what.data) == bool(self.apart.data):
            self.refuse("what", _("Choose one figure, here or among those by sex, age, citizenship or form."))
        return not self.is_refused

    def asked(self) -> Named:
        measure, unit, breakdown = (self.what.data or self.apart.data or "").split("|")
        return measure, unit, breakdown


class FileForm(Form):
    figures = File(_l("Figures as a CSV file"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures.flags.required = True

    @property
    def stream(self) -> IO[bytes] | None:
        """What was sent; None: nothing was chosen."""
        sent: Any = self.figures.data
        return sent.stream if isinstance(sent, FileStorage) and sent.filename else None


class ReturnForm(Form):
    why = Line(_l("What is wrong with it"), needed=True)


def words(dimension: str, code: str) -> str:
    return vocabulary.code(dimension, code, current())


def said(measure: str, unit: str, breakdown: str) -> str:
    """What a figure is, in words: of which measure, which part, in which unit."""
    name = vocabulary.say("table", measures.table_of(measure, unit), current())
    part = "" if breakdown == _UNIT_ALONE.get(unit) else f": {words('BREAKDOWN', breakdown)}"
    return f"{name}{part} ({vocabulary.say('unit', unit, current())})"


def label(source: Source) -> str:
    day = f", {source.published_on.year}" if source.published_on else ""
    return f"{words('SERIES', source.publisher)}: {source.called}{day}"


def _shown(line: rules.Line) -> Mapping[str, Any]:
    value = line.value if current() == "en" else line.value.replace(".", ",")
    confidence = "" if line.is_blank else line.confidence
    ticks = {"is_absent": line.is_absent and not line.is_impossible, "is_impossible": line.is_impossible}
    return {"value": value, **ticks, "page": line.page, "confidence": confidence}


def _read(form: Any, line: rules.Line) -> rules.Line | None:
    """The line with what was typed; None: something is wrong, and all of it stands beside its fields."""
    typed, is_impossible = (form.value.data or "").strip(), bool(form.is_impossible.data)
    is_absent = bool(form.is_absent.data)
    is_one = sum([bool(typed), is_absent, is_impossible]) <= 1
    if not is_one:
        form.refuse(
            "value", _("Either write the number, or tick that the source does not print it, or that there can be none.")
        )
    is_said = bool(typed) or is_absent or is_impossible
    if is_said and not form.confidence.data:
        form.refuse("confidence", _("Say how sure you are of it."))
    value = _number(form, typed, line.unit) if typed and is_one else ""
    if value is None or not is_one or (is_said and not form.confidence.data):
        return None
    more = {"page": form.page.data or "", "confidence": (form.confidence.data or "") if is_said else ""}
    return replace(line, value=value, is_absent=is_absent or is_impossible, is_impossible=is_impossible, **more)


def _number(form: Any, typed: str, unit: str) -> str | None:
    if unit in MEASURES:
        return _decimal(form, typed, unit)
    if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS:
        return str(int(typed))
    form.refuse("value", _("Write a whole number of zero or more."))
    return None


def _decimal(form: Any, typed: str, unit: str) -> str | None:
    try:
        value = parse_amount(typed, current())
    except AmountRefused as refused:
        form.refuse("value", amount_sentence(refused))
        return None
    if measures.is_beyond(value, unit):
        form.refuse("value", _("A share is at most 100 percent."))
        return None
    return format(_plain(value), "f")


def _plain(value: Decimal) -> Decimal:
    """Without zeros that nobody typed: 28.00 was printed as 28."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


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
