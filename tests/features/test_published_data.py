"""Published data and its indicators on the screen: who reads them, what is shown, and what is never shown."""

import csv
import io
import zipfile
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
OF_A_PUBLICATION = (
    "/indicators/?publication={}",
    "/indicators/CMP-01?publication={}",
    "/indicators/CMP-01.csv?publication={}",
)
NOT_THERE = ("/indicators/CMP-01?publication=none", "/indicators/XXX-99", "/indicators/CMP-01.csv")
ALL = ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07")


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


def text(page: Any) -> str:
    return " ".join(page.get_data(as_text=True).replace("\xa0", " ").split())


def test_an_empty_shelf_says_what_will_be_there(reader: Any) -> None:
    for path in ("/publications/", "/indicators/", "/indicators/CMP-01"):
        page = reader.get(path)
        assert page.status_code == 200
        assert "Nothing is published yet" in text(page)


def test_the_list_leads_to_what_is_published(reader: Any, publication: Path) -> None:
    listed, shown = reader.get("/publications/"), reader.get(f"/publications/{publication.name}")

    assert publication.name in text(listed)
    assert "whole and signed" in text(listed)
    assert shown.status_code == 200
    assert "Persons by identification status" in text(shown)


def test_the_files_come_as_one(reader: Any, publication: Path) -> None:
    answer = reader.get(f"/publications/{publication.name}/files.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        held = {name.removeprefix(publication.name + "/"): pack.read(name) for name in pack.namelist()}
    assert held == {
        p.relative_to(publication).as_posix(): p.read_bytes() for p in publication.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize("path", ["/publications/{}", "/publications/{}/files.zip", *OF_A_PUBLICATION])
def test_nothing_of_a_changed_publication_is_shown(reader: Any, publication: Path, path: str) -> None:
    data = publication / "data" / "claim_by_indictment.csv"
    data.write_text(data.read_text("utf-8").replace("30", "31"), "utf-8")

    answer = reader.get(path.format(publication.name))

    assert answer.status_code == 409
    assert "A file was changed after publishing: data/claim_by_indictment.csv" in text(answer)
    assert "does not hold" in text(reader.get("/publications/"))


@pytest.mark.parametrize("path", ["/publications/RS-2021-2022-00000000", "/publications/none", *NOT_THERE])
def test_what_is_not_there_is_not_found(reader: Any, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_the_overview_has_a_figure_for_each_of_the_six(reader: Any, publication: Path) -> None:
    page = text(reader.get("/indicators/"))

    assert all(indicator in page for indicator in ALL)
    assert "75.0 %" in page
    assert "of 40; 59 % to 87 %" in page


@pytest.mark.parametrize("indicator", ALL)
def test_each_indicator_has_its_page_picture_and_file(reader: Any, publication: Path, indicator: str) -> None:
    page = reader.get(f"/indicators/{indicator}?publication={publication.name}")
    sheet = reader.get(f"/indicators/{indicator}.csv?publication={publication.name}")

    assert page.status_code == 200
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart"' in page.get_data(as_text=True)
    assert publication.name in text(page)
    assert {line["indicator"] for line in csv.DictReader(io.StringIO(sheet.get_data(as_text=True)))} == {indicator}


@pytest.mark.parametrize("language", ["sr-Latn", "sr-Cyrl"])
def test_the_words_follow_the_reader(reader: Any, publication: Path, language: str) -> None:
    reader.post("/language", {"language": language, "next": "/"})
    title = {"sr-Latn": "Zahtevi u celosti upućeni na parnicu", "sr-Cyrl": "Захтеви у целости упућени на парницу"}

    assert title[language] in text(reader.get(f"/indicators/CMP-03?publication={publication.name}"))


def test_a_hidden_figure_shows_no_size(reader: Any, publication: Path) -> None:
    page = reader.get(f"/indicators/CMP-07?publication={publication.name}").get_data(as_text=True)

    rows = [row for row in page.split("<tr") if row.startswith((">", " >")) and "2021</th>" in row]

    assert len(rows) == 2
    assert all(row.count("hidden-cell") >= 3 for row in rows)


def test_only_who_may_read_published_data_sees_it(
    make: Any, client_as: Callable[[str], Any], publication: Path
) -> None:
    administrator = client_as(make.administrator())

    for path in ("/publications/", f"/publications/{publication.name}", "/indicators/", "/indicators/CMP-01.csv"):
        assert administrator.get(path).status_code == 404
