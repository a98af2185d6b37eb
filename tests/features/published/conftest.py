"""A publication of one desk on its shelf, and who reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid

YEARS = ("2018", "2019")
Figure = int | str | tuple[int, int] | None  # two numbers: withheld, and it lies between them
FIGURES: dict[str, tuple[str, str, dict[str, list[Figure]]]] = {
    "cohort_status": (
        "STATUS",
        "PERSON",
        {"_T": [25, 35], "PRESUMED": [(0, 25), (0, 35)], "FORMAL": [(0, 25), (0, 35)], "DECLINED": [0, 0]},
    ),
    "cohort_criminal": (
        "STEP",
        "PERSON",
        {"victims": [25, 35], "indicted": [18, 22], "judged": [10, 17], "convicted": [10, (5, 17)]},
    ),
    "cohort_claim": ("STEP", "PERSON", {"victims": [25, 35], "filed": [12, 18], "awarded": [0, 0]}),
    "cohort_filed": ("FILED", "PERSON", {"indicted": [0, 40], "filed": [0, 30], "not_filed": [0, 10]}),
    "cohort_outcomes": ("OUTCOME", "CLAIM", {"_T": [9, 20], "awarded_full": [0, 14], "referred": [9, 6]}),
    "cohort_money": ("AMOUNT", "EUR", {"awarded": ["50000", "73000"], "paid": [None, None]}),
}


def table(name: str) -> TableOut:
    by, unit, lines = FIGURES[name]
    rows = [_row((year, code), values[place]) for place, year in enumerate(YEARS) for code, values in lines.items()]
    return TableOut(name, name, unit, "claim" if unit == "CLAIM" else "victim", ("YEAR", by), rows)


def _row(codes: tuple[str, str], said: Figure) -> RowOut:
    return RowOut(codes, None, low=said[0], high=said[1]) if isinstance(said, tuple) else RowOut(codes, said)


@pytest.fixture
def publication(app: Flask) -> Path:
    """A publication of this desk on its shelf."""
    return laid(app, invented("Invented data 2018 to 2019", list(map(table, FIGURES)), (2018, 2019), until=2024))


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())
