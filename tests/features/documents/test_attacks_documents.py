"""What somebody tries who wants to read, keep, pass on or destroy more of a paper than she may."""

import io
import zipfile
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from PIL import Image

from documents_sent import PDF, added, page, send
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db

NAME, PLACE = "Nepostojana", b"Izmisljena kuca kraj reke"


def photograph(kind: str) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = PLACE.decode()
    Image.new("RGB", (300, 200), "red").save(out, kind, exif=exif)
    return out.getvalue()


def office_file(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


def only_paper(app: Flask) -> UUID:
    with app.app_context():
        found: UUID = db.session.query(Document.id).filter_by(removed_at=None).one()[0]
    return found


def signed_in_again(app: Flask, lawyer: Any, case_id: UUID) -> Any:
    """The same lawyer in another sign-in, in which nothing but the file of the case stands open."""
    again = type(lawyer)(app, lawyer.email)
    again.sign_in()
    assert again.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status_code == 303
    return again


def test_a_kept_paper_that_names_her_is_not_read_with_the_file_of_the_case_alone(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case, given_name=NAME)
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "drafting", "groups": ["identity", "contact"]})
    asked = {"template": "power", "language": "sr-Latn", "victim": str(victim), "is_kept": "y"}
    assert lawyer.post(f"/cases/{open_case}/papers/drafts", asked).status_code == 303
    paper = only_paper(app)
    with_her_record_open = lawyer.get(f"/cases/{open_case}/papers/{paper}").status_code
    again = signed_in_again(app, lawyer, open_case)

    read = again.get(f"/cases/{open_case}/papers/{paper}")
    found = again.post(f"/cases/{open_case}/papers/search", {"words": NAME}).get_data(as_text=True)

    assert (with_her_record_open, read.status_code) == (200, 403)
    assert "<mark>" not in found


def test_a_highly_sensitive_paper_is_not_destroyed_by_whoever_may_not_read_it_now(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (PDF, "nalaz.pdf"), kind="finding", sensitivity="guarded", about=str(victim))
    paper = only_paper(app)

    before = lawyer.post(f"/cases/{open_case}/papers/{paper}/removal").status_code
    still_there = only_paper(app) == paper
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["health"]})
    after = lawyer.post(f"/cases/{open_case}/papers/{paper}/removal").status_code

    assert (before, still_there, after) == (403, True, 303)
    assert "nalaz.pdf" not in page(lawyer, open_case)


def test_a_range_does_not_tell_how_long_a_highly_sensitive_paper_is(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (PDF, "nalaz.pdf"), kind="finding", sensitivity="guarded", about=str(victim))
    path = f"/cases/{open_case}/papers/{only_paper(app)}"

    within, beyond = (lawyer.get(path, headers={"Range": f"bytes={first}-"}) for first in (len(PDF) - 1, len(PDF) + 1))

    assert (within.status_code, beyond.status_code) == (403, 403)
    assert "Content-Range" not in beyond.headers
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["health"]})
    assert lawyer.get(path, headers={"Range": f"bytes={len(PDF) + 1}-"}).status_code == 416


@pytest.mark.parametrize(("kind", "end"), [("JPEG", "jpeg"), ("JPEG", "JPG"), ("PNG", "png"), ("TIFF", "tif")])
def test_a_picture_inside_a_cleaned_word_file_does_not_tell_where_it_was_taken(
    app: Flask, lawyer: Any, open_case: UUID, kind: str, end: str
) -> None:
    members = {"word/document.xml": b"<w:document/>", f"word/media/image1.{end}": photograph(kind)}
    paper = added(app, lawyer, open_case, content=office_file(**members), name="izjava.docx")

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")

    assert cleaned.status_code == 200
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as container:
        picture = container.read(f"word/media/image1.{end}")
    assert PLACE not in picture
    assert Image.open(io.BytesIO(picture)).size == (300, 200)


@pytest.mark.parametrize("name", ["word/media/slika.emf", "word/embeddings/tabela.xlsx", "word/media/image1.jpeg"])
def test_a_word_file_with_something_inside_that_cannot_be_cleaned_is_not_given_out_as_cleaned(
    app: Flask, lawyer: Any, open_case: UUID, name: str
) -> None:
    members = {"word/document.xml": b"<w:document/>", name: b"not a picture: " + PLACE}
    paper = added(app, lawyer, open_case, content=office_file(**members), name="izjava.docx")

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")

    assert cleaned.status_code == 422
    assert PLACE not in cleaned.data


