"""Does whatever may be typed into any field of any form get an answer in words, and never more than its own field?"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from config import Config
from furnished import Furnished
from reading import PageForm
from selecting import is_one_in

pytestmark = [pytest.mark.extensive, pytest.mark.timeout(600)]  # it looks at several hundred pages

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


def forms_of(furnished: Furnished) -> list[tuple[Any, PageForm]]:
    """Every form that anybody is shown, once for each kind of address, with whoever is shown it."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Any, PageForm]] = {}
    for role, person in furnished.people.items():
        for _path, _answer, read in furnished.walk(role):
            for form in read.forms if read else ():
                kind = re.sub(r"[0-9a-f-]{36}", "ID", form.action.partition("?")[0])
                found.setdefault((kind, tuple(sorted({one.name for one in form.fields}))), (person, form))
    return [(person, form) for person, form in found.values() if not ENDS_HER_SIGN_IN.search(form.action)]


def spoilt(form: PageForm, *, is_sqlite: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the browser would send with one field spoilt; each field in a few ways, so that all ways come round."""
    ways = list(EVIL)
    names = [name for name in dict.fromkeys(one.name for one in form.fields) if name and name not in UNTOUCHED]
    for place, name in enumerate(names if is_sqlite else ()):
        way = ways[place % len(ways)]
        yield f"{name}: {way}", {**form.filled(), name: EVIL[way], "form_number": uuid4().hex}
    for way in ways if is_sqlite else AS_A_DATABASE_TAKES_IT:
        yield f"all: {way}", {**form.filled(), **dict.fromkeys(names, EVIL[way]), "form_number": uuid4().hex}


def sent(person: Any, form: PageForm, said: dict[str, Any]) -> Any:
    """As bytes on the wire, so that also what is no text can be sent."""
    body = urlencode({**said, "csrf_token": person.token}, doseq=True, errors="surrogatepass")
    if form.is_unsafe:
        kind = "application/x-www-form-urlencoded"
        return person.client.post(form.action, data=body.encode(), content_type=kind, base_url="https://localhost")
    return person.client.get(f"{form.action.partition('?')[0]}?{body}", base_url="https://localhost")


def test_nothing_that_is_typed_makes_the_desk_fail(config: Config, furnished: Furnished, everything: bool) -> None:
    """`make test` spoils one form in eight."""
    failed, tried, actions = [], 0, set()
    is_sqlite = config.database_url.startswith("sqlite")

    for person, form in forms_of(furnished):
        if not (everything or is_one_in(8, re.sub(r"[0-9a-f-]{36}", "ID", form.action.partition("?")[0]))):
            continue
        furnished.refresh()
        actions.add(re.sub(r"[0-9a-f-]{36}", "ID", form.action))
        for what, said in spoilt(form, is_sqlite=is_sqlite):
            answer = sent(person, form, said)
            tried += 1
            is_marked_up = "<script>alert" in answer.get_data(as_text=True)
            if answer.status_code >= 500 or is_marked_up or "x=1" in answer.headers.get("Set-Cookie", ""):
                failed.append((form.action, what, answer.status_code))

    assert failed == []
    assert len(actions) > (30 if everything else 5)
    assert tried > (500 if is_sqlite else 150) / (1 if everything else 10)
