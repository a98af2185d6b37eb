"""Do countries stand beside each other on one axis, ours and official ones apart, and leave exactly so as files?"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from editions import contents, printed
from granted import words
from litigation_app import vault
from litigation_app.core import pdf
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.releases import RowOut, TableOut, write
from litigation_app.vault.keys import holder, lifecycle
from officials import our_own

PAGE = "/indicators/countries"


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())


def claims(app: Flask, country: str, filed: Mapping[str, int | None], of: int = 200) -> str:
    """Published: by year the claims filed of so many; None: hidden between 40 and 60."""
    rows = [row for year, number in filed.items() for row in _year(year, number, of)]
    table = TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)
    years = sorted("_".join(filed).split("_"))
    return our_own(app, "caseload", table, country, int(years[0]), int(years[-1]))


def _year(year: str, number: int | None, of: int) -> list[RowOut]:
    if number is None:
        filed = RowOut((year, "filed"), None, low=40, high=60)
        return [RowOut((year, "indicted"), of), filed, RowOut((year, "not_filed"), None, low=of - 60, high=of - 40)]
    cells = {"indicted": of, "filed": number, "not_filed": of - number}
    return [RowOut((year, code), value) for code, value in cells.items()]


def persons(app: Flask, country: str, entered: Mapping[str, int]) -> str:
    rows = [RowOut((year, code), number) for year, number in entered.items() for code in ("_T", "FORMAL")]
    table = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    return our_own(app, "caseload", table, country, int(min(entered)[:4]), int(max(entered)[-4:]))


def official(app: Flask, country: str, identified: Mapping[str, int]) -> None:
    figures = [printed(year, number) for year, number in identified.items()]
    write(app.extensions["shelf"], contents(country, figures), app.extensions["release_signer"])


def test_the_sentence_ranks_only_what_differs_beyond_chance(app: Flask, reader: Any) -> None:
    claims(app, "RS", {"2020": 60, "2021": 60})
    claims(app, "BA", {"2020": 120, "2021": 120})
    claims(app, "ME", {"2020": 112, "2021": 112})
    claims(app, "MK", {"2015_2019": 20, "2020_2024": None})

    said = words(reader.get(f"{PAGE}?indicator=CMP-01"))

    assert "Serbia 30.0 % (2021), North Macedonia 20.0 % to 30.0 % (2020–2024, suppressed within these)" in said
    assert "Bosnia and Herzegovina is above Serbia: their 95 percent intervals do not overlap." in said
    assert "Montenegro is above Serbia" in said
    assert "above Montenegro" not in said
    assert "No others are ranked" in said
    assert "Figures without a 95 percent interval, such as suppressed ones, are not ranked." in said
    assert "Years together in one figure: Serbia: 1 year; North Macedonia: 5 years" in said
    assert (
        "not of the same years: Serbia: 2020–2021; North Macedonia: 2020–2024; Bosnia and Herzegovina: 2020–2021"
        in said
    )


def charged(app: Flask, country: str, kept: int, lesser: int, other: int) -> str:
    """Published: what became in 2024 of so many who were charged with trafficking."""
    cells = {"_T": kept + lesser + other, "kept": kept, "lesser": lesser, "other": other, "not_known": 0}
    rows = [RowOut(("2024", code), number) for code, number in cells.items()]
    table = TableOut("accused_by_offence", "Invented", "PERSON", "accused", ("YEAR", "OFFENCE"), rows)
    return our_own(app, "judgments", table, country, 2024, 2024)


def test_no_ranking_rests_on_law_data_of_low_confidence(app: Flask, reader: Any) -> None:
    """Which offence is lesser in Montenegro is of low confidence; that a charge was kept needs no such row."""
    charged(app, "RS", 70, 30, 0)
    charged(app, "ME", 30, 0, 70)

    lesser, kept = (words(reader.get(f"{PAGE}?indicator={name}")) for name in ("CHG-02", "CHG-01"))

    assert "Serbia is above Montenegro" not in lesser
    assert "law data that the figure rests on are of low confidence: Serbia, Montenegro" in lesser
    assert "Serbia is above Montenegro: their 95 percent intervals do not overlap." in kept


def test_own_and_official_figures_stand_in_halves_of_their_own(app: Flask, reader: Any) -> None:
    persons(app, "RS", {"2020": 41, "2021": 37})
    persons(app, "MK", {"2016_2020": 55})
    official(app, "RS", {"2020": 48, "2021": 43})

    answer = reader.get(f"{PAGE}?first=2016&last=2021")

    page, said = answer.get_data(as_text=True), words(answer)
    assert "Counts have no interval and are not ranked" in said
    assert "2020 41 48 2021 37 43" in said, "the same years in one row"
    assert page.count('class="official-ground"') == 4, "a ground of its own in each country"
    assert "never stand in one series or one average" in said
    assert "TIP reports (United States) (Official figures, Serbia, edition 1)" in said


def test_the_years_are_the_newest_that_most_countries_have_until_others_are_asked_for(app: Flask, reader: Any) -> None:
    persons(app, "RS", {"2019": 31, "2020": 41, "2021": 37, "2022": 35})
    persons(app, "BA", {"2019": 21, "2020": 22, "2021": 23})
    persons(app, "MK", {"2016_2020": 55})

    def rows(more: str) -> list[tuple[str, str]]:
        table = csv.DictReader(io.StringIO(reader.get(f"{PAGE}/csv?indicator=ID-01{more}").get_data(as_text=True)))
        return [(one["country"], one["first_year"]) for one in table]

    usual = [("RS", "2019"), ("RS", "2020"), ("MK", "2016"), ("BA", "2019"), ("BA", "2020")]
    assert rows("") == usual
    assert rows("&first=2021&last=2022") == rows("&first=2022&last=2021") == [
        ("RS", "2021"), ("RS", "2022"), ("BA", "2021"),
    ]  # fmt: skip
    assert rows("&last=2022") == [("RS", "2022")], "one alone is that year"
    page = reader.get(f"{PAGE}?indicator=ID-01").get_data(as_text=True)
    assert [re.findall(r"<option selected[^>]*>(\d+)", page.split(f'name="{name}"')[1])[0] for name in ("first", "last")] == [
        "2019", "2020",
    ]  # fmt: skip


def test_a_share_of_few_years_is_of_each_year(app: Flask, reader: Any) -> None:
    claims(app, "RS", {str(year): 60 for year in range(2018, 2022)} | {"2022": 80, "2023": 80})

    two, every = (words(reader.get(f"{PAGE}?indicator=CMP-01{more}")) for more in ("&first=2022&last=2023", ""))

    assert "Serbia 40.0 % (2023)" in two
    assert "(2021–2023)" in every


def test_what_the_address_says_amiss_is_said_and_nothing_else_is_lost(app: Flask, reader: Any) -> None:
    persons(app, "RS", {"2020": 41})
    claims(app, "RS", {"2020": 60})
    wrong = "indicator=ID-01&countries=RS&category=nobody&first=soon"

    page = words(reader.get(f"{PAGE}?{wrong}"))

    assert "“nobody” is no category of this indicator and source: the usual one is shown." in page
    assert "“soon” is no year: the newest years of most countries are shown." in page
    assert "Serbia 41 (2020)" in page
    assert reader.get(f"{PAGE}/csv?{wrong}").status_code == 422
    share = words(reader.get(f"{PAGE}?indicator=CMP-01&per=inhabitants"))
    assert "Only numbers are divided by inhabitants" in share
    assert not re.search("Rates are not ranked|Own: out of inhabitants", share)


def test_a_category_is_compared_and_named_in_page_and_file(app: Flask, reader: Any) -> None:
    outcomes = {"_T": 50, "awarded_full": 20, "awarded_part": 10, "referred": 20}
    rows = [RowOut(("2021", code), number) for code, number in outcomes.items()]
    our_own(
        app,
        "caseload",
        TableOut("cohort_outcomes", "T", "PERSON", "victim", ("YEAR", "OUTCOME"), rows),
        "RS",
        2021,
        2021,
    )
    asked = f"{PAGE}?indicator=CMP-02&category="

    part, usual = (words(reader.get(asked + code)) for code in ("awarded_part", "awarded_full"))
    [line] = csv.DictReader(
        io.StringIO(reader.get(f"{PAGE}/csv?indicator=CMP-02&category=awarded_part").get_data(as_text=True))
    )

    assert "How the criminal court decided the claim: Awarded in part" in part
    assert "Serbia 20.0 % (2021)" in part
    assert "Serbia 40.0 % (2021)" in usual
    assert (line["category"], line["counted"], line["out_of"], line["value"]) == ("awarded_part", "10", "50", "20.0")


def test_numbers_stand_for_every_hundred_thousand_inhabitants(app: Flask, reader: Any) -> None:
    """Serbia 2020: 6,899,126 people by the office's own page; Montenegro 2018 and 2019 from memory."""
    persons(app, "RS", {"2020": 41})
    persons(app, "ME", {"2018_2019": 29})
    official(app, "RS", {"2020": 48})
    asked = "indicator=ID-01&per=inhabitants&first=2018&last=2020"

    page = words(reader.get(f"{PAGE}?{asked}"))
    lines = list(csv.DictReader(io.StringIO(reader.get(f"{PAGE}/csv?{asked}").get_data(as_text=True))))

    assert "Serbia 0.59 (2020)" in page
    assert "2020 41 6,899,126 0.59 0.42 – 0.81 48 6,899,126 0.70" in page
    assert "29 1,244,000 (not verified) 2.33" in page
    assert "Rates are not ranked" in page
    assert "Inhabitants, Montenegro:" in page
    assert [(one["country"], one["side"], one["value"], one["unit"]) for one in lines] == [
        ("RS", "own", "0.59", "PER_100K"), ("RS", "official", "0.70", "PER_100K"), ("ME", "own", "2.33", "PER_100K"),
    ]  # fmt: skip
    assert "inhabitants_memory" in lines[2]["notes"]
    assert reader.get(f"{PAGE}/sdmx.csv?{asked}").status_code == 404
    assert "<svg" in reader.get(f"{PAGE}/svg?{asked}").get_data(as_text=True)


