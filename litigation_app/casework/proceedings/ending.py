"""When have the proceedings of a case ended, when is the case over, and where does a proceeding rest? Pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How a proceeding stands. `on`: the day of the step that ended it; None: it goes on."""

    family: str
    has_begun: bool
    on: date | None


def rests_at(stage: str, *, is_end: bool) -> bool:
    """Whether nobody waits for a day any more at this stage: the proceeding is over, or it rests."""
    return is_end or stage in _table()["rests"]["stages"]


def ended_on(tracks: Iterable[Ended]) -> date | None:
    """The day on which the last of a case's proceedings ended; None while any goes on, or none has begun.

    One in which nothing happened yet does not count; a property claim is heard with the trial and ends with it.
    """
    begun = [one for one in tracks if one.has_begun]
    days = {one.family: one.on for one in begun}
    ends = [one.on or days.get(_table()["ends_with"].get(one.family, "")) for one in begun]
    found = [day for day in ends if day is not None]
    return max(found) if found and len(found) == len(ends) else None


def is_over(ended_on: date | None, *, is_ahead: bool, has_waiting_claim: bool) -> bool:
    """Whether a case is over: its proceedings have ended, and nothing of it waits for anybody.

    `is_ahead`: a hearing is planned, or a period of ours is open, with a day or without one yet. A claim waits until it
    is filed.
    """
    return ended_on is not None and not is_ahead and not has_waiting_claim


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("ending.toml").read_text(encoding="utf-8"))
