"""Somebody who agrees to what a page shows before it is saved."""

import re
from typing import Any

from lawyering import text


def agreed(person: Any, url: str, said: dict[str, Any]) -> Any:
    """Send it, and again with what stands ticked, where the page first shows what else it changes."""
    answer = person.post(url, said)
    for _time in range(2):  # what was unticked is shown anew
        page = text(answer)
        if answer.status_code != 422 or "Nothing is saved yet." not in page:
            break
        (seen,) = re.findall(r'name="seen" type="hidden" value="([0-9a-f]+)"', page)
        ticked = re.findall(
            r'<input checked class="[^"]*" id="back-\d+" name="back" type="checkbox" value="([^"]+)"', page
        )
        answer = person.post(url, {"back": ticked, "why": "other", **said, "seen": seen})
    return answer


def mark_entered_in_error(person: Any, lane: str, seq: int, **more: Any) -> Any:
    """Strike the last step of a lane (its path), with all that the page offers to take back."""
    return agreed(person, f"{lane}/striking", {"seq": str(seq), **more})
