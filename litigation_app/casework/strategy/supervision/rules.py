"""Which days belong to the supervision of a judgment, whose are they, and are they past? Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from litigation_app.core.toml_files import read_toml
from litigation_app.law.counting import Length, after
from litigation_app.law.graph import Side

FAMILY = "echr"
ACTION_PLAN = "action_plan"
_SIDES = {"action_plan": Side.THEIRS, "action_report": Side.THEIRS, "rule_9_1": Side.OURS, "rule_9_2": Side.OURS}


@dataclass(frozen=True)
class Plan:
    """Until when a government must hand in its action plan, after the judgment became final."""

    months: int
    source: str
    confidence: str


class Doubt(StrEnum):
    """What a day of a supervision contradicts."""

    BEFORE_FINAL = "before_final"
    DONE_IN_FUTURE = "done_in_future"


@cache
def plan() -> Plan:
    """What supervision.toml says."""
    return Plan(**read_toml(__file__, "supervision.toml")[ACTION_PLAN])


def action_plan_due(final_on: date) -> date:
    """The last day for the action plan. The Committee counts calendar months; the day does not roll."""
    return after(final_on, Length(months=plan().months))


def side(kind: str) -> Side:
    """Whose day it is: ours, the Government's, the Committee's."""
    return _SIDES.get(kind, Side.AUTHORITY)


def doubts(*, on: date, done_on: date | None, final_on: date, today: date) -> list[Doubt]:
    """Why this day cannot be saved as it stands."""
    found = []
    if on < final_on:
        found.append(Doubt.BEFORE_FINAL)
    if done_on is not None and done_on > today:
        found.append(Doubt.DONE_IN_FUTURE)
    return found


def is_overdue(on: date, done_on: date | None, today: date) -> bool:
    """Whether the day has passed and nothing is written down as done."""
    return done_on is None and on < today
