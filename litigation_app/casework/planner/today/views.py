"""The first page of a day: what asks for her this week."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from litigation_app.casework.lists.caselists.rules import CAP
from litigation_app.casework.lists.claimlists import presenters as claims
from litigation_app.casework.planner.absences import presenters as absences
from litigation_app.casework.planner.reminders import presenters as reminders
from litigation_app.casework.planner.tasks import actions as tasks
from litigation_app.casework.planner.today import presenters, queries, rules
from litigation_app.casework.planner.today.queries import HerWeek
from litigation_app.casework.planner.today.rules import Item, Kind
from litigation_app.casework.proceedings.upcoming import presenters as upcoming
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current

bp = Blueprint("today", __name__)
NEWS = 4


@bp.get("/today")
@needs(May.LIST_CASES)
def show() -> str:
    sees_office = me().may(May.ASSIGN_CASE)
    found = queries.of(me(), today(), current(), sees_office=sees_office)
    only = request.args.get("kind", "")
    return render_template(
        "today/show.html",
        day=today(),
        title=presenters.title,
        kinds=presenters.KINDS,
        warn=presenters.to_notify(found.warn),
        sees_office=sees_office,
        texts=tasks.read_opened(me(), found.tasks).texts,
        away=absences.away(me()),
        **_week(found, only),
        **_beside(found),
    )


def _week(found: HerWeek, only: str) -> dict[str, Any]:
    """The days, and the segments by which they are narrowed to one kind."""
    items = rules.within(presenters.items(found, today()), today())
    chosen = [one for one in items if only not in set(Kind) or one.kind == only]
    return {"week": rules.week(chosen, today()), "segments": _segments(items, only)}


def _beside(found: HerWeek) -> dict[str, Any]:
    """What stands below the week."""
    return {
        "claims": {one: [claims.row(line, today()) for line in lines] for one, lines in found.claims.first.items()},
        "counts": found.claims.counts,
        "titles": claims.titles(me()),
        "undated": [(one, upcoming.next_of(one, today())) for one in found.undated.first],
        "undated_count": found.undated.number,
        "ends": [(one, reminders.what(one)) for one in found.ends],
        "news": [(one.near, reminders.what(one.near), reminders.place(one.near)) for one in found.news[:NEWS]],
        "news_count": len(found.news),
        "many": CAP,
    }


def _segments(items: list[Item], only: str) -> list[tuple[str, str, bool]]:
    """All of them, and each kind that there is anything of, with their numbers."""
    counts = {kind: count for kind, count in rules.counted(items).items() if count or str(kind) == only}
    every = [(_("All %(number)s", number=len(items)), url_for("today.show"), only not in set(Kind))]
    return every + [
        (f"{presenters.KINDS[kind][1]} {count}", url_for("today.show", kind=str(kind)), only == kind)
        for kind, count in counts.items()
    ]
