"""How do records of a case become coded facts: steps reached, the claim's fate, one form, euros? Pure."""

import calendar
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.casework.claims.rules import AWARDED, ZERO, Decided, Paid
from litigation_app.casework.records.rules import GRANTED, REFUSED
from litigation_app.law import codes, loader
from litigation_app.law.words import Word, word_of

STEPS = ("reported", "investigated", "indicted", "judged", "convicted")
ENDED, OPEN, LATE = "ended", "open", "late"
REFERRED = "referred"
MONTHS = 12  # of a year
CENT = Decimal("0.01")
_HERE = Path(__file__).parent


class RateMissing(LookupError):
    """No rate to the euro is known for this currency."""


@dataclass(frozen=True)
class Rate:
    """Units of a currency for one euro, on which day, and who says so."""

    per_eur: Decimal
    on: date
    source: Word


@dataclass(frozen=True)
class Reached:
    """A stage that some criminal proceeding of the case reached, the earliest day, and the outcome noted with it."""

    stage: str
    outcome: str | None
    on: date


@dataclass(frozen=True)
class CriminalYears:
    """The year in which each step was first reached; None: not by the day asked for."""

    reported: int | None = None
    investigated: int | None = None
    indicted: int | None = None
    judged: int | None = None
    convicted: int | None = None


@dataclass(frozen=True)
class Window:
    """Within how many months something is awaited (`months`), and the upper ends of its bands, the last of them that."""

    bands: tuple[int, ...]

    @property
    def months(self) -> int:
        """How long everybody is followed."""
        return self.bands[-1]

    @property
    def years(self) -> int:
        """The same in whole years."""
        return self.months // MONTHS

    @property
    def codes(self) -> tuple[str, ...]:
        """How it came to an end, in order: within which months; otherwise; not within them; nobody knows."""
        lower = (None, *self.bands)
        bands = (
            f"up_to_{high}" if low is None else f"{low}_to_{high}" for low, high in zip(lower, self.bands, strict=False)
        )
        return (*bands, ENDED, OPEN, LATE)


@dataclass(frozen=True)
class TrialDays:
    """The days of a trial; `indicted` is the first that anything shows. `is_dated`: it is that of the indictment itself."""

    indicted: date
    is_dated: bool
    judged: date | None = None
    ended: date | None = None  # otherwise than by a judgment


@dataclass(frozen=True)
class ClaimRecord:
    """A claim before a criminal court; `filed_on` None: not filed, or the day is not known."""

    currency: str
    filed_on: date | None
    decisions: tuple[Decided, ...] = ()
    payments: tuple[Paid, ...] = ()
    asked: Decimal | None = None  # the sum of its rows; None: it states no amount, or has no row


@dataclass(frozen=True)
class ClaimProgress:
    """What came of a person's claim by a day: years, the outcome in force, and money in EUR."""

    filed: int | None = None
    decided: int | None = None
    outcome: str | None = None
    judged_claim: int | None = None
    final_award_year: int | None = None
    awarded_eur: Decimal | None = None
    paid_eur: Decimal = ZERO
    sued: bool | None = None  # in time after a referral; None: not referred, or the time is not over
    claimed_eur: Decimal | None = None  # of the final award's claim; None: no such award, or not known


def criminal_years(reached: Iterable[Reached], by: date) -> CriminalYears:
    """The year in which each step was first reached, by this day.

    Whoever reached a later step had reached the earlier ones by then at the latest, even if nobody wrote them down.
    """
    days = _days(reached, by)
    later = {step: [day for name in STEPS[place:] for day in days[name]] for place, step in enumerate(STEPS)}
    return CriminalYears(**{step: min(found).year if found else None for step, found in later.items()})


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


def trial_days(reached: Sequence[Reached], by: date) -> TrialDays | None:
    """The days of a trial by this day; None before the indictment."""
    days = _days(reached, by)
    judged = min((*days["judged"], *days["convicted"]), default=None)
    first = min((*days["indicted"], *([judged] if judged else [])), default=None)
    ends = _progress()["ended"]["stages"]
    ended = [one.on for one in reached if one.stage in ends and first and first <= one.on <= by]
    return TrialDays(first, first in days["indicted"], judged, min(ended, default=None)) if first else None