def test_the_address_chooses_countries_and_sources(app: Flask, reader: Any) -> None:
    persons(app, "RS", {"2020": 41})
    persons(app, "ME", {"2020": 29})
    official(app, "RS", {"2020": 48})

    own = reader.get(f"{PAGE}?indicator=ID-01&countries=RS&sources=caseload").get_data(as_text=True)
    alone = words(reader.get(f"{PAGE}?indicator=ID-01&countries=RS&sources=official"))

    assert "<h3>Serbia</h3>" in own
    assert "<h3>Montenegro</h3>" not in own
    assert "official-ground" not in own
    assert "The newest official figures: Serbia 48 (2020)." in alone
    assert reader.get(f"{PAGE}/sdmx.csv?indicator=ID-01&countries=RS&sources=official").status_code == 404
    assert "41" not in alone


def test_the_files_say_exactly_what_is_compared(app: Flask, reader: Any) -> None:
    name = claims(app, "RS", {str(year): 60 for year in range(2018, 2022)} | {"2022": None, "2023": None})
    persons(app, "RS", {"2020": 41})
    official(app, "RS", {"2020": 48})
    asked = "indicator=CMP-01&countries=RS&sources=caseload"

    lines = list(csv.DictReader(io.StringIO(reader.get(f"{PAGE}/csv?{asked}").get_data(as_text=True))))
    sdmx = list(csv.DictReader(io.StringIO(reader.get(f"{PAGE}/sdmx.csv?{asked}").get_data(as_text=True))))
    both = list(csv.DictReader(io.StringIO(reader.get(f"{PAGE}/csv?indicator=ID-01").get_data(as_text=True))))

    assert [(one["first_year"], one["last_year"], one["value"]) for one in lines] == [
        ("2018", "2020", "30.0"), ("2021", "2023", ""),
    ]  # fmt: skip
    assert (lines[1]["counted_least"], lines[1]["counted_most"], lines[1]["out_of"]) == ("140", "180", "600")
    assert lines[1]["least"], "between which it lies"
    assert not lines[1]["ci_low"], "what is hidden has no interval"
    assert {one["publication"] for one in lines} == {name}
    assert [(one["TIME_PERIOD"], one["OBS_VALUE"]) for one in sdmx] == [
        ("2018-01-01/P3Y", "30.0"), ("2021-01-01/P3Y", ""),
    ]  # fmt: skip
    assert [(one["side"], one["value"]) for one in both] == [("own", "41"), ("official", "48")]
    assert reader.get(f"{PAGE}/xlsx?{asked}").data.startswith(b"PK")


