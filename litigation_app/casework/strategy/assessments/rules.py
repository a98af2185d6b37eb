"""How strong is a case for a strategic aim, what bars taking it, and must it be assessed anew? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from uuid import UUID

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

_CONSENTED = frozenset({"given", "guardian"})
_INSTANCE = frozenset({"decision", "remedy", "final"})  # kinds of stages: a judgment, a remedy against one, a final one
TAKE = "take"


@dataclass(frozen=True)
class Criterion:
    """One criterion, how much it counts, and what it asks."""

    id: str
    weight: int
    words: Word
    asks: Word


@dataclass(frozen=True)
class Criteria:
    """Everything that criteria.toml says. `most`: the best score."""

    version: str
    source: str
    confidence: str
    most: int
    every: tuple[Criterion, ...]


class Bar(StrEnum):
    """What of one client bars a strategic aim, whatever the scores say."""

    CONSENT = "consent"
    RISK = "risk"


class Blocker(StrEnum):
    """Why a decision cannot be saved as it stands."""

    OWN_ASSESSMENT = "own_assessment"
    NOT_ALL_SCORED = "not_all_scored"
    NO_CONSENT = "no_consent"
    RISK_UNACCEPTABLE = "risk_unacceptable"
    CLIENT_NOT_ASSESSED = "client_not_assessed"
    NO_CLIENT = "no_client"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class View:
    """An assessment as the decision sees it. `gates`: by client assessed, what bars (None: nothing); `clients`: those of the case now."""

    assessed_by: UUID
    scores: Mapping[str, int]
    gates: Mapping[UUID, Bar | None]
    clients: frozenset[UUID]
    is_last: bool


@cache
def criteria() -> Criteria:
    """The criteria in the order of the file."""
    table = read_toml(__file__, "criteria.toml")
    every = tuple(Criterion(row["id"], row["weight"], word_of(row), word_of(row["asks"])) for row in table["criterion"])
    return Criteria(table["version"], table["source"], table["confidence"], table["most"], every)


def percent(scores: Mapping[str, int], found: Criteria) -> int | None:
    """The weighted score from 0 to 100; None while a criterion has none."""
    if any(one.id not in scores for one in found.every):
        return None
    best = sum(one.weight * found.most for one in found.every)
    return round(100 * sum(one.weight * scores[one.id] for one in found.every) / best)


def bar(consent: str, consent_on: date | None, risk: str) -> Bar | None:
    """What of this client bars a strategic aim: consent comes first, then risk."""
    if consent not in _CONSENTED or consent_on is None:
        return Bar.CONSENT
    return Bar.RISK if risk in {"", "unacceptable"} else None


def blockers(view: View, code: str, actor: UUID, found: Criteria) -> list[Blocker]:
    """Why this decision cannot be saved. Only taking the case for a strategic aim asks for scores and the gate."""
    stops = []
    if view.assessed_by == actor:
        stops.append(Blocker.OWN_ASSESSMENT)
    if not view.is_last:
        stops.append(Blocker.OUTDATED)
    if code != TAKE:
        return stops
    if percent(view.scores, found) is None:
        stops.append(Blocker.NOT_ALL_SCORED)
    return stops + _of_clients(view)


def _of_clients(view: View) -> list[Blocker]:
    stops = [] if view.clients else [Blocker.NO_CLIENT]
    if view.clients - view.gates.keys():
        stops.append(Blocker.CLIENT_NOT_ASSESSED)
    bars = {view.gates[one] for one in view.clients & view.gates.keys()}
    stops += [Blocker.NO_CONSENT] if Bar.CONSENT in bars else []
    return stops + ([Blocker.RISK_UNACCEPTABLE] if Bar.RISK in bars else [])


def instances(stage_kinds: Iterable[Sequence[str]]) -> int:
    """How many instances a case has reached: each proceeding in which something happened, each judgment, each remedy against one.

    `stage_kinds`: of each proceeding the kinds of the stages to which its steps led, in order.
    """
    return sum(1 + sum(1 for kind in kinds if kind in _INSTANCE) for kinds in stage_kinds if kinds)


def is_due(assessed_at: int | None, now: int) -> bool:
    """Whether a new instance was reached since the last assessment (None: it was never assessed)."""
    return assessed_at is not None and now > assessed_at
