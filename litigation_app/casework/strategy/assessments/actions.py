"""Assess a case for a strategic aim, decide on an assessment, read what is sealed beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import Changed, hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims import queries as victim_queries
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.assessments import queries, rules
from litigation_app.casework.strategy.assessments.models import Assessment, AssessmentClient, StrategyDecision
from litigation_app.casework.strategy.assessments.rules import Bar, Blocker, View
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.text import Unprintable

TABLE, CLIENT, DECISION = "assessment", "assessment_client", "strategy_decision"
HERS, GATE = "legal", "gate"  # capsules: under her own key, read with her legal notes; under the case's


class Blocked(Exception):
    """This decision cannot be saved; `reasons` say why."""

    def __init__(self, reasons: list[Blocker]) -> None:
        super().__init__()
        self.reasons = reasons


class FileClosed(Exception):
    """Consent and risk are read in the opened file alone."""


@dataclass(frozen=True)
class Weighed:
    """Consent and risk of one client."""

    victim_id: UUID
    consent: str
    consent_on: date | None
    risk: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Assessed:
    """An assessment as it was typed."""

    on: date
    scores: Mapping[str, int]
    clients: tuple[Weighed, ...]
    text: str = field(default="", repr=False)
    plan: str = field(default="", repr=False)


@dataclass(frozen=True)
class Decided:
    """A decision as it was typed. `deciders`: colleagues who decided with her."""

    code: str
    on: date
    deciders: tuple[UUID, ...]
    text: str = field(default="", repr=False)


@dataclass(frozen=True, repr=False)
class Hers(Unprintable):
    """What is sealed of one client's consent and risk."""

    on: date
    consent: str
    consent_on: date | None
    risk: str
    text: str


def assess(actor: Actor, case: Case, said: Assessed, *, instances: int) -> Assessment:
    """A new assessment; those before it stay. Raises victims.Erased for a person who was erased."""
    row = strategy.begun(actor, case)
    for one in said.clients:
        victims.require_record(one.victim_id)
    facts = {"on": said.on, "scores": dict(said.scores), "criteria": rules.criteria().version}
    made = Assessment(instances=instances, **facts, **row)
    db.session.add(made)
    db.session.flush()
    for one in said.clients:
        _weigh(case, made, one)
    strategy.seal(case, TABLE, made.id, text=said.text, plan=said.plan)
    log_act(actor, case, "assess_case", of=f"{TABLE}:{made.id}", instances=instances)
    return made


def _weigh(case: Case, made: Assessment, one: Weighed) -> None:
    saved = AssessmentClient(assessment_id=made.id, case_id=case.id, victim_id=one.victim_id)
    db.session.add(saved)
    db.session.flush()
    day = one.consent_on.isoformat() if one.consent_on else ""
    hers = {"consent": one.consent, "consent_on": day, "risk": one.risk, "text": one.text}
    vault.seal(subject=one.victim_id, table=CLIENT, row=saved.id, capsule=HERS, content=hers)
    stops = rules.bar(one.consent, one.consent_on, one.risk)
    vault.seal(subject=case.id, table=CLIENT, row=saved.id, capsule=GATE, content={"bar": stops or ""})


def gates(ticket: ledger.Ticket, clients: Iterable[queries.Client]) -> dict[UUID, Bar | None]:
    """What bars a strategic aim, by client, under the ticket of the opened file. Raises vault.TicketRefused."""
    of = {one.id: one.victim_id for one in clients}
    found = vault.open_many(ticket, table=CLIENT, capsule=GATE, rows=of)
    return {of[row]: Bar(content["bar"]) if content["bar"] else None for row, content in found}


def decide(actor: Actor, found: queries.Found, said: Decided, ticket: ledger.Ticket | None) -> None:
    """Decide on the last assessment of a case. Raises FileClosed, Blocked; Changed where somebody decided before."""
    if ticket is None:
        raise FileClosed
    assessment, case = found
    hold(assessment, assessment.row_version)
    if queries.decision(found) is not None:
        raise Changed
    if stops := rules.blockers(view(found, ticket), said.code, actor.id, rules.criteria()):
        raise Blocked(stops)
    deciders = [str(one) for one in said.deciders]
    decided = {"code": said.code, "on": said.on, "deciders": deciders, "has_note": bool(said.text)}
    made = StrategyDecision(assessment_id=assessment.id, case_id=case.id, decided_by=actor.id, **decided)
    made.decided_at = clock.now()
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, DECISION, assessment.id, text=said.text)
    log_act(actor, case, "decide_strategy", of=f"{TABLE}:{assessment.id}", decision=said.code)


def view(found: queries.Found, ticket: ledger.Ticket) -> View:
    """The assessment as a decision sees it, under the ticket of the opened file."""
    assessment, case = found
    last = queries.of_case(case)[0].id
    return View(
        assessed_by=assessment.recorded_by,
        scores=assessment.scores,
        gates=gates(ticket, queries.clients(found)),
        clients=frozenset(one.id for one in victim_queries.with_records(case)),
        is_last=assessment.id == last,
    )


def read_hers(ticket: ledger.Ticket, victim_id: UUID) -> list[Hers]:
    """Consent and risk of a client in every assessment, under the ticket of her own record with its legal notes."""
    days = dict(queries.of_victim(victim_id))
    opened = dict(vault.open_many(ticket, table=CLIENT, capsule=HERS, rows=days)) if days else {}
    return [_hers(day, opened[row]) for row, day in days.items() if row in opened]


def _hers(on: date, said: Mapping[str, Any]) -> Hers:
    day = date.fromisoformat(said["consent_on"]) if said["consent_on"] else None
    return Hers(on, said["consent"], day, said["risk"], said["text"])


def forget(victim_id: UUID) -> int:
    """Take away what was weighed of a client who is erased; how many times it was."""
    hers = db.session.scalars(select(AssessmentClient.id).where(AssessmentClient.victim_id == victim_id)).all()
    for row in hers:
        vault.remove(table=CLIENT, row=row)
    db.session.execute(delete(AssessmentClient).where(AssessmentClient.victim_id == victim_id))
    return len(hers)
