"""By what is an indicator asked for apart, what of that does a publication print, and why not the rest?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from litigation_app.core.language import _, current
from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of
from litigation_app.statistics.indicators import noticing, picturing, pooling, presenting
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.formulas.proportions import distribution
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.picturing import Picture
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.tabulating import Grid, printed, share_between
from litigation_app.statistics.releases import TOTAL, Release, Table, vocabulary

_COUNTRY = "REF_AREA"
_HALF = 50  # percent


@dataclass(frozen=True)
class Disaggregation:
    """A thing that frames ask for apart. `recorded`: for which sources the desk writes it down."""

    word: Word
    recorded: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """A group with its number and its share of all, all years together."""

    code: str
    number: Cell
    share: Estimate


@dataclass(frozen=True)
class Divided:
    """An indicator apart by one thing: the picture by years, the shares of all years, what so few can show."""

    by: str
    picture: Picture
    grid: Grid
    power: Sequence[str]


@dataclass(frozen=True)
class Apart:
    """What is printed apart, and by what it is not, each with the reason."""

    divided: Sequence[Divided] = ()
    missing: Sequence[tuple[str, str]] = ()


NOT_APART = Apart()


@lru_cache(maxsize=1)
def all_disaggregations() -> Mapping[str, Disaggregation]:
    content = read_toml(__file__, "disaggregations.toml")
    return {name: Disaggregation(word_of(row), tuple(row["recorded"])) for name, row in content.items()}


def word(dimension: str) -> str:
    return all_disaggregations()[dimension].word.read_in(current())


def words(indicator: Indicator) -> str:
    """By what it is asked for apart."""
    return ", ".join(word(one) for one in indicator.disaggregations)


def apart(indicator: Indicator, release: Release) -> Apart:
    """All that an indicator is asked for apart by, of a publication that has the indicator itself."""
    fed = {name: table for name in indicator.disaggregations if (table := _table(indicator, name, release))}
    divided = [_divided(indicator, name, table, release) for name, table in fed.items()]
    rest = [name for name in indicator.disaggregations if name not in fed]
    return Apart(divided, [(word(name), _why(indicator, name, release)) for name in rest])


def _table(indicator: Indicator, name: str, release: Release) -> Table | None:
    """The table that divides the same things by it, where it is not the indicator's own picture."""
    table_id = indicator.apart.get(name, "")
    if not release.has(table_id) or _is_own(indicator, name):
        return None
    table = release.sheet(table_id)
    return table if set(indicator.part) <= set(table.codes_of(table.dimensions[1])) else None


def _is_own(indicator: Indicator, name: str) -> bool:
    return not indicator.part and indicator.apart.get(name) in indicator.tables


def _why(indicator: Indicator, name: str, release: Release) -> str:
    """Why this publication cannot feed it; never that a number was small."""
    if name == _COUNTRY:
        return _("each country has publications of its own")
    if _is_own(indicator, name):
        return _("it is the picture above")
    if name in indicator.apart:
        return _("its table is left out of these data, or they are too coarse for it")
    if release.mode in all_disaggregations()[name].recorded:
        return _("the desk records it; a table of two things at once would have groups in which nobody can be hidden")
    return _("the desk does not record it for this source")


def _divided(indicator: Indicator, name: str, table: Table, release: Release) -> Divided:
    seen = cells(release)
    codes = indicator.part or tuple(code for code in table.codes_of(table.dimensions[1]) if code != TOTAL)
    shares = list(_shares(seen, table, codes, TOTAL, indicator))
    return Divided(
        word(name),
        picturing.stacked(indicator, table, codes, {}),
        _grid(table, shares),
        noticing.power(pooling.noticed_of(*_usual(seen, table, codes, indicator))),
    )


def _shares(seen: Cells, table: Table, codes: Sequence[str], year: str, indicator: Indicator) -> Iterator[Share]:
    parts = {code: seen.at(table.id, year, code) for code in codes}
    base = seen.sum(table.id, year, codes if indicator.part else (TOTAL,))
    for code, share in distribution(parts, base).items():
        yield Share(code, parts[code], share)


def _usual(seen: Cells, table: Table, codes: Sequence[str], indicator: Indicator) -> tuple[list[int], Decimal | None]:
    """How many there are in each year of which that is printed, and of all years the largest printed share that is no more than
    half; None: none is.
    """
    years = [year for year in table.codes_of("YEAR") if year != TOTAL]
    known = (next(_shares(seen, table, codes, year, indicator)).share.n for year in years)
    bases = [n for n in known if n]
    shares = [one.share.value for one in _shares(seen, table, codes, TOTAL, indicator)]
    return bases, max((share for share in shares if share is not None and share <= _HALF), default=None)


def _grid(table: Table, shares: Sequence[Share]) -> Grid:
    by = table.dimensions[1]
    rows = [[vocabulary.code(by, one.code, current()), *_cells(one)] for one in shares]
    headings = [vocabulary.say("dimension", by, current()), _("Number"), _("Share"), _("95 percent interval")]
    return Grid(_("All years together"), headings, rows)


def _cells(one: Share) -> list[str | None]:
    number = printed(one.number)
    if one.share.status == "M":
        return [number, "–", "–"]
    if one.share.value is None:
        return [number, share_between(one.share), "–"]
    sure = f"{presenting.end(one.share.low)} – {presenting.end(one.share.high)}"
    return [number, presenting.end(one.share.value, 1), sure]
