"""Is every page of the map shown in every country, dressed as it should be, and does whatever may be typed get an answer in words?

A page that no walk comes to with a true object of each country fails here, and one that changes anything by being looked at.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from uuid import uuid4

import pytest

from furnished import CANARY, SIDE_WRITERS, digest
from litigation_app.core.web import HEADERS
from reading import PageForm
from selecting import one_of
from walked import ELSEWHERE, Walked

pytestmark = pytest.mark.timeout(1800)  # it looks at several hundred pages

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PLAIN = re.compile(
    rf"(?:/(?:{UUID}|[A-Z]{{1,2}}|[a-z][a-z_-]*|[A-Z]{{2,3}}-[A-Za-z0-9-]+|\d{{1,6}}|[a-z-]+\.(?:csv|zip|pdf|note|toml|xlsx|json|docx)|sr-(?:Latn|Cyrl)|S[0-9a-f]{{10}}|[A-Z0-9-]+\.csv|{UUID}\.csv))*/?"
)
# a code, a day, an id, a publication of a copy, or a path to come back to
CODE = re.compile(rf"[A-Za-z0-9_.:~ -]{{0,80}}|{UUID}/[A-Z0-9a-f-]{{0,80}}|/[a-z0-9/-]*")
SECRET = re.compile(rf"[\w-]{{20,}}\.ics$|{UUID}")
FEED, FIGURES = "/calendar/feeds/", "/fund//what-if.json"  # asked by a program, by a script
EVIL = {
    "nothing": "",
    "too long": "Ђ" * 30_000,
    "a NUL": "a\0b",
    "half a letter": "\ud800",
    "a large number": "9" * 5_000,
    "a small number": "-1e999",
    "no number": "NaN",
    "another id": "00000000-0000-4000-8000-000000000000",
    "a list": ["1", "2", "x"],
    "markup": '"><script>alert(1)</script>',
    "a line end": "a\r\nSet-Cookie: x=1",
    "a far day": "31. 12. 9999.",
    "outside": "outside_the_set",
}
AS_A_DATABASE_TAKES_IT = ("too long", "a NUL", "half a letter", "a large number", "a far day")  # where the two differ
ENDS_HER_SIGN_IN = re.compile(r"/sign-out|/disabling|/leaving$|/sessions/|/me/password|/language")
UNTOUCHED = {"csrf_token", "form_number"}
OF_NO_COUNTRY = {  # a one-time link, a locked desk, an administrator who is alone, a monitor, what is of several countries
    "enrolment.start", "unlocking.show", "people.second", "regional.show", "feasibility.download_region", "watching.metrics",
}  # fmt: skip


def test_every_page_of_the_map_is_shown_with_what_there_is_in_each_country(walked_desk: Walked) -> None:
    """So that what is said of every page here is said of every page, of every country."""
    assert walked_desk.there() - walked_desk.shown() == (OF_NO_COUNTRY if walked_desk.is_whole else set())


def test_no_page_of_any_country_fails_whether_its_file_stands_open_or_is_shut(walked_desk: Walked) -> None:
    failed = [(one.who, one.path, one.is_shut) for one in walked_desk.visits if one.status_code >= 500]

    assert failed == []
    assert {one.is_shut for one in walked_desk.visits} == {True, False}


def test_no_page_that_is_only_looked_at_changes_anything(walked_desk: Walked) -> None:
    assert walked_desk.changed == {role: [] for role in walked_desk.roles}
    assert digest(walked_desk.app).keys() >= SIDE_WRITERS


def test_no_two_elements_of_a_page_have_one_id(walked_desk: Walked) -> None:
    """The label of a choice named a card of the same id, and nobody was told what is chosen."""
    assert walked_desk.twice == {}


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
    more = {"text/csv", "application/zip"} if walked_desk.is_whole else set()
    assert {one.mimetype for one in saved} >= {"text/plain", "application/pdf"} | more
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


def forms_of(desk: Walked) -> list[tuple[Any, PageForm]]:
    """Every form that anybody was shown, once for each kind of address, with whoever was shown it; in `make test` each in one of
    the countries.
    """
    found: dict[tuple[str, tuple[str, ...]], tuple[Any, PageForm]] = {}
    for person, form in desk.forms:
        kind = re.sub(r"[0-9a-f-]{36}", "ID", form.action.partition("?")[0])
        found.setdefault((kind, tuple(sorted({one.name for one in form.fields}))), (person, form))
    if not desk.is_whole:
        found = {kind: one for kind, one in found.items() if one_of(ELSEWHERE, kind) == desk.furnished.country}
    return [(person, form) for person, form in found.values() if not ENDS_HER_SIGN_IN.search(form.action)]


def spoilt(form: PageForm, ways: Iterable[str], each: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the browser would send with all fields spoilt in each of these ways, with one field in the next of `each`, as it stands."""
    names = [name for name in dict.fromkeys(one.name for one in form.fields) if name and name not in UNTOUCHED]
    for name, way in zip(names, each, strict=False):
        yield f"{name}: {way}", {**form.filled(), name: EVIL[way], "form_number": uuid4().hex}
    for way in ways:
        yield f"all: {way}", {**form.filled(), **dict.fromkeys(names, EVIL[way]), "form_number": uuid4().hex}
    yield "as it stands", {**form.filled(), "form_number": uuid4().hex}


def spoilt_at(desk: Walked, form: PageForm, turn: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """`make test` sends each form empty and as it stands. The same code reads it in every country: all of it once on each database."""
    if not desk.is_whole:
        return spoilt(form, ["nothing"], ())
    if not desk.is_on_sqlite:
        return spoilt(form, AS_A_DATABASE_TAKES_IT, ())
    return spoilt(form, EVIL if desk.furnished.country == "RS" else ["nothing"], turn)


def sent(person: Any, form: PageForm, said: dict[str, Any]) -> Any:
    """As bytes on the wire, so that also what is no text can be sent."""
    body = urlencode({**said, "csrf_token": person.token}, doseq=True, errors="surrogatepass")
    if form.is_unsafe:
        kind = "application/x-www-form-urlencoded"
        return person.client.post(form.action, data=body.encode(), content_type=kind, base_url="https://localhost")
    return person.client.get(f"{form.action.partition('?')[0]}?{body}", base_url="https://localhost")


def test_nothing_that_is_typed_makes_the_desk_fail(walked_desk: Walked) -> None:
    failed, tried, actions, turn = [], 0, set(), cycle(EVIL)

    for person, form in forms_of(walked_desk):
        walked_desk.furnished.refresh(person)
        actions.add(re.sub(r"[0-9a-f-]{36}", "ID", form.action))
        for what, said in spoilt_at(walked_desk, form, turn):
            answer = sent(person, form, said)
            tried += 1
            is_marked_up = "<script>alert" in answer.get_data(as_text=True)
            if answer.status_code >= 500 or is_marked_up or "x=1" in answer.headers.get("Set-Cookie", ""):
                failed.append((form.action, what, answer.status_code))

    assert failed == []
    assert len(actions) > (60 if walked_desk.is_whole else 10)
    assert tried >= 2 * len(actions)
