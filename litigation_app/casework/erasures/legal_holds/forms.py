"""What is asked of whoever forbids an erasure for a time, and of whoever would lift that?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from litigation_app.casework.erasures import presenters as words
from litigation_app.casework.erasures.forms import MOST
from litigation_app.casework.erasures.legal_holds.actions import Wanted
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Text, TextDate
from litigation_app.core.language import _, _l

OF_CASE = "case"


class LegalHoldForm(Form):
    """Whose data must be kept, why, and up to which day."""

    whom = Choice(_l("What must be kept"), needed=True)
    reason = Choice(_l("Reason"), needed=True)
    until = TextDate(
        _l("Until"), needed=True, earliest=today, description=_l("The last day on which the data must be kept.")
    )
    why = Text(_l("In words"), needed=True, most=MOST, description=_l("For example the court and its order."))

    def __init__(self, clients: Iterable[tuple[UUID, str]], typed: Any = None, *, whom: str = "") -> None:
        """`whom`: the client from whose page she comes."""
        super().__init__(typed)
        offered = [(str(one), name) for one, name in clients]
        self.whom.offer([(OF_CASE, _("The whole case: every client of it")), *offered], blank=_("Choose"))
        self.reason.offer(words.legal_hold_options(), blank=_("Choose a reason"))
        if typed is None and whom in dict(offered):
            self.whom.data = whom

    def wanted(self) -> Wanted:
        """What she typed. Only of a form that is valid."""
        assert self.until.data is not None  # noqa: S101  # the field is needed
        return Wanted(self.reason.data or "", self.until.data, self.why.data or "")


class LiftForm(Form):
    """Why it need not be kept any more."""

    reason = Choice(_l("Why it can be lifted"), needed=True)

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        self.reason.offer(list(words.LIFTED.items()), blank=_("Choose a reason"))
