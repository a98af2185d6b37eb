"""Tables of: when a person wants to be reminded, and which mails she was sent; a key of the cases that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_index("ix_casework_case_ended", "casework_case", ["office_id", "ended_on", "id"])
    op.create_table(
        "reminder_wish",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("mail_hour", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("read_until", _WHEN, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_reminder_wish_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_reminder_wish"),
    )
    op.create_table(
        "reminder_mail",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_reminder_mail_user_id"),
        sa.PrimaryKeyConstraint("user_id", "on", name="pk_reminder_mail"),
    )
