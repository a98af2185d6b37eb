"""A part of a question that cannot be meant is refused with its key, whatever else is right."""

import pytest

from fund_asked import asked
from litigation_app.statistics.fund.asked import QuestionRefused

OTHERS = {"quantiles": {"histogram", "tariff"}}  # which stand in its place
FINE = {
    "compound": {"groups": [{"frequency": {"kind": "poisson", "mean": 2}, "severity": {"kind": "fixed", "amount": 1}}]},
    "ruin": {
        "rate": {"kind": "gamma", "mean": 3, "cv": 0.2},
        "severity": {"kind": "fixed", "amount": 1},
        "horizon": 2,
        "opening_reserve": 1,
        "annual_income": 1,
    },
    "severity": {"quantiles": {"0.5": 10, "0.9": 20}, "n": 9},
    "counts": {"counts": [1, 2]},
    "delay": {"incremental": [[1, 2], [3]]},
}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("ask", "change", "key"),
    [
        ("compound", {"groups": []}, "groups"),
        ("compound", {"groups": [3]}, "groups.0"),
        ("compound", {"at": "x"}, "at"),
        ("compound", {"retentions": [-1]}, "retentions.0"),
        ("ruin", {"annual_income": [1]}, "annual_income"),
        ("ruin", {"annual_income": [1, "x"]}, "annual_income.1"),
        ("ruin", {"cap_for": {"target": 2}}, "cap_for"),
        ("ruin", {"cap_for": {}}, "cap_for.target"),
        ("ruin", {"order": 4}, "order"),
        ("ruin", {"rate": {"kind": "magic", "mean": 1}}, "rate.kind"),
        ("ruin", {"rate": {"kind": "gamma", "mean": 1, "common_to_all_years": 1}}, "rate.common_to_all_years"),
        ("ruin", {"award_indexed_at": "never"}, "award_indexed_at"),
        ("ruin", {"policy": {"tariff": [{"from": 0}]}}, "policy.tariff.0.amount"),
        ("ruin", {"policy": {"tariff": 3}}, "policy.tariff"),
        ("ruin", {"severity": {"kind": "pareto", "shape": 0.5, "scale": 1}}, "severity"),
        ("ruin", {"horizon": 0}, "horizon"),
        ("severity", {"fit": "magic"}, "fit"),
        ("severity", {"fit": ["gamma"]}, "fit"),
        ("severity", {"quantiles": {"0.5": 10}}, "quantiles"),
        ("severity", {"quantiles": {"a": 10, "b": 11}}, "quantiles"),
        ("severity", {"n": 0}, "n"),
        ("severity", {"histogram": {"bounds": [0, 1], "counts": [1, 2]}}, "histogram.counts"),
        ("severity", {"histogram": {"bounds": [0], "counts": []}}, "histogram.bounds"),
        ("severity", {"histogram": {"bounds": [0, None], "counts": [0]}}, "histogram.counts"),
        ("severity", {"tariff": {"amounts": [1, 2], "counts": [3]}}, "tariff.counts"),
        ("severity", {"limits": 4}, "limits"),
        ("counts", {"counts": [[2, 1]]}, "counts.0"),
        ("counts", {"counts": [1.5]}, "counts.0"),
        ("counts", {"model": "gamma_poisson", "prior": {"shape": 0, "rate": 0}}, "prior.shape"),
        ("delay", {"incremental": [[0, 2], [0]]}, "incremental"),
        ("delay", {"incremental": [[1], [1, 2]]}, "incremental"),
    ],
)
def test_a_malformed_part_is_refused_with_its_key(ask, change, key):
    fine = {name: part for name, part in FINE[ask].items() if not change.keys() & OTHERS.get(name, set())}

    with pytest.raises(QuestionRefused) as stop:
        asked(ask=ask, **{**fine, **change})

    assert stop.value.key == key
