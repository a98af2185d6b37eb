"""Are the papers and notes of one case found by what they say, in any script, by whoever may read them and nobody else?"""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

import typst
from flask import Flask

from config import Config
from documents_sent import added, new_case, open_file, send
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

WORD = "Neizmisljenka"


def pdf_saying(*pages: str) -> bytes:
    made: bytes = typst.compile("#pagebreak()\n".join(f"{page}\n" for page in pages).encode(), format="pdf")
    return made


def docx_saying(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        body = f"<w:p><w:r><w:t>{text[:4]}</w:t></w:r><w:r><w:t>{text[4:]}</w:t></w:r></w:p>"
        container.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def search(person: Any, case_id: UUID, words: str) -> tuple[int, str]:
    answer = person.post(f"/cases/{case_id}/papers/search", {"words": words})
    return answer.status_code, answer.get_data(as_text=True)


def test_a_word_is_found_in_either_script_with_its_page_and_what_stands_around_it(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    added(app, lawyer, open_case, content=pdf_saying("Prva strana", "Svedok Ђорђевић је видео Љиљану"), name="a.pdf")
    added(app, lawyer, open_case, content=docx_saying("Đorđević nije video ništa"), name="b.docx")

    pages = [search(lawyer, open_case, words)[1] for words in ("djordjevic", "ĐORĐEVIĆ", "Ђорђ", "ljiljanu video")]

    assert all("Page 2 of 2" in page for page in pages)
    assert all("<mark>Ђорђевић</mark> је видео" in page for page in pages[:3])
    assert all("<mark>Đorđević</mark> nije video" in page for page in pages[:3])
    assert "b.docx" not in pages[3]


def test_words_must_stand_on_one_page_and_at_their_beginning(app: Flask, lawyer: Any, open_case: UUID) -> None:
    added(app, lawyer, open_case, content=pdf_saying("Presuda suda", "Rok od osam dana"), name="a.pdf")

    found = {words: "a.pdf" in search(lawyer, open_case, words)[1] for words in ("presuda rok", "uda", "presu suda")}

    assert found == {"presuda rok": False, "uda": False, "presu suda": True}


def test_notes_of_steps_and_records_are_searched_as_well(make: Any, lawyer: Any, open_case: UUID) -> None:
    victim = make.victim(lawyer.email, open_case)
    said = {"on": "1. 10. 2026.", "victim": str(victim), "authority": "police", "note": f"Beleška: {WORD} reče"}
    assert lawyer.post(f"/cases/{open_case}/records/testimony", said).status_code == 303

    _code, page = search(lawyer, open_case, WORD.lower())

    assert f"<mark>{WORD}</mark>" in page


def test_the_words_are_written_down_nowhere_and_no_text_lies_in_the_clear(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    added(app, lawyer, open_case, content=pdf_saying(f"{WORD} je tu"), name="a.pdf")

    code, page = search(lawyer, open_case, WORD)

    assert (code, WORD in page) == (200, True)
    with app.app_context():
        bodies = b"".join(one.body for one in db.session.query(LedgerEntry).all())
        sealed = b"".join(one.sealed for one in db.session.query(Capsule).all())
        assert db.session.query(LedgerEntry).filter_by(act="search_papers").count() == 1
    assert WORD.encode() not in bodies + sealed
    assert WORD.lower().encode() not in bodies + sealed
    assert not [path for path in config.instance.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_nobody_else_searches_and_nothing_is_searched_while_the_file_is_closed(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    added(app, lawyer, open_case, content=pdf_saying(WORD), name="a.pdf")
    other, again = client_as(make.lawyer()), type(lawyer)(app, lawyer.email)
    open_file(other, new_case(make, other))
    again.sign_in()

    answers = [search(other, open_case, WORD), search(again, open_case, WORD)]

    assert [code for code, _page in answers] == [404, 403]
    assert not any("a.pdf" in page for _code, page in answers)


def test_a_highly_sensitive_paper_is_not_found_while_it_is_shut(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (pdf_saying(WORD), "tajno.pdf"), kind="medical", sensitivity="guarded", about=str(victim))

    before = search(lawyer, open_case, WORD)[1]
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["health"]})
    after = search(lawyer, open_case, WORD)[1]

    assert "<mark>" not in before
    assert "1 document could not be searched" in before
    assert "tajno.pdf" in after


def test_too_little_to_look_for_is_said(lawyer: Any, open_case: UUID) -> None:
    assert [search(lawyer, open_case, words)[0] for words in ("", "a", "?!", "x" * 201)] == [422] * 4


def test_a_removed_paper_is_found_no_more(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case, content=pdf_saying(WORD), name="a.pdf")
    lawyer.post(f"/cases/{open_case}/papers/{paper}/removal")

    assert "a.pdf" not in search(lawyer, open_case, WORD)[1]
