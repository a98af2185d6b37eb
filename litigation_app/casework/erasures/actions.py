"""Propose an erasure, answer it; carry it out; do it again where a backup brought somebody back."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import select

from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts.staff.cosigners.actions import SecondPerson
from litigation_app.casework.cases import openings
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import queries, rules
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.erasures.queries import AGREED, Found
from litigation_app.casework.erasures.rules import Outcome
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.core.text import Unprintable
from litigation_app.vault.erasure import register

log = logging.getLogger("litigation")

READ = "read_erasure"
_REAPPLIED = "erased"


class NotAllErased(Exception):
    """Somebody of the register could not be erased to the end; the log has the certificate. Everybody else was."""


@dataclass(frozen=True)
class Wanted:
    """What is proposed: on which ground, why in words, which papers, notes and tasks of the case go as well, and whether
    its texts do.
    """

    basis: str
    why: str = field(repr=False)
    papers: tuple[UUID, ...] = ()
    with_case: bool = False


@dataclass(frozen=True, repr=False)
class Words(Unprintable):
    """What was written about an erasure and about holds, by the id of each."""

    of: dict[UUID, str]


def propose(actor: Actor, victim: Victim, case: Case, wanted: Wanted) -> Erasure:
    """Ask for everything of a person to be destroyed. Raises ErasureRefused."""
    destruction.lock(victim.id)
    rules.require(bars_to_proposing(victim))
    erasure_id, now = uuid4(), clock.now()
    number = rules.certificate_number(erasure_id, clock.local(now).year)
    erasure = Erasure(id=erasure_id, certificate=number, victim_id=victim.id, case_id=case.id, office_id=case.office_id)
    erasure.basis, erasure.with_case = wanted.basis, wanted.with_case and queries.is_last(victim)
    erasure.papers = [str(paper) for paper in wanted.papers]
    erasure.proposed_by, erasure.proposed_at = actor.id, now
    db.session.add(erasure)
    db.session.flush()
    _seal(victim, "erasure", erasure.id, "why", wanted.why)
    _write(actor, "propose_erasure", Found(erasure, victim, case))
    return erasure


def bars_to_proposing(victim: Victim) -> list[rules.Bar]:
    """Why no erasure of this person can be proposed now."""
    known = [queries.as_waiting(one) for one in queries.proposals(victim)]
    return rules.bars_to_proposing(standing(victim), proposals=known, now=clock.now(), today=clock.today())


def standing(victim: Victim) -> rules.Standing:
    """The person as the rules know her, from the database and the register."""
    return queries.standing(victim, is_agreed=destruction.is_registered(victim))


def agree(second: SecondPerson, found: Found) -> None:
    """Carry out what a coordinator proposed; `finish` follows when this is saved. Raises ErasureRefused, CosigningRefused.

    That she agrees is on record first, then the register, then everything goes in one transaction.
    """
    actor, erasure = second.by, found.erasure
    rules.require(bars_to_agreeing(actor, found))
    second.look(queries.proposed(erasure))
    ledger.append_alone(
        act=AGREED,
        by=actor.id,
        of=f"erasure:{erasure.id}",
        session_id=actor.session_id,
        case_id=found.case.id,
        purpose=erasure.basis,
        facts={"ref": found.case.reference, "certificate": erasure.certificate},
    )
    destruction.lock(found.victim.id)
    case = select(Case.id).where(Case.id == found.case.id)
    db.session.execute(case.with_for_update())  # nobody is added to it until this is saved
    rules.require(bars_to_agreeing(actor, found))
    second.require(queries.proposed(erasure))
    now = clock.now()
    destruction.register(erasure, destruction.documents_of(erasure), at=now)
    if not _is_done(
        erasure.certificate, partial(destruction.destroy, erasure, by=actor.id, at=now, facts=second.facts)
    ):
        raise rules.ErasureRefused([rules.Bar.AGREED])  # there is no way back: it is tried again until it is done


def bars_to_agreeing(actor: Actor, found: Found) -> list[rules.Bar]:
    """Why this person cannot agree to it now."""
    return rules.bars_to_agreeing(
        queries.as_waiting(found.erasure),
        standing(found.victim),
        by=actor.id,
        with_case=found.erasure.with_case,
        now=clock.now(),
        today=clock.today(),
    )


def reject(actor: Actor, found: Found, words: str) -> None:
    """Say no to it, and why. Raises ErasureRefused."""
    destruction.lock(found.victim.id)
    she, proposal = standing(found.victim), queries.as_waiting(found.erasure)
    rules.require(rules.bars_to_rejecting(proposal, she, by=actor.id, now=clock.now()))
    _seal(found.victim, "erasure", found.erasure.id, "answer", words)
    _decide(actor, found, Outcome.REJECTED, "reject_erasure")


def withdraw(actor: Actor, found: Found) -> None:
    """Take one's own proposal back. Raises ErasureRefused."""
    destruction.lock(found.victim.id)
    she, proposal = standing(found.victim), queries.as_waiting(found.erasure)
    rules.require(rules.bars_to_withdrawing(proposal, she, by=actor.id, now=clock.now()))
    _decide(actor, found, Outcome.WITHDRAWN, "withdraw_erasure")


