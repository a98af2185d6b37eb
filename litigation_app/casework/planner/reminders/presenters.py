"""How is a reminder said, in words that tell nothing protected?"""

from flask import url_for

from litigation_app.casework.planner.reminders.rules import Kind, Near
from litigation_app.casework.planner.tasks import rules as tasks
from litigation_app.casework.proceedings import dues
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.core.language import _, _l, current

WORDS = {
    Kind.WARN: _l("Warn the client"),
    Kind.INSTALMENT: _l("An instalment falls due: see the account"),
    Kind.POWER: _l("A power of attorney ends"),
    Kind.ENDS: _l("Something about the client ends: read it in her record"),
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
    """Where she does something about it."""
    if near.kind in {Kind.DEADLINE, Kind.PREPARE}:
        return url_for("proceedings.deadline", deadline_id=near.id)
    if near.kind is Kind.HEARING:
        return url_for("hearings.show", hearing_id=near.id)
    if near.kind is Kind.POWER:
        return url_for("authority.index", case_id=near.case_id)
    if near.kind is Kind.ENDS:
        return url_for("casefile.clients", case_id=near.case_id)
    if near.kind is Kind.INSTALMENT:
        return url_for("awards.show", claim_id=near.word, _anchor="schedule")
    return url_for("records.to_warn") if near.kind is Kind.WARN else url_for("tasks.show", task_id=near.id)
