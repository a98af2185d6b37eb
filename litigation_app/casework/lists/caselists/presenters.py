"""How is a list of cases said: its tabs, what comes next in each case, how its claims stand? Rows in, words out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.rules import court_name, stage_name
from litigation_app.casework.lists.caselists.forms import FilterForm
from litigation_app.casework.lists.caselists.rules import CAP, Name, Tab, Wanted
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.casework.proceedings.upcoming.presenters import Next, next_of
from litigation_app.casework.proceedings.upcoming.queries import Line
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader

TABS = {
    Tab.RUNNING: _l("Running"),
    Tab.UNDATED: _l("No next date"),
    Tab.OVERDUE: _l("Overdue"),
    Tab.RETURNED: _l("Claim returned"),
    Tab.REVIEW: _l("Waiting for review"),
    Tab.UNFILED: _l("Approved, not filed"),
    Tab.OVER: _l("Over"),
    Tab.ALL: _l("All"),
}
_FLAGS = {
    "returned": ("warn", "arrow-return-left", _l("Claim returned")),
    "submitted": ("info", "hourglass-split", _l("Claim in review")),
    "unfiled": ("warn", "send", _l("Claim approved, not filed")),
}
_KINDS_SHOWN = 2


@dataclass(frozen=True)
class Row:
    """One case of a list in words. `flags`: (look, icon, words) of its claims."""

    id: UUID
    reference: str
    code_name: str
    clients: str
    stage: str
    kinds: str
    flags: list[tuple[str, str, str]]
    next: Next
    court: str
    lawyer: str
    office: str


def rows(
    lines: Sequence[Line],
    clients: Mapping[UUID, list[str]],
    facets: Mapping[UUID, Mapping[str, list[str]]],
    today: date,
) -> list[Row]:
    """These cases in words."""
    return [_row(one, clients.get(one.id, []), facets.get(one.id, {}), today) for one in lines]


def _row(line: Line, clients: Sequence[str], facets: Mapping[str, list[str]], today: date) -> Row:
    claims = facets.get(Name.CLAIM, [])
    return Row(
        id=line.id,
        reference=line.reference,
        code_name=line.code_name,
        clients=", ".join(clients),
        stage=stage_name(line.country, line.forum, line.stage_now, current()) or _("nothing recorded yet"),
        kinds=_kinds(line, facets.get(Name.KIND, [])),
        flags=[(look, icon, str(words)) for state, (look, icon, words) in _FLAGS.items() if state in claims],
        next=next_of(line, today),
        court=court_name(line.country, line.court_id, line.court_typed, current()) or _("not known yet"),
        lawyer=line.lawyer or _("nobody"),
        office=line.office,
    )


def _kinds(line: Line, families: Sequence[str]) -> str:
    """What runs, in the order of the country file; more than two as a number. The claim that is heard with a trial is of it."""
    law = loader.load(line.country)
    families = [one for one in families if one != CLAIM or CRIMINAL not in families]
    names = dict.fromkeys(graph.name(current()) for graph in law.procedures if graph.family in families)
    if len(names) > _KINDS_SHOWN:
        return _("%(num)s kinds of proceedings", num=len(names))
    return " · ".join(names)


def number(count: int) -> str:
    """As many as there are, or that there are more than anybody counts."""
    return f"{CAP}+" if count > CAP else str(count)


def title(wanted: Wanted, form: FilterForm) -> str:
    """What a list is called: its tab, and by what it is narrowed."""
    return " · ".join([str(TABS[wanted.tab]), *(words for _name, _label, words in form.in_force())])
