"""What do the pages of strategic litigation share: proceedings and papers to choose from, one page for every form?"""

from typing import Any

from flask import render_template

from litigation_app.casework.cases import openings
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import presenters as documents
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.core.access import me
from litigation_app.core.language import current


def lanes(case: Case) -> list[tuple[str, str]]:
    """The proceedings of the case, to choose from."""
    return [(str(track.id), track.graph.name(current())) for track in proceedings.tracks(case)]


def papers(case: Case) -> list[tuple[str, str]]:
    """The papers of the case by name, while its file stands open for her; else none."""
    named = documents.papers(me(), case, openings.ticket_of(me(), case), may_add=False).named
    return [(str(series.now.id), series.now.name or series.now.kind) for series in named]


def form_page(case: Case, form: Any, title: str, action: str, *, under: str = "", is_closed: bool = False) -> str:
    """The page of a form about a case. `is_closed`: papers would be offered if the file stood open."""
    around = {"title": title, "action": action, "under": under, "is_closed": is_closed}
    return render_template("strategy/form.html", case=case, form=form, **around)
