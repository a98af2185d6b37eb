"""Count how well two coders agree: their codes are opened for it, and counts alone are kept."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.courtwatch.agreement import rules
from litigation_app.casework.courtwatch.agreement.models import AgreementRun
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment
from litigation_app.casework.courtwatch.judgments.rules import FIRST, SECOND, pairs
from litigation_app.casework.courtwatch.questions import Part, Question, asked, slots
from litigation_app.core import clock, rowguard
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db


def count(actor: Actor, office_id: UUID) -> AgreementRun:
    """Count anew over all judgments of this office that two people coded. The access log knows of it first."""
    of, session = f"register:{office_id}", actor.session_id
    ticket = ledger.append_alone(act="read_codings", by=actor.id, of=of, session_id=session)
    judgments, found = _pairs(ticket, office_id)
    begin_write()
    made = {
        question: _said(known) for question, known in ((name, _agreement(name, said)) for name, said in found.items())
    }
    run = AgreementRun(office_id=office_id, made_by=actor.id, made_at=clock.now(), judgments=judgments, found=made)
    db.session.add(run)
    ledger.write(act="count_agreement", by=actor.id, of=of, facts={"judgments": judgments})
    return run


def _pairs(ticket: ledger.Ticket, office_id: UUID) -> tuple[int, dict[str, list[tuple[Any, Any]]]]:
    """How many judgments two people coded, and by question what the two said."""
    wanted = select(Coding.id, Coding.place, Judgment.id.label("judgment"), Judgment.accused, Judgment.injured)
    wanted = wanted.join(Judgment, Judgment.id == Coding.judgment_id)
    wanted = wanted.where(Coding.office_id == office_id, Judgment.is_double, Coding.place.in_((FIRST, SECOND)))
    both: dict[UUID, dict[int, Any]] = defaultdict(dict)
    with rowguard.system("agreement"):
        for row in db.session.execute(wanted):
            both[row.judgment][row.place] = row
        twice = [one for one in both.values() if len(one) == SECOND]
        rows = [row.id for one in twice for row in one.values()]
        codes = {
            row: said["codes"] for row, said in vault.open_many(ticket, table="coding", capsule="coding", rows=rows)
        }
    found: dict[str, list[tuple[Any, Any]]] = {}
    for one in twice:
        first, second = one[FIRST], one[SECOND]
        for name, said in pairs(codes[first.id], codes[second.id], slots(first.accused, first.injured)).items():
            found.setdefault(name, []).extend(said)
    return len(twice), found


def _agreement(name: str, said: list[tuple[Any, Any]]) -> rules.Agreement:
    question = question_of(name)
    return rules.agreement(said, codes=question.codes(), graded=question.graded)


def question_of(name: str) -> Question:
    """The question of "accused.sex"."""
    part, _dot, id_ = name.partition(".")
    found: Part = getattr(asked(), part)
    return next(one for one in found.questions if one.id == id_)


def _said(known: rules.Agreement) -> dict[str, Any]:
    """As it is kept; of fewer than FEWEST pairs only how many there were."""
    return asdict(known) if known.pairs >= rules.FEWEST else {"pairs": known.pairs}
