"""Questions to the fund model, as the command answers them."""

import copy
import json

from litigation_app.statistics.fund.questions import answer

GROUP = {
    "frequency": {"kind": "negbin", "mean": 4, "mixing_cv": 0.3},
    "severity": {"kind": "lognormal", "mean": 40, "cv": 1},
    "policy": {"share": 0.9, "floor": 5, "cap": 100, "collateral": 3},
}
YEARS = {
    "rate": {"kind": "gamma", "mean": 4, "cv": 0.3, "common_to_all_years": True},
    "severity": {"kind": "gamma", "shape": 2, "scale": 20},
    "policy": {"floor": 5, "cap": 100, "indexed": True},
    "growth": 0.02,
    "decision_lag_years": [0.5, 0.5],
    "inflation": 0.03,
    "discount": 0.05,
    "horizon": 3,
    "opening_reserve": 100,
    "annual_income": [150, 160, 170],
}
FINE = [  # one of each kind of question, as it should be
    {"ask": "compound", "groups": [GROUP], "at": [0, 50], "retentions": [10]},
    {
        "ask": "compound",
        "groups": [
            {"frequency": {"kind": "binomial", "m": 5, "q": 0.2}, "severity": {"kind": "uniform", "low": 1, "high": 9}},
            {
                "frequency": {"kind": "pmf", "p": [0.5, 0.5]},
                "severity": {"kind": "histogram", "bounds": [0, 5, 9], "counts": [[1, 4], 3]},
            },
        ],
    },
    {"ask": "present_value", **YEARS},
    {"ask": "ruin", **YEARS, "cap_for": {"target": 0.05}},
    {
        "ask": "ruin",
        "frequency": {"kind": "negbin", "r": 2, "beta": 1},
        "severity": {"kind": "discrete", "amounts": [1, 2], "probs": [0.5, 0.5]},
        "opening_reserve": 3,
        "annual_income": 2,
        "horizon": 2,
    },
    {"ask": "severity", "fit": "weibull", "quantiles": {"0.25": 5, "0.9": 20}, "n": 12, "limits": [10]},
    {
        "ask": "severity",
        "fit": "gamma",
        "histogram": {"bounds": [0, 5, 9, None], "counts": [[1, 4], 6, [0, 3]]},
        "policy": {"cap": 8},
    },
    {"ask": "severity", "tariff": {"amounts": [1, 5], "counts": [3, 4]}},
    {"ask": "counts", "counts": [3, [1, 4], 6], "model": "negbin"},
    {"ask": "counts", "counts": [3, [1, 4], 6], "model": "gamma_poisson", "prior": {"shape": 1, "rate": 0.5}},
    {"ask": "delay", "incremental": [[10, 6, 4], [12, 7], [15]]},
    {"ask": "counts", "counts": [3, {"count": [4, 9], "years": 2}]},
]


def asked(**parts):
    """The answers, which are JSON without a not-a-number."""
    found = answer({"schema": "fund-question/1", **parts})
    json.dumps(found, allow_nan=False)
    return found["answers"]


def with_key(question, path, value):
    """The question with this at a path of keys and places."""
    changed = copy.deepcopy(question)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return changed
