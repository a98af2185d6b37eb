"""How many people of which kind does each country and year have: a share of those published, or so many cases? Pure."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from litigation_app.core.toml_files import read_toml

_POTENTIAL = "potential_victims"
_FORM, _SEX, _AGE, _ORIGIN = "form", "sex", "age", "origin"
_REST = {_AGE: "adult", _ORIGIN: "national", _FORM: "unknown"}  # who is left where a kind is published for some


class Kind(NamedTuple):
    """What is coded of one person, in the words of the published figures."""

    form: str
    sex: str
    age: str
    origin: str


@dataclass(frozen=True)
class Cell:
    """The people of one country (ISO 3166) and year. `group`: how many of them share one case (0: nobody)."""

    country: str
    year: int
    is_potential: bool
    kinds: tuple[Kind, ...]
    group: int


@dataclass(frozen=True)
class Dossier:
    """The people of one case."""

    country: str
    year: int
    is_potential: bool
    kinds: tuple[Kind, ...]


@cache
def marginals() -> Mapping[str, Any]:
    """The whole file of published figures and assumptions."""
    return read_toml(__file__, "marginals.toml")


def assumed(kind: str) -> Mapping[str, Any]:
    """The assumptions of one kind: form, sex, age, origin, case, claim, heads."""
    found: Mapping[str, Any] = marginals()["assumption"][kind]
    return found


def apportion(weights: Sequence[float], total: int) -> list[int]:
    """Divide `total` in these proportions by the largest remainder; the earlier one wins a tie."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: (counts[place] - exact[place], place))
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts


def deal(parts: Mapping[str, float], count: int, rng: random.Random) -> list[str]:
    """`count` words in exactly these proportions, shuffled."""
    counts = apportion(list(parts.values()), count)
    cards = [word for word, times in zip(parts, counts, strict=True) for _ in range(times)]
    rng.shuffle(cards)
    return cards


def cells(seed: int) -> list[Cell]:
    """Every published country and year with its people, totals and marginals as published."""
    return [_cell(row, random.Random(f"{seed}/{place}")) for place, row in enumerate(marginals()["cell"])]


def _cell(row: Mapping[str, Any], rng: random.Random) -> Cell:
    figures = {figure["breakdown"]: int(figure["value"]) for figure in row["rows"]}
    taiwan = figures.get("origin=Taiwan")
    people = [Slot() for _ in range(figures.get("total") or taiwan or 0)]
    rest = Counter(figures)
    del rest["total"], rest["origin=Taiwan"]
    _place_joint(people, rest, rng)
    for name in (_FORM, _SEX, _AGE, _ORIGIN):
        single = {key.partition("=")[2]: count for key, count in rest.items() if key.startswith(f"{name}=")}
        if taiwan and name == _ORIGIN:
            single = {"foreign": taiwan}
        _place(people, name, single, assumed(name)[row["country"]], rng)
    kinds = tuple(Kind(*(one[name] for name in (_FORM, _SEX, _AGE, _ORIGIN))) for one in people)
    return Cell(row["country"], row["year"], row["measure"] == _POTENTIAL, kinds, row.get("group", 0))


class Slot(dict[str, str]):
    """A person whose kind is being filled in."""


def _place_joint(people: list[Slot], rest: Counter[str], rng: random.Random) -> None:
    """Fill in figures that name several attributes at once, and take them off the figures of each alone."""
    rng.shuffle(people)
    waiting = iter(people)
    for key in [key for key in rest if ";" in key]:
        named = dict(part.split("=") for part in key.split(";"))
        for _ in range(rest.pop(key)):
            next(waiting).update(named)
            for name, value in named.items():
                if f"{name}={value}" in rest:
                    rest[f"{name}={value}"] -= 1


def _place(
    people: list[Slot], name: str, single: Mapping[str, int], otherwise: Mapping[str, float], rng: random.Random
) -> None:
    """Give everybody who has none yet a value of this attribute, as published; where nothing is, as assumed."""
    open_ = [one for one in people if name not in one]
    is_published = bool(single) or len(open_) < len(people)
    parts: dict[str, float] = dict(single)
    if is_published and name in _REST:
        parts[_REST[name]] = parts.get(_REST[name], 0) + max(0, len(open_) - sum(single.values()))
    elif not is_published:
        parts = dict(otherwise)
    for one, word in zip(open_, deal(parts, len(open_), rng), strict=True):
        one[name] = word


def dossiers(size: int, seed: int) -> list[list[Dossier]]:
    """The cases, a list for each country and year, in the order of years. `size` 0: the share that the desk represents."""
    plans = everybody(seed)
    counts = apportion([len(plan) for plan in plans], size) if size else [_represented(plan) for plan in plans]
    merged: dict[tuple[int, str], list[Dossier]] = {}
    for plan in map(_scaled, plans, counts):
        if plan:
            merged.setdefault((plan[0].year, plan[0].country), []).extend(plan)
    return [merged[key] for key in sorted(merged)]


def everybody(seed: int) -> list[list[Dossier]]:
    """The cases of all people who were published, a list for each row of figures."""
    return [_dossiers_of(cell, random.Random(f"{seed}/cases/{place}")) for place, cell in enumerate(cells(seed))]


def _represented(plan: Sequence[Dossier]) -> int:
    """In how many of these cases the desk has the clients: the assumed share of its country, at least one."""
    percent: int = assumed("represented")[plan[0].country]
    return max(1, round(len(plan) * percent / 100))


def _dossiers_of(cell: Cell, rng: random.Random) -> list[Dossier]:
    """Cases of one person, some of two or three, and one of the whole group where there is one."""
    single = list(cell.kinds[cell.group :])
    grouped = [cell.kinds[: cell.group]] if cell.group else []
    more = assumed("case")["more_than_one_percent"]
    while single:
        size = 1
        if rng.randrange(100) < more:
            size = 3 if rng.randrange(3) == 0 else 2
        grouped.append(tuple(single[:size]))
        del single[:size]
    return [Dossier(cell.country, cell.year, cell.is_potential, kinds) for kinds in grouped]


def _scaled(plan: list[Dossier], count: int) -> list[Dossier]:
    """The same cases repeated, or evenly thinned out, to so many."""
    times, rest = divmod(count, len(plan))
    every = len(plan) / rest if rest else 0.0
    return plan * times + [plan[int(place * every)] for place in range(rest)]
