"""Who reads indicators, and what lies on the shelf for her."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid

YEARS = tuple(str(year) for year in range(2017, 2023))
FILED = {"indicted": 20, "filed": 12, "not_filed": 8}
Shelf = Callable[..., Path]


def table(name: str, by: str, counts: Mapping[str, int | None], years: tuple[str, ...] = YEARS) -> TableOut:
    rows = [RowOut((year, code), count) for year in years for code, count in counts.items()]
    return TableOut(name, name, "PERSON", "victim", ("YEAR", by), rows)


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """Puts a publication on the desk's shelf."""

    def put(country: str = "RS", mode: str = "caseload", tables: list[TableOut] | None = None, **more: Any) -> Path:
        title, printed = f"Invented {country} {mode}", tables or [table("cohort_filed", "FILED", FILED)]
        contents = invented(title, printed, (2017, 2022), mode=mode, country=country, until=2025)
        return laid(app, replace(contents, **more))

    return put


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())


def text(page: Any) -> str:
    return text_of(page.get_data(as_text=True))


def text_of(page: str) -> str:
    return " ".join(page.replace("\xa0", " ").split())
