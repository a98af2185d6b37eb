"""How often the words beside a one-time link were tried: counted on the link, not at a door that forgets."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user_account") as table:
        table.add_column(sa.Column("enrolment_tries", sa.Integer(), server_default="0", nullable=False))
