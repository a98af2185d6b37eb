"""What does a sign-in cost beside the check of the password alone, which is dear on purpose?"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import caseload
from bench.measuring import Figure, beside, in_ms
from config import Config
from litigation_app.accounts import stamps
from litigation_app.accounts.models import TotpFactor, User
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.signing_in.sessions import actions
from litigation_app.accounts.signing_in.sessions.actions import Browser, Credentials
from litigation_app.core import clock
from litigation_app.core.db import committing, db

TIMES = 20


def figures() -> Iterator[Figure]:
    """Password, code, session and entry in the log, to the last commit, beside Argon2id with a real desk's memory."""
    with tempfile.TemporaryDirectory() as folder:
        app = caseload.desk(Path(folder))
        email, _coordinator = caseload.fill(app, 1)
        app.extensions["config"] = replace(app.extensions["config"], password_hash_kib=Config.password_hash_kib)
        with app.test_request_context():
            with committing():
                user = db.session.query(User).filter_by(email=email).one()
                kept = passwords.hashed(caseload.PASSWORD)
                stamps.set_password(user, kept)

            def sign_in() -> None:
                with committing():
                    db.session.query(TotpFactor).update({"last_counter": 0})  # as if half a minute had passed
                code = rules.code_at(caseload.SECRET, rules.counter_at(clock.now()))
                with committing():
                    actions.sign_in(Credentials(email, caseload.PASSWORD, code), Browser("192.0.2.0/24"))

            taken = beside(sign_in, lambda: passwords.fits(kept, caseload.PASSWORD), n=TIMES)
    yield in_ms("sign_in", taken, 1.5, "ratio")
