"""Which sources can a publication have? For each: whence its facts, which tables, how facts become one linked system, its plan."""

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from litigation_app.casework import facts
from litigation_app.casework.courtwatch import facts as courtwatch
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import caseload, cohorts, judgments, observation
from litigation_app.gate.rules import Calendar
from litigation_app.gate.sheets import Design, Sheet
from litigation_app.statistics.releases import PlanRef

CASELOAD = "caseload"
_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class ChosenOtherwise(Exception):
    """An earlier publication has tables beside which what was asked for cannot stand; the message: which choice it is;
    `there`: the first of them.
    """

    def __init__(self, choice: str, there: str) -> None:
        super().__init__(choice)
        self.there = there


@dataclass(frozen=True)
class Choice:
    """Tables that never stand in one publication: `chosen` come in the place of `usual` where somebody wants them."""

    name: str
    usual: tuple[str, ...]
    chosen: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What a design that chose them has among `instead`."""
        return self.chosen[0]

    def is_made(self, made: Coarser) -> bool:
        return self.mark in made.instead

    def beside(self, made: Coarser) -> tuple[str, ...]:
        """The tables that this design cannot have."""
        return self.usual if self.is_made(made) else self.chosen


@dataclass(frozen=True)
class Plan:
    """What plan.toml says of a source. `tables`: by table the indicators that are computed from it; `instead`: tables that
    can be chosen in the place of others, and `choices`: of which; `since`: in which version a table came; `by_hand`: only
    where they were asked for.
    """

    ref: PlanRef
    profile: str
    reference_day: str  # "12-31"
    tables: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, tuple[str, ...]]
    since: Mapping[str, str]
    by_hand: Collection[str]
    choices: Sequence[Choice]

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
    tables, instead = (
        {table: tuple(indicators) for table, indicators in said.get(name, {}).items()} for name in ("tables", "instead")
    )
    choices = [Choice(name, tuple(one["usual"]), tuple(one["chosen"])) for name, one in said.get("choices", {}).items()]
    return Plan(
        PlanRef(said["id"], said["version"]),
        said["profile"],
        said["reference_day"],
        tables,
        instead,
        said.get("since", {}),
        said.get("by_hand", {}),
        choices,
    )


def _calendar() -> Calendar:
    said = _SAID["calendar"]
    return Calendar(said["from"], said["until"], said["years"])


MODES: Mapping[str, Mode] = {
    CASELOAD: Mode(facts.collect, caseload.design, caseload.system, _plan(CASELOAD)),
    "judgments": Mode(courtwatch.judgments, judgments.design, judgments.system, _plan("judgments")),
    "observation": Mode(courtwatch.hearings, observation.design, observation.system, _plan("observation")),
}
CALENDAR = _calendar()


def chosen(mode: str, tables: Collection[str]) -> Coarser:
    """The full design whose choice of tables these show."""
    return Coarser(instead=tuple(one.mark for one in MODES[mode].plan.choices if set(tables) & set(one.chosen)))


def asked(mode: str, also: Collection[str] = ()) -> Coarser:
    """The full design as it was asked for: of the tables that come by hand alone, or instead of others, those wanted `also`."""
    without = tuple(table for table in MODES[mode].plan.by_hand if table not in also)
    return plain(mode, replace(chosen(mode, also), without=without))


def plain(mode: str, made: Coarser) -> Coarser:
    """The same design, said in the one way: what comes by hand is not chosen where it is left out, and what cannot stand
    beside what is chosen is not left out.
    """
    for choice in _chosen_by_hand(mode):
        if set(choice.chosen) <= set(made.without) and choice.is_made(made):
            instead = tuple(mark for mark in made.instead if mark != choice.mark)
            made = replace(made, instead=instead, without=(*made.without, *choice.usual))
        beside = choice.beside(made)
        made = replace(made, without=tuple(table for table in made.without if table not in beside))
    return made


def goes_on(mode: str, made: Coarser, tables: Collection[str]) -> Coarser:
    """A design beside an earlier publication of these tables: what comes by hand and was not asked for is as it stands there.

    Raises ChosenOtherwise where that has what this one cannot have.
    """
    for choice in MODES[mode].plan.choices:
        if not set(tables) & set(choice.beside(made)):
            continue
        if choice not in _chosen_by_hand(mode) or choice.is_made(made) or not set(choice.usual) <= set(made.without):
            raise ChosenOtherwise(choice.name, choice.beside(made)[0])
        made = replace(made, instead=(*made.instead, choice.mark))
    return made


def by_hand(mode: str, made: Coarser) -> list[str]:
    """Which of the tables that come by hand alone a design was asked for."""
    gone = {*made.without, *(table for one in MODES[mode].plan.choices for table in one.beside(made))}
    return [table for table in MODES[mode].plan.by_hand if table not in gone]


def _chosen_by_hand(mode: str) -> list[Choice]:
    return [one for one in MODES[mode].plan.choices if set(one.chosen) <= set(MODES[mode].plan.by_hand)]


def is_full(mode: str, made: Coarser) -> bool:
    """Whether nothing is coarser than in the full design of some version of the plan."""
    return replace(made, without=tuple(set(made.without) - MODES[mode].plan.since.keys())).is_full


def is_detailed(made: Coarser) -> bool:
    """Whether nothing is left out of a design, of whatever source, but what comes by hand, and nothing is broader."""
    unasked = {table for mode in MODES.values() for table in mode.plan.by_hand}
    return replace(made, without=tuple(set(made.without) - unasked)).is_full


def of_version(mode: str, made: Coarser, version: str) -> Coarser:
    """A design of an earlier version of the plan: without the tables that came later. "": before plans had versions."""
    newer = [table for table, since in MODES[mode].plan.since.items() if int(since) > int(version or 1)]
    return replace(made, without=(*made.without, *newer)) if newer else made


def every_sheet(mode: str, year: int) -> list[Sheet]:
    """Every table that a publication which begins in this year can have once."""
    last = year + max(window.years for window in cohorts.WINDOWS.values())
    ways = [AS_ASKED, *(Coarser(instead=(choice.mark,)) for choice in MODES[mode].plan.choices)]
    designs = [MODES[mode].design(year, last, one) for one in ways]
    return list({sheet.id: sheet for one in designs for sheet in one.sheets}.values())
