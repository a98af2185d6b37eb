"""What is left in logs and on error pages by whoever tries: no forged line, no word of a victim, no hint of how the desk is made?"""

import io
import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

FORGED = "a\r\n2026-11-24 10:00:00 INFO litigation: Ana Primer signed in\n\x1b[2Jb\u2028c\x85d"
CANARY = "Kanarinka Izmišljević"
HINTS = re.compile(
    r"Traceback|sqlalchemy|psycopg|sqlite|SELECT|site-packages|\.py\b|Werkzeug|Flask|Python|casework_case|/tmp/|line \d+",
    re.I,
)


@pytest.fixture
def written() -> Any:
    """All that the desk's process writes as a log, in a file's form."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("LINE %(name)s %(levelname)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_nothing_that_is_sent_begins_a_line_of_its_own_in_a_log(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, written: io.StringIO, as_owner: Any
) -> None:
    lawyer = client_as(make.lawyer())
    stranger._read_token(stranger.get("/sign-in"))
    stranger.post("/sign-in", {"email": FORGED, "password": FORGED, "code": FORGED})
    stranger.post("/sign-in?next=" + "/%0d%0aINFO%20forged", {"email": FORGED, "password": "x", "code": "1"})
    stranger.get(
        "/%0D%0AINFO litigation: forged%0A",
        headers={"User-Agent": "x\tINFO forged", "X-Forwarded-For": "1, INFO forged"},
    )
    lawyer.post("/cases/", {"aim": FORGED, "opened_on": FORGED, "form_number": FORGED})
    lawyer.get(f"/cases/?q={uuid4()}%0AINFO%20forged")
    as_owner("ALTER TABLE casework_case RENAME TO casework_elsewhere")  # and now each page of cases fails
    failed = lawyer.get("/cases/?q=%0D%0AINFO%20forged")
    lost = lawyer.post("/cases/", {"aim": FORGED, "opened_on": "1. 2. 2026."})

    text = written.getvalue()
    ours = [line for line in text.splitlines() if line.startswith("LINE litigation ")]
    assert failed.status_code == 500
    assert lost.status_code >= 400
    assert len(ours) >= 1
    assert "forged" not in text
    assert "Ana Primer" not in text
    assert "\x1b" not in text
    with app.app_context():
        bodies = [entry.body for entry in db.session.query(LedgerEntry)]
    assert not [body for body in bodies if b"forged" in body or b"Ana Primer" in body or b"\n" in body]


@pytest.mark.parametrize("path", ["/cases/", "/cases/new", "/deadlines/"])
def test_a_page_that_fails_says_nothing_of_why(
    make: Any, client_as: Callable[[str], Any], as_owner: Any, path: str, written: io.StringIO
) -> None:
    email = make.lawyer()
    make.victim(email, make.case(email), given_name=CANARY)
    lawyer = client_as(email)
    for table in ("casework_case", "office", "casework_deadline"):
        as_owner(f"ALTER TABLE {table} RENAME TO {table}_elsewhere")

    answer = lawyer.get(path)

    page = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    assert answer.status_code == 500
    assert "Number of this request" in page
    assert HINTS.search(page) is None, HINTS.search(page)
    number = re.search(r"Number of this request:\s*([0-9a-f]+)", page)
    assert number is not None
    assert f"request {number[1]} failed" in written.getvalue()
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path", ["/cases/nothing", "/static/../config.toml", "/static/..%2f..%2fconfig.py", "/.git/config", "/cases/'"]
)
def test_what_is_not_there_says_nothing_of_how_the_desk_is_made(
    make: Any, client_as: Callable[[str], Any], method: str, path: str
) -> None:
    answer = getattr(client_as(make.lawyer()), method)(path)

    assert answer.status_code in {400, 404, 405}
    assert HINTS.search(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))) is None
