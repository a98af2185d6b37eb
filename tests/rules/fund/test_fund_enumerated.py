"""Questions of finitely many amounts, drawn at random, held against the enumeration of every case."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enumerating import award_law, frequencies, plus, policies, severities, year_law
from fund_asked import asked

ONE = {"kind": "fixed", "amount": 1}


@pytest.mark.thorough
@example([({"kind": "negbin", "mean": 0.5, "mixing_cv": 6.103515625e-05}, ONE, {})])  # r of 268 million
@example([({"kind": "negbin", "mean": 1.0, "mixing_cv": 0.0078125}, ONE, {})])
@example([({"kind": "negbin", "mean": 1.0, "mixing_cv": 0.0007233987683753052}, ONE, {})])
@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(frequencies, severities, policies), min_size=1, max_size=2))
def test_a_compound_law_equals_its_enumeration(groups):
    found = asked(
        ask="compound",
        groups=[{"frequency": f, "severity": s, "policy": p} for f, s, p in groups],
        at=[0, 1, 2.5, 7, 30],
        retentions=[0, 3, 12],
    )

    total = {0.0: 1.0}
    for f, s, p in groups:
        total = plus(total, year_law(f, award_law(s, p)))
    mean = sum(x * p for x, p in total.items())
    variance = sum((x - mean) ** 2 * p for x, p in total.items())
    assert found["mean"] == pytest.approx(mean, abs=1e-6)
    assert found["variance"] == pytest.approx(variance, rel=1e-5, abs=1e-6)
    for x in (0, 1, 2.5, 7, 30):
        assert found["pmf"][f"{x:g}"] == pytest.approx(total.get(round(x, 6), 0.0), abs=1e-8)
        assert found["cdf"][f"{x:g}"] == pytest.approx(sum(p for y, p in total.items() if y <= x), abs=1e-8)
    for x in (0, 3, 12):
        assert found["stop_loss"][f"{x:g}"] == pytest.approx(sum(max(y - x, 0) * p for y, p in total.items()), abs=1e-6)


@pytest.mark.thorough
@settings(deadline=None, max_examples=40)
@given(frequencies, severities, policies, st.integers(0, 10), st.lists(st.integers(0, 8), min_size=1, max_size=5))
def test_running_dry_equals_its_enumeration(frequency, severity, rule, reserve, incomes):
    found = asked(
        ask="ruin",
        frequency=frequency,
        severity=severity,
        policy=rule,
        opening_reserve=reserve,
        annual_income=incomes,
        horizon=len(incomes),
    )

    year, alive, expected = year_law(frequency, award_law(severity, rule)), {float(reserve): 1.0}, []
    for income in incomes:
        after = plus(alive, {-x: p for x, p in year.items()})
        alive = {b + income: p for b, p in after.items() if b + income >= -1e-9}
        expected.append(1 - sum(alive.values()))
    assert found["ruin_by_year"] == pytest.approx(expected, abs=1e-7)
