"""When is she away, and who reviews for her?"""

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, TextDate
from litigation_app.core.language import _, _l


class AbsenceForm(Form):
    """From which day to which, and who stands in."""

    from_on = TextDate(_l("Away from"), needed=True, description=_l("Day, month, year: 4. 12. 2026."))
    until_on = TextDate(_l("Until and including"), needed=True, earliest=today)
    stand_in = Choice(_l("Who reviews for you"), needed=True)

    def __init__(self, colleagues: Iterable[tuple[str, str]], typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.stand_in.offer(colleagues, blank=_("Choose"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if self.from_on.data and self.until_on.data and self.until_on.data < self.from_on.data:
            self.refuse("until_on", _("This is before the first day. Check both days."))
            return False
        return is_right
