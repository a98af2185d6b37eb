"""Who may be put on a case, and who may be kept away from it? Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

ETHICAL_WALL_REASONS = ("conflict_of_interest", "knows_a_party", "was_involved", "safety", "other")


class Blocker(StrEnum):
    """Why somebody cannot be put on a case, or an ethical wall not be put."""

    NO_LAWYER_HERE = "no_lawyer_here"
    BEHIND_ETHICAL_WALL = "walled"
    IS_LEAD = "is_lead"
    ON_IT_ALREADY = "on_it_already"
    OWN_ETHICAL_WALL = "own_wall"
    NOT_OF_THE_CASE = "not_of_the_case"


class Blocked(Exception):
    """It cannot be done; `reasons` say why."""

    def __init__(self, reasons: list[Blocker]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Colleague:
    """Somebody at the case's office or on the case, as far as the case's team is concerned."""

    id: UUID
    name: str
    can_work: bool  # she holds a role there that works on assigned cases, and is not shut out
    sees_all: bool  # she holds a role there that sees every case of the office
    is_behind_ethical_wall: bool
    kind: str | None  # "lead", "second"; None: she does not work on the case


def require(blockers: list[Blocker]) -> None:
    """Raises Blocked unless nothing speaks against it."""
    if blockers:
        raise Blocked(blockers)


def blockers_of_lead(person: Colleague) -> list[Blocker]:
    """Why she cannot lead the case."""
    return _unfit(person) + ([Blocker.IS_LEAD] if person.kind == "lead" else [])


def blockers_of_second(person: Colleague) -> list[Blocker]:
    """Why she cannot be added as a second lawyer."""
    return _unfit(person) + ([Blocker.ON_IT_ALREADY] if person.kind is not None else [])


def _unfit(person: Colleague) -> list[Blocker]:
    found = [] if person.can_work else [Blocker.NO_LAWYER_HERE]
    return [*found, Blocker.BEHIND_ETHICAL_WALL] if person.is_behind_ethical_wall else found


def blockers_of_ethical_wall(actor: UUID, person: Colleague) -> list[Blocker]:
    """Why this ethical wall cannot be put. Nobody walls herself, so whoever puts one still sees the case and can lift it."""
    found = [Blocker.OWN_ETHICAL_WALL] if person.id == actor else []
    if not (person.can_work or person.sees_all or person.kind):
        found.append(Blocker.NOT_OF_THE_CASE)
    return [*found, Blocker.BEHIND_ETHICAL_WALL] if person.is_behind_ethical_wall else found
