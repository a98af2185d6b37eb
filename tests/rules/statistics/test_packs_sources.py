"""From which publications does a questionnaire take a number of a year?"""

from dataclasses import replace

from filled import lines
from litigation_app.statistics.packs.filling import fill
from litigation_app.statistics.packs.reading import pack
from litigation_app.statistics.releases import Release, Row
from litigation_app.statistics.releases.official import Vintage


def test_years_that_are_counted_together_are_no_single_year(release: Release) -> None:
    [table] = [one for one in release.tables if one.id == "cohort_status"]
    together = replace(
        table, rows=tuple(Row(("2021_2022", row.codes[1]), row.value) for row in table if row.codes[0] == "_T")
    )
    others = tuple(one for one in release.tables if one.id != table.id)

    filled = fill(pack("glotip"), [replace(release, tables=(*others, together))], "RS")

    cells = lines(filled, "victims")["Victims, total", "caseload", ""].cells
    assert [one.why for one in cells] == ["together", "together"]


def test_the_newest_publication_of_a_year_counts(release: Release) -> None:
    later = replace(
        release, id="RS-later", reference_date=release.reference_date.replace(year=2024),
        tables=tuple(replace(one, rows=tuple(Row(row.codes, 77) for row in one)) for one in release.tables),
    )  # fmt: skip

    cells = lines(fill(pack("glotip"), [release, later], "RS"), "victims")["Victims, total", "caseload", ""].cells

    assert {(one.value, one.release) for one in cells} == {(77, "RS-later")}


def test_an_older_edition_of_official_figures_is_no_source(release: Release, official: Release) -> None:
    first = replace(official, id="RS-z-first", vintage=Vintage(1, ""))
    second = replace(official, id="RS-a-second", vintage=Vintage(2, "RS-z-first"))

    filled = fill(pack("greta"), [first, release, second], "RS")

    assert {one.id for one in filled.releases} == {release.id, "RS-a-second"}
    of_official = {
        one.release for table in filled.tables for line in table.lines for one in line.cells if line.mode == "official"
    }
    assert of_official <= {"", "RS-a-second"}


def test_an_indicator_of_years_that_are_counted_together_says_so(release: Release) -> None:
    [filed] = [one for one in release.tables if one.id == "cohort_filed"]
    together = replace(
        filed, rows=tuple(Row(("2021_2022", row.codes[1]), row.value) for row in filed if row.codes[0] == "_T")
    )
    others = tuple(one for one in release.tables if one.id != filed.id)

    found = lines(fill(pack("greta"), [replace(release, tables=(*others, together))], "RS"), "g3")

    [cells] = [
        line.cells
        for (label, mode, _series), line in found.items()
        if label.startswith("CMP-01") and mode == "caseload"
    ]
    assert [one.why for one in cells] == ["together", "together"]
