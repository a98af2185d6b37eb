"""What does a lawyer say about the days of a deadline, or of one that was missed?"""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.proceedings.deadlines import rules
from litigation_app.casework.proceedings.deadlines.actions import Served
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.law.words import choices

MOST_NOTE = 20_000
Typed = MultiDict[str, str] | None


class ServiceForm(Versioned):
    """The day that starts a period; the last day itself where the court's letter sets it, or where the court made it longer.

    `extended_by`: the law by which it may do so, "" for none.
    """

    served_on = TextDate(
        _l("Trigger date of the period"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    last_day = TextDate(_l("Last day, from the court's letter"))
    of_step = Tick(_l("The step was served on this day: write it there and on its other deadlines too"), default=True)

    def __init__(self, typed: Typed, *, is_set_by_court: bool, extended_by: str = "", step: str = "") -> None:
        """`step`: the step whose service starts the period; "": another day does."""
        super().__init__(typed)
        self.of_step.description = step
        if not step:
            del self.of_step
        self.is_set_by_court = is_set_by_court
        if not is_set_by_court and not extended_by:
            del self.last_day
        elif not is_set_by_court:
            self.last_day.label.text = _("Last day, if the court made the period longer")
            self.last_day.description = _(
                "In complex cases, by %(law)s. Empty: the period of the law.", law=extended_by
            )

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            if self.is_set_by_court and self.end() is None:
                self.refuse("last_day", _("Write the last day that the court's letter gives."))
            elif self.served_on.data and (self.end() or self.served_on.data) < self.served_on.data:
                self.refuse("last_day", _("This is before the trigger date of the period. Check both."))
        return not self.is_refused

    def served(self) -> Served:
        """What was typed; the form must have been valid."""
        return Served(self.served_on.data or date.max, self.end(), bool("of_step" in self and self.of_step.data))

    def end(self) -> date | None:
        """The last day that the court gave; None: that of the law holds."""
        return self.last_day.data if "last_day" in self else None


class MissedForm(Versioned):
    """Why it was missed."""

    reason = Choice(_l("Why it was not kept"), needed=True)
    missed_note = Text(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: Typed = None, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.reason.offer(choices(rules.reasons(), current()), blank=_("Choose"))


class MetForm(Versioned):
    """A deadline that was met."""

    on = TextDate(_l("Day on which it was done"), needed=True, latest=today, default=today)
