"""May this be proposed about a person, and who may agree to it? Pure decisions about acts that take two administrators."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from litigation_app.accounts.rules import conflicts
from litigation_app.core.roles import Held, Role

LIVES = timedelta(days=7)


class Kind(StrEnum):
    """What is to be done; the code is also the act that the access log names when it is done."""

    ADD = "add_person"
    GIVE = "give_role"
    TAKE = "take_role"
    RECOVER = "renew_link"
    ENABLE = "enable_person"
    COSIGNER = "name_cosigner"


OF_AN_ACCOUNT = frozenset({Kind.RECOVER, Kind.ENABLE})  # that is there: whoever has its link and words comes in as her
MAKES_A_LINK = OF_AN_ACCOUNT | {Kind.ADD}


class Outcome(StrEnum):
    """How a proposal ended. LAPSED: the person or the proposer was shut out or left."""

    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Account:
    """What a decision needs to know of a person. `typed`: roles that stand with hers, and nobody gave her. `is_cosigner`: of another
    organisation, who never signs in here.
    """

    id: UUID
    is_disabled: bool
    held: frozenset[Held]
    typed: frozenset[Held] = frozenset()
    is_cosigner: bool = False


@dataclass(frozen=True)
class Waiting:
    """What a decision needs to know of a proposal. `concerned` None: a person who is still to be added."""

    proposer: UUID
    is_proposer_at_work: bool
    concerned: UUID | None
    proposed_at: datetime
    is_decided: bool


def objections(kind: Kind, person: Account | None, wanted: frozenset[Held], *, by: UUID | None) -> list[str]:
    """Why this cannot be done to this person, as codes; `person` None: she is still to be added."""
    if person is None:
        return conflicts(held.role for held in wanted)
    if person.id == by:
        return ["own_account"]
    if person.is_cosigner:
        return ["cosigner"]
    return {Kind.GIVE: _give, Kind.TAKE: _take, Kind.RECOVER: _recover, Kind.ENABLE: _enable}[kind](person, wanted)


def _give(person: Account, wanted: frozenset[Held]) -> list[str]:
    if wanted & person.held:
        return ["held_already"]
    return conflicts(held.role for held in person.held | wanted)


def _take(person: Account, wanted: frozenset[Held]) -> list[str]:
    if not wanted or not wanted <= person.held | person.typed:
        return ["not_held"]
    return ["last_role"] if wanted == person.held else []


def _recover(person: Account, _wanted: frozenset[Held]) -> list[str]:
    return ["shut_out"] if person.is_disabled else []


def _enable(person: Account, _wanted: frozenset[Held]) -> list[str]:
    if not person.is_disabled:
        return ["not_shut_out"]
    return [] if person.held else ["no_role"]


def is_over(proposed_at: datetime, now: datetime) -> bool:
    """Whether nobody can agree any more."""
    return now - proposed_at > LIVES


def bars_to_agreeing(waiting: Waiting, *, by: UUID, now: datetime) -> list[str]:
    """Why this administrator cannot agree, as codes: never the proposer, never the person concerned."""
    if waiting.is_decided:
        return ["decided_already"]
    found = []
    if is_over(waiting.proposed_at, now):
        found.append("expired")
    if waiting.proposer == by:
        found.append("own_proposal")
    if waiting.concerned == by:
        found.append("own_account")
    if not waiting.is_proposer_at_work:
        found.append("proposer_gone")
    return found


def bars_to_declining(waiting: Waiting, *, by: UUID) -> list[str]:
    """Why this administrator cannot decline (or, as the proposer, withdraw)."""
    if waiting.is_decided:
        return ["decided_already"]
    return ["own_account"] if waiting.concerned == by else []


def may_appoint_alone(*, others_ever: bool, roles: frozenset[Role]) -> bool:
    """The first administrator may bring in the second alone, while there has never been another; nothing else, nobody else."""
    return not others_ever and roles == {Role.ADMINISTRATOR}
