"""What does the fund cost the general budget once money is taken out that only moves from one of its lines to another?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund import receipts_today

Result = Mapping[str, Any]
Amounts = tuple[float, ...]


@dataclass(frozen=True)
class Net:
    """Expected, by year, in the scenario's currency, hidden counts at their highest. `moved`: income that another line of the
    budget has today, where as much is no longer spent; `outside`: new to the budget, taken from recipients outside it; `new`:
    of nobody today, or nobody says of whom. The budget asked and the money at the start are the general budget's own
    and stand on neither side; nor does interest. `effect`: a burden above nothing, with the fund counted into the budget.
    `asked`: what the budget pays to the fund, less what lapses back to it."""

    spent: Amounts
    moved: Amounts
    outside: Amounts
    new: Amounts
    recovered: Amounts
    asked: Amounts

    @property
    def effect(self) -> Amounts:
        """Expenditure of the fund less what is spent no longer elsewhere and less new income."""
        gains = zip(self.spent, self.moved, self.outside, self.new, self.recovered, strict=True)
        return tuple(spent - sum(others) for spent, *others in gains)

    @property
    def if_made_good(self) -> Amounts:
        """The same where those who lose the moved money are paid as much from elsewhere."""
        return tuple(a + b for a, b in zip(self.effect, self.moved, strict=True))

    def lines(self) -> dict[str, Amounts]:
        """By code, in the order of a table; a kind of income that there is none of is left out."""
        kinds = {"moved": self.moved, "outside": self.outside, "new": self.new}
        gains = {code: flow for code, flow in kinds.items() if any(flow)}
        ends = {"effect": self.effect} | ({"if_made_good": self.if_made_good} if any(self.moved) else {})
        return {"spent": self.spent} | gains | {"recovered": self.recovered} | ends | {"asked": self.asked}


def net(result: Result) -> Net:
    """Of a run."""
    cash, horizon = result["high"]["cash"], int(result["horizon"])
    by_kind: dict[str, list[Sequence[float]]] = {kind: [] for kind in receipts_today.MOVES}
    for name, flow in cash["receipts"].items():
        by_kind[receipts_today.moves(result, name)].append(flow)
    sums = {kind: tuple(sum(flow[t] for flow in flows) for t in range(horizon)) for kind, flows in by_kind.items()}
    return Net(
        spent=tuple(a + b for a, b in zip(cash["award"], cash["admin"], strict=True)),
        moved=sums[receipts_today.BUDGET],
        outside=sums[receipts_today.OUTSIDE],
        new=sums[receipts_today.NOBODY],
        recovered=tuple(cash["recovery"]),
        asked=tuple(asked - lapsed for asked, lapsed in zip(cash["budget"], cash["lapsed"], strict=True)),
    )
