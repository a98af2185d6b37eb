"""Tables of: tasks and notes of a case; keys by which a week is read."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tasks()
    _notes()
    op.create_index("ix_casework_move_on", "casework_move", ["on", "proceeding_id"])
    op.create_index("ix_casework_claim_decision_on", "casework_claim_decision", ["on", "claim_id"])
    op.create_index("ix_casework_claim_payment_on", "casework_claim_payment", ["on", "claim_id"])


def _tasks() -> None:
    op.create_table(
        "casework_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("for_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", _WHEN, nullable=False),
        sa.Column("changed_at", _WHEN, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_task_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_task_office_id"),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name="fk_casework_task_victim_id"),
        sa.ForeignKeyConstraint(["for_id"], ["user_account.id"], name="fk_casework_task_for_id"),
        sa.ForeignKeyConstraint(["given_by"], ["user_account.id"], name="fk_casework_task_given_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_task"),
    )
    is_open = sa.text("state = 'open'")
    for columns in (["for_id", "due_on", "id"], ["office_id", "due_on", "id"]):
        name = f"ix_casework_task_open_{'_'.join(columns)}"
        op.create_index(name, "casework_task", columns, sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_casework_task_for_id_changed_at", "casework_task", ["for_id", "changed_at"])
    op.create_index("ix_casework_task_case_id", "casework_task", ["case_id"])
    op.create_index("ix_casework_task_victim_id", "casework_task", ["victim_id"])
    op.create_table(
        "casework_task_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("for_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["casework_task.id"], name="fk_casework_task_step_task_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_task_step_case_id"),
        sa.ForeignKeyConstraint(["for_id"], ["user_account.id"], name="fk_casework_task_step_for_id"),
        sa.ForeignKeyConstraint(["said_by"], ["user_account.id"], name="fk_casework_task_step_said_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_task_step"),
    )
    op.create_index("ix_casework_task_step_task_id", "casework_task_step", ["task_id"])


def _notes() -> None:
    op.create_table(
        "casework_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", _WHEN, nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", _WHEN, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_note_case_id"),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name="fk_casework_note_victim_id"),
        sa.ForeignKeyConstraint(["written_by"], ["user_account.id"], name="fk_casework_note_written_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_note_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_note"),
    )
    op.create_index("ix_casework_note_case_id_on", "casework_note", ["case_id", "on"])
    op.create_index("ix_casework_note_victim_id", "casework_note", ["victim_id"])
