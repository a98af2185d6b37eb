"""What the claims of an office come to is summed when it is read, from one key of how far each client has come."""

from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

_STANDING = "casework_portfolio_standing"
_KEY = (
    "office_id", "route", "country", "lawyer_id", "year", "currency",
    "claimed", "decided", "awarded", "final", "enforcing", "paid", "owed", "case_id",
)  # fmt: skip


def upgrade() -> None:
    op.drop_table("casework_portfolio_cell")
    op.drop_index(f"ix_{_STANDING}_office_id_route_year", _STANDING)
    op.create_index(f"ix_{_STANDING}_sums", _STANDING, _KEY)
