"""Why is a case closed, and what was settled with the client?"""

from typing import Any

from litigation_app.accounts.audit.words import REASONS
from litigation_app.casework.cases.closings.actions import Said
from litigation_app.core.forms import Choice, Form, Tick
from litigation_app.core.language import _, _l

REASON_NAMES, REOPENED_NAMES = REASONS["close_case"], REASONS["reopen_case"]
REASONS_TO_CLOSE = ("finished", "client_ended", "handed_on", "no_contact", "mistake", "other")
REASONS_TO_REOPEN = ("new_proceedings", "client_back", "money", "mistake", "other")


class ClosingForm(Form):
    """A reason, and what the desk cannot know."""

    reason = Choice(_l("Reason"), needed=True)
    was_told = Tick(_l("The client was told that the case is closed"))
    were_returned = Tick(_l("Original documents were returned, or there are none"))
    in_spite = Tick(_l("Close it in spite of what is open"))

    def __init__(self, typed: Any = None, *, open_points: int) -> None:
        super().__init__(typed)
        self.open_points = open_points
        self.reason.offer([(code, REASON_NAMES[code]) for code in REASONS_TO_CLOSE], blank=_("Choose a reason"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.open_points and not self.in_spite.data:
            self.refuse(
                "in_spite", _("Something is still open. Settle it, or say that you close the case all the same.")
            )
        return not self.is_refused

    def said(self) -> Said:
        ticks = bool(self.was_told.data), bool(self.were_returned.data)
        return Said(self.reason.data or "", *ticks, open_points=self.open_points)


class ReopeningForm(Form):
    """Why it goes on."""

    reason = Choice(_l("Reason"), needed=True)

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        offered = [(code, REOPENED_NAMES[code]) for code in REASONS_TO_REOPEN]
        self.reason.offer(offered, blank=_("Choose a reason"))
