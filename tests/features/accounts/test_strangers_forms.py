"""How much of a form does the desk read, and send back, to somebody who is not signed in?"""

import html
import http.client
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Any

import pytest

LONG = "Реч по реч. " * 1_600  # as much as fits into one field
SHOWN = re.compile(r"<textarea[^>]*>([^<]*)</textarea>")


def shown(page: Any) -> list[str]:
    return [html.unescape(text).strip() for text in SHOWN.findall(page.get_data(as_text=True))]


def test_what_she_typed_before_her_sign_in_ended_comes_back_whole(client_as: Callable[[str], Any], make: Any) -> None:
    ana = client_as(make.lawyer())
    ana.client.delete_cookie("__Host-desk", domain="localhost")

    answer = ana.post("/cases/", {"aim": LONG, "notes": LONG[5:], "numbers": "K 12/2026, viši sud"})

    assert answer.status_code == 400
    assert shown(answer) == [LONG.strip(), LONG[5:].strip(), "K 12/2026, viši sud"]


def test_a_stranger_is_not_sent_back_a_book(stranger: Any) -> None:
    answer = stranger.post("/cases/", {f"text{number}": "a" * 90_000 for number in range(10)})

    assert answer.status_code == 400
    assert sum(map(len, shown(answer))) == 180_000
    assert len(answer.data) < 220_000


@pytest.mark.parametrize("path", ["/cases/", "/people/", "/no-such-page"])
def test_a_stranger_cannot_have_the_desk_read_one_wherever_she_sends_it(stranger: Any, path: str) -> None:
    assert stranger.post(path, {"text": "a" * 2**21}).status_code == 413


def test_who_is_signed_in_sends_more(client_as: Callable[[str], Any], make: Any) -> None:
    ana = client_as(make.lawyer())

    assert ana.post("/cases/", {"aim": "a" * 2**21}).status_code == 422


def test_a_large_body_of_a_stranger_is_refused_before_it_is_read(
    serving: Callable[[], AbstractContextManager[tuple[Any, int]]],
) -> None:
    lengths = ({"Content-Length": str(2**27)}, {"Transfer-Encoding": "chunked"})

    with serving() as (_process, port):
        assert [answered(port, length) for length in lengths] == [413, 413]


def answered(port: int, length: dict[str, str]) -> int:
    """What a stranger is told who says how long the body is that she begins to send."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.putrequest("POST", "/cases/")
    for name, value in {"Content-Type": "application/x-www-form-urlencoded", **length}.items():
        connection.putheader(name, value)
    connection.endheaders()
    if "Transfer-Encoding" in length:
        with suppress(OSError):  # it may have hung up by then
            connection.send(b"110000\r\n" + b"a" * 0x110000)  # of what would go on
    answer = connection.getresponse()
    connection.close()
    return answer.status
