"""What is the exact law of one year's total, as a `compound` question asks it?"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import lattice
from litigation_app.statistics.fund.amounts import Array, Atoms, Law
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.counting import Counting
from litigation_app.statistics.fund.policy import Policy, award_atoms, limited_award, mean_award

Answer = dict[str, Any]
LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.995)
LISTED_POINTS = 500  # a pmf longer than this is answered only where `at` asks
LOST_MASS = 1e-7


def compound(question: Asked) -> Answer:
    """The law of the total of all groups."""
    groups = question.get("groups")
    if not isinstance(groups, list) or not groups:
        raise QuestionRefused("groups", "must be a list of groups")
    numbers, laws, rules = [], [], []
    for i, given in enumerate(groups):
        where = f"groups.{i}"
        group = ask.table({where: given}, where, "")
        numbers.append(ask.counting(ask.table(group, "frequency", where), f"{where}.frequency"))
        laws.append(ask.damage(ask.table(group, "severity", where), f"{where}.severity"))
        rules.append(ask.policy(group, where))
    step, points = _lattice_for(numbers, laws, rules)
    awards = [on_lattice(law, rule, step, points) for law, rule in zip(laws, rules, strict=True)]
    moments = lattice.moments_of(
        [(n.cumulants(), lattice.award_cumulants(a, step)) for n, a in zip(numbers, awards, strict=True)]
    )
    parts = [lattice.Part(n, a) for n, a in zip(numbers, awards, strict=True)]
    total = lattice.Total(step, lattice.compound(parts, points))
    found: Answer = {"mean": moments.mean, "variance": moments.sd**2, "sd": moments.sd, "skew": moments.skew}
    found |= levels(total) | _points(question, total, all(isinstance(law, Atoms) for law in laws))
    return answered(found, f"FFT on a lattice of {step:g}, {points} points, padded and tilted", lost(total))


def _lattice_for(numbers: list[Counting], laws: list[Law], rules: list[Policy]) -> tuple[float, int]:
    means = [mean_award(law, rule) for law, rule in zip(laws, rules, strict=True)]
    if any(math.isinf(m) for m in means):
        raise QuestionRefused("groups", "an award without a finite mean needs a cap")
    squares = [_second_moment(law, rule, m) for law, rule, m in zip(laws, rules, means, strict=True)]
    cumulants = [n.cumulants() for n in numbers]
    mean = sum(c.first * m for c, m in zip(cumulants, means, strict=True))
    var = sum(c.first * (s - m * m) + c.second * m * m for c, m, s in zip(cumulants, means, squares, strict=True))
    span = lattice.span_of(lattice.Moments(mean, math.sqrt(var), 0.0))
    if all(isinstance(law, Atoms) for law in laws):
        amounts = [
            a
            for law, rule in zip(laws, rules, strict=True)
            if isinstance(law, Atoms)
            for a in award_atoms(law, rule).amounts
        ]
        step = lattice.common_step(amounts, lattice.POINTS)
        if step is not None and span / step < lattice.POINTS:
            return step, 1 << max(8, math.ceil(math.log2(max(span, 2 * max(amounts)) / step + 2)))
    return lattice.nice_step(span, lattice.POINTS), lattice.POINTS


def _second_moment(law: Law, rule: Policy, mean: float) -> float:
    if not math.isinf(rule.cap):
        top = rule.cap
    elif isinstance(law, Atoms):
        top = float(rule.award(np.asarray(law.amounts)).max())
    else:
        top = rule.share * float(law.quantile(np.asarray(1 - 1e-9)))
    y = (np.arange(4096) + 0.5) * top / 4096
    # E[A^2] = 2 * integral of E[(A - y)+], with E[(A - y)+] = E[A] - E[min(A, y)]
    return float(2 * np.maximum(mean - limited_award(law, rule, y), 0).sum() * top / 4096)


def on_lattice(law: Law, rule: Policy, step: float, points: int) -> Array:
    """Award law on the lattice, exact where its atoms lie on it."""
    if isinstance(law, Atoms):
        atoms = award_atoms(law, rule)
        if all(abs(a / step - round(a / step)) < 1e-9 for a in atoms.amounts):
            return lattice.atoms_on(atoms, step)
    return lattice.discretise(lambda y: limited_award(law, rule, y), step, points)


def levels(total: lattice.Total) -> Answer:
    """var and tvar at each level."""
    found: Answer = {}
    for p in LEVELS:
        found[f"var{100 * p:g}"] = total.var(p)
        found[f"tvar{100 * p:g}"] = total.tvar(p)
    return found


def _points(question: Asked, total: lattice.Total, is_discrete: bool) -> Answer:
    found: Answer = {}
    if "at" in question:
        at = ask.numbers(question, "at", "")
    else:
        at = [float(j * total.step) for j in range(min(LISTED_POINTS, len(total.pmf)))] if is_discrete else []
    if at:
        places = [round(x / total.step) for x in at]
        on = [abs(x / total.step - j) < 1e-9 and j < len(total.pmf) for x, j in zip(at, places, strict=True)]
        found["pmf"] = {f"{x:g}": float(total.pmf[j]) if o else 0.0 for x, j, o in zip(at, places, on, strict=True)}
        found["cdf"] = {f"{x:g}": total.cdf(x) for x in at}
    if "retentions" in question:
        found["stop_loss"] = {f"{x:g}": total.stop_loss(x) for x in ask.numbers(question, "retentions", "")}
    return found


def lost(total: lattice.Total) -> list[str]:
    """A warning when part of the law lies above the lattice."""
    lost = 1 - total.held
    return [f"A share of {lost:.2g} of the law lies above the lattice."] if lost > LOST_MASS else []


def answered(answers: Answer, method: str, warnings: list[str]) -> Answer:
    """The form of every answer."""
    return {"answers": answers, "method": method, "warnings": warnings}
