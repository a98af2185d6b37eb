"""Scenarios as people keep them: copied, changed where each value says where it comes from, compared, put aside."""

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from estimating import asked, estimate, onto_the_shelf
from litigation_app import ledger
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import committing, db
from litigation_app.statistics.fund import scenario_text
from scenario_pages import copied, kept, save, words

pytestmark = pytest.mark.thorough


def test_those_that_ship_are_read_and_not_changed(analyst: Any) -> None:
    page = words(analyst.get("/fund/scenarios/"))
    one = words(analyst.get("/fund/scenarios/RS"))

    for country in ("Serbia", "North Macedonia", "Montenegro", "Bosnia and Herzegovina"):
        assert country in page
    assert "5 % to 40 %, most likely 15 %".replace(" %", "\u00a0%") in one
    assert "WEISSER RING" in one
    assert "assumption" in one
    assert analyst.get("/fund/scenarios/RS/parts/policy").status_code == 404
    assert analyst.post("/fund/scenarios/RS/parts/policy", {}).status_code == 404


def test_a_copy_says_the_same_until_it_is_changed(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    assert kept(app, path) == scenario_text.shipped("RS")
    assert "Nothing differs" in words(analyst.get(f"/fund/scenarios/comparison?one=RS&other={path.rsplit('/', 1)[1]}"))


def test_the_first_year_of_a_scenario_that_writes_none_stands_beside_another(analyst: Any) -> None:
    path = copied(analyst)

    assert save(analyst, path, "money", **{"model-first_year": "2028"}).status_code == 303
    page = words(analyst.get(f"/fund/scenarios/comparison?one=RS&other={path.rsplit('/', 1)[1]}"))

    assert "2026 (not written: the year after the year of the prices" in page
    assert "2026 (not written: the year after" in words(analyst.get("/fund/scenarios/RS"))
    assert "(not written" not in words(analyst.get(path))
    assert "says nothing" not in page


def test_a_whole_text_leaves_and_comes_back(app: Flask, analyst: Any) -> None:
    text = words(analyst.get("/fund/scenarios/RS/scenario.toml"))
    changed = text.replace("cap = 10000", "cap = 9000")

    answer = analyst.post("/fund/scenarios/", {"name": "From a file", "text": changed})
    path = answer.headers["Location"].split("?")[0]

    assert answer.status_code == 303
    assert kept(app, path)["policy"]["cap"] == 9000
    assert 'include = "common.toml"' not in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cap = ]\n", "This is no TOML that can be read: look at line 1, at letter 7."),
        ("x = 1", "x: This is not known here."),
        ('include = "../../etc/passwd"', "include: "),
        ('include = "rs.toml"\n[policy]\ncap = 1', "policy.cap: Write at least 500."),
        ('include = "rs.toml"\n[policy]\ncaps = 1', "policy.caps: This is not known here."),
        ('include = "rs.toml"\n[origin]\n"policy.cap" = { badge = "sure" }', "origin.policy.cap.badge"),
        ("a" * 100_001, "at most 100,000 fit"),
    ],
)
def test_a_wrong_text_is_refused_with_the_key_at_fault(app: Flask, analyst: Any, text: str, sentence: str) -> None:
    answer = analyst.post("/fund/scenarios/", {"name": "From a file", "text": text})

    assert answer.status_code == 422
    assert sentence in words(answer)
    with app.app_context():
        assert not list(db.session.scalars(select(Scenario)))


