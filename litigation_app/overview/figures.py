"""Which four figures stand on the first page? Three from what is published, never from the cases, one from a kept estimate."""

import logging
from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor
from typing import Any

from flask import current_app, url_for

from litigation_app.advocacy.figures import money, words
from litigation_app.advocacy.studies import queries as studies
from litigation_app.core import charts
from litigation_app.core.clock import local
from litigation_app.core.language import _, _n, format_date
from litigation_app.core.text import Hidden
from litigation_app.overview.cards import Card, bold, unpublished
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import Indicator, feeding, leading, picturing, presenting, values
from litigation_app.statistics.indicators.values import MEDIAN, IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, queries
from litigation_app.statistics.releases.presenting import countries, title

log = logging.getLogger("litigation")

CASELOAD, LANE = "caseload", "COHORT_CLAIM"  # of the funnel the lane that leads to money
CLIENTS, FUNNEL, PAID, DURATION = "ID-01", "CON-05", "CMP-08", "DUR-01"
HUNDRED = 100
# what is raised where a file has another shape than this program writes
_ODD = (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError)


def all_of(country: str) -> list[Card]:
    """Clients of all countries, and of this one the way to money, the months to a judgment and the balance of a fund."""
    there = current_app.extensions
    found = [one for one in queries.whole(there["shelf"], there["trusted_keys"]) if one.mode == CASELOAD]
    mine = [one for one in found if one.countries == (country,)]
    name = countries([country])
    return [
        _made(_clients, _("Clients, by years of first contact"), found, country),
        _made(_funnel, _("From first contact to money, %(country)s", country=name), mine, country),
        _made(_duration, _("Months to the first-instance judgment, %(country)s", country=name), mine, country),
        _made(_balance, _("Balance of the fund, %(country)s", country=name), country),
    ]


def _made(make: Callable[..., Card], heading: str, *of: object) -> Card:
    """One that fails, of an odd publication or an estimate of another engine, says so, and the others stand."""
    try:
        return make(heading, *of)
    except _ODD as odd:
        log.error("a figure of the first page was not made: %s in %s", type(odd).__name__, make.__name__)
        why = _("This figure cannot be read from what is kept. Tell your administrator.")
        return Card(heading, missing=why, to_do=(_("All indicators"), url_for("indicators.index")))


def _clients(heading: str, found: Sequence[Release], country: str) -> Card:
    """By country the newest publication that counts them, that of the reader first."""
    indicator = indicators.get(CLIENTS)
    fed = [one for one in found if len(one.countries) == 1 and feeding.is_fed(indicator, one)]
    newest = {one.countries[0]: one for one in reversed(fed)}
    if not newest:
        return unpublished(heading)
    order = sorted(newest, key=lambda code: (code != country, code))
    counted = {code: [one for one in values.compute(newest[code], CLIENTS) if one.code == TOTAL] for code in order}
    lanes = [charts.CohortLane(countries([code]), _blocks(indicator, counted[code])) for code in order]
    whole = {code: next(one for one in counted[code] if one.year == TOTAL) for code in order}
    said = "; ".join(f"{countries([code])} {bold(presenting.told(indicator, whole[code]))}" for code in order)
    return Card(
        heading,
        [_("Clients in published data: %(counts)s.", counts=said)],
        charts.cohorts(lanes, title=heading, number=picturing.number),
        any(picturing.is_hidden(block.value) for lane in lanes for block in lane.blocks),
        _n("%(num)s publication, %(id)s", "%(num)s publications, %(id)s", len(newest), id=CLIENTS),
        _page(CLIENTS, newest[order[0]]),
    )


def _blocks(indicator: Indicator, counted: Sequence[IndicatorValue]) -> list[charts.Block]:
    """Single years, or years that are counted as one: "2020_2024"."""
    by_years = [(one.year.split("_"), picturing.drawn(indicator, one)) for one in counted if one.year != TOTAL]
    return [charts.Block(int(years[0]), int(years[-1]), value) for years, value in by_years]


def _funnel(heading: str, mine: Sequence[Release], country: str) -> Card:
    indicator, release = indicators.get(FUNNEL), _newest(mine, FUNNEL)
    if release is None:
        return unpublished(heading, countries([country]))
    lane = [one for one in values.compute(release, FUNNEL) if one.year == TOTAL and one.dims[1][0] == LANE]
    by_step = {one.code: presenting.told(indicator, one) for one in lane}
    first = _(
        "Of %(clients)s clients of %(years)s, %(filed)s filed a claim within %(months)s months of first contact and "
        "%(awarded)s were awarded money.",
        clients=bold(by_step[indicator.total]),
        years="–".join(map(str, dict.fromkeys(release.span(LANE.lower())))),
        filed=bold(by_step.get("filed")),
        months=indicator.months,
        awarded=bold(by_step.get(indicator.headline)),
    )
    steps = picturing.steps(indicator, lane)
    return Card(
        heading,
        [first, *_paid(release)],
        charts.horizontal(steps, title=heading, number=picturing.number),
        any(picturing.is_hidden(step.value) for step in steps),
        f"{title(release)}, {FUNNEL}",
        _page(FUNNEL, release),
    )


