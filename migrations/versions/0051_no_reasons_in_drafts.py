"""Drafts do not say any more how many numbers are hidden for their own sake: those of an open one are shown once it is
prepared again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0049"
branch_labels = None
depends_on = None

_DRAFTS = sa.table("release_draft", sa.column("id", sa.Uuid()), sa.column("proposal", sa.JSON()))
_TOLD = ("hidden_first", "hidden_more")


def upgrade() -> None:
    bind = op.get_bind()
    for draft_id, proposal in bind.execute(sa.select(_DRAFTS.c.id, _DRAFTS.c.proposal)).all():
        kept = {name: said for name, said in proposal.items() if name not in _TOLD}
        if kept != proposal:
            bind.execute(sa.update(_DRAFTS).where(_DRAFTS.c.id == draft_id).values(proposal=kept))
