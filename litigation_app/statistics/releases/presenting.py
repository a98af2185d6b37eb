"""How does a publication read on the screen? Words and rows, ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_number
from litigation_app.core.text import Hidden
from litigation_app.statistics.releases import official, vocabulary
from litigation_app.statistics.releases.shapes import TOTAL, Release, ReleaseBroken, ReleaseSummary, Row, Table, Value
from litigation_app.statistics.releases.zeros import years_of_zeros

NO_CELL = "–"
EVERYBODY = "cohort_sex"  # the table that every cohort begins with


@dataclass(frozen=True)
class Sheet:
    """A table with the years as lines; None in a row: withheld, and nothing bounds it."""

    id: str
    title: str
    definition: str
    unit: str
    headings: Sequence[str]
    rows: Sequence[Sequence["str | Hidden | None"]]
    is_zero: bool


def title(one: Release | ReleaseSummary) -> str:
    """By its source, its countries and the years of its numbers, in the reader's language; an edition of official figures by its
    number.
    """
    if one.mode == official.MODE and one.vintage is not None:
        return edition(one.countries, one.vintage.number)
    told = {"country": countries(one.countries), "years": years(one), "title": one.title}
    words = {
        "caseload": _("%(country)s: persons represented, %(years)s", **told),
        "judgments": _("%(country)s: judgments analysed, %(years)s", **told),
        "observation": _("%(country)s: hearings monitored, %(years)s", **told),
    }
    return words.get(one.mode) or _("%(title)s, %(years)s", **told)


def years(one: Release | ReleaseSummary) -> str:
    """The first and the last year of its numbers; of one that was not read whole those of its period."""
    spans = [table.span() for table in one.tables if "YEAR" in table.dimensions] if isinstance(one, Release) else []
    ends = [year for span in spans if span for year in span] or [one.first.year, one.last.year]
    return "–".join(map(str, dict.fromkeys((min(ends), max(ends)))))


def edition(of: Sequence[str], number: int) -> str:
    """What an edition of official figures is called, one that is not published yet too."""
    return _("Official figures, %(country)s, edition %(number)s", country=countries(of), number=number)


def sheet(table: Table, language: str, sources: Sequence[official.Source] = ()) -> Sheet:
    """A table of a publication in the reader's words: its second dimension across, totals last. `sources`: of official figures."""
    if table.dimensions == official.DIMENSIONS:
        return _official(table, language, {one.code: one.called for one in sources})
    across = _total_last(table.codes_of(table.dimensions[1]))
    shown = {row.codes: in_words(row, language) for row in table}
    headings = [vocabulary.say("dimension", "YEAR", language)]
    headings += [vocabulary.code(table.dimensions[1], code, language) for code in across]
    rows = [
        [vocabulary.code("YEAR", year, language), *(shown.get((year, code), NO_CELL) for code in across)]
        for year in _total_last(table.codes_of("YEAR"))
    ]
    return Sheet(
        table.id,
        vocabulary.say("table", table.id, language),
        vocabulary.say("definition", table.id, language),
        vocabulary.say("unit", table.unit, language),
        headings,
        rows,
        is_zero=all(row.value == 0 for row in table),
    )


def _official(table: Table, language: str, titles: Mapping[str, str]) -> Sheet:
    """Official figures line by line: each has its own series, period and source, called by its title, or words of its address."""
    headings = [vocabulary.say("dimension", name, language) for name in table.dimensions]
    rows = [
        [
            *(
                titles.get(code) or vocabulary.code(name, code, language)
                for name, code in zip(table.dimensions, row.codes, strict=True)
            ),
            unprinted(row) if row.value is None else _figure(Decimal(row.value), language),
        ]
        for row in table
    ]
    title, definition = (vocabulary.say(kind, table.id, language) for kind in ("table", "definition"))
    unit = vocabulary.say("unit", table.unit, language)
    return Sheet(table.id, title, definition, unit, [*headings, unit], rows, is_zero=False)


