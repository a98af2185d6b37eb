"""How do records of a case become coded facts: steps reached, the claim's fate, one form, euros? Pure."""

import calendar
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from litigation_app.casework.claims.rules import AWARDED, ZERO, Decided, Paid
from litigation_app.casework.proceedings.records.rules import GRANTED, REFUSED, first_protection
from litigation_app.core.toml_files import read_toml
from litigation_app.law import codes
from litigation_app.law.rates import in_eur

STEPS = ("reported", "investigated", "indicted", "judged", "convicted")
NONE_OF_THEM = "victims"  # of either chain: everybody is counted, whatever she reached
BEFORE, NOT_YET = "before", "not_yet"
REFERRED = "referred"
MONTHS = 12  # of a year


@dataclass(frozen=True)
class Reached:
    """A stage that some criminal proceeding of the case reached, the earliest day, and the outcome noted with it."""

    stage: str
    outcome: str | None
    on: date


@dataclass(frozen=True)
class Ruling:
    """A decision on a claim, and when it fell, alone or with the judgment in which it stood."""

    decided: Decided
    quashed_on: date | None = None


@dataclass(frozen=True)
class ClaimRecord:
    """A claim before a criminal court; `filed_on` None: not filed, or the day is not known."""

    currency: str
    filed_on: date | None
    rulings: tuple[Ruling, ...] = ()
    payments: tuple[Paid, ...] = ()
    asked: Decimal | None = None  # the sum of its rows; None: it states no amount, or has no row


@dataclass(frozen=True)
class ClaimProgress:
    """What came of a person's claim by a day: the last step, the outcome in force, and money in EUR."""

    claim: str = NONE_OF_THEM
    outcome: str | None = None
    awarded_eur: Decimal | None = None  # finally
    paid_eur: Decimal = ZERO
    sued: bool | None = None  # before a civil court; None: not referred there
    claimed_eur: Decimal | None = None  # of the final award's claim; None: no such award, or not known


@dataclass(frozen=True)
class Stood:
    """How a person stood so many months after her first contact. `criminal`: the last step of the proceedings; `judged_in`: within
    which months the first judgment came; `protection`: the first decision on a request for it (granted, refused, none).
    """

    criminal: str
    judged_in: str
    protection: str
    progress: ClaimProgress


@dataclass(frozen=True)
class History:
    """All that is known of a person's case on the closing day. `asked`: the steps of her requests for protection."""

    stages: Sequence[Reached] = ()
    claims: Sequence[ClaimRecord] = ()
    suits: Collection[date] = ()
    asked: Sequence[tuple[date, str]] = ()


def stood(history: History, contact: date, months: int) -> Stood:
    """How she stood so many months after her first contact: nothing that came later is seen."""
    by = months_after(contact, months)
    reached = steps(history.stages, by)
    return Stood(
        criminal=next((step for step in reversed(STEPS) if reached[step]), NONE_OF_THEM),
        judged_in=_within(reached["judged"], contact),
        protection=first_protection(history.asked, protection_steps(), by),
        progress=claim_progress(history.claims, by, history.suits),
    )


def steps(reached: Iterable[Reached], by: date) -> dict[str, date | None]:
    """The day on which each step was first reached, by this day.

    Whoever reached a later step had reached the earlier ones by then at the latest, even if nobody wrote them down.
    """
    days = _days(reached, by)
    later = {step: [day for name in STEPS[place:] for day in days[name]] for place, step in enumerate(STEPS)}
    return {step: min(found, default=None) for step, found in later.items()}


def _days(reached: Iterable[Reached], by: date) -> dict[str, list[date]]:
    """By step the days on which a stage of it was reached, by this day."""
    groups = _progress()["criminal"]
    convicting = _progress()["conviction"]["outcomes"]
    days: dict[str, list[date]] = {step: [] for step in STEPS}
    for one in reached:
        if one.on > by:
            continue
        for step, stages in groups.items():
            if one.stage in stages:
                days[step].append(one.on)
        if one.outcome in convicting:
            days["convicted"].append(one.on)
    return days


