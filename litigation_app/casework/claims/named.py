"""What are the claims of a case called in the open?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.victims.models import Victim
from litigation_app.core.db import db
from litigation_app.core.language import current
from litigation_app.law import loader


def of_case(case: Case) -> list[tuple[UUID, str]]:
    """The claims of a case that was found by `cases.queries.get`: whose, and by which route."""
    wanted = select(Claim.id, Victim.code_name, Claim.route).join(Victim, Victim.id == Claim.victim_id)
    rows = db.session.execute(wanted.where(Claim.case_id == case.id).order_by(Victim.code_name, Claim.route, Claim.id))
    routes = {one.id: one.name(current()) for one in loader.load(case.country).routes}
    return [(row.id, f"{row.code_name}, {routes.get(row.route, row.route)}") for row in rows]
