"""What does a lawyer say about a proceeding as a whole: joined, severed, entered late?"""

from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Form, TextDate
from litigation_app.core.language import _, _l

Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class JoinForm(Form):
    """Into which proceedings these go on, and since when."""

    into = Choice(_l("Into which proceedings"), needed=True)
    joined_on = TextDate(_l("Day of the decision to join"), needed=True, latest=today)

    def __init__(self, typed: Typed, others: Options) -> None:
        super().__init__(typed)
        self.into.offer(others, blank=_("Choose"))


class SeverForm(Form):
    """For which accused they are severed, and since when."""

    accused = Choices(_l("For which accused"), needed=True)
    severed_on = TextDate(_l("Day of the decision to sever"), needed=True, latest=today)

    def __init__(self, typed: Typed, accused: Options) -> None:
        super().__init__(typed)
        self.accused.choices = accused

    def ids(self) -> list[UUID]:
        return [UUID(one) for one in self.accused.data or []]


class EntryForm(Versioned):
    """Since when we are in it."""

    entered_on = TextDate(
        _l("We joined on"),
        latest=today,
        description=_l("Empty: from the start. What lies before is shown as not known."),
    )

    def __init__(self, typed: Typed = None, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
