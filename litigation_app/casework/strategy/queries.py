"""Is a row about a case hers to see? Said of the row alone, so that nobody goes through cases for it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_

from litigation_app.casework.cases.models import Assignment
from litigation_app.casework.cases.queries import is_not_walled
from litigation_app.core.access import Actor, May, Relation


def is_hers(actor: Actor, row: Any) -> ColumnElement[bool]:
    """That the row is of a case that she may list."""
    ways: list[ColumnElement[bool]] = []
    for relation, offices in actor.reach(May.LIST_CASES).items():
        at = row.office_id.in_(offices)
        if relation is Relation.ASSIGNED:
            works = exists().where(Assignment.case_id == row.case_id, Assignment.user_id == actor.id)
            ways.append(and_(at, works))
        elif relation is Relation.OFFICE:
            ways.append(at)
        elif relation is Relation.EMERGENCY and actor.emergencies:
            ways.append(and_(at, row.case_id.in_(actor.emergencies)))
    return and_(or_(false(), *ways), is_not_walled(actor.id, row.case_id))
