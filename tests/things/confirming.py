"""A second person who opens the page, reads it and presses the button that stands there."""

import re
from typing import Any

from werkzeug.test import TestResponse


def read(person: Any, address: str, page: str = "") -> dict[str, str]:
    """What the form to this address sends of what stands on the page; nothing where no such form stands there."""
    shown = person.get(page or address.rsplit("/", 1)[0]).get_data(as_text=True)
    form = re.search(f'action="{re.escape(address)}"(.*?)</form>', shown, re.DOTALL)
    found = re.search('name="stood" value="([0-9a-f]{64})"', form[1]) if form else None
    return {"stood": found[1]} if found else {}


def confirmed(person: Any, address: str, page: str = "") -> TestResponse:
    """She reads the page and confirms at once what stands there; `page`: where the form is, unless above its address."""
    answer: TestResponse = person.post(address, read(person, address, page))
    return answer
