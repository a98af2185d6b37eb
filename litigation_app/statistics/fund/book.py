"""What comes in and goes out of the fund each year, on the paths of one block?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Lognormal
from litigation_app.statistics.fund.lodging import Lodging, MassCase, Rules, award_sums, draw
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.prepared import Prepared, award_table
from litigation_app.statistics.fund.scenario import Scenario, Source

Flows = dict[str, Array]
YEARLY = ("admin", "other", "discount", "index", "unit", "awarded", "applied")
BY_RULE = ("award", "recovery", "balance", "income", "advance")
LAPSED = "lapsed"  # by rule too, and only where what is left of the budget lapses
OWING = ("promised", "pending")  # by rule too, and only where they are asked for


class Book:
    """All groups and all cash of one block. Arrays by rule have the shape (rules, years, paths)."""

    def __init__(self, scenario: Scenario, rules: int, rng: np.random.Generator, n: int, *, is_owing: bool) -> None:
        self.scenario, self.rng, self.n, self.is_owing = scenario, rng, n, is_owing
        self.inflation = 1 + scenario.inflation.draw(rng, n)
        self.discount = 1 / (1 + scenario.discount.draw(rng, n))
        self.application = scenario.application_rate.draw(rng, n) * scenario.eligible.draw(rng, n)
        self.grant = scenario.grant_rate.draw(rng, n)
        self.growth = np.maximum(1 + scenario.growth.draw(rng, n), 0.0)
        self.fixed, self.each = scenario.admin_fixed.draw(rng, n), scenario.per_application.draw(rng, n)
        self.recovered = scenario.recovery_share.draw(rng, n)
        self.collected = [s.collected.draw(rng, n) for s in scenario.sources]
        self.index, self.factor = self.inflation**scenario.rise_years, np.ones(n)
        years = scenario.horizon
        self.balance = np.full((rules, n), scenario.opening_reserve)
        self.flows: Flows = {name: np.zeros((years, n)) for name in YEARLY}
        self.flows |= {
            name: np.zeros((rules, years, n)) for name in BY_RULE + OWING * is_owing + (LAPSED,) * scenario.is_lapsing
        }
        self.flows["receipts"] = np.zeros((len(scenario.sources), years, n))
        # decided (less advances) by year, also after the horizon: what is then still owed
        self.decided = np.zeros((rules, years + len(scenario.lag) + len(scenario.payment_lag), n))

    def lodge(self, lodging: Lodging | MassCase, year: int) -> None:
        """One group's applications of one year, with all that will be decided on them."""
        s, flows = self.scenario, self.flows
        shares = [self.application * (1 - self.grant)] + [self.application * self.grant * x for x in s.lag]
        refused, *granted = lodging.split(year, shares)
        flows["applied"][year] += refused
        if s.advance.share > 0:
            paid = lodging.rules.advances(draw(lodging.rng, refused), refused, self.index)
            flows["advance"][:, year] += paid
            self.decided[:, year + self._typical_delay()] -= s.advance.recovered * paid
        at_decision = self.index
        for delay, counts in enumerate(granted):
            flows["applied"][year] += counts
            if year + delay < s.horizon:
                flows["awarded"][year + delay] += counts
            drawn = draw(lodging.rng, counts)
            award = lodging.rules.sums(drawn, counts, at_decision)
            if s.advance.share > 0:
                paid = np.minimum(lodging.rules.advances(drawn, counts, self.index), award)
                flows["advance"][:, year] += paid
                award -= paid
            self.decided[:, year + delay] += award
            at_decision = at_decision * self.inflation
        lodging.grow(self.growth)

    def _typical_delay(self) -> int:
        return round(sum(d * x for d, x in enumerate(self.scenario.lag)))

    def close(self, year: int) -> None:
        """Pay awards and administration, take recoveries and income (before payments), strike the balance."""
        s, flows = self.scenario, self.flows
        flows["admin"][year] = self.index * (self.fixed + s.payroll + self.each * flows["applied"][year])
        flows["admin"][year] += self.index * s.start_up if year == 0 else 0.0
        flows["award"][:, year] = flows["advance"][:, year]
        for delay, share in enumerate(s.payment_lag[: year + 1]):
            flows["award"][:, year] += share * self.decided[:, year - delay]
        for delay, share in enumerate(s.recovery_lag[: year + 1]):
            flows["recovery"][:, year] += self.recovered * share * flows["award"][:, year - delay]
        bought = s.stress.bought(year) if s.stress else 1.0
        flows["unit"][year] = bought * (self.index if s.is_income_indexed else 1.0)
        for i, (source, collected) in enumerate(zip(s.sources, self.collected, strict=True)):
            if source.runs_in(year):
                flows["receipts"][i, year] = self._receipt(source, collected, year)
        flows["other"][year] = flows["receipts"][:, year].sum(axis=0)
        budget = s.budget * flows["unit"][year]
        flows["income"][:, year] = budget + flows["other"][year] + s.interest * np.maximum(self.balance, 0)
        net = flows["award"][:, year] + flows["admin"][year] - flows["recovery"][:, year]
        left = left_of_budget(budget, net, self.balance) if s.is_lapsing else None
        self.balance = self.balance + flows["income"][:, year] - net
        if left is not None:
            flows[LAPSED][:, year] = left
            self.balance -= left
        flows["balance"][:, year] = self.balance
        flows["discount"][year], flows["index"][year] = self.factor, self.index
        self.index, self.factor = self.index * self.inflation, self.factor * self.discount

    def promise(self, year: int) -> None:
        """Write down what is promised by then: awards decided and advances granted in the year; what will be awarded on all
        applications so far that are undecided at its end."""
        flows = self.flows
        flows["promised"][:, year] = flows["advance"][:, year] + self.decided[:, year]
        flows["pending"][:, year] = self.decided[:, year + 1 : year + len(self.scenario.lag)].sum(axis=1)

    def _receipt(self, source: Source, collected: Array, year: int) -> Array:
        total = source.base * collected
        if source.events > 0:
            lumps = award_table(Lognormal.from_mean(source.event_mean, source.event_cv), Policy())
            total = total + award_sums(self.rng, self.rng.poisson(source.events, self.n), lumps)
        if source.cv > 0:
            shape = 1 / source.cv**2
            total = total * self.rng.gamma(shape, 1 / shape, self.n)
        stress = self.scenario.stress
        left = stress.receipts(year) * stress.bought(year) if stress else 1.0
        return np.asarray(total * source.share * left * (self.index if self.scenario.is_indexed(source) else 1.0))

    def owed(self) -> Array:
        """Awards still to be paid after the last year on applications made until then; shape (rules, paths)."""
        horizon, lag = self.scenario.horizon, self.scenario.payment_lag
        paid = np.zeros_like(self.decided[:, 0])
        for year in range(horizon):
            for share in lag[: horizon - year]:
                paid += share * self.decided[:, year]
        return np.asarray(self.decided.sum(axis=1) - paid)


