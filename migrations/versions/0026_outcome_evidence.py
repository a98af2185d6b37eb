"""Who chose the evidence of an outcome: she does not verify it. Of older ones it is not known; whoever recorded it stands for her."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("casework_outcome") as table:
        table.add_column(sa.Column("evidence_by", sa.Uuid(), nullable=True))
        table.create_foreign_key("fk_casework_outcome_evidence_by", "user_account", ["evidence_by"], ["id"])
    op.execute("UPDATE casework_outcome SET evidence_by = recorded_by WHERE document_id IS NOT NULL")
