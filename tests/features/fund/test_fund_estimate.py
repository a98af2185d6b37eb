"""From published data to a fund estimate: who may make one, what it shows, and that it can be made again."""

import csv
import io
import json
import re
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from estimating import asked, estimate, result_files
from litigation_app import ledger
from litigation_app.core.db import db

pytestmark = pytest.mark.thorough

STUDY = re.compile(r"/fund/[0-9a-f-]{36}")


def test_an_analyst_makes_an_estimate_and_sees_six_figures_as_pairs(app, make, client_as, publish):
    analyst = client_as(make.analyst())

    answer = estimate(analyst, asked(publish()))
    page = analyst.get(answer.headers["Location"]).get_data(as_text=True)

    assert answer.status_code == 303
    for words in (
        "Six figures",
        "Suppressed counts at their lower bound",
        "Suppressed counts at their upper bound",
        "one in a hundred is worse",
        "± is the wider side of a 95 percent interval.",
    ):
        assert words in page
    assert len(re.findall(r"±\s[\d,]+\sRSD", page)) == 2 * 4
    assert len(re.findall(r"± \S+ percentage points", page)) == 2 * 2
    assert "<svg" in page
    assert "The published data suppresses the counts of 1 of 5 years" in page
    assert "would go to the office" in page
    assert "RSD" in page
    [file] = result_files(app)
    stored = json.loads(file.read_bytes())
    assert stored["low"]["counts"]["trafficking"]["2022"] == [50, 50]
    assert stored["high"]["counts"]["trafficking"]["2022"] == [62, 62]


def test_of_counts_of_several_years_the_earliest_is_left_out_and_one_alone_waits_for_the_next(make, client_as, publish):
    analyst = client_as(make.analyst())
    alone, two = (publish(counts, ("ME",)) for counts in ({"2010_2014": 41}, {"2010_2014": 41, "2015_2019": 69}))

    refused = analyst.post("/fund/", asked(alone, scenario="ME"))
    made = estimate(analyst, asked(two, scenario="ME")).headers["Location"].split("?")[0]
    page, basis = (analyst.get(made + part).get_data(as_text=True) for part in ("", "/basis"))

    assert refused.status_code == 422
    assert "The publication has one count of several years alone" in refused.get_data(as_text=True)
    assert "The counts are of 5 years (number of counts: 1); one year in a hundred" in page
    assert "is of several years (2010–2014) and was left out" in basis


@pytest.mark.extensive
def test_the_same_questions_are_answered_at_once_with_the_same_estimate(app, make, client_as, publish):
    analyst, publication = client_as(make.analyst()), publish()
    first = estimate(analyst, asked(publication)).headers["Location"].split("?")[0]

    again = client_as(make.analyst()).post("/fund/", asked(publication))

    assert again.status_code == 303
    assert again.headers["Location"].split("?")[0] == first
    assert len(result_files(app)) == 1
    assert len(set(STUDY.findall(analyst.get("/fund/").get_data(as_text=True)))) == 1


def test_a_publication_with_more_victims_than_can_be_meant_is_refused_in_a_sentence(app, make, client_as, publish):
    analyst = client_as(make.analyst())

    answer = analyst.post("/fund/", asked(publish({2021: 40, 2022: 10**11})))

    assert answer.status_code == 422
    assert "has a year with more than 100,000 victims: no plausible estimate is that high" in answer.get_data(
        as_text=True
    )
    assert result_files(app) == []


@pytest.mark.extensive
def test_a_lawyer_reads_an_estimate_and_cannot_make_one(make, client_as, publish):
    location = estimate(client_as(make.analyst()), asked(publish())).headers["Location"]
    lawyer = client_as(make.lawyer())

    assert lawyer.get(location).status_code == 200
    assert lawyer.get("/fund/new").status_code == 404
    assert lawyer.post("/fund/", asked("RS-2019-2023-00000000")).status_code == 404
    assert "Make an estimate" not in lawyer.get("/fund/").get_data(as_text=True)


@pytest.mark.extensive
def test_the_download_holds_a_row_for_each_year_and_variant(make, client_as, publish):
    analyst = client_as(make.analyst())
    location = estimate(analyst, asked(publish())).headers["Location"].split("?")[0]

    answer = analyst.get(f"{location}.csv")

    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert len(rows) == 20
    assert {row["counts_at"] for row in rows} == {"lowest", "highest"}
    assert all(float(row["q99"]) >= float(row["q95"]) >= float(row["q50"]) for row in rows)


@pytest.mark.parametrize("countries", [("ME",), ("ME", "RS")])
def test_data_of_another_country_is_refused_and_the_form_keeps_what_was_chosen(
    app, make, client_as, publish, countries
):
    analyst, publication = client_as(make.analyst()), publish(countries=countries)

    answer = analyst.post("/fund/", asked(publication))

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "does not speak of the country" in page
    assert f'selected value="{publication}"' in page
    assert not result_files(app)


