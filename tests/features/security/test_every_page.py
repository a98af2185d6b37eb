"""Is every answer dressed as it should be, on every page that anybody is shown, and does looking change nothing?"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from furnished import CANARY, SIDE_WRITERS, digest
from litigation_app.core.access import Role
from litigation_app.core.web import HEADERS
from walked import Walked

pytestmark = pytest.mark.timeout(600)  # it looks at several hundred pages

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PLAIN = re.compile(
    rf"(?:/(?:{UUID}|[A-Z]{{1,2}}|[a-z][a-z_-]*|[A-Z]{{2,3}}-[A-Za-z0-9-]+|\d{{1,6}}|[a-z-]+\.(?:csv|zip|pdf|note|toml|xlsx|json|docx)|sr-(?:Latn|Cyrl)|S[0-9a-f]{{10}}|[A-Z0-9-]+\.csv|{UUID}\.csv))*/?"
)
# a code, a day, an id, a publication of a copy, or a path to come back to
CODE = re.compile(rf"[A-Za-z0-9_.:~ -]{{0,80}}|{UUID}/[A-Z0-9a-f-]{{0,80}}|/[a-z0-9/-]*")
SECRET = re.compile(rf"[\w-]{{20,}}\.ics$|{UUID}")
FEED, FIGURES = "/calendar/feeds/", "/fund//what-if.json"  # asked by a program, by a script
OF_NO_COUNTRY = {  # a one-time link, a locked desk, and what is of several countries at once or of none
    "enrolment.start", "unlocking.show", "regional.show", "feasibility.download_region",
}  # fmt: skip


def test_every_page_of_the_map_is_shown_with_what_there_is_in_each_country(walked_desk: Walked) -> None:
    """So that what is said of every page here is said of every page, of every country."""
    rules = [rule for rule in walked_desk.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    of_an_estimate = set() if walked_desk.furnished.with_estimate else {"study_id"}
    there = {rule.endpoint for rule in rules if not rule.arguments & of_an_estimate}

    assert there - walked_desk.shown() == OF_NO_COUNTRY


def test_no_page_of_any_country_fails_whether_its_file_stands_open_or_is_shut(walked_desk: Walked) -> None:
    failed = [(one.who, one.path, one.is_shut) for one in walked_desk.visits if one.status_code >= 500]

    assert failed == []
    assert {one.is_shut for one in walked_desk.visits} == {True, False}


def test_no_page_that_is_only_looked_at_changes_anything(walked_desk: Walked) -> None:
    assert walked_desk.changed == {role: [] for role in Role}
    assert digest(walked_desk.app).keys() >= SIDE_WRITERS


def test_every_answer_has_every_header(walked_desk: Walked) -> None:
    for one in walked_desk.visits:
        where, policy = (one.who, one.path), one.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, where
        assert "frame-ancestors 'none'" in policy, where
        assert "unsafe" not in policy, where
        assert "*" not in policy, where
        same = HEADERS.keys() - {"Content-Security-Policy"}
        assert {name: one.headers.get(name) for name in same} == {name: HEADERS[name] for name in same}, where
        assert ("charset=utf-8" in one.content_type) == one.mimetype.startswith("text/"), where
        assert "Server" not in one.headers, where
    assert {one.status_code for one in walked_desk.visits if one.status_code >= 400} >= {400, 404, 405, 422}


def test_what_is_no_page_of_the_desk_is_saved_and_never_shown(walked_desk: Walked) -> None:
    whole = [one for one in walked_desk.visits if one.status_code == 200 and "static" not in one.path]
    saved = [one for one in whole if one.mimetype != "text/html"]

    bare = [one for one in saved if not one.headers.get("Content-Disposition", "").startswith("attachment")]
    drawn = [one for one in bare if one.mimetype in {"image/png", "image/jpeg"}]  # pages of papers, drawn anew
    assert all("sandbox" in one.headers["Content-Security-Policy"] for one in drawn)
    assert {SECRET.sub("", one.path) for one in bare if one not in drawn} <= {"/healthz", "/readyz", FEED, FIGURES}
    assert {one.mimetype for one in saved} >= {"text/plain", "text/csv", "application/zip", "application/pdf"}
    assert all(one.headers["X-Content-Type-Options"] == "nosniff" for one in saved)


def test_no_address_says_who_anybody_is_and_nothing_is_kept(walked_desk: Walked) -> None:
    """Addresses stand in histories, bookmarks and the logs of proxies."""
    for one in walked_desk.visits:
        parts = urlsplit(one.path)
        if parts.path.startswith(("/static/", FEED)):
            continue
        assert PLAIN.fullmatch(parts.path), one.path
        assert not any(word in unquote(one.path) for word in CANARY.split()), one.path
        assert all(CODE.fullmatch(value) for _, value in parse_qsl(parts.query, keep_blank_values=True)), one.path
        assert one.headers["Cache-Control"] == "no-store", one.path


def test_signing_out_clears_what_the_browser_kept(make: Any, client_as: Callable[[str], Any]) -> None:
    gone = client_as(make.lawyer()).post("/sign-out")

    assert gone.status_code == 303
    assert {'"cache"', '"storage"'} <= set(gone.headers["Clear-Site-Data"].split(", "))
