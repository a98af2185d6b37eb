"""Does the list of indicators hold all of them, by area, found by code and words, from the data that have most?"""

import re
from typing import Any

from indicator_pages import FILED, Shelf, table, text
from litigation_app.statistics import indicators

HREF = re.compile(r'href="/indicators/([A-Z]{2,3}-\d{2})')


def test_the_list_has_all_by_area_with_what_feeds_them(reader: Any, shelf: Shelf) -> None:
    shelf()
    page = text(reader.get("/indicators/"))

    assert all(one.id in page for one in indicators.all_indicators())
    assert "Compensation and legal redress" in page
    assert "our caseload, judgments analysed" in page
    assert "it stands among the official figures" in page


def test_the_list_begins_with_the_data_that_have_most_of_it(reader: Any, shelf: Shelf) -> None:
    """Not with the newest, which may be of hearings alone."""
    outcomes = table("cohort_outcomes", "OUTCOME", {"_T": 20, "awarded_full": 5, "referred": 15})
    most = shelf(tables=[table("cohort_filed", "FILED", FILED), outcomes])
    shelf("RS", "observation", [table("hearings_by_public", "PUBLIC", {"_T": 20, "yes": 5, "no": 15, "unseen": 0})])
    shelf("RS", "caseload", [table("cohort_sex", "SEX", {"_T": 20})])

    page = reader.get("/indicators/").get_data(as_text=True)

    assert f'<option selected value="{most.name}"' in page or f'value="{most.name}" selected' in page


def test_the_list_has_ways_to_the_areas_and_can_leave_out_what_has_no_figures(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    every, few = (text(reader.get(f"/indicators/?publication={name}{more}")) for more in ("", "&show=figures"))

    assert all(f'href="#A{area}"' in every and f'id="A{area}"' in every for area in range(1, 8))
    assert "CMP-01" in few
    assert "PRO-01" not in few


def test_an_indicator_is_looked_for_by_code_and_words_in_either_script(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    by_code, none = (text(reader.get(f"/indicators/?publication={name}&q={q}")) for q in ("cmp-01", "qqqq<b>"))
    without_data = text(reader.get("/indicators/?q=cmp-01&show=figures"))
    reader.post("/language", {"language": "sr-Cyrl", "next": "/"})
    found = [set(HREF.findall(text(reader.get(f"/indicators/?q={q}")))) for q in ("zrtve", "жртве")]

    assert set(HREF.findall(by_code)) == set(HREF.findall(without_data)) == {"CMP-01"}
    assert 'value="cmp-01"' in by_code
    assert f"publication={name}&amp;show=figures&amp;q=cmp-01" in by_code
    assert "No indicator has these words" in none
    assert "qqqq<b>" not in none
    assert found[0] == found[1]
    assert "ID-01" in found[0]


def test_a_hidden_figure_says_so_and_is_none_of_those_with_figures(reader: Any, shelf: Shelf) -> None:
    hidden = {"_T": 20, "yes": None, "no": None, "unknown": 0}
    name = shelf("RS", "judgments", [table("accused_by_confiscation", "CONFISCATED", hidden)]).name

    every, few = (text(reader.get(f"/indicators/?publication={name}{more}")) for more in ("", "&show=figures"))

    assert "the figure is suppressed" in every
    assert "SEN-03" in every
    assert "SEN-03" not in few


def test_whoever_looks_for_compensation_finds_how_far_claims_come(reader: Any, shelf: Shelf) -> None:
    shelf()

    page = reader.get("/indicators/").get_data(as_text=True)

    compensation = page.split('id="A5"')[1].split('id="A6"')[0]
    assert "Under Investigation and prosecution:" in compensation
    assert 'href="/indicators/CON-05?publication=' in compensation
    assert page.count(">CON-05 ·") == 2
    assert "stands at DUR-01" in reader.get("/indicators/CMP-09").get_data(as_text=True)


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
