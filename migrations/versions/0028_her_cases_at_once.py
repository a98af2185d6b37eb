"""Which cases does the person who acts work on? One set for a whole statement, beside desk_sees for one case (PostgreSQL)."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_HEAD = "LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp"
_OFFICES = "ANY (nullif(current_setting('desk.{relation}', true), '')::uuid[])"
_MINE = f"""RETURNS SETOF uuid {_HEAD} AS $$
DECLARE
  me uuid := nullif(current_setting('desk.actor', true), '')::uuid;
BEGIN
  IF me IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.case_id FROM casework_assignment a
    WHERE a.user_id = me AND a.office_id = {_OFFICES.format(relation="assigned")} AND a.case_id <> ALL (desk_walls())
    UNION
    SELECT e.case_id FROM casework_emergency e JOIN casework_case c ON c.id = e.case_id
    WHERE e.user_id = me AND e.until > nullif(current_setting('desk.now', true), '')::timestamptz
      AND c.office_id = {_OFFICES.format(relation="emergency")} AND e.case_id <> ALL (desk_walls());
END $$"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(f"CREATE OR REPLACE FUNCTION desk_mine() {_MINE}")
    op.execute("REVOKE ALL ON FUNCTION desk_mine() FROM PUBLIC")
