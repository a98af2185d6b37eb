"""In which currency is a run to be budgeted, and what does its one rate of exchange leave out?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.core.language import _, format_date
from litigation_app.core.text import day_or_none

FIXED = "fixed"  # by law


def one_rate(result: Mapping[str, Any]) -> str:
    """Whose prices rise in which currency, at which rate; "" where there is one currency alone."""
    fiscal, currency = result["fiscal"], result["currency"]
    if not fiscal or fiscal["local_currency"] == currency:
        return ""
    said = _(
        "Amounts in %(local)s are the ones to budget: they rise with the prices of the country. Amounts in %(currency)s are the same, "
        "in all years at the one rate of %(day)s, as budgets count.",
        local=fiscal["local_currency"],
        currency=currency,
        day=_day(fiscal["rate_date"]),
    )
    return said if result["scenario"]["fiscal"].get("rate_kind") == FIXED else f"{said} {_if_it_follows(currency)}"


def _if_it_follows(currency: str) -> str:
    return _(
        "If prices rise more slowly where %(currency)s is the money, and the rate follows, later years are worth less in %(currency)s "
        "than is shown.",
        currency=currency,
    )


def _day(said: str) -> str:
    """As the desk writes days, before a comma."""
    return (format_date(day_or_none(str(said))) or str(said)).rstrip(".")
