"""Do the files of indicators say what the publication says, and nothing of what it hides?"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from litigation_app.statistics import indicators
from litigation_app.statistics.exports import block, observations
from litigation_app.statistics.indicators import catalogue, exports
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut


def test_the_csv_has_one_sign_for_everything_hidden(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release))))

    assert {(line["value"] == "", line["conf_status"]) for line in lines if line["obs_status"] == "Q"} == {(True, "C")}
    assert {line["conf_status"] for line in lines if line["obs_status"] != "Q"} == {"F"}
    assert {line["publication"] for line in lines} == {release.id}
    assert {line["publication_sha256"] for line in lines} == {release.digest}


def test_the_files_say_which_version_of_a_definition_was_computed(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = [replace(one, version="2") if one.id == "CMP-03" else one for one in catalogue.all_indicators()]
    monkeypatch.setattr(catalogue, "all_indicators", lambda: changed)

    lines = csv.DictReader(io.StringIO(exports.as_csv(release)))
    said = {one["id"]: one["version"] for one in json.loads(exports.as_json(release))["indicators"]}
    figures = observations.of_indicators(release).observations

    in_csv = {line["indicator"]: line["definition"] for line in lines}
    assert (in_csv["CMP-03"], in_csv["CMP-02"]) == (said["CMP-03"], said["CMP-02"]) == ("2", "1")
    at = block.DIMENSIONS.index("INDICATOR")
    assert {one.definition for one in figures if one.codes[at] == "CMP_03"} == {"2"}


def test_the_csv_of_one_indicator_has_only_that_one(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release, "CMP-03"))))

    assert [(line["indicator"], line["year"], line["value"]) for line in lines] == [
        ("CMP-03", "_T", "51.7"), ("CMP-03", "2021", "100.0"), ("CMP-03", "2022", "30.0"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert exports.harmless(text) == f"'{text}"
    assert exports.harmless("CMP-01") == "CMP-01"


def test_the_json_says_where_its_figures_come_from(release: Release) -> None:
    said = json.loads(exports.as_json(release))

    assert said["publication"]["sha256"] == release.digest
    assert [one["id"] for one in said["indicators"]] == [one.id for one in indicators.all_indicators()]
    first = said["indicators"][0]["values"][0]
    assert (first["dims"], first["value"], first["obs_status"]) == ({"YEAR": "_T", "STATUS": "_T"}, 60, "A")


def test_the_files_have_durations_and_amounts_with_the_band_of_their_median(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    months = {"_T": 40, "up_to_6": 4, "6_to_12": 12, "12_to_24": 6, "ended": 6, "open": 7, "late": 5}
    bands = {"_T": 30, "up_to_1000": 5, "1000_to_3000": 14, "3000_to_10000": 6, "over_10000": 5}
    tables = [
        TableOut(
            name,
            "T",
            "PERSON",
            "victim",
            ("YEAR", by),
            [RowOut((y, c), v) for y in ("_T", "2021") for c, v in n.items()],
        )
        for name, by, n in (("months_to_judgment", "MONTHS", months), ("awards_by_band", "BAND", bands))
    ]
    release = read_contents(contents_with(tables=tables))

    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release))))
    said = {entry["id"]: entry["values"] for entry in json.loads(exports.as_json(release))["indicators"]}

    medians = {line["indicator"]: line for line in lines if line["by"] == "QUANTILE" and line["year"] == "_T"}
    assert (medians["DUR-01"]["low"], medians["DUR-01"]["high"], medians["DUR-01"]["interval"]) == ("12", "24", "band")
    assert (medians["CMP-06"]["low"], medians["CMP-06"]["high"]) == ("1000", "3000")
    bands_of = {code for one in tables for row in one.rows for code in row.codes}
    marks = [line["code"] for line in lines if line["indicator"] == "DUR-01" and line["by"] == "MONTHS"]
    assert dict.fromkeys(marks).keys() == {"within_6", "within_12", "within_24"}
    named_in_sdmx = observations.of_indicators(release, "DUR-01").names["BREAKDOWN"]
    assert named_in_sdmx["MONTHS__within_24"]["en"].endswith("Judged within 24 months of the indictment")
    assert not bands_of & set(marks)  # in a band's code a reader sees that band's persons
    assert said["DUR-01"][0]["value"] == 11.4  # 4 of 35: those who came late are no part of the group
    assert said["PRT-03"] == []


LONG = {
    "_T": 40,
    "up_to_6": 4,
    "6_to_12": 3,
    "12_to_24": 5,
    "24_to_36": 8,
    "36_to_60": 7,
    "ended": 3,
    "open": 5,
    "late": 5,
}
SHORT = {"_T": 40, "up_to_6": 4, "6_to_12": 3, "12_to_24": 5, "ended": 3, "open": 20, "late": 5}


def of_months(
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
    name: str,
    counts: Mapping[str, int],
) -> Release:
    rows = [RowOut((year, code), value) for year in ("_T", "2021") for code, value in counts.items()]
    table = TableOut(name, "T", "PERSON", "victim", ("YEAR", "MONTHS"), rows)
    return read_contents(contents_with(tables=[table]))


def test_whoever_was_followed_for_five_years_is_read_on_the_longer_grid(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    """The same people: after two years the median was not reached, after five it is."""
    long = of_months(contents_with, read_contents, "months_to_judgment_60", LONG)
    short = of_months(contents_with, read_contents, "months_to_judgment", SHORT)

    found, before = (
        {one.dims[1]: one for one in indicators.compute(release, "DUR-01") if one.year == "2021"}
        for release in (long, short)
    )

    median = found["QUANTILE", "median"]
    assert (median.low, median.high) == (24, 36)
    assert (before["QUANTILE", "median"].low, before["QUANTILE", "median"].high) == (24, None)
    assert [code for _by, code in found] == [*(f"within_{n}" for n in (6, 12, 24, 36, 60)), "median"]
    assert [str(found["MONTHS", f"within_{n}"].value) for n in (24, 36, 60)] == ["34.3", "57.1", "77.1"]
    assert found["MONTHS", "within_24"].value == before["MONTHS", "within_24"].value
    assert ("followed_60" in median.notes, "followed_24" in before["QUANTILE", "median"].notes) == (True, True)
    assert (
        observations.of_indicators(long, "DUR-01")
        .names["BREAKDOWN"]["MONTHS__within_60"]["en"]
        .endswith("Judged within 60 months of the indictment")
    )


def test_two_windows_are_no_series(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    long = of_months(contents_with, read_contents, "months_to_judgment_60", LONG)
    short = of_months(contents_with, read_contents, "months_to_judgment", SHORT)
    one = indicators.get("DUR-01")

    assert indicators.alike(one, [long, short, long]) == [long, long]
    assert indicators.alike(one, [short, long]) == [short]
    assert indicators.alike(indicators.get("CMP-01"), [short]) == []
    assert indicators.read_in(indicators.read_in(one, long), short).tables == ("months_to_judgment",)
