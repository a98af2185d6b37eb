"""What do two other programs answer (`aggregate` for sums of awards, SALib for shares of variance)? Run by their own Python.

python -m deep.actuaries compound      the laws of `COMPOUNDS`, as JSON: mean, sd, quantiles of each
python -m deep.actuaries sobol         first and total indices of `cost` with their 95 % margins, as JSON
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

LEVELS = (0.5, 0.95, 0.99)
# in their own language: claims, limit, severity, mixing; step and length of their lattice
COMPOUNDS = {
    "negbin lognormal capped": ("agg A 40 claims 10000 xs 0 sev lognorm 4000 cv 1 mixed gamma 0.3", 10, 16),
    "poisson gamma": ("agg B 12 claims sev gamma 3000 cv 0.7 poisson", 5, 16),
    "poisson capped heavy": ("agg C 25 claims 5000 xs 0 sev lognorm 2500 cv 2 poisson", 5, 16),
}
PROBLEM = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}
SAMPLE = 2**13


def compounds() -> Iterator[tuple[str, dict[str, float]]]:
    """Each law by aggregate's FFT."""
    from aggregate import build

    for name, (words, step, log2) in COMPOUNDS.items():
        law = build(words, bs=step, log2=log2)
        yield name, {"mean": law.agg_m, "sd": law.agg_sd, **{f"q{p:g}": float(law.q(p)) for p in LEVELS}}


def sample() -> Any:
    """SALib's points for three uniform inputs."""
    from SALib.sample import sobol

    return sobol.sample(PROBLEM, SAMPLE, calc_second_order=False, seed=1)


def indices(values: Any) -> dict[str, list[float]]:
    """SALib's estimates from the values at those points."""
    from SALib.analyze import sobol

    found = sobol.analyze(PROBLEM, values, calc_second_order=False, seed=1)
    codes = {"first": "S1", "total": "ST", "first_margin": "S1_conf", "total_margin": "ST_conf"}
    return {name: found[code].tolist() for name, code in codes.items()}


def cost(u: Any) -> Any:
    """A small cost of three uncertain things: rate * award * prices over ten years, as both programs are asked."""
    rate, award, prices = 10 + 20 * u[:, 0], 2000 + 3000 * u[:, 1] ** 2, 1 + 0.06 * u[:, 2]
    return rate * award * sum(prices**t for t in range(10))


if __name__ == "__main__":
    if sys.argv[1] == "compound":
        print(json.dumps(dict(compounds())))
    else:
        print(json.dumps(indices(cost(sample()))))
