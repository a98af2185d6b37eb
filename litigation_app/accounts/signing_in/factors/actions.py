"""Prove by a code or a passkey that it is she; give, replace and take away second factors."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app import ledger, vault
from litigation_app.accounts import stamps, traces
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.models import APP, Passkey, PasskeyChallenge, RecoveryCode, TotpFactor, User
from litigation_app.accounts.rules import HALF_DONE
from litigation_app.accounts.signing_in import passkeys
from litigation_app.accounts.signing_in.factors import queries, rules
from litigation_app.accounts.signing_in.passkeys import Known, NewPasskey, Owner, PasskeyRefused
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db, is_sqlite
from litigation_app.core.refused import Refused

CHALLENGE_BYTES = 32
_NOBODYS = bytes(rules.SECRET_BYTES)  # compared with where there is no app, so that it is as much work


class FactorRefused(Refused):
    """Nothing was changed; `reason` is a code: wrong_code, passkey, last_one, too_many, draft."""


@dataclass(frozen=True)
class Proof:
    """A code that is right and not used up yet."""

    user_id: UUID
    counter: int | None = None
    code_hash: str | None = None


class Shown(NamedTuple):
    """What she shows besides her password: a code (of her app or her sheet) or what her passkey answered."""

    code: str = ""
    answer: str = ""


class Asked(NamedTuple):
    """To whom a passkey's question is put, and what for: no answer serves another purpose."""

    purpose: str
    who: str


def look_at(user_id: UUID | None, typed: str) -> Proof | None:
    """Whether this code is hers and unused; uses nothing up. As much work for nobody as for somebody."""
    said, owner = rules.read(typed), user_id or queries.NOBODY
    kept = db.session.execute(select(TotpFactor.sealed, TotpFactor.last_counter).filter_by(user_id=owner)).one_or_none()
    secret = _secret(owner, kept.sealed) if kept else _NOBODYS
    counter = rules.matching_counter(secret, said.code or "none", clock.now())
    hashed = code_hash(owner, said.recovery or "none")
    on_sheet = db.session.scalar(select(RecoveryCode).filter_by(code_hash=hashed, used_at=None))
    if kept and counter is not None and counter > kept.last_counter:
        return Proof(owner, counter=counter)
    is_hers = (
        on_sheet is not None and on_sheet.user_id == owner and stamps.holds(stamps.RECOVERY_CODE, on_sheet, hashed)
    )
    return Proof(owner, code_hash=hashed) if said.recovery and is_hers else None


def _secret(owner: UUID, sealed: bytes) -> bytes:
    """What her app has; where it is not what was sealed for her, that is noted, and no code is right."""
    try:
        return vault.open_secret(APP, owner, sealed)
    except vault.SealBroken:
        integrity.note(f"person:{owner}", table=TotpFactor.__tablename__)
        return secrets.token_bytes(rules.SECRET_BYTES)


def spend(proof: Proof) -> bool:
    """Use the code up, on the side; False where it was used in the meantime."""
    if proof.counter is not None:
        return traces.use_counter(proof.user_id, proof.counter)
    is_used = traces.use_recovery_code(proof.user_id, proof.code_hash or "")
    if is_used:
        person = f"person:{proof.user_id}"
        ledger.append_alone(act="use_recovery_code", by=proof.user_id, of=person, session_id=None)
    return is_used


def proves(user_id: UUID, shown: Shown, asked: Asked) -> bool:
    """Whether what is shown is hers, and use it up, on the side."""
    if shown.answer:
        return answers(user_id, shown.answer, asked)
    proof = look_at(user_id, shown.code)
    return proof is not None and spend(proof)


def code_hash(owner: UUID, recovery: str) -> str:
    return hashlib.sha256(b"recovery\0" + owner.bytes + recovery.encode()).hexdigest()


