"""Through which doors does a person go to her work, and what stands around every page?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, redirect, request
from werkzeug.wrappers import Response

from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.staff.proposals import queries as proposal_queries
from litigation_app.casework.cases.emergencies import queries as emergency_queries
from litigation_app.casework.claims.reviews import queries as review_queries
from litigation_app.casework.erasures import queries as erasure_queries
from litigation_app.casework.lists.search.pairs import actions as pairs
from litigation_app.casework.planner.bell import queries as bell_queries
from litigation_app.casework.planner.tasks import queries as task_queries
from litigation_app.casework.planner.team import queries as team_queries
from litigation_app.casework.proceedings.records import queries as record_queries
from litigation_app.core import text
from litigation_app.core.access import Actor, May, me, needs, somebody
from litigation_app.core.counts import Count, counted
from litigation_app.core.language import _l
from litigation_app.gate import queries as release_queries


@dataclass(frozen=True)
class Door:
    """An entry of the navigation: shown to whoever has the permission."""

    permission: May
    endpoint: str
    label: Any
    icon: str
    badge: Callable[[Actor], Count] | None = None  # how many things wait for her behind it
    decides: Any = ""  # what of it waits for her decision, as Today says it; "": nothing
    at: str = ""  # the endpoint of the page that has them; "": the door's own


# fmt: off
# Of whoever works on cases: under headings; what she needs seldom is folded.
GROUPS = (
    (
        _l("My work"),
        (
            Door(May.LIST_CASES, "today.show", _l("Today"), "sunrise"),
            Door(May.LIST_CASES, "calendar.index", _l("Calendar"), "calendar3"),
            Door(May.LIST_CASES, "proceedings.deadlines", _l("Deadlines and tasks"), "list-check", task_queries.waiting),
        ),
    ),
    (
        _l("Cases"),
        (
            Door(May.LIST_CASES, "cases.index", _l("Cases"), "folder"),
            Door(May.LIST_CASES, "claimlists.index", _l("Claims"), "cash-stack"),
            Door(May.REVIEW_CLAIM, "reviews.index", _l("Claims to review"), "clipboard-check", review_queries.waiting,
         _l("Claims to review")),
            Door(May.LIST_CASES, "records.to_warn", _l("Clients to notify"), "exclamation-triangle-fill", record_queries.waiting),
        ),
    ),
    (
        _l("Knowledge"),
        (
            Door(May.REGISTER_JUDGMENT, "judgments.index", _l("Case-law register"), "journal-text"),
            Door(May.OBSERVE_TRIAL, "observations.index", _l("Trial monitoring"), "eye"),
            Door(May.SEE_OBJECTIVES, "objectives.index", _l("Strategy"), "bullseye"),
        ),
    ),
)
# Of whoever works with published data: under headings where that is all that she does.
DATA = (
    Door(May.DRAFT_RELEASE, "overview.show", _l("Overview"), "house"),
    Door(May.DRAFT_RELEASE, "gate.index", _l("Publishing"), "box-arrow-up-right", release_queries.waiting, _l("Publications to agree to")),
    Door(May.READ_RELEASES, "publications.index", _l("Published data"), "globe2"),
    Door(May.READ_RELEASES, "indicators.index", _l("Indicators"), "bar-chart"),
    Door(May.READ_RELEASES, "countries.index", _l("Compare countries"), "diagram-3"),
    Door(May.READ_RELEASES, "studies.index", _l("Fund model"), "graph-up"),
)
SOURCES = (
    Door(May.READ_RELEASES, "figures.index", _l("Official figures"), "journal-text"),
    Door(May.READ_AGREEMENT, "agreement.index", _l("Inter-coder reliability"), "check-all"),
)
OTHERS = (
    Door(May.LIST_CASES, "portfolio.index", _l("Claims and recovery"), "bar-chart"),
    Door(May.SEARCH_NAMES, "search.index", _l("Find a person"), "search", pairs.waiting,
         _l("Conflicts of interest and shared numbers"), "search.shared"),
    Door(May.RECORD_ACT, "grants.index", _l("Grants and acts"), "briefcase"),
    Door(May.ASSIGN_CASE, "team.to_hand_over", _l("Cases to reassign"), "folder-symlink", team_queries.waiting, _l("Cases to reassign")),
    Door(May.SEE_ERASURES, "erasures.index", _l("Data-erasure requests"), "trash", erasure_queries.waiting_for, _l("Erasures to agree to")),
    Door(May.READ_LEDGER, "audit.index", _l("Access log"), "journal-check"),
    Door(May.READ_ALERTS, "emergencies.alerts", _l("Alerts"), "bell", emergency_queries.waiting,
         _l("Alerts and emergency access to review")),
    Door(May.SEE_PEOPLE, "people.index", _l("People"), "people", proposal_queries.waiting_for),
    Door(May.VERIFY_LEDGER, "audit.verification", _l("Check the access log"), "shield-check"),
)
OF_DATA = ((_l("Data"), DATA), (_l("Sources"), SOURCES))
MORE = (*OTHERS, *DATA, *SOURCES)
# fmt: on
DOORS = (*(door for _label, doors in GROUPS for door in doors), *MORE)


OF_A_CASE = frozenset(
    {
        "casefile",
        "corrections",
        "strikes",
        "closing",
        "victims",
        "claims",
        "calculations",
        "terms",
        "evidence",
        "answers",
        "routes",
        "reviews",
        "awards",
        "paying",
        "mistakes",
        "appeals",
        "proceedings",
        "deadlines",
        "tracks",
        "lawversions",
        "hearings",
        "records",
        "courtfiles",
        "defendants",
        "documents",
        "details",
        "previews",
        "templates",
        "texts",
        "notes",
        "strategy",
        "assessments",
        "remedies",
        "supervision",
        "outcomes",
        "team",
        "openings",
        "particulars",
        "entries",
        "authority",
    }
)
OF_A_CASE_ALONE = frozenset({"tasks.of_case", "tasks.show", "tasks.new"})  # of rooms that have a door of their own
DOOR_OF = {  # rooms whose door is another room's
    "feasibility": "studies.index",
    "digest": "today.show",
    "reminders": "today.show",
    "tasks": "proceedings.deadlines",
    "emergencies": "emergencies.alerts",
    "precedents": "objectives.index",
    "absences": "today.show",
    "limits": "people.index",
    "partners": "gate.index",
    "known": "gate.index",
    "official": "gate.index",
    "regional": "gate.index",
    "proposals": "people.index",
    "cosigners": "people.index",
    "holds": "erasures.index",
    "offices": "people.index",
    "preparations": "gate.index",
    "exports": "publications.index",
    "packs": "publications.index",
    "scenarios": "studies.index",
    "runs": "studies.index",
    "elicitations": "studies.index",
}


@needs(May.SIGNED_IN)
def home() -> Response:
    """To the first page of her work; alerts are for all, and nobody's work."""
    of_work = (door for door in DOORS if door.permission is not May.READ_ALERTS)
    first = next((door.endpoint for door in of_work if me().may(door.permission)), "factors.index")
    return redirect(current_app.url_for(first))


