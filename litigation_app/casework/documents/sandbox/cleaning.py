"""What is left of a Word file without what it tells besides? Runs only inside `reader.py`.

Names of authors and paths of their computers are taken out, pictures are drawn anew. A file that holds anything else
(another file, a drawing of another program) is refused: nobody can say what that tells.
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
_OF_AUTHORS = re.compile(r"docProps/.*|word/people\.xml|docMetadata/.*")
_EMPTIED = re.compile(rb"(<[\w:]+(?:\s[^<>]*)?>)[^<>]+(?=</)")
_XML, _AS_IT_IS = (".xml", ".rels"), ("/", ".odttf")  # folders, and fonts in the form in which only Word reads them
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


def answer(_task: dict[str, Any], document: bytes) -> bytes:
    """The same file without them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as container,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        for name in container.namelist():
            content = _cleaned(name, read(container, name))
            cleaned.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cleaned(name: str, content: bytes) -> bytes:
    end = name.lower()
    if end.endswith(_PICTURES):
        return rendering.redrawn(content)
    if end.endswith(_AS_IT_IS):
        return content
    if not end.endswith(_XML) or b"\0" in content:  # a zero byte: letters of two bytes, which the patterns do not find
        raise SystemExit(1)
    if _OF_AUTHORS.fullmatch(name):
        content = _EMPTIED.sub(rb"\1", content)
    return _PATHS.sub(rb'\1"file:///"', _AUTHORS.sub(rb'\1""', content))
