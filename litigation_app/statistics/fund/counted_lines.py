"""How does the command say in lines on whose counts a result stands?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from litigation_app.statistics.fund import official_counts
from litigation_app.statistics.fund.few_counts import few_counts, together
from litigation_app.statistics.official import measures

CHOSEN = {
    official_counts.NAMED: "the scenario names it",
    official_counts.MOST_YEARS: "it has the most years",
    official_counts.GOES_ON: "it has the most years, as others have, and goes on longer than they do",
    official_counts.BY_NAME: "it is the first by its code of those with the most years and the latest one",
}

WHOSE = {
    measures.AUTHORITIES: "the authorities'",
    measures.INTERNATIONAL: "those of an international body or report",
    measures.ORGANISATION: "an organisation's",
    measures.PRESS: "those of the press",
    measures.OTHER: "another body's",
}


def few(result: dict[str, Any]) -> Iterator[str]:
    """Of which groups the years of counts are too few or some counted as one, and what that means."""
    for one in few_counts(result):
        meant = (
            "the number of victims a year, and with it every cost, rests on the limits of the grid and not on counts"
        )
        hardly = "; with one or two years the cost may come out many times too high: decide nothing by it"
        bad = "the bad years rest on judgement more than on data"
        said = f"{meant}{hardly if one.is_hardly_any else ''}" if one.is_on_grid else bad
        yield f"counts of {one.group} are of fewer than five years ({', '.join(one.years)}): {said}"
    for those in together(result):
        names = (
            f"{years}, as printed in the publication of {year}" if year else years
            for years, year in those.years.items()
        )
        what = "every cost, not the bad years alone, rests" if those.is_assumed else "the bad years rest"
        yield (
            f"some counts of {those.group} are of several years together ({'; '.join(names)}): they do not say how much these years "
            f"differ, and {what} the more on judgement"
        )
        if those.gap:
            average, expected = those.gap
            yield f"the model expects {expected:,.1f} victims counted a year where the counts average {average:,.1f}"


def lines(result: dict[str, Any]) -> Iterator[str]:
    """Whose counts they are, where they are not our own, which series that the scenario picks is not among them, and which count
    was left out."""
    for group, years in result["left_out"].items():
        yield (
            f"the earliest count of {group} in the publication is of several years ({years}) and was left out, because records may "
            "have begun within them"
        )
    for group, said in official_counts.unused(result).items():
        yield f"counts of {group}: the scenario picks {said}, which this run does not stand on"
    for group, one in result["official"].items():
        low, high = (result[end]["counts"][group] for end in ("low", "high"))
        apart = [year for year in high if low[year] != high[year]]
        yield (
            f"counts of {group}: {WHOSE[measures.body_of(one['series'])]} and not ours, published elsewhere: "
            f"{one['measure']}, series {one['series']}, "
            f"edition {one['edition']} of the official figures ({result['releases'][group]}), {', '.join(high)}"
        )
        yield from _chosen(one)
        yield from (f"the edition itself is not sure of {year}: {mark}" for year, mark in one["unsure"].items())
        yield f"source of these counts: {result['sources'][group]}"
        if apart:
            yield f"its sources print different numbers for {', '.join(apart)}: each is a range from the least to the most"


def _chosen(one: dict[str, Any]) -> Iterator[str]:
    """By which rule this series was taken where others could serve."""
    if others := one["others"]:
        said = "; ".join(f"{series} ({', '.join(map(str, years))})" for series, years in others.items())
        yield f"series {one['series']} was taken because {CHOSEN[one['rule']]}; also possible: {said}"
