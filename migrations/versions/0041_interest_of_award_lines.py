"""A line of a decision says that it bears no interest; until now an empty day said so, and it is kept as it was meant."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    name = "casework_award_line"
    with op.batch_alter_table(name) as table:
        table.add_column(sa.Column("bears_interest", sa.Boolean(), nullable=False, server_default=sa.true()))
    lines = sa.table(name, sa.column("bears_interest", sa.Boolean()), sa.column("interest_from", sa.Date()))
    op.execute(lines.update().where(lines.c.interest_from.is_(None)).values(bears_interest=False))
    with op.batch_alter_table(name) as table:
        table.alter_column("bears_interest", server_default=None)
