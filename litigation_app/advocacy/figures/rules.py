"""What must a reader be told beside a result, and which six pairs of figures come first? Pure: a stored result in, codes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.assumptions import is_handling_twice, unbacked
from litigation_app.statistics.fund.inputs import covered

Result = Mapping[str, Any]
OFFICE_SHARE_MOST = 0.25  # the Dutch scheme: 6.70 of 26.7 million in 2018
WAVERING_P = 0.05


@dataclass(frozen=True)
class Pair:
    """One figure with the withheld counts at their lowest and at their highest. `unit` is money, share or chance; `place`: where
    it stands within the answers of either."""

    code: str
    unit: str
    low: float
    high: float
    place: tuple[str | int, ...]


@dataclass(frozen=True)
class Rail:
    """A sentence that must stand beside the result: its code, the numbers in it, and the kinds of damage or the group that it names."""

    code: str
    facts: Mapping[str, float]
    missing: tuple[str, ...] = ()
    group: str = ""


def headline(result: Result) -> list[Pair]:
    """Expected cost, 95 % and 99 % year (first year after the ramp), present value, chance of running dry, office share."""
    places: list[tuple[str, str, tuple[str | int, ...]]] = [
        ("expected", "money", ("settled_cost", "mean")),
        ("year_95", "money", ("settled_cost", "q95")),
        ("year_99", "money", ("settled_cost", "q99")),
        ("present_value", "money", ("present_value", "mean")),
        ("dry", "chance", ("dry_by_year", -1)),
        ("office", "share", ("office_share",)),
    ]
    return [Pair(code, unit, _at(result["low"], at), _at(result["high"], at), at) for code, unit, at in places]


def _at(answers: Any, place: tuple[str | int, ...]) -> float:
    for key in place:
        answers = answers[key]
    return float(answers)


def is_one(result: Result) -> bool:
    """Whether nothing was withheld, so that both variants are the same run."""
    return bool(result["low"] == result["high"])


def is_whole(result: Result) -> bool:
    """Whether counts are taken for all victims."""
    said = [one for one in result["assumptions"] if one["code"] == "coverage"]
    return all(one["kind"] == "constant" and one["values"][0] == 1 for one in said)


def seen(result: Result) -> list[tuple[int, str]]:
    """Where the assumptions say that counts see only some of the victims, and of which group."""
    return [
        (place, str(one["name"]))
        for place, one in enumerate(result["assumptions"])
        if one["code"] == "coverage" and one["mean"] != 1
    ]


def rails(result: Result) -> list[Rail]:
    """Everything that keeps a reader from taking the figures for more than they are."""
    return [*_on_counts(result), *_on_money(result)]


def _on_counts(result: Result) -> Iterator[Rail]:
    for group in official(result):
        yield Rail("printed_counts", {}, group=group)
        if unsure(result, group):
            yield Rail("unsure_counts", {}, group=group)
        if group in differing(result):
            yield Rail("sources_differ", {}, group=group)
    if is_of_clients(result):
        yield Rail("own_clients", {})
    if is_whole(result):
        yield Rail("counts_are_all", {})
    for place, group in seen(result):
        yield Rail("counts_see", {"share": result["assumptions"][place]["mean"]}, group=group)
    if hidden := _withheld(result):
        yield Rail("withheld", hidden)
    tests = [t for v in ("low", "high") for t in result[v]["dispersion"].values() if t]
    if any(t["p"] < WAVERING_P for t in tests):
        yield Rail("wavering", {"p": min(t["p"] for t in tests)})
    if result["is_crossed"]:
        yield Rail("crossed", {})
    yield from _ahead(result)


def _ahead(result: Result) -> Iterator[Rail]:
    """Of how many years each group was counted, and how bad one of a hundred could be; the group is named where several were."""
    counts = result["low"]["counts"]
    counted = [one for one in result["depth"]["ahead"] if counts.get(one["group"])]
    for one in counted:
        own = counts[one["group"]]
        facts = {"years": covered(own), "counts": len(own), "level": one["levels"]["0.99"]}
        yield Rail("ahead", facts, group=one["group"] if len(counted) > 1 else "")


def official(result: Result) -> Mapping[str, Mapping[str, Any]]:
    """Measure, series and edition by group, where the counts are official figures."""
    found: Mapping[str, Mapping[str, Any]] = result["official"]
    return found


def differing(result: Result) -> list[str]:
    """Groups whose official figures are ranges, because their sources print different numbers."""
    return [group for group in official(result) if result["low"]["counts"][group] != result["high"]["counts"][group]]


def unsure(result: Result, group: str) -> Mapping[str, str]:
    """Years of official figures of which the edition itself is not sure, with its mark."""
    found: Mapping[str, str] = official(result)[group]["unsure"]
    return found


def is_of_clients(result: Result) -> bool:
    """Whether any counts are of an organisation's own clients: those of a publication that are no official figures."""
    return any(release and group not in official(result) for group, release in result["releases"].items())


def is_withheld(result: Result) -> bool:
    """Whether any count is hidden; a range between the sources of official figures hides nothing."""
    return bool(_withheld(result))


def _withheld(result: Result) -> dict[str, float]:
    """Of how many years the counts are hidden, of how many of the groups that have one hidden; {} where none is."""
    low, high = (result[end]["counts"] for end in ("low", "high"))
    groups = [name for name in low if low[name] != high[name] and name not in official(result)]
    if not groups:
        return {}
    hidden = sum(covered(year for year in low[name] if low[name][year] != high[name][year]) for name in groups)
    return {"hidden": hidden, "years": sum(covered(low[name]) for name in groups)}


def _on_money(result: Result) -> Iterator[Rail]:
    office = max(result[v]["office_share"] for v in ("low", "high"))
    if office > OFFICE_SHARE_MOST:
        enough = result["high"]["awards_for_office_target"]
        facts = {"share": office, "now": result["high"]["awards_a_year"]}
        yield Rail("office_never", facts) if enough is None else Rail("office", {**facts, "awards": enough})
    if result["is_flat_award"]:
        yield Rail("flat_award", {})
    for one in result["doubts"]:
        if one["code"] != "flat_award":
            yield Rail(one["code"], {}, tuple(one["missing"]))
    if result["is_income_indexed"]:
        yield Rail("indexed_income", {})
    if result["fiscal"] and result["fiscal"]["local_currency"] != result["currency"]:
        yield Rail("one_rate", {})
    if is_handling_twice(result["assumptions"]):
        yield Rail("handling_twice", {})
    if found := unbacked(result["assumptions"]):
        yield Rail("unsourced", {"number": len(found)})
