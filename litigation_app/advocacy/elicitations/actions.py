"""Ask experts, write down what one judged, take it out again, put what they say together into the scenario."""

from datetime import date
from uuid import uuid4

from litigation_app import ledger
from litigation_app.advocacy.elicitations import queries, rules
from litigation_app.advocacy.elicitations.models import Elicitation, Judgement
from litigation_app.advocacy.elicitations.rules import Said
from litigation_app.advocacy.studies.scenarios import actions as scenarios
from litigation_app.advocacy.studies.scenarios import rules as trees
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.origins import EXPERT, Origin


class ValueMoved(Exception):
    """At the key of a question stands another value than the one that it was asked about; nothing was written."""


def ask(actor: Actor, scenario: Scenario, *, key: str, wording: str) -> Elicitation:
    """Put a question about a value of a scenario."""
    begin_write()
    row = Elicitation(
        id=uuid4(),
        scenario_id=scenario.id,
        key=key,
        row_name=trees.row_name(scenario_text.tree_of(scenario.text), key),
        wording=wording,
        asked_by=actor.id,
        asked_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.write(act="ask_experts", by=actor.id, of=f"elicitation:{row.id}")
    return row


def record(actor: Actor, question: Elicitation, said: Said, *, expert: str, on: date, reason: str) -> Judgement:
    """Write down what an expert judged, who agreed to be named."""
    begin_write()
    row = Judgement(
        id=uuid4(),
        elicitation_id=question.id,
        expert=expert,
        on=on,
        kind=said.kind,
        low=said.low,
        middle=said.middle,
        high=said.high,
        weight=said.weight,
        reason=reason,
        recorded_by=actor.id,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    ledger.write(act="record_judgement", by=actor.id, of=f"elicitation:{question.id}")
    return row


def take_out(actor: Actor, row: Judgement) -> None:
    """It is gone, with the name: an expert may take her agreement back."""
    begin_write()
    db.session.delete(row)
    ledger.write(act="take_judgement_out", by=actor.id, of=f"elicitation:{row.elicitation_id}")


def put_in(actor: Actor, question: Elicitation, scenario: Scenario, *, source: str, row_version: int) -> None:
    """Let the scenario say what the experts say together; raises ScenarioRefused, ScenarioStale, ValueMoved."""
    tree = scenario_text.tree_of(scenario.text)
    if trees.row_name(tree, question.key) != question.row_name:
        raise ValueMoved
    judged = queries.said(queries.judgements(question))
    trees.put(tree, question.key, dict(rules.as_value(judged, source)))
    trees.put_origin(tree, question.key, Origin(EXPERT, source))
    scenarios.save(actor, scenario, tree, row_version=row_version)
