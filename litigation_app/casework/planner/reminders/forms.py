"""When does somebody want to be reminded, and at which hour does she want a mail?"""

from typing import Any

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.planner.reminders import rules
from litigation_app.casework.planner.reminders.models import ReminderWish
from litigation_app.core.forms import Choice, Choices
from litigation_app.core.language import _, _l, _n


class WishForm(Versioned):
    """Days before, and the hour of the mail."""

    days = Choices(_l("How long before the day"), description=_l("Of deadlines, hearings and tasks."))
    hour = Choice(
        _l("A mail that something waits"),
        description=_l("It says only that something waits, never in which case or what. At most one a day."),
    )

    def __init__(self, typed: Any, wish: ReminderWish | None) -> None:
        said = rules.settings()
        days, hour = (wish.days, wish.mail_hour) if wish else (said.begin_with, None)
        begin = {"days": [str(one) for one in days], "hour": "" if hour is None else str(hour)}
        super().__init__(typed, data=None if typed is not None else begin)
        self.days.choices = [(str(one), _before(one)) for one in said.offered]
        hours = range(said.first_hour, said.last_hour + 1)
        self.hour.offer([(str(one), _("At %(hour)s.00", hour=one)) for one in hours], blank=_("Never"))
        if typed is None:
            self.row_version.data = str(wish.row_version if wish else 0)

    def chosen_days(self) -> list[int]:
        return [int(one) for one in self.days.data or ()]

    def chosen_hour(self) -> int | None:
        return int(self.hour.data) if self.hour.data else None


def _before(days: int) -> str:
    return _n("%(num)s day before", "%(num)s days before", days) if days else _("On the day itself")
