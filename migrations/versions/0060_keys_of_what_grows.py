"""Keys for what is looked up among the rows of years: what somebody did, what a hearing follows, where a track goes on."""

from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

_KEYS = {
    "ix_ledger_entry_actor_act_seq": ("ledger_entry", ["actor", "act", "seq"]),
    "ix_casework_hearing_follows": ("casework_hearing", ["follows"]),
    "ix_casework_track_link_first_id": ("casework_track_link", ["first_id"]),
}


def upgrade() -> None:
    for name, (table, columns) in _KEYS.items():
        op.create_index(name, table, columns)
