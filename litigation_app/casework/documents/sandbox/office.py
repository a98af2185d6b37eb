"""What does an office or text file, or an e-mail, say? Runs only inside `reader.py`."""

import html
import io
import json
import re
import zipfile
from typing import Any

from litigation_app.casework.documents.messages import rules as messages
from litigation_app.casework.documents.messages.compound.rules import read_msg

_MESSAGES = {"eml": messages.read_eml, "msg": read_msg}
_MOST_MEMBER = 64 * 2**20  # bytes unpacked
_MOST_LETTERS = 5_000_000
_MEMBERS = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"),
    "odt": ("content.xml",),
    "xlsx": ("xl/sharedStrings.xml",),
}
_LINE_ENDS = re.compile(r"</(?:w:p|text:p|text:h|si)>|<w:br[^<>]*>|<text:line-break[^<>]*>")
_GAPS = re.compile(r"<w:tab[ /][^<>]*>|<text:tab[^<>]*>|<text:s[ /][^<>]*>|<w:tab>")
_TAGS = re.compile(r"<[^<>]*>")


def answer(task: dict[str, Any], document: bytes) -> bytes:
    """What it says as one text; of an e-mail, where that is asked, each part by itself."""
    email = _MESSAGES[task["kind"]](document) if task["kind"] in _MESSAGES else None
    if email is not None and task["do"] == "message":
        return json.dumps({"pages": 0, "texts": email.texts()}).encode()
    text = (
        email.all_text()
        if email
        else _plain(document)
        if task["kind"] == "txt"
        else _of_members(document, task["kind"])
    )
    return json.dumps({"pages": int(email is not None and any(email[:5])), "texts": [text[:_MOST_LETTERS]]}).encode()


def _plain(document: bytes) -> str:
    return messages.in_letters(document, "utf-16" if document[:2] in {b"\xff\xfe", b"\xfe\xff"} else None)


def _of_members(document: bytes, kind: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as container:
        there = set(container.namelist())
        found = [read(container, name).decode("utf-8", "replace") for name in _MEMBERS[kind] if name in there]
    text = _GAPS.sub("\t", _LINE_ENDS.sub("\n", "\n".join(found)))
    return html.unescape(_TAGS.sub("", text))


def read(container: zipfile.ZipFile, name: str) -> bytes:
    """A member of the file, unpacked as far as the bound."""
    with container.open(name) as member:
        content = member.read(_MOST_MEMBER + 1)
    if len(content) > _MOST_MEMBER:
        raise SystemExit(1)
    return content
