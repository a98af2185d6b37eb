"""Names, addresses and roles of the staff carry a stamp.

It is made by the desk itself as soon as it has its keys (accounts/stamps.py); until then nobody comes in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user_account", sa.Column("identity_stamp", sa.LargeBinary(), nullable=True))
    op.add_column("role_held", sa.Column("stamp", sa.LargeBinary(), nullable=True))
