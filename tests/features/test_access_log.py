"""Does the access log show who did what, and notice when somebody changes it?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings


def test_an_auditor_sees_sign_ins_and_filters_them(client_as: Callable[[str], Any], make: Any) -> None:
    client_as(make.lawyer(name="Ana Primer"))
    iva = client_as(make.auditor(name="Iva Gled"))

    everything = iva.get("/access-log/").get_data(as_text=True)
    only_added = iva.get("/access-log/?act=add_person").get_data(as_text=True)

    assert "Ana Primer" in everything
    assert "Signed in" in everything
    assert "<td>Signed in</td>" not in only_added
    assert "<td>Added a person who signs in</td>" in only_added


def test_a_wrong_day_in_the_filter_is_named(client_as: Callable[[str], Any], make: Any) -> None:
    answer = client_as(make.auditor()).get("/access-log/?since=31.11.2026")

    assert answer.status_code == 422
    assert "There is no 31.11.2026." in answer.get_data(as_text=True)


def test_a_whole_log_is_called_whole(client_as: Callable[[str], Any], make: Any) -> None:
    page = client_as(make.auditor()).get("/access-log/verification").get_data(as_text=True)

    assert "The log is whole" in page


def test_what_one_may_not_see_is_not_there_and_leaves_an_entry(client_as: Callable[[str], Any], make: Any) -> None:
    ana, iva = client_as(make.lawyer(name="Ana Primer")), client_as(make.auditor())

    hidden = ana.get("/access-log/")
    missing = ana.get("/no-such-page")
    log = iva.get("/access-log/?act=denied").get_data(as_text=True)

    assert hidden.status_code == missing.status_code == 404
    assert "Ana Primer" in log
    assert "Refused: not there or not hers" in log


def test_the_database_refuses_to_change_an_entry(app: Flask, make: Any) -> None:
    make.lawyer()

    for statement in ("UPDATE ledger_entry SET act = 'nothing'", "DELETE FROM ledger_entry"):
        with app.app_context(), pytest.raises(DBAPIError):
            db.session.execute(text(statement))


def test_an_entry_changed_behind_the_triggers_is_named(sqlite_config: Any) -> None:
    from litigation_app.app import create_app

    app = create_app(sqlite_config)
    with app.app_context():
        for _ in range(3):
            ledger.append_alone(act="sign_in", by=None, of="person:1", session_id=None)
        db.session.execute(text("DROP TRIGGER ledger_entry_no_update"))
        db.session.execute(text("UPDATE ledger_entry SET act = 'nothing' WHERE seq = 2"))
        db.session.commit()
        verdict = ledger.verify(db.session(), settings().mac_key)
        db.engine.dispose()

    assert verdict.first_bad == 2