def test_an_author_is_taken_out_however_the_program_that_wrote_the_file_quotes(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    said = b"<w:document><w:rPrChange w:id='1' w:author = 'Neko Izmisljen' w:date='2026-11-03T10:00:00Z'/></w:document>"
    links = b"<Relationships><Relationship Id='r1' TargetMode='External' Target='file:///C:/Users/Neko/a.dotx'/></Relationships>"
    members = {"word/document.xml": said, "word/_rels/settings.xml.rels": links}
    paper = added(app, lawyer, open_case, content=office_file(**members), name="izjava.docx")

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")

    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as container:
        told = b"".join(container.read(name) for name in container.namelist())
    assert b"Neko" not in told


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("word/document.xml", b"<w:p><w:del w:id='1'><w:r><w:delText>Neko Izmisljen</w:delText></w:r></w:del></w:p>"),
        ("word/document.xml", b"<w:p><w:ins w:id='1' w:author='a'><w:r><w:t>Neko Izmisljen</w:t></w:r></w:ins></w:p>"),
        ("word/comments.xml", b"<w:comments><w:comment w:id='0'><w:t>Neko Izmisljen</w:t></w:comment></w:comments>"),
        ("customXml/item1.xml", b"<p:properties><Author>Neko Izmisljen</Author></p:properties>"),
    ],
)
def test_a_word_file_with_changes_comments_or_hidden_data_says_what_to_do_first(
    app: Flask, lawyer: Any, open_case: UUID, name: str, hidden: bytes
) -> None:
    members = {"word/document.xml": b"<w:document/>"} | {name: hidden}
    paper = added(app, lawyer, open_case, content=office_file(**members), name="podnesak.docx")

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")

    assert cleaned.status_code == 422
    assert b"Accept or reject the changes and delete the comments" in cleaned.data
    assert b"Neko" not in cleaned.data


def test_what_is_said_of_a_picture_in_a_cleaned_word_file_is_taken_out_and_the_text_stays(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    picture = (
        b"""<wp:docPr id="1" name="Slika 1" descr="C:\\Users\\neko > a\\slika.jpg"/>"""
        b"""<pic:cNvPr id='0' name='neko.jpg' title='neko'/><v:shape id="s1" alt="neko"/>"""
    )
    said = (
        b"<w:document>" + picture + b"""<w:t>Tuzba: name="Ana" ins del</w:t><w:insideH w:val="single"/></w:document>"""
    )
    sources = b"""<?xml version="1.0"?><b:Sources SelectedStyle="" xmlns:b="urn:b"></b:Sources>"""
    members = {"word/document.xml": said, "customXml/item1.xml": sources, "word/comments.xml": b"<w:comments/>"}
    paper = added(app, lawyer, open_case, content=office_file(**members), name="tuzba.docx")
    link = f"/cases/{open_case}/papers/{paper}/cleaned"
    assert link in page(lawyer, open_case)

    with zipfile.ZipFile(io.BytesIO(lawyer.get(link).data)) as container:
        told = container.read("word/document.xml")

    assert b"neko" not in told
    assert (
        b"""<wp:docPr id="1" name="" descr=""/><pic:cNvPr id='0' name="" title=""/><v:shape id="s1" alt=""/>""" in told
    )
    assert b"""<w:t>Tuzba: name="Ana" ins del</w:t>""" in told
    text = added(app, lawyer, open_case, content=b"Izmisljeno", name="beleska.txt")
    assert f"{text}/cleaned" not in page(lawyer, open_case)


@pytest.mark.parametrize(
    ("name", "members"),
    [
        (
            "izjava.odt",
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"<x/>",
                "meta.xml": b"<dc:creator>Neko Izmisljen</dc:creator>",
            },
        ),
        (
            "tabela.xlsx",
            {"xl/workbook.xml": b"<x/>", "xl/persons/person.xml": b"<person displayName='Neko Izmisljen'/>"},
        ),
    ],
)
def test_what_the_desk_cannot_clean_is_never_given_out_as_cleaned(
    app: Flask, lawyer: Any, open_case: UUID, name: str, members: dict[str, bytes]
) -> None:
    paper = added(app, lawyer, open_case, content=office_file(**members), name=name)

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")

    assert cleaned.status_code == 422
    assert b"Neko" not in cleaned.data
