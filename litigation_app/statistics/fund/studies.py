"""How does a publication (or a scenario's own counts) become a result, and how is a result said in a few lines?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from litigation_app.statistics.fund import counted_lines, limits, official_counts
from litigation_app.statistics.fund.depth import Told, depth, nobody
from litigation_app.statistics.fund.inputs import (
    CountSeries,
    CountsRefused,
    Interval,
    NoYears,
    OneCount,
    TooManyVictims,
    spelled,
    years_in,
)
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.scenario_files import read_file
from litigation_app.statistics.fund.study import StudyResult, all_counts, result_key, run_series
from litigation_app.statistics.fund.workload import SIXTY, require_bearable, seconds
from litigation_app.statistics.releases import TOTAL, Release, Row
from litigation_app.statistics.releases.official import MODE

TABLE = "cohort_sex"
GROUP = "trafficking"
CASELOAD = "caseload"  # publications of persons represented; judgments and hearings are no victims counted, a region is no country
RULES = {True: "stayed instead of lapsing", False: "lapsed instead of staying"}
SURE = (("low", "surely"), ("high", "surely not"))  # of the caps that were tried
SHARES = ("dry", "office")  # of the six figures those that are no amounts


def given(scenario: Scenario, release: Release | None) -> list[CountSeries]:
    """The counts that a publication gives a scenario: of our own clients, or of official figures the series that it names.

    Raises:
        NoYears: the publication is of another country, or of several, has no counts by year, or not of this measure or series.
        OneCount: it has one count of several years alone.
        CountsRefused: a withheld year that nothing bounds.
        TooManyVictims: a year above `limits.toml`.
    """
    if release is None:
        return []
    if release.countries != (scenario.code,):
        raise NoYears(f"{release.id} does not speak of {scenario.code} alone")
    if release.mode not in (CASELOAD, MODE):
        raise NoYears(f"{release.id} counts no persons represented: its source is {release.mode}")
    if release.mode == CASELOAD:
        return [_meant(counts_of(release))]
    named = next((one.release for one in scenario.groups if one.name == GROUP), None)
    return [_meant(official_counts.counts_of(release, official_counts.wanted(named), group=GROUP))]


def _meant(series: CountSeries) -> CountSeries:
    """The same series; raises TooManyVictims."""
    for span, count in series.spans.items():
        if count.hi > limits.victims_most() * count.years:
            most = f"{limits.victims_most():,} victims" + (" a year" if count.years > 1 else "")
            raise TooManyVictims(f"{spelled(span)}: more than {most}, which no estimate can mean")
    return series


def counts_of(release: Release) -> CountSeries:
    """Victims by year of first contact, each once, from the year totals of a table of cohorts; a withheld year is its range.

    Several years counted as one are one count of all of them; the earliest count, where it is such a one, is left out, because
    records may have begun within it: it is printed as soon as one of its years has somebody. A year that stands by itself too is
    not counted twice: what has it together with others is left out.

    Raises:
        NoYears: the publication has no such table, or no year in it.
        OneCount: nothing is left of it.
        CountsRefused: a withheld year that nothing bounds.
    """
    if not release.has(TABLE):
        raise NoYears(f"{release.id} does not count persons by year and sex")
    totals = {years_in(row.codes[0].replace("_", "-")): row for row in release.table(TABLE) if row.codes[1] == TOTAL}
    spans, seen = list[range](), set[int]()
    for span in sorted(filter(None, totals), key=lambda span: (len(span), span[0])):
        if seen.isdisjoint(span):
            seen.update(span)
            spans.append(span)
    if not spans:
        raise NoYears(f"{release.id} counts nobody by year")
    first, *later = sorted(spans, key=min)
    kept = later if len(first) > 1 else [first, *later]
    if not kept:
        raise OneCount(
            f"{release.id} has one count of several years alone ({spelled(first)}), and records may have begun within it: an "
            "estimate waits for the next"
        )
    years = {span[0]: _interval(totals[span], span, release) for span in kept}
    return CountSeries(GROUP, years, release.title, release.id, left_out="" if first in kept else spelled(first))


def _interval(row: Row, years: range, release: Release) -> Interval:
    low, high = (int(row.value), int(row.value)) if row.value is not None else (row.low, row.high)
    if low is None or high is None:
        raise CountsRefused(f"{spelled(years)}: suppressed, and nothing published bounds it from above")
    printed_on = row.printed_on or release.reference_date
    return Interval(low, high, len(years), max(printed_on.year, years[-1]))


def run_on(scenario: Scenario, release: Release | None, *, paths: int, seed: int) -> StudyResult:
    """Run a scenario on a publication's counts; without one, on what the file says."""
    return run_series(scenario, given(scenario, release), paths=paths, seed=seed)


