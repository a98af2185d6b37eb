"""Count how well two coders agree: their codes are opened for it, and counts alone are kept."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment
from litigation_app.casework.courtwatch.judgments.rules import FIRST, SECOND, pairs
from litigation_app.casework.courtwatch.reliability import queries, rules
from litigation_app.casework.courtwatch.reliability.models import ReliabilityRun
from litigation_app.casework.courtwatch.rules import question_of, slots
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.rls import rowguard


class Twice(NamedTuple):
    """The first and the second coding of one judgment, as rows."""

    first: Any
    second: Any


class RoundNotFull(Exception):
    """Too few judgments were coded twice since the last count."""


def count(actor: Actor, office_id: UUID) -> ReliabilityRun:
    """Count anew over all judgments of this office that two people coded, once a round is full. Raises RoundNotFull.

    The access log knows of it before a coding is opened.
    """
    twice = _twice(office_id)
    _require_full(office_id, twice)
    of, session = f"register:{office_id}", actor.session_id
    ticket = ledger.append_alone(act="read_codings", by=actor.id, of=of, session_id=session)
    said, of_judgments = _pairs(ticket, twice)
    now = {name: asdict(_agreement(name, both)) | {"judgments": of_judgments[name]} for name, both in said.items()}
    begin_write()
    db.session.execute(select(Office.id).where(Office.id == office_id).with_for_update())
    last = _require_full(office_id, twice)
    found = rules.renewed(last.found if last else {}, now)
    run = ReliabilityRun(office_id=office_id, made_by=actor.id, made_at=clock.now(), judgments=len(twice), found=found)
    db.session.add(run)
    ledger.write(act="count_agreement", by=actor.id, of=of, facts={"judgments": len(twice)})
    return run


def _require_full(office_id: UUID, twice: Sequence[Twice]) -> ReliabilityRun | None:
    """The last count, where enough judgments were coded twice since."""
    last = queries.last(office_id)
    if not rules.is_full(len(twice), counted=last.judgments if last else 0):
        raise RoundNotFull
    return last


def _twice(office_id: UUID) -> list[Twice]:
    """The judgments of this office that two people coded, with both codings; nothing is opened."""
    wanted = select(Coding.id, Coding.place, Judgment.id.label("judgment"), Judgment.accused, Judgment.injured)
    wanted = wanted.join(Judgment, Judgment.id == Coding.judgment_id)
    wanted = wanted.where(Coding.office_id == office_id, Judgment.is_double, Coding.place.in_((FIRST, SECOND)))
    both: dict[UUID, dict[int, Any]] = defaultdict(dict)
    with rowguard.system("agreement"):
        for row in db.session.execute(wanted):
            both[row.judgment][row.place] = row
    return [Twice(one[FIRST], one[SECOND]) for one in both.values() if len(one) == SECOND]


def _pairs(ticket: ledger.Ticket, twice: Sequence[Twice]) -> tuple[dict[str, list[tuple[Any, Any]]], Counter[str]]:
    """By question what the two said of each, and of how many judgments: one with many persons is one coding of two people."""
    rows = [row.id for one in twice for row in one]
    with rowguard.system("agreement"):
        opened = vault.open_many(ticket, table="coding", capsule="coding", rows=rows)
        codes = {row: said["codes"] for row, said in opened}
    found: dict[str, list[tuple[Any, Any]]] = {}
    judgments: Counter[str] = Counter()
    for first, second in twice:
        for name, said in pairs(codes[first.id], codes[second.id], slots(first.accused, first.injured)).items():
            found.setdefault(name, []).extend(said)
            judgments[name] += bool(said)
    return found, judgments


def _agreement(name: str, said: list[tuple[Any, Any]]) -> rules.Reliability:
    question = question_of(name)
    codes, graded = (question.codes(), question.graded) if question else ((), False)
    return rules.reliability(said, codes=codes, graded=graded)
