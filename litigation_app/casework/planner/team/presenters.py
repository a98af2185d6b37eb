"""How is it said where a case stands that is handed over, and how much each colleague carries already?"""

from collections.abc import Iterable
from uuid import UUID

from litigation_app.casework.cases.rules import stage_name
from litigation_app.casework.planner.team import queries
from litigation_app.casework.planner.team.queries import Busy, Led
from litigation_app.core.language import _, _n, current


def stage(one: Led) -> str:
    return stage_name(one.country, one.forum, one.stage, current())


def able(office_id: UUID, case_ids: list[UUID], staff: Iterable[Busy]) -> list[tuple[UUID, str]]:
    """Who can be chosen, with what she carries; of whom an ethical wall keeps away from some of the cases, it says from how many:
    those stay where they are.
    """
    carries = {one.id: one for one in staff if one.office_id == office_id}
    return [(one.id, _name(one, carries.get(one.id))) for one in queries.lawyers_for(office_id, case_ids)]


def _name(one: queries.Able, carries: Busy | None) -> str:
    said = [_n("%(num)s running case", "%(num)s running cases", carries.running)] if carries else []
    said += [_n("%(num)s open task", "%(num)s open tasks", carries.tasks)] if carries and carries.tasks else []
    said += (
        [_n("ethical wall on %(num)s case", "ethical wall on %(num)s cases", one.kept_from)] if one.kept_from else []
    )
    return _("%(name)s (%(what)s)", name=one.name, what=", ".join(said)) if said else one.name
