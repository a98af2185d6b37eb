"""What can be done where a change since the last publication would show somebody, and why would the desk refuse one of these?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from litigation_app.disclosure.plan import Option
from litigation_app.gate.coarser import as_json, from_json

GO_ON, ALONE, TOGETHER = "go_on", "alone", "together"
BESIDE = "beside"  # why DraftRefused: a change since the last publication would show somebody
CHANGED, WORKED_OUT, APART = "changed", "worked_out", "apart"  # why: beside what was printed before
TOO_FINE, REVEALS = "too_fine", "reveals"  # why: by itself
_HARDLY = 10  # where fewer of a hundred printed numbers are no zero, it is said before anybody chooses; this desk's own choice


@dataclass(frozen=True)
class Why:
    """Why the desk would refuse, as a code of refusals.py. `count`: how many numbers are at fault, or which per cent of them
    (0: not said); `other`: the publication beside which.
    """

    code: str
    count: int = 0
    other: str = ""


@dataclass(frozen=True)
class Way:
    """One of these, for these years (both included): how many numbers it prints and hides, or `why` it would be refused.

    Neither: it was not tried. `told`: how many of the printed are not zero (None: an older desk did not count them). `instead`:
    coarser designs of these years that the desk would pass, best first.
    """

    code: str
    first_year: int
    last_year: int
    prints: int = 0
    hides: int = 0
    why: Why | None = None
    instead: tuple[Option, ...] = ()
    told: int | None = None

    @property
    def is_tried(self) -> bool:
        return self.why is not None or self.prints + self.hides > 0

    @property
    def most_told(self) -> int:
        """How many numbers that are not zero the best of it prints."""
        return max([self.told or 0, *(one.told for one in self.instead)])

    def as_json(self) -> dict[str, Any]:
        """For a job."""
        return asdict(self) | {"instead": [option_as_json(one) for one in self.instead]}


def from_kept(kept: Mapping[str, Any]) -> Way:
    """The way that a job keeps."""
    why = Why(**kept["why"]) if kept["why"] else None
    return Way(**{**kept, "why": why, "instead": tuple(map(option_from_json, kept["instead"]))})


def is_all_but_empty(printed: int, told: int) -> bool:
    """Whether hardly any of the printed numbers is more than a zero."""
    return 100 * told < _HARDLY * printed


def untried(first_year: int, last_year: int) -> tuple[Way, ...]:
    """What can always be asked for, with years that go on from an earlier publication by the last of them."""
    return Way(GO_ON, first_year, last_year), Way(ALONE, last_year, last_year)


def option_as_json(option: Option) -> dict[str, Any]:
    """A coarser design as a job keeps it; no number of any table."""
    said = {"printed": option.printed, "hidden": option.hidden, "keeps": option.keeps, "tables": dict(option.tables)}
    said["told"] = option.told
    return {"coarser": as_json(option.coarser)} | said


def option_from_json(kept: Mapping[str, Any]) -> Option:
    """The coarser design that a job keeps."""
    tables = kept.get("tables", {})
    told = kept.get("told", sum(tables.values()))
    return Option(from_json(kept["coarser"]), kept["printed"], kept["hidden"], kept["keeps"], tables, told)
