"""Does the page of an indicator that nothing of our own feeds show the official figures, and say where they are typed in?"""

import re
from typing import Any

import pytest
from flask import Flask

from feasible import speaking
from lawyering import text
from litigation_app.statistics.official import measures, queries, reading, remarks
from litigation_app.statistics.releases import RowOut, TableOut
from officials import our_own, publish_shipped


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer)).split())


@pytest.fixture
def ours(app: Flask) -> str:
    """A publication of our own caseload in Montenegro."""
    rows = [RowOut((year, "_T"), 20) for year in ("2021",)]
    table = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    return our_own(app, "caseload", table, "ME", 2021, 2021)


def test_what_only_the_state_prints_stands_on_its_page(app: Flask, typist: Any, checker: Any, ours: str) -> None:
    publish_shipped(app, typist, checker, "ME")

    page = words(typist.get(f"/indicators/PRO-01?publication={ours}"))

    assert "Official figures answer it" in page
    assert "Persons prosecuted, persons indicted · Prosecutor's office 25" in page.replace("  ", " ")
    assert "These data do not have it" not in page


def test_without_a_choice_all_countries_stand_there(app: Flask, typist: Any, checker: Any, ours: str) -> None:
    publish_shipped(app, typist, checker, "ME", "BA")

    page = words(typist.get("/indicators/PRO-01"))

    assert "Official figures, Montenegro" in page
    assert "Official figures, Bosnia and Herzegovina" in page
    assert "Nothing of our own is published yet" not in page
    assert f"/indicators/PRO-01?publication={ours}" not in text(typist.get(f"/indicators/?publication={ours}"))


def test_where_nothing_was_typed_in_the_page_says_where_that_is_done(typist: Any, ours: str) -> None:
    answer = typist.get(f"/indicators/PRO-01?publication={ours}")
    page = words(answer)

    assert "Only official figures can answer it" in page
    assert '<a class="btn btn-primary" href="/official/">See the official figures</a>' in text(answer)
    assert "typed it in (Publishing, Official figures)" in page


def test_official_figures_chosen_as_the_data_lead_to_what_they_say(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "ME")
    edition = queries.latest(app.extensions["shelf"], None, "ME")
    assert edition is not None

    page = words(typist.get(f"/indicators/ID-01?publication={edition.id}"))

    assert "Official figures answer it" in page
    assert "Identified victims · " in page


def test_the_list_names_the_newest_official_figure_as_not_ours(
    app: Flask, typist: Any, checker: Any, ours: str
) -> None:
    publish_shipped(app, typist, checker, "ME")

    page = words(typist.get(f"/indicators/?publication={ours}"))

    assert (
        "Official figures, not ours: Montenegro, 2025: Persons prosecuted, persons indicted: 25 (Prosecutor's office)"
        in page
    )


def test_a_figure_of_several_years_stands_on_its_page_with_what_its_source_says(
    app: Flask, typist: Any, checker: Any
) -> None:
    publish_shipped(app, typist, checker, "RS")

    page = words(typist.get("/indicators/CMP-08"))

    assert "Published by an organisation or the press, Serbia" in page
    assert "Victims awarded compensation and paid · Organisations 1, 1. 1. 2003. – 31. 12. 2013. (of about 1000" in page


def test_figures_of_an_organisation_are_not_called_official(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    edition = queries.latest(app.extensions["shelf"], None, "RS")
    assert edition is not None

    length, listed = (words(typist.get(f"/indicators/{of}?publication={edition.id}")) for of in ("DUR-01", ""))

    assert "Published by an organisation or the press, Serbia" in length
    of_figures = length.replace("Official figures, Serbia, edition 1", "")  # what is shown, as its choice names it
    assert "Official figures, Serbia" not in of_figures
    assert "Published by an organisation or the press, not ours: Serbia, 2015: " in listed
    assert "28 (ASTRA, judgments analysed)" in listed
    assert "Official figures, not ours: Serbia, " in listed


@pytest.mark.parametrize(("language", "said"), [("en", "about"), ("sr-Latn", "približno"), ("mk", "приближно")])
def test_no_raw_remark_of_the_file_is_shown(app: Flask, typist: Any, checker: Any, language: str, said: str) -> None:
    publish_shipped(app, typist, checker, "RS", "BA", "ME")
    spoken = {"headers": {"Accept-Language": language}}

    pages = [text(typist.get(f"/official/?country={country}", **spoken)) for country in ("RS", "BA", "ME")]

    for raw in measures.printed():
        if any(sign in raw for sign in ";=_") or raw.startswith("total"):
            assert all(raw not in page for page in pages), raw
    assert any(said in page for page in pages)


def test_every_remark_that_comes_with_the_program_has_words() -> None:
    sheets = reading.read(reading.SHIPPED.read_text("utf-8"))
    noted = {figure.note for sheet in sheets for figure in sheet.figures if figure.note}

    with speaking("mk"):
        said = {note: remarks.read(note) for note in noted}

    assert all(not re.search("[A-Za-z]{4,}", words.replace("GRETA", "")) for words in said.values()), said
    with speaking("en"):
        assert remarks.read("str. 7, percent of all") == "str. 7, percent of all"