def to_judgment(trial: TrialDays | None, contact: date, by: date, window: Window) -> str | None:
    """In which of the codes of a window a person stands for whom it was over by this day; None: in none.

    Who came only after the indictment, or where its day is not known, was not followed from the start: LATE.
    """
    if trial is None or months_after(trial.indicted, window.months) > by:
        return None
    if not trial.is_dated or contact > trial.indicted:
        return LATE
    ends = [months_after(trial.indicted, months) for months in window.bands]
    if trial.judged and trial.judged <= ends[-1]:
        return window.codes[next(place for place, end in enumerate(ends) if trial.judged <= end)]
    return ENDED if trial.ended and trial.ended <= ends[-1] else OPEN


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def judgment_windows() -> tuple[Window, ...]:
    """From the indictment to the first judgment, the shortest first."""
    return tuple(Window(tuple(bands)) for bands in _progress()["judgment"]["windows"])


def claim_progress(claims: Iterable[ClaimRecord], by: date, suits: Collection[date] = ()) -> ClaimProgress:
    """The fate of a person's claim by this day; of several, the one that came furthest. `suits`: when she filed civil claims."""
    known = [_until(claim, by) for claim in claims]
    furthest = max(known, key=lambda one: (len(one.decisions), one.filed_on is not None), default=None)
    if furthest is None or not (furthest.filed_on or furthest.decisions):
        return ClaimProgress()
    first = min((one.on for one in furthest.decisions), default=None)
    last = max(reversed(furthest.decisions), key=lambda one: (one.on, one.is_final), default=None)  # as claims.sums
    is_final_award = last is not None and last.is_final and last.outcome in AWARDED and bool(last.amount)
    filed = min(day for day in (furthest.filed_on, first) if day is not None)
    return ClaimProgress(
        filed=filed.year,
        decided=first.year if first else None,
        outcome=last.outcome if last else None,
        judged_claim=last.on.year if last else None,
        final_award_year=(last.final_on or last.on).year if last and is_final_award else None,
        awarded_eur=in_eur(last.amount or ZERO, furthest.currency) if last and is_final_award else None,
        paid_eur=in_eur(_recovered(furthest.payments), furthest.currency),
        sued=sued(last.on, suits, by) if last and last.outcome == REFERRED else None,
        claimed_eur=_claimed(furthest, last.amount or ZERO) if last and is_final_award else None,
    )


def _claimed(claim: ClaimRecord, awarded: Decimal) -> Decimal | None:
    """What was asked, in EUR. A court awards no more (ne ultra petita): an award above it means a raise that nobody noted."""
    return None if claim.asked is None or claim.asked < awarded else in_eur(claim.asked, claim.currency)


def sued(referred_on: date, filed: Iterable[date], by: date) -> bool | None:
    """Whether a civil claim was filed before the time after the referral was over (CMP-04), or already before the referral.

    None: it was not over by this day. Whoever sued by then is not told apart from whoever did not yet: else early successes
    alone would count.
    """
    limit = referred_on + timedelta(days=_progress()["suit"]["days"])
    return any(day <= limit for day in filed) if limit <= by else None


def _until(claim: ClaimRecord, by: date) -> ClaimRecord:
    return replace(
        claim,
        filed_on=claim.filed_on if claim.filed_on and claim.filed_on <= by else None,
        decisions=tuple(_known(one, by) for one in claim.decisions if one.on <= by),
        payments=tuple(one for one in claim.payments if one.on <= by),
    )


def _known(decision: Decided, by: date) -> Decided:
    """The decision as it stood on this day: what became final later was not final yet."""
    is_later = decision.final_on is not None and decision.final_on > by
    return replace(decision, is_final=False, final_on=None) if is_later else decision


def _recovered(payments: Iterable[Paid]) -> Decimal:
    left_out = _progress()["claim"]["not_recovered"]
    return sum((one.amount for one in payments if one.payer not in left_out), ZERO)


def criminal_routes() -> tuple[str, ...]:
    """The compensation routes on which a criminal court decides."""
    return tuple(_progress()["claim"]["criminal_routes"])


def civil_routes(country: str) -> tuple[str, ...]:
    """The compensation routes of a country on which a civil court decides."""
    family = _progress()["suit"]["family"]
    return tuple(one.id for one in loader.load(country).routes if one.procedure == family)


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


def in_eur(amount: Decimal, currency: str) -> Decimal:
    """The amount in euros at the rate of rates.toml, to the cent; raises RateMissing."""
    return (amount / rate(currency).per_eur).quantize(CENT)


def rate(currency: str) -> Rate:
    """The rate of a currency to the euro; raises RateMissing."""
    try:
        row = _rates()[currency]
    except KeyError:
        raise RateMissing(currency) from None
    return Rate(Decimal(row["per_eur"]), row["date"], word_of(row["source"]))


@cache
def _progress() -> Mapping[str, Any]:
    return tomllib.loads((_HERE / "progress.toml").read_text(encoding="utf-8"))


@cache
def _rates() -> Mapping[str, Any]:
    return tomllib.loads((_HERE / "rates.toml").read_text(encoding="utf-8"))
