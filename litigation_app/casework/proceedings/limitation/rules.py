"""When is a prosecution or a claim time-barred, by the law and by what was recorded? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from litigation_app.law.counting import BeyondCalendar, Length
from litigation_app.law.country import Jurisdiction, LimitationEvent, LimitationRule, Offence
from litigation_app.law.graph import Procedure
from litigation_app.law.limitation import Effect, Happening, Limit, TimeBar, time_bar

ACT, STAY, FLIGHT, CLAIM_FILED = "procedural_act", "stay", "flight", "claim_filed_in_criminal_proceedings"
CHARGE, OFFENCE, CUSTODY = "charge", "offence", "custody"  # kinds of records.toml
REQUALIFIED = "requalified"  # a step; and what is recorded of the charge with it, by prosecutor or court
CHANGED = ("changed_by_prosecutor", "changed_by_court")
MINORITY = "minority_of_the_victim"
SUBJECTIVE, OBJECTIVE, EXTENSION = "tort_subjective", "tort_objective", "crime_extension"
_AUTHORITIES = frozenset({"prosecutor", "court", "authority"})
_DOUBTFUL = "low"
_PAUSED = "paused"
_GONE, _BACK = "absconded", frozenset({"detained", "house_arrest", "released", "bail", "sentence_begun", "extended"})


class Gravity(StrEnum):
    """How a charge compares with the one before it."""

    FIRST = "first"
    GRAVER = "graver"
    LIGHTER = "lighter"
    SAME = "same"


@dataclass(frozen=True)
class Charge:
    """A qualification of one accused as it was recorded; without an `offence`, the day of it alone.

    `committed` None: the day of the offence is not known.
    """

    on: date
    step: str
    offence: str
    committed: date | None


@dataclass(frozen=True)
class Stood:
    """A step of the proceeding: from where, by which event, to where, on which day."""

    event: str | None
    from_stage: str
    to_stage: str
    on: date


@dataclass(frozen=True)
class Custody:
    """What happened to the liberty of an accused."""

    on: date
    event: str


def gravity(now: Offence, before: Offence | None) -> Gravity:
    """Whether a charge is graver than the one before: by its maximum, then by its minimum."""
    if before is None:
        return Gravity.FIRST
    ours, theirs = (now.max_months, now.min_months), (before.max_months, before.min_months)
    if ours == theirs:
        return Gravity.SAME
    return Gravity.GRAVER if ours > theirs else Gravity.LIGHTER


def made_lighter(charges: Iterable[Charge], offences: Mapping[str, Offence], since: date) -> Charge | None:
    """The last charge of an accused, where it is lighter than the one before and not older than this day."""
    known = [one for one in charges if one.offence in offences]
    if len(known) < 2 or known[-1].on < since:
        return None
    now, before = offences[known[-1].offence], offences[known[-2].offence]
    return known[-1] if gravity(now, before) is Gravity.LIGHTER else None


def committed_on(charges: Iterable[Charge]) -> date | None:
    """The day of the offence as a charge said it last; where none did, as it was recorded alone."""
    said = sorted(charges, key=lambda one: (bool(one.offence), one.on))
    return next((one.committed for one in reversed(said) if one.committed is not None), None)


def acts(law: Jurisdiction, graph: Procedure, steps: Sequence[Stood]) -> list[Happening]:
    """What the recorded steps did to the limitation of the prosecution: acts interrupt it, a pause lets it stand still."""
    found = [
        happening
        for step in steps
        if _is_of_an_authority(graph, step) and (happening := _happening(law, ACT, "criminal", step.on)) is not None
    ]
    for place, step in enumerate(steps):
        if graph.has(step.to_stage) and graph.stage(step.to_stage).kind == _PAUSED:
            until = next((later.on for later in steps[place + 1 :] if later.to_stage != step.to_stage), None)
            pause = _happening(law, STAY, "criminal", step.on, until)
            found += [pause] if pause else []
    return found


def flights(law: Jurisdiction, custody: Iterable[Custody]) -> list[Happening]:
    """The times during which an accused was at large."""
    known = sorted(custody, key=lambda one: one.on)
    found = []
    for place, one in enumerate(known):
        if one.event == _GONE:
            until = next((later.on for later in known[place + 1 :] if later.event in _BACK), None)
            flight = _happening(law, FLIGHT, "criminal", one.on, until)
            found += [flight] if flight else []
    return found


def filed(law: Jurisdiction, steps: Sequence[Stood], ends: frozenset[str]) -> list[Happening]:
    """While the claim was pending before the criminal court, its own limitation was interrupted."""
    begun = next((step.on for step in steps if step.event == "filed"), None)
    if begun is None:
        return []
    since = [step.on for step in takewhile(lambda step: step.to_stage in ends, reversed(steps))]
    until = since[-1] if since else None  # a decision that was quashed left the claim pending
    found = _happening(law, CLAIM_FILED, "damage", begun, until)
    return [found] if found else []


def of_prosecution(offence: Offence, start: date, happenings: Iterable[Happening]) -> TimeBar | None:
    """When the prosecution ends; None: it never does, or nobody has worked it out."""
    if offence.criminal_limitation_years is None:
        return None
    absolute = None if offence.absolute_years is None else Length.of_years(offence.absolute_years)
    return _bar(Limit(Length.of_years(offence.criminal_limitation_years), absolute), start, happenings)


def of_claim(
    law: Jurisdiction, start: date, happenings: Iterable[Happening], by: str = OBJECTIVE
) -> tuple[LimitationRule, TimeBar] | None:
    """When a claim for damages ends, counted from the damage, `by` this rule; None: the country has no such rule."""
    rule = rule_of(law, by)
    if rule is None or rule.years is None:
        return None
    found = _bar(Limit(Length.of_years(rule.years)), start, happenings)
    return (rule, found) if found else None


def rule_of(law: Jurisdiction, id_: str) -> LimitationRule | None:
    """The limitation rule with this id; None where the country has none."""
    return next((one for one in law.limitation_rules if one.id == id_), None)


def _bar(limit: Limit, start: date, happenings: Iterable[Happening]) -> TimeBar | None:
    try:
        return time_bar(limit, start, [one for one in happenings if one.on >= start])
    except (BeyondCalendar, OverflowError):
        return None


def _is_of_an_authority(graph: Procedure, step: Stood) -> bool:
    taken = next((one for one in graph.leaving(step.from_stage) if one.event == step.event), None)
    return taken is not None and taken.actor in _AUTHORITIES


def _happening(law: Jurisdiction, id_: str, applies_to: str, on: date, until: date | None = None) -> Happening | None:
    found = event_of(law, id_, applies_to)
    if found is None:
        return None
    if until is not None and until < on:
        until = on
    is_sure = found.confidence != _DOUBTFUL
    return Happening(Effect(found.effect), on, until if found.lasts else None, found.lasts, is_sure)


def event_of(law: Jurisdiction, id_: str, applies_to: str) -> LimitationEvent | None:
    """What the country says of this event; None where it says nothing."""
    return next((one for one in law.limitation_events if (one.id, one.applies_to) == (id_, applies_to)), None)


def minority(law: Jurisdiction, offence: Offence) -> LimitationEvent | None:
    """By what the limitation waits until she is of age, for an offence against a minor; None: the country says no such thing."""
    found = event_of(law, MINORITY, "criminal")
    return found if found and offence.category in found.categories else None


BARRED_WITHIN = timedelta(days=183)  # "limitation within six months"
LIGHTER_SHOWN = timedelta(days=30)  # so long a charge that was made lighter stands among the warnings of its case


def next_bar(outer: date | None, from_knowledge: date | None, today: date) -> date | None:
    """The first of both days that has not passed; where both have, the outer one. None: no day is known."""
    ahead = [day for day in (outer, from_knowledge) if day is not None and day >= today]
    return min(ahead, default=outer or from_knowledge)
