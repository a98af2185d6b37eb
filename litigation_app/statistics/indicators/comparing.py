"""How does one indicator stand in other countries and years? Small pictures of the same kind, from whole publications alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.charts.svg import most
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
    drawn: Sequence[charts.Value]
    organisation: str  # of a partner's
    address: str

    @property
    def is_drawn(self) -> bool:
        highs = [picturing.as_float(value.high) for value in self.values]
        return bool(self.values) and picturing.has_a_scale(self.drawn, highs)

    @property
    def heading(self) -> str:
        return _named(self.release, self.organisation)


def _named(release: Release, organisation: str) -> str:
    return " · ".join(part for part in (presenting.countries(release.countries), organisation) if part)


def beside(
    indicator: Indicator, found: Iterable[Release], chosen: Release, whose: Whose, *, is_same_axis: bool
) -> Beside:
    """The newest publication of each country (or countries) and organisation, of the same source; nothing where there is
    nothing to compare.

    Of many shares the usual one, by its name.
    """
    if indicator.kind not in _COMPARED:
        return NOBODY
    fed = [one for one in found if one.mode == chosen.mode and feeding.is_fed(indicator, one)]
    return _drawn(
        indicator, [_series(indicator, one, whose) for one in _newest(fed)[:_MOST]], is_same_axis=is_same_axis
    )


def _drawn(indicator: Indicator, series: Sequence[_Series], *, is_same_axis: bool) -> Beside:
    """The pictures, which of many shares stands in them, and who has none."""
    panels = _panels(indicator, series, is_same_axis=is_same_axis)
    part = vocabulary.code(indicator.by, indicator.headline, current()) if indicator.kind in _BY_HEADLINE else ""
    named = [_("In the pictures: %(part)s.", part=part)] if panels and part else []
    return Beside(panels, [*named, *_undrawn(series)]) if len(series) > 1 else NOBODY


def _series(indicator: Indicator, release: Release, whose: Whose) -> _Series:
    """Each year, or years together that a country counts as one."""
    shown = [value for value in _compared(indicator, release) if value.year != TOTAL]
    drawn = [picturing.drawn(indicator, value) for value in shown]
    return _Series(release, shown, drawn, whose.organisation(release), whose.address(release))


def _compared(indicator: Indicator, release: Release) -> list[IndicatorValue]:
    """The one figure of each year and of all that stands for the indicator."""
    own = values.compute(release, indicator.id)
    return [value for value in own if value.code in {"", indicator.headline} and value.status != "M"]


def _undrawn(series: Sequence[_Series]) -> list[str]:
    """Never why: only that there is no picture."""
    names = [one.heading for one in series if not one.is_drawn]
    return (
        [_("So little is printed that there is no picture: %(countries)s.", countries=", ".join(names))]
        if names
        else []
    )


def _panels(indicator: Indicator, series: Sequence[_Series], *, is_same_axis: bool) -> list[Panel]:
    told = [one for one in series if one.is_drawn]
    if len(told) < 2:
        return []
    tops = [_top(one) for one in told]
    return [_panel(indicator, one, max(tops) if is_same_axis else top) for one, top in zip(told, tops, strict=True)]


def _newest(found: Sequence[Release]) -> list[Release]:
    newest: dict[tuple[tuple[str, ...], bytes], Release] = {}
    for one in found:
        known = newest.get((one.countries, one.signed_by))
        if known is None or one.last > known.last:
            newest[one.countries, one.signed_by] = one
    return [newest[name] for name in sorted(newest)]


def _top(one: _Series) -> float:
    ends = [value.high for value, drawn in zip(one.values, one.drawn, strict=True) if drawn is not None]
    return charts.highest([*map(picturing.as_float, ends), *map(most, one.drawn)]) or 1.0


def _panel(indicator: Indicator, one: _Series, top: float) -> Panel:
    xs = [vocabulary.code("YEAR", value.year, current()) for value in one.values]
    lows, highs = ([picturing.as_float(getattr(value, part)) for value in one.values] for part in ("low", "high"))
    title = f"{one.heading}: {indicator.say('title', current())}"
    svg = charts.small(
        xs, one.drawn, lows, highs, title=title, top=top, unit=picturing.unit(indicator), number=picturing.number
    )
    return Panel(one.heading, one.address, svg, any(map(picturing.is_hidden, one.drawn)))
