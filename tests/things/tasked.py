"""Tasks of a case, given and answered."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import rows
from litigation_app.casework.planner.tasks.models import Task

WORDS = "Ask Dunja Nepostojeća for the pay slips"


def give(her: Any, case_id: UUID, to: UUID, **typed: Any) -> Any:
    task = {"kind": "paper", "text": WORDS, "person": str(to), **typed}
    return her.post(f"/cases/{case_id}/tasks", task)


def answered(person: Any, task: Any, state: str = "done", version: int = 1, **typed: str) -> Any:
    return person.post(f"/tasks/{task.id}/answers", {"state": state, "row_version": str(version), **typed})


def only(app: Flask) -> Any:
    (task,) = rows(app, Task, "id", "state", "for_id", "given_by", "due_on", "row_version", "about", "about_id")
    return task


@pytest.fixture
def colleague(make: Any, case_id: UUID) -> str:
    found = str(make.lawyer(name="Druga Pravnica"))
    make.second(case_id, found)
    return found
