"""How does a page become a PDF, or a picture a PNG? Typst sets it in a process of its own; nothing touches the disk."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECONDS = 30
PACKAGE = Path(__file__).parents[1]


class PdfFailed(Exception):
    """The PDF could not be made. The message names the template and the fault, never what was to be printed."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template that stands beside its feature ("casework/clients/access_report/pages/accesses.typ").

    The template reads `data` (what JSON can hold) by `#let data = json(bytes(sys.inputs.data))`, and the desk's paper by
    `#import "/core/pages/paper.typ": paper`. Raises PdfFailed.
    """
    return _set(template, data, "pdf", b"%PDF-")


def picture(svg: str) -> bytes:
    """A drawing as a PNG of 144 dots to the inch, for files that hold no drawings; raises PdfFailed."""
    return _set("core/pages/picture.typ", {"svg": svg}, "png", b"\x89PNG")


def _set(template: str, data: Mapping[str, Any], form: str, opening: bytes) -> bytes:
    command = [sys.executable, "-I", "-m", "litigation_app.core.typeset", template, form]
    said = json.dumps(data, ensure_ascii=False, default=str).encode()
    try:
        done = subprocess.run(command, input=said, capture_output=True, timeout=SECONDS, check=False, env={})  # noqa: S603
    except subprocess.TimeoutExpired:
        raise PdfFailed(f"{template} took longer than {SECONDS} seconds") from None
    if done.returncode != 0 or not done.stdout.startswith(opening):
        raise PdfFailed(f"{template}: {done.stderr.decode(errors='replace')[:200].strip()}")
    return done.stdout
