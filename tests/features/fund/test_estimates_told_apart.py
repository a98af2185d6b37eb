"""Two estimates of one country are told apart on every tab, and each says in its files and figures what it says on its pages."""

import html
from typing import Any

import pytest
from flask import Flask

from estimating import asked, estimate, onto_the_shelf
from lawyering import text
from scenario_pages import copied, save, words

pytestmark = pytest.mark.extensive


@pytest.fixture
def place(app: Flask, analyst: Any) -> str:
    """An estimate of a scenario that somebody named, on published data."""
    path = copied(analyst, "Narrow scope")
    save(analyst, path, "policy", **{"policy-heads": ["medical", "funeral"]})
    wanted = asked(onto_the_shelf(app)) | {"scenario": path.rsplit("/", 1)[1]}
    return str(estimate(analyst, wanted).headers["Location"]).split("?")[0]


def test_every_tab_names_scenario_and_publication_and_the_result_its_year(analyst: Any, place: str) -> None:
    pages = [
        html.unescape(words(analyst.get(place + tab)))
        for tab in ("", "/cost", "/money", "/matters", "/basis", "/what-if")
    ]

    for page in pages:
        assert "Serbia, Narrow scope" in page[page.index("<title>") : page.index("</title>")]
        assert "Scenario Narrow scope on published data" in page
    assert "the first year after the fund has become as widely known as the scenario takes it to be." in pages[0]
    assert "These heads of damage are not covered: lost earnings, maintenance of dependants." in pages[0]
    assert "Shares paid in the year of the decision and after" in pages[4]
    assert "Shares that come back in the year of payment and after" in pages[4]
    assert "Victims in scope, relative to the scenario" in pages[5]


def test_kind_and_value_of_an_assumption_are_the_same_on_page_and_study(analyst: Any, place: str) -> None:
    page, annex = (
        html.unescape(text(analyst.get(place + tab))).replace("\N{NO-BREAK SPACE}", " ")
        for tab in ("/basis", "/study/B")
    )

    for said in ("published elsewhere", "expert's judgement", "assumption", "5.0 % to 40.0 %"):
        assert said in page
        assert said in annex
    assert ">fixed<" not in annex


def test_tables_as_csv_name_their_letters_once(analyst: Any, place: str) -> None:
    for form in (f"{place}.csv", f"{place}/tables.csv"):
        assert analyst.get(form).headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_name_of_a_scenario_is_one_line(analyst: Any) -> None:
    path = copied(analyst, "Narrow\r\nscope")

    assert "Narrow scope" in words(analyst.get(path))