def ask(asked: Asked) -> bytes:
    """A new question for a passkey: good once, for five minutes, for this purpose."""
    begin_write()
    challenge, now = secrets.token_bytes(CHALLENGE_BYTES), clock.now()
    db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.asked_at < now - HALF_DONE))
    db.session.add(PasskeyChallenge(challenge_hash=_hash(challenge), bound_to=_bound(asked, challenge), asked_at=now))
    return challenge


def question(user_id: UUID, asked: Asked) -> str:
    """What the browser needs to ask one of her passkeys, as JSON."""
    return passkeys.request_options([one.credential_id for one in queries.passkeys_of(user_id)], ask(asked))


def invitation(owner: Owner, asked: Asked) -> str:
    """What the browser needs to make a new passkey for her, as JSON."""
    return passkeys.creation_options(owner, [one.credential_id for one in queries.passkeys_of(owner.id)], ask(asked))


def answers(user_id: UUID, answer: str, asked: Asked) -> bool:
    """Whether one of her passkeys has answered our question; the question is used up whatever the answer."""
    try:
        challenge = _taken(answer, asked)
        hers = {one.credential_id: one for one in queries.passkeys_of(user_id)}
        passkey = hers.get(passkeys.credential_in(answer))
        if passkey is None:
            return False
        before = passkey.sign_count
        count = passkeys.used(answer, challenge, Known(passkey.public_key, before))
    except PasskeyRefused:
        return False
    return traces.count_use(passkey.id, before, count)


def made(answer: str, asked: Asked) -> NewPasskey:
    """The passkey that was made at our invitation; raises FactorRefused."""
    try:
        return passkeys.made(answer, _taken(answer, asked))
    except PasskeyRefused as refused:
        raise FactorRefused("passkey") from refused


def _taken(answer: str, asked: Asked) -> bytes:
    challenge = passkeys.challenge_in(answer)
    if not traces.take_challenge(_hash(challenge), _bound(asked, challenge)):
        raise PasskeyRefused
    return challenge


