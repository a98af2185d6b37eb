"""How is a number of a run said, and what are figures, assumptions, options and shocks called? A number is said by its place in the
result, in one way for texts and tables, which then agree.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from litigation_app.advocacy.figures import grids, six_figures, words
from litigation_app.advocacy.figures.grids import amount, bare_chance, bare_share, exact
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP, day_or_none
from litigation_app.statistics.fund.fiscal_net import net

Result = Mapping[str, Any]
DERIVED = "derived."  # of shares that are made of sums of the run
BOTH = "*."  # of the lowest and of the highest counts
_UNITS = {"share", "chance", "rate_share"}
_DOT = "\0"
_MANY = 10  # of a currency in a euro: its tables are in thousands
_THOUSAND = 1000
_FEW = 100  # units: below it the decimals of an amount matter


@dataclass(frozen=True)
class Used:
    """A number that was printed: where it stands in the result, how it is said, and the words."""

    place: str
    form: str
    words: str


@dataclass
class Bound:
    """A result whose numbers are asked by their place: "horizon", "depth.options.0.dry", "*.settled_cost.mean"."""

    result: Result
    used: list[Used] = field(default_factory=list)

    def at(self, place: str) -> Any:
        """What stands there; raises KeyError or IndexError."""
        found: Any = {"derived": derived(self.result)} if place.startswith(DERIVED) else self.result
        for key in place.split("."):
            found = found[int(key)] if isinstance(found, list | tuple) else found[key.replace(_DOT, ".")]
        return found

    def has(self, place: str) -> bool:
        """Whether anything stands there."""
        try:
            return self.at(place) is not None
        except (KeyError, IndexError, TypeError):
            return False

    @property
    def is_one(self) -> bool:
        """Whether no count was withheld, so that there is one answer."""
        return bool(self.result["low"] == self.result["high"])

    @property
    def local(self) -> str:
        """The country's currency where it is another than the scenario's; "" otherwise."""
        fiscal = self.result["fiscal"]
        return fiscal["local_currency"] if fiscal and fiscal["local_currency"] != self.result["currency"] else ""

    def values(self, place: str) -> list[float]:
        """One number, or two where the place is of both ends; in order of size."""
        if not place.startswith(BOTH):
            return [float(self.at(place))]
        rest = place.removeprefix(BOTH)
        return sorted({float(self.at(f"{end}.{rest}")) for end in ("low", "high")})

    @property
    def unit(self) -> str:
        """The unit of amounts in tables: the country's currency, in thousands where a euro is many of it."""
        if self.local and self.rate >= _MANY:
            return _("thousand %(currency)s", currency=self.local)
        return self.local or str(self.result["currency"])

    def said(self, place: str, form: str) -> str:
        """The words of a number; `form` is a key of FORMS, or both: in two currencies."""
        words = self._joined(place, form)
        self.used.append(Used(place, form, words))
        return words

    def _joined(self, place: str, form: str) -> str:
        if form == "both":
            main = self._joined(place, "local") if self.local else self._joined(place, "money")
            return f"{main} ({self._joined(place, 'money')})" if self.local else main
        say = FORMS[form]
        rate = self.rate if form in {"local", "amount", "term", "each"} else 1.0
        rate /= _THOUSAND if form in {"amount", "term"} and rate >= _MANY else 1
        said = list(dict.fromkeys(say(rate * value) for value in self.values(place)))
        unit = {
            "money": self.result["currency"],
            "local": self.local,
            "each": self.local or self.result["currency"],
        }.get(form, "%" if form in _UNITS else "")
        return "–".join(said) + (f"{NBSP}{unit}" if unit else "")

    @property
    def rate(self) -> float:
        """Units of the country's currency for one of the scenario's."""
        return float(self.result["fiscal"]["rate"]) if self.local else 1.0

    @property
    def rate_day(self) -> str:
        """The day of the rate, as the desk writes days; "" where none is said."""
        said = str(self.result["fiscal"]["rate_date"])
        return format_date(day_or_none(said)) or said

    def amount(self, place: str) -> str:
        """An amount of a table, whose title says the unit."""
        return self.said(place, "amount")

    def term(self, place: str) -> str:
        """An amount of a table in which a row is added up: to the whole unit of the title, whatever its size."""
        return self.said(place, "term")

    def each(self, place: str) -> str:
        """An amount for one person, in whole units of the country's currency and never in thousands of it."""
        return self.said(place, "each")

    def both(self, place: str) -> str:
        """An amount in the country's currency, and in the scenario's behind it."""
        return self.said(place, "both")

    def share(self, place: str) -> str:
        """A share in per cent."""
        return self.said(place, "share")

    def chance(self, place: str) -> str:
        """A chance in per cent; what no future showed is below the smallest, not zero."""
        return self.said(place, "chance")

    def count(self, place: str) -> str:
        """Whole things."""
        return self.said(place, "count")

    def tenths(self, place: str) -> str:
        """A mean of things, to a tenth."""
        return self.said(place, "tenths")


