"""Tables of strategic litigation: objectives, assessments, remedies, supervision, outcomes, precedents."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _objectives()
    _assessments()
    _remedies()
    _supervision()
    _outcomes()


def _objectives() -> None:
    op.create_table(
        "casework_objective",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("aim", sa.String(length=4000), nullable=False),
        sa.Column("indicator", sa.String(length=12), nullable=False),
        sa.Column("baseline", sa.String(length=200), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("baseline_source", sa.String(length=300), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_objective_office_id"),
        sa.ForeignKeyConstraint(["responsible"], ["user_account.id"], name="fk_casework_objective_responsible"),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name="fk_casework_objective_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_objective"),
    )
    op.create_index("ix_casework_objective_country", "casework_objective", ["country", "kind", "id"])
    op.create_table(
        "casework_objective_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["casework_objective.id"], name="fk_casework_objective_step_objective_id"
        ),
        sa.ForeignKeyConstraint(["said_by"], ["user_account.id"], name="fk_casework_objective_step_said_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_objective_step"),
    )
    op.create_index("ix_casework_objective_step_objective_id", "casework_objective_step", ["objective_id"])
    op.create_table(
        "casework_pursuit",
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["objective_id"], ["casework_objective.id"], name="fk_casework_pursuit_objective_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_pursuit_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_pursuit_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_pursuit_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_pursuit_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_pursuit"),
    )
    op.create_index("ix_casework_pursuit_case_id", "casework_pursuit", ["case_id"])
    op.create_index(
        "ix_casework_pursuit_stands",
        "casework_pursuit",
        ["objective_id", "case_id"],
        unique=True,
        sqlite_where=sa.text("struck_at IS NULL"),
        postgresql_where=sa.text("struck_at IS NULL"),
    )


def _assessments() -> None:
    op.create_table(
        "casework_assessment",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.String(length=12), nullable=False),
        sa.Column("instances", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_assessment_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_assessment_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_assessment_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_assessment_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_assessment"),
    )
    op.create_index("ix_casework_assessment_case_id", "casework_assessment", ["case_id"])
    op.create_table(
        "casework_assessment_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["casework_assessment.id"], name="fk_casework_assessment_client_assessment_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_assessment_client_case_id"),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name="fk_casework_assessment_client_victim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_assessment_client"),
        sa.UniqueConstraint("assessment_id", "victim_id", name="uq_casework_assessment_client_assessment_id_victim_id"),
    )
    op.create_index("ix_casework_assessment_client_victim_id", "casework_assessment_client", ["victim_id"])
    op.create_table(
        "casework_strategy_decision",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("deciders", sa.JSON(), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["casework_assessment.id"], name="fk_casework_strategy_decision_assessment_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_strategy_decision_case_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name="fk_casework_strategy_decision_decided_by"),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_casework_strategy_decision"),
    )


def _remedies() -> None:
    op.create_table(
        "casework_remedy",
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proceeding_id"], ["casework_proceeding.id"], name="fk_casework_remedy_proceeding_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name="fk_casework_remedy_claim_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_remedy_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_remedy_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_remedy_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_remedy_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_remedy"),
    )
    op.create_index("ix_casework_remedy_case_id", "casework_remedy", ["case_id"])
    op.create_table(
        "casework_remedy_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("remedy_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["remedy_id"], ["casework_remedy.id"], name="fk_casework_remedy_step_remedy_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_remedy_step_case_id"),
        sa.ForeignKeyConstraint(["document_id"], ["casework_document.id"], name="fk_casework_remedy_step_document_id"),
        sa.ForeignKeyConstraint(["said_by"], ["user_account.id"], name="fk_casework_remedy_step_said_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_remedy_step"),
    )
    op.create_index("ix_casework_remedy_step_remedy_id", "casework_remedy_step", ["remedy_id"])


def _supervision() -> None:
    op.create_table(
        "casework_supervision",
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("final_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.String(length=12), nullable=False),
        sa.Column("procedure", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["casework_proceeding.id"], name="fk_casework_supervision_proceeding_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_supervision_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_supervision_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_supervision_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_supervision_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_supervision"),
    )
    op.create_index("ix_casework_supervision_case_id", "casework_supervision", ["case_id"])
    op.create_table(
        "casework_supervision_date",
        sa.Column("supervision_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["casework_supervision.id"], name="fk_casework_supervision_date_supervision_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_supervision_date_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_supervision_date_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_supervision_date_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_supervision_date_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_supervision_date"),
    )
    op.create_index("ix_casework_supervision_date_case_id", "casework_supervision_date", ["case_id"])
    op.create_index("ix_casework_supervision_date_office_id_on", "casework_supervision_date", ["office_id", "on", "id"])
    op.create_index(
        "ix_casework_supervision_date_open",
        "casework_supervision_date",
        ["case_id", "on"],
        sqlite_where=sa.text("done_on IS NULL AND struck_at IS NULL"),
        postgresql_where=sa.text("done_on IS NULL AND struck_at IS NULL"),
    )
    op.create_index("ix_casework_supervision_date_supervision_id", "casework_supervision_date", ["supervision_id"])


def _outcomes() -> None:
    op.create_table(
        "casework_outcome",
        sa.Column("objective_id", sa.Uuid(), nullable=True),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("confidence", sa.String(length=8), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["objective_id"], ["casework_objective.id"], name="fk_casework_outcome_objective_id"),
        sa.ForeignKeyConstraint(["document_id"], ["casework_document.id"], name="fk_casework_outcome_document_id"),
        sa.ForeignKeyConstraint(["verified_by"], ["user_account.id"], name="fk_casework_outcome_verified_by"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_outcome_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_outcome_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_outcome_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_outcome_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_outcome"),
    )
    op.create_index("ix_casework_outcome_case_id", "casework_outcome", ["case_id"])
    op.create_index("ix_casework_outcome_objective_id", "casework_outcome", ["objective_id", "office_id"])
    op.create_table(
        "casework_precedent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("court", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name="fk_casework_precedent_added_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_precedent"),
    )
    op.create_index("ix_casework_precedent_country", "casework_precedent", ["country", "decided_on", "id"])
    op.create_table(
        "casework_citation",
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("precedent_id", sa.Uuid(), nullable=True),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("article", sa.String(length=12), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["casework_proceeding.id"], name="fk_casework_citation_proceeding_id"
        ),
        sa.ForeignKeyConstraint(["precedent_id"], ["casework_precedent.id"], name="fk_casework_citation_precedent_id"),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name="fk_casework_citation_case_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_casework_citation_office_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name="fk_casework_citation_recorded_by"),
        sa.ForeignKeyConstraint(["struck_by"], ["user_account.id"], name="fk_casework_citation_struck_by"),
        sa.PrimaryKeyConstraint("id", name="pk_casework_citation"),
    )
    op.create_index("ix_casework_citation_case_id", "casework_citation", ["case_id"])
