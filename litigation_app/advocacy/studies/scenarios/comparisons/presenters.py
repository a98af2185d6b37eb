"""How do two scenarios differ, what did their latest estimates say, and how do two estimates and what went into each?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from litigation_app.advocacy.figures import counted, rules, words
from litigation_app.advocacy.figures.grids import (
    NONE,
    amount,
    amounts_rounded,
    bare_share,
    chance,
    rounded,
    share,
    whole,
)
from litigation_app.advocacy.studies import queries as studies
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios import editing, presenters, queries
from litigation_app.advocacy.studies.scenarios.presenters import Difference, Value
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.official import presenting


def page_of(pair: Sequence[Kept]) -> dict[str, Any]:
    """What the page of a comparison shows; of no pair, only what can be chosen."""
    every = [(one.ref, editing.name_of(one)) for one in (*queries.shipped(), *queries.own())]
    if len(pair) != 2:
        return {
            "every": every,
            "pair": [],
            "names": [],
            "differences": [],
            "figures": [],
            "latest": [],
        }
    one, other = (scenario_text.tree_of(kept.text) for kept in pair)
    latest = [_latest(kept) for kept in pair]
    return {
        "every": every,
        "pair": pair,
        "names": [editing.name_of(kept) for kept in pair],
        "differences": presenters.differences(one, other),
        "latest": [found[0] if found else None for found in latest],
        "figures": figures([found[1] if found else None for found in latest]),
        "amounts_rounded": amounts_rounded(),
    }


def _latest(kept: Kept) -> tuple[Study, dict[str, Any]] | None:
    """The latest estimate of what the scenario says today, with its figures."""
    made = select(Study).where(Study.scenario_hash == kept.hash).order_by(Study.run_at.desc()).limit(20)
    for study in db.session.scalars(made):
        try:
            return study, studies.result_of(study, current_app.extensions["studies_dir"])
        except studies.ResultBroken:
            continue
    return None


@dataclass(frozen=True)
class Cell:
    """A figure of one estimate, in its own currency; `about`: of which of its years, and in whose money."""

    pair: rules.Pair
    currency: str
    about: str

    @property
    def words(self) -> str:
        """At the lowest and at the highest counts, where these are two."""
        ends = dict.fromkeys((self.pair.low, self.pair.high))
        return " – ".join(self._said(value) for value in ends)

    def _said(self, value: float) -> str:
        if self.pair.unit == "money":
            return f"{amount(value)}{NBSP}{self.currency}"
        return share(value) if self.pair.unit == "share" else chance(value)


def figures(results: Sequence[Mapping[str, Any] | None]) -> list[tuple[str, list[Cell | None]]]:
    """Six rows: the name of the figure, and what each estimate says; two may be of other years, and each then says its own."""
    lines = [[_cell(pair, one) for pair in rules.headline(one)] if one else None for one in results]
    rows = [[line[i] if line else None for line in lines] for i in range(len(_names()))] if any(lines) else []
    return list(zip(_names(), rows, strict=False))


def _names() -> list[str]:
    """In the order of `rules.headline`."""
    return [
        _("Expected cost of one year"),
        _("A bad year (95th percentile: one in twenty is worse)"),
        _("A very bad year (99th percentile: one in a hundred is worse)"),
        _("Expected cost of all years, in present value"),
        _("Chance that the money runs out"),
        _("Administrative cost ratio"),
    ]


def _cell(pair: rules.Pair, result: Mapping[str, Any]) -> Cell:
    first, years = int(result["first_year"]), int(result["horizon"])
    said = {"first": first, "last": first + years - 1}
    about = {
        "present_value": _("%(first)s to %(last)s, in money of %(first)s", **said),
        "dry": _("%(first)s to %(last)s", **said),
        "office": _("%(first)s to %(last)s", **said),
    }.get(pair.code) or _("the year %(year)s", year=first + int(result["settled_year"]))
    return Cell(pair, str(result["currency"]), about)


Result = Mapping[str, Any]
MINUS = "\N{MINUS SIGN}"
POINT = 3  # decimals of a share: a tenth of a percentage point


def page_of_estimates(pair: Sequence[Study]) -> dict[str, Any]:
    """What the page of two estimates shows, the second beside the first; of no pair, only what can be chosen: the estimates of
    the first one's scenario, or all. Raises ResultBroken."""
    found = [studies.result_of(one, current_app.extensions["studies_dir"]) for one in pair]
    every = studies.of_scenario(pair[0].scenario_code, pair[0].scenario_name) if pair else studies.studies()
    said = {
        "every": list(dict.fromkeys((*every, *pair))),
        "pair": pair,
        "called": words.scenario,
        "published": studies.caller(),
        "amounts_rounded": amounts_rounded(),
    }
    if len(found) != 2:
        return said | {"figures": [], "differences": []}
    rows = [(name, cells, _apart(*cells)) for name, cells in figures(found)]
    return said | {"figures": rows, "differences": [*_inputs(pair, found), *_values(*found)]}


