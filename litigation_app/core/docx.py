"""How do lines become a Word file? The few parts of one that a program needs (ISO/IEC 29500), with no author in it. Pure."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import escape

from litigation_app.core.text import clean

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_KINDS = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.main+xml"/></Types>'
)
_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_LOOKS = {  # how a paragraph stands, how its letters look
    "title": ('<w:jc w:val="center"/><w:spacing w:before="240" w:after="240"/>', '<w:b/><w:sz w:val="28"/>'),
    "heading": ('<w:spacing w:before="200" w:after="80"/>', '<w:b/><w:sz w:val="24"/>'),
    "text": ('<w:spacing w:after="120"/>', '<w:sz w:val="24"/>'),
    "mark": ('<w:spacing w:after="240"/>', '<w:i/><w:sz w:val="18"/>'),
    "row": ("", '<w:sz w:val="22"/>'),
}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/></w:sectPr>'


def docx(lines: Iterable[tuple[str, Sequence[str]]]) -> bytes:
    """A Word file of lines: (look, cells); rows that follow each other are one table."""
    body = []
    for is_table, group in groupby(lines, key=lambda line: line[0] == "row"):
        together = list(group)
        body.append(_table([cells for _look, cells in together]) if is_table else _paragraphs(together))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in (
            ("[Content_Types].xml", _KINDS),
            ("_rels/.rels", _LINKS),
            (
                "word/document.xml",
                f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>',
            ),
        ):
            container.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraphs(lines: Iterable[tuple[str, Sequence[str]]]) -> str:
    return "".join(_paragraph(look, cell) for look, cells in lines for cell in cells)


def _paragraph(look: str, text: str) -> str:
    stands, letters = _LOOKS[look]
    said = f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'
    return f"<w:p><w:pPr>{stands}</w:pPr><w:r><w:rPr>{_FONT}{letters}</w:rPr>{said}</w:r></w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    made = "".join(f"<w:tr>{''.join(_cell(cell) for cell in row)}</w:tr>" for row in rows)
    looks = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{looks}{made}</w:tbl>{_paragraph('text', '')}"


def _cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph("row", text)}</w:tc>'
