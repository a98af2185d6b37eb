"""Which measures do official figures have, what does each count, and where did the way of counting change?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

_ALL = 100  # percent
AUTHORITIES, INTERNATIONAL, ORGANISATION, PRESS, OTHER = BODIES = (
    "authorities", "international", "organisation", "press", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What a measure counts. `asked`: breakdowns that GRETA, the EU, GLOTIP or CEPEJ ask for (`asked_by`), printed yet or not.

    `indicator`: which one asks for it; `indicator_of`: which other asks for a part of a breakdown. `leads`: the parts that stand
    for it as a whole where there is no total, the first first. `apart`: parts that are asked for of persons, by sex, age, citizenship
    and form.
    """

    id: str
    unit: str
    counted: str
    finality: str
    indicator: str
    indicator_of: Mapping[str, str]
    unit_of: Mapping[str, str]
    asked: tuple[str, ...]
    apart: tuple[str, ...]
    asked_by: tuple[str, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True)
class Break:
    """From this year on a measure of a country is counted otherwise: of all breakdowns that begin so."""

    country: str
    measure: str
    breakdown: str
    year: int
    source: str
    says: Word


@dataclass(frozen=True)
class Across:
    """Parts ("measure;breakdown") of the total of another measure; `is_all`: together they make it up."""

    whole: str
    parts: tuple[str, ...]
    is_all: bool


@cache
def measures() -> Mapping[str, Measure]:
    """All of them by id, in the order of the file."""
    return {name: _measure(name, row) for name, row in _content()["measure"].items()}


@cache
def breaks() -> tuple[Break, ...]:
    return tuple(
        Break(
            row["country"], row["measure"], row.get("breakdown", ""), row["year"], row["source"], word_of(row["says"])
        )
        for row in _content()["break"]
    )


def printed() -> Mapping[str, str]:
    """The code of a breakdown that was printed in words."""
    found: Mapping[str, str] = _content()["printed"]
    return found


def printed_units() -> Mapping[str, str]:
    found: Mapping[str, str] = _content()["printed_unit"]
    return found


def indicator_of(measure: str, breakdown: str) -> str:
    """The indicator that asks for the same as this part of a measure, of other people; "": none."""
    one = measures()[measure]
    return next((one.indicator_of[part] for part in breakdown.split("__") if part in one.indicator_of), one.indicator)


def asked(measure: Measure) -> list[tuple[str, str, str]]:
    """Measure, unit and breakdown of all that is asked for, printed yet or not."""
    found = [part.partition(";") for part in measure.asked]
    return [(measure.id, unit or measure.unit_of.get(part, measure.unit), part) for part, _, unit in found]


def asked_apart(measure: Measure) -> list[tuple[str, str, str]]:
    """The same of its parts by sex, age, citizenship and form."""
    return [(measure.id, measure.unit, part) for part in measure.apart]


def asking() -> frozenset[str]:
    """The indicators that official figures of some measure answer, whether anything is printed or not."""
    each = [{one.indicator, *one.indicator_of.values()} for one in measures().values()]
    return frozenset().union(*each) - {""}


def table_of(measure: str, unit: str) -> str:
    """The table in which figures of a measure and unit are published."""
    return measure if measures()[measure].unit == unit else f"{measure}_{unit.lower()}"


def is_beyond(value: Decimal, unit: str) -> bool:
    """Whether it is a share of more than all."""
    return unit == "PERCENT" and value > _ALL


def halves() -> Mapping[str, tuple[str, ...]]:
    """Parts that make up the whole where the source knows them of everybody, by what they divide it by."""
    return {name: tuple(parts) for name, parts in _content()["halves"].items()}


@cache
def across() -> tuple[Across, ...]:
    """Which measures count parts of which, within one source and time."""
    return tuple(Across(row["whole"], tuple(row["parts"]), row["is_all"]) for row in _content()["across"])


def body_of(series: str) -> str:
    """Whose figures a series has, one of `BODIES`; a series that is not named as another is of the country's authorities."""
    bodies: Mapping[str, list[str]] = _content()["bodies"]
    return next((kind for kind, those in bodies.items() if series in those), AUTHORITIES)


def is_of_a_state(series: str) -> bool:
    """Whether a series is a State's, or of an international body or report."""
    return body_of(series) not in {ORGANISATION, PRESS}


def measure_of(table: str) -> str:
    """The measure of a table; KeyError: there is none."""
    for name, one in measures().items():
        units = {one.unit, *one.unit_of.values(), *printed_units().values()}
        if table in {table_of(name, unit) for unit in units}:
            return name
    raise KeyError(table)


def unit_of(table: str) -> str:
    """The unit of a table's figures; KeyError: there is none."""
    one = measures()[measure_of(table)]
    units = {one.unit, *one.unit_of.values(), *printed_units().values()}
    return next(unit for unit in units if table_of(one.id, unit) == table)


@cache
def _content() -> Mapping[str, Any]:
    return read_toml(__file__, "measures.toml")


def _measure(name: str, row: Mapping[str, Any]) -> Measure:
    return Measure(
        name,
        row["unit"],
        row["counted"],
        row["finality"],
        row["indicator"],
        row.get("indicator_of", {}),
        row.get("unit_of", {}),
        tuple(row.get("asked", ())),
        _apart(row),
        tuple(row.get("asked_by", ())),
        tuple(row.get("leads", row.get("asked", ()))),
    )


def _apart(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Each part of each whole, without those that are asked for anyway."""
    parts = _content()["parts"]["persons"]
    every = [f"{whole}__{part}" if whole else part for whole in row.get("apart", ()) for part in parts]
    return tuple(one for one in every if one not in row["asked"])