def _apart(one: Cell | None, other: Cell | None) -> str:
    """What the second is more (+) or less than the first, of the exact figures; a dash between two currencies."""
    if one is None or other is None or (one.pair.unit == "money" and one.currency != other.currency):
        return NONE
    ends = [_signed(getattr(other.pair, end) - getattr(one.pair, end), one) for end in ("low", "high")]
    if one.pair.low == one.pair.high and other.pair.low == other.pair.high:
        return ends[0]
    return _("%(low)s at the lowest counts, %(high)s at the highest", low=ends[0], high=ends[1])


def _signed(value: float, cell: Cell) -> str:
    if cell.pair.unit == "money":
        value = rounded(value)
        return f"{_sign(value)}{amount(abs(value))}{NBSP}{cell.currency}"
    value = round(value, POINT)
    return _("%(points)s percentage points", points=f"{_sign(value)}{bare_share(abs(value))}")


def _sign(value: float) -> str:
    return "+" if value > 0 else MINUS if value < 0 else ""


def _inputs(pair: Sequence[Study], results: Sequence[Result]) -> list[Difference]:
    """Of what went into the two, all that is not the same; a dash where one has no such thing."""
    one, other = (dict(_input(study, result)) for study, result in zip(pair, results, strict=True))
    return [
        Difference(label, *(Value("", label, said.get(label) or NONE) for said in (one, other)))
        for label in dict.fromkeys((*one, *other))
        if one.get(label) != other.get(label)
    ]


def _input(study: Study, result: Result) -> Iterator[tuple[str, str]]:
    yield _("Scenario"), words.scenario(study.scenario_name)
    yield _("Assumptions, fingerprint"), study.scenario_hash[:12]
    for group, release in result["releases"].items():
        name = words.group_name(group)
        yield (
            f"{_('Published data')}: {name}",
            counted.with_id(result, group) if release else counted.publication(result, group),
        )
        yield from ((f"{label}: {name}", said) for label, said in _official(result, group))
        yield f"{_('Victims by year')}: {name}", _counts(result, group)
    yield _("Engine"), str(result["code"])
    yield _("Simulations"), whole(study.paths)
    yield _("Random seed"), str(study.seed)


def _official(result: Result, group: str) -> Iterator[tuple[str, str]]:
    """Series and edition, where the counts are official figures."""
    one = rules.official(result).get(group)
    if one:
        series = presenting.words("SERIES", one["series"])
        yield (
            _("Official series"),
            _("%(measure)s: %(series)s", measure=presenting.title(one["measure"]), series=series),
        )
        yield _("Why this series"), counted.rule_of(one["rule"])
        yield _("Edition of the official figures"), str(one["edition"])


def _counts(result: Result, group: str) -> str:
    """Each year's count; of one that is a range, its ends."""
    low, high = (result[end]["counts"].get(group, {}) for end in ("low", "high"))
    ends = {year: dict.fromkeys((low[year][0], high[year][1])) for year in sorted(low)}
    return "; ".join(f"{words.spelled(year)}: {'–'.join(whole(one) for one in some)}" for year, some in ends.items())


def _values(one: Result, other: Result) -> list[Difference]:
    """The assumptions that differ."""
    return presenters.differences(dict(one["scenario"]), dict(other["scenario"]))
