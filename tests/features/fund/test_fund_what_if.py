"""What does "what if" answer, to whom, and how is a value that cannot be read refused?"""

import pytest

from estimating import result_files
from litigation_app.advocacy.studies.what_if import presenters as what_if
from litigation_app.advocacy.studies.what_if.presenters import Pace

pytestmark = pytest.mark.thorough


def test_a_moved_value_changes_the_figures_and_an_unmoved_one_changes_nothing(made):
    analyst, location = made

    still, moved = (analyst.get(f"{location}/what-if.json?{asked}") for asked in ("", "budget=0&cap=10000"))

    assert still.status_code == moved.status_code == 200
    assert still.json["said"] == moved.json["said"] == ""
    assert still.json["figures"]["settled_mean"] == moved.json["figures"]["settled_mean"]
    assert still.json["figures"]["dry"] != moved.json["figures"]["dry"]
    page = analyst.get(f"{location}/what-if?budget=0").get_data(as_text=True)
    assert still.json["figures"]["dry"] in page
    assert moved.json["figures"]["dry"] in page


def test_a_value_that_cannot_be_is_refused_with_its_ends(made):
    analyst, location = made

    for wrong in ("cap=100", "budget=-1", "application_rate=101", "scope=1e9", "budget=many", "cap=nan"):
        answers = [analyst.get(f"{location}/{path}?{wrong}") for path in ("what-if", "what-if.json")]

        assert [one.status_code for one in answers] == [422, 422], wrong
        assert "write a number from" in answers[1].json["said"]
        assert answers[1].json["figures"] == {}
        assert "write a number from" in answers[0].get_data(as_text=True)


def test_a_budget_written_with_its_thousands_is_that_budget_in_each_language_or_refused(made):
    analyst, location = made
    asked = f"{location}/what-if.json?budget=%s"
    plain = analyst.get(asked % "80000").json["figures"]

    english = analyst.get(asked % "80.000")
    analyst.post("/language", {"language": "sr-Latn", "next": "/"})
    serbian = analyst.get(asked % "80.000").json

    assert english.status_code == 422
    assert english.json["said"] == "Budget in a year: this could be read two ways. If you mean 80,000.00, write it so."
    assert serbian["said"] == ""
    assert serbian["figures"]["dry"].replace(",", ".").split()[0] == plain["dry"].split()[0]
    assert 'value="80.000"' in analyst.get(f"{location}/what-if?budget=80.000").get_data(as_text=True)


def test_whoever_asks_too_often_waits_and_others_do_not(make, client_as, made, monkeypatch):
    analyst, location = made
    monkeypatch.setattr(what_if, "PACE", Pace(most=1, seconds=600))

    answers = [analyst.get(f"{location}/what-if.json") for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 429]
    assert answers[1].json["figures"] == {}
    assert client_as(make.lawyer()).get(f"{location}/what-if.json").status_code == 200


def test_what_if_is_for_those_who_may_read_and_writes_nothing(app, make, stranger, client_as, made):
    _analyst, location = made
    email = make.lawyer()
    reader = client_as(email)
    before = sorted(file.name for file in result_files(app))

    assert reader.get(f"{location}/what-if?budget=0").status_code == 200
    assert stranger.get(f"{location}/what-if.json").status_code in {302, 303, 401, 404}
    assert sorted(file.name for file in result_files(app)) == before
