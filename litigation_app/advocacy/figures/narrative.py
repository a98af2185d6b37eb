"""What do the levels and needs of a run say in plain sentences, above their tables?"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from litigation_app.advocacy.figures import presenters
from litigation_app.advocacy.figures.grids import Result, amount, amounts_rounded, chance, decimals, level
from litigation_app.advocacy.figures.presenters import few_awards
from litigation_app.advocacy.figures.words import named, no_break_even, unspent
from litigation_app.core.language import _
from litigation_app.core.text import NBSP

Need = Mapping[str, Any]
ROUNDED = ("cost", "money")  # parts whose sentences have amounts


def sentences(result: Result, part: str) -> list[str]:
    """Those that open a part of the run's pages, on the highest counts; [] where it has none."""
    made: dict[str, Callable[[Result], Iterator[str]]] = {"cost": _bad_years, "money": _needed, "basis": _few}
    said = list(made[part](result)) if part in made else []
    return [*said, amounts_rounded()] if said and part in ROUNDED else said


def _bad_years(result: Result) -> Iterator[str]:
    high, year = result["high"], int(result["first_year"]) + int(result["settled_year"])
    yield _(
        "In the worst twentieth of all simulations the year %(year)s costs %(tail95)s on average, in "
        "the worst hundredth %(tail99)s; over all simulations it costs %(mean)s.",
        year=year,
        **_tails(result, high["settled_cost"]),
    )
    yield _(
        "All years together, in present value, cost %(tail95)s on average in the worst twentieth of "
        "all simulations and %(tail99)s in the worst hundredth; over all simulations they cost "
        "%(mean)s.",
        **_tails(result, high["present_value"]),
    )
    yield _(
        "The dearest single year of a simulation costs %(tail95)s on average in the worst twentieth "
        "and %(tail99)s in the worst hundredth; over all simulations it costs %(mean)s.",
        **_tails(result, high["worst_year"]),
    )


def _tails(result: Result, spread: Need) -> dict[str, str]:
    """The mean of the worst 5 % and 1 % (what actuaries call the tail value at risk), beside the mean of all."""
    keys = {"tail95": "tvar95", "tail99": "tvar99", "mean": "mean"}
    return {word: _money(result, spread[key]) for word, key in keys.items()}


def _few(result: Result) -> Iterator[str]:
    """That counts or awards are too few."""
    yield from presenters.said(result)
    yield from few_awards(result["assumptions"])


def _needed(result: Result) -> Iterator[str]:
    needs = result["high"]["needs"]
    target = level(needs["target"])
    yield unspent(result, chance(needs["dry_otherwise"]))
    if needs["budget_break_even"] is None:
        yield no_break_even()
    else:
        yield _(
            "Income covers cost on average with a yearly budget of %(budget)s, and with nothing to spare for a bad year.",
            budget=_money(result, needs["budget_break_even"]),
        )
        yield from not_counted(result)
    yield _(
        "A yearly budget of %(budget)s keeps the chance of running out at %(target)s or less.",
        budget=_money(result, needs["budget"]["value"]),
        target=target,
    )
    yield _(
        "With the budget as it is, money at the start of %(reserve)s would do the same.",
        reserve=_money(result, needs["reserve"]["value"]),
    )
    yield from _cap(result, target)
    for one in needs["surcharges"]:
        yield from _surcharge(result, one, target)


def not_counted(result: Result) -> list[str]:
    """What breaks even is not what is needed, where much is there from the start; [] where nothing is."""
    if not any(one["code"] == "reserve" and one["values"][0] for one in result["assumptions"]):
        return []
    return [_("What covers cost on average does not count the money at the start; what keeps the chance does.")]


def _cap(result: Result, target: str) -> Iterator[str]:
    found = result["depth"]["cap"]
    if found["is_needless"]:
        yield _("No highest award is needed to keep it there.")
    elif found["cap"] is None:
        yield _("No highest award is low enough to keep it there: the office alone costs too much.")
    else:
        yield _(
            "With budget and money at the start as they are, a highest award of %(cap)s keeps it at %(target)s or less.",
            cap=_money(result, found["cap"]),
            target=target,
        )


def _surcharge(result: Result, one: Need, target: str) -> Iterator[str]:
    """By person convicted: amounts of a few units, so with two decimals."""
    if one["break_even"] is None:
        return
    said = {"source": named(one["source"]), "now": _each(result, one["now"]), "even": _each(result, one["break_even"])}
    if one["break_even"] == 0 and one["solvent"] is not None:
        yield _(
            "%(source)s: each convicted person pays %(now)s in this estimate; income covers cost on average without it, and "
            "%(solvent)s keeps the chance of running out at %(target)s or less.",
            target=target,
            solvent=_each(result, one["solvent"]["value"]),
            **said,
        )
    elif one["solvent"] is None:
        yield _(
            "%(source)s: each convicted person pays %(now)s in this estimate; %(even)s would make income cover cost on average, and "
            "no amount keeps the chance of running out at %(target)s.",
            target=target,
            **said,
        )
    else:
        yield _(
            "%(source)s: each convicted person pays %(now)s in this estimate; %(even)s would make income cover cost on average, and "
            "%(solvent)s keeps the chance of running out at %(target)s or less.",
            target=target,
            solvent=_each(result, one["solvent"]["value"]),
            **said,
        )


def _money(result: Result, value: float) -> str:
    return f"{amount(value)}{NBSP}{result['currency']}"


def _each(result: Result, value: float) -> str:
    return f"{decimals(2)(round(value, 2))}{NBSP}{result['currency']}"
