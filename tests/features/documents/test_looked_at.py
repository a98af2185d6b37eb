"""Is a paper looked at inside the desk page by page, drawn anew, on record, and by nobody else?"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from PIL import Image

from documents_sent import added, new_case, open_file
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

SECRET = b"Izmisljeni fotoaparat"


def pdf_of(pages: int) -> bytes:
    out = io.BytesIO()
    first, *rest = [Image.new("RGB", (400, 560), (255, 255, 200 + number)) for number in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=rest, title="Izmisljeni naslov")
    return out.getvalue()


def photograph() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = SECRET.decode()
    Image.new("RGB", (3000, 2000), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def pages(case_id: UUID, paper: UUID, rest: str) -> str:
    return f"/cases/{case_id}/papers/{paper}/pages/{rest}"


def test_a_pdf_is_shown_page_by_page_and_every_page_is_on_record(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case, content=pdf_of(3), name="presuda.pdf")

    shown = lawyer.get(pages(open_case, paper, "2/0"))
    drawn = lawyer.get(pages(open_case, paper, "2/0/picture"))

    text = shown.get_data(as_text=True)
    assert 'alt="Page 2 of 3"' in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text
    assert Image.open(io.BytesIO(drawn.data)).width == 900
    assert (drawn.mimetype, drawn.headers["Cache-Control"]) == ("image/png", "no-store")
    assert "sandbox" in drawn.headers["Content-Security-Policy"]
    with app.app_context():
        entries = db.session.query(LedgerEntry).filter_by(act="view_document").all()
        assert [entry.object for entry in entries] == [f"document:{paper}"]


def test_there_is_no_page_beyond_the_last_and_no_zoom_beyond_the_largest(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    paper = added(app, lawyer, open_case, content=pdf_of(2), name="presuda.pdf")

    codes = [lawyer.get(pages(open_case, paper, rest)).status_code for rest in ("0/0", "3/0", "1/9", "1/9/picture")]

    assert codes == [404] * 4


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_in_a_picture_is_shown_white(app: Flask, lawyer: Any, open_case: UUID, mode: str) -> None:
    out, scan = io.BytesIO(), Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    scan.putpixel((5, 5), (0, 0, 0, 255))
    scan.convert(mode).save(out, "PNG", **({"transparency": 0} if mode == "P" else {}))
    paper = added(app, lawyer, open_case, content=out.getvalue(), name="potpis.png")

    answers = [
        lawyer.get(pages(open_case, paper, "1/0/picture")),
        lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned"),
    ]

    for answer in answers:
        drawn = Image.open(io.BytesIO(answer.data)).convert("RGB")
        assert drawn.getpixel((40, 30)) == (255, 255, 255)
        assert mode == "P" or drawn.getpixel((5, 5)) == (0, 0, 0)


def test_a_photograph_is_shown_smaller_and_without_what_it_tells_besides(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    paper = added(app, lawyer, open_case, content=photograph(), name="soba.jpg")

    drawn = lawyer.get(pages(open_case, paper, "1/0/picture"))
    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned")
    as_sent = lawyer.get(f"/cases/{open_case}/papers/{paper}")

    assert Image.open(io.BytesIO(drawn.data)).width == 900
    assert SECRET in as_sent.data
    assert SECRET not in drawn.data
    assert SECRET not in cleaned.data
    assert Image.open(io.BytesIO(cleaned.data)).size == (3000, 2000)
    assert cleaned.headers["Content-Disposition"].startswith("attachment; ")


def test_a_cleaned_pdf_is_pictures_without_a_title(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case, content=pdf_of(2), name="presuda.pdf")

    cleaned = lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned").data

    assert cleaned.startswith(b"%PDF-")
    assert sandbox.contents("pdf", cleaned).pages == 2
    assert "Izmisljeni naslov".encode("utf-16-be") not in cleaned
    assert b"Izmisljeni naslov" not in cleaned


def test_what_cannot_be_drawn_is_only_downloaded(app: Flask, lawyer: Any, open_case: UUID) -> None:
    broken = b"%PDF-1.7\n" + bytes(range(32, 127)) * 50
    paper = added(app, lawyer, open_case, content=broken, name="pokvarena.pdf")

    assert lawyer.get(pages(open_case, paper, "1/0")).status_code == 404
    assert lawyer.get(pages(open_case, paper, "1/0/picture")).status_code == 422
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}/cleaned").status_code == 422
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data == broken


def test_nothing_is_drawn_while_the_file_is_closed_nor_for_anybody_else(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    paper, other = added(app, lawyer, open_case, content=pdf_of(1), name="a.pdf"), client_as(make.lawyer())
    again = type(lawyer)(app, lawyer.email)
    again.sign_in()
    open_file(other, new_case(make, other))
    addresses = [
        pages(open_case, paper, "1/0"),
        pages(open_case, paper, "1/0/picture"),
        f"/cases/{open_case}/papers/{paper}/cleaned",
    ]

    assert [again.get(one).status_code for one in addresses] == [403] * 3
    assert [other.get(one).status_code for one in addresses] == [404] * 3


SHUT_IN_AS = """
import os, socket, sys
from litigation_app.casework.documents.sandbox import reader
folder, user = sys.argv[1], int(sys.argv[2])
here, there = f"{folder}/desk.db", f"{folder}/other"
acts = {
    "open": lambda: open(here), "write": lambda: open(there, "w"), "socket": socket.socket, "stat": lambda: os.stat(here),
    "truncate": lambda: os.truncate(here, 0), "chmod": lambda: os.chmod(here, 0o777), "utime": lambda: os.utime(here),
    "symlink": lambda: os.symlink(here, there), "link": lambda: os.link(here, there), "mkdir": lambda: os.mkdir(there),
    "rename": lambda: os.rename(here, there), "unlink": lambda: os.unlink(here), "chdir": lambda: os.chdir("/"),
    "list": lambda: os.listdir(folder), "kill": lambda: os.kill(os.getppid(), 0), "nice": lambda: os.nice(1),
    "fork": lambda: os.fork() or os._exit(0), "run": lambda: os.execv("/bin/true", ["true"]),
}
reader._reader({"do": "contents", "kind": "txt"})
if user != os.geteuid():
    os.setgroups([]); os.setgid(user); os.setuid(user)
reader._shut_in()
for name, act in acts.items():
    try:
        act()
    except OSError:
        continue
    print(name, flush=True)
"""
NOBODY = 65534


@pytest.fixture
def exposed() -> Iterator[Path]:
    """A folder with a file in which anybody may do anything."""
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "desk.db"
        file.write_bytes(b"records")
        for path in (folder, file):
            path.chmod(0o777)
            os.chown(path, *([NOBODY] * 2 if os.geteuid() == 0 else [-1] * 2))
        yield folder


@pytest.mark.parametrize("user", [0, NOBODY] if os.geteuid() == 0 else [os.geteuid()])
def test_the_reader_of_papers_reaches_no_file_no_process_and_no_network(exposed: Path, user: int) -> None:
    command = [sys.executable, "-c", SHUT_IN_AS, str(exposed), str(user)]

    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout.split() == []
    assert {path.name: path.read_bytes() for path in exposed.iterdir()} == {"desk.db": b"records"}


def test_the_desk_can_ask_whether_the_reader_is_shut_in() -> None:
    assert sandbox.is_shut_in()


@pytest.mark.parametrize("kind", sorted(sandbox.SHOWN | sandbox.TEXTS))
def test_no_junk_stops_the_desk(kind: str) -> None:
    assert sandbox.contents(kind, b"\0junk" * 1000).pages == 0
