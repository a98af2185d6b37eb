"""Do short-lived rows go when they are over, a few at a time, and does everything else stay?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from litigation_app.accounts.models import (
    FailedSignIn,
    KnownBrowser,
    LimitUse,
    OpeningUse,
    PasskeyChallenge,
    RecoveryCode,
    User,
    WebSession,
)
from litigation_app.accounts.signing_in import actions as pruning
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]
KINDS = (WebSession, FailedSignIn, PasskeyChallenge, RecoveryCode, OpeningUse, KnownBrowser, LimitUse)


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.query(model).count()


def furnish(app: Flask, make: Any, at: datetime) -> None:
    """One row of each kind as it was at that moment."""
    user = make.user_id(make.lawyer())
    with app.app_context(), committing() as session:
        session.add_all(
            [
                WebSession(token_hash="t", user_id=user, agent_hash="", created_at=at, last_seen_at=at),
                FailedSignIn(door="d", failures=1, last_at=at),
                PasskeyChallenge(challenge_hash="c", bound_to="b", asked_at=at),
                RecoveryCode(code_hash="r", user_id=user, used_at=at),
                OpeningUse(opening_id=uuid4(), last_used_at=at),
                KnownBrowser(token_hash="k", user_id=user, known_since=at),
                LimitUse(user_id=user, what="openings", at=at),
            ]
        )
        session.execute(update(User).where(User.id == user).values(enrolment_hash="e", enrolment_until=at))


def pruned(app: Flask) -> int:
    with app.test_request_context(), committing():
        return pruning.prune()


def test_what_is_long_over_goes_and_the_access_log_stays(app: Flask, make: Any) -> None:
    furnish(app, make, clock.now() - timedelta(days=100))
    entries = count(app, LedgerEntry)

    gone = pruned(app)

    assert [count(app, kind) for kind in KINDS] == [0] * len(KINDS)
    assert gone == len(KINDS) + 1
    assert count(app, LedgerEntry) == entries
    with app.app_context():
        assert db.session.query(User).one().enrolment_hash is None


def test_what_is_under_way_stays(app: Flask, make: Any) -> None:
    furnish(app, make, clock.now())

    assert pruned(app) == 0
    assert [count(app, kind) for kind in KINDS] == [1] * len(KINDS)


def test_an_unused_recovery_code_stays_for_years(app: Flask, make: Any) -> None:
    user = make.user_id(make.lawyer())
    with app.app_context(), committing() as session:
        session.add(RecoveryCode(code_hash="r", user_id=user))

    with time_machine.travel(clock.now() + timedelta(days=2_000)):
        pruned(app)

    assert count(app, RecoveryCode) == 1


def test_a_year_of_old_sign_ins_goes_a_few_at_a_time(app: Flask, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "AT_ONCE", 10)
    user, at = make.user_id(make.lawyer()), clock.now() - timedelta(days=100)
    rows = [
        {"id": uuid4(), "token_hash": str(n), "user_id": user, "agent_hash": "", "created_at": at, "last_seen_at": at}
        for n in range(25)
    ]
    with app.app_context(), committing() as session:
        session.execute(WebSession.__table__.insert(), rows)

    assert [pruned(app) for _ in range(4)] == [10, 10, 5, 0]


def test_signing_in_prunes(app: Flask, make: Any, at_the_door: As) -> None:
    furnish(app, make, clock.now() - timedelta(days=100))

    assert at_the_door(make.lawyer()).sign_in().status_code == 303

    assert count(app, WebSession) == 1
    assert count(app, FailedSignIn) == 0
