"""What does a lawyer say about a deadline that was missed?"""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.deadlines import rules
from litigation_app.core.forms import Choice, Form, Text
from litigation_app.core.language import _, _l, current
from litigation_app.law.words import choices

MOST_NOTE = 20_000


class MissedForm(Form):
    """Why it was missed."""

    reason = Choice(_l("Why it was not kept"), needed=True)
    missed_note = Text(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    row_version = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.reason.offer(choices(rules.reasons(), current()), blank=_("Choose"))

    def version(self) -> int:
        return version_typed(self.row_version.data)
