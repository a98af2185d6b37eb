"""What happens to the fund on each of many random paths (blocks that fit the cache; the same bytes for any thread count)?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from litigation_app.statistics.fund import draws
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.book import BY_RULE, LAPSED, OWING, Flows, block
from litigation_app.statistics.fund.lodging import award_sums, segment_sums
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.prepared import Prepared, prepare
from litigation_app.statistics.fund.scenario import Scenario

__all__ = ["Cancelled", "Paths", "award_sums", "block_paths", "prepare", "run_blocks", "run_paths", "segment_sums"]
BLOCK_AWARDS = 200_000  # awards in one block: index and gathered awards stay in a 2 MB cache
BLOCK_AT_ONCE = 1_000_000  # amounts in one year of one block, some forty bytes each while they are looked up
BLOCK_PATHS_MAX = 4096
LEAST_BLOCKS = 8  # for threads and progress; where laws of damage are several, a block for each at least

Progress = Callable[[float], None]
Reduce = Callable[[Flows], Flows]


class Cancelled(Exception):
    """Raised by a progress callback: the run stops and gives nothing."""


@dataclass(frozen=True)
class Paths:
    """Yearly flows, shape (years, paths), nominal money; `awarded` counts awards decided; `applied` counts applications.

    `award` is what is paid to victims (advances too), `other` all receipts besides the budget, `receipts` them by source
    (first axis), `unit` what one unit of yearly budget brings, `owed` (paths) what is still to be paid after the last year.
    `promised`: awards decided in the year with the advances granted in it (the commitment, whenever it is paid); `pending`:
    what will be awarded on applications that are undecided at the end of the year. `lapsed`: what is left of the budget and goes
    back (empty where it stays).
    """

    award: Array
    admin: Array
    recovery: Array
    income: Array
    balance: Array
    discount: Array
    awarded: Array
    applied: Array
    advance: Array
    promised: Array
    pending: Array
    other: Array
    index: Array
    unit: Array
    receipts: Array
    owed: Array
    lapsed: Array

    @property
    def net(self) -> Array:
        """Cost of the year: awards and administration less recoveries, (years, paths) in the scenario's currency."""
        return self.award + self.admin - self.recovery

    @property
    def unpaid(self) -> Array:
        """Promised and not yet paid at the end of each year: it is carried over into the next."""
        return np.cumsum(self.promised, axis=0) - np.cumsum(self.award, axis=0)


def run_paths(
    scenario: Scenario,
    groups: Sequence[Prepared],
    *,
    paths: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
    size: int | None = None,
    is_owing: bool = True,
) -> Paths:
    """Simulate `paths` independent histories under the scenario's own rule; `size`: paths of a block, where another run is to
    have the same streams; `is_owing`: what is promised is followed, too (a twelfth of the time)."""

    def only(flows: Flows) -> Flows:
        return {name: flow[0] if name in _BY_RULE else flow for name, flow in flows.items()}

    rules = [scenario.policy]
    way: Any = {"paths": paths, "seed": seed, "threads": threads, "progress": progress, "size": size}
    flows = run_blocks(scenario, groups, rules, only, is_owing=is_owing, **way)
    return Paths(**dict.fromkeys((*OWING, LAPSED), NOT_FOLLOWED) | flows)


_BY_RULE = {*BY_RULE, *OWING, LAPSED, "owed"}
NOT_FOLLOWED: Array = np.zeros((0, 0))


def run_blocks(
    scenario: Scenario,
    groups: Sequence[Prepared],
    policies: Sequence[Policy],
    reduce: Reduce,
    *,
    paths: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
    size: int | None = None,
    is_owing: bool = False,
) -> Flows:
    """What `reduce` keeps of each block (arrays whose last axis are its paths), put together in the order of the paths.

    Each block has its own spawned stream, so threads change nothing. `progress` is told the share done, and may raise
    `Cancelled`.
    """
    size = size or block_paths(scenario, groups, paths)
    ends = block_ends(paths, size, max(len(g.laws) for g in groups))
    streams = np.random.SeedSequence(seed).spawn(len(ends) - 1)
    whole: Flows = {}
    lock, done = Lock(), [0]

    def work(number: int) -> None:
        start, stop = ends[number], ends[number + 1]
        rng = np.random.Generator(np.random.SFC64(streams[number]))
        kept = reduce(block(scenario, groups, policies, rng, stop - start, number, is_owing=is_owing))
        with lock:
            for name, flow in kept.items():
                if name not in whole:
                    whole[name] = np.empty((*flow.shape[:-1], paths))
            done[0] += 1
            if progress is not None:
                progress(done[0] / len(streams))
        for name, flow in kept.items():
            whole[name][..., start:stop] = flow

    _each(work, len(streams), threads)
    return whole


def block_ends(paths: int, size: int, laws: int) -> list[int]:
    """Where blocks of at most so many paths begin and end. Where laws of damage are several (each block has one, in turn), every law has
    as many blocks of the same length: equally likely laws are drawn equally often."""
    many = -(-paths // size)
    if laws == 1:
        return [*range(0, paths, size), paths]
    many = min(-(-many // laws) * laws, paths)
    return [paths * number // many for number in range(many + 1)]


def _each(work: Callable[[int], None], many: int, threads: int) -> None:
    if threads == 1:
        for number in range(many):
            work(number)
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            for finished in [pool.submit(work, number) for number in range(many)]:
                finished.result()
        finally:
            pool.shutdown(cancel_futures=True)


def block_paths(scenario: Scenario, groups: Sequence[Prepared], paths: int) -> int:
    """Paths in a block, by the awards that all years of them bring, and by what their busiest year draws at once."""
    victims = sum(g.victims for g in groups)
    yearly = victims * scenario.application_rate.mean * scenario.grant_rate.mean
    awards = max(yearly * scenario.eligible.mean * scenario.horizon, 1.0)
    at_once = max(float(draws.by_year(scenario, victims).max()), 1.0)
    blocks = max(LEAST_BLOCKS, *(len(g.laws) for g in groups))
    return int(max(1, min(BLOCK_AWARDS / awards, BLOCK_AT_ONCE / at_once, BLOCK_PATHS_MAX, -(-paths // blocks))))
