"""A fund estimate that somebody asks for: she sends the form, the work is done, and she comes back to it."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from litigation_app.statistics import releases
from litigation_app.statistics.releases import RowOut, TableOut
from preparing import work_off

YEARS = {2019: 36, 2020: 48, 2021: 43, 2022: None, 2023: 66}


def contents(years: dict[int, int | None], countries: tuple[str, ...] = ("RS",), number: int = 1) -> Any:
    """`number`: tells apart what would else be the same publication twice."""
    ends = {"low": 50, "high": 62}  # of a hidden year, as the rest of its table says
    rows = []
    for year, count in years.items():
        rows.append(RowOut((str(year), "_T"), None, **ends) if count is None else RowOut((str(year), "_T"), count))
        rows.append(RowOut((str(year), "F"), 50 if count is None else count))
    table = TableOut("cohort_sex", "Victims by sex", "PERSON", "victim", ("YEAR", "SEX"), rows)
    return releases.ReleaseContents(
        title="Victims in Serbia",
        countries=countries,
        first=date(2019, 1, 1),
        last=date(2023, 12, 31),
        reference_date=date(2024, 1, 31),
        mode="caseload",
        policy_hash="0" * 64,
        certificate="0" * 64,
        prepared_by=UUID(int=number),
        approved_by=UUID(int=1000 + number),
        tables=[table],
    )


def onto_the_shelf(app: Flask, years: dict[int, int | None] | None = None, countries: tuple[str, ...] = ("RS",)) -> str:
    """A publication of victims by year; gives its id."""
    signer, shelf = app.extensions["release_signer"], app.extensions["shelf"]
    number = 1 + len(releases.shelf(shelf))
    return releases.write(shelf, contents(years or YEARS, countries, number), signer).name


def asked(publication: str, **kwargs: str) -> dict[str, str]:
    return {"publication": publication, "scenario": "RS", "paths": "20000", "seed": "7", **kwargs}


def estimate(person: Any, wanted: dict[str, str]) -> TestResponse:
    """She sends the form and comes back when it is done: the way to the estimate (303), or the page that says why not."""
    answer: TestResponse = person.post("/fund/", wanted)
    if answer.status_code != 303 or "/runs/" not in answer.headers["Location"]:
        return answer
    work_off(person.app)
    found: TestResponse = person.get(answer.headers["Location"])
    return found


def result_files(app: Flask) -> list[Path]:
    """The results that lie on the disk."""
    folder = app.extensions["studies_dir"]
    return sorted(folder.glob("*.json")) if folder.exists() else []
