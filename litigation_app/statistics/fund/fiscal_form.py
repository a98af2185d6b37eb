"""What does a ministry's fiscal form say of a run: by budget year and economic classification, who pays, what stays open?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from litigation_app.statistics.fund.fiscal_balance import Balance, balance
from litigation_app.statistics.fund.fiscal_net import net

_FOLDER = Path(__file__).parent / "fiscal_forms"
_MANY = 10  # of a currency in a euro: its form is in thousands
_THOUSAND = 1000
AWARDS = "awards"
PAY, CONTRIBUTIONS, OFFICE, RUNNING = "pay", "contributions", "office", "running"
SPENDING = (AWARDS, OFFICE, "set_up")
SPENDING_BY_POST = (AWARDS, PAY, CONTRIBUTIONS, RUNNING, "set_up")
INCOME = ("budget", "reserve", "receipts", "recovery")
RESERVE, BUDGET = "reserve", "budget"  # the money at the start is asked of the same budget, in its line
Result = Mapping[str, Any]
Years = tuple[int, ...]
Amounts = tuple[float, ...]


@dataclass(frozen=True)
class Level:
    """A budget that could carry the fund, and its form. Texts are the country's own; one from memory says so."""

    code: str
    budget: str
    form: str
    form_years: int
    basis: str
    source: str
    classification_source: str
    spent: str
    spent_source: str
    lines: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Any] = field(default_factory=dict)  # headings of the form; {}: nobody has seen them


@dataclass(frozen=True)
class Line:
    """A line of the form: `kind` is of SPENDING or INCOME; amounts by year, whole units of the form."""

    kind: str
    code: str
    name: str
    amounts: Years


@dataclass(frozen=True)
class Post:
    """A post of the office: how many of it, and the pay of all of them by year."""

    name: str
    number: float
    pay: Years


@dataclass(frozen=True)
class Form:
    """`unit`: how many units of `currency` one amount is. `owed`: applied for and not paid when the run ends.
    `uncovered`: spending beyond the income of the year
    that is not expected to lapse; `beyond`: what is spent beyond the appropriation from other income of the year (receipts, what
    comes back).

    `payroll`: pay and contributions of all posts. `net`: the lines of `fiscal_net.Net`, by code.
    `lapsed`: what is expected to be left of the budget and goes back; None where it stays.
    """

    level: Level
    years: Years
    currency: str
    unit: int
    spending: tuple[Line, ...]
    income: tuple[Line, ...]
    spent: Years
    received: Years
    uncovered: Years
    appropriation: Years
    beyond: Years
    commitment: Years
    cash: Years
    unpaid: Years
    contingent: Years
    risk: Years
    lapsed: Years | None
    balance: Balance
    owed: int
    net: Mapping[str, Years]
    posts: tuple[Post, ...] = ()
    payroll: Years = ()


@dataclass(frozen=True)
class Scale:
    """In which currency and unit a form prints, how many of its units one of the scenario's currency is, and for how many years."""

    currency: str
    unit: int
    factor: float
    count: int

    def by_year(self, values: Sequence[float]) -> Amounts:
        """In units of the form, not rounded, for its years."""
        return tuple(self.factor * value for value in values[: self.count])


def printed(amounts: Sequence[float]) -> Years:
    """Each rounded once: a sum is the rounded sum of exact amounts, not the sum of rounded ones."""
    return tuple(round(one) for one in amounts)


def levels(country: str) -> Sequence[Level]:
    """The budgets of a country, the one that is offered first in front."""
    return [Level(**row) for row in _file(country)["level"]]


