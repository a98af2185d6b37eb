"""What does the page of an indicator show of a publication, and what does it say where there is nothing to show?"""

from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass

from litigation_app.core.language import _, current
from litigation_app.statistics.indicators import (
    catalogue,
    dividing,
    leading,
    noticing,
    picturing,
    pooling,
    presenting,
    shares,
    tabulating,
    telling,
    values,
)
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.dividing import NOT_APART, Apart
from litigation_app.statistics.indicators.feeding import is_fed, read_in
from litigation_app.statistics.indicators.picturing import Picture
from litigation_app.statistics.indicators.relations import cells
from litigation_app.statistics.indicators.tabulating import Grid
from litigation_app.statistics.releases import Release, vocabulary
from litigation_app.statistics.releases.remembering import Remembered


@dataclass(frozen=True)
class View:
    """How the reader wants to see it. `years`: "single" or three together."""

    years: str = ""


def asked(years: str) -> View:
    """What an address says; anything else is as if nothing were said."""
    return View(years if years == "single" else "")


@dataclass(frozen=True)
class Shown:
    """All that the page has of a publication; `picture` None: it cannot be computed from it."""

    picture: Picture | None
    grids: Sequence[Grid]
    cautions: Sequence[str]
    power: Sequence[str]
    has_windows: bool
    result: str = ""  # in one sentence
    more: str = ""  # what it rests on, or how it ended for the others
    apart: Apart = NOT_APART
    tables: Sequence[str] = ()
    helps_together: bool = True  # whether years together are surer than one


def shown(indicator: Indicator, release: Release, view: View) -> Shown:
    """The picture with its tables. A share is drawn in windows of three years unless single ones are asked for."""
    name = release.digest and repr((release.digest, indicator.id, view, current()))
    return _SHOWN.of(name, lambda: _shown(indicator, release, view))


def _shown(indicator: Indicator, release: Release, view: View) -> Shown:
    computed = values.compute(release, indicator.id)
    if not computed:
        return NOTHING
    windows = pooling.pooled(indicator, release)
    is_together = bool(windows) and view.years != "single"
    picture = (
        picturing.of_windows(indicator, windows)
        if is_together and indicator.chart == "line"
        else picturing.picture(indicator, computed, release)
    )
    first = [tabulating.of_windows(windows)] if is_together else []
    trials = shares.trials(indicator, cells(release), {value.year for value in computed})
    result = presenting.result(indicator, leading.headline(indicator, computed))
    result = indicator.say("selection", current()) if indicator.is_by_selection else result
    return Shown(
        picture,
        [*first, *tabulating.grids(indicator, computed, release), *telling.grids(indicator, release)],
        presenting.cautions(indicator, computed),
        noticing.power(pooling.noticed(indicator, computed, trials)) if indicator.kind == "proportion" else [],
        bool(windows),
        result,
        telling.more(indicator, computed, release),
        dividing.apart(indicator, release),
        _tables(indicator, release),
        not indicator.by_trial or pooling.is_surer_together(computed),
    )


def _tables(indicator: Indicator, release: Release) -> list[str]:
    """All that the page is computed from."""
    more = (
        *indicator.apart.values(),
        *(indicator.by_trial[name] for name in ("table", "order") if name in indicator.by_trial),
    )
    own = values.asking(cells(release)) if indicator.kind == "completeness" else indicator.tables
    return list(dict.fromkeys([*own, *(one for one in more if release.has(one))]))


NOTHING = Shown(None, (), (), (), False)
_COUNTED = Remembered[int]()
_SHOWN = Remembered[Shown]()  # of data that were just checked: the same data are drawn once for each language


def missing(indicator: Indicator, release: Release | None, found: Sequence[Release] = ()) -> str:
    """Why these data do not have it, and what would feed it. `found`: the shelf."""
    if indicator.needs:
        return indicator.say("needs", current())
    if release is not None and not is_of_its_source(indicator, release):
        if not is_unpublished(indicator, found):
            return catalogue.said("needs", "source", current())
        wanted = [catalogue.said("source", one, current()) for one in indicator.feeds]
        return _("Data of this source feed it, and none are published yet: %(sources)s.", sources=", ".join(wanted))
    names = ", ".join(vocabulary.say("table", table, current()) for table in indicator.tables)
    return _("Its table is left out of these data, or they are too coarse for it: %(tables)s.", tables=names)


def is_of_its_source(indicator: Indicator, release: Release) -> bool:
    """Whether the publication is of a source that feeds it; of one that nothing feeds yet, of a source that could."""
    return release.source.removeprefix("regional_") in (indicator.feeds or indicator.sources)


def is_unpublished(indicator: Indicator, found: Sequence[Release]) -> bool:
    """Whether nothing on the shelf is of a source that feeds it: there is nothing to choose, something has to be published."""
    return bool(indicator.feeds) and not any(is_of_its_source(indicator, one) for one in found)


def feeding(indicator: Indicator, found: Sequence[Release]) -> list[Release]:
    """The publications of the shelf that have it."""
    return [one for one in found if is_fed(indicator, one)]


def how_many(release: Release) -> int:
    """Of how many indicators a publication prints a figure; of official figures none, for they stand on pages of their own."""
    return _COUNTED.of(release.digest, lambda: _printed(release))


def _printed(release: Release) -> int:
    computed = values.compute(release)
    found = (leading.headline(read_in(one, release), computed) for one in catalogue.all_indicators())
    return sum(value is not None and value.value is not None for value in found)


@dataclass(frozen=True)
class Line:
    """An indicator in the list; `figure` None: withheld; "": these data have none, and `beside` says what would feed it."""

    indicator: Indicator
    figure: str | None
    beside: str


@dataclass(frozen=True)
class Listed:
    """By area those with a figure, ours or an official one, and by what would feed them those without."""

    by_area: Mapping[str, Sequence[Line]]
    without: Mapping[str, Sequence[Indicator]]


def lines(release: Release | None, found: Sequence[Release] = (), meant: Set[str] | None = None) -> list[Line]:
    """Every indicator: what these data say of it, or what would feed it.

    `found`: the shelf. `meant`: the ids of those that are looked for, struck ones too; None: all that are not struck.
    """
    computed = values.compute(release) if release else []
    asked = [one for one in catalogue.every() if (one.kind if meant is None else one.id in meant)]
    every = [read_in(one, release) if release else one for one in asked]
    return [_line(one, leading.headline(one, computed), release, found) for one in every]


def listed(found: Sequence[Line], official: Container[str]) -> Listed:
    """No row of dashes: what has neither a figure of ours nor, by its id, an official one is folded away."""
    by_area: dict[str, list[Line]] = {}
    without: dict[str, list[Indicator]] = {}
    for line in found:
        if line.figure == "" and line.indicator.id not in official:
            without.setdefault(line.beside, []).append(line.indicator)
        else:
            by_area.setdefault(line.indicator.area, []).append(line)
    return Listed({area: by_area[area] for area in catalogue.AREAS if area in by_area}, without)


def _line(
    indicator: Indicator, value: values.IndicatorValue | None, release: Release | None, found: Sequence[Release]
) -> Line:
    if value is None:
        return Line(indicator, "", missing(indicator, release, found) if release or indicator.needs else "")
    if value.status == "M":
        return Line(indicator, "", _("There was nothing to count."))
    if indicator.is_by_selection:
        return Line(indicator, "", indicator.say("selection", current()))
    told = presenting.headline(indicator, value)
    return Line(indicator, told.figure, told.beside)
