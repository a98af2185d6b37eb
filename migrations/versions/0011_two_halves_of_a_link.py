"""Words besides a one-time link, browsers that are known again, and what somebody may do so often within a while."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LAPSE = (
    "UPDATE person_proposal SET outcome = 'lapsed', decided_at = CURRENT_TIMESTAMP, name = NULL, email = NULL, "
    "row_version = row_version + 1 "
    "WHERE outcome IS NULL AND kind IN ('add_person', 'renew_link', 'enable_person')"
)


def upgrade() -> None:
    op.add_column("user_account", sa.Column("enrolment_word_hash", sa.String(length=255), nullable=True))
    op.add_column("person_proposal", sa.Column("word_hash", sa.String(length=255), nullable=True))
    op.execute(LAPSE)  # what waits has no words; it is proposed again
    op.create_table(
        "known_browser",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("known_since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_known_browser_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_browser")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_known_browser_token_hash")),
    )
    op.create_index(op.f("ix_known_browser_user_id"), "known_browser", ["user_id"], unique=False)
    op.create_table(
        "limit_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_limit_use_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limit_use")),
    )
    op.create_index(op.f("ix_limit_use_user_id"), "limit_use", ["user_id", "what", "at"], unique=False)
