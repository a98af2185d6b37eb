"""Register a judgment, code it, settle how it is coded, say which case of ours it is. Codings are appended."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.courtwatch.judgments import queries, rules
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import blind_index

TABLE, CODINGS = "judgment", "coding"
_NUMBER, _CODING, _NOTE = "number", "coding", "note"


class RegisteredAlready(Exception):
    """This office has the judgment already."""

    def __init__(self, judgment_id: UUID) -> None:
        super().__init__("registered already")
        self.judgment_id = judgment_id


class CodingRefused(Exception):
    """It is not her turn."""

    def __init__(self, why: rules.WhyNot) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class NewJudgment:
    """What is registered. `number` and `first_number` (of the judgment under appeal, "" for none) are sealed."""

    court: str
    instance: str
    decided_on: date
    finality: str
    accused: int
    injured: int
    number: str = field(repr=False)
    first_number: str = field(default="", repr=False)


@dataclass(frozen=True, repr=False)
class Read(Unprintable):
    """Codes and note of one coding; never printed."""

    codes: Mapping[str, Any]
    note: str


@dataclass(frozen=True, repr=False)
class Numbers(Unprintable):
    """The court's number, that of the first-instance judgment, and our cases; never printed."""

    number: str
    first_number: str
    cases: tuple[UUID, ...]


def register(actor: Actor, office: Office, new: NewJudgment, *, double_percent: int) -> Judgment:
    """Put a judgment in the register of this office; raises RegisteredAlready."""
    begin_register(office)
    mark = blind_index.judgment_mark(office.country, new.number)
    there = queries.registered(office.id, new.court, mark)
    if there is not None:
        raise RegisteredAlready(there)
    id_ = uuid4()
    judgment = Judgment(
        id=id_,
        office_id=office.id,
        country=office.country,
        court=new.court,
        instance=new.instance,
        decided_on=new.decided_on,
        finality=new.finality,
        accused=new.accused,
        injured=new.injured,
        mark=mark,
        trial_mark=blind_index.judgment_mark(office.country, new.first_number) if new.first_number else mark,
        is_double=rules.is_drawn(id_, double_percent),
        registered_by=actor.id,
        registered_at=clock.now(),
    )
    db.session.add(judgment)
    db.session.flush()
    _seal_numbers(judgment, Numbers(new.number, new.first_number, ()))
    _write(actor, "register_judgment", judgment)
    return judgment


def code(actor: Actor, judgment: Judgment, codes: Mapping[str, Any], *, note: str) -> Coding:
    """Save her reading of it; raises CodingRefused. Two readings that say the same settle it, others wait to be settled."""
    _begin(judgment)
    before = queries.codings(judgment)
    why_not = rules.may_code(before, actor.id, is_double=judgment.is_double)
    if why_not is not None:
        raise CodingRefused(why_not)
    coding = _append(actor, judgment, len(before) + 1, codes, note)
    judgment.state = _state_after(judgment, coding)
    _write(actor, "code_judgment", judgment, place=coding.place)
    return coding


def settle(actor: Actor, judgment: Judgment, codes: Mapping[str, Any], *, note: str, row_version: int) -> Coding:
    """Say how it is coded, after two codings that differ, or to correct one. Raises CodingRefused, Changed."""
    _begin(judgment)
    if judgment.row_version != row_version:
        raise Changed
    before = queries.codings(judgment)
    why_not = rules.may_settle(before, actor.id, is_double=judgment.is_double)
    if why_not is not None:
        raise CodingRefused(why_not)
    coding = _append(actor, judgment, max(len(before), rules.SECOND) + 1, codes, note)
    judgment.state = State.SETTLED
    _write(actor, "adjudicate", judgment, place=coding.place)
    return coding


def link(actor: Actor, ticket: ledger.Ticket, judgment: Judgment, case: Case) -> None:
    """Note that this judgment is also this case of ours, or no longer; which one stands in the sealed part alone."""
    _begin(judgment)
    known = read_numbers(ticket, judgment)
    others = tuple(one for one in known.cases if one != case.id)
    linked = others if case.id in known.cases else (*others, case.id)
    _seal_numbers(judgment, Numbers(known.number, known.first_number, linked))
    _write(actor, "link_judgment", judgment)


def read_numbers(ticket: ledger.Ticket, judgment: Judgment) -> Numbers:
    """The sealed numbers, under the ticket of the open register. Raises vault.TicketRefused."""
    said = vault.open(ticket, subject=judgment.office_id, table=TABLE, row=judgment.id, capsule=_NUMBER)
    return Numbers(said["number"], said["first_number"], tuple(UUID(one) for one in said["cases"]))


def read_codings(ticket: ledger.Ticket, rows: Iterable[UUID]) -> dict[UUID, Read]:
    """What these codings say; the caller names those that may be seen. Raises vault.TicketRefused."""
    wanted = list(rows)
    codes = dict(vault.open_many(ticket, table=CODINGS, capsule=_CODING, rows=wanted))
    notes = dict(vault.open_many(ticket, table=CODINGS, capsule=_NOTE, rows=wanted))
    return {row: Read(codes[row]["codes"], notes[row]["text"]) for row in wanted}


def mark_of(judgment_id: UUID, codes: Mapping[str, Any]) -> int:
    """The mark by which two readings of one judgment that say the same are known."""
    return blind_index.register_mark("coding", str(judgment_id), json.dumps(codes, sort_keys=True))


def begin_register(office: Office) -> None:
    """From here to the commit nobody else adds to this register; its key is made when the first thing is sealed in it."""
    begin_write()
    db.session.refresh(office, with_for_update=True)
    known = select(vault.SubjectKey.subject).where(vault.SubjectKey.subject == office.id)
    if db.session.scalar(known) is None:
        vault.new_subject(office.id)


def _begin(judgment: Judgment) -> None:
    begin_write()
    db.session.refresh(judgment, with_for_update=True)


def _append(actor: Actor, judgment: Judgment, place: int, codes: Mapping[str, Any], note: str) -> Coding:
    coding = Coding(
        id=uuid4(),
        mark=mark_of(judgment.id, codes),
        judgment_id=judgment.id,
        office_id=judgment.office_id,
        place=place,
        coded_by=actor.id,
        coded_at=clock.now(),
    )
    db.session.add(coding)
    db.session.flush()
    for capsule, content in ((_CODING, {"codes": dict(codes)}), (_NOTE, {"text": note})):
        vault.seal(subject=judgment.office_id, table=CODINGS, row=coding.id, capsule=capsule, content=content)
    return coding


def _state_after(judgment: Judgment, coding: Coding) -> State:
    if not judgment.is_double:
        return State.SETTLED
    if coding.place == rules.FIRST:
        return State.TO_CODE_AGAIN
    first = select(Coding.mark).where(Coding.judgment_id == judgment.id, Coding.place == rules.FIRST)
    return State.SETTLED if db.session.scalar(first) == coding.mark else State.TO_SETTLE


def _seal_numbers(judgment: Judgment, said: Numbers) -> None:
    content = {"number": said.number, "first_number": said.first_number, "cases": [str(one) for one in said.cases]}
    vault.seal(subject=judgment.office_id, table=TABLE, row=judgment.id, capsule=_NUMBER, content=content)


def _write(actor: Actor, act: str, judgment: Judgment, **facts: Any) -> None:
    ledger.write(act=act, by=actor.id, of=f"judgment:{judgment.id}", facts={"country": judgment.country, **facts})
