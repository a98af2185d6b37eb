"""Do published numbers stay as they were, and is she counted no more in the next ones?"""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from claiming import ROWS
from erasing import Stage, erased
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.facts import facts
from litigation_app.casework.facts.queries import Closed
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.db import db
from litigation_app.statistics.releases import RowOut, TableOut, verify
from litigation_app.vault import Capsule
from packaged import invented, laid

YEAR = 2026


@pytest.fixture
def publication(app: Flask) -> Path:
    """A publication of this desk on its shelf, in which she is counted."""
    rows = [RowOut((str(YEAR), code), 20) for code in ("_T", "FORMAL")]
    tables = [TableOut("cohort_status", "cohort_status", "PERSON", "victim", ("YEAR", "STATUS"), rows)]
    return laid(app, invented("Invented data", tables, (YEAR, YEAR)))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def counted(app: Flask, make: Any, analyst: str) -> int:
    actor, asked = make.actor(analyst), {"countries": ["RS"], "first_year": YEAR, "last_year": YEAR}
    with app.app_context():
        closed = Closed(date(YEAR, 12, 31), datetime(2100, 1, 1, tzinfo=UTC))
        found = facts.collect(actor, **asked, closed=closed, months=(), draft_id=uuid4())
    return len(found)


def test_a_publication_stays_byte_for_byte_and_the_next_count_is_without_her(
    app: Flask, make: Any, stage: Stage, publication: Path, client_as: Callable[[str], Any]
) -> None:
    analyst = make.analyst()
    make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    before, people = digests(publication), counted(app, make, analyst)

    erased(app, stage)

    assert digests(publication) == before
    assert len(before) > 3
    assert verify(publication, app.extensions["trusted_keys"]).id == publication.name
    assert client_as(analyst).get(f"/publications/{publication.name}").status_code == 200
    assert (people, counted(app, make, analyst)) == (2, 1)


def test_what_was_claimed_stands_and_what_was_written_about_it_goes(app: Flask, stage: Stage) -> None:
    drafted = stage.lawyer.post(f"/cases/{stage.case}/claims", {**ROWS, "victim": str(stage.victim)})
    claim = UUID(re.split(r"[/?]", drafted.headers["Location"])[2])
    assert stage.lawyer.post(f"/claims/{claim}/submission", {"row_version": "1"}).status_code == 303
    with app.app_context():
        version = db.session.get_one(Claim, claim).row_version
    said = {"row_version": str(version), "reasons": "no_breakdown", "note": "Njena zarada nije dokazana"}
    assert stage.second.post(f"/claims/{claim}/return", said).status_code == 303

    erasure = erased(app, stage)

    page = stage.lawyer.get(f"/claims/{claim}")
    with app.app_context():
        assert [review.has_note for review in db.session.query(Review)] == [False]
        assert db.session.get_one(Erasure, erasure).counts["notes"] == 1
    assert page.status_code == 200
    assert "960,000.00" in page.get_data(as_text=True).replace("\xa0", " ")


def test_what_was_recorded_of_her_goes_and_what_was_recorded_of_others_stays(
    app: Flask, make: Any, stage: Stage
) -> None:
    other = make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    for victim in (stage.victim, other):
        answers = {"on": "4. 3. 2026.", "victim": str(victim), "authority": "police", "note": "Njena izjava"}
        assert stage.lawyer.post(f"/cases/{stage.case}/records/testimony", answers).status_code == 303

    erasure = erased(app, stage)

    with app.app_context():
        assert db.session.get_one(Erasure, erasure).counts["records"] == 1
        assert db.session.scalars(db.select(Record.victim_id)).all() == [other]
        assert len(db.session.scalars(db.select(Capsule.row).where(Capsule.table == "record")).all()) == 1


def test_what_was_to_be_done_and_noted_about_her_goes_with_every_word(app: Flask, make: Any, stage: Stage) -> None:
    other = make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    for victim in (stage.victim, other):
        task = {
            "kind": "call",
            "text": "Njena tajna",
            "person": str(make.user_id(stage.lawyer.email)),
            "victim": str(victim),
        }
        note = {"kind": "call", "on": "4. 3. 2026.", "text": "Njena tajna", "victim": str(victim)}
        assert stage.lawyer.post(f"/cases/{stage.case}/tasks", task).status_code == 303
        assert stage.lawyer.post(f"/cases/{stage.case}/notes", note).status_code == 303

    erasure = erased(app, stage)

    with app.app_context():
        assert db.session.get_one(Erasure, erasure).counts["tasks"] == 2
        assert db.session.scalars(db.select(Task.victim_id)).all() == [other]
        assert db.session.scalars(db.select(Note.victim_id)).all() == [other]
        assert len(db.session.scalars(db.select(TaskStep.id)).all()) == 1
        assert len(db.session.scalars(db.select(Capsule.row).where(Capsule.table.in_(["task", "note"]))).all()) == 2
    late = stage.lawyer.post(f"/cases/{stage.case}/notes", {**note, "victim": str(stage.victim)})
    assert late.status_code == 422