@cache
def _file(country: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{country.lower()}.toml").read_text(encoding="utf-8"))


def form(result: Result, level: Level, *, local: bool = True) -> Form:
    """The form of a run with the hidden counts at their highest; in the country's currency, or else in the scenario's.

    Every figure is rounded once. Appropriation: the budget asked, in the first year with the money at the start.
    Commitment: when an award is decided; the office's as it spends. Cash: expected to be paid, less what comes back. Unpaid:
    decided and carried over. Contingent: what undecided applications will bring. Risk: what one year in twenty asks beyond.
    """
    high, scale = result["high"], _scale(result, level, local)
    flows = {kind: scale.by_year(values) for kind, values in _flows(result).items()}
    kinds = SPENDING_BY_POST if _stated(result) else SPENDING
    asked, spent, received = (_sums([flows[kind] for kind in some]) for some in ((BUDGET, RESERVE), kinds, INCOME))
    decided, pending = (scale.by_year(high["promises"][key]) for key in ("decided", "pending"))
    lapsed = scale.by_year(high["cash"]["lapsed"]) if result["is_budget_lapsing"] else None
    usable = received if lapsed is None else _less(received, lapsed)
    return Form(
        level=level,
        years=tuple(result["first_year"] + t for t in range(scale.count)),
        currency=scale.currency,
        unit=scale.unit,
        spending=_lines(kinds, level, flows),
        income=_lines(INCOME, level, flows),
        spent=printed(spent),
        received=printed(received),
        uncovered=printed(_over(spent, usable)),
        appropriation=printed(asked),
        beyond=printed(_over(spent, _sums([asked, _over(spent, received)]))),
        commitment=printed(_less(_sums([decided, spent]), flows[AWARDS])),
        cash=printed(_less(spent, flows["recovery"])),
        unpaid=printed(tuple(accumulate(_less(decided, flows[AWARDS])))),
        contingent=printed(pending),
        risk=printed(scale.by_year([one["q95"] - one["mean"] for one in high["cost_by_year"]])),
        lapsed=None if lapsed is None else printed(lapsed),
        balance=_closing(high["cash"], scale, received, spent),
        owed=round(scale.factor * high["owed"]["mean"]),
        net={code: printed(scale.by_year(values)) for code, values in net(result).lines().items()},
        posts=_posts(result, scale),
        payroll=printed(_sums([flows[PAY], flows[CONTRIBUTIONS]])),
    )


def _closing(cash: Result, scale: Scale, received: Amounts, spent: Amounts) -> Balance:
    """How the columns close."""
    lapsed, interest, short = (scale.by_year(cash[code]) for code in ("lapsed", "interest", "short"))
    return balance(received, lapsed, interest, spent, short, scale.factor)


def _stated(result: Result) -> list[Any]:
    """The posts of the scenario that are paid anything."""
    return [one for one in result["assumptions"] if one["code"] == "post" and one["values"][0] * one["values"][1]]


def _posts(result: Result, scale: Scale) -> tuple[Post, ...]:
    """Each post with its share of all pay; none where the scenario states none."""
    stated, paid = _stated(result), result["high"]["cash"][PAY]
    every = sum(one["values"][0] * one["values"][1] for one in stated)
    shares = [(one, one["values"][0] * one["values"][1] / every) for one in stated]
    return tuple(
        Post(one["name"], one["values"][0], printed(scale.by_year([share * x for x in paid]))) for one, share in shares
    )


def _over(these: Amounts, those: Amounts) -> Amounts:
    """How much more these are, year by year; never less than nothing."""
    return tuple(max(one, 0.0) for one in _less(these, those))


def _less(these: Amounts, those: Amounts) -> Amounts:
    return tuple(a - b for a, b in zip(these, those, strict=True))


def _sums(flows: Sequence[Amounts]) -> Amounts:
    return tuple(map(sum, zip(*flows, strict=True)))


def _scale(result: Result, level: Level, local: bool) -> Scale:
    currency, rate = _currency(result, local)
    unit = _THOUSAND if rate >= _MANY else 1
    return Scale(currency, unit, rate / unit, min(level.form_years, result["horizon"]))


def _currency(result: Result, local: bool) -> tuple[str, float]:
    fiscal = result["fiscal"]
    return (fiscal["local_currency"], fiscal["rate"]) if local and fiscal else (result["currency"], 1.0)


def _flows(result: Result) -> dict[str, list[float]]:
    """Each line by year, in the scenario's currency; setting up and the money at the start fall in the first year."""
    cash, horizon = result["high"]["cash"], result["horizon"]
    reserve, set_up = _once(result, RESERVE), list(cash["set_up"])
    office = [admin - once for admin, once in zip(cash["admin"], set_up, strict=True)]
    pay, contributions = (list(cash[kind]) for kind in (PAY, CONTRIBUTIONS))
    return {
        AWARDS: list(cash["award"]),
        OFFICE: office,
        PAY: pay,
        CONTRIBUTIONS: contributions,
        RUNNING: [one - a - b for one, a, b in zip(office, pay, contributions, strict=True)],
        "set_up": set_up,
        BUDGET: list(cash["budget"]),
        RESERVE: reserve,
        "receipts": [sum(flow[t] for flow in cash["receipts"].values()) for t in range(horizon)],
        "recovery": list(cash["recovery"]),
    }


def _once(result: Result, code: str) -> list[float]:
    amount = sum(one["values"][0] for one in result["assumptions"] if one["code"] == code)
    return [amount, *([0.0] * (result["horizon"] - 1))]


def _lines(kinds: Sequence[str], level: Level, flows: Mapping[str, Amounts]) -> tuple[Line, ...]:
    said = {kind: level.lines[BUDGET if kind == RESERVE else kind] for kind in kinds}
    return tuple(Line(kind, one["code"], one["name"], printed(flows[kind])) for kind, one in said.items())
