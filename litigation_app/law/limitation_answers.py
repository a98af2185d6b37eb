"""What does `litigation law limitation` answer?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litigation_app.law.answers import AnswerRefused, before, english, iso, jurisdiction_of
from litigation_app.law.counting import BeyondCalendar, Length
from litigation_app.law.country import Jurisdiction, LimitationEvent
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.deadlines import set_by_court
from litigation_app.law.limitation import Effect, Happening, Limit, time_bar

_DOUBTFUL = "low"


@dataclass(frozen=True)
class Told:
    """What a person says happened: an id of the country's limitation events, and its day or days."""

    event: str
    on: date
    until: date | None = None


@dataclass(frozen=True)
class _Question:
    """A limitation rule, or an offence's own limitation, as one thing."""

    limit: Limit
    counted_from: date
    applies_to: str
    legal_basis: str
    confidence: str
    note: str | None
    outer_years: int | None = None
    runs_from: str | None = None
    reaches_back_to: date = date.min


def limitation_answer(code: str, of: str, start: date, told: list[Told], forum: str | None = None) -> dict[str, Any]:
    """Return when a limitation period ends: `of` is the id of a limitation rule or an offence; raises AnswerRefused.

    Keys: earliest (without the doubtful events), ends (with them; null while something still stops the period),
    absolute (null where the law has none), outer_years (from the offence, whatever moved the start; null where the law has
    none), runs_from, act_by (the last working day until the earliest end), legal_basis,
    confidence, note, reviewed_by_lawyer.
    """
    jurisdiction = before(jurisdiction_of(code), forum)
    asked = _asked(jurisdiction, of)
    if start < asked.reaches_back_to:
        raise AnswerRefused(
            f"The rule says nothing of what arose before {asked.reaches_back_to}: look it up in the law of that time."
        )
    begins = max(start, asked.counted_from)
    happenings = [_happening(_event(jurisdiction, one.event, asked.applies_to), one, begins) for one in told]
    try:
        found = time_bar(asked.limit, begins, happenings)
    except (BeyondCalendar, OverflowError) as beyond:
        raise AnswerRefused(str(BeyondCalendar())) from beyond
    act_by = (
        None
        if found.earliest is None
        else set_by_court(found.earliest, calendar_of(code, *([forum] if forum else []))).act_by
    )
    return {
        "earliest": iso(found.earliest),
        "ends": iso(found.ends),
        "absolute": iso(found.absolute),
        "outer_years": asked.outer_years,
        "runs_from": asked.runs_from,
        "act_by": iso(act_by),
        "legal_basis": asked.legal_basis,
        "confidence": asked.confidence,
        "note": asked.note,
        "reviewed_by_lawyer": jurisdiction.reviewed_by_lawyer,
    }


def _asked(jurisdiction: Jurisdiction, of: str) -> _Question:
    for rule in jurisdiction.limitation_rules:
        if rule.id != of:
            continue
        length = Length(months=12 * (rule.years or 0) + (rule.months or 0), days=rule.days or 0)
        if length == Length():
            raise AnswerRefused(f"{of!r} has no length of its own: {english(rule.note) or rule.name('en')}.")
        absolute = None if rule.absolute_years is None else Length.of_years(rule.absolute_years)
        since = rule.counted_from or date.min
        limit = Limit(length, absolute)
        said = (rule.applies_to, rule.law, rule.confidence, english(rule.note), rule.outer_years, rule.runs_from)
        return _Question(limit, since, *said, rule.reaches_back_to or date.min)
    return _offence(jurisdiction, of)


def _offence(jurisdiction: Jurisdiction, of: str) -> _Question:
    found = next((one for one in jurisdiction.offences if one.id == of), None)
    if found is None:
        known = ", ".join(one.id for one in jurisdiction.limitation_rules)
        raise AnswerRefused(f"{jurisdiction.code} has no limitation rule and no offence {of!r}; rules: {known}.")
    if found.criminal_limitation_years is None:
        reason = "is not limited in time" if found.no_limitation else "has a limitation that was not worked out"
        raise AnswerRefused(f"{of!r} {reason} (confidence {found.limitation_confidence or found.confidence}).")
    absolute = None if found.absolute_years is None else Length.of_years(found.absolute_years)
    return _Question(
        limit=Limit(Length.of_years(found.criminal_limitation_years), absolute),
        counted_from=date.min,
        applies_to="criminal",
        legal_basis=f"{found.law} {found.article}({found.paragraph}), limitation by its maximum penalty",
        confidence=found.limitation_confidence or found.confidence,
        note=found.note,
    )


def _event(jurisdiction: Jurisdiction, id_: str, applies_to: str) -> LimitationEvent:
    fitting = [one for one in jurisdiction.limitation_events if one.applies_to == applies_to]
    for one in fitting:
        if one.id == id_:
            return one
    known = ", ".join(one.id for one in fitting) or "none"
    raise AnswerRefused(f"No event {id_!r} touches this limitation; known: {known}.")


def _happening(event: LimitationEvent, told: Told, begins: date) -> Happening:
    if told.until is not None and (told.until < told.on or not event.lasts):
        raise AnswerRefused(f"{event.id!r} cannot go on from {told.on} to {told.until}.")
    goes_on = event.lasts and told.until is None
    if not goes_on and (told.until or told.on) < begins:
        raise AnswerRefused(f"{event.id!r} was over before the period began on {begins}, so it changes nothing.")
    return Happening(Effect(event.effect), told.on, told.until, event.lasts, is_sure=event.confidence != _DOUBTFUL)
