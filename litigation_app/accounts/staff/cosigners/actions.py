"""Name an outside co-signer, ask her, take her answer; and on her own desk: read what a partner asks, and sign it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.cosigners import queries, rules
from litigation_app.accounts.staff.cosigners.models import COSIGNER, Cosigner
from litigation_app.accounts.staff.cosigners.queries import InForce
from litigation_app.accounts.staff.cosigners.rules import Proposed, Request
from litigation_app.accounts.staff.people import actions as people
from litigation_app.accounts.staff.people.actions import PersonRefused
from litigation_app.accounts.staff.proposals.models import PROPOSAL, PersonProposal
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.refused import Refused
from litigation_app.ledger import NoteRefused, VerifierKey, notes
from litigation_app.ledger.notes import Note, Signing
from litigation_app.ledger.settings import Partner, settings


class CosigningRefused(Refused):
    """Nothing is asked, signed or taken; `reason` is a code of rules.objection or of this file, `of`: who or what in question."""


@dataclass(frozen=True)
class Named:
    """Who is to be named: with her organisation, by the address with which she signs in at her own desk."""

    name: str
    organisation: str
    email: str
    partner: Partner

    @property
    def shown(self) -> str:
        """How she stands among the people of this desk."""
        return f"{self.name} ({self.organisation})"


class Signed(NamedTuple):
    """The request that an outside co-signer signed, and she as she stood when it was read."""

    request: Request
    her: InForce


@dataclass(frozen=True)
class SecondPerson:
    """The second person of an act. `signed`: what she signed as an outside co-signer; None: she is one of this desk."""

    by: Actor
    signed: Signed | None = None

    @property
    def said(self) -> Mapping[str, str]:
        """What stood besides in what she signed."""
        return dict(self.signed.request.proposed.about) if self.signed else {}

    @property
    def facts(self) -> dict[str, str]:
        """Of the entry of the act, by which a second use of the same answer is known."""
        return {"request": _sum(self.signed.request.text)} if self.signed else {}

    def require(self, now: Proposed) -> None:
        """The same under the lock under which it is carried out: whoever suspends her waits until it is. Raises CosigningRefused."""
        if self.signed is not None:
            queries.lock(self.signed.her)
        self.look(now)

    def look(self, now: Proposed) -> None:
        """She may still sign, what she signed is what stands now, and nothing was done by it yet; before it is on record that she agrees.

        Raises CosigningRefused.
        """
        if self.signed is None:
            return
        request, her = self.signed
        if her not in queries.in_force():
            raise CosigningRefused("not_named", her.email)
        if _sum(request.text) in queries.requests_used(her, since=(request.until - rules.LIVES).date()):
            raise CosigningRefused("used")
        _require_same(request, now)


def write_down(actor: Actor, named: Named, *, is_single: bool = False) -> PersonProposal:
    """The rows of somebody who is to be named, in this request's transaction."""
    known = _account(named.email)
    proposal = PersonProposal(
        id=uuid4(),
        kind=Kind.COSIGNER,
        target_id=known.id if known else None,  # who is named anew does not agree to it herself
        name=named.shown,
        email=people.address(named.email),
        roles="",
        proposed_by=actor.id,
        proposed_at=clock.now(),
        is_single=is_single,
    )
    proposal.stamp = stamps.of(PROPOSAL, proposal)
    db.session.add(proposal)
    db.session.flush()
    row = Cosigner(proposal_id=proposal.id, user_id=None, key=str(named.partner.key))
    row.stamp = stamps.of(COSIGNER, row)
    db.session.add(row)
    db.session.flush()
    return proposal


def objections(shown: str, email: str) -> list[str]:
    """Why nobody can be named: codes of people/presenters.py. A co-signer can be named anew, with another key; nobody takes her place."""
    known = _account(email)
    if known is None:
        return []
    if not queries.is_one(known.id):
        return ["address_taken"]
    return [] if known.name == shown else ["other_name"]


def name(proposal: PersonProposal) -> User:
    """Her account, which signs with the key that was proposed from now on. Raises PersonRefused."""
    email = proposal.email or ""
    reasons = objections(proposal.name or "", email) if queries.key_proposed(proposal.id) else ["key_not_as_written"]
    if reasons:
        raise PersonRefused(reasons)
    known = _account(email)
    if (known.id if known else None) != proposal.target_id:
        raise PersonRefused(["address_taken"])
    if known and (known.roles or known.password_hash or not stamps.holds(stamps.IDENTITY, known)):
        raise PersonRefused(["not_as_written"])
    account = known or people.new_account(proposal.name or "", email)
    account.disabled_at = None
    account.identity_stamp = stamps.of(stamps.IDENTITY, account)
    db.session.execute(delete(Cosigner).where(Cosigner.user_id == account.id))  # with her key until now
    row = db.session.get_one(Cosigner, proposal.id)
    row.user_id = account.id
    row.stamp = stamps.of(COSIGNER, row)
    db.session.flush()
    return account