def key(name: str) -> str:
    """A name that people gave (a group, a source) as a part of a place."""
    return name.replace(".", _DOT)


def number(value: float, decimals: int = 0) -> str:
    """In the reader's language, rounded once from all that is known."""
    return format_number(Decimal(repr(float(value))), current(), decimals)


def _digits(value: float) -> str:
    """Unrounded: for a check against another method."""
    return number(value, 4 if abs(value) < 1000 and value % 1 else 0)


def _each(value: float) -> str:
    """An amount for one person: what is a few units keeps its decimals, and is never rounded to nothing."""
    return number(value, 2) if abs(value) < _FEW else amount(value)


FORMS: Mapping[str, Callable[[float], str]] = {
    "money": amount,
    "local": amount,
    "amount": amount,
    "term": number,
    "each": _each,
    "share": bare_share,
    "chance": bare_chance,
    "count": number,
    "tenths": lambda value: number(value, 1),
    "plain": lambda value: f"{value:.0f}",
    "digits": _digits,
    "rate": exact,
    "rate_share": lambda value: grids.level(value).removesuffix(f"{NBSP}%"),  # as a law says it
}


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


def figure(code: str, bound: Bound) -> str:
    """One of the six figures."""
    return six_figures.names(bound.result, bound.said("horizon", "plain"))[code]


def settled_year(bound: Bound) -> str:
    """The first year in which the fund is fully known."""
    return str(bound.at("first_year") + bound.at("settled_year"))


def assumption(code: str, kind: str = "", levels: Sequence[float] = ()) -> str:
    """What an assumption, or a bar of the sensitivity, is about."""
    return words.assumed(code, kind, levels)


def option(bound: Bound, i: int) -> str:
    """An option of the run, with the size of its advances from its values."""
    one = bound.at(f"depth.options.{i}")
    share, most = (f"scenario.option.{key(one['code'])}.changes.delay.advance_{part}" for part in ("share", "cap"))
    return words.sized_option(
        known(one["name"]),
        bound.share(share) if bound.has(share) and bound.at(share) else "",
        bound.both(most) if bound.has(most) and bound.at(most) else "",
    )


def known(said: str) -> str:
    """What the shipped scenario files call their groups, options, shocks and sources; other words stay."""
    return words.named(said)


def level(code: str) -> str:
    """A budget that could carry the fund, short enough for the tab of a sheet."""
    return {
        "republic": _("Republic"),
        "state": _("State"),
        "federation": _("Federation"),
        "republika_srpska": _("Republika Srpska"),
        "district": _("Brčko District"),
    }[code]


def line(kind: str) -> str:
    """A line of the fiscal form."""
    return {
        "awards": _("Awards to victims"),
        "office": _("Running the office"),
        "pay": _("Pay of the posts"),
        "contributions": _("Employer's contributions"),
        "running": _("Running the office, without pay"),
        "set_up": _("Setting up"),
        "budget": _("Budget"),
        "reserve": _("Money at the start"),
        "receipts": _("Other income"),
        "recovery": _("Recovered from offenders"),
    }[kind]