def _hash(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()


def _bound(asked: Asked, challenge: bytes) -> str:
    """Keyed, so that no question is put again by whoever writes rows and has kept its answer."""
    return stamps.mark("passkey question", asked.purpose, asked.who, challenge).hex()


def draft_app(owner: UUID, *, to: str, **more: str) -> str:
    """A new secret for an authenticator app, sealed so that the form `to` which it is proved can carry it; nothing is kept."""
    draft = {**more, "to": to, "secret": secrets.token_bytes(rules.SECRET_BYTES).hex()}
    return vault.seal_secret(APP, owner, json.dumps(draft).encode()).hex()


def app_form(actor: Actor) -> str:
    """The form by which she replaces her app: of this sign-in alone."""
    return f"app:{actor.session_id}"


def open_draft(owner: UUID, text: str, *, to: str) -> dict[str, str]:
    """What `draft_app` sealed for this person and this form; raises FactorRefused."""
    try:
        draft: dict[str, str] = json.loads(vault.open_secret(APP, owner, bytes.fromhex(text)))
    except (vault.SealBroken, ValueError) as error:
        raise FactorRefused("draft") from error
    if draft.get("to") != to or "secret" not in draft:
        raise FactorRefused("draft")
    return draft


def counter_of(secret: bytes, typed: str) -> int:
    """The half minute whose code she typed back; raises FactorRefused."""
    counter = rules.matching_counter(secret, rules.read(typed).code or "none", clock.now())
    if counter is None:
        raise FactorRefused("wrong_code")
    return counter


def set_app(user_id: UUID, secret: bytes, *, last_counter: int) -> None:
    """Keep the secret of her authenticator app in the place of any older one, in this request's transaction."""
    begin_write()
    row = app_row(user_id, secret, last_counter=last_counter)
    insert = sqlite.insert if is_sqlite(db.session.connection()) else postgresql.insert
    put = insert(TotpFactor).values(**row)
    db.session.execute(put.on_conflict_do_update(index_elements=["user_id"], set_={**row}))


def app_row(user_id: UUID, secret: bytes, *, last_counter: int) -> dict[str, object]:
    """The row that keeps such a secret."""
    sealed = vault.seal_secret(APP, user_id, secret)
    return {"user_id": user_id, "sealed": sealed, "last_counter": last_counter, "added_at": clock.now()}


def replace_app(actor: Actor, draft: str, typed: str) -> None:
    """A new authenticator app, once its code is typed back; the old one counts no more. Raises FactorRefused."""
    secret = bytes.fromhex(open_draft(actor.id, draft, to=app_form(actor))["secret"])
    set_app(actor.id, secret, last_counter=counter_of(secret, typed))
    ledger.write(act="set_app", by=actor.id, of=f"person:{actor.id}")


def remove_app(actor: Actor) -> None:
    """Do without an app; raises FactorRefused where it is the last factor."""
    begin_write()
    _require_another(actor.id)
    db.session.execute(delete(TotpFactor).where(TotpFactor.user_id == actor.id))
    ledger.write(act="remove_app", by=actor.id, of=f"person:{actor.id}")


def add_passkey(actor: Actor, answer: str, *, name: str, asked: Asked) -> None:
    """One more passkey of hers; raises FactorRefused."""
    new = made(answer, asked)
    begin_write()
    if len(queries.passkeys_of(actor.id)) >= rules.MOST_PASSKEYS:
        raise FactorRefused("too_many")
    keep_passkey(actor.id, new, name=name)
    ledger.write(act="add_passkey", by=actor.id, of=f"person:{actor.id}")


def keep_passkey(user_id: UUID, new: NewPasskey, *, name: str) -> None:
    """The row of a new passkey, in this request's transaction; raises FactorRefused where it is known already."""
    begin_write()
    if db.session.scalar(select(Passkey.id).filter_by(credential_id=new.credential_id)) is not None:
        raise FactorRefused("passkey")
    kept = Passkey(
        id=uuid4(),
        user_id=user_id,
        name=name,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        added_at=clock.now(),
    )
    kept.stamp = stamps.of(stamps.PASSKEY, kept)
    db.session.add(kept)
    db.session.flush()


def remove_passkey(actor: Actor, passkey: Passkey) -> None:
    """Do without one of her passkeys; raises FactorRefused where it is the last factor."""
    begin_write()
    _require_another(actor.id)
    db.session.delete(passkey)
    ledger.write(act="remove_passkey", by=actor.id, of=f"person:{actor.id}")


def _require_another(user_id: UUID) -> None:
    """Two that are taken away at once come one after the other."""
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    if queries.factors_of(user_id).ways < 2:
        raise FactorRefused("last_one")


def renew_recovery_codes(actor: Actor) -> list[str]:
    """A new sheet of recovery codes, to be shown this once; the old sheet counts no more."""
    codes = new_recovery_codes(actor.id)
    ledger.write(act="renew_recovery_codes", by=actor.id, of=f"person:{actor.id}")
    return codes


def new_recovery_codes(user_id: UUID) -> list[str]:
    """Her new sheet, in this request's transaction; only hashes are kept."""
    begin_write()
    codes = [rules.recovery_text(secrets.token_bytes(10)) for _number in range(rules.RECOVERY_CODES)]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    for code in codes:
        kept = RecoveryCode(code_hash=code_hash(user_id, code), user_id=user_id)
        kept.stamp = stamps.of(stamps.RECOVERY_CODE, kept)
        db.session.add(kept)
    db.session.flush()
    return codes


def revoke_all(user_id: UUID) -> int:
    """Take every second factor from a person who leaves or enrols anew, in this request's transaction; how many there were."""
    begin_write()
    count = queries.factors_of(user_id).ways
    for model in (TotpFactor, Passkey, RecoveryCode):
        db.session.execute(delete(model).where(model.user_id == user_id))
    return count