def nobody(release: Release) -> list[str]:
    """The years in which nobody is counted, in words: of our own counting, where every number of theirs is zero."""
    years = [] if release.mode == official.MODE else years_of_zeros(release.tables)
    return [vocabulary.code(vocabulary.YEAR, year, current()) for year in years]


def known_on(release: Release) -> tuple[str, str]:
    """What its figures are as of: by which day something had happened; of several publications read as one, by which days."""
    if release.mode == official.MODE:
        return _("Data as of"), format_date(release.reference_date)
    days = "; ".join(map(format_date, release.reference_dates or (release.reference_date,)))
    if len(release.reference_dates) > 1:
        days = _("%(days)s: each number stands as on the day of the publication that printed it", days=days)
    return _("Reference date"), days


def untold(release: Release) -> list[str]:
    """The years of persons of which nothing more is ever printed, in words: how many persons they have is hidden."""
    rows = release.table(EVERYBODY) if release.mode == "caseload" and release.has(EVERYBODY) else ()
    return [
        vocabulary.code(vocabulary.YEAR, row.codes[0], current())
        for row in rows
        if row.codes[1] == TOTAL and row.value is None and row.codes[0] != TOTAL
    ]


def unprinted(row: Row) -> str:
    """What stands where a source prints no number."""
    return _("cannot exist") if row.is_impossible else _("not printed")


def _figure(value: Decimal, language: str) -> str:
    return format_number(value, language, 0 if value == value.to_integral_value() else 1)


def number(value: Value | None, language: str) -> str | None:
    """A count or an amount in whole units, as people of this language write it; None stays None."""
    return None if value is None else format_number(Decimal(value), language, 0)


def in_words(row: Row, language: str) -> "str | Hidden | None":
    """A number, or the range of a withheld count."""
    if row.value is not None or row.low is None:
        return number(row.value, language)
    return Hidden(span_in_words(row.low, row.high))


def span_in_words(low: int | None, high: int | None) -> str:
    """Between which counts a withheld one lies."""
    if low is None:
        return "…"
    if high is None:
        return _("%(low)s or more", low=number(low, current()))
    return _("%(low)s to %(high)s", low=number(low, current()), high=number(high, current()))


def _total_last(codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: code == TOTAL)


def countries(codes: Sequence[str]) -> str:
    """The countries by name."""
    names = {
        "RS": _("Serbia"),
        "MK": _("North Macedonia"),
        "BA": _("Bosnia and Herzegovina"),
        "ME": _("Montenegro"),
    }
    return ", ".join(names.get(code, code) for code in codes)


def source(name: str) -> str:
    """Where the numbers come from (`Release.source`); the sources are never mixed in one series."""
    return {
        "caseload": _("Persons whom the organisation represents"),
        "judgments": _("Judgments that courts have sent and people of the organisation have analysed"),
        "observation": _("Hearings that people of the organisation have monitored"),
        official.MODE: _("Figures that the state and others have printed, with their sources"),
        "regional_caseload": _("Sums of national publications; a client in two countries counts twice"),
        "regional_judgments": _(
            "Sums of national publications of judgments that people of the organisations have analysed"
        ),
        "regional_observation": _(
            "Sums of national publications of hearings that people of the organisations have monitored"
        ),
    }.get(name, name)


def why_broken(broken: ReleaseBroken) -> str:
    """Why a publication does not hold, as a sentence."""
    return {
        "missing": _("A file is missing: %(file)s", file=broken.file),
        "added": _("A file lies there that does not belong to it: %(file)s", file=broken.file),
        "changed": _("A file was changed after publishing: %(file)s", file=broken.file),
        "signature": _("The signature does not belong to these files."),
        "untrusted": _("It is signed by a key that this desk does not trust."),
        "malformed": _("A file is not in the form of published data: %(file)s", file=broken.file),
        "misnamed": _("Its name does not belong to what it says."),
        "too_large": _("It is larger than any publication can be."),
        "format": _("It is written in a form that this version of the desk does not know."),
        "unshelved": _(
            "It was agreed to, but the disk refuses to move it to its place. It is tried again at every look."
        ),
        "archive": _("It is no folder of a publication, nor a zip of one."),
    }[broken.reason]
