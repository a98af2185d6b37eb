"""Do the files of indicators say what the publication says, and nothing of what it hides?"""

import csv
import io
import json
from collections.abc import Callable
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
    changed = [replace(one, version="3") if one.id == "CMP-03" else one for one in catalogue.every()]
    monkeypatch.setattr(catalogue, "every", lambda: tuple(changed))

    lines = csv.DictReader(io.StringIO(exports.as_csv(release)))
    said = {one["id"]: one["version"] for one in json.loads(exports.as_json(release))["indicators"]}
    figures = observations.of_indicators(release).observations

    in_csv = {line["indicator"]: line["definition"] for line in lines}
    assert (in_csv["CMP-03"], in_csv["CMP-02"]) == (said["CMP-03"], said["CMP-02"]) == ("3", "2")
    at = block.DIMENSIONS.index("INDICATOR")
    assert {one.definition for one in figures if one.codes[at] == "CMP_03"} == {"3"}


def test_the_csv_of_one_indicator_has_only_that_one(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release, "CMP-03"))))

    assert [(line["indicator"], line["year"], line["value"]) for line in lines] == [
        ("CMP-03", "_T", "51.7"), ("CMP-03", "2021", "100.0"), ("CMP-03", "2022", "30.0"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t1", "\r1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert exports.harmless(text) == f"'{text}"
    assert exports.harmless("CMP-01") == "CMP-01"


def test_the_json_says_where_its_figures_come_from(release: Release) -> None:
    said = json.loads(exports.as_json(release))

    assert said["publication"]["sha256"] == release.digest
    assert [one["id"] for one in said["indicators"]] == [one.id for one in indicators.all_indicators()]
    first = said["indicators"][0]["values"][0]
    assert (first["dims"], first["value"], first["obs_status"]) == ({"YEAR": "_T", "STATUS": "_T"}, 60, "A")


def test_the_files_have_durations_with_the_band_of_their_median(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    months = {"_T": 40, "before": 5, "up_to_6": 4, "6_to_12": 12, "12_to_24": 6, "24_to_36": 6, "not_yet": 7}
    rows = [RowOut((year, code), number) for year in ("_T", "2021") for code, number in months.items()]
    table = TableOut("cohort_months", "T", "PERSON", "victim", ("YEAR", "JUDGED_IN"), rows)
    release = read_contents(contents_with(tables=[table]))

    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release))))
    said = {entry["id"]: entry["values"] for entry in json.loads(exports.as_json(release))["indicators"]}

    median = next(line for line in lines if line["by"] == "QUANTILE" and line["year"] == "_T")
    assert (median["low"], median["high"], median["interval"]) == ("12", "24", "band")
    assert "followed_36" in median["notes"]
    marks = [line["code"] for line in lines if line["indicator"] == "DUR-01" and line["by"] == "JUDGED_IN"]
    assert dict.fromkeys(marks).keys() == {"within_6", "within_12", "within_24", "within_36"}
    named_in_sdmx = observations.of_indicators(release, "DUR-01").names["BREAKDOWN"]
    assert named_in_sdmx["JUDGED_IN__within_24"]["en"].endswith("Judged within 24 months of the first contact")
    assert not set(months) & set(marks)  # in a band's code a reader sees that band's persons
    assert said["DUR-01"][0]["value"] == 11.4  # 4 of 35: whose case was judged before is no part of the group
    assert said["PRT-03"] == []


def test_a_share_of_hearings_has_its_base_and_interval_in_the_files_of_statistical_offices(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    counts = {
        "hearings_by_held": ("HELD", {"_T": 40, "held": 30, "postponed": 10, "unseen": 0}),
        "hearings_by_turn": ("TURN", {"_T": 40, "first": 10, "again": 30}),
    }
    tables = [
        TableOut(name, "T", "HEARING", "hearing", ("YEAR", by), [RowOut(("2021", code), number) for code, number in found.items()])
        for name, (by, found) in counts.items()
    ]  # fmt: skip
    release = read_contents(contents_with(mode="observation", tables=tables))

    [value] = indicators.compute(release, "DUR-07")
    [figure] = observations.of_indicators(release, "DUR-07").observations

    assert value.interval_method == "korn-graubard"
    assert (figure.n, figure.low, figure.high) == (40, value.low, value.high)
