"""What do the policies on rows ask PostgreSQL: may the person who acts see this case?

The functions run as the tables' owner, whom no policy binds; the tables are therefore not put under FORCE.
"""

_HEAD = "LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp"
_OFFICES = "ANY (nullif(current_setting('desk.{relation}', true), '')::uuid[])"

_NOW = "nullif(current_setting('desk.now', true), '')::timestamptz"
_ME = "nullif(current_setting('desk.actor', true), '')::uuid"

# The migration makes them of this text; whether the database has it still is asked by ledger/catalogue.py.
FUNCTIONS = {
    # the cases that she is kept away from
    "desk_walls()": f"""RETURNS uuid[] {_HEAD} AS $$
BEGIN
  RETURN coalesce((SELECT array_agg(case_id) FROM casework_wall WHERE user_id = {_ME} AND lifted_at IS NULL), '{{}}');
END $$""",
    # the cases in which she stands in for a colleague: at a hearing from when she was named on, else on the days of the absence
    "desk_stands_in()": f"""RETURNS uuid[] {_HEAD} AS $$
DECLARE
  me uuid := {_ME};
  today date := ({_NOW} AT TIME ZONE 'Europe/Belgrade')::date;
BEGIN
  RETURN coalesce((SELECT array_agg(stood.case_id) FROM (
    SELECT s.case_id FROM casework_stand_in s
    WHERE s.stand_in = me AND s.covers = 'hearing' AND s.ended_at IS NULL AND s.until_on >= today
    UNION SELECT a.case_id FROM casework_stand_in s
    JOIN casework_assignment a ON a.user_id = s.user_id AND a.office_id = s.office_id AND a.kind = 'lead'
    WHERE s.stand_in = me AND s.covers = 'work' AND s.ended_at IS NULL AND today BETWEEN s.from_on AND s.until_on
    AND a.next_on <= s.until_on) stood), '{{}}');
END $$""",
    # whether she may list this case; a wall beats every other answer
    "desk_sees(uuid)": f"""RETURNS boolean {_HEAD} AS $$
DECLARE
  me uuid := {_ME};
BEGIN
  IF me IS NULL THEN
    RETURN false;
  END IF;
  RETURN NOT EXISTS (SELECT FROM casework_wall w WHERE w.user_id = me AND w.case_id = $1 AND w.lifted_at IS NULL)
    AND (
      EXISTS (SELECT FROM casework_assignment a WHERE a.case_id = $1 AND a.user_id = me
              AND a.office_id = {_OFFICES.format(relation="assigned")})
      OR EXISTS (SELECT FROM casework_case c WHERE c.id = $1 AND c.office_id = {_OFFICES.format(relation="office")})
      OR EXISTS (SELECT FROM casework_emergency e JOIN casework_case c ON c.id = e.case_id
                 WHERE e.user_id = me AND e.case_id = $1 AND e.until > {_NOW}
                 AND c.office_id = {_OFFICES.format(relation="emergency")})
      OR EXISTS (SELECT FROM casework_case c WHERE c.id = $1 AND c.office_id = {_OFFICES.format(relation="emergency")}
                 AND c.id = ANY (desk_stands_in()))
    );
END $$""",
    "desk_sees_subject(uuid)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN desk_sees(coalesce((SELECT case_id FROM casework_victim WHERE id = $1), $1));
END $$""",
    "desk_sees_proceeding(uuid)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN desk_sees((SELECT case_id FROM casework_proceeding WHERE id = $1));
END $$""",
    "desk_sees_claim(uuid)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN desk_sees((SELECT case_id FROM casework_claim WHERE id = $1));
END $$""",
    # whether she has opened this case in an emergency once, or reviews all such accesses
    "desk_hears_of(uuid)": f"""RETURNS boolean {_HEAD} AS $$
DECLARE
  me uuid := {_ME};
BEGIN
  IF me IS NULL OR $1 = ANY (desk_walls()) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM casework_emergency e WHERE e.case_id = $1
                 AND (e.user_id = me OR current_setting('desk.reviews', true) = 'all'));
END $$""",
    # whether she may open a case of this office in an emergency, and this is its office
    "desk_may_begin_emergency(uuid, uuid)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN $1 <> ALL (desk_walls()) AND $2 = {_OFFICES.format(relation="emergency")}
    AND EXISTS (SELECT FROM casework_case c WHERE c.id = $1 AND c.office_id = $2);
END $$""",
    # whether the row of an access still speaks of the same case and person, and ends no later
    "desk_emergency_stays(uuid, uuid, uuid, timestamptz)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN EXISTS (SELECT FROM casework_emergency e WHERE e.id = $1 AND e.case_id = $2 AND e.user_id = $3 AND e.until >= $4);
END $$""",
    # whether this is a case that she has just opened: nobody works on it yet
    "desk_begins(uuid)": f"""RETURNS boolean {_HEAD} AS $$
BEGIN
  RETURN EXISTS (SELECT FROM casework_case c WHERE c.id = $1 AND c.created_by = {_ME})
    AND NOT EXISTS (SELECT FROM casework_assignment a WHERE a.case_id = $1);
END $$""",
}
