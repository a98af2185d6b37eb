"""A calendar link as a lawyer makes it, and what a calendar program reads by it."""

import html
import re
from typing import Any

from icalendar import Calendar


def make_link(person: Any, says: str = "busy") -> str:
    answer = person.post("/calendar/link", {"says": says, "known": "y"})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found = re.search(r"/calendar/feeds/[\w-]+\.ics", html.unescape(answer.get_data(as_text=True)))
    assert found is not None
    return found[0]


def events(stranger: Any, link: str) -> list[Any]:
    answer = stranger.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return list(Calendar.from_ical(answer.get_data()).walk("VEVENT"))


def entries(stranger: Any, link: str) -> list[str]:
    """What its entries say."""
    return sorted(str(one["summary"]) for one in events(stranger, link))
