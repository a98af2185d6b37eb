"""Is every cell of every table that leaves the desk as a file only text or a number, and never a formula?"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from furnished import Furnished
from litigation_app.core.access import Role
from litigation_app.statistics.indicators.exports import harmless

pytestmark = pytest.mark.thorough

STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def sheets(answer: Any) -> Iterator[list[list[str]]]:
    if answer.mimetype == "text/csv":
        yield list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
    elif answer.mimetype == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            for name in packed.namelist():
                if name.endswith(".csv"):
                    yield list(csv.reader(io.StringIO(packed.read(name).decode())))


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_no_cell_of_any_download_is_a_formula(furnished: Furnished) -> None:
    """The walk goes to every download that the pages lead to; the title of the publication begins with "="."""
    found = {
        (path, place): sheet
        for path, answer, _ in furnished.walk(Role.ANALYST)
        for place, sheet in enumerate(sheets(answer))
    }
    kinds = {re.sub(r"[0-9a-f-]{36}|[A-Z0-9-]+\.csv", "X", path.partition("?")[0]) for path, _ in found}

    live = {
        where: cell
        for where, sheet in found.items()
        for line in sheet
        for cell in line
        if cell.startswith(STARTS) and not NUMBER.fullmatch(cell)
    }

    assert live == {}
    assert len(kinds) >= 3, kinds
    bare = {path for (path, _), sheet in found.items() if len(sheet) < 2}
    assert all(path.startswith("/publications/partners/") for path in bare)  # whose tables do not give every indicator


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_would_be_a_formula_is_made_a_text(start: str) -> None:
    assert harmless(f"{start}2+2") == f"'{start}2+2"
