"""How does a publication, or what is computed from it, read as observations of one data structure?"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from litigation_app.disclosure import policy as policies
from litigation_app.statistics import indicators
from litigation_app.statistics.exports import block
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.official import measures
from litigation_app.statistics.releases import Release, Table, vocabulary
from litigation_app.statistics.releases.shapes import MONEY, Value

TABLES, INDICATORS, OFFICIAL = "tables", "indicators", "official"
LANGUAGES = ("en", "sr-Latn", "sr-Cyrl")
_ALL_FOUR = {"RS", "MK", "BA", "ME"}
_INTERVALS = {*presenting.METHODS, "band"}  # of a median the band in which it lies
_YEARS = re.compile(r"(\d{4})(?:_(\d{4}))?")
_DAYS = re.compile(r"(?:calendar|reporting|cumulative)__(\d{8})__(\d{8})")
WITHHELD, SHOWN = ("Q", "C"), ("A", "F")  # one pair for every reason to withhold: docs/release-format.md
ABSENT = ("O", "F")  # official figures alone: nothing of them is withheld, the source does not print it
IMPOSSIBLE = ("M", "F")  # official figures alone: there can be none

Names = Mapping[str, str]  # a code's words by language; English always


@dataclass(frozen=True)
class Observation:
    """A number with its place. `codes`: of block.DIMENSIONS. `value` None: withheld (Q) or it cannot exist (M).

    `n`, `low`, `high`: of shares that are published, else None. `least`, `most`: between which a withheld number lies, as the rest
    says. `definition`: its version; "" where the source has none.
    """

    codes: tuple[str, ...]
    value: Value | None
    status: tuple[str, str]
    comment: str = ""
    n: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    definition: str = ""
    least: Value | None = None
    most: Value | None = None

    def written(self) -> tuple[str, ...]:
        """Codes, value and what is said of the value, as text; an empty text is no zero."""
        numbers = (plain(one) for one in (self.n, self.low, self.high, self.least, self.most))
        return (*self.codes, plain(self.value), *self.status, self.comment, *numbers, self.definition)


@dataclass(frozen=True)
class Dataset:
    """What leaves in one file. `kind`: tables or indicators; `names`: of each coded dimension the codes in use.

    `only`: the id of the indicator that alone is in it; "": all are.
    """

    kind: str
    release: Release = field(repr=False)
    observations: tuple[Observation, ...]
    names: Mapping[str, Mapping[str, Names]] = field(repr=False)
    only: str = ""

    @property
    def file_name(self) -> str:
        """Without its ending: the publication and what of it, or the one indicator and the publication."""
        return f"{self.only}_{self.release.id}" if self.only else f"{self.release.id}_{self.kind}"

    def of_the_set(self) -> Mapping[str, str]:
        """What is said once for all observations, in the order of block.OF_THE_SET."""
        known = policies.public()
        k = str(known.k) if known.digest == self.release.policy_hash else ""
        said = (self.release.id, self.release.digest, self.release.reference_date.isoformat(), k, self._rounding())
        return dict(zip(block.OF_THE_SET, said, strict=True))

    def _rounding(self) -> str:
        if self.release.mode == OFFICIAL:
            return "none: figures stand as their source printed them"
        has_money = any(table.unit == MONEY for table in self.release.tables)
        return "EUR to three significant digits" if has_money else "none"


def sources(release: Release) -> list[tuple[str, str, str]]:
    """Where figures of the state were printed, as the signed description says: code, title, address; of our own counting []."""
    said = json.loads(release.files["datapackage.json"]).get("sources", [])
    return [(str(one.get("code", "")), str(one["title"]), str(one.get("path", ""))) for one in said]


def plain(number: Value | None) -> str:
    """A number with a decimal point and no exponent; None is an empty text."""
    if number is None:
        return ""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def of_tables(release: Release) -> Dataset:
    """Every cell of a publication, in its own order."""
    made = Dataset(TABLES, release, tuple(_cells(release)), {})
    return Dataset(TABLES, release, made.observations, _names(made))


def of_indicators(release: Release, only: str = "") -> Dataset:
    """Every figure of every indicator (or of `only`) that the publication feeds."""
    return of_values(release, indicators.compute(release, only), only)


def of_values(release: Release, values: Sequence[IndicatorValue], only: str = "") -> Dataset:
    """These figures of it."""
    found = tuple(_figure(release, value) for value in values)
    names = _names(Dataset(INDICATORS, release, found, {}), _of_their_own(values))
    return Dataset(INDICATORS, release, found, names, only)


def _cells(release: Release) -> Iterator[Observation]:
    plan = f"{release.plan.id}-{release.plan.version}" if release.plan else ""
    for table in release.tables:
        for row in table:
            place = _place(release, zip(table.dimensions, row.codes, strict=True), table)
            place |= {"INDICATOR": table.id.upper(), "COUNTED": table.counted.upper(), "UNIT_MEASURE": table.unit}
            place.setdefault("FINALITY", _finality(release, table.id))
            codes = tuple(place[name] for name in block.DIMENSIONS)
            empty = IMPOSSIBLE if row.is_impossible else ABSENT if release.mode == OFFICIAL else WITHHELD
            status = empty if row.value is None else SHOWN
            yield Observation(codes, row.value, status, least=row.low, most=row.high, definition=plan)


def _finality(release: Release, table: str) -> str:
    if release.mode != OFFICIAL:
        return block.finality(table, release.mode)
    return block.instance(measures.measures()[measures.measure_of(table)].finality)


def _figure(release: Release, value: IndicatorValue) -> Observation:
    indicator = indicators.read_in(indicators.get(value.indicator_id), release)
    place = _place(release, value.dims, release.sheet(indicator.tables[0]))
    place |= {"INDICATOR": indicator_code(indicator.id), "COUNTED": indicator.counted.upper()}
    place["UNIT_MEASURE"] = indicator.unit
    place.setdefault("FINALITY", block.instance(indicator.finality))
    codes = tuple(place[name] for name in block.DIMENSIONS)
    status = WITHHELD if value.status == "Q" else (value.status, "F")
    said = Observation(codes, value.value, status, " ".join(value.notes), definition=indicator.version)
    if status == WITHHELD:
        return replace(said, least=value.low, most=value.high)
    if value.interval_method not in _INTERVALS:
        return said
    return replace(said, n=value.n, low=value.low, high=value.high)


def indicator_code(indicator_id: str) -> str:
    """CMP-02 is CMP_02: dots, plus and minus signs separate in the addresses of SDMX services."""
    return indicator_id.replace("-", "_")


def _place(release: Release, dims: Iterable[tuple[str, str]], table: Table) -> dict[str, str]:
    """Where a cell lies: the dimensions that are of its own, the others in one."""
    given = dict(dims)
    every = (table.span() if release.mode != OFFICIAL else None) or (release.first.year, release.last.year)
    time = period(every, given.pop(vocabulary.YEAR), given.get("PERIOD", ""))
    place = {"SEX": block.TOTAL, "AGE_BAND": block.TOTAL, "EXPLOITATION": block.TOTAL}
    place |= {block.TIME: time, "FREQ": "A" if time.isdigit() else "_O"}
    place |= {
        own: code.upper() if own == "FINALITY" else code for name, code in given.items() if (own := block.own(name))
    }
    others = [(name, code) for name, code in given.items() if not block.own(name)]
    where = {"REF_AREA": area(release.countries), "SOURCE_MODE": release.mode.upper(), "BREAKDOWN": breakdown(others)}
    return place | where


def breakdown(dims: Sequence[tuple[str, str]]) -> str:
    """The columns that have no dimension of their own, as one code: STEP__paid; of all of them together _T; of none _Z."""
    said = [f"{name}__{code}" for name, code in dims if code != block.TOTAL]
    if not dims:
        return block.UNUSED
    return "__".join(said) if said else block.TOTAL


def period(every: tuple[int, int], code: str, days: str = "") -> str:
    """A year as SDMX's time: 2021; years together and all years (`every`: first and last) as what they last: 2021-01-01/P2Y.

    `days`: the PERIOD of an official figure, whose days are counted then. What is not dated is of the whole publication, what is
    only known to reach up to a year of the publication until then.
    """
    if (exact := _DAYS.fullmatch(days)) is not None:
        first, last = (date.fromisoformat(day) for day in exact.groups())
        return f"{first.isoformat()}/P{(last - first).days + 1}D"
    if code in {block.TOTAL, "_U"}:
        return _lasting(*every)
    found = _YEARS.fullmatch(code.removeprefix("_"))
    if found is None:
        raise ValueError(f"{code}: neither a year, nor years together, nor all years")
    if code.startswith("_"):  # _2020: up to then, which is no year by itself
        return _lasting(min(every[0], int(found[1])), int(found[1]))
    return _lasting(int(found[1]), int(found[2])) if found[2] else found[1]


def _lasting(first: int, last: int) -> str:
    return f"{first}-01-01/P{last - first + 1}Y"


def area(countries: Sequence[str]) -> str:
    """RS; of all four countries _BAN4; of some of them RS_MK."""
    return "_BAN4" if set(countries) == _ALL_FOUR else "_".join(countries)


def _of_their_own(values: Iterable[IndicatorValue]) -> Mapping[str, Names]:
    """What the codes say that no table has: JUDGED_IN__within_24."""
    places = dict.fromkeys(value.dims[1] for value in values if len(value.dims) > 1 and _is_other(*value.dims[1]))
    return {breakdown([at]): {language: _pair(*at, language) for language in LANGUAGES} for at in places}


def _names(made: Dataset, computed: Mapping[str, Names] | None = None) -> Mapping[str, Mapping[str, Names]]:
    used: dict[str, dict[str, None]] = {name: {} for name in block.DIMENSIONS if name != block.TIME}
    for one in made.observations:
        for name, code in zip(block.DIMENSIONS, one.codes, strict=True):
            if name in used:
                used[name][code] = None
    signs = {name: dict.fromkeys(sorted({one.status[at] for one in made.observations}))
             for at, name in enumerate(block.CODED_OF_A_CELL)}  # fmt: skip
    words = {**(computed or {}), **_words_of_breakdowns(made.release.tables)}
    return {name: {code: _said(made, words, name, code) for code in codes} for name, codes in {**used, **signs}.items()}


def _words_of_breakdowns(tables: Iterable[Table]) -> Mapping[str, Names]:
    """What each code of a breakdown says: STEP__paid is "Step reached: Paid"."""
    found = {}
    for table in tables:
        for row in table:
            others = [at for at in zip(table.dimensions, row.codes, strict=True) if _is_other(*at)]
            found[breakdown(others)] = {
                language: "; ".join(_pair(name, code, language) for name, code in others) for language in LANGUAGES
            }
            if len(others) == 1:  # as a funnel says it, by its table
                found[f"{table.id.upper()}__{others[0][1]}"] = found[breakdown(others)]
    return found


def _is_other(name: str, code: str) -> bool:
    return name != vocabulary.YEAR and not block.own(name) and code != block.TOTAL


def _pair(name: str, code: str, language: str) -> str:
    return f"{vocabulary.say('dimension', name, language)}: {vocabulary.code(name, code, language)}"


def _said(made: Dataset, words: Mapping[str, Names], dimension: str, code: str) -> Names:
    if english := block.code(dimension, code):
        return {"en": english}
    if dimension == "INDICATOR":
        return _title(made, code)
    if dimension == "BREAKDOWN":
        return words.get(code, {"en": code})
    column = next((name for name in ("SEX", "AGE", "FORM") if block.own(name) == dimension), "")
    return {language: vocabulary.code(column, code, language) for language in LANGUAGES} if column else {"en": code}


def _title(made: Dataset, code: str) -> Names:
    if made.kind == TABLES:
        return {language: vocabulary.say("table", code.lower(), language) for language in LANGUAGES}
    found = indicators.get(code.replace("_", "-"))
    return {language: found.say("title", language) for language in LANGUAGES}
