"""Propose an act about a person; agree to another's proposal, which carries it out; decline it."""

from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import or_, select, update

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.enrolment import actions as spoken
from litigation_app.accounts.staff.cosigners import actions as cosigning
from litigation_app.accounts.staff.cosigners import queries as keys
from litigation_app.accounts.staff.cosigners import rules as cosigners
from litigation_app.accounts.staff.cosigners.actions import Named, SecondPerson
from litigation_app.accounts.staff.people import actions as people
from litigation_app.accounts.staff.people.actions import PersonRefused
from litigation_app.accounts.staff.proposals import queries, rules
from litigation_app.accounts.staff.proposals.agreements.actions import (
    Agreed,
    Newcomer,
    account,
    carry_out,
    objections_to,
    require,
    require_as_written,
)
from litigation_app.accounts.staff.proposals.models import PROPOSAL, PersonProposal
from litigation_app.accounts.staff.proposals.rules import Kind, Outcome
from litigation_app.core import clock
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.db import begin_write, begin_write_alone, db


class Proposed(NamedTuple):
    """What waits, and the words that open the link together with it (None: the act makes no link).

    They are shown this once, to the proposer, who says them to the person; the link goes to whoever agrees.
    """

    proposal: PersonProposal
    words: str | None


def propose_addition(actor: Actor, newcomer: Newcomer) -> Proposed:
    """Ask for a new person to be added. Raises PersonRefused."""
    words = spoken.new_words()
    word_hash = passwords.hashed(spoken.words_as_kept(words))  # before the first write: it takes a while
    begin_write()
    _forget_who_never_came()
    reasons = objections_to(newcomer)
    if queries.is_proposed(Kind.ADD, target_id=None, email=people.address(newcomer.email), roles=""):
        reasons.append("proposed_already")
    require(reasons)
    proposal = _newcomers(actor, newcomer)
    proposal.word_hash = word_hash
    proposal.stamp = stamps.of(PROPOSAL, proposal)
    db.session.add(proposal)
    db.session.flush()
    ledger.write(
        act=f"propose_{Kind.ADD}", by=actor.id, of=f"proposal:{proposal.id}", facts=_role_facts(proposal.wanted)
    )
    return Proposed(proposal, words)


def propose(actor: Actor, kind: Kind, person: User, held: Held | None = None) -> Proposed:
    """Ask for a role to be given or taken (`held`), for a new link, or for a person to be let in again. Raises PersonRefused."""
    require_as_written(person)  # before the first write: what is found is on record, whatever comes of this
    words = spoken.new_words() if kind in rules.MAKES_A_LINK else None
    word_hash = passwords.hashed(spoken.words_as_kept(words)) if words else None
    begin_write()
    wanted = frozenset([held]) if held else frozenset()
    roles = held.role.value if held else ""
    reasons = rules.objections(kind, account(person), wanted, by=actor.id)
    if queries.is_proposed(kind, target_id=person.id, email=None, roles=roles):
        reasons.append("proposed_already")
    require(reasons)
    proposal = PersonProposal(
        id=uuid4(),
        kind=kind,
        target_id=person.id,
        roles=roles,
        office_id=held.office_id if held else None,
        proposed_by=actor.id,
        proposed_at=clock.now(),
        is_single=False,
        word_hash=word_hash,
    )
    proposal.stamp = stamps.of(PROPOSAL, proposal)
    db.session.add(proposal)
    ledger.write(act=f"propose_{kind}", by=actor.id, of=f"person:{person.id}", facts=_role_facts(wanted))
    return Proposed(proposal, words)


def asked(proposal: PersonProposal) -> cosigners.Proposed:
    """What an outside co-signer is asked: about whom, as the desk itself wrote her. Raises PersonRefused."""
    if proposal.target is not None:
        require_as_written(proposal.target)
    return queries.proposed(proposal)


def agree(second: SecondPerson, proposal: PersonProposal) -> Agreed:
    """Carry out what an administrator proposed. Raises PersonRefused, CosigningRefused, also where the world has changed since."""
    queries.administrators()  # and the person concerned: what of them is not as it was written is on record, whatever comes of this
    if proposal.target is not None:
        require_as_written(proposal.target)
    begin_write()
    now = clock.now()
    require(rules.bars_to_agreeing(queries.as_waiting(proposal), by=second.by.id, now=now))
    require([] if stamps.holds(PROPOSAL, proposal) else ["changed"])  # it was read anew under the lock
    second.require(queries.proposed(proposal))
    done = carry_out(second.by, proposal)
    proposal.decide(Outcome.AGREED, by=second.by.id, at=now)
    facts = {"proposed_by": str(proposal.proposed_by)} | _facts(proposal) | second.facts
    ledger.write(act=proposal.kind, by=second.by.id, of=f"person:{done.person.id}", facts=facts)
    return done._replace(words_with=proposal.proposer.name) if done.link else done


