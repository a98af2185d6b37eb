"""How does a way to compensation stand, and what is it judged by? The values that the rules of this room speak in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from litigation_app.law.country import Jurisdiction, LimitationRule
from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import DeadlineRule, Procedure


class State(StrEnum):
    """How a way stands for her today, in the order in which they are shown."""

    OPEN = "open"
    TAKEN = "taken"
    NOT_YET = "not_yet"
    WAS = "was"
    ABSENT = "absent"


class Why(StrEnum):
    """What makes it stand so."""

    NO_SUCH_WAY = "no_such_way"
    OTHER_RIGHTS = "other_rights"
    NOT_APPLIED = "not_applied"
    FILED = "filed"
    RUNS = "runs"
    BEGUN = "begun"
    NO_TRIAL = "no_trial"
    TRIAL_RUNS = "trial_runs"
    TRIAL_OVER = "trial_over"
    PLEA_LIES_THERE = "plea_lies_there"
    PLEA_POSSIBLE = "plea_possible"
    PLEA_NOT_HERE = "plea_not_here"
    NOT_BARRED = "not_barred"
    MAY_BE_BARRED = "may_be_barred"
    BARRED = "barred"
    DAMAGE_UNDATED = "damage_undated"
    EACH_WAGE = "each_wage"
    OWED = "owed"
    NOTHING_AWARDED = "nothing_awarded"
    PAID = "paid"
    NO_DECISION = "no_decision"
    PERIOD_RUNS = "period_runs"
    UNSERVED = "unserved"
    PERIOD_OVER = "period_over"
    OFFENCE_UNDATED = "offence_undated"
    ONLY_IF_PREVENTED = "only_if_prevented"
    ONLY_A_CHILD = "only_a_child"
    NOT_OFFERED = "not_offered"
    NO_PROCEEDINGS = "no_proceedings"
    WHILE_IT_LASTS = "while_it_lasts"
    ONLY_WHILE_IT_LASTS = "only_while_it_lasts"
    ENDED = "ended"
    NO_DAY_AFTERWARDS = "no_day_afterwards"
    START_UNKNOWN = "start_unknown"
    NO_TIME_KNOWN = "no_time_known"


class Damage(StrEnum):
    """How it stands with the limitation of the claim for damages, as `casework.proceedings.limitation` reckoned it."""

    UNDATED = "undated"
    RUNS = "runs"
    MAY_BE_OVER = "may_be_over"
    OVER = "over"


@dataclass(frozen=True)
class Taken:
    """A step that stands: where it led, on which day, and when it was served (None: not recorded)."""

    id: UUID
    to_stage: str
    on: date
    served_on: date | None


@dataclass(frozen=True)
class Lane:
    """A proceeding of the case that stands by itself. `act_by`: the last day of the nearest open period of ours in it.

    `begun`: by which day it had begun, where that is known without its steps.
    """

    id: UUID
    graph: Procedure
    steps: Sequence[Taken]
    act_by: date | None = None
    begun: date | None = None

    @property
    def at(self) -> str:
        return self.steps[-1].to_stage if self.steps else self.graph.initial


@dataclass(frozen=True)
class Claimed:
    """A claim of hers. `final_on` None: nothing was finally awarded; `owed`: what of it is not paid.

    `waits_since`: the day on which it was filed, while no decision stands on it; None: it was not filed, or one stands.
    """

    id: UUID
    route: str
    is_out: bool
    final_on: date | None
    owed: Decimal
    waits_since: date | None = None


@dataclass(frozen=True)
class Known:
    """Everything recorded that the ways depend on. `committed` None: the day of the offence is not recorded.

    `sue_by`: the reminder to sue after a referral, where it runs. `of_others`: the families of proceedings by which
    other clients of the case claim, or collect what was awarded to them, so that such proceedings need not be hers.
    """

    law: Jurisdiction
    forum: str | None
    calendar: Calendar
    today: date
    lanes: Sequence[Lane]
    claims: Sequence[Claimed]
    damage: Damage
    committed: date | None
    sue_by: date | None
    of_others: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Look:
    """How a way stands. `until`: the last day, or the day on which it closed; `outer`: the end that nothing moves.

    `period`: the rule by which `until` was reckoned; `by`: the step that brings its proceedings about; `lane`: the
    proceedings that it is gone in; `claim`: her claim on it.
    """

    state: State
    why: Why
    until: date | None = None
    outer: date | None = None
    period: DeadlineRule | LimitationRule | None = None
    by: UUID | None = None
    lane: UUID | None = None
    claim: UUID | None = None