def run_whole(
    scenario: Scenario, release: Release | None, *, paths: int, seed: int, told: Told = nobody
) -> StudyResult:
    """As `run_on`, with all that `depth` adds (on the highest counts). Raises TooManyAwards.

    `told`: hears which step is being done, "paths" or "depth", and its share done, 0 to 1; it may raise `Cancelled`.
    """
    require_run(scenario, release, paths=paths)
    counted = given(scenario, release)
    highest = [c.highest() for c in all_counts(scenario, counted)]
    result = run_series(scenario, counted, paths=paths, seed=seed, progress=partial(told, "paths"))
    further = depth(scenario, highest, paths=paths, seed=seed, own=result.high, told=told)
    return replace(result, depth=further)


def require_run(scenario: Scenario, release: Release | None, *, paths: int) -> None:
    """Raises CountsRefused (NoYears, TooManyAwards) where the run could not be made; takes no time worth a bar."""
    require_bearable(scenario, all_counts(scenario, given(scenario, release)), paths=paths)


def minutes(scenario: Scenario, release: Release | None, *, paths: int) -> float:
    """How long such a run is expected to take on one core that does nothing else, without the ten seconds of every run."""
    counted = all_counts(scenario, given(scenario, release))
    return seconds(scenario, counted, paths=paths) / SIXTY


def run_file(path: Path, release: Release | None, *, paths: int, seed: int | None) -> dict[str, Any]:
    """As `run_whole` for a scenario file; the result as JSON values. `seed` None: the file's own.

    Raises:
        ScenarioRefused, CountsRefused: the message is one plain sentence with the key at fault.
    """
    scenario = read_file(path)
    return run_whole(scenario, release, paths=paths, seed=scenario.seed if seed is None else seed).plain()


def key_of(scenario: Scenario, release: Release | None, *, paths: int, seed: int) -> str:
    """`result_key` of such a run; raises CountsRefused where the publication does not bound a withheld year."""
    return result_key(scenario, all_counts(scenario, given(scenario, release)), paths=paths, seed=seed)


def in_words(result: dict[str, Any]) -> Iterator[str]:
    """The result as lines: headline figures of both ends, needs, money, what matters, shocks and options."""
    year, money = result["first_year"] + result["settled_year"], result["currency"]
    yield f"{result['scenario_code']}, {result['paths']} paths, seed {result['seed']}, {result['currency']}, year {year}"
    yield from counted_lines.few(result)
    yield from counted_lines.lines(result)
    if result["low"] == result["high"]:
        yield f"no count is a range: {_headline(result, result['high'], money)}"
    else:
        yield f"counts that are ranges at their lowest: {_headline(result, result['low'], money)}"
        yield f"counts that are ranges at their highest: {_headline(result, result['high'], money)}"
    if result["masking"]:
        yield _masking(result["masking"])
    yield _drawn(result["high"]["drawn"])
    yield from _needs(result["high"], lapses=result["is_budget_lapsing"])
    yield from _yearly(result["high"], result["first_year"])
    yield from _beyond(result["depth"])
    yield from (f"doubt: {d['code']} ({d['article']}): {d['source']}" for d in result["doubts"])
    yield from (f"warning: {w}" for w in result["warnings"])


def _headline(result: dict[str, Any], one: dict[str, Any], money: str) -> str:
    cost, present = one["settled_cost"], one["present_value"]
    return (
        f"expected {cost['mean']:,.0f}, 95 % year {cost['q95']:,.0f}, 99 % year {cost['q99']:,.0f}; "
        f"{result['horizon']}-year present value {present['mean']:,.0f} (99 %: {present['q99']:,.0f}) {money}; "
        f"runs dry in {_per_cent(one['dry_by_year'][-1])} % of the paths; office {100 * one['office_share']:.0f} %; "
        f"simulated against exact mean {one['check']['simulated']:,.0f} / {one['check']['exact']:,.0f}"
    )


def _per_cent(share: float) -> Decimal:
    """To a tenth, rounded once and a half to the even digit, as page and study do: 0.4255 is 42.6 as a decimal, not 42.5."""
    return (100 * Decimal(repr(share))).quantize(Decimal("0.1"))


