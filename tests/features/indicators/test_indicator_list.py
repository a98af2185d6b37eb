"""Does the list of indicators hold all of them, by area, found by code and words, from the data that have most?"""

import re
from typing import Any

from flask import Flask

from editions import contents, printed
from granted import words
from indicator_pages import FILED, Shelf, table, text
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue
from litigation_app.statistics.releases import write

HREF = re.compile(r'href="/indicators/([A-Z]{2,3}-\d{2})')


def test_the_list_has_rows_of_figures_alone_and_one_line_of_the_others_with_what_feeds_them(
    reader: Any, shelf: Shelf
) -> None:
    shelf()
    page = text(reader.get("/indicators/"))

    rows, folded = page.split("No figure in these data:")
    assert all(one.id in page for one in indicators.all_indicators())
    assert "CMP-01 ·" in rows
    assert set(HREF.findall(rows)) == {"CMP-01", "CON-05"}
    assert not re.search(r">\s*–\s*<", rows)
    assert "Compensation and legal redress" in rows
    assert "our caseload, judgments analysed" in rows
    assert "it stands among the official figures" in folded


def test_what_the_state_printed_is_a_row_with_its_figure(app: Flask, reader: Any, shelf: Shelf) -> None:
    shelf()
    figures = [printed("2021", 7), printed("2022", 9)]
    write(app.extensions["shelf"], contents("RS", figures), app.extensions["release_signer"])

    rows = words(reader.get("/indicators/")).split("No figure in these data:")[0]

    assert "ID-05 · Victims whom the authorities detected" in rows
    assert "0.1 2022 Official figures, not ours: Serbia, 2022" in rows


def test_what_nothing_can_answer_stands_on_the_page_of_the_method_alone(reader: Any, shelf: Shelf) -> None:
    shelf()
    page, method = text(reader.get("/indicators/")), words(reader.get("/indicators/method"))
    struck = catalogue.struck()

    assert len(struck) == 16
    assert not {one.id for one in struck} & set(HREF.findall(page))
    assert all(f"{one.id} · " in method and one.say("would", "en") in method for one in struck)
    assert all(one.say("title", "en") in method for one in indicators.all_indicators())
    gone = reader.get("/indicators/INV-03")
    assert (gone.status_code, gone.location) == (302, "/indicators/method#INV-03")
    assert reader.get("/indicators/INV-03.csv").status_code == 404


def test_how_much_is_known_is_counted_over_all_tables_that_have_a_code_for_it(reader: Any, shelf: Shelf) -> None:
    """Of 40 convicted 30, of 20 injured 18: 48 of 60; nobody of the others is asked about."""
    counts = [("accused_by_confiscation", "CONFISCATED", {"_T": 40, "yes": 10, "no": 20, "unknown": 10})]
    counts += [("injured_by_lawyer", "LAWYER", {"_T": 20, "yes": 10, "no": 8, "unknown": 2})]
    counts += [("judgments_by_instance", "INSTANCE", {"_T": 9, "first": 9})]
    shelf("RS", "judgments", [table(*one) for one in counts])

    page = words(reader.get("/indicators/DAT-01"))

    assert "All years together: 80.0 %: answers that are known." in page.replace("\xa0", " ")
    assert "All answers were counted: there is no interval." in page


def test_the_list_begins_with_the_data_that_have_most_of_it(reader: Any, shelf: Shelf) -> None:
    """Not with the newest, which may be of hearings alone."""
    outcomes = table("cohort_outcomes", "OUTCOME", {"_T": 20, "awarded_full": 5, "referred": 15})
    most = shelf(tables=[table("cohort_filed", "FILED", FILED), outcomes])
    shelf("RS", "observation", [table("hearings_by_public", "PUBLIC", {"_T": 20, "yes": 5, "no": 15, "unseen": 0})])
    shelf("RS", "caseload", [table("cohort_sex", "SEX", {"_T": 20})])

    page = reader.get("/indicators/").get_data(as_text=True)

    assert f'<option selected value="{most.name}"' in page or f'value="{most.name}" selected' in page


def test_the_list_has_ways_to_the_areas_that_have_figures(reader: Any, shelf: Shelf) -> None:
    page = text(reader.get(f"/indicators/?publication={shelf().name}"))

    assert re.findall(r'href="#(A\d)"', page) == re.findall(r'id="(A\d)"', page) == ["A5"]


def test_an_indicator_is_looked_for_by_code_and_words_in_either_script(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    by_code, none = (text(reader.get(f"/indicators/?publication={name}&q={q}")) for q in ("cmp-01", "qqqq<b>"))
    without_data, struck = (text(reader.get(f"/indicators/?q={q}")) for q in ("cmp-01", "cmp-09"))
    reader.post("/language", {"language": "sr-Cyrl", "next": "/"})
    found = [set(HREF.findall(text(reader.get(f"/indicators/?q={q}")))) for q in ("zrtve", "жртве")]

    assert set(HREF.findall(by_code)) == set(HREF.findall(without_data)) == {"CMP-01"}
    assert 'value="cmp-01"' in by_code
    assert set(HREF.findall(struck)) == {"CMP-09"}
    assert "No indicator has these words" in none
    assert "qqqq<b>" not in none
    assert found[0] == found[1]
    assert "ID-01" in found[0]


def test_a_hidden_figure_says_so_in_its_row(reader: Any, shelf: Shelf) -> None:
    hidden = {"_T": 20, "yes": None, "no": None, "unknown": 0}
    name = shelf("RS", "judgments", [table("accused_by_confiscation", "CONFISCATED", hidden)]).name

    rows = text(reader.get(f"/indicators/?publication={name}")).split("No figure in these data:")[0]

    assert "the figure is suppressed" in rows
    assert set(HREF.findall(rows)) == {"SEN-03"}


def test_whoever_looks_for_compensation_finds_how_far_claims_come(reader: Any, shelf: Shelf) -> None:
    shelf()

    page = reader.get("/indicators/").get_data(as_text=True)

    compensation = page.split('id="A5"')[1].split('id="A6"')[0]
    assert "Under Investigation and prosecution:" in compensation
    assert 'href="/indicators/CON-05?publication=' in compensation
    assert page.count(">CON-05 ·") == 1
    assert "how long the judgment took at DUR-01" in reader.get("/indicators/method").get_data(as_text=True)


def test_the_list_and_the_shelf_open_on_the_readers_own_country_and_persons(reader: Any, shelf: Shelf) -> None:
    """Whatever else has more figures; each is called by its source, its country and the years of its numbers."""
    outcomes = table("cohort_outcomes", "OUTCOME", {"_T": 20, "awarded_full": 5, "referred": 15})
    shelf("ME", tables=[table("cohort_filed", "FILED", FILED), outcomes])
    shelf("RS", "judgments", [table("claim_outcomes", "OUTCOME", {"_T": 20, "awarded_full": 5, "referred": 15})])
    mine = shelf("RS", "caseload", [table("cohort_filed", "FILED", FILED, ("2018", "2019", "2020"))])

    page, there = (reader.get(path).get_data(as_text=True) for path in ("/indicators/", "/publications/"))

    own = "Serbia: persons represented, 2018–2020"
    assert f'<option selected value="{mine.name}"' in page or f'value="{mine.name}" selected' in page
    order = (own, "Serbia: judgments analysed, 2017–2022", "Montenegro: persons represented, 2017–2022")
    for shown in (page.split("<select")[1], there):
        places = [shown.index(name) for name in order]
        assert places == sorted(places)