def around() -> dict[str, Any]:
    """What base.html shows around every page."""
    actor = somebody()
    demo = current_app.extensions["demonstration"].is_here
    if actor is None:
        nobody: dict[str, Any] = {
            "nav": [],
            "nav_more": [],
            "bell_waits": [],
            "whoami": None,
            "locks_in": None,
            "emergencies": [],
        }
        return nobody | {"demo": demo}
    roles = sorted({held.role for held in actor.held})
    line = " · ".join([*(str(ROLE_NAMES[role]) for role in roles), actor.office_name])
    whoami = {
        "name": actor.name,
        "line": line,
        "initials": text.initials(actor.name),
        "may_search": actor.may(May.LIST_CASES),
        "failed_attempts": login.alert(),
    }
    return {
        **nav(),
        "whoami": whoami,
        "demo": demo,
        "locks_in": current_app.extensions["config"].idle_minutes,
        "emergencies": g.get("emergencies", []),
    }


def nav() -> dict[str, Any]:
    """Her doors under their headings, those that are folded, how much is new to her at the bell, and what waits behind folded doors.

    The door through which she came to this page is marked.
    """
    actor = me()
    hers = {door.endpoint: door for door in DOORS if actor.may(door.permission)}
    here, badges = _here(set(hers)), _badges(actor, hers.values())

    def entries(doors: Iterable[Door]) -> list[dict[str, Any]]:
        return [_entry(door, here, badges) for door in doors if door.endpoint in hers]

    groups = [(str(label), entries(doors)) for label, doors in GROUPS]
    more = entries(MORE)
    if not groups[0][1]:  # she works on no case: few doors, none folded
        own = [one for _label, doors in groups for one in doors] + entries(OTHERS)
        few = [("", own), *((str(label), entries(doors)) for label, doors in OF_DATA)]
        return {"nav": [one for one in few if one[1]], "nav_more": [], "bell": 0, "bell_waits": []}
    bell = sum(badges.get(endpoint, 0) for endpoint in (_BELL, *_WAITS_FOR_HER))
    waits = [one for one in more if one["badge"]]
    return {"nav": [one for one in groups if one[1]], "nav_more": more, "bell": bell, "bell_waits": waits}


_BELL = "reminders.index"
_WAITS_FOR_HER = (
    "emergencies.alerts",
    "search.index",
    "erasures.index",
)  # besides reminders: somebody else waits for her


def _entry(door: Door, here: str, badges: Mapping[str, int]) -> dict[str, Any]:
    return {
        "endpoint": door.endpoint,
        "label": door.label,
        "icon": door.icon,
        "badge": badges.get(door.endpoint),
        "decides": door.decides,
        "at": door.at or door.endpoint,
        "current": door.endpoint == here,
    }


def _badges(actor: Actor, hers: Iterable[Door]) -> dict[str, int]:
    """How many things wait behind each of her doors that has a number, and at the bell, asked in one read."""
    counts = {door.endpoint: door.badge(actor) for door in hers if door.badge}
    counts |= {_BELL: bell_queries.waiting(actor)} if actor.may(May.LIST_CASES) else {}
    return dict(zip(counts, counted(list(counts.values())), strict=True))


def _here(hers: set[str]) -> str:
    endpoint = request.endpoint or ""
    room = endpoint.split(".", 1)[0]
    if endpoint in hers:
        return endpoint
    if endpoint in OF_A_CASE_ALONE:
        return "cases.index"
    if f"{room}.index" in hers:
        return f"{room}.index"
    if room == "anchors":
        return "audit.index" if "audit.index" in hers else "audit.verification"
    return DOOR_OF.get(room, "cases.index" if room in OF_A_CASE else "")
