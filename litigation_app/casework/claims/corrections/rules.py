"""Does what is written on a claim contradict itself or what stands beside it, and why can it not be struck or corrected so? Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from litigation_app.casework.claims.reviews.periods.rules import settings
from litigation_app.casework.claims.rules import AWARDED, DRAFT, SUBMITTED, ZERO, Blocker, ClaimView, Decided, reopened


@dataclass(frozen=True)
class Correction:
    """What a day of a claim is to say. `was`: the day that she saw; `on` None: it did not happen at all.

    `unauthorised`: why it was filed although nobody could file it (a code); "": nothing was lacking.
    """

    was: date | None
    on: date | None
    why: str
    unauthorised: str = ""


def blockers_of_correction(
    claim: ClaimView, said: Correction, *, has_authority: bool, first_decided: date | None
) -> list[Blocker]:
    """Why the day of filing cannot become this one. `has_authority`: somebody may file for her then, or a reason is given.

    `first_decided`: the day of the first decision that is no mistake, also of one that fell; None: there was none.
    """
    if claim.filed_on is None or claim.filed_on != said.was:
        return [Blocker.CORRECTED_MEANWHILE]
    if said.on == said.was:
        return [Blocker.SAME_DAY]
    if said.on is None:
        return [Blocker.RESTS_ON_FILING] if first_decided or claim.payments else []
    if first_decided is not None and first_decided < said.on:
        return [Blocker.AFTER_DECISION]
    return [] if has_authority else [Blocker.NO_AUTHORITY]


def blockers_of_day(days: Sequence[tuple[UUID | None, date | None]], row: UUID, said: Correction) -> list[Blocker]:
    """Why the day of a row cannot become this one. `days`: of the filing, the decision and what became of it, by row, in order."""
    place = next((place for place, (one, _on) in enumerate(days) if one == row), None)
    if place is None or said.on is None or days[place][1] != said.was:
        return [Blocker.CORRECTED_MEANWHILE]
    before = max((on for _row, on in days[:place] if on), default=said.on)
    after = min((on for _row, on in days[place + 1 :] if on), default=said.on)
    return [] if before <= said.on <= after else [Blocker.OUT_OF_ORDER]


@dataclass(frozen=True)
class Stood:
    """Where a claim stands in the organisation, and what is due. None: it was not sent; no review is due."""

    state: str
    submitted_at: datetime | None
    review_by: date | None


def undecided(claim: ClaimView, *, is_sent_by_it: bool, is_due_anyhow: bool) -> Stood:
    """Where a claim stands whose only decision was a mistake: where it was before.

    `is_sent_by_it`: that decision alone had put it before the coordinators; `is_due_anyhow`: it was filed, or decided by a
    decision that fell, before anybody approved it. What a coordinator said meanwhile holds.
    """
    if claim.review_by is None or is_due_anyhow:
        return Stood(reopened(claim), claim.submitted_at, claim.review_by)
    is_unseen = is_sent_by_it and claim.first_approved_by is None  # what one of two has approved is no draft any more
    return Stood(DRAFT, None, None) if is_unseen else Stood(SUBMITTED, claim.submitted_at, None)


MAY_BE_MEANT = frozenset({Blocker.MORE_THAN_CLAIMED, Blocker.UNJUDGED, Blocker.FINAL_TOO_SOON})
_WITHDRAWN = "withdrawn"


def faults_of_decision(
    claim: ClaimView,
    decided: Decided,
    *,
    meant: Collection[Blocker] = (),
    is_unjudged: bool = False,
    may_be_appealed: bool = False,
) -> list[Blocker]:
    """What contradicts itself in a decision. `meant`: what looks wrong and is right, as she says (of MAY_BE_MEANT).

    `is_unjudged`: the trial in which the claim is heard stands before its judgment; `may_be_appealed`: the period for the
    appeal cannot have ended yet.
    """
    found = [Blocker.AWARD_WITHOUT_AMOUNT] if decided.outcome in AWARDED and not decided.amount else []
    if decided.outcome not in AWARDED and decided.amount is not None:
        found.append(Blocker.AMOUNT_WITHOUT_AWARD)
    elif (decided.amount or ZERO) > sum((one.amount for one in claim.parts), ZERO):
        found.append(Blocker.MORE_THAN_CLAIMED)
    if is_unjudged and decided.outcome != _WITHDRAWN:
        found.append(Blocker.UNJUDGED)
    if may_be_appealed and decided.is_final and decided.outcome != _WITHDRAWN:
        found.append(Blocker.FINAL_TOO_SOON)
    if claim.filed_on is not None and decided.on < claim.filed_on:
        found.append(Blocker.BEFORE_FILING)
    if {decided, replace(decided, is_final=True)} & set(claim.decisions):
        found.append(Blocker.SAME_DECISION)
    return [one for one in found if one not in MAY_BE_MEANT or one not in meant]


def blockers_of_filing(claim: ClaimView, *, has_authority: bool = True, has_reason: bool = True) -> list[Blocker]:
    """Why the day of filing cannot be noted now.

    `has_authority`: somebody may file for her, or a reason is given; `has_reason`: it is said why nobody approved it
    before. What a court has received is never refused: only the reason is asked for.
    """
    if claim.filed_on is not None:
        return [Blocker.ALREADY_FILED]
    found = [] if claim.is_approved or has_reason else [Blocker.NOT_REVIEWED]
    return found if has_authority else [*found, Blocker.NO_AUTHORITY]


def faults_of_filing(
    claim: ClaimView, on: date, *, approved_on: date | None = None, is_early_meant: bool = False
) -> list[Blocker]:
    """What contradicts itself in a day of filing. `approved_on` None: nobody approved it.

    `is_early_meant`: it was filed long before it was approved, and she says so.
    """
    if any(one.on < on for one in claim.decisions):
        return [Blocker.AFTER_DECISION]
    if approved_on is None or is_early_meant or approved_on - on <= timedelta(days=settings().filed_before_days):
        return []
    return [Blocker.LONG_BEFORE]
