"""Attacks on an erasure: words about her that stand beside something else of hers, what is another's, and a second who is none."""

import io
from typing import Any

import pytest
from flask import Flask

from claiming import ROWS
from documents_sent import send
from erasing import CANARY, PROPOSAL, Stage, erased, hold, proposed
from erasing import text as words
from lawyering import open_file, rows, text
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
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


def test_a_document_of_another_client_is_not_among_those_that_can_be_ticked(
    app: Flask, make: Any, stage: Stage
) -> None:
    other = make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    open_file(stage.lawyer, stage.case)
    for name, about in (("Njen.pdf", stage.victim), ("Tudji.pdf", other), ("Nicji.pdf", "")):
        assert send(stage.lawyer, stage.case, (b"%PDF-1.7\n", name), about=str(about)).status_code == 303
    hers = {str(one.victim_id): str(one.id) for one in rows(app, Document, "id", "victim_id")}
    open_file(stage.first, stage.case)

    form = words(stage.first.get(f"/victims/{stage.victim}/erasure/new"))
    typed = {**PROPOSAL, "reference": stage.code_name, "papers": [hers[str(other)]]}
    sent = stage.first.post(f"/victims/{stage.victim}/erasures", typed)

    assert [name in form for name in ("Njen.pdf", "Nicji.pdf", "Tudji.pdf")] == [True, True, False]
    assert sent.status_code == 422


def test_a_ticked_document_that_is_entered_as_another_client_s_meanwhile_stays(
    app: Flask, make: Any, stage: Stage
) -> None:
    other = make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    open_file(stage.lawyer, stage.case)
    send(stage.lawyer, stage.case, (b"%PDF-1.7\n", "Tudji.pdf"))
    (paper,) = rows(app, Document, "id")
    erasure = proposed(app, stage, papers=[str(paper.id)])
    with app.app_context(), committing() as session:
        session.execute(db.update(Document).values(victim_id=other))

    assert "Documents that go as well 0" in words(stage.second.get(f"/victims/{stage.victim}/erasure"))
    stage.second.post(f"/erasures/{erasure}/agreement").close()

    assert stage.lawyer.get(f"/cases/{stage.case}/papers/{paper.id}").data == b"%PDF-1.7\n"


def test_the_second_reads_how_many_documents_go_those_entered_as_hers_among_them(
    app: Flask, make: Any, stage: Stage
) -> None:
    make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    open_file(stage.lawyer, stage.case)
    for name in ("Njen.pdf", "I ovaj je njen.pdf"):
        send(stage.lawyer, stage.case, (b"%PDF-1.7\n", name), about=str(stage.victim))

    proposed(app, stage)

    assert "Documents that go as well 2" in words(stage.second.get(f"/victims/{stage.victim}/erasure"))


@pytest.mark.parametrize("how", ["shut out", "lost the role"])
def test_nobody_agrees_to_lift_what_somebody_asked_for_who_is_gone(
    app: Flask, make: Any, stage: Stage, how: str
) -> None:
    lifting, asker = f"/holds/{hold(app, stage)}/lifting", make.user_id(stage.first.email)
    assert stage.first.post(lifting, {"reason": "order_lifted"}).status_code == 303
    with app.app_context(), committing() as session:
        if how == "shut out":
            session.get_one(User, asker).disabled_at = clock.now()
        else:
            session.execute(db.delete(RoleHeld).filter_by(user_id=asker, role=Role.COORDINATOR))

    answer = stage.second.post(f"{lifting}/agreement")

    assert answer.status_code == 409
    assert "Whoever asked to lift this hold can no longer sign in" in words(answer)
    assert stage.second.post(f"{lifting}/refusal").status_code == 303
    assert stage.second.post(lifting, {"reason": "order_lifted"}).status_code == 303


def test_who_declines_what_was_taken_back_meanwhile_has_the_words_back(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    stage.first.post(f"/erasures/{erasure}/withdrawal")

    late = stage.second.post(f"/erasures/{erasure}/refusal", {"words": "Rasprava je sutra, pa ne sada"})

    assert late.status_code == 409
    assert "Rasprava je sutra, pa ne sada" in words(late)
