"""How long is a browser known, and what stands in its cookie? Pure."""

import re
from datetime import timedelta

LIVES = timedelta(days=90)
MOST_OF_A_PERSON = 10
MOST_IN_A_COOKIE = 5  # people who share one computer
_BETWEEN = "."
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # as secrets.token_urlsafe(32) makes it


def read(cookie: str) -> tuple[str, ...]:
    """The tokens in the cookie, of each person who signed in at this browser one; the newest first. What is none is not kept."""
    return tuple(token for token in cookie.split(_BETWEEN) if _TOKEN.fullmatch(token))[:MOST_IN_A_COOKIE]


def written(new: str, others: tuple[str, ...]) -> str:
    """The cookie with one more token in front."""
    return _BETWEEN.join((new, *others)[:MOST_IN_A_COOKIE])
