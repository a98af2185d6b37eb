"""What does an office or text file say, and how does it look without the names of its authors? Runs only inside `paper_reader`."""

import html
import io
import json
import re
import zipfile
from typing import Any

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
_AUTHORS = re.compile(rb'(\s(?:w|w15):(?:author|initials|userId)=)"[^"]*"')
_OF_AUTHORS = re.compile(r"docProps/.*|word/people\.xml|docMetadata/.*")
_EMPTIED = re.compile(rb"(<[\w:]+(?:\s[^<>]*)?>)[^<>]+(?=</)")


def answer(task: dict[str, Any], paper: bytes) -> bytes:
    """Do one task of `paper_view`."""
    if task["do"] == "cleaned":
        return _without_authors(paper)
    text = _plain(paper) if task["kind"] == "txt" else _of_members(paper, task["kind"])
    return json.dumps({"pages": 0, "texts": [text[:_MOST_LETTERS]]}).encode()


def _plain(paper: bytes) -> str:
    """The text in the first of the alphabets' codings in which it can be read."""
    codings = ("utf-16",) if paper[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1250", "cp1251")
    for coding in codings:
        try:
            return paper.decode(coding)
        except UnicodeDecodeError:
            continue
    return paper.decode("latin-1")


def _of_members(paper: bytes, kind: str) -> str:
    with zipfile.ZipFile(io.BytesIO(paper)) as container:
        there = set(container.namelist())
        found = [_read(container, name).decode("utf-8", "replace") for name in _MEMBERS[kind] if name in there]
    text = _GAPS.sub("\t", _LINE_ENDS.sub("\n", "\n".join(found)))
    return html.unescape(_TAGS.sub("", text))


def _read(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as member:
        content = member.read(_MOST_MEMBER + 1)
    if len(content) > _MOST_MEMBER:
        raise SystemExit(1)
    return content


def _without_authors(paper: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(paper)) as container,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        for name in container.namelist():
            content = _read(container, name)
            if _OF_AUTHORS.fullmatch(name):
                content = _EMPTIED.sub(rb"\1", content)
            cleaned.writestr(zipfile.ZipInfo(name), _AUTHORS.sub(rb'\1""', content), zipfile.ZIP_DEFLATED)
    return out.getvalue()
