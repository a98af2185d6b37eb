"""Answer whoever checked a name, and read in words what one was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app import ledger, vault
from litigation_app.accounts import queries as people
from litigation_app.casework.cases import openings
from litigation_app.casework.cases.notices.actions import tell
from litigation_app.casework.cases.notices.rules import SHOWN_FOR, Kind
from litigation_app.casework.lists.search.pairs.actions import Check
from litigation_app.core import clock
from litigation_app.core.access import Actor, or_not_found
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.vault import Capsule
from litigation_app.vault.name_search import duplicates

CONFLICT, NONE, TALK, IN_PERSON = "conflict", "none", "talk", "in_person"
ANSWERS = (CONFLICT, NONE, TALK, IN_PERSON)
TOLD = (CONFLICT, NONE, TALK)  # by the desk; the other one the coordinator tells her herself, and the desk is silent
TABLE, CAPSULE, READ = "conflict_check", "conflict_answer", "read_answer"


class Answered(NamedTuple):
    """A check of hers that was answered. Nothing of whom it was about."""

    id: UUID
    asked_at: datetime
    answer: str
    by: str
    at: datetime
    has_words: bool


def answer(actor: Actor, check: Check, answer: str, words: str) -> None:
    """Tell whoever checked the name, unless it was done in person. Raises NotFound where somebody else has answered."""
    asker = or_not_found(duplicates.answer(check.id, answer, by=actor.id))
    vault.remove(table=TABLE, row=check.id)  # of an earlier answer: the name was checked again
    if words:
        vault.seal(subject=check.case_id, table=TABLE, row=check.id, capsule=CAPSULE, content={"text": words})
    if answer in TOLD:
        tell(actor, [asker], Kind.CHECK_ANSWERED, check.id)
    facts = {"ref": check.reference, "answer": answer}
    ledger.write(act="answer_check", by=actor.id, of=_of(check.id), case_id=check.case_id, facts=facts)


def answered(actor: Actor) -> list[Answered]:
    """The answers of the last weeks to her checks, the newest first."""
    with rowguard.system("conflict_answers"):
        found = duplicates.answered(actor.id, TOLD, since=clock.now() - SHOWN_FOR)
        with_words = _with_words([one.id for one in found])
    names = people.names({one.by for one in found})
    return [Answered(one.id, one.asked_at, one.answer, names[one.by], one.at, one.id in with_words) for one in found]


def _with_words(checks: Sequence[UUID]) -> set[UUID]:
    if not checks:
        return set()
    return set(db.session.scalars(select(Capsule.row).where(Capsule.table == TABLE, Capsule.row.in_(checks))))


def open_words(actor: Actor, check_id: UUID) -> UUID:
    """Note that she reads the words of an answer to her; the id of this opening. Raises NotFound for any other."""
    return openings.opened(actor, READ, _of(check_id), _case_of(actor, check_id))


def read_words(actor: Actor, check_id: UUID, opening_id: UUID, *, minutes: int) -> str:
    """What she was answered in words, under her live opening. Raises OpeningOver; NotFound where it was taken back."""
    case_id = _case_of(actor, check_id)
    ticket = openings.redeemed(actor, READ, _of(check_id), opening_id, minutes=minutes)
    with rowguard.system("conflict_answers"):
        return str(vault.open(ticket, subject=case_id, table=TABLE, row=check_id, capsule=CAPSULE)["text"])


def _case_of(actor: Actor, check_id: UUID) -> UUID:
    """In which case the words of this answer to her are kept. Raises NotFound unless there are any."""
    with rowguard.system("conflict_answers"):
        found = duplicates.answered(actor.id, TOLD, since=clock.now() - SHOWN_FOR)
        case_id = next((one.case_id for one in found if one.id == check_id), None)
        if case_id is None or not _with_words([check_id]):
            raise NotFound
    return case_id


def forget(subject: UUID) -> int:
    """Remove what was answered in words about an erased person, in this request's transaction; how often it was."""
    checks = _with_words(duplicates.checks_of(subject))
    for one in checks:
        vault.remove(table=TABLE, row=one)
    return len(checks)


def _of(check_id: UUID) -> str:
    return f"duplicate:{check_id}"
