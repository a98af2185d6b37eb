"""From published data to a fund estimate: who may make one, what it shows, and that it can be made again."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.statistics import releases
from litigation_app.statistics.releases import RowOut, TableOut

YEARS = {2019: 36, 2020: 48, 2021: 43, 2022: None, 2023: 66}
TOTAL_OF_ALL = 255  # so that the hidden year lies between its shown statuses (50) and 62
STUDY = re.compile(r"/fund/[0-9a-f-]{36}")


def contents(years, countries=("RS",)):
    rows = [RowOut(("_T", "_T"), TOTAL_OF_ALL)]
    for year, count in years.items():
        rows.append(RowOut((str(year), "_T"), count))
        rows.append(RowOut((str(year), "identified"), 50 if count is None else count))
    table = TableOut("victims_by_status", "Victims by status", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    return releases.ReleaseContents(
        title="Victims in Serbia",
        countries=countries,
        first=date(2019, 1, 1),
        last=date(2023, 12, 31),
        reference_date=date(2024, 1, 31),
        mode="caseload",
        policy_hash="0" * 64,
        certificate="0" * 64,
        prepared_by=uuid4(),
        approved_by=uuid4(),
        tables=[table],
    )


@pytest.fixture
def publish(app):
    def onto_the_shelf(years=None, countries=("RS",)):
        signer = app.extensions["release_signer"]
        return releases.write(app.extensions["shelf"], contents(years or YEARS, countries), signer).name

    return onto_the_shelf


def asked(publication, **kwargs):
    return {"publication": publication, "scenario": "RS", "paths": "20000", "seed": "7", **kwargs}


def result_files(app) -> list[Path]:
    folder = app.extensions["studies_dir"]
    return sorted(folder.glob("*.json")) if folder.exists() else []


def test_an_analyst_makes_an_estimate_and_sees_six_figures_as_pairs(app, make, client_as, publish):
    analyst = client_as(make.analyst())

    answer = analyst.post("/fund/", asked(publish()))
    page = analyst.get(answer.headers["Location"]).get_data(as_text=True)

    assert answer.status_code == 303
    for words in (
        "Six figures",
        "Hidden counts at their lowest",
        "Hidden counts at their highest",
        "one in a hundred is worse",
    ):
        assert words in page
    assert "<svg" in page
    assert "The published data hides 1 of 5 yearly counts" in page
    assert "would go to the office" in page
    assert "RSD" in page
    [file] = result_files(app)
    stored = json.loads(file.read_bytes())
    assert stored["low"]["counts"]["trafficking"]["2022"] == [50, 50]
    assert stored["high"]["counts"]["trafficking"]["2022"] == [62, 62]


def test_the_same_questions_give_the_same_file(app, make, client_as, publish):
    analyst, publication = client_as(make.analyst()), publish()

    for _ in range(2):
        assert analyst.post("/fund/", asked(publication)).status_code == 303

    assert len(result_files(app)) == 1
    assert len(set(STUDY.findall(analyst.get("/fund/").get_data(as_text=True)))) == 2


def test_a_lawyer_reads_an_estimate_and_cannot_make_one(make, client_as, publish):
    location = client_as(make.analyst()).post("/fund/", asked(publish())).headers["Location"]
    lawyer = client_as(make.lawyer())

    assert lawyer.get(location).status_code == 200
    assert lawyer.get("/fund/new").status_code == 404
    assert lawyer.post("/fund/", asked("RS-2019-2023-00000000")).status_code == 404
    assert "Make an estimate" not in lawyer.get("/fund/").get_data(as_text=True)


def test_the_download_holds_a_row_for_each_year_and_variant(make, client_as, publish):
    analyst = client_as(make.analyst())
    location = analyst.post("/fund/", asked(publish())).headers["Location"].split("?")[0]

    answer = analyst.get(f"{location}.csv")

    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert len(rows) == 20
    assert {row["withheld_counts_at"] for row in rows} == {"lowest", "highest"}
    assert all(float(row["q99"]) >= float(row["q95"]) >= float(row["q50"]) for row in rows)


def test_data_of_another_country_is_refused_and_the_form_keeps_what_was_chosen(app, make, client_as, publish):
    analyst, publication = client_as(make.analyst()), publish(countries=("ME",))

    answer = analyst.post("/fund/", asked(publication))

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "does not speak of the country" in page
    assert f'selected value="{publication}"' in page
    assert not result_files(app)


@pytest.mark.parametrize("wrong", [{"seed": "seven"}, {"paths": "1000000"}, {"scenario": "XX"}, {"publication": ""}])
def test_wrong_input_comes_back_with_a_sentence(app, make, client_as, publish, wrong):
    analyst = client_as(make.analyst())

    answer = analyst.post("/fund/", {**asked(publish()), **wrong})

    assert answer.status_code == 422
    assert "Correct what is marked in red" in answer.get_data(as_text=True)
    assert not result_files(app)


def test_published_data_that_was_changed_is_not_used(app, make, client_as, publish):
    analyst, publication = client_as(make.analyst()), publish()
    table = app.extensions["shelf"] / publication / "data" / "victims_by_status.csv"
    table.write_text(table.read_text().replace("36", "63"))

    answer = analyst.post("/fund/", asked(publication))

    assert answer.status_code == 422
    assert "cannot be read as it was signed" in answer.get_data(as_text=True)


def test_a_result_that_was_changed_on_disk_is_not_shown(app, make, client_as, publish):
    analyst = client_as(make.analyst())
    location = analyst.post("/fund/", asked(publish())).headers["Location"].split("?")[0]
    [file] = result_files(app)
    file.write_bytes(file.read_bytes().replace(b"0", b"1", 1))

    assert analyst.get(location).status_code == 409
    assert analyst.get(f"{location}.csv").status_code == 404


def test_the_run_is_in_the_access_log(app, make, client_as, publish):
    email = make.analyst()
    client_as(email).post("/fund/", asked(publish()))

    with app.app_context():
        acts = [row.act for row in db.session.execute(ledger.entries(by=make.user_id(email)))]
    assert "run_study" in acts


def test_an_estimate_that_is_not_there_is_a_missing_page(make, client_as):
    analyst = client_as(make.analyst())

    assert analyst.get(f"/fund/{uuid4()}").status_code == 404
