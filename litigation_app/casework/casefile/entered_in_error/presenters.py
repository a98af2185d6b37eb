"""How does the page look on which the last step is struck, with all that is taken back? Rows in, words out."""

from typing import Any

from flask import render_template

from litigation_app.casework.casefile.corrections.presenters import step_words
from litigation_app.casework.casefile.entered_in_error import queries
from litigation_app.casework.casefile.entered_in_error.actions import Refused
from litigation_app.casework.casefile.entered_in_error.forms import EnteredInErrorForm
from litigation_app.casework.casefile.entered_in_error.queries import Written
from litigation_app.casework.claims.effects.forms import why_not
from litigation_app.casework.claims.effects.presenters import entry_words, hearing_words
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import lanes
from litigation_app.casework.proceedings.effects.rules import Change
from litigation_app.casework.proceedings.models import Move
from litigation_app.casework.proceedings.queries import Found
from litigation_app.core.access import me
from litigation_app.core.language import _, current, format_date


def form(found: Found, move: Move, typed: Any) -> EnteredInErrorForm:
    """The form with what can be taken back with the last step."""
    there = queries.written(found.case, move)
    stays = set(queries.staying(me(), found.case, move, there))
    offered = [(str(id_), words) for id_, words in _words(there).items() if id_ not in stays]
    has_claims = any(one.row.id not in stays for one in there.claims)
    return EnteredInErrorForm(typed, move.seq, offered, has_claims=has_claims)


def _words(there: Written) -> dict[Any, str]:
    """What was recorded together with a step, by row: as the page names it."""
    found = {
        one.move.id: _("%(step)s, %(day)s", step=step_words(one), day=format_date(one.move.on)) for one in there.steps
    }
    found |= {one.row.id: entry_words(one) for one in there.claims}
    return found | {
        one.report_id: _("%(hearing)s: scheduled again", hearing=hearing_words(one.hearing)) for one in there.hearings
    }


def page(
    found: Found, move: Move, form: EnteredInErrorForm, changes: list[Change] | None = None, *, is_late: bool = False
) -> str:
    """The page; `changes`: what striking would change; `is_late`: it was another step that she wanted to strike."""
    there = queries.written(found.case, move)
    stays, words = set(queries.staying(me(), found.case, move, there)), _words(there)
    _law, graph = proceedings.graph_of(found.proceeding)
    name = lanes.step_name(graph, move.from_stage, move.event, move.to_stage, current())
    return render_template(
        "strikes/mark.html",
        case=found.case,
        proceeding=found.proceeding,
        graph=graph,
        step=_("%(step)s, %(day)s", step=name, day=format_date(move.on)),
        form=form,
        changes=changes,
        stays=[words[id_] for id_ in words if id_ in stays],
        is_late=is_late,
    )


def refusal(found: Found, move: Move, refused: Refused) -> str:
    """What cannot be taken back, and why."""
    name = _words(queries.written(found.case, move)).get(refused.row, "")
    return f"{name}: {' '.join(map(why_not, refused.reasons))}"