def _drawn(found: dict[str, tuple[float | None, float | None]]) -> str:
    """How far the drawing may have moved the six figures, on the highest counts."""
    said = [f"{code} {_ends(ends, '.4f' if code in SHARES else ',.0f')}" for code, ends in found.items()]
    return f"95 % intervals that so many paths leave: {', '.join(said)}"


def _ends(ends: tuple[float | None, float | None], form: str) -> str:
    return " to ".join("open" if one is None else f"{one:{form}}" for one in ends)


def _masking(masking: dict[str, Any]) -> str:
    return (
        f"what counts that are ranges cost the answer: up to {masking['mean_apart']:,.0f} "
        f"({100 * masking['mean_apart_share']:.1f} %) of the mean present value, "
        f"{masking['q99_apart']:,.0f} ({100 * masking['q99_apart_share']:.1f} %) of its 99 % level"
    )


def _needs(one: dict[str, Any], *, lapses: bool) -> Iterator[str]:
    needs = one["needs"]
    chance = f"at a chance of {100 * needs['target']:g} % of running dry"
    for name in ("budget", "reserve"):
        need = needs[name]
        yield f"{name} needed {chance}: {need['value']:,.0f} ({need['low']:,.0f} to {need['high']:,.0f})"
    even = needs["budget_break_even"]
    yield f"break-even budget (income covers cost on average): {'none' if even is None else format(even, ',.0f')}"
    yield f"if what is left of the budget {RULES[lapses]}, it would run dry in {100 * needs['dry_otherwise']:.2f} %"
    for one_source in needs["surcharges"]:
        solvent = one_source["solvent"]
        enough = f"{solvent['value']:,.2f} {chance}" if solvent else f"no amount suffices {chance}"
        yield f"{one_source['source']}: now {one_source['now']:,.2f}, break-even {one_source['break_even']}, {enough}"
    worst, owed = one["worst_year"], one["owed"]
    yield f"worst single year: {worst['q99']:,.0f} (1 in 100), mean of the worst hundredth {worst['tvar99']:,.0f}"
    yield f"still owed after the last year: {owed['mean']:,.0f} (95 %: {owed['q95']:,.0f})"
    target = one["awards_for_office_target"]
    yield f"awards a year at which the office falls under 25 %: {'none' if target is None else format(target, ',.0f')}"


def _yearly(one: dict[str, Any], first_year: int) -> Iterator[str]:
    cash, promised = one["cash"], one["promises"]
    for t, cost in enumerate(one["cost_by_year"]):
        received = sum(flow[t] for flow in cash["receipts"].values())
        yield (
            f"{first_year + t}: decided {promised['decided'][t]:,.0f}, due {cash['award'][t]:,.0f} (carried over "
            f"{promised['unpaid'][t]:,.0f}, undecided {promised['pending'][t]:,.0f}), office {cash['admin'][t]:,.0f}, "
            f"back {cash['recovery'][t]:,.0f}, budget {cash['budget'][t]:,.0f}, other income {received:,.0f}; "
            f"cost {cost['mean']:,.0f} (95 %: {cost['q95']:,.0f}); dry so far {100 * one['dry_by_year'][t]:.2f} %"
        )


def _beyond(depth: dict[str, Any]) -> Iterator[str]:
    cap = depth["cap"]
    found = "none needed" if cap["is_needless"] else "none suffices" if cap["cap"] is None else f"{cap['cap']:,.0f}"
    found += "".join(f", {name} {cap[end]:,.0f}" for end, name in SURE if cap[end] is not None)
    yield f"largest cap for the target: {found} (runs dry in {100 * cap['dry']:.2f} %)"
    shares = {s["code"]: s for s in depth["sobol"]}
    for bar in depth["tornado"]:
        share = shares[bar["code"]]
        yield (
            f"{bar['code']} from {bar['low']:.4g} to {bar['high']:.4g}: present value {bar['at_low']:,.0f} to "
            f"{bar['at_high']:,.0f}; share of the variance {share['first']:.2f} +- {share['first_margin']:.2f}, "
            f"with others {share['total']:.2f} +- {share['total_margin']:.2f}"
        )
    for kind in ("shocks", "options"):
        for one in depth[kind]:
            yield (
                f"{kind[:-1]} {one['code']}, {one['name']}: year {one['settled_mean']:,.0f} (99 %: "
                f"{one['settled_q99']:,.0f}), present value {one['present_mean']:,.0f}, "
                f"dry {100 * one['dry']:.1f} %, office {100 * one['office_share']:.0f} %, "
                f"budget needed {one['budget_needed']:,.0f}"
            )
