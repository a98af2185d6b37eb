"""Estimates asked for in numbers, twice, or on texts that nobody would write: nothing is made twice, and nothing breaks."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from estimating import asked, estimate
from lawyering import text
from litigation_app.advocacy.studies.models import Study
from litigation_app.core.db import db
from litigation_app.core.jobstore import Job
from preparing import work_off
from scenario_pages import copied

pytestmark = pytest.mark.thorough


def counted(app: Flask, what: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(what)) or 0


def test_one_person_has_three_estimates_under_way_and_the_fourth_waits(app: Flask, analyst: Any) -> None:
    answers = [analyst.post("/fund/", asked("", seed=str(seed))) for seed in range(4)]

    assert [one.status_code for one in answers] == [303, 303, 303, 422]
    assert "Three of your estimates are under way" in text(answers[3])
    assert counted(app, Job) == 3


def test_a_run_that_would_draw_too_many_awards_is_refused_with_a_sentence(app: Flask, analyst: Any) -> None:
    place = analyst.post(
        "/fund/scenarios/",
        {"name": "Odd", "text": 'include = "rs.toml"\n[retroactivity]\ncases = 1e12\nsource = "x"\n'},
    ).headers["Location"]
    wanted = asked("") | {"scenario": place.split("?")[0].rsplit("/", 1)[1]}

    answer = analyst.post("/fund/", wanted)

    assert answer.status_code == 422
    assert "So many awards cannot be run." in text(answer)
    assert counted(app, Job) == 0


def test_what_was_made_is_not_made_again_by_repeating_or_by_two_who_ask_together(
    app: Flask, make: Any, client_as: Any, analyst: Any
) -> None:
    colleague = client_as(make.analyst())
    first, second = (one.post("/fund/", asked("")).headers["Location"] for one in (analyst, colleague))
    work_off(app)
    place = analyst.get(first).headers["Location"].split("?")[0]

    again = analyst.post(f"{first}/repetition")

    assert colleague.get(second).headers["Location"].split("?")[0] == place
    assert again.headers["Location"].split("?")[0] == place
    assert counted(app, Study) == 1


@pytest.mark.parametrize(
    "odd",
    [
        f"[model]\nseed = {'9' * 400}",
        f"[model]\nseed = {'9' * 5000}",
        '[country]\ncode = "XX"',
        '[country]\ncode = "R\\u0000"',
        "[funding]\nsource = 5",
        "[policy]\ntariff = 5",
        "[policy]\ncap = 1e308",
        '[[severity]]\ngroup = "trafficking"\nfit = ["lognormal"]',
    ],
)
def test_a_pasted_text_that_cannot_be_is_refused_and_stays_in_its_box(analyst: Any, odd: str) -> None:
    sent = f'include = "rs.toml"\n{odd}\n'

    answer = analyst.post("/fund/scenarios/", {"name": "Odd", "text": sent})

    assert answer.status_code == 422
    assert "include = " in text(answer)


def test_an_estimate_that_is_made_shows_every_page(analyst: Any) -> None:
    place = estimate(analyst, asked("")).headers["Location"].split("?")[0]

    assert {analyst.get(place + part).status_code for part in ("", "/basis", "/what-if", "/study", "/fiscal")} == {200}


@pytest.mark.parametrize(
    "path",
    ["/fund/", "/fund/scenarios/", "{copy}/text", "{copy}/parts/victims", "{copy}/copies", "{copy}/setting-aside"],
)
def test_a_body_of_more_than_a_megabyte_is_refused_before_it_is_read(analyst: Any, path: str) -> None:
    place = path.format(copy=copied(analyst))

    small, large = (analyst.post(place, {"name": "x" * length}) for length in (500_000, 2**20 + 1))

    assert small.status_code in {303, 422, 409}
    assert large.status_code == 413


def test_a_long_run_says_from_the_beginning_how_many_minutes_it_takes(app: Flask, analyst: Any) -> None:
    def page(cases: float) -> str:
        toml = f'include = "rs.toml"\n[retroactivity]\ncases = {cases}\nsource = "x"\n'
        place = analyst.post("/fund/scenarios/", {"name": "Odd", "text": toml}).headers["Location"]
        wanted = asked("") | {"scenario": place.split("?")[0].rsplit("/", 1)[1]}
        return text(analyst.get(analyst.post("/fund/", wanted).headers["Location"]))

    long, short = page(200_000), page(0)

    assert "minutes if the machine does nothing else." in long
    assert "if the machine does nothing else." not in short
