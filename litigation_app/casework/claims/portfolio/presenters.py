"""How is the chain from claimed to paid drawn and said?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from litigation_app.casework.claims.portfolio.queries import Behind, Sort, Sum
from litigation_app.casework.claims.portfolio.rules import ENFORCING, MEASURES, OWED, STEPS, amount
from litigation_app.casework.proceedings.limitation.rules import BARRED_WITHIN
from litigation_app.core.charts import Lane, Step, funnel
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import format_number

NAMES = {
    "claimed": _l("Claimed"),
    "decided": _l("Claimed (decided claims)"),
    "awarded": _l("Awarded"),
    "final": _l("Awarded by final judgment"),
    ENFORCING: _l("In enforcement"),
    "paid": _l("Paid"),
    OWED: _l("Still owed, without interest"),
}
_THOUSAND = 1000


ORDERS = {
    Sort.LARGEST: _l("The largest amount first"),
    Sort.SMALLEST: _l("The smallest amount first"),
    Sort.NEWEST: _l("Filed, the latest first"),
    Sort.OLDEST: _l("Filed, the earliest first"),
    Sort.COLLECT: _l("Collect by, the nearest first"),
}


@dataclass(frozen=True)
class Row:
    """One step of the table. `share`: of what was claimed, in whole percent."""

    measure: str
    name: str
    persons: int
    amount: Decimal
    share: int


@dataclass(frozen=True)
class Chain:
    """The chain in one currency: its picture and its table."""

    currency: str
    picture: Markup
    rows: list[Row]


def orders(measure: str) -> list[tuple[str, str]]:
    """In which orders the clients behind a step can stand."""
    return [(str(one), str(words)) for one, words in ORDERS.items() if measure == OWED or one is not Sort.COLLECT]


def currencies(sums: Mapping[str, Mapping[str, Sum]], measure: str) -> list[str]:
    """In which somebody reached this step: first that of most clients, for amounts of two currencies are not compared."""
    persons = {currency: of_each[measure].persons for currency, of_each in sums.items()}
    return sorted((one for one in persons if persons[one]), key=lambda one: (-persons[one], one))


def title(asked: Behind) -> str:
    """What a list is called."""
    barred = [_("time-barred, or within six months")] if asked.is_barred_soon else []
    return " · ".join([str(NAMES[asked.measure]), asked.currency, *barred, str(ORDERS[asked.sort])])


def collect(enforce_by: date | None, today: date) -> tuple[str, str]:
    """Until when what is owed can be enforced: how that looks ("bad", "warn" or ""), and in words; "" where nobody knows."""
    if enforce_by is None:
        return "", ""
    day = format_date(enforce_by)
    if enforce_by < today:
        return "bad", _("enforcement is time-barred since %(day)s", day=day)
    return "warn" if enforce_by <= today + BARRED_WITHIN else "", _("collect by %(day)s", day=day)


def chain(currency: str, sums: dict[str, Sum]) -> Chain:
    """The steps in two lanes, amounts and persons: they are not nested, so that nothing is drawn as an exit."""
    whole = sums["claimed"].cents or 1
    rows = [
        Row(one, str(NAMES[one]), sums[one].persons, amount(sums[one].cents), round(100 * sums[one].cents / whole))
        for one in MEASURES
    ]
    lanes = [
        Lane(_("Amounts"), _("thousand %(currency)s", currency=currency), _steps(sums, money=True)),
        Lane(_("Persons"), _("persons"), _steps(sums, money=False)),
    ]
    title = _("From claimed to paid, %(currency)s", currency=currency)
    picture = funnel(lanes, title=title, number=lambda value: format_number(Decimal(value), current(), 0))
    return Chain(currency, picture, rows)


def _steps(sums: dict[str, Sum], *, money: bool) -> list[Step]:
    return [
        Step(str(NAMES[one]), float(amount(sums[one].cents) / _THOUSAND) if money else sums[one].persons)
        for one in STEPS
        if one != ENFORCING  # many are paid without
    ]
