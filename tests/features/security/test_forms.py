"""Does whatever may be typed into any field of any form get an answer in words, and never more than its own field?"""

import re
from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

import walked
from reading import PageForm
from walked import Walked

pytestmark = pytest.mark.timeout(600)  # it looks at several hundred pages

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


def forms_of(desk: Walked) -> list[tuple[Any, PageForm]]:
    """Every form that anybody was shown, once for each kind of address, with whoever was shown it."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Any, PageForm]] = {}
    for person, form in desk.forms:
        kind = re.sub(r"[0-9a-f-]{36}", "ID", form.action.partition("?")[0])
        found.setdefault((kind, tuple(sorted({one.name for one in form.fields}))), (person, form))
    return [(person, form) for person, form in found.values() if not ENDS_HER_SIGN_IN.search(form.action)]


def spoilt(form: PageForm, ways: Iterable[str], each: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the browser would send with all fields spoilt in each of these ways, with one field in the next of `each`, as it stands."""
    names = [name for name in dict.fromkeys(one.name for one in form.fields) if name and name not in UNTOUCHED]
    for name, way in zip(names, each, strict=False):
        yield f"{name}: {way}", {**form.filled(), name: EVIL[way], "form_number": uuid4().hex}
    for way in ways:
        yield f"all: {way}", {**form.filled(), **dict.fromkeys(names, EVIL[way]), "form_number": uuid4().hex}
    yield "as it stands", {**form.filled(), "form_number": uuid4().hex}


def spoilt_at(desk: Walked, form: PageForm, turn: Iterator[str], *, is_everything: bool) -> Any:
    """In `make test` a few ways at each form of one country, so that all come round; in the others sent empty and as it stands."""
    if not desk.is_on_sqlite:
        return spoilt(form, AS_A_DATABASE_TAKES_IT, ())
    if is_everything:
        return spoilt(form, EVIL, turn)
    if desk.furnished.country == walked.FULLY:
        return spoilt(form, [next(turn), next(turn)], turn)
    return spoilt(form, ["nothing"], ())


def sent(person: Any, form: PageForm, said: dict[str, Any]) -> Any:
    """As bytes on the wire, so that also what is no text can be sent."""
    body = urlencode({**said, "csrf_token": person.token}, doseq=True, errors="surrogatepass")
    if form.is_unsafe:
        kind = "application/x-www-form-urlencoded"
        return person.client.post(form.action, data=body.encode(), content_type=kind, base_url="https://localhost")
    return person.client.get(f"{form.action.partition('?')[0]}?{body}", base_url="https://localhost")


def test_nothing_that_is_typed_makes_the_desk_fail(walked_desk: Walked, request: pytest.FixtureRequest) -> None:
    failed, tried, actions, turn = [], 0, set(), cycle(EVIL)
    is_everything = request.config.getoption("--everything")

    for person, form in forms_of(walked_desk):
        walked_desk.furnished.refresh()
        actions.add(re.sub(r"[0-9a-f-]{36}", "ID", form.action))
        for what, said in spoilt_at(walked_desk, form, turn, is_everything=is_everything):
            answer = sent(person, form, said)
            tried += 1
            is_marked_up = "<script>alert" in answer.get_data(as_text=True)
            if answer.status_code >= 500 or is_marked_up or "x=1" in answer.headers.get("Set-Cookie", ""):
                failed.append((form.action, what, answer.status_code))

    assert failed == []
    assert len(actions) > 100
    assert tried > 2 * len(actions)