def decline(actor: Actor, proposal: PersonProposal) -> None:
    """Say no to a proposal, or take one's own back. Raises PersonRefused."""
    begin_write()
    require(rules.bars_to_declining(queries.as_waiting(proposal), by=actor.id))
    outcome = Outcome.WITHDRAWN if proposal.proposed_by == actor.id else Outcome.DECLINED
    proposal.decide(outcome, by=actor.id, at=clock.now())
    act = "decline_proposal" if outcome is Outcome.DECLINED else "withdraw_proposal"
    ledger.write(act=act, by=actor.id, of=f"proposal:{proposal.id}", facts={"kind": proposal.kind})


def appoint_alone(actor: Actor, newcomer: Newcomer) -> Agreed:
    """The only administrator brings in the second; the log says that one person did it. Raises PersonRefused.

    The link opens alone, since nobody else is there who could say the words. That nobody was there before, the access log says, in
    the very reading in which it is verified.
    """
    _begin_as_the_first(actor, newcomer.roles)
    require(objections_to(newcomer))
    proposal = _newcomers(actor, newcomer)
    proposal.is_single = True
    db.session.add(proposal)
    return _do_alone(actor, proposal)


def renew_alone(actor: Actor, person: User) -> Agreed:
    """The second administrator's link was lost before she came: whoever brought her in alone makes it anew. Raises PersonRefused."""
    require_as_written(person)
    _begin_as_the_first(actor, frozenset({Role.ADMINISTRATOR}), but=person.id)
    db.session.execute(select(User.id).where(User.id == person.id).with_for_update())  # she may be coming in now
    db.session.refresh(person)
    require([] if queries.awaited(actor) == person else ["not_alone"])
    link = people.new_link(person)
    ledger.write(act=Kind.RECOVER, by=actor.id, of=f"person:{person.id}", facts={"single": 1})
    return Agreed(person, link)


def name_cosigner(actor: Actor, named: Named) -> bool:
    """Ask for an outside co-signer to be named; the only administrator that there ever was does it, and the log says so: True then.

    Raises PersonRefused. An address that a co-signer has had before is hers: she is named anew, with another key.
    """
    is_first = not queries.has_had_a_second(actor)
    if is_first:
        _begin_as_the_first(actor, frozenset({Role.ADMINISTRATOR}))
    begin_write_alone(PersonProposal)  # two who propose the same address come one by one
    _forget_who_never_came()
    reasons = cosigning.objections(named.shown, named.email)
    if queries.is_proposed(Kind.COSIGNER, target_id=None, email=people.address(named.email), roles=""):
        reasons.append("proposed_already")
    require(reasons)
    proposal = cosigning.write_down(actor, named, is_single=is_first)
    if is_first:
        _do_alone(actor, proposal)
    else:
        ledger.write(act=f"propose_{Kind.COSIGNER}", by=actor.id, of=f"proposal:{proposal.id}")
    return is_first


def _begin_as_the_first(actor: Actor, roles: frozenset[Role], *, but: UUID | None = None) -> None:
    begin_write()
    db.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # her own two clicks in turn
    others_ever = queries.was_there_a_second(actor, but=but)
    if others_ever is None:
        raise PersonRefused(["log_not_whole"])
    if not rules.may_appoint_alone(others_ever=others_ever, roles=roles):
        raise PersonRefused(["not_alone"])


def _do_alone(actor: Actor, proposal: PersonProposal) -> Agreed:
    done = carry_out(actor, proposal)
    proposal.decide(Outcome.AGREED, by=actor.id, at=clock.now())
    facts = {"single": 1} | _facts(proposal)
    ledger.write(act=proposal.kind, by=actor.id, of=f"person:{done.person.id}", facts=facts)
    return done


def _forget_who_never_came() -> None:
    """Of a person whose proposal ran out nothing is kept but that there was one."""
    ran_out = (PersonProposal.outcome.is_(None), PersonProposal.proposed_at < clock.now() - rules.LIVES)
    gone = dict.fromkeys(("name", "email", "word_hash", "stamp"))
    is_known = or_(PersonProposal.email.is_not(None), PersonProposal.word_hash.is_not(None))
    db.session.execute(
        update(PersonProposal).where(*ran_out, is_known).values(**gone, row_version=PersonProposal.row_version + 1),
        execution_options={"synchronize_session": False},
    )


def _newcomers(actor: Actor, newcomer: Newcomer) -> PersonProposal:
    return PersonProposal(
        id=uuid4(),
        kind=Kind.ADD,
        name=newcomer.name,
        email=people.address(newcomer.email),
        roles="+".join(sorted(newcomer.roles)),
        office_id=newcomer.office_id,
        proposed_by=actor.id,
        proposed_at=clock.now(),
        is_single=False,
    )


def _facts(proposal: PersonProposal) -> dict[str, str | int]:
    key = keys.key_proposed(proposal.id) if proposal.kind == Kind.COSIGNER else ""
    return _role_facts(proposal.wanted) | (cosigning.key_facts(key) if key else {})


def _role_facts(wanted: frozenset[Held]) -> dict[str, str | int]:
    if not wanted:
        return {}
    return {
        "roles": "+".join(sorted(held.role for held in wanted)),
        "office": str(next(iter(wanted)).office_id),
    }