def test_a_scenario_that_an_older_desk_took_is_shown_with_what_is_wrong(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    with app.app_context(), committing():
        [row] = db.session.scalars(select(Scenario))
        row.text = row.text.replace("collections_factor = 0.6", "collections_factor = 1.6")

    answer = analyst.get(path)

    assert answer.status_code == 200
    assert "A shock leaves receipts as they are or takes from them" in words(answer)
    assert save(analyst, path, "shocks", **{"stress-both-collections_factor": "60"}).status_code == 422  # the other one
    both = {f"stress-{code}-collections_factor": "60" for code in ("both", "recession")}
    assert save(analyst, path, "shocks", **both).status_code == 303


def test_doubts_stand_beside_with_their_source(analyst: Any) -> None:
    path = copied(analyst)
    save(analyst, path, "policy", **{"policy-floor": "10,000"})

    page = words(analyst.get(path))

    assert "A single flat amount may not be fair" in page
    assert "C-129/19" in page
    assert "ETS 116" in page


def test_one_that_is_put_aside_is_out_of_the_list_and_comes_back(analyst: Any) -> None:
    path = copied(analyst, "Not any more")
    away = analyst.post(f"{path}/setting-aside", {"row_version": "1"})
    listed = words(analyst.get("/fund/scenarios/"))
    stale = analyst.post(f"{path}/setting-aside", {"row_version": "1", "back": "yes"})
    back = analyst.post(f"{path}/setting-aside", {"row_version": "2", "back": "yes"})

    assert away.status_code == 303
    assert "Archived: 1" in listed
    assert stale.status_code == 409
    assert back.status_code == 303
    assert "Archived: 1" not in words(analyst.get("/fund/scenarios/"))


def test_a_lawyer_reads_and_changes_nothing(client_as: Any, make: Any, analyst: Any) -> None:
    path, lawyer = copied(analyst), client_as(make.lawyer())

    assert lawyer.get(path).status_code == 200
    assert "Copy it" not in words(lawyer.get(path))
    assert lawyer.get("/fund/scenarios/comparison?one=RS&other=ME").status_code == 200
    for address in (
        f"{path}/parts/policy",
        f"{path}/text",
        f"{path}/copies",
        f"{path}/setting-aside",
        "/fund/scenarios/",
    ):
        assert lawyer.post(address, {"name": "x", "text": "x"}).status_code == 404
    assert lawyer.get("/fund/scenarios/not-there").status_code == 404


def test_what_was_saved_is_in_the_access_log(app: Flask, client_as: Any, make: Any) -> None:
    email = make.analyst()
    path = copied(client_as(email))

    with app.app_context():
        found = [(row.act, row.object) for row in db.session.execute(ledger.entries(by=make.user_id(email)))]
    assert ("keep_scenario", f"scenario:{path.rsplit('/', 1)[1]}") in found


def test_an_estimate_of_our_own_scenario_on_its_own_counts(app: Flask, analyst: Any) -> None:
    path = copied(analyst, "Ours")
    ref = path.rsplit("/", 1)[1]
    save(analyst, path, "policy", **{"policy-cap": "12,000"})
    assert f'value="{ref}"' in words(analyst.get(f"/fund/new?scenario={ref}"))

    answer = estimate(analyst, asked("", scenario=ref))
    page = words(analyst.get(answer.headers["Location"]))

    assert answer.status_code == 303
    assert "From the counts that the scenario Ours names" in page
    assert "12,000" in words(analyst.get(f"{answer.headers['Location'].split('?')[0]}/basis"))
    assert "Ours" in words(analyst.get("/fund/"))
    beside = words(analyst.get(f"/fund/scenarios/comparison?one=RS&other={ref}"))
    assert "Expected cost of one year" in beside
    assert "2026 to 2035, in money of 2026" in beside
    study = words(analyst.get(f"{answer.headers['Location'].split('?')[0]}/study/en/html"))
    assert "<th scope='row'>Scenario</th><td>Ours</td>" in study
    assert "cap = 12000" in study
    assert "Chance that the money runs out, by highest award and yearly budget" in study


def test_data_without_years_are_refused_with_what_to_do(app: Flask, analyst: Any) -> None:
    undated: Any = {"_U": 255}

    answer = analyst.post("/fund/", asked(onto_the_shelf(app, undated)))

    assert answer.status_code == 422
    assert "This published data has no counts by year." in words(answer)
    assert "suppresses a year" not in words(answer)


def test_what_ships_is_said_in_the_readers_words(analyst: Any) -> None:
    path = copied(analyst)
    english = words(analyst.get("/fund/scenarios/RS"))
    asked_about = words(analyst.get(f"/fund/elicitations/of/{path.rsplit('/', 1)[1]}"))
    made = estimate(analyst, asked(""))
    where, cyrillic = made.headers["Location"].split("?")[0], {"Accept-Language": "sr-Cyrl"}

    scenario = words(analyst.get("/fund/scenarios/RS", headers=cyrillic))
    result, basis = (words(analyst.get(where + part, headers=cyrillic)) for part in ("", "/basis"))

    assert "2025" in english
    assert "2,025" not in english
    assert "Victims in a year, by judgement (trafficking in human beings)" in asked_about
    assert "Victims in a year, by judgement (other violent crime)" in asked_about
    for page in (scenario, result, basis):
        assert "Serbia" not in page.replace("National Bank of Serbia", "")
        assert "lognormal" not in page
        assert "opportunity-principle" not in page
    assert "оцена према: Холандија 15 недеља" in basis
    assert "Schadefonds 2018" in basis  # a title stays


def test_an_estimate_can_be_left_and_cancelled(app: Flask, analyst: Any, client_as: Any, make: Any) -> None:
    wanted = asked(onto_the_shelf(app))
    path = analyst.post("/fund/", wanted).headers["Location"]
    again = analyst.post("/fund/", wanted).headers["Location"]
    waiting = words(analyst.get(path))
    listed = words(analyst.get("/fund/"))

    cancelled = analyst.post(f"{path}/cancellation")
    after = words(analyst.get(path))

    assert again == path
    assert "<progress" in waiting
    assert "Being estimated for you" in listed
    assert client_as(make.analyst()).get(path).status_code == 404
    assert cancelled.status_code == 303
    assert "You cancelled this." in after
    assert estimate(analyst, {"scenario": "x"}).status_code == 422


def _sent(analyst: Any, content: bytes, file: str = "scenario.toml", **typed: str) -> Any:
    return analyst.post("/fund/scenarios/", {"name": "From a colleague", "file": (io.BytesIO(content), file), **typed})


def test_a_scenario_comes_as_a_file(app: Flask, analyst: Any) -> None:
    text = scenario_text.text_of(scenario_text.shipped("RS"))

    answer = _sent(analyst, b"\xef\xbb\xbf" + text.encode())

    assert answer.status_code == 303, words(answer)
    assert kept(app, str(answer.headers["Location"]).split("?")[0]) == scenario_text.shipped("RS")


@pytest.mark.parametrize(
    ("content", "file", "sentence"),
    [
        (b"x" * 200_001, "scenario.toml", "longer than 200 KB"),
        (b"\xff\xfe\x00", "scenario.toml", "no text in UTF-8"),
        (b"[country]", "scenario.docx", "must end in .toml"),
        (b"", "", "Choose a file, or paste its content"),
        (b"", "scenario.toml", "Choose a file, or paste its content"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(analyst: Any, content: bytes, file: str, sentence: str) -> None:
    answer = _sent(analyst, content, file)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="From a colleague"' in words(answer)


def test_what_a_refused_file_says_stands_in_the_text_to_be_mended(analyst: Any) -> None:
    broken = scenario_text.text_of(scenario_text.shipped("RS")).replace("[policy]", "[policy]\nmercy = 7")

    answer = _sent(analyst, broken.encode())

    assert answer.status_code == 422
    assert "policy.mercy: This is not known here." in words(answer)
    assert "mercy = 7" in words(answer)


def test_a_file_and_another_text_are_not_both_taken(analyst: Any) -> None:
    answer = _sent(analyst, b"[country]", text="[model]\n")

    assert answer.status_code == 422
    assert "not both" in words(answer)
    assert "[model]" in words(answer)


def test_a_file_that_arrives_is_never_written_in_the_clear(
    app: Flask, analyst: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, lambda *_a, **_k: opened.append(1))

    _sent(analyst, b"# synthetic mark\n" + b"y = 1\n" * 30_000)

    assert not opened
    folder = Path(app.extensions["config"].instance)
    assert not [one for one in folder.rglob("*") if one.is_file() and b"synthetic mark" in one.read_bytes()]