def _account(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == people.address(email)))


def ask(actor: Actor, proposed: Proposed, cosigner_id: UUID | None) -> str:
    """The request for her, signed by this desk; that it was asked is on record first. Raises CosigningRefused."""
    her = next((one for one in queries.in_force() if one.id == cosigner_id), None)
    if her is None:
        raise CosigningRefused("nobody_chosen")
    until = clock.now() + rules.LIVES
    request = Request(settings().origin, proposed, actor.name, her.email, until.replace(microsecond=0))
    _note(actor, "ask_cosignature", proposed.of, {"cosigner": str(her.id), "request": _sum(request.text)})
    return str(notes.signed(request.text, settings().origin, _signer()))


def take(actor: Actor, answer: str, proposed: Proposed) -> SecondPerson:
    """Who agreed from outside to exactly this; that it came is on record first. Raises CosigningRefused.

    It is asked once more where it is carried out (SecondPerson.require): rows may change meanwhile.
    """
    note, request = _read(answer)
    _require_signed(note, settings().own_keys, "not_asked_here")
    her = next((one for one in queries.in_force() if one.email == request.cosigner), None)
    if her is None:
        raise CosigningRefused("not_named", request.cosigner)
    _require_signed(note, [her.partner.witness_key], "not_signed")
    _require_same(request, proposed)
    facts = {"cosigner": str(her.id), "request": _sum(request.text)} | key_facts(str(her.partner.key))
    _note(actor, "bring_cosignature", proposed.of, facts)
    return SecondPerson(her.actor, Signed(request, her))


def key_facts(key: str) -> dict[str, str]:
    """Of an entry: under which key she signs, by the SHA-256 of its line, and whose desk's it is."""
    return {"key": _sum(key), "partner": _log(key.partition("+")[0])}


def asked(actor: Actor, written: str) -> Request:
    """What a partner asks this very person to sign. Raises CosigningRefused."""
    note, request = _read(written)
    theirs = [one.key for one in queries.partners() if one.origin == request.desk]
    if not theirs:
        raise CosigningRefused("unknown_desk", request.desk)
    _require_signed(note, theirs, "forged")
    if request.cosigner != actor.email:
        raise CosigningRefused("another_person", request.cosigner)
    if clock.now() > request.until:
        raise CosigningRefused("expired")
    return request


def sign(actor: Actor, written: str) -> str:
    """The answer: the partner's request with this desk's signature under it; on record first. Raises CosigningRefused."""
    request, note = asked(actor, written), _read(written)[0]
    facts = {"act": request.proposed.act, "of": request.proposed.of, "request": _sum(request.text)}
    _note(actor, "sign_cosignature", f"log:{_log(request.desk)}"[:64], facts)
    line = notes.cosignature(request.text, settings().origin, _signer(), unix=int(clock.now().timestamp()))
    return str(Note(request.text, (*note.signatures, line)))


def _read(written: str) -> tuple[Note, Request]:
    """Mail may have taken the last line end, or put others."""
    if not written:
        raise CosigningRefused("no_file")
    try:
        note = notes.parse_note(written.replace("\r\n", "\n").strip() + "\n")
        return note, rules.read(note.text)
    except (NoteRefused, rules.RequestUnread):
        raise CosigningRefused("unread") from None


def _require_signed(note: Note, keys: Iterable[VerifierKey], otherwise: str) -> None:
    try:
        notes.require_signed(note, keys)
    except NoteRefused:
        raise CosigningRefused(otherwise) from None


def _require_same(request: Request, proposed: Proposed) -> None:
    reason = rules.objection(request, proposed, now=clock.now())
    if reason is not None:
        raise CosigningRefused(reason)


def _signer() -> Signing:
    signer = settings().signer
    if signer is None:
        raise CosigningRefused("no_key")
    return signer


def _sum(text: str) -> str:
    """By which the logs of both desks name the same request."""
    return hashlib.sha256(text.encode()).hexdigest()


def _log(origin: str) -> str:
    """The name of a log as entries have it."""
    return origin.rpartition("/")[2][:64]


def _note(actor: Actor, act: str, of: str, facts: Mapping[str, str]) -> None:
    ledger.append_alone(act=act, by=actor.id, of=of, session_id=actor.session_id, facts=facts)
