"""What proves each head of damage of a claim, what was done about a return, and from when interest is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("casework_claim", sa.Column("interest", sa.String(length=10), nullable=True))
    op.add_column("casework_claim", sa.Column("interest_from", sa.Date(), nullable=True))
    _table(
        "casework_claim_evidence",
        {"claim_id": "casework_claim", "added_by": "user_account"},
        ("claim_id", "head", "series"),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("series", sa.Uuid(), nullable=False),
        sa.Column("pages", sa.String(length=40), nullable=False),
        sa.Column("added_at", _WHEN, nullable=False),
    )
    _table(
        "casework_claim_answer",
        {"claim_id": "casework_claim", "review_id": "casework_claim_review", "by": "user_account"},
        ("review_id", "head", "reason"),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("has_words", sa.Boolean(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
    )
    op.create_index("ix_casework_claim_answer_claim_id", "casework_claim_answer", ["claim_id"])


def _table(name: str, keys: dict[str, str], once: tuple[str, ...], *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(one, sa.Uuid(), nullable=False) for one in keys),
        *columns,
        *(sa.ForeignKeyConstraint([one], [f"{to}.id"], name=f"fk_{name}_{one}") for one, to in keys.items()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(*once, name=f"uq_{name}_{'_'.join(once)}"),
    )
