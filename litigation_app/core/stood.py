"""Does what a second person confirms still stand as it stood on her page? The page carries a sum of it; an old one is refused."""

import hashlib
import json
from typing import Any

from flask import request

from litigation_app.core.language import _

FIELD = "stood"  # of the form, pages/forms.html writes it


class Changed(Exception):
    """It was changed since her page was made: she has not seen what she would confirm."""


def sum_of(*said: Any) -> str:
    """SHA-256 of all that a page says of it."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def sent() -> str:
    """The sum that came with the form; "" where none did, which is that of nothing."""
    return request.form.get(FIELD, "")


def require(stood: str, now: str) -> None:
    """Raises Changed unless it is the same; to be asked under the lock under which it is confirmed."""
    if stood != now:
        raise Changed


def sentence() -> str:
    return _(
        "This changed since you opened the page. Nothing was done. Read what stands here now before you agree to it."
    )
