"""What does `litigation law deadline` answer?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from litigation_app.law import holiday_file
from litigation_app.law.country import Jurisdiction
from litigation_app.law.court_calendar import CourtCalendar, calendar_of
from litigation_app.law.deadlines import Due, DueUnknown, due, set_by_court
from litigation_app.law.graph import DOUBT, DeadlineRule, Procedure, Side, Transition
from litigation_app.law.holidays import ForumUnknown
from litigation_app.law.loader import CountryUnknown, load
from litigation_app.law.words import Word, everywhere

Answer = dict[str, str | bool | list[str] | None]
_OURS_FIRST = (Side.OURS, Side.THEIRS, Side.AUTHORITY)


class AnswerRefused(Exception):
    """The question has no answer; the message is one plain sentence for the command line."""


def deadline_answer(
    country: str,
    procedure: str,
    at: str,
    event: str,
    served: date,
    *,
    forum: str | None = None,
    last_day: date | None = None,
    is_unserved: bool = False,
) -> Answer:
    """Return the period that `event` must keep at stage `at`, counted from `served`; raises AnswerRefused.

    Keys: expiry and act_by (ISO dates), roll_over, side, kind, legal_basis, confidence; and latest_expiry (if every
    doubtful holiday closed the court), prepare_by, not_before (for kind "earliest" only, else null), runs_from, note,
    sources (as the file explains them), extended_by and reviewed_by_lawyer.

    `procedure` is an id or a family: Bosnia's "criminal" is two graphs, between which `forum`
    (ba-state, ba-fbih, ba-rs, ba-bd) decides; it is asked for only where the two differ, and without it a holiday
    counts only if all courts keep it. A step is one actor's ("appealed_by_victim"), so a stage and an event name one
    rule; should a file ever hold several, ours comes first. `last_day` is the one of the court's letter, for a period
    that has no length in law or that the court made longer.

    `is_unserved`: the decision was not served on her, and `served` is the day of the decision.
    """
    jurisdiction = jurisdiction_of(country)
    graphs = _graphs(jurisdiction, procedure, forum)
    rule = _rule(graphs, at, event, is_unserved=is_unserved)
    if forum is None:
        rule = _for_all_courts(rule, jurisdiction, graphs, at, is_unserved=is_unserved)
    found = _due(rule, served, last_day, _calendar(jurisdiction, graphs, forum))
    return _told(rule, found, jurisdiction)


def _told(rule: DeadlineRule, found: Due, law: Jurisdiction) -> Answer:
    is_reviewed = law.reviewed_by_lawyer and holiday_file.load(law.code).reviewed_by_lawyer
    return {
        "expiry": found.expiry.isoformat(),
        "act_by": found.act_by.isoformat(),
        "roll_over": rule.roll_over.value,
        "side": rule.side.value,
        "kind": rule.kind.value,
        "legal_basis": rule.legal_basis,
        "confidence": rule.confidence,
        "latest_expiry": iso(found.latest),
        "prepare_by": iso(found.prepare_by),
        "not_before": iso(found.not_before),
        "runs_from": rule.runs_from,
        "note": english(rule.note),
        "sources": [law.sources[one] for one in rule.sources],
        "extended_by": rule.extended_by,
        "reviewed_by_lawyer": is_reviewed,
    }


def jurisdiction_of(code: str) -> Jurisdiction:
    """Return the country with this code; raises AnswerRefused."""
    try:
        return load(code)
    except CountryUnknown as unknown:
        raise AnswerRefused(str(unknown)) from unknown


def before(law: Jurisdiction, forum: str | None) -> Jurisdiction:
    """Return the law as it is before these courts; raises AnswerRefused where the country has no such ones."""
    if forum is None or forum in law.forums:
        return law.before(forum)
    raise AnswerRefused(str(ForumUnknown(law.code, forum, law.forums)))


def english(note: Word | None) -> str | None:
    """A note as the commands say it."""
    return note.en if note else None


def _due(rule: DeadlineRule, served: date, last_day: date | None, calendar: CourtCalendar) -> Due:
    if last_day is not None:
        if not rule.set_by_court and rule.extended_by is None:
            raise AnswerRefused("The law itself gives the length of this period, so it takes no last day.")
        return set_by_court(last_day, calendar)
    try:
        return due(rule, served, calendar)
    except DueUnknown as unknown:
        raise AnswerRefused(str(unknown)) from unknown


def _calendar(jurisdiction: Jurisdiction, graphs: list[Procedure], forum: str | None) -> CourtCalendar:
    """The courts that may be meant: the named forum, or all that the graphs serve (none named: all of the country)."""
    if forum is not None:
        return calendar_of(jurisdiction.code, forum)
    served = dict.fromkeys(one for graph in graphs for one in graph.forums)
    return calendar_of(jurisdiction.code, *served)


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _graphs(jurisdiction: Jurisdiction, procedure: str, forum: str | None) -> list[Procedure]:
    found = [one for one in jurisdiction.procedures if procedure in (one.id, one.family)]
    if not found:
        raise AnswerRefused(f"{jurisdiction.code} has no procedure {procedure!r}; {_known(jurisdiction.procedures)}.")
    if forum is None:
        return found
    before(jurisdiction, forum)
    open_to_it = [jurisdiction.procedure(one.id, forum) for one in found if not one.forums or forum in one.forums]
    if not open_to_it:
        raise AnswerRefused(f"The procedure {procedure!r} is not held before {forum!r}.")
    return open_to_it


def _rule(graphs: list[Procedure], at: str, event: str, *, is_unserved: bool) -> DeadlineRule:
    here = [one for one in graphs if one.has(at)]
    if not here:
        raise AnswerRefused(f"There is no stage {at!r}; {_listed(stage.id for stage in graphs[0].stages)}.")
    steps = [step for one in here for step in one.leaving(at) if step.event == event]
    if not steps:
        raise AnswerRefused(f"No step {event!r} at {at!r}; {_listed(step.event for step in here[0].leaving(at))}.")
    rules = {found for step in steps if (found := _period(step, is_unserved=is_unserved)) is not None}
    if not rules:
        other = " where the decision was not served" if is_unserved else ""
        raise AnswerRefused(f"The step {event!r} at {at!r} has no period{other} in this file.")
    return min(rules, key=lambda rule: (_OURS_FIRST.index(rule.side), rule.days or 0, rule.legal_basis))


def _period(step: Transition, *, is_unserved: bool) -> DeadlineRule | None:
    return step.unserved if is_unserved else step.rule


def _for_all_courts(
    rule: DeadlineRule, law: Jurisdiction, graphs: list[Procedure], at: str, *, is_unserved: bool
) -> DeadlineRule:
    """The rule, by the law of every court that it may be, as doubtful as the least sure; refused where they differ."""
    courts = [(one.id, forum) for one in graphs for forum in one.forums or law.forums or ("",)]
    steps = [
        step for id_, forum in courts for step in law.procedure(id_, forum).leaving(at) if step.event == rule.event
    ]
    rules = [found for step in steps if (found := _period(step, is_unserved=is_unserved)) is not None]
    if len({replace(one, legal_basis="", confidence="", note=None, sources=(), extended_by=None) for one in rules}) > 1:
        raise AnswerRefused(f"The answer depends on the court: name a forum, {_listed(one for _id, one in courts)}.")
    said = _joined(english(one.note) for one in rules)
    return replace(
        rule,
        legal_basis=_joined(one.legal_basis for one in rules) or "",
        confidence=max((one.confidence for one in rules), key=DOUBT.index),
        note=everywhere(said) if said else None,
        sources=tuple(dict.fromkeys(source for one in rules for source in one.sources)),
        extended_by=_joined(one.extended_by for one in rules),
    )


def _joined(said: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(one for one in said if one)) or None


def _known(procedures: tuple[Procedure, ...]) -> str:
    return _listed(one.id for one in procedures)


def _listed(ids: Iterable[str]) -> str:
    return f"known: {', '.join(ids) or 'none'}"
