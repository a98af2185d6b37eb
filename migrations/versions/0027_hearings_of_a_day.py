"""Key of the hearings of an office: with the hour, so that the first ones of a day are read in order and no further."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_casework_hearing_office_id_on", "casework_hearing")
    op.create_index("ix_casework_hearing_of_day", "casework_hearing", ["office_id", "on", "at", "id", "case_id"])
