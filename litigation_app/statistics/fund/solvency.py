"""What do the asks `present_value` and `ruin` of a `fund-question/1` answer?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import dry, horizon
from litigation_app.statistics.fund.amounts import Law
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.awards import award_at
from litigation_app.statistics.fund.compounds import Answer, answered, levels, places, points_asked
from litigation_app.statistics.fund.counting import NegBin, Poisson
from litigation_app.statistics.fund.funding_reading import KEPT, LAPSES
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.policy import Policy, mean_award

HORIZON_MOST = 50
RATE_MOST, CV_MOST = 1e9, 20.0  # awards a year; its uncertainty
YEARLY_MOST, RATE_OF_MONEY_MOST = 10.0, 1.0  # growth of a year; of prices or discount: twice, as in a scenario file
NO_CAP_WILL_DO = "No cap keeps the chance of running dry at or under the target."
NO_CAP_NEEDED = "The fund needs no cap to keep the chance of running dry at or under the target."


def present_value(question: Asked) -> Answer:
    """The discounted sum of all payments; with a reserve or an income also when the fund runs dry."""
    pay = _payments(question)
    value = horizon.present_value(pay, places(question))
    found: Answer = {"mean": value.moments.mean, "sd": value.moments.sd, "skew": value.moments.skew}
    found |= levels(value) | {"payment_year_weights": pay.weights.tolist()}
    found |= points_asked(question, value, is_listed=False)
    warnings = list(value.warnings)
    if not {"opening_reserve", "reserve", "annual_income", "income"}.isdisjoint(question):
        found |= _solvency(question, _dry_of_rate(pay, _means(question)), pay.policy, warnings)
    return answered(found, f"one compound law: {value.method}", warnings)


def ruin(question: Asked) -> Answer:
    """When the fund runs dry, and the cap that keeps it from it; awards by one law a year, or by one uncertain rate."""
    warnings: list[str] = []
    means = _means(question)
    if "frequency" in question:
        rule = ask.policy(question, "")
        found = _solvency(question, _dry_of_years(question, rule, means), rule, warnings)
        return answered(found, f"lattice recursion, {_order(means)}", warnings)
    pay = _payments(question)
    found = _solvency(question, _dry_of_rate(pay, means), pay.policy, warnings)
    found["payment_year_weights"] = pay.weights.tolist()
    return answered(found, f"lattice recursion over Gauss-Laguerre rates, {_order(means)}", warnings)


Chances = Callable[[Policy, float], dry.Dry]


def _dry_of_rate(pay: horizon.Payments, means: Means) -> Chances:
    return lambda rule, agreed: dry.ruin_of(replace(pay, policy=rule), means, agreed)


def _dry_of_years(question: Asked, rule: Policy, means: Means) -> Chances:
    """Years that are each on their own; their awards grow in number, and in money with prices."""
    law = ask.damage(ask.table(question, "severity", ""), "severity", rule)
    many = ask.counting(ask.table(question, "frequency", ""), "frequency")
    _finite(law, rule)
    growth, inflation = _yearly(question, "growth", YEARLY_MOST), _yearly(question, "inflation")
    if growth and not isinstance(many, Poisson | NegBin):
        raise QuestionRefused("growth", "needs a poisson or negbin frequency")
    if question.get("decision_lag_years", [1.0]) != [1.0]:
        raise QuestionRefused("decision_lag_years", "needs a rate, not a frequency by year")
    years = range(len(means.incomes))
    numbers = [many.grown((1 + growth) ** t) if isinstance(many, Poisson | NegBin) else many for t in years]

    def chances(rule: Policy, agreed: float) -> dry.Dry:
        return dry.ruin(
            dry.own_years(numbers, [award_at(law, rule, (1 + inflation) ** t, means.worth(t)) for t in years]),
            means,
            agreed,
        )

    return chances


def _yearly(question: Asked, key: str, most: float = RATE_OF_MONEY_MOST) -> float:
    """Growth, prices or discount of a year, as a share: 2.5 per cent are 0.025."""
    return ask.number(question, key, "", default=0.0, above=-1.0, least=-1.0, most=most)


def _solvency(question: Asked, chances: Chances, rule: Policy, warnings: list[str]) -> Answer:
    chance = chances(rule, dry.AGREED)
    found: Answer = {"ruin_by_year": chance.by_year}
    warnings += chance.warnings
    if "cap_for" in question:
        target = _target(question)
        agreed = dry.searching(target)
        cap = dry.largest_cap(lambda c: chances(replace(rule, cap=c), agreed).by_year[-1], rule, target)
        warnings += [NO_CAP_WILL_DO] if cap is None else [NO_CAP_NEEDED] if math.isinf(cap) else []
        found["cap_for"] = cap if cap is not None and math.isfinite(cap) else None
    return found


def _target(question: Asked) -> float:
    given = question["cap_for"]
    asked = given if isinstance(given, dict) else {"target": given}
    known = [k for k in ("target", "ruin_probability", "ruin", "p") if k in asked]
    target = ask.positive(asked, known[0] if known else "target", "cap_for")
    if target >= 1:
        raise QuestionRefused("cap_for", "must be a chance below 1")
    return target


def _payments(question: Asked) -> horizon.Payments:
    rate, rule = ask.table(question, "rate", ""), ask.policy(question, "")
    kind = rate.get("kind", "gamma")
    if kind not in ("gamma", "fixed", "poisson"):
        raise QuestionRefused("rate.kind", "must be gamma, fixed or poisson")
    law = ask.damage(ask.table(question, "severity", ""), "severity", rule)
    _finite(law, rule)
    indexed_at = question.get("award_indexed_at", "decision")
    if indexed_at not in ("decision", "lodging"):
        raise QuestionRefused("award_indexed_at", "must be decision or lodging")
    return horizon.Payments(
        rate=ask.number(rate, "mean", "rate", most=RATE_MOST),
        rate_cv=0.0 if kind != "gamma" else ask.number(rate, "cv", "rate", default=0.0, most=CV_MOST),
        common=ask.truth(rate, "common_to_all_years", "rate", default=True),
        law=law,
        policy=rule,
        horizon=_horizon(question),
        growth=_yearly(question, "growth", YEARLY_MOST),
        lag=ask.probabilities({"decision_lag_years": [1.0], **question}, "decision_lag_years", ""),
        inflation=_yearly(question, "inflation"),
        discount=_yearly(question, "discount"),
        is_indexed_at_lodging=indexed_at == "lodging",
    )


def _finite(law: Law, rule: Policy) -> None:
    if math.isinf(mean_award(law, rule)):
        raise QuestionRefused("severity", "an award without a finite mean needs a cap")


def _horizon(question: Asked) -> int:
    return ask.whole(question, "horizon", "", least=1, most=HORIZON_MOST)


def _means(question: Asked) -> Means:
    reserve_key = "reserve" if "reserve" in question else "opening_reserve"
    income_key = "income" if "income" in question else "annual_income"
    years, given = _horizon(question), question.get(income_key)
    if isinstance(given, list):
        incomes = ask.numbers(question, income_key, "")
        if len(incomes) != years:
            raise QuestionRefused(income_key, f"must have one value for each of the {years} years")
    else:
        incomes = [ask.number(question, income_key, "", default=0.0)] * years
    if ask.truth(question, "income_indexed", "", default=False):
        incomes = [income * (1 + _yearly(question, "inflation")) ** t for t, income in enumerate(incomes)]
    order = question.get("order", "income before payments")
    if not isinstance(order, str) or not order.startswith(("income", "payments")):
        raise QuestionRefused("order", "must begin with income or with payments: whatever comes first in a year")
    reserve = ask.number(question, reserve_key, "", default=0.0)
    interest = ask.number(question, "interest", "", default=0.0, most=RATE_OF_MONEY_MOST)
    is_first, is_lapsing = order.startswith("income"), _lapses(question, order)
    return Means.earning(reserve, incomes, interest, income_first=is_first, lapsing=is_lapsing)


def _lapses(question: Asked, order: str) -> bool:
    """Whether what is left of the income of a year goes back at its end."""
    unspent = question.get("unspent", KEPT)
    if unspent not in (KEPT, LAPSES):
        raise QuestionRefused("unspent", f"must be {KEPT} or {LAPSES}")
    if unspent == LAPSES and not order.startswith("income"):
        raise QuestionRefused("unspent", f"must be {KEPT} where payments come before income")
    return bool(unspent == LAPSES)


def _order(means: Means) -> str:
    order = "income before payments" if means.is_income_first else "payments before income"
    order += f", {means.interest:g} interest a year on what is held before the income" if means.interest else ""
    return f"{order}, what is left of a year's income lapses" if means.is_lapsing else order
