"""What goes back to the budget, hidden counts at their highest, and the whole units of a balance, from results made by hand."""

import pytest

from litigation_app.statistics.fund import fiscal_balance, fiscal_net


def cash(times):
    """Two years: of 100 and 80 of the budget 30 and 5 go back."""
    flows = {"award": [60, 70], "admin": [10, 11], "recovery": [1, 2], "budget": [100, 80], "lapsed": [30, 5]}
    return {"receipts": {"levy": [times * 4, times * 3]}} | {k: [times * one for one in v] for k, v in flows.items()}


RESULT = {
    "horizon": 2,
    "scenario_code": "RS",
    "scenario": {"funding": {}},
    "low": {"cash": cash(1)},
    "high": {"cash": cash(2)},
}


def test_what_the_budget_pays_is_what_it_is_asked_for_less_what_goes_back():
    assert fiscal_net.net(RESULT).asked == (2 * (100 - 30), 2 * (80 - 5))


def test_every_line_is_of_hidden_counts_at_their_highest():
    found = fiscal_net.net(RESULT)

    assert (found.spent, found.recovered, found.new) == ((140, 162), (2, 4), (8, 6))
    assert found.effect == (140 - 2 - 8, 162 - 4 - 6)


@pytest.mark.parametrize("rate", [1.0, 0.117, 0.001])
def test_forms_in_all_units_say_of_the_same_years_that_money_of_earlier_years_is_used(rate):
    """400 are left of the first year and 280 of the second; in thousands both are nothing."""
    own = {"received": (1000.0, 500.0), "lapsed": (0.0, 20.0), "interest": (0.0, 0.0), "spent": (600.0, 600.0)}

    found = fiscal_balance.balance(
        **{code: [rate * one for one in flow] for code, flow in own.items()}, short=[0.0, 0.0], rate=rate
    )

    assert found.closing == (round(400 * rate), round(280 * rate))
    assert found.is_drawn == (False, True)
