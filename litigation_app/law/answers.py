"""What does `litigation law deadline` answer?"""

from collections.abc import Iterable
from datetime import date

from litigation_app.law.country import Jurisdiction
from litigation_app.law.deadlines import DueUnknown, due
from litigation_app.law.graph import DeadlineRule, Procedure, Side
from litigation_app.law.loader import CountryUnknown, load

_OURS_FIRST = (Side.OURS, Side.THEIRS, Side.AUTHORITY)


class AnswerRefused(Exception):
    """The question has no answer; the message is one plain sentence for the command line."""


def deadline_answer(
    country: str, procedure: str, at: str, event: str, served: date, *, forum: str | None = None
) -> dict[str, str]:
    """Return the period that `event` must keep at stage `at`, counted from `served`; raises AnswerRefused.

    Keys: expiry and act_by (ISO dates), roll_over, side, kind, legal_basis, confidence. `procedure` is an id or a
    family: Bosnia's "criminal" is two graphs, between which `forum` (ba-state, ba-fbih, ba-rs, ba-bd) decides; it is
    asked for only where the two differ. A step is one actor's ("appealed_by_victim"), so a stage and an event name one
    rule; should a file ever hold several, ours comes first. For kind "earliest" the act may happen from the day after
    `expiry`.
    """
    jurisdiction = _country(country)
    graphs = _graphs(jurisdiction, procedure, forum)
    rule = _rule(graphs, at, event, is_forum_named=forum is not None)
    try:
        found = due(rule, served)
    except DueUnknown as unknown:
        raise AnswerRefused(str(unknown)) from unknown
    return {
        "expiry": found.expiry.isoformat(),
        "act_by": found.act_by.isoformat(),
        "roll_over": rule.roll_over.value,
        "side": rule.side.value,
        "kind": rule.kind.value,
        "legal_basis": rule.legal_basis,
        "confidence": rule.confidence,
    }


def _country(code: str) -> Jurisdiction:
    try:
        return load(code)
    except CountryUnknown as unknown:
        raise AnswerRefused(str(unknown)) from unknown


def _graphs(jurisdiction: Jurisdiction, procedure: str, forum: str | None) -> list[Procedure]:
    found = [one for one in jurisdiction.procedures if procedure in (one.id, one.family)]
    if not found:
        raise AnswerRefused(f"{jurisdiction.code} has no procedure {procedure!r}; {_known(jurisdiction.procedures)}.")
    if forum is None:
        return found
    if forum not in jurisdiction.forums:
        raise AnswerRefused(f"{jurisdiction.code} has no forum {forum!r}; {_listed(jurisdiction.forums)}.")
    open_to_it = [one for one in found if not one.forums or forum in one.forums]
    if not open_to_it:
        raise AnswerRefused(f"The procedure {procedure!r} is not held before {forum!r}.")
    return open_to_it


def _rule(graphs: list[Procedure], at: str, event: str, *, is_forum_named: bool) -> DeadlineRule:
    here = [one for one in graphs if one.has(at)]
    if not here:
        raise AnswerRefused(f"There is no stage {at!r}; {_listed(stage.id for stage in graphs[0].stages)}.")
    steps = [step for one in here for step in one.leaving(at) if step.event == event]
    if not steps:
        raise AnswerRefused(f"No step {event!r} at {at!r}; {_listed(step.event for step in here[0].leaving(at))}.")
    rules = {step.rule for step in steps if step.rule is not None}
    if not rules:
        raise AnswerRefused(f"The step {event!r} at {at!r} has no period in this file.")
    if len(rules) > 1 and len(here) > 1 and not is_forum_named:
        raise AnswerRefused(f"The answer depends on the court: name a forum, {_listed(_forums(here))}.")
    return min(rules, key=lambda rule: (_OURS_FIRST.index(rule.side), rule.days or 0, rule.legal_basis))


def _forums(graphs: list[Procedure]) -> list[str]:
    return [forum for one in graphs for forum in one.forums]


def _known(procedures: tuple[Procedure, ...]) -> str:
    return _listed(one.id for one in procedures)


def _listed(ids: Iterable[str]) -> str:
    return f"known: {', '.join(ids) or 'none'}"
