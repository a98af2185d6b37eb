"""What are the stages of a proceeding, the steps between them, and the deadlines that a step must keep?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from litigation_app.law.names import Named, Names
from litigation_app.law.words import Word

ENDS = frozenset({"final", "closed", "closed_reopenable"})
STAGE_KINDS = frozenset({"start", "active", "paused", "hearing", "milestone", "decision", "remedy"}) | ENDS
DOUBT = ("high", "medium", "low")  # the marks of `confidence`, the least doubt first


class Side(StrEnum):
    """Whose period it is."""

    OURS = "ours"
    THEIRS = "theirs"
    AUTHORITY = "authority"


class DeadlineKind(StrEnum):
    """Statutory: the right is lost. Instructive: the authority's own limit. Earliest: not before it has ended.

    Limitation: the claim is time-barred; never of a step, but of the country's rules of limitation.
    """

    STATUTORY = "statutory"
    INSTRUCTIVE = "instructive"
    EARLIEST = "earliest"
    LIMITATION = "limitation"


class RollOver(StrEnum):
    """Whether a period that ends on a day without work ends on the next working day instead."""

    NEXT_WORKING_DAY = "next_working_day"
    NONE = "none"


@dataclass(frozen=True)
class DeadlineRule:
    """One period: `days` or `months` long, or set by the court's letter (then both are None).

    `events` are the steps that keep it: one decision may be recorded as "upheld" or "rejected". `runs_from` is a code
    of the day that starts it, mostly service on a given person. `confidence`: high, medium or low; "high" only says
    that the file carries no doubt mark, never that a lawyer has checked it (`Jurisdiction.reviewed_by_lawyer`).
    `extended_by`: the law by which the court may lengthen it; None: nothing of the kind is known.
    """

    events: tuple[str, ...]
    days: int | None
    months: int | None
    set_by_court: bool
    kind: DeadlineKind
    side: Side
    runs_from: str
    roll_over: RollOver
    legal_basis: str
    confidence: str
    note: Word | None
    sources: tuple[str, ...]
    extended_by: str | None = None

    @property
    def event(self) -> str:
        """The first of the steps that keep the period."""
        return self.events[0]


@dataclass(frozen=True)
class Stage(Named):
    """A place where a proceeding may stand; `spawns` names families or procedures that may begin here."""

    kind: str
    outcomes: tuple[str, ...]
    spawns: tuple[str, ...]
    offers: tuple[str, ...]
    court: str | None

    @property
    def is_end(self) -> bool:
        """True where the proceeding may rest for good: final, closed, or closed until reopened."""
        return self.kind in ENDS


@dataclass(frozen=True)
class Transition:
    """One lawful step. `actor` is who takes it; `rule` the period that it must keep, None where there is none.

    `unserved`: the period for the same step where the decision was not served on her; it runs from the decision.
    """

    origin: str
    to: str
    event: str
    actor: str
    labels: Names
    rule: DeadlineRule | None
    unserved: DeadlineRule | None
    legal_basis: str | None
    confidence: str
    note: Word | None
    sources: tuple[str, ...]

    @property
    def rules(self) -> tuple[DeadlineRule, ...]:
        """The periods that the step must keep, whichever of them runs."""
        return tuple(one for one in (self.rule, self.unserved) if one is not None)

    def label(self, language: str) -> str:
        """Return the words for the step, unlike those of every other step from the same stage."""
        return self.labels.read_in(language)

    @property
    def local(self) -> str:
        """The step in the country's own language (Macedonian: the stage it leads to, so two steps may read alike)."""
        return self.labels.local

    @property
    def stays(self) -> bool:
        """True for a step that leaves the proceeding where it is, such as an adjournment."""
        return self.origin == self.to


@dataclass(frozen=True)
class Procedure(Named):
    """One graph; `family` is what kind of proceeding it is, `forums` the Bosnian systems it serves (empty: all)."""

    family: str
    initial: str
    forums: tuple[str, ...]
    status: str | None
    body: str | None
    note: str | None
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]

    @cached_property
    def _stages(self) -> Mapping[str, Stage]:
        return {one.id: one for one in self.stages}

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Transition, ...]]:
        found: dict[str, tuple[Transition, ...]] = {}
        for one in self.transitions:
            found[one.origin] = (*found.get(one.origin, ()), one)
        return found

    def has(self, stage_id: str) -> bool:
        """Say whether the graph knows this stage."""
        return stage_id in self._stages

    def stage(self, stage_id: str) -> Stage:
        """Return the stage with this id; KeyError where the graph has none."""
        return self._stages[stage_id]

    def leaving(self, stage_id: str) -> tuple[Transition, ...]:
        """Return the steps that leave a stage, in the order of the file (none: an end, or no such stage)."""
        return self._leaving.get(stage_id, ())
