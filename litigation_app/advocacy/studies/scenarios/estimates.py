"""How do two estimates differ: their six figures, and what went into each?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import current_app

from litigation_app.advocacy.figures import counted, rules, words
from litigation_app.advocacy.figures.grids import NONE, amount, amounts_rounded, bare_share, rounded, whole
from litigation_app.advocacy.studies import queries
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios import comparing, presenters
from litigation_app.advocacy.studies.scenarios.comparing import Cell
from litigation_app.advocacy.studies.scenarios.presenters import Difference, Value
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.statistics.official import presenting

Result = Mapping[str, Any]
MINUS = "\N{MINUS SIGN}"
POINT = 3  # decimals of a share: a tenth of a percentage point


def page_of_estimates(pair: Sequence[Study]) -> dict[str, Any]:
    """What the page of two estimates shows, the second beside the first; of no pair, only what can be chosen: the estimates of
    the first one's scenario, or all. Raises ResultBroken."""
    found = [queries.result_of(one, current_app.extensions["studies_dir"]) for one in pair]
    every = queries.of_scenario(pair[0].scenario_code, pair[0].scenario_name) if pair else queries.studies()
    said = {
        "every": list(dict.fromkeys((*every, *pair))),
        "pair": pair,
        "called": words.scenario,
        "published": queries.caller(),
        "amounts_rounded": amounts_rounded(),
    }
    if len(found) != 2:
        return said | {"figures": [], "differences": []}
    rows = [(name, cells, _apart(*cells)) for name, cells in comparing.figures(found)]
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
    return "; ".join(f"{year}: {'–'.join(whole(one) for one in some)}" for year, some in ends.items())


def _values(one: Result, other: Result) -> list[Difference]:
    """The assumptions that differ."""
    return presenters.differences(dict(one["scenario"]), dict(other["scenario"]))
