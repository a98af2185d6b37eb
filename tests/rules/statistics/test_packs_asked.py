"""Has every part that the EU and UNODC ask for a line that official figures reach, and does no line of ours pass for another thing?"""

import csv
import io
from dataclasses import replace

import pytest

from feasible import speaking
from litigation_app.statistics.official import measures, reading
from litigation_app.statistics.official.figures import DIMENSIONS
from litigation_app.statistics.packs import exports, presenting
from litigation_app.statistics.packs.filling import Filled, Line, fill
from litigation_app.statistics.packs.reading import pack
from litigation_app.statistics.releases import Release, Row, Table


def of_the_state(release: Release, table: str, **values: int) -> Release:
    """A publication of official figures of 2022, whose breakdowns are written as in a file (spaces for "=", two for ";")."""
    rows = tuple(
        Row(("2022", reading.breakdown_of(said), "COURT", "calendar", "S1", "high"), value)
        for said, value in ((name.replace("__", ";").replace("_is_", "="), value) for name, value in values.items())
    )
    made = Table(table, table, "PERSON", "accused", DIMENSIONS, rows)
    return replace(release, id="RS-official", mode="official", tables=(made,))


def line_of(filled: Filled, table: str, label: str, mode: str) -> Line:
    [found] = [one for one in filled.tables if one.id == table]
    return next(one for one in found.lines if (one.label, one.mode) == (label, mode))


def last(filled: Filled, table: str, label: str) -> object:
    return line_of(filled, table, label, "official").cells[-1].value


def test_a_year_without_figures_keeps_its_column(release: Release) -> None:
    """A pack of Montenegro had 2016 to 2022 and then 2025: nobody saw that two years were missing."""
    later = tuple(
        replace(one, rows=tuple(Row(("2025", *row.codes[1:]), row.value) for row in one)) for one in release.tables
    )

    filled = fill(pack("greta"), [release, replace(release, id="RS-later", tables=later)], "RS")

    assert filled.years == ("2021", "2022", "2023", "2024", "2025")
    assert line_of(filled, "statistics", "Identified victims", "caseload").cells[2].why == "not_published"


def test_of_more_than_eight_years_the_last_eight_in_a_row_are_shown(release: Release) -> None:
    old = tuple(
        replace(one, rows=tuple(Row(("2014", *row.codes[1:]), row.value) for row in one)) for one in release.tables
    )

    filled = fill(pack("greta"), [release, replace(release, id="RS-old", tables=old)], "RS")

    assert filled.years == tuple(str(year) for year in range(2015, 2023))


@pytest.mark.parametrize(
    "said", ["sex_is_male__age_is_adult", "age_is_adult__sex_is_male", "persons__sex_is_male__age_is_adult"]
)
def test_a_file_of_convictions_by_sex_and_age_lands_in_the_line_that_asks_for_it(release: Release, said: str) -> None:
    shelf = [of_the_state(release, "convictions", persons=9, sex_is_male=7, age_is_minor=1, **{said: 6})]

    filled = fill(pack("eu"), shelf, "RS")

    assert last(filled, "convicted", "Persons convicted, total") == 9
    assert last(filled, "convicted", "Male") == 7
    assert last(filled, "convicted", "Children (under 18)") == 1
    assert last(filled, "convicted", "Men (18 and over)") == 6
    assert last(fill(pack("glotip"), shelf, "RS"), "convicted", "Male") == 7


def test_who_was_prosecuted_and_who_was_suspected_are_told_apart(release: Release) -> None:
    shelf = [
        of_the_state(
            release, "prosecutions", indicted_persons__sex_is_female=3, suspects__sex_is_female=5, sex_is_female=8
        )
    ]

    filled = fill(pack("eu"), shelf, "RS")

    assert last(filled, "prosecuted", "Female") == 3
    assert last(filled, "suspects", "Female") == 5, "a part of the table says nothing of whom it counts"


def test_victims_have_lines_for_own_citizens_other_eu_countries_and_all_others(release: Release) -> None:
    shelf = [of_the_state(release, "identified_victims", origin_is_own=4, origin_is_other_eu=2, origin_is_non_eu=1)]

    filled = fill(pack("eu"), shelf, "RS")

    found = [
        last(filled, "victims-citizenship", label)
        for label in ("Own citizens", "Citizens of other EU countries", "Citizens of countries outside the EU")
    ]
    assert found == [4, 2, 1]


def test_what_the_register_of_judgments_has_of_the_accused_is_said(release: Release) -> None:
    filled = fill(pack("eu"), [release], "RS")

    for table in ("prosecuted", "convicted"):
        assert line_of(filled, table, "By sex and age", "judgments").why == "not_in_plan"
        assert line_of(filled, table, "By citizenship and form of exploitation", "judgments").why == "not_asked"


