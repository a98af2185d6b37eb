"""Which indicators are there, what do they mean, and from which cells of a publication do they come?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Table, Word, tables_beside, word_of
from litigation_app.statistics.indicators.formulas.durations import mark

_WORDS = ("title", "plain", "definition", "numerator", "denominator", "selection", "would")
_OF_A_SOURCE = ("year_basis", "follow_up_years", "finality", "other_needs", "total")
_LISTS = ("tables", "frames", "sources", "disaggregations", "part", "base", "leave_out", "feeds", "also")
_OF_ONE_FIGURE = {"proportion", "ratio", "count", "rate", "distribution", "duration_km"}
AREAS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7")


class IndicatorUnknown(LookupError):
    """No indicator has this id."""


@dataclass(frozen=True)
class Break:
    """From this year on the definition, the law or the practice is another. `countries` empty: everywhere."""

    year: int
    countries: tuple[str, ...]
    word: Word

    def is_of(self, countries: Sequence[str]) -> bool:
        """Whether it broke the series of any of these."""
        return not self.countries or bool(set(self.countries) & set(countries))

    def is_within(self, first: int, last: int, countries: Sequence[str]) -> bool:
        """Whether years together go across it."""
        return first < self.year <= last and self.is_of(countries)


@dataclass(frozen=True)
class Indicator:
    """An indicator as catalogue.toml describes it. Without `tables` only official figures feed it; without a `kind` nothing does: it
    is struck from the list, and `words` say what it would need.

    `part`, `base`: codes whose sum is the numerator and the denominator; `base` empty: the code `total`.
    `leave_out`: codes that are no part of the group. `by_source`: what differs where another source feeds it.
    """

    id: str
    area: str
    words: Mapping[str, Word]
    pitfalls: tuple[Word, ...]
    by_source: Mapping[str, Mapping[str, Any]]
    frames: tuple[str, ...]
    kind: str = ""
    version: str = ""
    unit: str = ""
    counted: str = ""
    direction: str = ""
    year_basis: str = ""
    finality: str = ""
    sources: tuple[str, ...] = ()
    disaggregations: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    needs: str = ""
    by: str = ""
    total: str = ""
    chart: str = ""
    headline: str = ""
    other_instance: str = ""  # the id of the same at the other instance: first or final
    other_needs: str = ""  # what would feed that series, where there is none
    follow_up_years: int = 0
    months: int = 0  # for how many after first contact everybody was followed
    feeds: tuple[str, ...] = ()  # the sources whose tables feed it
    also: tuple[str, ...] = ()  # further areas whose list leads to it
    rests_on: str = ""  # whose doubt of an offence in the law data its codes rest on: a field of law.country.Offence
    apart: Mapping[str, str] = field(default_factory=dict)  # by dimension the table that divides the same things by it
    by_trial: Mapping[str, str] = field(
        default_factory=dict
    )  # table, all, one, order: how many hearings, of how many trials, how long
    edges: Mapping[str, int] = field(
        default_factory=dict
    )  # of bands of months or euros: the upper end of each; none: open

    @property
    def has_one_figure(self) -> bool:
        """Whether one figure stands for a year, so that countries can be compared by it."""
        return self.kind in _OF_ONE_FIGURE

    @property
    def marks(self) -> Mapping[str, int]:
        """Of a duration the months of each mark, by the code of what lies up to it."""
        return {mark(months): months for months in self.edges.values()}

    @property
    def is_by_selection(self) -> bool:
        """Whether its figure of our own follows from whom the organisation takes on; `selection` says so in words."""
        return "selection" in self.words

    def read_from(self, mode: str) -> "Indicator":
        """The same as it is computed from this source."""
        own = self.by_source.get(mode)
        if own is None:
            return self
        words = {**self.words, **{key: word_of(own[key]) for key in _WORDS if key in own}}
        differing: dict[str, Any] = {"months": 0} | {key: own[key] for key in _OF_A_SOURCE if key in own}
        if "pitfalls" in own:
            differing["pitfalls"] = tuple(word_of(one) for one in own["pitfalls"])
        if "breaks" in own:
            differing["breaks"] = _breaks(own)
        return replace(self, tables=tuple(own["tables"]), words=words, **differing)

    def say(self, what: str, language: str) -> str:
        """`what`: title, plain, definition, numerator, denominator, would, area, basis, finality, needs or other_needs."""
        if what in self.words:
            return self.words[what].read_in(language)
        code = self.year_basis if what == "basis" else getattr(self, what)
        return said(what, code, language)


def said(kind: str, code: str, language: str) -> str:
    """The words of words.toml for a code: an area, a source, a finality, a basis, a need. KeyError: none."""
    return _said()[kind][code].read_in(language)


def _said() -> Mapping[str, Table]:
    return tables_beside(__file__, "words.toml")


def all_indicators() -> tuple[Indicator, ...]:
    """Those that can have a figure, in the order of the catalogue."""
    return tuple(one for one in every() if one.kind)


def struck() -> list[Indicator]:
    """Those that nothing can answer: they stand on the page of the method alone."""
    return [one for one in every() if not one.kind]


@lru_cache(maxsize=1)
def every() -> tuple[Indicator, ...]:
    """Those of the list and the struck ones, in the order of the catalogue."""
    content = read_toml(__file__, "catalogue.toml")
    return tuple(_read(name, entry) for name, entry in content.items())


def elsewhere() -> dict[str, list[Indicator]]:
    """By area the indicators of other areas that answer a question of it too."""
    return {area: [one for one in all_indicators() if area in one.also] for area in AREAS}


def get(indicator_id: str) -> Indicator:
    """An indicator by its id; raises IndicatorUnknown."""
    for indicator in every():
        if indicator.id == indicator_id:
            return indicator
    raise IndicatorUnknown(indicator_id)


def _read(name: str, entry: Mapping[str, Any]) -> Indicator:
    apart = {*_WORDS, *_LISTS, "pitfalls", "by_source", "breaks"}
    own = {key: value for key, value in entry.items() if key not in apart}
    own |= {key: tuple(entry[key]) for key in _LISTS if key in entry}
    words = {key: word_of(entry[key]) for key in _WORDS if key in entry}
    return Indicator(
        id=name,
        by_source=entry.get("by_source", {}),
        words={"plain": words["definition"], **words},
        pitfalls=tuple(word_of(one) for one in entry.get("pitfalls", ())),
        breaks=_breaks(entry),
        **own,
    )


def _breaks(entry: Mapping[str, Any]) -> tuple[Break, ...]:
    return tuple(Break(one["year"], tuple(one["countries"]), word_of(one)) for one in entry.get("breaks", ()))
