"""Published data and its indicators on the screen: who reads them, what is shown, and what is never shown."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exported
from lawyering import text
from litigation_app.statistics.releases import fingerprints, verify

OF_A_PUBLICATION = (
    "/indicators/?publication={}",
    "/indicators/CMP-01?publication={}",
    "/indicators/CMP-01.csv?publication={}",
)
NOT_THERE = ("/indicators/CMP-01?publication=none", "/indicators/XXX-99", "/indicators/CMP-01.csv")
ALL_BUT_ONE_HIDDEN = {"CMP-07"}
ALL = ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07")


def test_an_empty_shelf_says_what_will_be_there(reader: Any) -> None:
    for path in ("/publications/", "/indicators/", "/indicators/CMP-01"):
        page = reader.get(path)
        assert page.status_code == 200
        assert "is published yet" in text(page)


def test_the_list_leads_to_what_is_published(reader: Any, publication: Path) -> None:
    listed, shown = reader.get("/publications/"), reader.get(f"/publications/{publication.name}")

    assert publication.name in text(listed)
    assert "integrity verified, signature valid" in text(listed)
    assert shown.status_code == 200
    assert "Persons by identification status" in text(shown)
    assert fingerprints.spoken(verify(publication).signed_by) in text(shown)  # what `release verify` says too
    assert verify(publication).digest in text(shown)


def test_a_reader_is_told_that_a_mistake_stays_as_it_was_printed(reader: Any, publication: Path) -> None:
    shown = text(reader.get(f"/publications/{publication.name}"))
    said = json.loads(reader.get(f"/publications/{publication.name}/exports/json").data)["reference_metadata"]

    assert "also where a mistake is found later" in shown
    [revision] = [one["text"] for one in said if one["name"] == "Data revision"]
    assert "A mistake that is found later stays printed" in revision


def test_the_files_come_as_one(reader: Any, publication: Path) -> None:
    answer = reader.get(f"/publications/{publication.name}/files.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        held = {name.removeprefix(publication.name + "/"): pack.read(name) for name in pack.namelist()}
    assert held == {
        p.relative_to(publication).as_posix(): p.read_bytes() for p in publication.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    "path",
    [
        "/publications/{}",
        "/publications/{}/files.zip",
        "/publications/{}/exports/xlsx",
        "/publications/{}/indicators/xlsx",
        *OF_A_PUBLICATION,
    ],
)
def test_nothing_of_a_changed_publication_is_shown(reader: Any, publication: Path, path: str) -> None:
    data = publication / "data" / "cohort_filed.csv"
    data.write_text(data.read_text("utf-8").replace("30", "31"), "utf-8")

    answer = reader.get(path.format(publication.name))

    assert answer.status_code == 409
    assert "A file was changed after publishing: data/cohort_filed.csv" in text(answer)
    assert "verification failed" in text(reader.get("/publications/"))


@pytest.mark.parametrize("path", ["/publications/RS-2018-2019-00000000", "/publications/none", *NOT_THERE])
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
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" class="chart"' in page.get_data(as_text=True)
    assert drawn != ("a picture would be invented" in text(page))
    assert drawn == (indicator not in ALL_BUT_ONE_HIDDEN)
    assert publication.name in text(page)
    assert {line["indicator"] for line in csv.DictReader(io.StringIO(sheet.get_data(as_text=True)))} == {indicator}


@pytest.mark.parametrize("language", ["sr-Latn", "sr-Cyrl"])
def test_the_words_follow_the_reader(reader: Any, publication: Path, language: str) -> None:
    reader.post("/language", {"language": language, "next": "/"})
    title = {"sr-Latn": "Zahtevi u celosti upućeni na parnicu", "sr-Cyrl": "Захтеви у целости упућени на парницу"}

    assert title[language] in text(reader.get(f"/indicators/CMP-03?publication={publication.name}"))


def test_a_hidden_figure_shows_no_size(reader: Any, publication: Path) -> None:
    page = reader.get(f"/indicators/CMP-07?publication={publication.name}").get_data(as_text=True)

    rows = [row for row in page.split("<tr") if row.startswith((">", " >")) and "2018</th>" in row]

    assert len(rows) == 1  # and no picture with a table of its own: nothing but the total is printed
    assert rows[0].count("hidden-cell") == 2  # what was paid, and which share that is; no interval stands beside it


def test_only_who_may_read_published_data_sees_it(
    make: Any, client_as: Callable[[str], Any], publication: Path
) -> None:
    administrator = client_as(make.administrator())

    for path in ("/publications/", f"/publications/{publication.name}", "/indicators/", "/indicators/CMP-01.csv"):
        assert administrator.get(path).status_code == 404


@pytest.mark.parametrize(
    ("form", "media", "ending"),
    [
        ("csv", "text/csv", ".csv"),
        ("json", "application/json", ".json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        ("pdf", "application/pdf", ".pdf"),
        ("sdmx-csv", "application/vnd.sdmx.data+csv", ".sdmx.csv"),
        ("sdmx-ml", "application/zip", ".sdmx.zip"),
    ],
)
def test_the_page_offers_every_format_under_its_right_name(
    reader: Any, publication: Path, form: str, media: str, ending: str
) -> None:
    path = f"/publications/{publication.name}/exports/{form}"
    sent = reader.get(path)

    assert path in reader.get(f"/publications/{publication.name}").get_data(as_text=True)
    assert (sent.status_code, sent.mimetype) == (200, media)
    assert sent.headers["Content-Disposition"] == f"attachment; filename={publication.name}_tables{ending}"


def test_an_indicator_is_offered_in_the_files_of_other_programs(reader: Any, publication: Path) -> None:
    page = reader.get(f"/indicators/CMP-01?publication={publication.name}").get_data(as_text=True)
    path = f"/publications/{publication.name}/indicators/sdmx-csv?indicator=CMP-01"
    lines = list(csv.DictReader(io.StringIO(reader.get(path).get_data(as_text=True))))

    assert path in page
    assert {line["INDICATOR"] for line in lines} == {"CMP_01"}
    assert {line["STRUCTURE_ID"] for line in lines} == {"JUSTICE_DESK:DSD_BAN_JUSTICE(1.2)"}


@pytest.mark.parametrize(
    ("form", "ending"), [("xlsx", "xlsx"), ("json", "json"), ("sdmx-csv", "sdmx.csv"), ("sdmx-ml", "sdmx.zip")]
)
def test_the_file_of_one_indicator_is_named_by_it(reader: Any, publication: Path, form: str, ending: str) -> None:
    of = f"/publications/{publication.name}/indicators/{form}"

    own, csv_of_the_page = reader.get(f"{of}?indicator=CMP-01"), reader.get("/indicators/CMP-01.csv")

    assert own.headers["Content-Disposition"] == f"attachment; filename=CMP-01_{publication.name}.{ending}"
    assert csv_of_the_page.headers["Content-Disposition"] == f"attachment; filename=CMP-01_{publication.name}.csv"
    assert f"filename={publication.name}_indicators.{ending}" in reader.get(of).headers["Content-Disposition"]


def test_the_picture_of_an_indicator_leaves_as_its_page_draws_it_with_its_source(
    reader: Any, publication: Path
) -> None:
    page = reader.get("/indicators/CMP-02").get_data(as_text=True)
    of = f"/publications/{publication.name}/indicators"

    drawn, as_dots = (reader.get(f"{of}/{form}?indicator=CMP-02") for form in ("svg", "png"))

    svg = drawn.get_data(as_text=True)
    assert f"{of}/svg?indicator=CMP-02" in page
    assert f"{of}/png?indicator=CMP-02" in page
    assert (drawn.mimetype, as_dots.mimetype) == ("image/svg+xml", "image/png")
    assert drawn.headers["Content-Disposition"] == f"attachment; filename=CMP-02_{publication.name}.svg"
    assert "<style>" in svg, "it stands alone"
    assert ">Awarded in full</text>" in svg, "its legend"
    for said in ("Serbia: persons represented, 2018–2019", publication.name, "definition CMP-02, version"):
        assert said in svg
    assert as_dots.data.startswith(b"\x89PNG")


def test_where_the_page_has_no_picture_there_is_no_file_of_one(reader: Any, publication: Path) -> None:
    (hidden,) = ALL_BUT_ONE_HIDDEN
    path = f"/publications/{publication.name}/indicators/svg?indicator={hidden}"

    assert path not in reader.get(f"/indicators/{hidden}").get_data(as_text=True)
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "exports/doc",
        "exports/svg",
        "indicators/pdf",
        "indicators/doc",
        "indicators/svg",
        "indicators/csv?indicator=XXX-99",
        "indicators/svg?indicator=XXX-99",
        "exports/",
    ],
)
def test_a_format_that_there_is_not_is_not_there(reader: Any, publication: Path, path: str) -> None:
    assert reader.get(f"/publications/{publication.name}/{path}").status_code == 404


def test_the_paper_speaks_the_readers_language(reader: Any, publication: Path) -> None:
    asked = {"Accept-Language": "sr-Cyrl"}
    printed = exported.by_pdfium(reader.get(f"/publications/{publication.name}/exports/pdf", headers=asked).data)

    assert "Особе према статусу идентификације" in printed


def test_the_workbook_says_the_headings_of_the_metadata_in_the_readers_language(reader: Any, publication: Path) -> None:
    """The files that programs exchange keep Eurostat's English names."""
    reader.post("/language", {"language": "mk", "next": "/"})
    book = exported.by_calamine(reader.get(f"/publications/{publication.name}/exports/xlsx").data)
    said = json.loads(reader.get(f"/publications/{publication.name}/exports/json").data)

    assert {"7. Доверливост", "19. Напомена"} <= {str(line[0]) for line in book["about"]}
    assert "Confidentiality" in {one["name"] for one in said["reference_metadata"]}
