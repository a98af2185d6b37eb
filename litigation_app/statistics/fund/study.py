"""What does one scenario cost on released counts, with every withheld cell at its lowest and at its highest value?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from litigation_app.statistics.fund.answers import Spread, Variant, answers
from litigation_app.statistics.fund.assumptions import Assumption, assumptions
from litigation_app.statistics.fund.depth import Depth
from litigation_app.statistics.fund.few_counts import DIFFERING
from litigation_app.statistics.fund.frequency import FEW_YEARS, dispersion
from litigation_app.statistics.fund.inputs import CountSeries, Official
from litigation_app.statistics.fund.legal import Doubt, doubts
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.scenario import Fiscal, Scenario
from litigation_app.statistics.fund.severity import FEW
from litigation_app.statistics.fund.simulate import Progress, run_paths

CODE_VERSION = "fund/13"  # raised whenever the same inputs would give other numbers, or more of them
REFUTED = 0.05


@dataclass(frozen=True)
class Masking:
    """What withheld counts cost the answer: the run on the ranges themselves, and how far the mean present value (and its
    99 % level) lies from it when the hidden counts are at either end, in money and as a share."""

    present_value: Spread
    settled_cost: Spread
    dry: float
    mean_apart: float
    mean_apart_share: float
    q99_apart: float
    q99_apart_share: float


@dataclass(frozen=True)
class StudyResult:
    """A finished run: what went in (`scenario`: the whole of it, as it was read), the answers for the lowest and the highest
    counts, and on the highest all that `depth` adds."""

    scenario: Mapping[str, Any]
    scenario_code: str
    scenario_hash: str
    currency: str
    horizon: int
    first_year: int
    price_year: int
    settled_year: int
    paths: int
    seed: int
    releases: dict[str, str | None]
    masked_share: float
    is_flat_award: bool
    is_income_indexed: bool
    is_budget_lapsing: bool
    fiscal: Fiscal | None
    assumptions: tuple[Assumption, ...]
    sources: dict[str, str]
    warnings: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    low: Variant
    high: Variant
    masking: Masking | None
    depth: Depth | None = None
    official: Mapping[str, Official] = field(default_factory=dict)  # by group, where its counts are official figures
    printed_in: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by group and years, of our publications
    left_out: Mapping[str, str] = field(default_factory=dict)  # by group, the years of a publication's earliest count

    @property
    def is_crossed(self) -> bool:
        """Whether the lowest counts give the larger cost: a low year among high ones says that years waver more."""
        return self.low.present_value.mean > self.high.present_value.mean

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {**self.__dict__, "schema": "fund-study/1", "code": CODE_VERSION} | {
            "is_crossed": self.is_crossed,
            "fiscal": asdict(self.fiscal) if self.fiscal else None,
            "official": {group: asdict(one) for group, one in self.official.items()},
            "assumptions": [asdict(a) for a in self.assumptions],
            "doubts": [asdict(d) for d in self.doubts],
            "masking": asdict(self.masking) if self.masking else None,
            "low": self.low.plain(),
            "high": self.high.plain(),
            "depth": self.depth.plain() if self.depth else None,
        }


def digest_of(plain: dict[str, Any]) -> str:
    """SHA-256 of a result's canonical text."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def canonical(plain: dict[str, Any]) -> bytes:
    """A result as it lies on disk: JSON with sorted keys and no spaces. Raises ValueError for a number that is none."""
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def run(
    scenario: Scenario,
    series: Sequence[CountSeries],
    *,
    paths: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> StudyResult:
    """Run with hidden counts at their lowest, highest and as ranges, on the same random streams; once where all are exact.
    Raises CountsRefused: counts for a group that the scenario does not know."""
    low, high, masked = _ends(scenario, series, paths=paths, seed=seed, threads=threads, progress=progress)
    return StudyResult(
        scenario=scenario.tree,
        scenario_code=scenario.code,
        scenario_hash=scenario.hash,
        currency=scenario.currency,
        horizon=scenario.horizon,
        first_year=scenario.first_year,
        price_year=scenario.price_year,
        settled_year=scenario.settled_year,
        paths=paths,
        seed=seed,
        releases={c.group: c.release_id for c in series},
        masked_share=_masked_share(series),
        is_flat_award=scenario.policy.is_flat,
        is_income_indexed=scenario.is_income_indexed,
        is_budget_lapsing=scenario.is_lapsing,
        fiscal=scenario.fiscal,
        assumptions=assumptions(scenario),
        sources={c.group: c.source for c in series},
        warnings=(*scenario.warnings, *_count_warnings(scenario, series), *_few_awards(scenario)),
        doubts=doubts(scenario),
        low=low,
        high=high,
        masking=_masking(low, high, masked) if masked else None,
        official={c.group: c.official for c in series if c.official},
        printed_in={c.group: c.printed_in for c in series if c.printed_in},
        left_out={c.group: c.left_out for c in series if c.left_out},
    )


def _ends(
    scenario: Scenario, series: Sequence[CountSeries], *, paths: int, seed: int, threads: int, progress: Progress | None
) -> tuple[Variant, Variant, Variant | None]:
    """Hidden counts at their lowest, at their highest, and as ranges; the same run for all where nothing is hidden."""
    parts = 3 if _masked_share(series) else 1

    def variant(number: int, counts: Sequence[CountSeries]) -> Variant:
        def told(share: float) -> None:
            if progress is not None:
                progress((number + share) / parts)

        return _variant(scenario, counts, paths=paths, seed=seed, threads=threads, progress=told)

    low = variant(0, [c.lowest() for c in series])
    if parts == 1:
        return low, low, None
    return low, variant(1, [c.highest() for c in series]), variant(2, series)


def _masked_share(series: Sequence[CountSeries]) -> float:
    years = sum(c.covered for c in series)
    return sum(c.masked_share * c.covered for c in series) / years if years else 0.0


def _masking(low: Variant, high: Variant, masked: Variant) -> Masking:
    mean, q99 = masked.present_value.mean, masked.present_value.q99
    mean_apart = max(abs(v.present_value.mean - mean) for v in (low, high))
    q99_apart = max(abs(v.present_value.q99 - q99) for v in (low, high))
    return Masking(
        present_value=masked.present_value,
        settled_cost=masked.settled_cost,
        dry=masked.dry_by_year[-1],
        mean_apart=mean_apart,
        mean_apart_share=mean_apart / mean if mean else 0.0,
        q99_apart=q99_apart,
        q99_apart_share=q99_apart / q99 if q99 else 0.0,
    )


def _count_warnings(scenario: Scenario, series: Sequence[CountSeries]) -> list[str]:
    models = {g.name: g.model for g in scenario.groups}
    found = []
    for one in series:
        counts = list(one.years.values())
        test = dispersion(counts)
        if test and test.p < REFUTED and models.get(one.group) == "gamma_poisson":
            found.append(f"{one.group}: these counts refute a Poisson law (p = {test.p:.2g}); use negbin or clustered")
        if 0 < len(counts) < FEW_YEARS + 1 and models.get(one.group) not in DIFFERING:
            what = "year" if all(c.years == 1 for c in counts) else "count"
            many = f"1 {what} says" if len(counts) == 1 else f"{len(counts)} {what}s say"
            found.append(f"{one.group}: {many} little of how wild a year can be; compare with clustered")
    return found


def _few_awards(scenario: Scenario) -> list[str]:
    return [
        f"{g.name}: n = {g.damage.sample:g} is too small to choose between families of distributions"
        for g in scenario.groups
        if g.damage.sample is not None and g.damage.sample < FEW
    ]


def result_key(scenario: Scenario, counts: Sequence[CountSeries], *, paths: int, seed: int) -> str:
    """Name of a result before it is made: equal keys give equal results. It holds the scenario's hash, the publications and
    the counts read from them, paths, seed and the version of this code."""
    read = [[c.group, c.release_id, c.left_out, [[y, *astuple(v)] for y, v in sorted(c.years.items())]] for c in counts]
    said = [CODE_VERSION, scenario.hash, read, paths, seed]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def run_series(
    scenario: Scenario,
    counts: Sequence[CountSeries],
    *,
    paths: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> StudyResult:
    """Run on counts that may be ranges: the file's literal counts stand in for groups that are not given."""
    series = all_counts(scenario, counts)
    return run(scenario, series, paths=paths, seed=seed, threads=threads, progress=progress)


def all_counts(scenario: Scenario, counts: Sequence[CountSeries]) -> list[CountSeries]:
    """The given counts, and the file's own for the other groups."""
    given = {c.group for c in counts}
    return [*counts, *(c for c in scenario.counts if c.group not in given)]


def _variant(
    scenario: Scenario, counts: Sequence[CountSeries], *, paths: int, seed: int, threads: int, progress: Progress
) -> Variant:
    groups = prepare(scenario, counts)
    found = run_paths(scenario, groups, paths=paths, seed=seed, threads=threads, progress=progress)
    return answers(scenario, groups, counts, found)
