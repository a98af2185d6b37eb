"""What does one scenario cost on released counts, with every withheld cell at its lowest and at its highest value?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from litigation_app.statistics.fund.answers import Variant, answers
from litigation_app.statistics.fund.assumptions import Assumption, assumptions
from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.scenario import Fiscal, Scenario
from litigation_app.statistics.fund.simulate import prepare, run_paths

CODE_VERSION = "fund/1"  # raised whenever the same inputs would give other numbers


@dataclass(frozen=True)
class StudyResult:
    """A finished run: what went in, and the answers for the lowest and the highest counts."""

    scenario_code: str
    scenario_hash: str
    currency: str
    horizon: int
    first_year: int
    settled_year: int
    paths: int
    seed: int
    releases: dict[str, str | None]
    masked_share: float
    is_flat_award: bool
    is_income_indexed: bool
    fiscal: Fiscal | None
    assumptions: tuple[Assumption, ...]
    sources: dict[str, str]
    warnings: tuple[str, ...]
    low: Variant
    high: Variant

    @property
    def is_crossed(self) -> bool:
        """Whether the lowest counts give the larger cost: a low year among high ones says that years waver more."""
        return self.low.present_value.mean > self.high.present_value.mean

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {**self.__dict__, "schema": "fund-study/1", "code": CODE_VERSION} | {
            "is_crossed": self.is_crossed,
            "fiscal": asdict(self.fiscal) if self.fiscal else None,
            "assumptions": [asdict(a) for a in self.assumptions],
            "low": self.low.plain(),
            "high": self.high.plain(),
        }

    def to_json(self) -> str:
        """Canonical text: the same run gives the same bytes."""
        return json.dumps(self.plain(), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text: the result's name on disk."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def run(
    scenario: Scenario,
    counts_low: Sequence[CountSeries],
    counts_high: Sequence[CountSeries],
    *,
    paths: int,
    seed: int,
    masked_share: float = 0.0,
    threads: int = 1,
) -> StudyResult:
    """Run both variants with the same random streams; equal counts are run once.

    Raises:
        CountsRefused: counts for a group that the scenario does not know.
    """
    low = _variant(scenario, counts_low, paths=paths, seed=seed, threads=threads)
    is_same = [c.years for c in counts_low] == [c.years for c in counts_high]
    high = low if is_same else _variant(scenario, counts_high, paths=paths, seed=seed, threads=threads)
    return StudyResult(
        scenario_code=scenario.code,
        scenario_hash=scenario.hash,
        currency=scenario.currency,
        horizon=scenario.horizon,
        first_year=scenario.price_base_year + 1,
        settled_year=scenario.settled_year,
        paths=paths,
        seed=seed,
        releases={c.group: c.release_id for c in counts_low},
        masked_share=masked_share,
        is_flat_award=scenario.policy.floor >= scenario.policy.cap,
        is_income_indexed=scenario.is_income_indexed,
        fiscal=scenario.fiscal,
        assumptions=assumptions(scenario),
        sources={c.group: c.source for c in counts_low},
        warnings=scenario.warnings,
        low=low,
        high=high,
    )


def run_series(
    scenario: Scenario, counts: Sequence[CountSeries], *, paths: int, seed: int, threads: int = 1
) -> StudyResult:
    """Run on counts that may be ranges: the file's literal counts stand in for groups that are not given."""
    given = {c.group for c in counts}
    series = [*counts, *(c for c in scenario.counts if c.group not in given)]
    years = sum(len(c.years) for c in series)
    masked = sum(c.masked_share * len(c.years) for c in series) / years if years else 0.0
    low, high = [c.lowest() for c in series], [c.highest() for c in series]
    return run(scenario, low, high, paths=paths, seed=seed, masked_share=masked, threads=threads)


def _variant(scenario: Scenario, counts: Sequence[CountSeries], *, paths: int, seed: int, threads: int) -> Variant:
    groups = prepare(scenario, counts)
    return answers(scenario, groups, counts, run_paths(scenario, groups, paths=paths, seed=seed, threads=threads))
