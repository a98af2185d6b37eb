"""The tables of the spine: offices and people, cases, victims, proceedings, claims, capsules, ledger, drafts, studies."""

import sqlalchemy as sa
from alembic import op

from litigation_app.ledger import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_counter",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("country", "year", name=op.f("pk_casework_counter")),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("door", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("door", name=op.f("pk_failed_sign_in")),
    )
    op.create_table(
        "kek_use",
        sa.Column("kek_ver", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wraps", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kek_ver", name=op.f("pk_kek_use")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("opening_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("h", sa.LargeBinary(length=32), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("opening_id", name=op.f("uq_ledger_entry_opening_id")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_act_seq"), ["act", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_actor_seq"), ["actor", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_case_id_seq"), ["case_id", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_object_seq"), ["object", "seq"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("name", name=op.f("uq_office_name")),
    )
    op.create_table(
        "opening_use",
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("opening_id", name=op.f("pk_opening_use")),
    )
    op.create_table(
        "sent_form",
        sa.Column("number_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number_hash", name=op.f("pk_sent_form")),
    )
    op.create_table(
        "subject_key",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kek_ver", sa.Integer(), nullable=False),
        sa.Column("dek_ver", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(length=60), nullable=False),
        sa.Column("seals", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_subject_key")),
    )
    with op.batch_alter_table("subject_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_key_kek_ver"), ["kek_ver"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("enrolment_hash", sa.String(length=64), nullable=True),
        sa.Column("enrolment_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("enrolment_hash", name=op.f("uq_user_account_enrolment_hash")),
    )
    op.create_table(
        "capsule",
        sa.Column("table", sa.String(length=64), nullable=False),
        sa.Column("row", sa.Uuid(), nullable=False),
        sa.Column("capsule", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("row_ver", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subject_key.subject"], name=op.f("fk_capsule_subject")),
        sa.PrimaryKeyConstraint("table", "row", "capsule", name=op.f("pk_capsule")),
    )
    with op.batch_alter_table("capsule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capsule_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_capsule_table_capsule"), ["table", "capsule"], unique=False)

    op.create_table(
        "casework_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("code_name", sa.String(length=40), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("forum", sa.String(length=10), nullable=True),
        sa.Column("court_id", sa.String(length=60), nullable=True),
        sa.Column("court_typed", sa.String(length=200), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("law_version", sa.String(length=20), nullable=False),
        sa.Column("stage_now", sa.String(length=60), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_casework_case_created_by")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_casework_case_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_casework_case_reference")),
    )
    with op.batch_alter_table("casework_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_case_code_name"), ["code_name"], unique=False)
        batch_op.create_index("ix_casework_case_country_year_number", ["country", "year", "number"], unique=True)
        batch_op.create_index("ix_casework_case_office_id_opened_on_id", ["office_id", "opened_on", "id"], unique=False)

    op.create_table(
        "release_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("countries", sa.String(length=20), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("release_id", sa.String(length=60), nullable=True),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["user_account.id"], name=op.f("fk_release_draft_approved_by")),
        sa.ForeignKeyConstraint(["drafted_by"], ["user_account.id"], name=op.f("fk_release_draft_drafted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_draft")),
    )
    op.create_table(
        "role_held",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_role_held_office_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_role_held_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_held")),
        sa.UniqueConstraint("user_id", "role", "office_id", name=op.f("uq_role_held_user_id_role_office_id")),
    )
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_held_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_held_user_id"), ["user_id"], unique=False)

    op.create_table(
        "study",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.String(length=60), nullable=False),
        sa.Column("scenario_code", sa.String(length=8), nullable=False),
        sa.Column("scenario_hash", sa.String(length=64), nullable=False),
        sa.Column("paths", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("run_by", sa.Uuid(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run_by"], ["user_account.id"], name=op.f("fk_study_run_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_run_at"), ["run_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_run_by"), ["run_by"], unique=False)

    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("auth_level", sa.Integer(), nullable=False),
        sa.Column("agent_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stepped_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_web_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index("ix_web_session_user_id_revoked_at", ["user_id", "revoked_at"], unique=False)

    op.create_table(
        "casework_assignment",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_assignment_case_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_casework_assignment_user_id")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_casework_assignment")),
    )
    with op.batch_alter_table("casework_assignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_casework_assignment_user_id_opened_on_case_id", ["user_id", "opened_on", "case_id"], unique=False
        )

    op.create_table(
        "casework_proceeding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("forum", sa.String(length=10), nullable=True),
        sa.Column("court_id", sa.String(length=60), nullable=True),
        sa.Column("court_typed", sa.String(length=200), nullable=True),
        sa.Column("law_version", sa.String(length=20), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("spawned_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_proceeding_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_proceeding")),
    )
    with op.batch_alter_table("casework_proceeding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_proceeding_case_id"), ["case_id"], unique=False)

    op.create_table(
        "casework_victim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code_name", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_casework_victim_added_by")),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_victim_case_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name=op.f("fk_casework_victim_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_victim")),
    )
    with op.batch_alter_table("casework_victim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_victim_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_casework_victim_code_name"), ["code_name"], unique=False)

    op.create_table(
        "casework_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["user_account.id"], name=op.f("fk_casework_claim_approved_by")),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_claim_case_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name=op.f("fk_casework_claim_changed_by")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_casework_claim_office_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["casework_victim.id"], name=op.f("fk_casework_claim_victim_id")),
        sa.ForeignKeyConstraint(["written_by"], ["user_account.id"], name=op.f("fk_casework_claim_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_claim")),
    )
    with op.batch_alter_table("casework_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_claim_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_casework_claim_office_id_state_submitted_at", ["office_id", "state", "submitted_at"], unique=False
        )
        batch_op.create_index("ix_casework_claim_victim_id_route", ["victim_id", "route"], unique=False)

    op.create_table(
        "casework_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=True),
        sa.Column("from_stage", sa.String(length=60), nullable=False),
        sa.Column("to_stage", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["casework_proceeding.id"], name=op.f("fk_casework_move_proceeding_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_casework_move_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_move")),
        sa.UniqueConstraint("proceeding_id", "seq", name=op.f("uq_casework_move_proceeding_id_seq")),
    )
    op.create_table(
        "casework_claim_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("instance", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=op.f("fk_casework_claim_decision_claim_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_casework_claim_decision_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_claim_decision")),
    )
    with op.batch_alter_table("casework_claim_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_claim_decision_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "casework_claim_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=op.f("fk_casework_claim_part_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_claim_part")),
    )
    with op.batch_alter_table("casework_claim_part", schema=None) as batch_op:
        batch_op.create_index("ix_casework_claim_part_claim_id_version", ["claim_id", "version"], unique=False)

    op.create_table(
        "casework_claim_payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("payer", sa.String(length=20), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=op.f("fk_casework_claim_payment_claim_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_casework_claim_payment_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_claim_payment")),
    )
    with op.batch_alter_table("casework_claim_payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_claim_payment_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "casework_claim_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("has_note", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user_account.id"], name=op.f("fk_casework_claim_review_by")),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=op.f("fk_casework_claim_review_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_claim_review")),
    )
    with op.batch_alter_table("casework_claim_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casework_claim_review_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "casework_claim_writer",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["casework_claim.id"], name=op.f("fk_casework_claim_writer_claim_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_casework_claim_writer_user_id")),
        sa.PrimaryKeyConstraint("claim_id", "user_id", name=op.f("pk_casework_claim_writer")),
    )
    op.create_table(
        "casework_deadline",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("proceeding_id", sa.Uuid(), nullable=False),
        sa.Column("move_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.String(length=60), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("kept_by", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("runs_from", sa.String(length=80), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("roll_over", sa.String(length=20), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.Column("is_reviewed", sa.Boolean(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("expiry", sa.Date(), nullable=True),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("lapsed_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["casework_case.id"], name=op.f("fk_casework_deadline_case_id")),
        sa.ForeignKeyConstraint(["move_id"], ["casework_move.id"], name=op.f("fk_casework_deadline_move_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_casework_deadline_office_id")),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["casework_proceeding.id"], name=op.f("fk_casework_deadline_proceeding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_deadline")),
    )
    with op.batch_alter_table("casework_deadline", schema=None) as batch_op:
        batch_op.create_index(
            "ix_casework_deadline_open_case_id_side_act_by_id",
            ["case_id", "side", "act_by", "id"],
            unique=False,
            sqlite_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
            postgresql_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
        )
        batch_op.create_index(
            "ix_casework_deadline_open_office_id_side_act_by_id",
            ["office_id", "side", "act_by", "id"],
            unique=False,
            sqlite_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
            postgresql_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
        )
        batch_op.create_index(
            "ix_casework_deadline_open_side_act_by_id_case_id",
            ["side", "act_by", "id", "case_id"],
            unique=False,
            sqlite_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
            postgresql_where=sa.text("met_on IS NULL AND lapsed_on IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_casework_deadline_proceeding_id"), ["proceeding_id"], unique=False)

    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def downgrade() -> None:
    raise NotImplementedError("the ledger is append-only: restore a backup instead")
