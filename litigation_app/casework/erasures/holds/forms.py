"""What is asked of whoever forbids an erasure for a time?"""

from werkzeug.datastructures import MultiDict

from litigation_app.casework.erasures import words
from litigation_app.casework.erasures.forms import MOST
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Text, TextDate
from litigation_app.core.language import _, _l


class HoldForm(Form):
    """Why her data must be kept, and up to which day."""

    reason = Choice(_l("Reason"), needed=True)
    until = TextDate(
        _l("Until"), needed=True, earliest=today, description=_l("The last day on which the data must be kept.")
    )
    why = Text(_l("In words"), needed=True, most=MOST, description=_l("For example the court and its order."))

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.reason.offer(words.hold_options(), blank=_("Choose a reason"))
