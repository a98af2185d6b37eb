"""How much may a calendar link tell?"""

from typing import Any

from litigation_app.casework.planner.calendar.rules import Says
from litigation_app.core.forms import Form, Radios, Tick
from litigation_app.core.language import _, _l

WORDS = {
    Says.BUSY: _l("Only “Busy: hearing” and “To do”, without court, kind or case"),
    Says.KIND: _l("The kind of hearing, deadline or task, and for whom you stand in"),
    Says.CASE: _l("The same with the reference and the code name of the case"),
}


class FeedForm(Form):
    """A new link."""

    says = Radios(_l("What the entries say"), needed=True, default=Says.BUSY.value)
    known = Tick(
        _l(
            "I know that whoever has the link reads this without a password, also where the telephone keeps its calendar"
        )
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        self.says.offer([(code.value, words) for code, words in WORDS.items()])

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused and not self.known.data:
            self.refuse("known", _("Tick that you know it: the link needs no password."))
        return not self.is_refused

    def chosen(self) -> Says:
        return Says(self.says.data or Says.BUSY)
