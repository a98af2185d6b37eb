"""A publication of one desk on its shelf, and who reads it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, write

YEARS = ("2021", "2022")
FIGURES: dict[str, tuple[str, str, dict[str, list[int | str | None]]]] = {
    "victims_by_status": (
        "STATUS",
        "PERSON",
        {"_T": [60, 25, 35], "PRESUMED": [20, None, None], "FORMAL": [40, None, None], "DECLINED": [0, 0, 0]},
    ),
    "steps_criminal": (
        "STEP",
        "PERSON",
        {"victims": [60, 25, 35], "indicted": [40, 18, 22], "convicted": [None, 10, None]},
    ),
    "steps_claim": ("STEP", "PERSON", {"victims": [60, 25, 35], "filed": [30, 12, 18], "paid": [0, 0, 0]}),
    "claim_by_indictment": (
        "FILED",
        "PERSON",
        {"indicted": [40, 0, 40], "filed": [30, 0, 30], "not_filed": [10, 0, 10]},
    ),
    "claim_outcomes": ("OUTCOME", "CLAIM", {"_T": [29, 9, 20], "awarded_full": [14, 0, 14], "referred": [15, 9, 6]}),
    "money_by_award_year": (
        "AMOUNT",
        "EUR",
        {"awarded": ["123000", "50000", "73000"], "paid": ["12300", None, None]},
    ),
}


def table(name: str) -> TableOut:
    by, unit, lines = FIGURES[name]
    rows = [
        RowOut((year, code), values[place])
        for place, year in enumerate(("_T", *YEARS))
        for code, values in lines.items()
    ]
    return TableOut(name, name, unit, "claim" if unit == "CLAIM" else "victim", ("YEAR", by), rows)


@pytest.fixture
def publication(app: Flask) -> Path:
    """A publication of this desk on its shelf."""
    contents = ReleaseContents(
        title="Invented data 2021 to 2022",
        countries=("RS",),
        first=date(2021, 1, 1),
        last=date(2022, 12, 31),
        reference_date=date(2022, 12, 31),
        mode="caseload",
        policy_hash="a" * 64,
        certificate="b" * 64,
        prepared_by=UUID(int=1),
        approved_by=UUID(int=2),
        tables=[table(name) for name in FIGURES],
    )
    return write(app.extensions["shelf"], contents, app.extensions["release_signer"])


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())
