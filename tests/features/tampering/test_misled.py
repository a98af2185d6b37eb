"""Does a database that is made to answer for another secret let anybody in, and do two who shut each other out leave nobody?"""

import hashlib
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, inspect

from litigation_app.accounts.models import CalendarFeed, User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.core.db import committing, db
from litigation_app.vault import Capsule

As = Callable[[str], Any]
TRIES = 40
TOKEN = "x" * 43


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_link_is_hers_by_the_hash_of_its_secret_and_not_by_what_the_database_says_of_it(
    app: Flask, make: Any, client_as: As, stranger: Any, as_owner: Callable[..., None]
) -> None:
    """A view says now the one hash and now the other: one to the comparison, the other to whoever reads the row."""
    page = client_as(make.lawyer()).post("/calendar/link", {"says": "case", "known": "y"}).get_data(as_text=True)
    with app.app_context():
        columns = [column.name for column in inspect(CalendarFeed).columns]
        db.engine.dispose()
    other = hashlib.sha256(TOKEN.encode()).hexdigest()
    told = [
        f"CASE WHEN random() % 2 = 0 THEN token_hash ELSE '{other}' END AS token_hash" if one == "token_hash" else one
        for one in columns
    ]
    as_owner(
        "ALTER TABLE calendar_feed RENAME TO kept", f"CREATE VIEW calendar_feed AS SELECT {', '.join(told)} FROM kept"
    )

    answers = [stranger.get(f"/calendar/feeds/{TOKEN}.ics").status_code for _ in range(TRIES)]

    assert set(answers) == {404}
    own = re.findall(r"/calendar/feeds/[\w-]+\.ics", page)[0]
    assert 200 in {stranger.get(own).status_code for _ in range(TRIES)}


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_index_that_leaves_entries_of_the_log_out_is_named(
    app: Flask, make: Any, client_as: As, as_owner: Callable[..., None]
) -> None:
    """Each entry holds, and lists, alerts and reports do not show them."""
    auditor, name = client_as(make.auditor()), "ix_ledger_entry_act_seq"
    client_as(make.lawyer())
    as_owner(
        f"DROP INDEX {name}",
        f"CREATE INDEX {name} ON ledger_entry (CASE act WHEN 'sign_in' THEN 'x' ELSE act END, seq)",
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = 'CREATE INDEX {name} ON ledger_entry (act, seq)' WHERE name = '{name}'",
    )
    assert "No entry" in auditor.get("/access-log/?act=sign_in").get_data(as_text=True)

    page = auditor.get("/access-log/verification").get_data(as_text=True)

    assert "What the list shows of the entry is not what the entry itself says" in page


def test_who_was_shut_out_a_moment_ago_shuts_nobody_out(app: Flask, make: Any, chiefs: tuple[Any, Any]) -> None:
    """Both were let to the page before the other one was quicker; without any administrator nobody could bring one in."""
    dana, mila = chiefs
    acting = make.actor(mila.email)
    assert dana.post(f"/people/{make.user_id(mila.email)}/disabling").status_code == 303

    for act in (people.disable, people.leave):
        with app.app_context(), pytest.raises(people.PersonRefused) as refused:
            act(acting, db.session.get_one(User, make.user_id(dana.email)))

        assert refused.value.reasons == ["no_administrator"]
    assert dana.get("/people/").status_code == 200


def test_a_sealed_record_that_was_taken_away_is_not_as_the_desk_wrote_it(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, client_as: As
) -> None:
    victim = make.victim(lawyer.email, open_case)
    with app.app_context(), committing() as session:
        session.execute(delete(Capsule).where(Capsule.row == victim))

    opening = lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["identity"]})
    answer = lawyer.get(opening.headers["Location"]) if opening.status_code == 303 else opening

    assert answer.status_code == 409
    assert "This is not what was saved" in answer.get_data(as_text=True)
    assert str(victim)[-8:] in client_as(make.auditor()).get("/alerts/").get_data(as_text=True)
