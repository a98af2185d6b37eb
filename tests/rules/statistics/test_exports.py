"""Do the programs of statistical offices read in every export what the signed bundle says, and no more?"""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import exported
from litigation_app.statistics import exports
from litigation_app.statistics.exports import block, metadata, observations
from litigation_app.statistics.indicators import all_indicators
from litigation_app.statistics.releases import PlanRef, Release, Row, Table

TABLES = exports.of_tables


@pytest.fixture
def bundle(release: Release) -> dict[tuple[str, ...], exported.Cell]:
    return exported.of_bundle(release)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_the_plain_lines_are_the_bundle_cell_for_cell(release: Release, bundle: Any) -> None:
    made = exports.export(TABLES(release), "csv")

    assert exported.back(exported.cells(rows(made.content)), release) == bundle
    assert {cell[:3] for cell in bundle.values() if not cell[0]} == {("", "Q", "C")}
    assert ("", "Q", "C", "5", "25") in bundle.values()


def test_json_is_the_bundle_cell_for_cell(release: Release, bundle: Any) -> None:
    said = json.loads(exports.export(TABLES(release), "json").content)

    found = [dict(zip(said["columns"], one, strict=True)) for one in said["observations"]]
    assert exported.back(exported.cells(found), release) == bundle


@pytest.mark.thorough
def test_pysdmx_reads_sdmx_ml_against_the_schemas(release: Release, bundle: Any) -> None:
    files = exports.export(TABLES(release), "sdmx-ml").files

    assert exported.back(exported.by_pysdmx(files["structure.xml"], files["data.xml"]), release) == bundle


def test_pysdmx_reads_sdmx_csv(release: Release, bundle: Any) -> None:
    made = exports.export(TABLES(release), "sdmx-csv")

    assert exported.back(exported.by_pysdmx_csv(made.content), release) == bundle


def test_a_workbook_holds_the_bundle_twice_and_nothing_hidden(release: Release, bundle: Any) -> None:
    sheets = exported.by_calamine(exports.export(TABLES(release), "xlsx").content)

    assert exported.back(exported.of_sheet(sheets["observations"]), release) == bundle
    assert list(sheets) == ["about", *(table.id for table in release.tables), "observations", "codes"]
    for table in release.tables:
        shown = sorted(
            exported.number(cell) for line in sheets[table.id][3:] for cell in line[1:] if not isinstance(cell, str)
        )
        assert shown == sorted(cell[0] for at, cell in bundle.items() if at[0] == table.id and cell[0])


def test_a_table_and_the_indicator_that_it_feeds_are_of_the_same_instance() -> None:
    """But for the final convictions, which are a part of a table of first-instance ones."""
    fed = [one.read_from(mode) for one in all_indicators() for mode in one.feeds]
    modes = [mode for one in all_indicators() for mode in one.feeds]

    apart = {
        (one.id, mode, table)
        for one, mode in zip(fed, modes, strict=True)
        for table in one.tables
        if block.finality(table, mode) != block.instance(one.finality)
    }
    assert apart == {("CON-02", "judgments", "accused_by_finality")}


def test_of_which_instance_a_figure_is_stands_beside_it(release: Release) -> None:
    tables = [
        Table(name, name, "PERSON", "accused", ("YEAR", by), tuple(Row((year, code), 20) for year in ("_T", "2021") for code in codes))
        for name, by, codes in (
            ("accused_by_finality", "FINAL", ("_T", "final", "not_final", "unknown")),
            ("accused_by_confiscation", "CONFISCATED", ("_T", "yes", "no", "unknown")),
        )
    ]  # fmt: skip
    read = replace(release, mode="judgments", tables=tuple(tables))
    at = block.DIMENSIONS.index("FINALITY"), block.DIMENSIONS.index("INDICATOR")

    found = {one.codes[at[1]]: one.codes[at[0]] for one in exports.of_indicators(read).observations}

    assert found == {"CON_02": "FINAL", "SEN_03": "FIRST"}


def test_an_official_figure_is_of_the_instance_that_its_measure_says(release: Release) -> None:
    dimensions = ("YEAR", "BREAKDOWN", "SERIES", "PERIOD", "SOURCE", "CONFIDENCE")
    row = Row(("2021", "_T", "GRETA", "calendar", "S1", "high"), 3)
    tables = tuple(
        Table(name, name, "CASE", "proceeding", dimensions, (row,)) for name in ("court_cases", "reported_offences")
    )
    official = replace(release, mode="official", tables=tables)
    at = block.DIMENSIONS.index("FINALITY"), block.DIMENSIONS.index("INDICATOR")

    found = {one.codes[at[1]]: one.codes[at[0]] for one in exports.of_tables(official).observations}

    assert found == {"COURT_CASES": "FIRST", "REPORTED_OFFENCES": "ANY"}


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["csv", "sdmx-ml", "sdmx-csv"])
def test_the_indicators_are_read_by_the_same_programs(release: Release, tmp_path: Path, form: str) -> None:
    made = exports.export(exports.of_indicators(release), form)
    read = {
        "csv": lambda: exported.cells(rows(made.content)),
        "sdmx-ml": lambda: exported.by_pysdmx(made.files["structure.xml"], made.files["data.xml"]),
        "sdmx-csv": lambda: exported.by_pysdmx_csv(made.content),
    }[form]()

    meant = [dict(zip((*block.DIMENSIONS, "OBS_VALUE", *block.OF_A_CELL), one.written(), strict=True))
             for one in exports.of_indicators(release).observations]  # fmt: skip
    assert read == exported.cells(meant)
    assert {cell[1:3] for cell in read.values()} <= {("A", "F"), ("Q", "C"), ("M", "F"), ("P", "F"), ("U", "F")}


