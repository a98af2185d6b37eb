"""Is every search logged with its purpose, without its words, and limited?"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
import time_machine
from flask import Flask

from config import Config
from litigation_app.core import schema
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.name_search import index
from searching import NATIONAL_ID, added, names_on, searched


def test_a_search_is_logged_with_its_purpose_and_without_its_words(
    app: Flask, make: Any, client_as: Callable[[str], Any], config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    lawyer = client_as(make.lawyer())
    added(lawyer, make, "Kanarinka Sintetić", national_id=NATIONAL_ID)

    for words in ("Kanarinka Sintetić", "синтетић  КАНАРИНКА", NATIONAL_ID, "Zvezdana"):
        searched(lawyer, words)

    with app.app_context():
        entries = db.session.query(LedgerEntry).filter_by(act="search").order_by(LedgerEntry.seq).all()
        said = [json.loads(entry.body)["facts"] for entry in entries]
        assert [entry.purpose for entry in entries] == [None] + ["contact"] * 4
    assert said.pop(0) == {"mark": said[0]["mark"], "kind": "saved"}  # whoever is saved is compared
    marks = [one["mark"] for one in said]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
    assert [one["kind"] for one in said] == ["name", "name", "number", "name"]
    files = [path.read_bytes() for path in Path(config.instance).rglob("*") if path.is_file()]
    for word in ("Kanarinka", "kanarinka", "Zvezdana", "zvezdana", NATIONAL_ID):
        assert not [blob for blob in files if word.encode() in blob]
        assert word not in caplog.text


def test_the_names_are_loaded_under_one_entry(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    added(lawyer, make, "Kanarinka Sintetić")

    for words in ("Kanarinka", "Sintetić", "Zvezdana"):
        searched(lawyer, words)

    with app.app_context():
        acts = [row.act for row in db.session.query(LedgerEntry.act).order_by(LedgerEntry.seq)]
        loads = [act for act in acts if act == "search_load"]
    assert len(loads) == 1
    assert acts.index("search_load") < acts.index(
        "add_victim"
    )  # whoever is saved is compared, and before that it is on record


def test_where_the_log_cannot_be_written_nothing_is_searched(
    app: Flask, make: Any, client_as: Callable[[str], Any], config: Config
) -> None:
    lawyer = client_as(make.lawyer())
    make.victim(lawyer.email, make.case(lawyer.email), given_name="Kanarinka", family_name="Sintetić")
    owner = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    with owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ledger_entry RENAME COLUMN mac TO away")
    owner.dispose()

    answer = lawyer.post("/search", {"words": "Kanarinka", "purpose": "contact"})

    assert answer.status_code == 503
    assert not names_on(answer.get_data(as_text=True))
    with app.app_context():
        assert not index.is_loaded()


@pytest.mark.parametrize(
    "said",
    [{"words": "", "purpose": "contact"}, {"words": "K", "purpose": "contact"}, {"words": "Kana", "purpose": ""}],
)
def test_without_words_or_purpose_nothing_is_searched(
    app: Flask, make: Any, client_as: Callable[[str], Any], said: dict[str, str]
) -> None:
    lawyer = client_as(make.lawyer())

    answer = lawyer.post("/search", said)

    assert answer.status_code == 422
    with app.app_context():
        assert not db.session.query(LedgerEntry).filter_by(act="search").count()


def test_searches_are_counted_by_the_hour(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer, colleague = client_as(make.lawyer()), client_as(make.lawyer())
    most = app.extensions["config"].searches_per_hour
    with time_machine.travel("2026-12-01T10:00:00Z", tick=False) as now:
        person = client_as(lawyer.email)
        for _ in range(most):
            searched(person, "Kanarinka")

        refused = person.post("/search", {"words": "Kanarinka", "purpose": "contact"})
        others = client_as(colleague.email).post("/search", {"words": "Kanarinka", "purpose": "contact"})
        now.shift(timedelta(minutes=61))
        again = client_as(lawyer.email).post("/search", {"words": "Kanarinka", "purpose": "contact"})

    assert (refused.status_code, others.status_code, again.status_code) == (429, 200, 200)
    assert "12.00" in refused.get_data(as_text=True)  # an hour after the first, by the clock of the region
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="search", outcome="throttled").count() == 1
