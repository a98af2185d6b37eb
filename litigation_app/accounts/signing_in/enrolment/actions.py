"""Enrol by a one-time link and two spoken words: nothing is kept and the link stays good until the second factor is proved."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, update

from litigation_app import ledger
from litigation_app.accounts import stamps, traces
from litigation_app.accounts.models import NO_LINK, User
from litigation_app.accounts.queries import token_hash
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors.actions import Asked, Shown
from litigation_app.accounts.signing_in.passkeys import NewPasskey, Owner
from litigation_app.accounts.signing_in.rules import folded
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.signing_in.sessions.actions import Browser, Entered
from litigation_app.core import clock
from litigation_app.core.db import begin_write, db


class LinkSpent(Exception):
    """The one-time link was used, has run out, or never was one."""


class WordsRefused(Exception):
    """These are not the words that belong to the link."""


class WordsDelayed(Exception):
    """Too many wrong words: nothing is looked at for `seconds`."""

    def __init__(self, closed: timedelta) -> None:
        super().__init__()
        self.seconds = max(1, round(closed.total_seconds()))


class Enrolled(NamedTuple):
    """Her first sign-in, and her recovery codes, to be shown this once."""

    entered: Entered
    recovery_codes: list[str]


def enrolling(link: str) -> User | None:
    """The person whose one-time link this is, while it is good."""
    asked = token_hash(link)
    user = db.session.scalar(select(User).where(User.enrolment_hash == asked, User.disabled_at.is_(None)))
    if user is None or user.enrolment_until is None or user.enrolment_until <= clock.now():
        return None
    return stamps.ours(stamps.IDENTITY, stamps.ours(stamps.LINK, user, asked))


def draft(link: str, person: User, *, password: str, words: str) -> str:
    """The chosen password and a new secret for an app, sealed so that the next form can carry them; nothing is kept.

    Whoever has no such form does not come further, so the words are asked for here. Raises WordsDelayed, WordsRefused,
    LinkSpent after too many wrong ones.
    """
    if person.enrolment_word_hash is not None:
        _require_words(link, person.id, person.enrolment_word_hash, words)
    return factors.draft_app(person.id, to=_form(link), hash=passwords.hashed(password))


def _require_words(link: str, user_id: UUID, kept: str, said: str) -> None:
    link_hash = token_hash(link)
    door = (traces.door_of_link(link_hash),)
    if closed := traces.wait_at(door):
        raise WordsDelayed(closed)
    tried = traces.try_words(link_hash, most=MOST_TRIES)
    if tried <= MOST_TRIES and passwords.fits(kept, words_as_kept(said)):
        traces.forgive_words(link_hash)
        return
    traces.count_failure(door)
    is_dead = tried >= MOST_TRIES
    if is_dead:
        traces.try_words(link_hash, most=0)
    ledger.append_alone(
        act="enrolment_words_refused",
        by=None,
        of=f"person:{user_id}",
        session_id=None,
        outcome="refused",
        facts={"link_void": int(is_dead)},
    )
    raise LinkSpent if is_dead else WordsRefused


def secret_of(link: str, person: User, drafted: str) -> bytes:
    """The secret that her app is to be given; raises FactorRefused."""
    return bytes.fromhex(factors.open_draft(person.id, drafted, to=_form(link))["secret"])


def invitation(link: str, person: User) -> str:
    """What the browser needs to make a passkey for her, as JSON."""
    return factors.invitation(Owner(person.id, person.email, person.name), _asked(link))


def enrol(link: str, person: User, drafted: str, shown: Shown, *, passkey_name: str, browser: Browser) -> Enrolled:
    """Keep password and second factor, spend the link, end every older sign-in, sign in. Raises FactorRefused, LinkSpent."""
    chosen = factors.open_draft(person.id, drafted, to=_form(link))
    secret = bytes.fromhex(chosen["secret"])
    new: NewPasskey | int
    new = factors.made(shown.answer, _asked(link)) if shown.answer else factors.counter_of(secret, shown.code)
    begin_write()
    user_id = _spend(link, person, chosen["hash"], clock.now())
    factors.revoke_all(user_id)
    if isinstance(new, int):
        factors.set_app(user_id, secret, last_counter=new)
    else:
        factors.keep_passkey(user_id, new, name=passkey_name)
    sheet = factors.new_recovery_codes(user_id)
    sessions.end_all(user_id)
    ledger.write(act="enrol", by=user_id, of=f"person:{user_id}")
    return Enrolled(sessions.enter(user_id, browser), sheet)


def _form(link: str) -> str:
    return f"enrol:{token_hash(link)}"


def _asked(link: str) -> Asked:
    return Asked("enrol", token_hash(link))


def _spend(link: str, person: User, password_hash: str, now: datetime) -> UUID:
    """One statement finds the link and spends it, so that of two at once only one does."""
    hers = (User.id == person.id, User.enrolment_hash == token_hash(link), User.enrolment_until > now)
    stamp = stamps.of(stamps.PASSWORD, User(id=person.id, password_hash=password_hash))
    spent = {**NO_LINK, "password_hash": password_hash, "password_stamp": stamp}
    claim = update(User).where(*hers, User.disabled_at.is_(None)).values(**spent, row_version=User.row_version + 1)
    user_id = db.session.scalar(claim.returning(User.id).execution_options(synchronize_session=False))
    if user_id is None:
        raise LinkSpent
    return user_id


WORDS_SAID = 2
SHORTEST_WORD = 6  # letters: what is longer is misheard less often
MOST_TRIES = 10  # then the link is dead; only who holds it can bring that about


def new_words() -> str:
    """Two words by chance, to be said aloud: one of four hundred thousand pairs."""
    known = _known_words()
    return " ".join(secrets.choice(known) for _number in range(WORDS_SAID))


def words_as_kept(said: str) -> str:
    """The words as their hash is made of: without capitals, spaces, dashes, marks or Cyrillic letters."""
    return folded(said)


def _known_words() -> list[str]:
    """The longer words of SLIP-39, which are chosen to be told apart by their first four letters."""
    from shamir_mnemonic.wordlist import (
        WORDLIST,
    )  # its package takes a megabyte, and only who proposes a person needs it

    return [word for word in WORDLIST if len(word) >= SHORTEST_WORD]
