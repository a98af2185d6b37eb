"""Attacks on an erasure: words about her that stand beside something else of hers."""

import io
from typing import Any

from flask import Flask

from claiming import ROWS
from erasing import CANARY, Stage, erased
from lawyering import open_file, rows, text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.vault import Capsule
from strategic import lane_of


def test_a_task_that_comes_from_her_paper_goes_with_her_though_nobody_named_her(
    app: Flask, make: Any, stage: Stage
) -> None:
    open_file(stage.lawyer, stage.case)
    paper = {"kind": "judgment", "about": str(stage.victim), "papers": [(io.BytesIO(b"Izmisljeno"), "Presuda.txt")]}
    assert stage.lawyer.post(f"/cases/{stage.case}/papers", paper).status_code == 303
    origin = f"paper:{rows(app, Document, 'id')[0].id}"
    task = {"kind": "paper", "text": CANARY, "person": str(make.user_id(stage.lawyer.email)), "origin": origin}
    assert stage.lawyer.post(f"/cases/{stage.case}/tasks", task).status_code == 303

    erased(app, stage)

    assert rows(app, Task, "id") == []
    assert "task" not in {one.table for one in rows(app, Capsule, "table")}


def test_the_words_of_a_remedy_for_her_claim_go_with_her_and_its_codes_stay(
    app: Flask, make: Any, stage: Stage
) -> None:
    make.victim(stage.lawyer.email, stage.case)
    claimed = stage.lawyer.post(f"/cases/{stage.case}/claims", ROWS | {"victim": str(stage.victim)})
    assert claimed.status_code == 303, text(claimed)
    (claim,) = rows(app, Claim, "id")
    ordered = {
        "proceeding": lane_of(app, stage.case, "criminal"),
        "kind": "money",
        "ordered_on": "1. 2. 2026.",
        "claim": str(claim.id),
        "text": CANARY,
    }
    answer = stage.lawyer.post(f"/cases/{stage.case}/remedies", ordered)
    assert answer.status_code == 303, text(answer)
    path = answer.headers["Location"].split("?")[0]
    step = {"state": "partial", "on": "1. 3. 2026.", "text": CANARY, "row_version": "1"}
    assert stage.lawyer.post(f"{path}/steps", step).status_code == 303

    erased(app, stage)

    sealed = {one.table for one in rows(app, Capsule, "table")}
    assert not {"remedy", "remedy_step"} & sealed
    assert len(rows(app, Remedy, "id")) == 1
    assert not any(one.has_note for one in rows(app, RemedyStep, "has_note"))
    open_file(stage.lawyer, stage.case)
    page = stage.lawyer.get(path)
    assert page.status_code == 200
    assert CANARY not in text(page)
