"""Which short-lived rows are over? They go, a few at a time; what they stood for stays in the access log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, delete, or_, select, update

from litigation_app.accounts import rules
from litigation_app.accounts.models import (
    NO_LINK,
    FailedSignIn,
    KnownBrowser,
    LimitUse,
    OpeningUse,
    PasskeyChallenge,
    RecoveryCode,
    User,
    WebSession,
)
from litigation_app.accounts.rules import HALF_DONE
from litigation_app.accounts.signing_in.browsers.rules import LIVES as KNOWN_FOR
from litigation_app.core import clock
from litigation_app.core.db import begin_write, db
from litigation_app.core.jobstore import Job

AT_ONCE = 1_000  # rows of each kind, so that nobody who signs in waits for a year's worth
JOBS_KEPT = timedelta(days=30)  # whoever was on leave finds what came of hers
KEPT = timedelta(days=1)  # after its end, longer than anything that is still under way
SIGN_INS_KEPT = timedelta(days=4)  # over a long weekend: whoever comes back goes on with what stands open there


class _Over(NamedTuple):
    """Rows that are over. `key`: the column by which one is named."""

    key: Any
    is_over: ColumnElement[bool]


def prune() -> int:
    """Delete what is over, at most AT_ONCE of each kind, in this request's transaction; how many rows went."""
    begin_write()
    return sum(_delete(kind) for kind in _kinds()) + _forget_dead_links()


def _kinds() -> Iterator[_Over]:
    config, now = current_app.extensions["config"], clock.now()
    yield _Over(
        WebSession.id,
        or_(
            WebSession.revoked_at < now - KEPT,
            WebSession.last_seen_at < now - timedelta(minutes=config.idle_minutes) - SIGN_INS_KEPT,
            WebSession.created_at < now - timedelta(hours=config.absolute_hours) - SIGN_INS_KEPT,
        ),
    )
    yield _Over(FailedSignIn.door, FailedSignIn.last_at < now - rules.FORGOTTEN_AFTER)
    yield _Over(PasskeyChallenge.challenge_hash, PasskeyChallenge.asked_at < now - HALF_DONE)
    yield _Over(RecoveryCode.code_hash, RecoveryCode.used_at < now - KEPT)
    yield _Over(OpeningUse.opening_id, OpeningUse.last_used_at < now - timedelta(minutes=config.spell_minutes) - KEPT)
    yield _Over(KnownBrowser.id, KnownBrowser.known_since < now - KNOWN_FOR)
    yield _Over(LimitUse.id, LimitUse.at < now - KEPT)
    yield _Over(Job.id, Job.asked_at < now - JOBS_KEPT)


def _delete(kind: _Over) -> int:
    some = select(kind.key).where(kind.is_over).limit(AT_ONCE)
    gone = delete(kind.key.class_).where(kind.key.in_(some)).returning(kind.key)
    return len(db.session.scalars(gone.execution_options(synchronize_session=False)).all())


def _forget_dead_links() -> int:
    """Of a one-time link that ran out not even the hash is kept."""
    some = select(User.id).where(User.enrolment_until < clock.now() - KEPT).limit(AT_ONCE)
    gone = update(User).where(User.id.in_(some)).values(**NO_LINK, row_version=User.row_version + 1).returning(User.id)
    return len(db.session.scalars(gone.execution_options(synchronize_session=False)).all())