@pytest.mark.parametrize("form", list(exports.FORMATS))
def test_the_same_publication_always_gives_the_same_bytes(release: Release, form: str) -> None:
    first, again = exports.export(TABLES(release), form), exports.export(TABLES(release), form)

    assert first.content == again.content


def test_a_workbook_has_no_place_where_more_could_be_said(release: Release) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.export(TABLES(release), "xlsx").content)) as pack:
        parts = {name: pack.read(name).decode() for name in pack.namelist()}

    assert not [name for name in parts if any(word in name for word in ("comment", "drawing", "calcChain", "external"))]
    for name, text in parts.items():
        assert not [sign for sign in ("<f>", "<f ", 'state="hidden"', "veryHidden", 'hidden="1"') if sign in text], name
    styles = {line.split('"')[1] for text in parts.values() for line in text.split(" s=")[1:]}
    assert not styles


def test_the_metadata_have_the_nineteen_headings(release: Release) -> None:
    said = metadata.headings(release)

    assert [one.number for one in said] == list(range(1, 20))
    assert release.policy_hash in said[6].text
    assert "2021-01-01 to 2022-12-31" in said[4].text
    assert all(one.text for one in said[:18])


@pytest.mark.parametrize(
    ("code", "days", "time"),
    [
        ("2021", "calendar", "2021"),
        ("2015_2019", "", "2015-01-01/P5Y"),
        ("_T", "", "2010-01-01/P15Y"),
        ("_2020", "cumulative__U__20201231", "2010-01-01/P11Y"),
        ("_U", "calendar__U__U", "2010-01-01/P15Y"),
        ("2017_2021", "cumulative__20170101__20210930", "2017-01-01/P1734D"),
    ],
)
def test_what_is_counted_up_to_a_year_is_not_of_that_year_alone(code: str, days: str, time: str) -> None:
    assert observations.period((2010, 2024), code, days) == time


def test_all_four_countries_have_a_name_together(release: Release) -> None:
    from litigation_app.statistics.exports.observations import area

    assert area(("RS", "MK", "BA", "ME")) == "_BAN4"
    assert area(("RS", "MK")) == "RS_MK"


OF_THE_STATE = ("YEAR", "BREAKDOWN", "SERIES", "PERIOD", "SOURCE", "CONFIDENCE")


@pytest.fixture
def official(release: Release) -> Release:
    """Figures of the state as they lie in a publication: one of a calendar year, one of a report's own, one not printed."""
    rows = (
        Row(("2021", "_T", "TIP", "calendar", "S1", "high"), 43),
        Row(("2021", "_T", "CPTV", "reporting__20210401__20220331", "S2", "medium"), 46),
        Row(("_2020", "sex_female__age_minor", "TIP", "cumulative__U__20201231", "S1", "high"), None),
    )
    said = json.loads(release.files["datapackage.json"])
    said["sources"] = [{"code": "S1", "title": "A report", "path": "https://report.example/2021"}]
    files = {**release.files, "datapackage.json": json.dumps(said).encode()}
    table = Table("identified_victims", "Identified victims", "PERSON", "victim", OF_THE_STATE, rows)
    return replace(release, mode="official", policy_hash="", tables=(table,), files=files)


@pytest.mark.thorough
def test_figures_of_the_state_are_printed_or_absent_and_never_withheld(official: Release, tmp_path: Path) -> None:
    made = exports.of_tables(official)
    files = exports.export(made, "sdmx-ml").files
    read = exported.by_pysdmx(files["structure.xml"], files["data.xml"])

    assert sorted(read.values()) == [("", "O", "F", "", ""), ("43", "A", "F", "", ""), ("46", "A", "F", "", "")]
    assert {codes[-1] for codes in read} == {"2021", "2021-04-01/P365D", "2020-01-01/P1Y"}


def test_figures_of_the_state_name_their_sources_on_paper_and_in_the_workbook(official: Release) -> None:
    made = exports.of_tables(official)
    paper = exported.by_pdfium(exports.export(made, "pdf").content)
    sheets = exported.by_calamine(exports.export(made, "xlsx").content)

    assert "A report https:" in paper.replace("\u200b", "")
    assert "not printed" in paper
    assert "Suppressed" not in paper
    assert ["S1", "A report", "https://report.example/2021"] in [
        [one for one in line if one] for line in sheets["about"]
    ]
    assert [line[-1] for line in sheets["identified_victims"][3:]] == [43, 46, "not printed"]
    assert "Nothing is suppressed" in metadata.headings(official)[6].text
    assert made.of_the_set()["ROUNDING"] == "none: figures stand as their source printed them"


def test_a_table_says_of_which_version_of_which_plan_it_is(release: Release) -> None:
    planned = replace(release, plan=PlanRef("caseload", "3"))

    assert {one.definition for one in exports.of_tables(planned).observations} == {"caseload-3"}
    assert {one.definition for one in exports.of_tables(replace(release, plan=None)).observations} == {""}
