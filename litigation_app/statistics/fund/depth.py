"""What else does a careful reader ask of a scenario: cap, heatmap, what matters, shocks, and options side by side?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, TypeVar

from litigation_app.statistics.fund import caps, sensitivity, variance_shares
from litigation_app.statistics.fund.answers import Variant, answers
from litigation_app.statistics.fund.curves import Ahead, AwardShape, ahead, award_shape
from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.scenario import Option, Scenario, Stress
from litigation_app.statistics.fund.simulate import Paths, Progress, run_paths

BESIDE_PATHS = 20_000  # an option or a shock is read to about a percent
CAP, HEATMAP, SENSITIVITY = 6, 6, 1  # how long each takes beside one option or shock, measured with 100,000 paths
Made = TypeVar("Made")
Told = Callable[[str, float], None]


def nobody(step: str, share: float) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True)
class Beside:
    """One other way or one shock, in the figures that are compared. Money as in the scenario's own answers; `dearer_settled` and
    `dearer_present`: how many times as much of a local currency that falls these two costs take (1: it does not fall)."""

    code: str
    name: str
    source: str
    awards_a_year: float
    settled_mean: float
    settled_q95: float
    settled_q99: float
    present_mean: float
    present_q99: float
    dry: float
    office_share: float
    awards_for_office_target: float | None
    budget_needed: float
    reserve_needed: float
    owed: float
    office_fixed: float  # its office in a year, whatever comes in: amount and posts, at stated prices
    reserve: float  # money at the start
    other_income: dict[str, float]  # by its name, what it brings in a year on average; the budget is not in it
    dearer_settled: float = 1.0
    dearer_present: float = 1.0


@dataclass(frozen=True)
class Depth:
    """Every answer beyond the paths of the scenario itself; `beside_paths`: how many futures cap, shocks and options have."""

    cap: caps.CapFound
    heatmap: caps.Heatmap
    tornado: tuple[sensitivity.Bar, ...]
    sobol: tuple[variance_shares.Share, ...]
    shocks: tuple[Beside, ...]
    options: tuple[Beside, ...]
    awards: tuple[AwardShape, ...]
    ahead: tuple[Ahead, ...]
    beside_paths: int

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def depth(
    scenario: Scenario,
    counts: Sequence[CountSeries],
    *,
    paths: int,
    seed: int,
    own: Variant,
    threads: int = 1,
    told: Told = nobody,
) -> Depth:
    """All of it on the same seed; fewer paths where many runs stand side by side. `own`: what the scenario itself gave on
    these counts, which an option that changes nothing says again. `told`: hears of the step "depth"."""
    groups, few = prepare(scenario, counts), min(paths, BESIDE_PATHS)
    shocks = [Option(s.code, s.name, s.source, replace(scenario, stress=s)) for s in scenario.stresses]
    work = _Work(CAP + HEATMAP + SENSITIVITY + len(shocks) + len(scenario.options), partial(told, "depth"))
    way: dict[str, Any] = {"paths": few, "seed": seed, "threads": threads}
    return Depth(
        cap=work.done(
            CAP, caps.cap_for(scenario, groups, target=scenario.ruin_target, paths=paths, seed=seed, threads=threads)
        ),
        heatmap=work.done(
            HEATMAP,
            caps.heatmap(scenario, groups, paths=paths, seed=seed, threads=threads, progress=work.part(HEATMAP)),
        ),
        tornado=sensitivity.tornado(scenario, groups),
        sobol=work.done(SENSITIVITY, variance_shares.sobol(scenario, groups, seed=seed)),
        shocks=tuple(work.done(1, beside(one, counts, **way)) for one in shocks),
        options=tuple(work.done(1, _option(one, scenario, counts, own, way)) for one in scenario.options),
        awards=tuple(award_shape(g, scenario) for g in groups),
        ahead=tuple(ahead(g) for g in groups),
        beside_paths=few,
    )


@dataclass
class _Work:
    """How much of `all_parts` is done, told after each part and within those that tell themselves."""

    all_parts: int
    progress: Progress
    before: int = 0

    def done(self, parts: int, made: Made) -> Made:
        self.before += parts
        self._tell(0)
        return made

    def part(self, parts: int) -> Progress:
        return lambda share: self._tell(parts * share)

    def _tell(self, within: float) -> None:
        self.progress((self.before + within) / self.all_parts)


def _option(
    one: Option, scenario: Scenario, counts: Sequence[CountSeries], own: Variant, way: dict[str, Any]
) -> Beside:
    if one.scenario.tree == {key: said for key, said in scenario.tree.items() if key not in {"option", "stress"}}:
        return _figures(one.code, one.name, one.source, scenario, own)
    return beside(one, counts, **way)


def beside(one: Option, counts: Sequence[CountSeries], *, paths: int, seed: int, threads: int = 1) -> Beside:
    """Run one other way, or a shock; counts of groups that it leaves out are left out."""
    scenario = one.scenario
    known = [c for c in counts if c.group in {g.name for g in scenario.groups}]
    groups = prepare(scenario, known)
    paths_ = run_paths(scenario, groups, paths=paths, seed=seed, threads=threads)
    made = _figures(one.code, one.name, one.source, scenario, answers(scenario, groups, known, paths_))
    return _in_local(made, scenario, paths_) if scenario.stress else made


def _in_local(made: Beside, scenario: Scenario, found: Paths) -> Beside:
    """With what a fall of the local currency makes of the same cost: each year at the rate of that year."""
    stress = scenario.stress or Stress("")
    bought = [stress.bought(year) for year in range(scenario.horizon)]
    present = (found.net * found.discount).mean(axis=1)
    dearer = float((present / bought).sum() / present.sum()) if present.sum() > 0 else 1.0
    return replace(made, dearer_settled=1 / bought[scenario.settled_year], dearer_present=dearer)


def _figures(code: str, name: str, source: str, scenario: Scenario, found: Variant) -> Beside:
    return Beside(
        code=code,
        name=name,
        source=source,
        awards_a_year=found.awards_a_year,
        settled_mean=found.settled_cost.mean,
        settled_q95=found.settled_cost.q95,
        settled_q99=found.settled_cost.q99,
        present_mean=found.present_value.mean,
        present_q99=found.present_value.q99,
        dry=found.dry_by_year[-1],
        office_share=found.office_share,
        awards_for_office_target=found.awards_for_office_target,
        budget_needed=found.needs.budget.value,
        reserve_needed=found.needs.reserve.value,
        owed=found.owed.mean,
        office_fixed=scenario.admin_fixed.mean + scenario.payroll,
        reserve=scenario.opening_reserve,
        other_income={name: sum(flow) / scenario.horizon for name, flow in found.cash.receipts.items()},
    )
