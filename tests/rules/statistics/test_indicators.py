"""Does a publication give the right indicators, in words and in files?"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from indicated import named
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import compute, exports
from litigation_app.statistics.releases import Release, ReleaseContents, vocabulary

YEARS = ("2021", "2022", "2023")
STATUSES = ("PRESUMED", "FORMAL", "DECLINED")
CRIMINAL = ("victims", "indicted", "judged", "convicted")
CLAIM = ("victims", "filed", "awarded", "paid")
OUTCOMES = ("awarded_full", "referred", "rejected")


def test_all_are_there_and_the_caseload_answers_six(release: Release) -> None:
    ids = [one.id for one in indicators.all_indicators()]

    assert ids == ["ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07", "SEN-01", "DUR-02"]
    assert list(dict.fromkeys(value.indicator_id for value in compute(release))) == ids[:6]


def test_the_figures_of_a_known_publication(release: Release) -> None:
    found = named(compute(release))

    assert found["ID-01", "_T", "_T"].value == 60
    assert found["CMP-01", "_T"].value == Decimal("75.0")
    assert found["CMP-01", "_T"].n == 40
    assert found["CMP-02", "_T", "awarded_full"].value == Decimal("48.3")
    assert found["CMP-03", "2021"].value == Decimal("100.0")
    assert found["CMP-07", "_T"].value == Decimal("10.0")
    assert found["CON-05", "_T", "paid"].value == 0


def test_zero_is_a_figure_hidden_is_none_and_nothing_to_count_is_neither(release: Release) -> None:
    found = named(compute(release))

    assert (found["CMP-02", "2021", "awarded_full"].value, found["CMP-02", "2021", "awarded_full"].status) == (0, "U")
    assert (found["ID-01", "2021", "FORMAL"].value, found["ID-01", "2021", "FORMAL"].status) == (None, "Q")
    assert (found["CMP-01", "2021"].value, found["CMP-01", "2021"].status) == (None, "M")
    assert (found["CMP-07", "2021"].value, found["CMP-07", "2021"].status) == (None, "Q")


def test_a_hidden_count_is_bounded_by_what_is_published_beside_it(release: Release) -> None:
    found = named(compute(release))

    assert (found["ID-01", "2021", "PRESUMED"].low, found["ID-01", "2021", "PRESUMED"].high) == (0, 20)
    assert (found["ID-01", "2021", "FORMAL"].low, found["ID-01", "2021", "FORMAL"].high) == (5, 25)
    assert (found["CON-05", "2022", "convicted"].low, found["CON-05", "2022", "convicted"].high) == (0, 22)
    assert (found["CON-05", "_T", "convicted"].low, found["CON-05", "_T", "convicted"].high) == (10, 32)


def test_a_young_cohort_is_provisional_and_a_small_base_unreliable(release: Release) -> None:
    found = named(compute(release))

    assert found["CON-05", "2022", "filed"].status == "P"
    assert "maturing" in found["CON-05", "2022", "filed"].notes
    assert found["CMP-02", "2021", "referred"].notes == ("small_base",)
    assert found["CMP-02", "2021", "referred"].status == "U"


@pytest.mark.parametrize("years", [{"2021": "2020_2021"}, {"2021": None, "2022": None}])
def test_years_that_are_counted_together_and_all_years_in_one_have_their_indicators(
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
    years: dict[str, str | None],
) -> None:
    whole = contents_with()
    rows = {
        one.id: [replace(row, codes=(years.get(row.codes[0], row.codes[0]), *row.codes[1:])) for row in one.rows]
        for one in whole.tables
    }
    tables = [replace(one, rows=[row for row in rows[one.id] if row.codes[0]]) for one in whole.tables]

    values = compute(read_contents(replace(whole, tables=tables)))

    assert {value.indicator_id for value in values} == {value.indicator_id for value in compute(read_contents(whole))}
    assert {value.year for value in values} == {"_T", *(years.get(year) or year for year in ("2021", "2022"))} - {
        year for year, code in years.items() if code is None
    }


def test_years_together_are_said_as_a_span() -> None:
    assert vocabulary.code("YEAR", "2020_2021", "en") == "2020–2021"


def test_several_countries_may_count_a_person_twice(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    found = named(compute(read_contents(contents_with(countries=("ME", "RS")))))

    assert "may_double_count" in found["ID-01", "_T", "_T"].notes
    assert "may_double_count" not in found["CMP-02", "_T", "referred"].notes


def test_a_publication_without_a_table_lacks_that_indicator_alone(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    whole = contents_with()
    fewer = replace(whole, tables=[one for one in whole.tables if one.id != "claim_outcomes"])

    values = compute(read_contents(fewer))

    assert {value.indicator_id for value in values} == {"ID-01", "CON-05", "CMP-01", "CMP-07"}
    assert indicators.headline(indicators.get("CMP-02"), values) is None


def test_every_indicator_has_its_words_in_every_language() -> None:
    for one in indicators.all_indicators():
        for what in ("title", "plain", "definition", "numerator", "denominator", "basis"):
            assert all(one.say(what, language) for language in LANGUAGES)
            assert len({one.say(what, language) for language in ("en", "sr-Latn", "sr-Cyrl", "mk")}) == 4
        assert one.pitfalls
    with pytest.raises(indicators.IndicatorUnknown):
        indicators.get("XXX-99")


def test_the_csv_has_one_sign_for_everything_hidden(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release))))

    assert {(line["value"] == "", line["conf_status"]) for line in lines if line["obs_status"] == "Q"} == {(True, "C")}
    assert {line["conf_status"] for line in lines if line["obs_status"] != "Q"} == {"F"}
    assert {line["publication"] for line in lines} == {release.id}
    assert {line["publication_sha256"] for line in lines} == {release.digest}


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
