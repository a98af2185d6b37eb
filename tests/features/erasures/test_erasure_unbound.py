"""What names her and is bound to no client is shown before she is erased, goes where it was ticked, and stays where not."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from config import Config
from documents_sent import added, files_of, open_file
from erasing import PROPOSAL, Stage, code_name, erased, proposed, text
from lawyering import rows
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.core.db import db
from litigation_app.vault import Capsule

OF_HER, OF_THE_COURT = "Zamisla je zvala iz skloništa", "Sudija je promenio sudnicu"


def write(app: Flask, make: Any, stage: Stage, words: str) -> list[str]:
    """A note and a task that say this, bound to no client; their ids."""
    note = {"kind": "call", "on": "4. 3. 2026.", "text": words, "victim": ""}
    task = {"kind": "paper", "text": words, "person": str(make.user_id(stage.lawyer.email)), "victim": ""}
    for room, said in (("notes", note), ("tasks", task)):
        answer = stage.lawyer.post(f"/cases/{stage.case}/{room}", said)
        assert answer.status_code == 303, text(answer)
    with app.app_context():
        newest = (select(Note.id).order_by(Note.written_at.desc()), select(Task.id).order_by(Task.given_at.desc()))
        return [str(db.session.scalar(one)) for one in newest]


def left(app: Flask) -> set[str]:
    return {str(row.id) for model in (Note, Task) for row in rows(app, model, "id")}


def test_what_is_bound_to_nobody_is_listed_with_its_words_while_the_file_stands_open(
    app: Flask, make: Any, stage: Stage
) -> None:
    write(app, make, stage, OF_HER)
    new = f"/victims/{stage.victim}/erasure/new"

    closed = text(stage.first.get(new))
    open_file(stage.first, stage.case)
    opened = text(stage.first.get(new))

    assert "bound to no client" in closed
    assert "by Vera Zamisljena" in closed
    assert OF_HER not in closed
    assert opened.count(OF_HER) == 2


def test_nobody_proposes_without_having_looked(app: Flask, make: Any, stage: Stage) -> None:
    typed = {"basis": "objection", "why": "Trazila je", "told": "y", "reference": stage.code_name}
    write(app, make, stage, OF_HER)

    answer = stage.first.post(f"/victims/{stage.victim}/erasures", typed)

    assert answer.status_code == 422
    assert "Look through them first" in text(answer)


def test_what_was_ticked_goes_and_the_rest_stays(app: Flask, make: Any, stage: Stage) -> None:
    hers, others = write(app, make, stage, OF_HER), write(app, make, stage, OF_THE_COURT)
    first = proposed(app, stage, unbound=hers)
    page = text(stage.second.get(f"/victims/{stage.victim}/erasure"))
    stage.first.post(f"/erasures/{first}/withdrawal")

    erased(app, stage, unbound=hers)

    assert "2 go as well, 2 stay" in page
    assert left(app) == set(others)
    sealed = {str(row.row) for row in rows(app, Capsule, "row")}
    assert not sealed & set(hers)
    assert sealed >= set(others)


def test_with_the_case_every_word_goes_and_its_steps_stay(app: Flask, config: Config, make: Any, stage: Stage) -> None:
    write(app, make, stage, OF_HER)
    open_file(stage.lawyer, stage.case)
    added(app, stage.lawyer, stage.case)

    erased(app, stage, with_case="y")

    assert files_of(config) == []
    open_file(stage.lawyer, stage.case)
    for path in ("", "/notes", "/tasks"):
        page = stage.lawyer.get(f"/cases/{stage.case}{path}")
        assert page.status_code == 200
        assert OF_HER not in text(page)
    assert stage.case in {row.case_id for row in rows(app, Note, "case_id")}


def test_another_record_of_hers_where_something_is_unlooked_at_is_named_and_not_proposed(
    app: Flask, make: Any, stage: Stage
) -> None:
    other = make.case(stage.lawyer.email)
    twin = make.victim(stage.lawyer.email, other, given_name="Zamisla")
    joined = stage.first.post(f"/victims/{stage.victim}/joins", {"other": code_name(app, twin)})
    elsewhere = stage._replace(case=other, victim=twin)
    write(app, make, elsewhere, OF_HER)
    typed = {**PROPOSAL, "reference": stage.code_name}

    answer = stage.first.post(f"/victims/{stage.victim}/erasures", typed)

    assert joined.status_code == 303
    assert answer.headers["Location"].endswith("done=other-record-left")
    assert "Her other record is not" in text(stage.first.get(answer.headers["Location"]))
    assert {row.victim_id for row in rows(app, Erasure, "victim_id")} == {stage.victim}
