"""How does one indicator stand in other countries and years? Small pictures of the same kind, from whole publications alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.language import _, current
from litigation_app.statistics.indicators import feeding, picturing, values
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, presenting, vocabulary
from litigation_app.statistics.releases.whose import Whose

_MOST = 12  # pictures on a page
_BY_HEADLINE = {"distribution", "duration_km"}
_COMPARED = {"proportion", "ratio", "count", "rate", *_BY_HEADLINE}


@dataclass(frozen=True)
class Panel:
    """One small picture and what it is of."""

    heading: str
    address: str  # of the publication
    svg: Markup
    has_hidden: bool


@dataclass(frozen=True)
class Beside:
    """The small pictures, and what to know of them: which years they are of, or who has none."""

    panels: Sequence[Panel] = ()
    said: Sequence[str] = ()


NOBODY = Beside()


@dataclass(frozen=True)
class _Series:
    release: Release
    values: Sequence[IndicatorValue]
    organisation: str  # of a partner's
    address: str

    @property
    def is_drawn(self) -> bool:
        highs = [picturing.as_float(value.high) for value in self.values]
        return bool(self.values) and picturing.has_a_scale([_float(value) for value in self.values], highs)

    @property
    def heading(self) -> str:
        return _named(self.release, self.organisation)

    @property
    def span(self) -> str:
        first, last = self.release.first.year, self.release.last.year
        return vocabulary.code("YEAR", str(first) if first == last else f"{first}_{last}", current())


def _named(release: Release, organisation: str) -> str:
    return " · ".join(part for part in (presenting.countries(release.countries), organisation) if part)


def beside(
    indicator: Indicator, found: Iterable[Release], chosen: Release, whose: Whose, *, is_same_axis: bool
) -> Beside:
    """The newest publication of each country (or countries) and organisation, of the same source; nothing where there is
    nothing to compare.

    Of many shares the usual one, by its name.

    By year; where one country publishes all years together alone, all years of each, if they are the same years.
    """
    if indicator.kind not in _COMPARED:
        return NOBODY
    fed = _newest([one for one in found if one.mode == chosen.mode and feeding.is_fed(indicator, one)])
    tables = feeding.read_in(indicator, chosen).tables
    alike = [one for one in fed if feeding.read_in(indicator, one).tables == tables][:_MOST]
    others = [one for one in fed if feeding.read_in(indicator, one).tables != tables]
    if len(alike) < 2:
        return Beside(said=_otherwise(others, whose))
    by_year = [_series(indicator, one, whose, is_whole=False) for one in alike]
    undivided = [one for one in by_year if _is_undivided(one.release, indicator)]
    if not undivided:
        return _drawn(indicator, by_year, _otherwise(others, whose), is_same_axis=is_same_axis)
    if len({one.span for one in by_year}) > 1:
        rest = [one for one in by_year if one not in undivided]
        said = [*_otherwise(others, whose), *(_other_years(one) for one in undivided)]
        return _drawn(indicator, rest, said, is_same_axis=is_same_axis)
    whole = [_series(indicator, one, whose, is_whole=True) for one in alike]
    said = [*_otherwise(others, whose), _whole_years(whole, [one.heading for one in undivided])]
    return _drawn(indicator, whole, said, is_same_axis=is_same_axis)


def _drawn(indicator: Indicator, series: Sequence[_Series], said: Sequence[str], *, is_same_axis: bool) -> Beside:
    """The pictures, which of many shares stands in them, and who has none."""
    panels = _panels(indicator, series, is_same_axis=is_same_axis)
    part = vocabulary.code(indicator.by, indicator.headline, current()) if indicator.kind in _BY_HEADLINE else ""
    named = [_("In the pictures: %(part)s.", part=part)] if panels and part else []
    return Beside(panels, [*named, *said, *_undrawn(series)])


def _series(indicator: Indicator, release: Release, whose: Whose, *, is_whole: bool) -> _Series:
    """All years together, or each."""
    shown = [value for value in _compared(indicator, release) if (value.year == TOTAL) is is_whole]
    return _Series(release, shown, whose.organisation(release), whose.address(release))


def _compared(indicator: Indicator, release: Release) -> list[IndicatorValue]:
    """The one figure of each year and of all that stands for the indicator."""
    own = values.compute(release, indicator.id)
    return [value for value in own if value.code in {"", indicator.headline} and value.status != "M"]


def _is_undivided(release: Release, indicator: Indicator) -> bool:
    return set(release.sheet(feeding.read_in(indicator, release).tables[0]).codes_of("YEAR")) == {TOTAL}


def _otherwise(others: Sequence[Release], whose: Whose) -> list[str]:
    """Who is counted from another table: two windows in which people were followed are no series."""
    names = [_named(one, whose.organisation(one)) for one in others]
    if not names:
        return []
    return [
        _("Followed for another number of months, and so not beside these: %(countries)s.", countries=", ".join(names))
    ]


def _undrawn(series: Sequence[_Series]) -> list[str]:
    """Never why: only that there is no picture."""
    names = [one.heading for one in series if not one.is_drawn]
    return (
        [_("So little is printed that there is no picture: %(countries)s.", countries=", ".join(names))]
        if names
        else []
    )


def _other_years(one: _Series) -> str:
    return _(
        "%(country)s: published only for %(years)s together, and other countries have other years; it stands beside none.",
        country=one.heading,
        years=one.span,
    )


def _whole_years(series: Sequence[_Series], names: Sequence[str]) -> str:
    return _(
        "All years together (%(years)s), for years are not published apart: %(countries)s.",
        years=series[0].span,
        countries=", ".join(names),
    )


def _panels(indicator: Indicator, series: Sequence[_Series], *, is_same_axis: bool) -> list[Panel]:
    told = [one for one in series if one.is_drawn]
    if len(told) < 2:
        return []
    tops = [_top(one.values) for one in told]
    return [_panel(indicator, one, max(tops) if is_same_axis else top) for one, top in zip(told, tops, strict=True)]


def _newest(found: Sequence[Release]) -> list[Release]:
    newest: dict[tuple[tuple[str, ...], bytes], Release] = {}
    for one in found:
        known = newest.get((one.countries, one.signed_by))
        if known is None or one.last > known.last:
            newest[one.countries, one.signed_by] = one
    return [newest[name] for name in sorted(newest)]


def _float(value: IndicatorValue) -> float | None:
    return picturing.as_float(value.value)


def _top(those: Sequence[IndicatorValue]) -> float:
    shown = [value for value in those if value.value is not None]
    return charts.highest([picturing.as_float(end) for value in shown for end in (value.value, value.high)]) or 1.0


def _panel(indicator: Indicator, one: _Series, top: float) -> Panel:
    xs = [one.span if value.year == TOTAL else vocabulary.code("YEAR", value.year, current()) for value in one.values]
    shown, lows, highs = (
        [picturing.as_float(getattr(value, part)) for value in one.values] for part in ("value", "low", "high")
    )
    title = f"{one.heading}: {indicator.say('title', current())}"
    svg = charts.small(
        xs, shown, lows, highs, title=title, top=top, unit=picturing.unit(indicator), number=picturing.number
    )
    return Panel(one.heading, one.address, svg, any(value is None for value in shown))