def test_a_saved_picture_has_its_source_inside(app: Flask, reader: Any) -> None:
    name = claims(app, "RS", {"2020": 60})

    drawn = reader.get(f"{PAGE}/svg?indicator=CMP-01")

    assert drawn.mimetype == "image/svg+xml"
    assert name in drawn.get_data(as_text=True)
    assert "<style>" in drawn.get_data(as_text=True), "it stands alone"
    assert reader.get(f"{PAGE}/png?indicator=CMP-01").data.startswith(b"\x89PNG")
    assert reader.get(f"{PAGE}/pdf?indicator=CMP-01").status_code == 404


def test_a_png_counts_as_an_export_and_where_none_is_made_a_sentence_says_so(
    app: Flask, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims(app, "RS", {"2020": 60})
    app.extensions["config"] = replace(app.extensions["config"], exports_per_hour=1)
    monkeypatch.setattr(pdf, "SECONDS", 0.001)

    failed, late, drawn = (reader.get(f"{PAGE}/{form}?indicator=CMP-01") for form in ("png", "png", "svg"))

    assert (failed.status_code, late.status_code, drawn.status_code) == (503, 429, 200)
    assert "Take the SVG, or try again in a minute." in words(failed)


def test_our_own_figures_stand_once_whatever_key_signed_them(app: Flask, reader: Any) -> None:
    claims(app, "RS", {"2020": 60})
    with app.app_context():
        lifecycle.renew(app.extensions["config"], holder.root(), "release-sign")
        vault.refresh()
    claims(app, "RS", {"2021": 80})

    page = reader.get(f"{PAGE}?indicator=CMP-01").get_data(as_text=True)

    assert page.count("<h3>Serbia</h3>") == 1
    assert "40.0" in page


def test_where_nothing_answers_the_page_says_so(app: Flask, reader: Any) -> None:
    empty = words(reader.get(PAGE))
    claims(app, "RS", {"2020": None})
    persons(app, "RS", {"2020": 0})

    assert "Nothing to compare" in empty
    assert "Compare another indicator" in words(reader.get(f"{PAGE}?indicator=PRT-04"))
    assert reader.get(f"{PAGE}/csv?indicator=PRT-04").status_code == 404
    assert "<svg" in reader.get(f"{PAGE}?indicator=CMP-01").get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_every_language(app: Flask, reader: Any, language: str) -> None:
    claims(app, "RS", {"2020": 60})
    reader.post("/language", {"language": language, "next": "/"})

    assert ("Before you compare" in words(reader.get(f"{PAGE}?indicator=CMP-01"))) == (language == "en")
