"""Why can something that was written down about a claim not be struck or corrected so? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litigation_app.casework.claims.rules import DRAFT, SUBMITTED, Blocker, ClaimView, reopened


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
