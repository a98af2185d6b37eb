"""What does a change alter of what people see? Writes pages, deadlines and publications of the demonstration, and compares two folders.

    PYTHONPATH=. .venv/bin/python .ci/golden.py write FOLDER      (two minutes of a core)
    PYTHONPATH=. .venv/bin/python .ci/golden.py compare OLD NEW   (exit 1 and the differences, or the word "equal")

Both folders must be written with the same moment, seed and size; what is drawn by chance (tokens, codes, signatures) is left out.
"""

import difflib
import hashlib
import json
import os
import random
import re
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import pyotp
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

_numbers = random.Random(7)
uuid.uuid4 = lambda: uuid.UUID(
    int=_numbers.getrandbits(128), version=4
)  # rows that tie are ordered by what is drawn here

from config import Config  # noqa: E402
from litigation_app.app import create_app  # noqa: E402
from litigation_app.cli import litigation  # noqa: E402
from litigation_app.core.db import db  # noqa: E402

MOMENT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SEED = 7
PEOPLE = (
    "ana",
    "jelena",
    "sonja",
    "vera",
    "dejan",
)  # a lawyer, a coordinator, an analyst, an auditor, an administrator
MOST_OF_A_KIND = 2  # pages of one route that one person looks at
LINK = re.compile(r'href="([^"#]+)')
ONE_THING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[A-Z]{2}(-[A-Z]{2})*-\d{4}-[\w-]+|\d{4}-\d{2}(-\d{2})?|(?<=/)\d+")
BY_CHANCE = (
    re.compile(r'(?<=name="csrf_token" value=")[^"]+'),
    re.compile(r'(?<=name="form_number" value=")[^"]+'),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),  # rows that the desk's own acts wrote
    re.compile(r"\b[0-9a-f]{64}\b"),
    re.compile(r"\b10[.:]0\d\b"),  # the minute of the filling
)
LEFT_OUT = ("/sign-out", "/static/", "/sign-in", "/checkpoints")
DEADLINES = """select c.reference, d.stage, d.event, d.kind, d.side, d.runs_from, d.legal_basis, d.served_on, d.expiry, d.act_by, d.met_on
               from casework_deadline d join casework_case c on c.id = d.case_id"""
SIGNED = ("signature.ed25519", "signer.pub")


def write(folder: Path) -> None:
    """Fill a demonstration at the fixed moment and write what it shows into the folder."""
    folder.mkdir(parents=True)
    with TemporaryDirectory() as room:
        os.environ["LITIGATION_INSTANCE"] = str(Path(room) / "instance")
        with time_machine.travel(MOMENT):  # which goes on: rows of one moment would have no order
            app = filled()
        show(app, room, folder)


def show(app: Flask, room: str, folder: Path) -> None:
    with time_machine.travel(MOMENT + timedelta(hours=1), tick=False):
        publications(Path(room) / "instance/releases", folder / "publications.json")
        deadlines(app, folder / "deadlines.json")
        for person in PEOPLE:
            pages(app, person, folder / "pages" / person)


def filled() -> Flask:
    litigation.main(["demo", "--seed", str(SEED)], standalone_mode=False)
    app = create_app(Config.load())
    with app.app_context():
        app.extensions["demonstration"].look()
    return app


def publications(shelf: Path, into: Path) -> None:
    """The hash of each file of each bundle, without what is signed."""
    sums = {
        str(path.relative_to(shelf)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(shelf.rglob("*"))
        if path.is_file() and path.name not in SIGNED
    }
    into.write_text(json.dumps(sums, indent=0), "utf-8")


def deadlines(app: Flask, into: Path) -> None:
    with app.app_context():
        rows = sorted([str(value) for value in row] for row in db.session.execute(text(DEADLINES)))
    into.write_text("\n".join(" | ".join(row) for row in rows), "utf-8")


def pages(app: Flask, person: str, folder: Path) -> None:
    """What this person sees, from the first page by its links."""
    folder.mkdir(parents=True)
    client = signed_in(app, person)
    met: Counter[str] = Counter()
    waiting, known = ["/", "/cases/"], {"/", "/cases/"}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        is_page = answer.mimetype == "text/html" and answer.status_code == 200
        shown = (
            without_chance(answer.get_data(as_text=True))
            if is_page
            else f"{answer.status} {answer.mimetype} {answer.location}"
        )
        name = re.sub(r"[^\w.-]", "_", without_chance(path))[:180]
        place = next(place for place in count() if not (folder / f"{name}.{place}.html").exists())
        (folder / f"{name}.{place}.html").write_text(shown, "utf-8")
        found = answer.get_data(as_text=True) if is_page else f'href="{answer.location or path}"'
        for link in links(path, found):
            kind = (
                ONE_THING.sub("*", link.partition("?")[0]) + "?" + ",".join(sorted(re.findall(r"[?&]([a-z_]+)=", link)))
            )
            if link not in known and met[kind] < MOST_OF_A_KIND:
                met[kind] += 1
                known.add(link)
                waiting.append(link)
    print(f"{person}: {len(known)} pages", file=sys.stderr)


def links(path: str, page: str) -> Iterator[str]:
    for address in LINK.findall(page):
        parts = urlsplit(urljoin(f"http://localhost{path}", address.replace("&amp;", "&")))
        link = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == "localhost" and not link.startswith(LEFT_OUT):
            yield link


def without_chance(page: str) -> str:
    for pattern in BY_CHANCE:
        page = pattern.sub("…", page)
    return page


def signed_in(app: Flask, person: str) -> FlaskClient:
    everybody = {sign_in.email: sign_in for sign_in in app.extensions["demonstration"].everybody()}
    sign_in = everybody[f"{person}@desk.example"]
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert token
    code = pyotp.TOTP(sign_in.totp_secret).now()
    typed = {"csrf_token": token[1], "email": sign_in.email, "password": sign_in.password, "code": code}
    answer = client.post("/sign-in", data=typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client


def compare(old: Path, new: Path) -> int:
    """Print what differs, file by file; 0 where nothing does."""
    names = sorted({str(path.relative_to(root)) for root in (old, new) for path in root.rglob("*") if path.is_file()})
    differing = 0
    for name in names:
        before, after = (lines(root / name) for root in (old, new))
        if before != after:
            differing += 1
            print(
                "\n".join(
                    list(difflib.unified_diff(before, after, f"old/{name}", f"new/{name}", n=0, lineterm=""))[:40]
                )
            )
    print(f"{differing} of {len(names)} files differ" if differing else f"equal: {len(names)} files")
    return 1 if differing else 0


def lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()] if path.exists() else []


if __name__ == "__main__":
    began = time.monotonic()
    match sys.argv[1:]:
        case ["write", folder]:
            write(Path(folder))
            print(f"written in {time.monotonic() - began:.0f} s", file=sys.stderr)
        case ["compare", old, new]:
            sys.exit(compare(Path(old), Path(new)))
        case _:
            sys.exit(__doc__)