@pytest.mark.parametrize("wrong", [{"seed": "seven"}, {"paths": "1000000"}, {"scenario": "XX"}, {"scenario": ""}])
def test_wrong_input_comes_back_with_a_sentence(app, make, client_as, publish, wrong):
    analyst = client_as(make.analyst())

    answer = analyst.post("/fund/", {**asked(publish()), **wrong})

    assert answer.status_code == 422
    assert "Correct what is marked in red" in answer.get_data(as_text=True)
    assert not result_files(app)


def test_published_data_that_was_changed_is_not_used(app, make, client_as, publish):
    analyst, publication = client_as(make.analyst()), publish()
    table = app.extensions["shelf"] / publication / "data" / "cohort_sex.csv"
    table.write_text(table.read_text().replace("36", "63"))

    answer = analyst.post("/fund/", asked(publication))

    assert answer.status_code == 422
    assert "Published data: Choose one of the list." in answer.get_data(as_text=True)  # it is offered no more


@pytest.mark.extensive
def test_a_result_that_was_changed_on_disk_is_not_shown(app, make, client_as, publish):
    analyst = client_as(make.analyst())
    location = estimate(analyst, asked(publish())).headers["Location"].split("?")[0]
    [file] = result_files(app)
    file.write_bytes(file.read_bytes().replace(b"0", b"1", 1))

    assert analyst.get(location).status_code == 409
    assert analyst.get(f"{location}.csv").status_code == 404


@pytest.mark.extensive
def test_the_run_is_in_the_access_log(app, make, client_as, publish):
    email = make.analyst()
    estimate(client_as(email), asked(publish()))

    with app.app_context():
        acts = [row.act for row in db.session.execute(ledger.entries(by=make.user_id(email)))]
    assert "run_study" in acts


def test_an_estimate_that_is_not_there_is_a_missing_page(make, client_as):
    analyst = client_as(make.analyst())

    assert analyst.get(f"/fund/{uuid4()}").status_code == 404


PARTS = ("", "/cost", "/money", "/matters", "/basis", "/what-if")


def test_every_part_has_its_pictures_each_with_its_table(made):
    analyst, location = made

    pages = {part: analyst.get(location + part).get_data(as_text=True) for part in PARTS}

    pictures = {part: page.count('class="chart"') for part, page in pages.items()}
    narrow = {part: page.count('class="chart narrow"') for part, page in pages.items()}
    assert pictures == {"": 2, "/cost": 7, "/money": 3, "/matters": 4, "/basis": 6, "/what-if": 0}
    assert narrow == {"": 0, "/cost": 0, "/money": 1, "/matters": 4, "/basis": 5, "/what-if": 0}
    for part, page in pages.items():
        assert page.count("Show the data as a table") == pictures[part]
        assert page.count("<desc id=") == pictures[part] + narrow[part]
    for said in (
        "one year in a hundred could bring more than",
        "counted victims",
        "What the suppressed counts cost the answer",
        "Simulated and exact",
    ):
        assert said in pages[""]
    for said in ("expert&#39;s judgement", "published elsewhere", "Netherlands, 2018"):
        assert said in pages["/basis"]
    assert {analyst.get(f"{location}/{other}").status_code for other in ("elsewhere", "result", "tables.pdf")} == {404}


def test_a_run_of_the_pages_keeps_the_depth_that_the_command_gives(app, made):
    [file] = result_files(app)

    stored = json.loads(file.read_bytes())

    assert [one["code"] for one in stored["depth"]["options"]] == ["A", "B", "C", "D"]
    assert len(stored["depth"]["heatmap"]["dry"]) == 20
    assert stored["scenario"]["country"]["code"] == "RS"


def test_all_tables_leave_with_the_numbers_of_the_result(app, made):
    analyst, location = made
    [file] = result_files(app)
    stored = json.loads(file.read_bytes())

    rows = list(csv.DictReader(io.StringIO(analyst.get(f"{location}/tables.csv").get_data(as_text=True))))
    book = CalamineWorkbook.from_filelike(io.BytesIO(analyst.get(f"{location}/tables.xlsx").data))

    heat = [float(row["value"]) for row in rows if row["table"] == "heatmap"]
    assert heat == pytest.approx([x for line in stored["depth"]["heatmap"]["dry"] for x in line], rel=1e-9)
    assert {row["table"] for row in rows} | {"about"} == set(book.sheet_names)
    sheet = book.get_sheet_by_name("balance-high").to_python()
    assert sheet[2][0] == "2026"
    assert sheet[2][4] == pytest.approx(stored["high"]["balance_fan"]["0.5"][0], rel=1e-9)
