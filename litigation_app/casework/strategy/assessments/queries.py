"""How was a case assessed, what was decided, and which instances has it reached?"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.strategy.assessments import rules
from litigation_app.casework.strategy.assessments.models import Assessment, AssessmentClient, StrategyDecision
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.law import loader
from litigation_app.law.graph import Procedure


class Found(NamedTuple):
    """An assessment and its case."""

    assessment: Assessment
    case: Case


class Line(NamedTuple):
    """An assessment as lists show it; `decided` None: nothing is decided on it."""

    id: UUID
    on: date
    scores: dict[str, int]
    instances: int
    by: str
    at: datetime
    decided: str | None


class Client(NamedTuple):
    """A client of whom consent and risk were weighed."""

    id: UUID
    victim_id: UUID
    code_name: str


def get(actor: Actor, assessment_id: UUID, to: May = May.LIST_CASES) -> Found:
    """An assessment of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Assessment, assessment_id, to))


def of_case(case: Case) -> list[Line]:
    """All assessments of a case that was found by `cases.queries.get`, the newest first."""
    return [Line(*row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[UUID, date, dict[str, int], int, str, datetime, str]:
    """Written once: every look at a case asks it."""
    columns = (Assessment.id, Assessment.on, Assessment.scores, Assessment.instances, User.name)
    wanted = select(*columns, Assessment.recorded_at, StrategyDecision.code)
    wanted = wanted.join(User, User.id == Assessment.recorded_by)
    wanted = wanted.outerjoin(StrategyDecision, StrategyDecision.assessment_id == Assessment.id)
    order = (Assessment.recorded_at.desc(), Assessment.id)
    return wanted.where(Assessment.case_id == bindparam("case")).order_by(*order)


def decision(found: Found) -> StrategyDecision | None:
    """What was decided on it."""
    return db.session.get(StrategyDecision, found.assessment.id)


def clients(found: Found) -> list[Client]:
    """Of whom it weighed consent and risk."""
    wanted = select(AssessmentClient.id, AssessmentClient.victim_id, Victim.code_name)
    wanted = wanted.join(Victim, Victim.id == AssessmentClient.victim_id)
    rows = db.session.execute(wanted.where(AssessmentClient.assessment_id == found.assessment.id))
    return [Client(*row) for row in rows.all()]


def of_victim(victim_id: UUID) -> list[tuple[UUID, date]]:
    """The assessments that weighed a victim's consent and risk: key of what is sealed, and day; the newest first."""
    wanted = select(AssessmentClient.id, Assessment.on).join(
        Assessment, Assessment.id == AssessmentClient.assessment_id
    )
    wanted = wanted.where(AssessmentClient.victim_id == victim_id).order_by(Assessment.recorded_at.desc())
    return [(row.id, row.on) for row in db.session.execute(wanted)]


def instances(case: Case, tracks: Sequence[Track]) -> int:
    """How many instances the case has reached."""
    law = loader.load(case.country)
    return rules.instances([_kinds(law.procedure(track.procedure), track) for track in tracks])


def _kinds(graph: Procedure, track: Track) -> list[str]:
    kinds = {stage.id: stage.kind for stage in graph.stages}
    return [kinds.get(step.to_stage, "") for step in track.steps if step.to_stage != step.from_stage]