def _within(day: date | None, contact: date) -> str:
    """In which code of `months_codes`."""
    if day is None or day < contact:
        return NOT_YET if day is None else BEFORE
    ends = ((code, months_after(contact, months)) for code, months in zip(months_codes()[1:], _grid(), strict=False))
    return next((code for code, end in ends if day <= end), NOT_YET)


def months_codes() -> tuple[str, ...]:
    """When the first judgment came after the first contact, in order: before it, within which months, not in them."""
    bands = (f"{low}_to_{high}" for low, high in pairwise(_grid()))
    return (BEFORE, f"up_to_{_grid()[0]}", *bands, NOT_YET)


def _grid() -> tuple[int, ...]:
    return tuple(_progress()["judgment"]["months"])


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def claim_progress(claims: Iterable[ClaimRecord], by: date, suits: Collection[date] = ()) -> ClaimProgress:
    """The fate of a person's claim by this day; of several, the one that came furthest. `suits`: when she filed civil claims."""
    known = [_until(claim, by) for claim in claims]
    furthest = max(known, key=lambda one: (len(one.rulings), one.filed_on is not None), default=None)
    if furthest is None or not (furthest.filed_on or furthest.rulings):
        return ClaimProgress()
    decisions = [one.decided for one in furthest.rulings]
    last = max(reversed(decisions), key=lambda one: (one.on, one.is_final), default=None)  # as claims.sums
    is_award = last is not None and last.outcome in AWARDED
    final = last.amount or ZERO if last and is_award and last.is_final and last.amount else None
    return ClaimProgress(
        claim="awarded" if is_award else "decided" if last else "filed",
        outcome=last.outcome if last else None,
        awarded_eur=None if final is None else in_eur(final, furthest.currency),
        paid_eur=in_eur(_recovered(furthest.payments), furthest.currency),
        sued=any(day <= by for day in suits) if last and last.outcome == REFERRED else None,
        claimed_eur=None if final is None else _claimed(furthest, final),
    )


def _claimed(claim: ClaimRecord, awarded: Decimal) -> Decimal | None:
    """What was asked, in EUR. A court awards no more (ne ultra petita): an award above it means a raise that nobody noted."""
    return None if claim.asked is None or claim.asked < awarded else in_eur(claim.asked, claim.currency)


def _until(claim: ClaimRecord, by: date) -> ClaimRecord:
    known = (one for one in claim.rulings if one.decided.on <= by and not (one.quashed_on and one.quashed_on <= by))
    return replace(
        claim,
        filed_on=claim.filed_on if claim.filed_on and claim.filed_on <= by else None,
        rulings=tuple(Ruling(_known(one.decided, by)) for one in known),
        payments=tuple(one for one in claim.payments if one.on <= by),
    )


def _known(decision: Decided, by: date) -> Decided:
    """The decision as it stood on this day: what became final later was not final yet."""
    is_later = decision.final_on is not None and decision.final_on > by
    return replace(decision, is_final=False, final_on=None) if is_later else decision


def _recovered(payments: Iterable[Paid]) -> Decimal:
    left_out = _progress()["claim"]["not_recovered"]
    return sum((one.amount for one in payments if one.payer not in left_out), ZERO)


def protection_kind() -> str:
    """The kind of records that ask for protection."""
    return str(_progress()["protection"]["kind"])


def protection_steps() -> Mapping[str, str]:
    """Which steps of them decide, and how: GRANTED or REFUSED."""
    return {step: code for code in (GRANTED, REFUSED) for step in _progress()["protection"][code]}


def one_form(forms: Iterable[str]) -> str:
    """The one form of exploitation under which a person is counted (code of the list "form")."""
    hers = set(forms)
    return next((code for code in _progress()["form"]["priority"] if code in hers), codes.UNKNOWN)


def one_code(listed: str, code: object) -> str:
    """The code if the list has it, else unknown: nothing but codes leaves the room."""
    return code if isinstance(code, str) and code in codes.known(listed) else codes.UNKNOWN


def age_band(age: object) -> str:
    """The band of a completed age at first contact; unknown for anything but a whole number."""
    return codes.age_band(age if isinstance(age, int) else None)


@cache
def _progress() -> Mapping[str, Any]:
    return read_toml(__file__, "progress.toml")
