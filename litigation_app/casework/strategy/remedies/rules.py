"""May a remedy or a step of it be saved as it was typed, and is it overdue? Pure."""

from datetime import date
from enum import StrEnum

MONEY, NOT_STARTED = "money", "not_started"
_OVER = frozenset({"full", "refused"})


class Doubt(StrEnum):
    """What a remedy contradicts."""

    DUE_BEFORE_ORDERED = "due_before_ordered"
    CLAIM_OF_NO_MONEY = "claim_of_no_money"
    STEP_BEFORE_ORDERED = "step_before_ordered"


def doubts(*, kind: str, ordered_on: date, due_on: date | None, has_claim: bool) -> list[Doubt]:
    """Why this remedy cannot be saved as it stands."""
    found = []
    if due_on is not None and due_on < ordered_on:
        found.append(Doubt.DUE_BEFORE_ORDERED)
    if has_claim and kind != MONEY:
        found.append(Doubt.CLAIM_OF_NO_MONEY)
    return found


def step_doubts(*, ordered_on: date, on: date) -> list[Doubt]:
    """Why this step cannot be saved as it stands."""
    return [Doubt.STEP_BEFORE_ORDERED] if on < ordered_on else []


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether what was ordered should have been done by now and is not."""
    return due_on is not None and due_on < today and state not in _OVER
