"""Where does a promised result for victims stand, by what was published? No record of a person is read. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

MOST_PERCENT = 100


class Figure(Protocol):
    """A figure of an indicator as a publication prints it. `value` None: it prints none; `is_withheld`: it hides it.
    `share`, `low`..`high`: the share in percent and its 95 percent interval; None: it has none. `has_incomplete_follow_up`: what has not
    happened yet may still happen. `breaks`: the years from which on the definition, the law or the practice is another.
    """

    @property
    def publication(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def year(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def share(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def is_withheld(self) -> bool: ...
    @property
    def has_incomplete_follow_up(self) -> bool: ...
    @property
    def words(self) -> str: ...
    @property
    def breaks(self) -> Sequence[int]: ...


class Published(Protocol):
    """What the app hands in: the figures of the shelf. An indicator is named with its source: "CMP-02:judgments"."""

    def offered(self) -> list[tuple[str, str]]: ...
    def named(self, indicator: str) -> str: ...
    def is_percent(self, indicator: str) -> bool: ...
    def latest(self, indicator: str, country: str) -> Figure | None: ...
    def of_year(self, indicator: str, country: str, year: str) -> Figure | None: ...
    def printed(self, indicator: str, publication: str, year: str) -> Figure | None: ...


@dataclass(frozen=True)
class Outcome:
    """A promised result: an indicator with the year that it starts from and what it is to become (percent, or a number).

    `publication`: which printed the baseline when the plan was saved; "": none had that year yet.
    """

    title: str
    indicator: str
    year: str
    target: int
    source: str
    package: str
    publication: str = ""


@dataclass(frozen=True)
class Standing:
    """An outcome with its two figures; None: nothing published has it, or the publication can be read no more."""

    outcome: Outcome
    baseline: Figure | None
    latest: Figure | None


def read(rows: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """As the plan keeps them."""
    return [Outcome(**row) for row in rows]


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    return [asdict(one) for one in outcomes]


def bound(outcomes: Sequence[Outcome], before: Sequence[Outcome], published: Published, country: str) -> list[Outcome]:
    """Each with the publication of its baseline: the one that it had, or the newest that prints that year."""
    had = {(one.indicator, one.year): one.publication for one in before}
    return [
        replace(one, publication=had.get((one.indicator, one.year)) or _newest(one, published, country))
        for one in outcomes
    ]


def _newest(one: Outcome, published: Published, country: str) -> str:
    found = published.of_year(one.indicator, country, one.year)
    return found.publication if found else ""


def fixed(outcomes: Sequence[Outcome], published: Published, country: str) -> dict[str, tuple[str, str]]:
    """What a report that is drawn up now reads for good: by indicator the publication and the year."""
    found = {one.indicator: published.latest(one.indicator, country) for one in outcomes}
    return {name: (figure.publication, figure.year) for name, figure in found.items() if figure}


def standing(
    outcomes: Sequence[Outcome], published: Published, country: str, drawn: Mapping[str, Sequence[str]] | None
) -> list[Standing]:
    """Each outcome today, or (`drawn`) with the figures that a report was drawn up with."""
    return [Standing(one, _baseline(one, published), _latest(one, published, country, drawn)) for one in outcomes]


def _baseline(one: Outcome, published: Published) -> Figure | None:
    return published.printed(one.indicator, one.publication, one.year) if one.publication else None


def _latest(
    one: Outcome, published: Published, country: str, drawn: Mapping[str, Sequence[str]] | None
) -> Figure | None:
    if drawn is None:
        return published.latest(one.indicator, country)
    return published.printed(one.indicator, *drawn[one.indicator]) if one.indicator in drawn else None


@dataclass(frozen=True)
class Difference:
    """The latest share less the baseline, in points of a percent, with its 95 percent interval."""

    points: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def difference(one: Standing) -> Difference | None:
    """None: it cannot be said.

    The interval is put together from those of the two shares: the distances from each share to its own ends, squared, added
    and drawn the root of. Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10; with any two
    intervals: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008), 1693-1702. With exact ends it is wider than his.
    """
    if (
        one.baseline is None
        or one.latest is None
        or one.baseline.year == one.latest.year  # one number, whichever publication it was read in
        or has_incomplete_follow_up(one)
        or breaks_between(one)
    ):
        return None
    before, after = _share(one.baseline), _share(one.latest)
    if before is None or after is None:
        return None
    points = after.share - before.share
    return Difference(
        points,
        points - _root(after.share - after.low, before.high - before.share),
        points + _root(after.high - after.share, before.share - before.low),
    )


@dataclass(frozen=True)
class _Share:
    share: Decimal
    low: Decimal
    high: Decimal


def _share(figure: Figure) -> _Share | None:
    """None: it is hidden, or has no interval."""
    if figure.share is None or figure.low is None or figure.high is None:
        return None
    return _Share(figure.share, figure.low, figure.high)


def _root(one: Decimal, other: Decimal) -> Decimal:
    return (one**2 + other**2).sqrt()


def has_incomplete_follow_up(one: Standing) -> bool:
    """One of its figures still matures: it is not the same thing as one that was followed to the end."""
    return any(figure is not None and figure.has_incomplete_follow_up for figure in (one.baseline, one.latest))


def breaks_between(one: Standing) -> list[int]:
    """From which years on the series is another than before, within the years of the two figures; none of two of the same years."""
    figures = [figure for figure in (one.baseline, one.latest) if figure is not None]
    if len({figure.year for figure in figures}) < 2:
        return []
    years = [int(year) for figure in figures for year in figure.year.split("_")]
    return sorted({year for figure in figures for year in figure.breaks if min(years) < year <= max(years)})
