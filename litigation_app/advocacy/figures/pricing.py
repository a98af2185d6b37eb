"""In whose year's prices are the amounts of a run, and which of those stated do not rise?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.advocacy.figures.words import named
from litigation_app.core.language import _


def prices(result: Mapping[str, Any]) -> str:
    """In whose year's prices amounts are, and over which years the share of the office is."""
    first = str(result["first_year"])
    if result["is_income_indexed"]:
        said = _(
            "Costs of a year are in the prices of that year; present value is money of %(first)s; the budget needed is in "
            "prices of %(prices)s and rises with them.",
            first=first,
            prices=price_year(result),
        )
    else:
        said = _(
            "Costs of a year are in the prices of that year; present value is money of %(first)s; the budget needed is the "
            "same amount every year.",
            first=first,
        )
    office = _(
        "The share of the office is of awards and office together, over all years from %(first)s to %(last)s.",
        first=first,
        last=str(int(result["first_year"]) + int(result["horizon"]) - 1),
    )
    return f"{said} {_stated(result)} {office}"


def price_year(result: Mapping[str, Any]) -> str:
    """In whose year's prices the scenario states its amounts."""
    return str(result["price_year"])


def budget(result: Mapping[str, Any], amount: str) -> str:
    """A budget that is needed, with the year of its prices beside it where it rises with prices."""
    if not result["is_income_indexed"]:
        return amount
    return _("%(amount)s in prices of %(year)s", amount=amount, year=price_year(result))


def _stated(result: Mapping[str, Any]) -> str:
    first, base = str(result["first_year"]), price_year(result)
    if first == base:
        return _("Amounts that the scenario states are in the prices of %(first)s, the first year.", first=first)
    return _(
        "Of the amounts that the scenario states, in the prices of %(base)s, these stay as they are written: %(still)s. All others "
        "are brought to %(first)s, the first year, with the rise of prices that it assumes.",
        base=base,
        still=", ".join(still(result)),
        first=first,
    )


def still(result: Mapping[str, Any]) -> list[str]:
    """What does not rise with prices, as the scenario of the run has it: the money at the start never does."""
    funding, policy = result["scenario"]["funding"], result["scenario"].get("policy", {})
    is_rising = funding.get("indexed", True)
    sources = [one["name"] for one in funding.get("source", ()) if not one.get("indexed", is_rising)]
    found = [_("the money at the start"), *([] if is_rising else [_("the budget in a year")])]
    if sources:
        found.append(_("other income (%(names)s)", names=", ".join(map(named, sources))))
    return found if policy.get("cap_indexed", True) else [*found, _("the least and the highest award, and a tariff")]