def _paid(release: Release) -> list[str]:
    """Money in hand is asked later, so of fewer persons; [] where nothing is printed of it."""
    indicator = indicators.get(PAID)
    whole = leading.headline(indicator, values.compute(release, PAID))
    share = whole and presenting.told(indicator, whole)
    if not whole or not share or whole.n is None:
        return []
    return [
        _(
            "Of %(number)s clients who were followed for %(months)s months, %(share)s were paid anything.",
            number=presenting.number(whole.n),
            months=indicator.months,
            share=bold(share),
        )
    ]


def _duration(heading: str, mine: Sequence[Release], country: str) -> Card:
    indicator, release = indicators.get(DURATION), _newest(mine, DURATION)
    if release is None:
        return unpublished(heading, countries([country]))
    whole = [one for one in values.compute(release, DURATION) if one.year == TOTAL and one.status != "M"]
    marks = [one for one in whole if one.dims[1] != MEDIAN]
    months, unit = [indicator.marks[one.code] for one in marks], _("months from first contact")
    shown = [_in_whole_percent(picturing.drawn(indicator, one)) for one in marks]
    lows, highs = ([picturing.as_float(getattr(one, end)) for one in marks] for end in ("low", "high"))
    if not picturing.has_a_scale(shown, highs):
        why = _("So little is printed that there is no picture: %(countries)s.", countries=countries([country]))
        return Card(heading, missing=why, to_do=(_("Table and downloads"), _page(DURATION, release)))
    picture = charts.line(
        months, shown, lows, highs, title=heading, unit=f"%, {unit}",
        number=picturing.number, after=[float(one) for one in months], width=charts.HALF, height=charts.FLAT_FAN,
    )  # fmt: skip
    is_hidden = any(map(picturing.is_hidden, shown))
    source = f"{title(release)}, {DURATION}"
    return Card(heading, _waits(indicator, whole, marks[-1]), picture, is_hidden, source, _page(DURATION, release))


def _in_whole_percent(value: charts.Value) -> charts.Value:
    """The range of a hidden share as short as a picture needs it: its ends are rounded outwards, so that it stays true."""
    if not isinstance(value, charts.Span):
        return value
    return charts.Span(value.low, value.high, Hidden(f"{floor(value.low)}–{ceil(value.high)}"))


def _waits(indicator: Indicator, whole: Sequence[IndicatorValue], last: IndicatorValue) -> list[str]:
    """How long half of them waited, and how many had a judgment by the last month; each where anything is printed of it."""
    half = presenting.band(next((one for one in whole if one.dims[1] == MEDIAN), None))
    said = [_("Half of the clients have a first judgment after %(months)s.", months=bold(half))] if half else []
    share = presenting.told(indicator, last)
    if not share:
        return said
    known = {"months": indicator.marks[last.code], "number": presenting.number(last.n), "share": bold(share)}
    if isinstance(share, Hidden):
        return [*said, _("Within %(months)s months it had come for %(share)s of %(number)s.", **known)]
    more = _(
        "Within %(months)s months it had come for %(share)s of %(number)s, 95 percent interval %(low)s to %(high)s.",
        low=presenting.end(last.low), high=presenting.end(last.high), **known,
    )  # fmt: skip
    return [*said, more]


def _balance(heading: str, country: str) -> Card:
    study = studies.newest(country)
    if study is None:
        to_do = (_("Make an estimate"), url_for("studies.new", scenario=country))
        return Card(heading, missing=_("There is no estimate of a fund in this country yet."), to_do=to_do)
    page = url_for("studies.show", study_id=study.id)
    try:
        result = studies.result_of(study, current_app.extensions["studies_dir"])
    except studies.ResultBroken:
        return Card(
            heading, missing=_("The file of the newest estimate is missing or was changed."), to_do=(_("See why"), page)
        )
    made = _(
        "Estimate of %(day)s, %(scenario)s, %(paths)s simulations",
        day=format_date(local(study.run_at).date()),
        scenario=words.scenario(study.scenario_name) or countries([country]),
        paths=presenting.number(study.paths),
    )
    return Card(heading, [_runs_dry(result)], money.balance_for_half(result), False, made, page)


def _runs_dry(result: Mapping[str, Any]) -> str:
    """In words that a ministry reads: how many of a hundred simulations run out of money before the first year after the estimate."""
    year = int(result["first_year"]) + int(result["horizon"])
    chances = [result[end]["dry_by_year"][-1] for end in money.ends(result)]
    ends = list(dict.fromkeys(round(HUNDRED * chance) for chance in chances))
    is_rare = any(chances) and ends == [0]
    many = _("fewer than 1 of 100") if is_rare else _("%(number)s of 100", number="–".join(map(str, ends)))
    return _("The fund runs dry before %(year)s in %(few)s simulations.", year=year, few=bold(many))


def _newest(mine: Sequence[Release], of: str) -> Release | None:
    return next((one for one in mine if feeding.is_fed(indicators.get(of), one)), None)


def _page(of: str, release: Release) -> str:
    return url_for("indicators.show", indicator_id=of, publication=release.id)
