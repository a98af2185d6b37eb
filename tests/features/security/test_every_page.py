"""Is every answer dressed as it should be, on every page that anybody is shown, and does looking change nothing?"""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from flask import Flask

from furnished import CANARY, SIDE_WRITERS, Furnished, digest
from litigation_app.core.access import Role
from litigation_app.core.web import HEADERS

pytestmark = [pytest.mark.extensive, pytest.mark.timeout(1800)]  # it looks at several hundred pages

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PLAIN = re.compile(
    rf"(?:/(?:{UUID}|[A-Z]{{1,2}}|[a-z][a-z_-]*|[A-Z]{{2,3}}-[A-Za-z0-9-]+|\d{{1,6}}|[a-z-]+\.(?:csv|zip|pdf|note|toml|xlsx|json)|sr-(?:Latn|Cyrl)|[A-Z0-9-]+\.csv|{UUID}\.csv))*/?"
)
# a code, a day, an id, a publication of a copy, or a path to come back to
CODE = re.compile(rf"[A-Za-z0-9_.:~ -]{{0,80}}|{UUID}/[A-Z0-9a-f-]{{0,80}}|/[a-z0-9/-]*")
# They need a one-time link, half a sign-in, a locked desk, sixty cases, a step, an erasure, a second version, a choice, the
# publications or estimates of two countries, typed figures, a partner's publication, or are asked by a script.
NOT_WALKED = {
    "enrolment.start", "sessions.passkey", "unlocking.show", "gate.show", "proceedings.deadline", "emergencies.read",
    "erasures.show", "erasures.read", "erasures.certificate", "erasures.certificate_pdf", "calendar.feed", "reviews.compare",
    "calculations.another", "regional.show", "official.show", "official.fill", "indicators.download", "grants.show", "grants.plan",
    "grants.download", "grants.download_pdf", "runs.show", "studies.sliders", "feasibility.download_region",
    "official.source", "exports.figures_of_partner",
}  # fmt: skip


def test_no_page_that_is_only_looked_at_changes_anything(app: Flask, furnished: Furnished) -> None:
    changed, seen = {}, 0
    for role in Role:
        before = digest(app, without=SIDE_WRITERS)
        failed = [(path, answer.status_code) for path, answer, _ in furnished.walk(role) if answer.status_code >= 500]
        assert failed == []
        after = digest(app, without=SIDE_WRITERS)
        changed[role] = [name for name in after if after[name] != before[name]]
        seen += len(before)

    assert changed == {role: [] for role in Role}
    assert digest(app).keys() >= SIDE_WRITERS
    assert seen > 5 * 25


@pytest.fixture
def answers(furnished: Furnished, stranger: Any) -> dict[tuple[str, str], Any]:
    """Every answer of every walk, and of what goes wrong, by who asked and where."""
    found = {(str(role), path): answer for role in Role for path, answer, _ in furnished.walk(role)}
    lawyer = furnished.lawyer
    bad = {
        "not there": "/cases/nothing",
        "forbidden": "/people/",
        "the look": "/static/desk.css",
        "none": "/static/none.css",
    }
    found |= {(name, path): lawyer.get(path) for name, path in bad.items()}
    found["stale", "/cases/"] = lawyer.post("/cases/", {"csrf_token": "none"})
    found["refused", "/cases/"] = lawyer.post("/cases/", {"opened_on": "x"})
    found["method", "/cases/"] = lawyer.client.delete(
        "/cases/", data={"csrf_token": lawyer.token}, base_url="https://localhost"
    )
    found["stranger", "/sign-in"] = stranger.get("/sign-in")
    return found


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)  # headers do not depend on the database
def test_every_answer_has_every_header(answers: dict[tuple[str, str], Any]) -> None:
    for where, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, where
        assert "frame-ancestors 'none'" in policy, where
        assert "unsafe" not in policy, where
        assert "*" not in policy, where
        same = HEADERS.keys() - {"Content-Security-Policy"}
        assert {name: answer.headers.get(name) for name in same} == {name: HEADERS[name] for name in same}, where
        assert ("charset=utf-8" in answer.content_type) == answer.mimetype.startswith("text/"), where
        assert "Server" not in answer.headers, where
    assert len(answers) > 100
    assert {code for code in (a.status_code for a in answers.values()) if code >= 400} >= {400, 404, 405, 422}


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_walk_comes_to_every_page_of_the_map(app: Flask, answers: dict[tuple[str, str], Any]) -> None:
    """So that what is said of every page here is said of every page."""
    bound = app.url_map.bind("localhost", url_scheme="https")
    shown = {bound.match(urlsplit(path).path)[0] for (_, path), one in answers.items() if one.status_code < 400}
    there = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert there - shown <= NOT_WALKED


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_what_is_no_page_of_the_desk_is_saved_and_never_shown(answers: dict[tuple[str, str], Any]) -> None:
    saved = {}
    for where, answer in answers.items():
        if answer.status_code == 200 and answer.mimetype != "text/html" and "static" not in where[1]:
            saved[where] = answer

    bare = [
        where for where, one in saved.items() if not one.headers.get("Content-Disposition", "").startswith("attachment")
    ]
    drawn = {
        where for where in bare if saved[where].mimetype in {"image/png", "image/jpeg"}
    }  # pages of papers, drawn anew
    assert all("sandbox" in saved[where].headers["Content-Security-Policy"] for where in drawn)
    assert {path for _who, path in set(bare) - drawn} <= {"/healthz", "/readyz"}
    assert {one.mimetype for one in saved.values()} >= {"text/plain", "text/csv", "application/zip", "application/pdf"}
    assert all(one.headers["X-Content-Type-Options"] == "nosniff" for one in saved.values())


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_no_address_says_who_anybody_is_and_nothing_is_kept(answers: dict[tuple[str, str], Any]) -> None:
    """Addresses stand in histories, bookmarks and the logs of proxies."""
    for who, path in answers:
        parts = urlsplit(path)
        if parts.path.startswith("/static/"):
            continue
        assert PLAIN.fullmatch(parts.path), path
        assert not any(word in unquote(path) for word in CANARY.split()), path
        assert all(CODE.fullmatch(value) for _, value in parse_qsl(parts.query, keep_blank_values=True)), path
        assert answers[who, path].headers["Cache-Control"] == "no-store", path


def test_signing_out_clears_what_the_browser_kept(furnished: Furnished) -> None:
    gone = furnished.lawyer.post("/sign-out")

    assert gone.status_code == 303
    assert {'"cache"', '"storage"'} <= set(gone.headers["Clear-Site-Data"].split(", "))
