"""What is to be done and what was noted in the one case that guides and pictures show?"""

from datetime import date

from litigation_app.casework.planner.notes import actions as notes
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks import actions as tasks
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.demo.casebook import Clerk, Plan


def task(clerk: Clerk, plan: Plan, kind: str, due_on: date, text: str) -> None:
    found, now = clerk.ids.new(), clerk.moment.now
    said = {"state": "open", "for_id": plan.lead, "due_on": due_on}
    clerk.batch.add(
        Task, id=found, case_id=plan.id, office_id=plan.desk.id, victim_id=None, kind=kind, about=None, about_id=None,
        has_text=bool(text), given_by=plan.lead, given_at=now, changed_at=now, row_version=1, **said,
    )  # fmt: skip
    step = {"id": clerk.ids.new(), "task_id": found, "case_id": plan.id, "said_by": plan.lead, "said_at": now}
    clerk.batch.add(TaskStep, **step, **said)
    if text:
        clerk.batch.seal(plan.id, tasks.TABLE, found, tasks.CAPSULE, {"text": text})


def note(clerk: Clerk, plan: Plan, kind: str, on: date, text: str) -> None:
    found = clerk.ids.new()
    clerk.batch.add(
        Note, id=found, case_id=plan.id, victim_id=None, kind=kind, on=on, written_by=plan.lead,
        written_at=clerk.moment.now, struck_by=None, struck_at=None, row_version=1,
    )  # fmt: skip
    clerk.batch.seal(plan.id, notes.TABLE, found, notes.CAPSULE, {"text": text})
