"""How do lines become a Word file? The few parts of one that a program needs (ISO/IEC 29500), with no author in it. Pure."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import escape

from litigation_app.core.text import clean

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_KINDS = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.main+xml"/></Types>'
)
_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_LOOKS = {  # how a paragraph stands, how its letters look
    "title": ('<w:jc w:val="center"/><w:spacing w:before="240" w:after="240"/>', '<w:b/><w:sz w:val="28"/>'),
    "heading": ('<w:spacing w:before="200" w:after="80"/>', '<w:b/><w:sz w:val="24"/>'),
    "text": ('<w:spacing w:after="120"/>', '<w:sz w:val="24"/>'),
    "mark": ('<w:spacing w:after="240"/>', '<w:i/><w:sz w:val="18"/>'),
    "row": ("", '<w:sz w:val="22"/>'),
    # of a longer paper: a chapter that Word's own list of contents finds, the title of a table, its head, its numbers
    "chapter": (
        '<w:keepNext/><w:spacing w:before="480" w:after="160"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="30"/>',
    ),
    "caption": ('<w:keepNext/><w:spacing w:before="160" w:after="60"/>', '<w:b/><w:sz w:val="22"/>'),
    "head": ("<w:keepNext/>", '<w:b/><w:sz w:val="18"/>'),
    "words": ("", '<w:sz w:val="19"/>'),
    "numbers": ('<w:jc w:val="right"/>', '<w:sz w:val="19"/>'),
    "code": ('<w:spacing w:after="0"/>', '<w:sz w:val="14"/>'),
}
_ROWS = {"row", "head", "words", "numbers"}
_EMU = 9525  # of a pixel (ISO/IEC 29500-1, 20.1.10.16)
_TEXT_WIDTH = 9072  # twentieths of a point between the margins
_PAGE_WIDTH = 604  # pixels between the margins, at 96 to an inch
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/></w:sectPr>'


def docx(lines: Iterable[tuple[str, Sequence[str]]], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file of lines: (look, cells); rows that follow each other are one table.

    Looks of rows: "row", "words", "numbers" (all but the first cell stand to the right), "head" (repeated on each page). A line
    ("picture", [name, words]) shows the PNG of that name, described by the words.
    """
    drawn = dict(pictures or {})
    numbers = {name: number for number, name in enumerate(drawn, start=1)}
    body = []
    for is_table, group in groupby(lines, key=lambda line: line[0] in _ROWS):
        together = list(group)
        body.append(_table(together) if is_table else _paragraphs(together, drawn, numbers))
    text = f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in (
            ("[Content_Types].xml", _KINDS),
            ("_rels/.rels", _LINKS),
            ("word/document.xml", text),
            *_of_pictures(drawn),
        ):
            container.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _of_pictures(drawn: Mapping[str, bytes]) -> list[tuple[str, str | bytes]]:
    """The files of the pictures and what ties them to the text; nothing where there is none."""
    if not drawn:
        return []
    links = "".join(
        f'<Relationship Id="p{number}" Type="{_OFFICE}/image" Target="media/{number}.png"/>'
        for number in range(1, len(drawn) + 1)
    )
    tied = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    files = [(f"word/media/{number}.png", picture) for number, picture in enumerate(drawn.values(), start=1)]
    return [("word/_rels/document.xml.rels", tied), *files]


def _paragraphs(
    lines: Iterable[tuple[str, Sequence[str]]], drawn: Mapping[str, bytes], numbers: Mapping[str, int]
) -> str:
    return "".join(
        _picture(numbers[cells[0]], drawn[cells[0]], cells[1])
        if look == "picture"
        else "".join(_paragraph(look, cell) for cell in cells)
        for look, cells in lines
    )


def _picture(number: int, png: bytes, words: str) -> str:
    """The picture as wide as the page; its proportions stand in the head of the file (PNG, IHDR)."""
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    size = f'cx="{_PAGE_WIDTH * _EMU}" cy="{_PAGE_WIDTH * height // width * _EMU}"'
    told = f'id="{number}" name="{number}" descr="{escape(clean(words))}"'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr {told}/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="p{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _paragraph(look: str, text: str) -> str:
    stands, letters = _LOOKS[look]
    said = f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'
    return f"<w:p><w:pPr>{stands}</w:pPr><w:r><w:rPr>{_FONT}{letters}</w:rPr>{said}</w:r></w:p>"


def _table(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    looks = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    columns = max(len(cells) for _look, cells in rows)
    column = f'<w:gridCol w:w="{_TEXT_WIDTH // max(columns, 1)}"/>'
    grid = f"<w:tblGrid>{column * columns}</w:tblGrid>"
    return f"<w:tbl>{looks}{grid}{''.join(_row(look, cells) for look, cells in rows)}</w:tbl>{_paragraph('text', '')}"


def _row(look: str, cells: Sequence[str]) -> str:
    """A row does not break over pages; a head stands on each."""
    repeated = "<w:tblHeader/>" if look == "head" else ""
    kept = f"<w:trPr><w:cantSplit/>{repeated}</w:trPr>" if look != "row" else ""
    said = (_cell(cell, "words" if look == "numbers" and at == 0 else look) for at, cell in enumerate(cells))
    return f"<w:tr>{kept}{''.join(said)}</w:tr>"


def _cell(text: str, look: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph(look, text)}</w:tc>'
