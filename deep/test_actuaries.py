"""Do two other programs give our answers: `aggregate` for sums of awards, SALib for shares of variance? Part of `make deep`."""

import inspect
import json
import subprocess
from typing import Any

import numpy as np
import pytest

from deep.__main__ import ROOT
from litigation_app.statistics.fund.questions import answer
from litigation_app.statistics.fund.variance_shares import sobol_indices

LEVELS, SAMPLE = (0.5, 0.95, 0.99), 2**13
# in aggregate's own language (claims, limit, severity, mixing; step of its lattice), and in ours: frequency, severity, policy
LAWS: dict[str, tuple[int, list[dict[str, Any]]]] = {
    "agg A 40 claims 10000 xs 0 sev lognorm 4000 cv 1 mixed gamma 0.3": (10, [
        {"kind": "negbin", "mean": 40, "mixing_cv": 0.3}, {"kind": "lognormal", "mean": 4000, "cv": 1}, {"cap": 10000}]),
    "agg B 12 claims sev gamma 3000 cv 0.7 poisson": (5, [
        {"kind": "poisson", "mean": 12}, {"kind": "gamma", "mean": 3000, "cv": 0.7}]),
    "agg C 25 claims 5000 xs 0 sev lognorm 2500 cv 2 poisson": (5, [
        {"kind": "poisson", "mean": 25}, {"kind": "lognormal", "mean": 2500, "cv": 2}, {"cap": 5000}]),
}  # fmt: skip
_COMPOUND = """
from aggregate import build
law = build(asked["words"], bs=asked["step"], log2=16)
said = {"mean": law.agg_m, "sd": law.agg_sd, **{str(p): float(law.q(p)) for p in asked["levels"]}}
"""
_SHARES = """
from SALib.analyze import sobol
from SALib.sample import sobol as points
values = cost(points.sample(asked["problem"], asked["sample"], calc_second_order=False, seed=1))
found = sobol.analyze(asked["problem"], values, calc_second_order=False, seed=1)
said = {name: ends.tolist() for name, ends in found.items()}
"""
PROBLEM = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}


def theirs(code: str, **asked: Any) -> Any:
    """What their own Python says."""
    program = f"import json, sys\nasked = json.load(sys.stdin)\n{code}\nprint(json.dumps(said))"
    python = ROOT / ".venv" / "actuary" / "bin" / "python"
    ran = subprocess.run([python, "-c", program], input=json.dumps(asked), check=True, capture_output=True, text=True)
    return json.loads(ran.stdout.splitlines()[-1])


def cost(u):  # type: ignore[no-untyped-def]  # both programs read it
    """A small cost of three uncertain things: rate * award * prices over ten years."""
    rate, award, prices = 10 + 20 * u[:, 0], 2000 + 3000 * u[:, 1] ** 2, 1 + 0.06 * u[:, 2]
    return rate * award * sum(prices**t for t in range(10))


def test_sums_of_awards_are_those_of_aggregate() -> None:
    for words, (step, parts) in LAWS.items():
        other = theirs(_COMPOUND, words=words, step=step, levels=LEVELS)
        group = dict(zip(("frequency", "severity", "policy"), parts, strict=False))
        found = answer({"schema": "fund-question/1", "ask": "compound", "groups": [group]})["answers"]

        assert found["mean"] == pytest.approx(other["mean"], rel=2e-4), words
        assert found["sd"] == pytest.approx(other["sd"], rel=1e-3), words
        for p in LEVELS:
            assert found[f"var{100 * p:g}"] == pytest.approx(other[str(p)], rel=5e-4), words


def test_shares_of_variance_are_those_of_salib() -> None:
    other = theirs(inspect.getsource(cost) + _SHARES, problem=PROBLEM, sample=SAMPLE)
    found, as_many = (sobol_indices(cost, [np.asarray] * 3, sample=sample, seed=1) for sample in (2**16, SAMPLE))

    assert found.first == pytest.approx(other["S1"], abs=0.01)
    assert found.total == pytest.approx(other["ST"], abs=0.01)
    assert as_many.first_margin == pytest.approx(other["S1_conf"], rel=0.4)  # theirs is a bootstrap
    assert as_many.total_margin == pytest.approx(other["ST_conf"], rel=0.4)
