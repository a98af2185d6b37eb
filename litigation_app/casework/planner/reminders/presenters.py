"""How is a reminder said, in words that tell nothing protected?"""

from typing import Any

from flask import url_for

from litigation_app.casework.planner.reminders.rules import Kind, Near
from litigation_app.casework.planner.tasks import rules as tasks
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.core.language import _, _l, current

WORDS = {
    Kind.NOTIFY: _l("Notify the client"),
    Kind.INSTALMENT: _l("An instalment falls due: see the statement of debt"),
    Kind.POWER: _l("A power of attorney ends"),
    Kind.ENDS: _l("Something about the client ends: read it in her record"),
    Kind.RETURNED: _l("A claim was returned: answer and send it again"),
}


def what(near: Near) -> str:
    """Of what she is reminded, in words that say nothing protected."""
    if near.to_do is not None:
        said = dues.name(near.to_do, current())
        is_draft = near.kind is Kind.PREPARE
        return _("The draft should be ready: %(what)s", what=said) if is_draft else _("Deadline: %(what)s", what=said)
    if near.kind is Kind.HEARING:
        return hearings.say("kind", near.word, current())
    if near.kind in WORDS:
        return str(WORDS[near.kind])
    said = tasks.say("kind", near.word, current())
    return _("New task: %(what)s", what=said) if near.kind is Kind.GIVEN else _("Task: %(what)s", what=said)


def place(near: Near) -> str:
    """Where she does something about it; of a case that is not open to her yet, who is away and from when on."""
    if near.is_closed:
        return url_for("absences.index")
    if near.kind in {Kind.DEADLINE, Kind.PREPARE}:
        return url_for("proceedings.deadline", deadline_id=near.id)
    if near.kind is Kind.NOTIFY:
        return url_for("records.to_warn")
    places: dict[Kind, tuple[str, dict[str, Any]]] = {
        Kind.HEARING: ("hearings.show", {"hearing_id": near.id}),
        Kind.POWER: ("authority.index", {"case_id": near.case_id}),
        Kind.ENDS: ("casefile.clients", {"case_id": near.case_id}),
        Kind.RETURNED: ("claims.show", {"claim_id": near.id}),
        Kind.INSTALMENT: ("awards.show", {"claim_id": near.word, "_anchor": "schedule"}),
    }
    endpoint, of = places.get(near.kind, ("tasks.show", {"task_id": near.id}))
    return url_for(endpoint, **of)