def left_of_budget(budget: Array, net: Array, before: Array) -> Array:
    """What is left of a year's budget once it has paid the cost of the year, and what years before it left unpaid. `budget`: (paths);
    the others and the answer: (rules, paths)."""
    return np.asarray(np.maximum(budget - np.maximum(net, 0) - np.maximum(-before, 0), 0))


def block(
    scenario: Scenario,
    groups: Sequence[Prepared],
    policies: Sequence[Policy],
    rng: np.random.Generator,
    n: int,
    number: int,
    *,
    is_owing: bool = True,
) -> Flows:
    """All flows of one block of paths (`is_owing`: what is promised by year, too).

    Old cases come with the first group; a mass case has its damages.
    """
    book = Book(scenario, len(policies), rng, n, is_owing=is_owing)
    rules = [Rules(scenario, policies, g, number) for g in groups]
    lodgings: list[Lodging | MassCase] = [
        Lodging(scenario, g, r, rng, n, is_first=i == 0) for i, (g, r) in enumerate(zip(groups, rules, strict=True))
    ]
    if scenario.stress and scenario.stress.victims > 0:
        own = np.random.Generator(np.random.SFC64(rng.bit_generator.seed_seq.spawn(1)[0]))  # type: ignore[attr-defined]
        lodgings.append(MassCase(scenario, rules[0], own, n, scenario.stress))
    for year in range(scenario.horizon):
        for lodging in lodgings:
            book.lodge(lodging, year)
        book.close(year)
        if is_owing:
            book.promise(year)
    book.flows["owed"] = book.owed()
    return book.flows
