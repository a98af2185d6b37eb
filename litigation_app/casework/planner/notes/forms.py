"""What does a lawyer write down, and which words does she look for?"""

from collections.abc import Iterable
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.planner.notes import rules
from litigation_app.casework.planner.notes.actions import Written
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_TEXT = 20_000


class NoteForm(Form):
    """A new note."""

    kind = Choice(_l("What it is of"), needed=True)
    on = TextDate(_l("Day"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    victim = Choice(_l("Whom it is about"))
    text = Text(
        _l("Note"), needed=True, most=MOST_TEXT, description=_l("Protected: it is read only in the opened file.")
    )

    def __init__(self, typed: MultiDict[str, str] | None, victims: Iterable[tuple[str, str]]) -> None:
        super().__init__(typed, data={"on": today()} if typed is None else None)
        self.kind.offer(rules.options(current()), blank=_("Choose"))
        self.victim.offer(victims, blank=_("Not named"))

    def written(self) -> Written:
        """What was typed; the form must have been valid."""
        about = UUID(self.victim.data) if self.victim.data else None
        return Written(self.kind.data or "", self.on.data or today(), about, self.text.data or "")


class WordsForm(Form):
    """Words to look for in the notes of one case."""

    words = Line(_l("Words in the notes"), needed=True, most=100)
