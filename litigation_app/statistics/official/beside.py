"""Which official series ask for the same as an indicator, and what do they say beside our own figures? Never in one series."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from litigation_app.core.language import _, current
from litigation_app.core.text import NBSP
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import IndicatorUnknown
from litigation_app.statistics.indicators.presenting import told
from litigation_app.statistics.official import answers, measures, picturing, presenting, queries
from litigation_app.statistics.official.answers import Series, Span
from litigation_app.statistics.official.figures import Figure, of_release
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.releases import TOTAL, Release, vocabulary
from litigation_app.statistics.releases.official import MODE
from litigation_app.statistics.releases.presenting import countries, source

_MOST_ROWS = 8
_HIDDEN, _NOTHING = "…", "–"


@dataclass(frozen=True)
class Beside:
    """A country: the years, a row of ours and rows of official series, and what each of them counts.

    `spans`: series and their numbers of several years together, or of a part of one. `title`: whose figures these are.
    """

    country: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    spans: Sequence[tuple[str, str]]
    counts: Sequence[tuple[str, str]]


def beside(indicator_id: str, release: Release | None, on_shelf: Path, trusted: Set[bytes]) -> list[Beside]:
    """The countries of a publication (of none: all) that have official figures which ask for the same."""
    if indicator_id not in answers.indicators():
        return []
    found = []
    for country, figures in _printed(release, on_shelf, trusted).items():
        if series := answers.answers(indicator_id, country, figures):
            found.append(_of(country, indicator_id, release, series))
    return found


class Newest(NamedTuple):
    """The newest number of what stands for an indicator in a country, with its time, and the sentence that says whose it is."""

    country: str
    figure: str
    when: str
    said: str


def newest(release: Release | None, on_shelf: Path, trusted: Set[bytes]) -> dict[str, list[Newest]]:
    """By indicator that official figures answer: the newest of each country."""
    said: dict[str, list[Newest]] = {}
    for country, figures in _printed(release, on_shelf, trusted).items():
        for name in sorted(answers.indicators()):
            series = [one for one in answers.answers(name, country, figures) if one.stands]
            if series:
                said.setdefault(name, []).append(_newest(country, series))
    return said


def _newest(country: str, series: Sequence[Series]) -> Newest:
    """Of a single year; where none is printed, of the last part of a year or years together."""
    if dated := answers.standing(series):
        year, those = answers.newest(dated)
        found, when = [(one, one.years[year]) for one in those], str(year)
    else:
        spans = [(one, one.spans[-1]) for one in series if one.spans][:1]
        found, when = [(one, span.value) for one, span in spans], spans[0][1].when
    numbers = "; ".join(f"{presenting.number(value)} ({one.body})" for one, value in found)
    name = countries((country,))
    said = _(
        "%(country)s, %(year)s: %(what)s: %(numbers)s", country=name, year=when, what=found[0][0].name, numbers=numbers
    )
    is_of_a_state = any(measures.is_of_a_state(one.code) for one, _value in found)
    about = (
        _("Official figures, not ours: %(said)s", said=said)
        if is_of_a_state
        else _("Published by an organisation or the press, not ours: %(said)s", said=said)
    )
    sign = f"{NBSP}%" if found[0][0].unit == "PT" else ""
    return Newest(name, presenting.number(found[0][1]) + sign, when, about)


def _printed(release: Release | None, on_shelf: Path, trusted: Set[bytes]) -> dict[str, list[Figure]]:
    """By country of a publication (of none: all) the figures of the newest edition; without those that have none."""
    asked = release.countries if release else COUNTRIES
    found = {country: queries.latest(on_shelf, trusted, country) for country in asked}
    return {country: of_release(latest) for country, latest in found.items() if latest}


def _of(country: str, indicator_id: str, release: Release | None, series: Sequence[Series]) -> Beside:
    ours, dated = _ours(indicator_id, release), [one for one in series if one.years][:_MOST_ROWS]
    spanning = [one for one in series if one.spans][:_MOST_ROWS]
    years = sorted({year for one in dated for year in one.years} | ours.keys())
    rows = [[one.title, *(_shown(one.years.get(year)) for year in years)] for one in dated]
    has_ours = bool(release) and any(value not in {_HIDDEN, _NOTHING} for value in ours.values())
    if has_ours and release:
        rows.insert(0, [_ours_named(indicator_id, release), *(ours.get(year, "") for year in years)])
    shown = [one for one in series if one in dated or one in spanning]
    return Beside(
        country, _title(countries((country,)), shown, has_ours=has_ours), [_("Series"), *map(str, years)], rows,
        [(one.title, "; ".join(map(_spanning, one.spans))) for one in spanning],
        [*(_what(indicator_id) if has_ours else []), *_told(country, shown)],
    )  # fmt: skip


def _title(country: str, series: Sequence[Series], *, has_ours: bool) -> str:
    """Whose figures these are: official ones, those of organisations, or both."""
    of_states = {measures.is_of_a_state(one.code) for one in series}
    said = {
        (True,): (_("Official figures beside ours, %(country)s"), _("Official figures, %(country)s")),
        (False,): (
            _("Published by an organisation or the press beside ours, %(country)s"),
            _("Published by an organisation or the press, %(country)s"),
        ),
        (False, True): (
            _("Official figures and those of organisations or the press beside ours, %(country)s"),
            _("Official figures and those of organisations or the press, %(country)s"),
        ),
    }
    beside_ours, alone = said[tuple(sorted(of_states))]
    return (beside_ours if has_ours else alone) % {"country": country}


def _spanning(one: Span) -> str:
    number = presenting.number(one.value)
    return f"{number}, {one.when} ({one.remark})" if one.remark else f"{number}, {one.when}"


def _told(country: str, series: Sequence[Series]) -> list[tuple[str, str]]:
    """What each measure counts, and by whose numbers of inhabitants a rate is divided; a heading alone says nothing."""
    said: dict[str, str] = {}
    for one in series:
        if one.kind:
            said |= {one.name: picturing.inhabitants(one.kind, country)}
        else:
            said |= {presenting.title(one.measure): presenting.counts(one.measure, country)}
    return [(title, words) for title, words in said.items() if words and words != title]


def _ours(indicator_id: str, release: Release | None) -> Mapping[int, str]:
    """Our figure of each single year as the indicator's page shows it; a hidden one its range, or one sign."""
    if release is None or release.mode == MODE:
        return {}
    try:
        indicator = indicators.get(indicator_id)
    except IndicatorUnknown:
        return {}
    if indicator.is_by_selection:
        return {}
    values = [one for one in indicators.compute(release, indicator_id) if one.code in {"", indicator.headline}]
    return {int(one.year): _value(indicator, one) for one in values if one.year.isdigit()}


def _ours_named(indicator_id: str, release: Release) -> str:
    """Our source, and of many shares or counts which one it is."""
    indicator = indicators.get(indicator_id)
    codes = {one.code for one in indicators.compute(release, indicator_id)}
    is_one_of_many = indicator.headline in codes - {"", TOTAL}
    part = vocabulary.code(indicator.by, indicator.headline, current()) if is_one_of_many else ""
    return ", ".join(filter(None, (_("Ours: %(source)s", source=source(release.source)), part)))


def _value(indicator: indicators.Indicator, one: indicators.IndicatorValue) -> str:
    return told(indicator, one) or _HIDDEN


def _what(indicator_id: str) -> list[tuple[str, str]]:
    try:
        return [(_("Ours"), indicators.get(indicator_id).say("numerator", current()))]
    except IndicatorUnknown:
        return []


def _shown(value: Decimal | None) -> str:
    return "" if value is None else presenting.number(value)
