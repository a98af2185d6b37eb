"""Is an e-mail kept as a document, read inside the desk as text alone, found by what it says, and is what was made to harm bounded?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from documents_sent import added, open_file, page, send
from emails import WORD, compound, eml, msg
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

PAGE = '<p>Zdravo,<br>vidi <a href="https://prati.example/x">ovo</a><img src="https://prati.example/1.png"><script>zlo()</script></p>'


def search(person: Any, case_id: UUID, words: str) -> tuple[int, str]:
    answer = person.post(f"/cases/{case_id}/papers/search", {"words": words})
    return answer.status_code, answer.get_data(as_text=True)


def with_attachment() -> bytes:
    message = eml(page=PAGE)
    message.add_attachment(b"%PDF" * 512, maintype="application", subtype="pdf", filename="пресуда.pdf")
    return bytes(message)


@pytest.mark.both_databases
@pytest.mark.parametrize(("content", "name"), [(with_attachment(), "prepiska.eml"), (msg(), "prepiska.msg")])
def test_an_e_mail_is_read_as_text_and_found_by_what_it_says(
    app: Flask, lawyer: Any, open_case: UUID, content: bytes, name: str
) -> None:
    document = added(app, lawyer, open_case, content=content, name=name)
    address = f"/cases/{open_case}/papers/{document}"

    shown = lawyer.get(f"{address}/pages/1/0")

    text = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert f'href="{address}/pages/1/0"' in page(lawyer, open_case)
    assert "An e-mail: read it here." in page(lawyer, open_case)
    assert all(word in text for word in ("Рочиште", "vera@primer.example", f"šaljem presudu za {WORD}.", "пресуда.pdf"))
    assert lawyer.get(address).data == content
    assert all(name in search(lawyer, open_case, words)[1] for words in ("neizmisljenka", "DJORDJEVIC", "vera primer"))
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="view_document").count() == 1
        sealed = [bytes(one.sealed) for one in db.session.query(Capsule)]
    assert not any(WORD.encode() in one or b"prepiska" in one for one in sealed)


def test_of_a_page_nothing_is_loaded(app: Flask, lawyer: Any, open_case: UUID) -> None:
    only_page = eml(page=PAGE)
    only_page.get_payload()[0].set_payload("")
    document = added(app, lawyer, open_case, content=bytes(only_page), name="a.eml")

    text = lawyer.get(f"/cases/{open_case}/papers/{document}/pages/1/0").get_data(as_text=True)

    assert "vidi ovo" in text
    assert "prati.example" not in text
    assert "zlo()" not in text


def test_it_is_read_under_an_open_file_and_by_nobody_else(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    document = added(app, lawyer, open_case, content=with_attachment(), name="a.eml")
    again, other = type(lawyer)(app, lawyer.email), client_as(make.lawyer())
    again.sign_in()

    codes = [who.get(f"/cases/{open_case}/papers/{document}/pages/1/0").status_code for who in (again, other)]
    second = lawyer.get(f"/cases/{open_case}/papers/{document}/pages/2/0").status_code
    open_file(again, open_case)

    assert (codes, second) == ([403, 404], 404)
    assert again.get(f"/cases/{open_case}/papers/{document}/pages/1/0").status_code == 200


REFUSED = {
    "a page": (b"<html>From: x</html>", "a.eml"),
    "bytes": (b"From: \0\1\2", "a.eml"),
    "an old office file": (compound({"WordDocument": b"x" * 5_000}).replace(b"\x0b\x0d\x02", b"\0\0\0"), "a.msg"),
    "a truncated container": (msg()[:3_000], "a.msg"),
    "nothing but a beginning": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(20), "a.msg"),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_is_no_e_mail_is_refused_with_a_reason(lawyer: Any, open_case: UUID, what: str) -> None:
    answer = send(lawyer, open_case, REFUSED[what])

    assert answer.status_code == 422
    assert any(why in answer.get_data(as_text=True) for why in ("is of another kind", "is damaged"))


DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(5_000))
HOSTILE = {
    "nested without end": (b"From: a@b.example\n" + DEEP, "a.eml", False),
    "a heading that is too long": (b"From: a@b.example\nSubject: " + b"(" * 5_000_000 + b"\n\nkraj", "a.eml", True),
    "heads without end": (b"From: a@b.example\n" + b"X: y\n" * 200_000 + b"\nkraj", "a.eml", True),
}


@pytest.mark.parametrize("what", list(HOSTILE))
def test_what_was_made_to_break_the_reader_is_kept_and_only_downloaded_or_read_within_its_bounds(
    app: Flask, lawyer: Any, open_case: UUID, what: str
) -> None:
    content, name, is_read = HOSTILE[what]
    document = added(app, lawyer, open_case, content=content, name=name)
    address = f"/cases/{open_case}/papers/{document}"

    shown = lawyer.get(f"{address}/pages/1/0")

    assert shown.status_code == (200 if is_read else 404)
    assert ("kraj" in shown.get_data(as_text=True)) is is_read
    assert lawyer.get(address).data == content
    assert (name in search(lawyer, open_case, "kraj")[1]) is is_read
    assert ("1 document could not be searched" in search(lawyer, open_case, "nema")[1]) is not is_read
