"""Has every indicator its page, whatever is published, and does a page compare, pool and say what it cannot show?"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from indicator_pages import FILED, YEARS, Shelf, table, text, text_of
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue, presenting
from litigation_app.statistics.releases import PlanRef, RowOut, TableOut

MONTHS = {"_T": 40, "before": 5, "up_to_6": 4, "6_to_12": 12, "12_to_24": 6, "24_to_36": 6, "not_yet": 7}


def test_every_indicator_has_a_page_with_and_without_data(reader: Any, shelf: Shelf) -> None:
    ids = [one.id for one in indicators.all_indicators()]
    empty = {one: reader.get(f"/indicators/{one}") for one in ids}
    shelf()
    small = {one: reader.get(f"/indicators/{one}") for one in ids}

    assert {page.status_code for page in [*empty.values(), *small.values()]} == {200}
    assert all("Nothing of our own is published yet" in text(page) for page in empty.values())
    of_others = {one.id for one in indicators.all_indicators() if presenting.is_of_others(one)}
    said = {
        "Only official figures can answer it": of_others,
        "These data do not have it": {*ids} - of_others - {"CMP-01"},
    }
    for sentence, those in said.items():
        assert {one for one, page in small.items() if sentence in text(page)} == those


def test_what_these_data_do_not_have_leads_to_those_that_do(reader: Any, shelf: Shelf) -> None:
    own, read = shelf(), shelf("RS", "judgments", [table("accused_by_sentence", "SENTENCE", {"_T": 9, "over_5": 9})])

    page = text(reader.get(f"/indicators/SEN-01?publication={own.name}"))

    assert "These data come from another source" in page
    assert read.name in reader.get(f"/indicators/SEN-01?publication={own.name}").get_data(as_text=True)


def test_without_a_choice_the_newest_data_that_have_it_are_shown(reader: Any, shelf: Shelf) -> None:
    shelf()
    shelf("RS", "judgments", [table("accused_by_sentence", "SENTENCE", {"_T": 9, "over_5": 9})])

    assert all(
        "These data do not have it" not in text(reader.get(f"/indicators/{one}")) for one in ("SEN-01", "CMP-01")
    )


@pytest.mark.parametrize("path", ["", "CMP-01"])
def test_the_select_names_the_data_that_are_shown_also_where_newer_ones_go_on_from_them(
    reader: Any, shelf: Shelf, path: str
) -> None:
    plan = PlanRef("caseload-yearly", "5")
    older = shelf(title="Invented older", plan=plan)
    newer = shelf(title="Invented newer", plan=plan, reference_date=date(2026, 6, 30))

    pages = [reader.get(f"/indicators/{path}?publication={one.name}").get_data(as_text=True) for one in (older, newer)]

    selects = [page.split('name="publication"')[1].split("</select>")[0] for page in pages]
    assert [re.findall(r'selected value="([^"]+)"', one) for one in selects] == [[older.name], [newer.name]]
    assert older.name not in selects[1]


def test_what_no_data_have_is_looked_for_in_those_of_its_source(reader: Any, shelf: Shelf) -> None:
    shelf("RS", "observation", [table("hearings_by_public", "PUBLIC", {"_T": 20, "yes": 5, "no": 15, "unseen": 0})])
    shelf()

    page = text_of(text(reader.get("/indicators/CMP-08")))

    assert "Its table is left out of these data" in page
    assert "These data come from another source" not in page


def test_an_axis_of_a_count_says_what_is_counted(reader: Any, shelf: Shelf) -> None:
    shelf(
        "RS",
        "judgments",
        [table("accused_by_verdict", "VERDICT", {"_T": 40, "convicted": 20, "convicted_plea": 10, "acquitted": 10})],
    )

    page = text_of(reader.get("/indicators/CON-01").get_data(as_text=True))

    assert re.search(r"<text[^>]*>persons</text>", page)


def test_three_years_stand_together_until_single_ones_are_asked_for(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    together = text(reader.get(f"/indicators/CMP-01?publication={name}"))
    single = text(reader.get(f"/indicators/CMP-01?publication={name}&years=single"))
    saved = f"/publications/{name}/indicators/svg?indicator=CMP-01"
    pictures = [text(reader.get(f"{saved}{years}")) for years in ("", "&years=single")]

    assert "2017–2019" in together
    assert "2020–2022" in together
    assert "2017–2019" not in single
    assert "With 20 cases (one year) the smallest rise from 60 %" in single
    assert ["2017–2019" in one for one in pictures] == [True, False]
    assert f"{saved}&amp;years=single" in single


def test_a_cohort_says_for_how_long_everybody_was_followed(reader: Any, shelf: Shelf) -> None:
    single = text(reader.get(f"/indicators/CMP-01?publication={shelf().name}&years=single"))

    assert "Everybody was followed for 36 months from first contact." in single
    assert "incomplete follow-up" not in single


def test_a_page_says_its_result_in_one_sentence_first(reader: Any, shelf: Shelf) -> None:
    page = text(reader.get(f"/indicators/CMP-01?publication={shelf().name}"))

    assert "All years together: 60 % of 120, 95 percent interval 51 % to 69 %: " in page.replace("60.0", "60")


@pytest.mark.parametrize(("mine", "other"), [("CON-01", "CON-02"), ("CON-02", "CON-01")])
def test_first_instance_and_final_are_two_series_a_press_apart(
    reader: Any, shelf: Shelf, mine: str, other: str
) -> None:
    shelf()
    page = text(reader.get(f"/indicators/{mine}"))

    assert "First instance or final: two series" in page
    assert f'href="/indicators/{other}"' in page
    assert f"the other is a series of its own: {other}" in page


def test_what_nothing_feeds_offers_no_files_and_no_way_of_computing(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    nothing, something = (text(reader.get(f"/indicators/{one}?publication={name}")) for one in ("PRO-01", "CMP-01"))

    assert "How it was computed" in something
    assert "How it was computed" not in nothing
    assert "SDMX" not in nothing


def test_no_axis_is_invented_where_all_or_all_but_one_is_hidden(reader: Any, shelf: Shelf) -> None:
    rows = [RowOut((year, code), None) for year in YEARS for code in FILED]
    hidden = shelf(tables=[TableOut("cohort_filed", "T", "PERSON", "victim", ("YEAR", "FILED"), rows)]).name

    page = reader.get(f"/indicators/CMP-01?publication={hidden}&years=single").get_data(as_text=True)

    assert "a picture would be invented" in page
    assert 'class="chart' not in page
    assert "All years together: the figure is suppressed." in page


def test_years_with_nothing_to_count_are_no_hidden_share(reader: Any, shelf: Shelf) -> None:
    nobody = [RowOut((year, code), 0) for year in YEARS[:3] for code in FILED]
    somebody = [RowOut((year, code), n) for year in YEARS[3:] for code, n in FILED.items()]
    table_ = TableOut("cohort_filed", "T", "PERSON", "victim", ("YEAR", "FILED"), [*nobody, *somebody])

    page = reader.get(f"/indicators/CMP-01?publication={shelf(tables=[table_]).name}").get_data(as_text=True)

    row = text_of(page).split("2017–2019</th>")[1].split("</tr>")[0]
    assert row.count("–") == 2
    assert "suppressed" not in row


def test_a_page_leads_to_the_comparison_of_countries(reader: Any, shelf: Shelf) -> None:
    name = shelf().name

    page = reader.get(f"/indicators/CMP-01?publication={name}").get_data(as_text=True)

    assert 'href="/indicators/countries?indicator=CMP-01&amp;sources=caseload-official"' in page


def test_a_duration_says_the_share_within_each_time_and_the_band_of_the_median(reader: Any, shelf: Shelf) -> None:
    name = shelf(tables=[table("cohort_months", "JUDGED_IN", MONTHS)]).name

    page = text(reader.get(f"/indicators/DUR-01?publication={name}"))

    assert "45.7 %" in page  # 16 of 35: whose case was judged before they came is no part of it
    assert "12 to 24 months" in page
    assert "within 12 months" in page
    assert "45.7 % (29 % – 63 %)" in page
    listed = text(reader.get(f"/indicators/?publication={name}"))
    assert "Judged within 24 months of the first contact, of" in listed
    assert "after 12 to 24" not in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_every_language(reader: Any, shelf: Shelf, language: str) -> None:
    name = shelf().name
    reader.post("/language", {"language": language, "next": "/"})
    one = indicators.get("CMP-01")

    page = text(reader.get(f"/indicators/CMP-01?publication={name}"))

    assert one.say("area", language) in page
    assert one.pitfalls[0].read_in(language) in page
    assert indicators.get("ID-06").say("needs", language) in text(reader.get(f"/indicators/ID-06?publication={name}"))
    method = text(reader.get("/indicators/method"))
    assert all(struck.say("would", language) in method for struck in catalogue.struck())


ZEROS = {"_T": None, "upheld": 0, "modified": None, "quashed": 0}
CLAIMS = {"_T": None, "awarded_full": 0, "awarded_part": None, "referred": 0}


@pytest.mark.parametrize(
    ("name", "mode", "of", "by", "counts"),
    [
        ("CON-04", "judgments", "appeals_by_result", "RESULT", ZEROS),
        ("CMP-02", "caseload", "cohort_outcomes", "OUTCOME", CLAIMS),
    ],
)
def test_zeros_beside_hidden_numbers_make_no_axis(
    reader: Any, shelf: Shelf, name: str, mode: str, of: str, by: str, counts: dict[str, int | None]
) -> None:
    swapped = {code: 0 if value is None and code != "_T" else None for code, value in counts.items()}
    first, last = (table(of, by, found, (year,)) for year, found in (("2020", counts), ("2021", swapped)))
    shelf(mode=mode, tables=[replace(first, rows=[*first.rows, *last.rows])])

    said = text(reader.get(f"/indicators/{name}"))

    assert "So little of it can be shown that a picture would be invented" in said
