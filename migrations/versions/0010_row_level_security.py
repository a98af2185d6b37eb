"""What the policies on rows ask (PostgreSQL): may the person who acts see this case? The policies: core/row_policies.py."""

from alembic import op

from litigation_app.core.rls.functions import FUNCTIONS

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for signature, body in FUNCTIONS.items():
        op.execute(f"CREATE OR REPLACE FUNCTION {signature} {body}")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