def _decide(actor: Actor, found: Found, outcome: Outcome, act: str) -> None:
    erasure = found.erasure
    erasure.outcome, erasure.decided_by, erasure.decided_at = outcome, actor.id, clock.now()
    db.session.flush()
    _write(actor, act, found)


def open_words(actor: Actor, victim: Victim, case: Case) -> UUID:
    """Note who reads what was written about her erasure; the id of this opening."""
    facts = {"ref": case.reference}
    return openings.opened(actor, READ, f"victim:{victim.id}", case.id, purpose="review", facts=facts)


def read_words(actor: Actor, victim: Victim, opening_id: UUID, *, minutes: int) -> Words:
    """What was written about her erasure and holds, under her live opening; raises OpeningOver."""
    ticket = openings.redeemed(actor, READ, f"victim:{victim.id}", opening_id, minutes=minutes)
    found: dict[UUID, str] = {}
    for table, capsule in (("hold", "why"), ("erasure", "why"), ("erasure", "answer")):
        for row, said in vault.open_many(ticket, table=table, capsule=capsule):
            found[row] = "\n".join(filter(None, (found.get(row), str(said["text"]))))
    return Words(found)


def finish(erasure_id: UUID) -> bool:
    """What follows the saving of an agreement; whether all is done. Outside a transaction."""
    with rowguard.system("erasures"):
        return destruction.finish(erasure_id)


def reapply(config: Config) -> int:
    """Destroy again whoever is in the register and has come back, and finish what a crash cut short; how many came back.

    Within the context of an app, outside a transaction. Everybody is tried; whoever could not be finished stops nobody
    else, and is said at the end: raises NotAllErased. Raises RegisterDamaged, VaultLocked before anybody is tried.
    """
    with rowguard.system("erasures"):
        back = [entry for entry in destruction.registered() if destruction.is_due(entry)]
        db.session.rollback()
        done = [_is_done(entry.certificate, partial(destruction.again, entry)) for entry in back]
        done += [_is_done(str(one), partial(destruction.finish, one)) for one in queries.unfinished()]
        _keep_registered(config, queries.agreed())
        db.session.rollback()
    if not all(done):
        raise NotAllErased
    return len(back)


def _is_done(name: str, step: Callable[[], object]) -> bool:
    """Whether it could be carried out; else it is logged, without a word of the person, and nothing of it is kept."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one person's rows must not stop everybody else
        db.session.rollback()
        log.error("erasure %s could not be finished: %s", name, type(error).__name__)  # its words could hold a row
        return False
    return True


def reapply_once() -> None:
    """The same, before this process shows its first page with the keys at hand. One person who fails stops no page."""
    extensions = current_app.extensions
    if not (vault.is_locked() or extensions.get(_REAPPLIED)):
        reapply_whom_it_can(extensions["config"])
        extensions[_REAPPLIED] = True


def reapply_whom_it_can(config: Config) -> None:
    """The same at the start of the desk: who could not be finished is in the log, and `doctor` says so."""
    with suppress(NotAllErased):
        reapply(config)


def resume() -> None:
    """Carry out what was agreed to and is not saved yet, before a page of erasures is shown."""
    if vault.is_locked():
        return
    with rowguard.system("erasures"):
        known = destruction.registered()
        here = queries.still_here([entry.subject_id for entry in known]) if known else set()
        db.session.rollback()
        for entry in known:
            if entry.subject_id in here and _is_done(entry.certificate, partial(destruction.again, entry)):
                _finish_new(entry.certificate)
        db.session.rollback()


def _finish_new(certificate: str) -> None:
    made = queries.by_certificate(certificate)
    if made is not None:
        _is_done(certificate, partial(destruction.finish, made.id))


def _keep_registered(config: Config, erasures: Iterable[Erasure]) -> None:
    """Whoever was erased is in the register, also where its last lines were cut off."""
    known = {entry.certificate for entry in register.entries(config, vault.current().keyring)}
    for erasure in erasures:
        if erasure.certificate not in known and erasure.decided_at is not None:
            destruction.register(erasure, [UUID(paper) for paper in erasure.papers], at=erasure.decided_at)


def _seal(victim: Victim, table: str, row: UUID, capsule: str, text: str) -> None:
    vault.seal(subject=victim.id, table=table, row=row, capsule=capsule, content={"text": text})


def _write(actor: Actor, act: str, found: Found) -> None:
    said = found.erasure
    log_act(actor, found.case, act, of=f"erasure:{said.id}", why=said.basis, certificate=said.certificate)
