"""What is the exact law of one year's total, as a `compound` question asks it?"""

from __future__ import annotations

import math
from typing import Any

from litigation_app.statistics.fund import asked as ask
from litigation_app.statistics.fund import totals
from litigation_app.statistics.fund.asked import Asked, QuestionRefused
from litigation_app.statistics.fund.awards import award_of
from litigation_app.statistics.fund.few_sums import Group

Answer = dict[str, Any]
GROUPS_MOST = 100
LISTED_POINTS = 500  # a pmf longer than this is answered only where `at` asks


def compound(question: Asked) -> Answer:
    """The law of the total of all groups. Raises QuestionRefused with the key at fault."""
    given = question.get("groups")
    if not isinstance(given, list) or not given:
        raise QuestionRefused("groups", "must be a list of groups")
    if len(given) > GROUPS_MOST:
        raise QuestionRefused("groups", f"must be at most {GROUPS_MOST}")
    groups = [_group(ask.table({f"groups.{i}": one}, f"groups.{i}", ""), f"groups.{i}") for i, one in enumerate(given)]
    if any(math.isinf(g.award.power(1)) for g in groups):
        raise QuestionRefused("groups", "an award without a finite mean needs a cap")
    found = totals.total_of(groups, places(question))
    sd = found.moments.sd
    answers: Answer = {"mean": found.moments.mean, "variance": None if sd is None else sd**2, "sd": sd}
    answers |= {"skew": found.moments.skew} | levels(found)
    answers |= points_asked(question, found, is_listed=all(g.award.is_discrete for g in groups))
    return answered(answers, found.method, list(found.warnings))


def _group(group: Asked, where: str) -> Group:
    many = ask.counting(ask.table(group, "frequency", where), f"{where}.frequency")
    rule = ask.policy(group, where)
    law = ask.damage(ask.table(group, "severity", where), f"{where}.severity", rule)
    return Group(many, award_of(law, rule))


def levels(found: totals.Totals) -> Answer:
    """var and tvar at each level."""
    answers: Answer = {}
    for p in totals.LEVELS:
        answers[f"var{100 * p:g}"] = found.of_level(p).var(p)
        answers[f"tvar{100 * p:g}"] = found.of_level(p).tvar(p)
    return answers


def places(question: Asked) -> list[float]:
    """All amounts at which a question asks."""
    return [x for key in ("at", "retentions") if key in question for x in ask.written(question, key).values()]


def points_asked(question: Asked, found: totals.Totals, *, is_listed: bool) -> Answer:
    """pmf and cdf where `at` asks (`is_listed`: else at the first amounts), stop-loss at each of `retentions`."""
    answers: Answer = {}
    at = ask.written(question, "at") if "at" in question else {}
    if "at" not in question and is_listed:
        at = {ask.text_of(round(float(x), 9)): float(x) for x in found.near.amounts[:LISTED_POINTS]}
    if at:
        answers["pmf"] = {key: found.pmf(x) for key, x in at.items()}
        answers["cdf"] = {key: found.over(x).cdf(x) for key, x in at.items()}
    if "retentions" in question:
        answers["stop_loss"] = {
            key: found.over(x).stop_loss(x) for key, x in ask.written(question, "retentions").items()
        }
    return answers


def answered(answers: Answer, method: str, warnings: list[str]) -> Answer:
    """The form of every answer."""
    return {"answers": answers, "method": method, "warnings": warnings}
