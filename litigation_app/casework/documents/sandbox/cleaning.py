"""What is left of a Word file without what it tells besides? Runs only inside `reader.py`.

Names of authors, paths of their computers and what is said of a picture are taken out, pictures are drawn anew. A file that holds
anything else (another file, a drawing of another program) is refused: nobody can say what that tells. So is one with tracked
changes, comments or hidden data: what of them belongs to the text only a person can say.
"""

import io
import re
import zipfile
from typing import Any

from litigation_app.casework.documents.sandbox import rendering
from litigation_app.casework.documents.sandbox.office import read

_VALUE = rb"""(?:"[^"]*"|'[^']*')"""
_AUTHORS = re.compile(rb"(\s\w+:(?:author|initials|userId)\s*=\s*)" + _VALUE)
_PATHS = re.compile(rb"""(\sTarget\s*=\s*)(?:"(?:file:|[^"]*\\)[^"]*"|'(?:file:|[^']*\\)[^']*')""", re.IGNORECASE)
_PICTURED = re.compile(rb"""<(?:\w+:)?(?:docPr|cNvPr|shape|imagedata)\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_SAID_OF_IT = re.compile(rb"(\s(?:\w+:)?(?:name|descr|title|alt)\s*=\s*)" + _VALUE)
_CHANGES = re.compile(rb"<(?:\w+:)?(?:ins|del|delText|delInstrText|moveFrom|moveTo|comment)[\s/>]")
_STORE = re.compile(r"customxml/(?!itemprops).*\.xml")  # where Word keeps an empty list of sources
_NO_SOURCES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^<>]*>\s*)?<(?:\w+:)?Sources\b[^<>]*(?:/>|>\s*</[^<>]*>)\s*")
_OF_AUTHORS = re.compile(r"docProps/.*|word/people\.xml|docMetadata/.*")
_EMPTIED = re.compile(rb"(<[\w:]+(?:\s[^<>]*)?>)[^<>]+(?=</)")
_XML, _AS_IT_IS = (".xml", ".rels"), ("/", ".odttf")  # folders, and fonts in the form in which only Word reads them
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


def answer(_task: dict[str, Any], document: bytes) -> bytes:
    """The same file without them; "hidden" of one that holds what only a person can settle."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as container,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        for name in container.namelist():
            content = read(container, name)
            if _hides(name.lower(), content):
                return b"hidden"
            cleaned.writestr(zipfile.ZipInfo(name), _cleaned(name, content), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _hides(name: str, content: bytes) -> bool:
    """Whether a member has tracked changes or comments, or is data beside the text."""
    is_store = _STORE.fullmatch(name) is not None and _NO_SOURCES.fullmatch(content) is None
    return is_store or (name.endswith(_XML) and _CHANGES.search(content) is not None)


def _cleaned(name: str, content: bytes) -> bytes:
    end = name.lower()
    if end.endswith(_PICTURES):
        return rendering.redrawn(content)
    if end.endswith(_AS_IT_IS):
        return content
    if not end.endswith(_XML) or b"\0" in content:  # a zero byte: letters of two bytes, which the patterns do not find
        raise SystemExit(1)
    content = _PICTURED.sub(lambda tag: _SAID_OF_IT.sub(rb'\1""', tag[0]), content)
    if _OF_AUTHORS.fullmatch(name):
        content = _EMPTIED.sub(rb"\1", content)
    return _PATHS.sub(rb'\1"file:///"', _AUTHORS.sub(rb'\1""', content))