@pytest.mark.parametrize(
    ("pack_id", "table", "label"),
    [
        ("eu", "prosecuted", "Persons prosecuted, total"),
        ("glotip", "prosecuted", "Persons prosecuted, total"),
        ("greta", "statistics", "Persons prosecuted"),
    ],
)
def test_accused_who_were_judged_do_not_pass_for_prosecutions_of_the_year(
    release: Release, pack_id: str, table: str, label: str
) -> None:
    verdicts = Table("accused_by_verdict", "x", "PERSON", "accused", ("YEAR", "VERDICT"), (Row(("2022", "_T"), 12),))
    filled = fill(pack(pack_id), [replace(release, mode="judgments", tables=(verdicts,))], "RS")
    written = list(csv.DictReader(io.StringIO(exports.as_csv(filled).decode())))

    for language in ("en", "sr-Latn", "sr-Cyrl", "mk", "bs", "cnr"):
        with speaking(language):
            line = line_of(filled, table, label, "judgments")
            said = presenting.counted(line, language)
            [grid] = [one for one in presenting.grids(filled) if one.id == table]
            assert any(said in one for one in grid.remarks), language
            assert said in presenting.remark(line, filled.years)
    [in_file] = [one for one in written if one["line"] == label and one["source_mode"] == "judgments" and one["value"]]
    assert "not the persons against whom proceedings were begun in the year" in in_file["remark"]


@pytest.mark.parametrize("pack_id", ["greta", "glotip", "eu"])
def test_what_a_questionnaire_takes_from_official_figures_can_be_typed_in(pack_id: str) -> None:
    """Every line is offered to whoever types in a year, or was printed in what came with the program."""
    every = measures.measures().values()
    offered = [part for one in every for part in [*measures.asked(one), *measures.asked_apart(one)]]
    known = {(measures.table_of(name, unit), frozenset(part.split("__"))) for name, unit, part in offered}
    known |= {
        (one.table, frozenset(one.key.breakdown.split("__"))) for sheet in reading.shipped() for one in sheet.figures
    }

    lines = [row for table in pack(pack_id).tables for row in table.rows if row.official]
    unknown = [
        f"{row.official.table}: {row.official.codes}"
        for row in lines
        if row.official
        and not any((row.official.table, frozenset(one.split("__"))) in known for one in row.official.codes)
    ]
    assert unknown == []


def test_what_became_of_recovery_periods_and_permits_has_lines_of_its_own(release: Release) -> None:
    periods = of_the_state(release, "recovery_periods", offered=9, granted=5, refused=1, declined=2, not_eligible=3)

    filled = fill(pack("greta"), [periods], "RS")

    said = ("offered", "granted", "refused by the authority", "declined by the person")
    found = [last(filled, "statistics", f"Recovery and reflection periods {one}") for one in said]
    assert found == [9, 5, 1, 2]
    assert last(filled, "statistics", "Not eligible for a recovery and reflection period") == 3


@pytest.mark.parametrize(
    ("language", "heading", "until"),
    [
        ("en", "Other periods", "until 31. 12. 2020."),
        ("sr-Latn", "Drugi periodi", "do 31. 12. 2020."),
        ("mk", "Други периоди", "до 31.12.2020"),
    ],
)
def test_figures_of_no_single_year_stand_in_a_column_of_their_own(
    release: Release, language: str, heading: str, until: str
) -> None:
    """GRETA on Montenegro up to 2020: 9 claims, 0 awarded, 9 sent to a civil court, which stood only in a remark."""
    claims = {"filed": 9, "granted": 0, "referred_to_civil": 9}
    rows = tuple(
        Row(("_2020", code, "GRETA", "cumulative__U__20201231", "S1", "high"), value) for code, value in claims.items()
    )
    table = Table("property_claims", "x", "CLAIM", "claim", DIMENSIONS, rows)
    shelf = [release, replace(release, id="RS-official", mode="official", tables=(table,))]

    with speaking(language):
        [grid] = [one for one in presenting.grids(fill(pack("greta"), shelf, "RS")) if one.id == "statistics"]
    found = [row[-1] for row in grid.rows if row[-1]]

    assert grid.headings[-1] == heading
    assert len(grid.headings) == len(grid.rows[0])
    assert [one.rpartition(": ")[2] for one in found if one] == ["9", "0", "9"]
    assert all((one or "").replace("\xa0", " ").startswith(until) for one in found)


def test_what_a_figure_of_the_state_is_of_is_said_in_the_readers_language(release: Release) -> None:
    """It was "2021 is 2021-04-01 to 2022-03-31 (low)" on a Macedonian page."""
    row = Row(("2021", "_T", "TIP", "reporting__20210401__20220331", "S2", "low"), 41)
    table = Table("identified_victims", "x", "PERSON", "victim", DIMENSIONS, (row,))
    shelf = [release, replace(release, id="RS-official", mode="official", tables=(table,))]

    with speaking("mk"):
        filled = fill(pack("greta"), shelf, "RS")
        [grid] = [one for one in presenting.grids(filled) if one.id == "statistics"]

    assert any("1.4.2021 – 31.3.2022 (несигурно)" in one.replace("\xa0", " ") for one in grid.remarks)
    assert not any("(low)" in one for one in grid.remarks)
