"""How does a page of a PDF or a picture look, drawn anew, and what does it say? Runs only inside `reader.py`."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image, ImageOps
from PIL import MpoImagePlugin as _MpoIsKnown  # noqa: F401  # a photograph of some telephones
from PIL import PdfImagePlugin as _PdfIsKnown  # noqa: F401  # what is not loaded now cannot be loaded later
from PIL import TiffImagePlugin as _TiffIsKnown  # noqa: F401

_FORMATS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF"}
_MOST_PAGES = 2_000
_MOST_CLEANED_PAGES = 80
_MOST_LETTERS = 5_000_000
_MOST_PIXELS = 60_000_000  # of a picture that is taken in
_MOST_DRAWN = 8_000_000  # of a page that is given out
_CLEANED_DPI, _POINTS = 150, 72
_QUALITY = 85

Image.preinit()
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # twice as many are refused as a bomb


def answer(task: dict[str, Any], document: bytes) -> bytes:
    """Do one task of `paper_view`."""
    is_pdf = task["kind"] == "pdf"
    if task["do"] == "contents":
        pages, texts = _pdf_contents(document) if is_pdf else (_frames(_opened(document, task["kind"])), [])
        return json.dumps({"pages": pages, "texts": texts}).encode()
    if task["do"] == "picture":
        return _pdf_page(document, task) if is_pdf else _picture(document, task)
    return _pdf_of_pictures(document) if is_pdf else _written(_upright(_opened(document, task["kind"])), task["kind"])


def _pdf_contents(document: bytes) -> tuple[int, list[str]]:
    with pypdfium2.PdfDocument(document) as opened:
        pages = min(len(opened), _MOST_PAGES)
        texts, left = [], _MOST_LETTERS
        for number in range(pages):
            text = opened[number].get_textpage().get_text_bounded()[:left]
            left -= len(text)
            texts.append(text)
        return pages, texts


def _pdf_page(document: bytes, task: dict[str, Any]) -> bytes:
    with pypdfium2.PdfDocument(document) as opened:
        page = opened[task["page"] - 1]
        return _written(_drawn(page, task["width"] / max(page.get_width(), 1)), "png")


def _drawn(page: Any, scale: float) -> Any:
    width, height = page.get_size()
    most = (_MOST_DRAWN / max(width * height, 1)) ** 0.5
    return page.render(scale=min(scale, most)).to_pil().convert("RGB")


def _pdf_of_pictures(document: bytes) -> bytes:
    with pypdfium2.PdfDocument(document) as opened:
        if len(opened) > _MOST_CLEANED_PAGES:
            raise SystemExit(1)
        first, *rest = _all_drawn(opened)
        out = io.BytesIO()
        first.save(out, "PDF", save_all=True, append_images=rest, resolution=_CLEANED_DPI, quality=_QUALITY)
        return out.getvalue()


def _all_drawn(opened: Any) -> Iterator[Any]:
    for number in range(len(opened)):
        yield _drawn(opened[number], _CLEANED_DPI / _POINTS)


def redrawn(picture: bytes) -> bytes:
    """A picture of whichever kind it is, with nothing but its points."""
    opened = Image.open(io.BytesIO(picture), formats=list(_FORMATS.values()))
    kind = {"MPO": "jpeg"}.get(opened.format or "", (opened.format or "").lower())
    return _written(_upright(opened), kind)


def _opened(document: bytes, kind: str) -> Any:
    return Image.open(io.BytesIO(document), formats=[_FORMATS[kind]])


def _frames(picture: Any) -> int:
    return min(getattr(picture, "n_frames", 1), _MOST_PAGES)


def _upright(picture: Any) -> Any:
    """The picture as it is to be looked at, and nothing but its points: what else the file held stays behind."""
    turned = ImageOps.exif_transpose(picture)
    plain = turned if turned.mode in {"L", "RGB"} else _on_white(turned)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _on_white(picture: Any) -> Any:
    """What is transparent is white, as the document on which it would lie."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    over = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")


def _picture(document: bytes, task: dict[str, Any]) -> bytes:
    opened = _opened(document, task["kind"])
    opened.seek(task["page"] - 1)
    shown = _upright(opened)
    shown.thumbnail((task["width"], 4 * task["width"]))
    return _written(shown, "png" if task["kind"] == "tiff" else task["kind"])


def _written(picture: Any, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, _FORMATS[kind], **({"quality": _QUALITY} if kind == "jpeg" else {}))
    return out.getvalue()
