"""Which sources can a publication have? For each: whence its facts, which tables, how facts become one linked system, its plan."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from litigation_app.casework import facts
from litigation_app.casework.courtwatch import facts as courtwatch
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import Coarser
from litigation_app.gate import caseload, judgments, observation
from litigation_app.gate.rules import Calendar
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import PlanRef

CASELOAD = "caseload"
_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Plan:
    """What plan.toml says of a source. `tables`: by table the indicators that are computed from it."""

    ref: PlanRef
    profile: str
    reference_day: str  # "12-31"
    tables: Mapping[str, tuple[str, ...]]

    def reference_date(self, last_year: int) -> date:
        """The day on which everything is counted as it stood."""
        return date.fromisoformat(f"{last_year}-{self.reference_day}")


@dataclass(frozen=True)
class Mode:
    """A source. `collect` reads coded facts, `design` says the tables of these years, made so much coarser; `system` builds them."""

    collect: Callable[..., Sequence[Any]]
    design: Callable[[int, int, Coarser], Design]
    system: Callable[[Sequence[Any], Design], System]
    plan: Plan


def _plan(mode: str) -> Plan:
    said = _SAID[mode]
    tables = {table: tuple(indicators) for table, indicators in said["tables"].items()}
    return Plan(PlanRef(said["id"], said["version"]), said["profile"], said["reference_day"], tables)


def _calendar() -> Calendar:
    said = _SAID["calendar"]
    return Calendar(said["from"], said["until"], said["years"])


MODES: Mapping[str, Mode] = {
    CASELOAD: Mode(facts.collect, caseload.design, caseload.system, _plan(CASELOAD)),
    "judgments": Mode(courtwatch.judgments, judgments.design, judgments.system, _plan("judgments")),
    "observation": Mode(courtwatch.hearings, observation.design, observation.system, _plan("observation")),
}
CALENDAR = _calendar()
