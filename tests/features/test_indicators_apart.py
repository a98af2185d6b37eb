"""Does an indicator stand apart by what frames ask for, where data print it, and is every rest said with its reason?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import dividing
from litigation_app.statistics.releases import Release, RowOut, TableOut, series, verify
from packaged import invented, laid

YEARS = ("2020", "2021", "2022")
STATUS = {"_T": 20, "FORMAL": 10, "PRESUMED": 10}
SEX: dict[str, int | None] = {"_T": 20, "F": 14, "M": 6}
Put = Callable[..., Release]


def table(name: str, by: str, counts: dict[str, int | None], counted: str = "victim") -> TableOut:
    rows = [RowOut((year, code), count) for year in YEARS for code, count in counts.items()]
    return TableOut(name, name, "PERSON", counted, ("YEAR", by), rows)


@pytest.fixture
def put(app: Flask) -> Put:
    """Puts a publication with these tables on the desk's shelf."""

    def publish(*tables: TableOut, mode: str = "caseload") -> Release:
        contents = invented(f"Invented {mode}", tables, (2020, 2022), mode=mode, until=2025)
        return series.joined([verify(laid(app, contents))])

    return publish


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())


def text(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)).replace("\xa0", " ").split())


def test_persons_stand_apart_by_sex_with_number_share_and_interval(reader: Any, put: Put) -> None:
    put(table("cohort_status", "STATUS", {**STATUS}), table("cohort_sex", "SEX", SEX))

    page = text(reader.get("/indicators/ID-01"))

    assert "Apart by: sex" in page
    assert "Female 14 14 14" in page, "the picture's own table"
    assert "Female 42 70.0 % 57 % – 81 %" in page, "Clopper-Pearson of 42 of 60"
    assert "the smallest rise from" in page


def test_a_hidden_group_hides_the_number_and_the_share_alike(app: Flask, reader: Any, put: Put) -> None:
    hidden: dict[str, int | None] = {"_T": 20, "F": None, "M": None}
    release = put(table("cohort_status", "STATUS", {**STATUS}), table("cohort_sex", "SEX", hidden))

    with app.test_request_context():
        (found,) = dividing.apart(indicators.get("ID-01"), release).divided

    assert [row[1:] for row in found.grid.rows] == [[None, None, "–"]] * 2
    assert found.picture.svg is None, "an axis would be invented"
    assert "Apart by: sex" in text(reader.get("/indicators/ID-01"))


def test_convictions_stand_apart_by_plea_and_speak_of_convictions_alone(app: Flask, put: Put) -> None:
    counts: dict[str, int | None] = {"_T": 20, "convicted": 9, "convicted_plea": 3, "acquitted": 8}
    release = put(table("accused_by_verdict", "VERDICT", counts, "accused"), mode="judgments")

    with app.test_request_context():
        (found,) = dividing.apart(indicators.get("CON-01").read_from("judgments"), release).divided

    assert [row[1:3] for row in found.grid.rows] == [["27", "75.0\xa0%"], ["9", "25.0\xa0%"]]


def test_what_is_not_printed_apart_says_why(reader: Any, put: Put) -> None:
    put(table("cohort_status", "STATUS", {**STATUS}), table("cohort_sex", "SEX", SEX))

    page = text(reader.get("/indicators/ID-01"))
    other = text(reader.get("/indicators/ID-02"))

    assert "No finding: an organisation takes on people who are identified already" in other
    assert "All years together" not in other
    rest = page[page.index("Asked for apart, and not in these data") :]
    assert "age its table is left out of these data" in rest
    assert "who identified her the desk does not record it for this source" in rest
    assert "sex the desk records it; a table of two things at once" in other
    assert "country each country has publications of its own" in other


def test_every_disaggregation_of_the_catalogue_has_words_and_every_table_its_dimension() -> None:
    known = dividing.all_disaggregations()

    for one in indicators.all_indicators():
        assert set(one.disaggregations) <= known.keys(), one.id
        assert set(one.apart) <= set(one.disaggregations), one.id
    asked = {name for one in indicators.all_indicators() for name in one.disaggregations}
    assert known.keys() == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(reader: Any, put: Put, language: str) -> None:
    put(table("cohort_status", "STATUS", {**STATUS}), table("cohort_sex", "SEX", SEX))

    reader.post("/language", {"language": language, "next": "/"})
    page = text(reader.get("/indicators/ID-01"))

    assert dividing.all_disaggregations()["IDENTIFYING_BODY"].word.read_in(language) in page
