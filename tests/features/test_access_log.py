"""Does the access log show who did what, and notice when somebody changes it?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
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

    assert "Integrity verified" in page


def test_what_one_may_not_see_is_not_there_and_leaves_an_entry(client_as: Callable[[str], Any], make: Any) -> None:
    ana, iva = client_as(make.lawyer(name="Ana Primer")), client_as(make.auditor())

    hidden = ana.get("/access-log/")
    missing = ana.get("/no-such-page")
    log = iva.get("/access-log/?act=denied").get_data(as_text=True)

    assert hidden.status_code == missing.status_code == 404
    assert "Ana Primer" in log
    assert "Refused: not there, or no access" in log


def test_the_log_names_the_colleague_and_the_case_but_never_the_code_name(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    address = make.lawyer(name="Ana Primer")
    made = client_as(address).post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim."})
    code_name, reference = of_the_case(app)
    iva = client_as(make.auditor())

    page = iva.get("/access-log/").get_data(as_text=True)
    of_ana = iva.get(f"/access-log/?whom={make.user_id(address)}").get_data(as_text=True)

    assert made.status_code == 303
    assert reference in page
    assert code_name not in page
    assert "An invented aim" not in page
    assert "<td>Signed in</td>" in of_ana
    assert "<td>Opened a new case</td>" not in of_ana


def test_the_log_is_filtered_by_the_reference_of_a_case(client_as: Callable[[str], Any], make: Any, app: Flask) -> None:
    client_as(make.lawyer()).post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim."})
    _code_name, reference = of_the_case(app)
    iva = client_as(make.auditor())

    of_the_case_alone = iva.get(f"/access-log/?case={reference.lower()}").get_data(as_text=True)
    of_none = iva.get("/access-log/?case=RS-1999-0001")

    assert "<td>Opened a new case</td>" in of_the_case_alone
    assert "<td>Signed in</td>" not in of_the_case_alone
    assert of_none.status_code == 422
    assert "There is no case with this reference." in of_none.get_data(as_text=True)


def test_a_refused_attempt_is_marked_and_says_at_which_case(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    client_as(make.lawyer()).post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim."})
    with app.app_context():
        case_id = db.session.query(Case.id).scalar()
    client_as(make.lawyer(name="Iva Druga")).get(f"/cases/{case_id}")

    page = client_as(make.auditor()).get("/access-log/?act=denied").get_data(as_text=True)

    assert 'class="refused"' in page
    assert of_the_case(app)[1] in page


def of_the_case(app: Flask) -> tuple[str, str]:
    """Code name and reference of the only case."""
    with app.app_context():
        case = db.session.query(Case).one()
        return case.code_name, case.reference


def test_an_act_without_words_is_shown_as_its_code(client_as: Callable[[str], Any], make: Any, app: Flask) -> None:
    with app.test_request_context():
        ledger.append_alone(act="unheard_of", by=None, of="thing:1", session_id=None)

    assert "<td>unheard_of</td>" in client_as(make.auditor()).get("/access-log/").get_data(as_text=True)


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
