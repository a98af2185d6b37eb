"""May this person be erased, and who may agree to it? Pure decisions; the grounds are those of bases.toml."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from uuid import UUID

from litigation_app.core import clock
from litigation_app.core.toml_files import read_toml

LIVES = timedelta(days=14)


class Outcome(StrEnum):
    """How a proposal ended."""

    AGREED = "agreed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Bar(StrEnum):
    """Why something about an erasure cannot be done."""

    ERASED = "erased"
    PROPOSED = "proposed_already"
    HELD = "held"
    OWN = "own_proposal"
    NOT_OWN = "not_own_proposal"
    DECIDED = "decided_already"
    EXPIRED = "expired"
    AGREED = "agreed_already"
    NOT_ALONE = "not_alone"
    PROPOSER_GONE = "proposer_gone"
    NOT_HELD = "not_held"
    LIFT_ASKED = "lift_asked"
    OWN_LIFT = "own_lift"
    ASKER_GONE = "asker_gone"


class Caution(StrEnum):
    """What stops with her data, and of which she must have been told."""

    OPEN_CASE = "open_case"
    UNDECIDED_CLAIM = "undecided_claim"
    UNPAID_CLAIM = "unpaid_claim"


class ErasureRefused(Exception):
    """This cannot be done; `bars` says why, the weightiest first."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        super().__init__(", ".join(bars))
        self.bars = tuple(bars)


@dataclass(frozen=True)
class Held:
    """What a decision needs to know of a hold."""

    until: date
    is_lifted: bool


@dataclass(frozen=True)
class Waiting:
    """What a decision needs to know of a proposal."""

    proposer: UUID | None
    proposed_at: datetime
    is_decided: bool
    is_proposer_at_work: bool


@dataclass(frozen=True)
class Standing:
    """What a decision needs to know of the person. `is_agreed`: she is in the register, so there is no way back.

    `is_alone`: nobody else of her case has a record.
    """

    is_erased: bool = False
    is_agreed: bool = False
    is_alone: bool = True
    legal_holds: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Law:
    """The national law beside the GDPR. `article` "": not verified."""

    law: str
    article: str
    confidence: str


@dataclass(frozen=True)
class Grounds:
    """The lists of bases.toml: code → paragraph of GDPR art. 17; the national laws by country."""

    bases: dict[str, str]
    legal_holds: dict[str, str]
    national: dict[str, Law]
    is_reviewed: bool


@cache
def grounds() -> Grounds:
    """The file, read once."""
    said = read_toml(__file__, "bases.toml")
    national = {country: Law(**law) for country, law in said["national"].items()}
    return Grounds(said["bases"], said["holds"], national, said["reviewed_by_lawyer"])


def certificate_number(erasure_id: UUID, year: int) -> str:
    """ "E-2026-4F7A-19C2": no gap in a row of numbers tells of proposals that came to nothing."""
    drawn = erasure_id.hex[-8:].upper()
    return f"E-{year}-{drawn[:4]}-{drawn[4:]}"


def is_same_reference(typed: str, code_name: str) -> bool:
    """Whether she typed the code name of this very person; letters' case and spaces do not count."""
    return "".join(typed.split()).casefold() == "".join(code_name.split()).casefold()


def is_live(legal_hold: Held, today: date) -> bool:
    """Whether a hold forbids an erasure today; on its last day it still does."""
    return not legal_hold.is_lifted and today <= legal_hold.until


def is_over(proposed_at: datetime, now: datetime) -> bool:
    """Whether nobody can agree to the proposal any more."""
    return now - proposed_at > LIVES


def is_waiting(proposal: Waiting, now: datetime) -> bool:
    """Whether it can still be answered."""
    return not proposal.is_decided and not is_over(proposal.proposed_at, now)


def bars_to_proposing(she: Standing, *, proposals: Iterable[Waiting], now: datetime, today: date) -> list[Bar]:
    """Why no erasure can be proposed."""
    if over := bars_to_holding(she):
        return over
    found = [Bar.HELD] if _is_held(she, today) else []
    return [*found, Bar.PROPOSED] if any(is_waiting(one, now) for one in proposals) else found


def bars_to_holding(she: Standing) -> list[Bar]:
    """Why her data cannot be kept any more."""
    if she.is_erased:
        return [Bar.ERASED]
    return [Bar.AGREED] if she.is_agreed else []


def bars_to_agreeing(
    proposal: Waiting, she: Standing, *, by: UUID, with_case: bool, now: datetime, today: date
) -> list[Bar]:
    """Why this person cannot agree: never the one who proposed it, and never to what is about somebody else as well."""
    if over := bars_to_holding(she):
        return over
    found = bars_to_rejecting(proposal, she, by=by, now=now)
    if not proposal.is_decided and not proposal.is_proposer_at_work:
        found.append(Bar.PROPOSER_GONE)
    if with_case and not she.is_alone:
        found.append(Bar.NOT_ALONE)
    return [*found, Bar.HELD] if _is_held(she, today) else found


def bars_to_rejecting(proposal: Waiting, she: Standing, *, by: UUID, now: datetime) -> list[Bar]:
    """Why this person cannot say no to it."""
    found = bars_to_holding(she) or _bars_to_answering(proposal, now)
    return [*found, Bar.OWN] if proposal.proposer == by else found


def bars_to_withdrawing(proposal: Waiting, she: Standing, *, by: UUID, now: datetime) -> list[Bar]:
    """Why this person cannot take it back."""
    found = bars_to_holding(she) or _bars_to_answering(proposal, now)
    return found if proposal.proposer == by else [*found, Bar.NOT_OWN]


def _is_held(she: Standing, today: date) -> bool:
    return any(is_live(legal_hold, today) for legal_hold in she.legal_holds)


def _bars_to_answering(proposal: Waiting, now: datetime) -> list[Bar]:
    if proposal.is_decided:
        return [Bar.DECIDED]
    return [Bar.EXPIRED] if is_over(proposal.proposed_at, now) else []


def unreadable_in_backups(at: datetime, days: int) -> date:
    """From which day, on the region's calendar, no copy of the keyring is left that opens an older copy of the database.

    A copy made the moment before is thrown away in the night after it has become `days` old.
    """
    return (clock.local(at) + timedelta(days=days + 1)).date()


def require(bars: Sequence[Bar]) -> None:
    """Raise ErasureRefused if anything bars it."""
    if bars:
        raise ErasureRefused(bars)
