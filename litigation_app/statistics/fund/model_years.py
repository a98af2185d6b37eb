"""In whose prices are the amounts of a scenario file, and in which year does its fund begin?"""

from __future__ import annotations

from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_values import Values

RISE_MOST = 10  # years from the price base to the first year: further off, no stated amount means anything


def years(v: Values) -> dict[str, int]:
    """In whose prices amounts are stated, and the first year. Where none is said it is the year after the price base, and amounts
    are taken for prices of that first year."""
    model = v.table("model")
    base = v.whole(model, "price_base_year", "model", 1990, 2100)
    if "first_year" not in model:
        return {"price_year": base + 1, "first_year": base + 1}
    first = v.number(model, "first_year", "model")
    if first != int(first) or not base <= first <= base + RISE_MOST:
        raise ScenarioRefused("model.first_year", f"must be a year from {base} to {base + RISE_MOST}")
    return {"price_year": base, "first_year": int(first)}
