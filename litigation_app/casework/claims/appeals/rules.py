"""What can become of a decision now, and what is it then? Pure. No period is reckoned here: those run in the proceedings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("appeals.toml")
APPEALED, WITHDRAWN, CHANGED, QUASHED = "appealed", "withdrawn", "changed", "quashed"
BEFORE_APPEAL = (APPEALED, "no_appeal")
AFTER_APPEAL = ("upheld", CHANGED, QUASHED, "dismissed", WITHDRAWN, APPEALED)
OF_A_SIDE = frozenset({APPEALED, WITHDRAWN})
FINAL_AT_ONCE = frozenset({"no_appeal", "upheld", "dismissed"})


class Fault(StrEnum):
    """Why this cannot have become of the decision."""

    NOT_NOW = "not_now"
    NO_SIDE = "no_side"
    SAME_SIDE = "same_side"
    NOT_APPEALED_BY = "not_appealed_by"
    TOO_EARLY = "too_early"
    NO_OUTCOME = "no_outcome"


class Refused(Exception):
    """It cannot be recorded so; `faults` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(self.faults))


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a decision; `side` "": it is of nobody."""

    what: str
    side: str
    on: date


@dataclass(frozen=True)
class Now:
    """How a decision stands after all that happened. Days; None: it is not so."""

    appealed_on: date | None
    final_on: date | None


def offered(appeal_outcomes: Sequence[Happened], *, is_final: bool) -> tuple[str, ...]:
    """What can become of the decision now; nothing more once it is final, was changed or fell."""
    if is_final or any(one.what in {CHANGED, QUASHED} for one in appeal_outcomes):
        return ()
    return AFTER_APPEAL if appealing(appeal_outcomes) else BEFORE_APPEAL


def appealing(appeal_outcomes: Iterable[Happened]) -> dict[str, date]:
    """Whose appeals are open, and since when."""
    found: dict[str, date] = {}
    for one in appeal_outcomes:
        if one.what == APPEALED:
            found[one.side] = one.on
        elif one.what == WITHDRAWN:
            found.pop(one.side, None)
        else:
            found.clear()
    return found


def faults(appeal_outcomes: Sequence[Happened], said: Happened, *, decided_on: date, is_final: bool) -> list[Fault]:
    """What is wrong with this, after what happened before."""
    if said.what not in offered(appeal_outcomes, is_final=is_final):
        return [Fault.NOT_NOW]
    found = _of_side(appeal_outcomes, said) if said.what in OF_A_SIDE else []
    return [*found, Fault.TOO_EARLY] if said.on < max([decided_on, *(one.on for one in appeal_outcomes)]) else found


def _of_side(appeal_outcomes: Sequence[Happened], said: Happened) -> list[Fault]:
    if not said.side:
        return [Fault.NO_SIDE]
    is_open = said.side in appealing(appeal_outcomes)
    if said.what == APPEALED:
        return [Fault.SAME_SIDE] if is_open else []
    return [] if is_open else [Fault.NOT_APPEALED_BY]


def now(appeal_outcomes: Sequence[Happened]) -> Now:
    """How the decision stands. It is final with what ends every appeal, or with the last one that is withdrawn."""
    final = None
    for place, one in enumerate(appeal_outcomes, 1):
        is_last_withdrawn = one.what == WITHDRAWN and not appealing(appeal_outcomes[:place])
        final = one.on if one.what in FINAL_AT_ONCE or is_last_withdrawn else None
    return Now(min(appealing(appeal_outcomes).values(), default=None), final)


@cache
def words() -> Mapping[str, Table]:
    """The words of appeals.toml."""
    return read_tables(_FILE)
