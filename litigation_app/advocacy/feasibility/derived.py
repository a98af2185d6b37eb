"""Which shares does a study say that its run holds only as sums: who brings the income, how much of the cost was not varied?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.statistics.fund.fiscal_net import net

BUDGET = "budget"
BESIDE = ("options", "shocks")


def derived(result: Mapping[str, Any]) -> dict[str, Any]:
    """By name, of the highest counts: `income` (a source and its share of budget and receipts of all years), `fixed_office`
    (share of the fixed cost of the office in the cost of all years, at stated prices; None where it is a range), `posts` and
    `payroll`; `net`: the lines of `fiscal_net.Net`; `options` and `shocks`: their costs, for a study in local currency at the
    rate of each shock."""
    own = {"income": _income(result["high"]["cash"]), "fixed_office": _fixed_office(result)} | _posts(result)
    return (
        own | {"net": net(result).lines()} | {kind: [_beside(one) for one in result["depth"][kind]] for kind in BESIDE}
    )


def _beside(one: Mapping[str, Any]) -> dict[str, float]:
    """As tables in local currency take them: a currency that falls pays more of itself for the same cost."""
    return {cost: one[f"{cost}_mean"] * one[f"dearer_{cost}"] for cost in ("settled", "present")}


def _income(cash: Mapping[str, Any]) -> list[dict[str, Any]]:
    brought = {BUDGET: sum(cash["budget"])} | {name: sum(flow) for name, flow in cash["receipts"].items()}
    every = sum(brought.values())
    return [{"name": name, "share": amount / every} for name, amount in brought.items() if amount > 0]


def _fixed_office(result: Mapping[str, Any]) -> float | None:
    fixed = [one for one in result["assumptions"] if one["code"] == "admin_fixed" and one["kind"] == "constant"]
    cost = sum(one["mean"] for one in result["high"]["real_cost_by_year"])
    yearly = fixed[0]["values"][0] + _posts(result)["payroll"] if fixed else 0.0
    return yearly * result["horizon"] / cost if fixed and cost > 0 else None


def _posts(result: Mapping[str, Any]) -> dict[str, float]:
    """How many posts the office has, and what they cost in a year with the employer's contributions, at stated prices."""
    stated = [one["values"] for one in result["assumptions"] if one["code"] == "post"]
    return {
        "posts": sum(number for number, _pay, _on_top in stated),
        "payroll": sum(number * pay * (1 + on_top) for number, pay, on_top in stated),
    }
