"""Where a publication does not go on by a year: what else can be done, what comes of each way, and why is one refused?"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from growing import LONGER, WANTED, Caseload, agreed, drafted
from lawyering import text
from litigation_app.core.db import committing, db
from litigation_app.core.jobstore import Job
from litigation_app.gate import refusals
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.ways import APART, CHANGED, REVEALS, TOO_FINE, WORKED_OUT, Why
from litigation_app.statistics.releases import Release
from preparing import choose, prepare

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
NEWCOMERS = 9  # so few that in full detail a year of them alone is refused
# As they are numbered where one coarser design of the new year was found: what prints most that is not zero comes first.
GO_ON, TOGETHER, ALONE, COARSER = 1, 2, 3, 4
TOO_MANY = r"(\d+) % of the numbers in these tables would be about so few people that they must be hidden: too many\."


@pytest.fixture
def first(app: Flask, make: Any, client_as: ClientAs) -> Release:
    """Two years are published; then a woman of 2021 is entered, nine people of 2023 and thirty of 2024."""
    caseload = Caseload(app, make, NEWCOMERS)
    published = agreed(app, make, client_as, drafted(client_as(make.analyst())))
    caseload.late(1)
    caseload.of_year(2024, 30)
    return published


@pytest.fixture
def asked(first: Release, make: Any, client_as: ClientAs) -> tuple[Any, Any]:
    """An analyst, and what she is told when she wants to go on with 2023."""
    analyst = client_as(make.analyst())
    return analyst, prepare(analyst, WANTED | LONGER)


def ways(page: str) -> list[str]:
    """What is said of each that can be done, tags left out."""
    listed = page[page.index("What could be published instead</h2>") : page.index('aria-label="What to publish"')]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in listed.split("<li>")[1:]]


def test_the_new_year_alone_is_offered_coarser_where_it_is_refused_and_each_refusal_says_why(
    asked: tuple[Any, Any],
) -> None:
    analyst, answer = asked
    told = text(answer)
    said = ways(told)

    made = choose(analyst, answer, COARSER)
    page = text(analyst.get(made.headers["Location"]))

    # Of 2021 one more by sex, by age, by form and by status; how many in all stands in each.
    assert "Numbers that have changed since by too few people: 4." in told
    assert int(re.findall(TOO_MANY, said[ALONE - 1])[0]) > 35
    assert "Publish 2023 alone. As the records stand, the desk would refuse it." in said[ALONE - 1]
    assert "Prepare this one" not in said[ALONE - 1]
    assert "Publish 2023 alone. Coarser, so that it can go out: Left out:" in said[COARSER - 1]
    assert re.search(r"Says \d+ % of what is to be said of these years in full detail\.", said[COARSER - 1])
    assert "Prepare this one" in said[COARSER - 1]
    assert made.status_code == 303
    assert "2023–2023" in page
    assert "Left out:" in page


def test_the_coarser_ones_are_those_that_the_year_by_itself_is_offered(asked: tuple[Any, Any]) -> None:
    analyst, answer = asked

    alone = ways(text(prepare(analyst, WANTED | {"title": "Serbia 2023", "first_year": "2023", "last_year": "2023"})))

    assert len(alone) == 1
    (left_out,) = re.findall(
        r"Left out: .*?\. Prints at least \d+ numbers, \d+ of them not zero, and hides at most \d+\.", alone[0]
    )
    assert left_out in ways(text(answer))[COARSER - 1]
    assert "All but empty: of a hundred numbers that it would print, more than ninety are zeros." in left_out


def test_several_years_together_are_tried_and_offered(app: Flask, asked: tuple[Any, Any]) -> None:
    analyst, answer = asked
    said = ways(text(answer))[TOGETHER - 1]

    made = choose(analyst, answer, TOGETHER)
    with app.app_context():
        draft = db.session.get_one(ReleaseDraft, UUID(made.headers["Location"].split("?")[0].rpartition("/")[2]))
        values = [row[-1] for sheet in draft.proposal["sheets"].values() for row in sheet]
        rows = sum(value is not None and float(value) != 0 for value in values)
        shown, years, title = draft.proposal["shown"], (draft.first_year, draft.last_year), draft.title

    assert "Publish 2023 and 2024 together, without the years before." in said
    (told,) = re.findall(rf"Prints {shown} numbers, (\d+) of them not zero, and hides \d+\.", said)
    assert 0 < int(told) <= rows  # a number that stands in several tables is one
    assert said.count("All but empty") == (10 * int(told) < shown)
    assert years == (2023, 2024)
    assert title == "Serbia 2023–2024"


def test_years_that_were_published_already_are_not_published_together(
    app: Flask, make: Any, client_as: ClientAs, first: Release
) -> None:
    analyst = client_as(make.analyst())
    alone = {"title": "Serbia 2024", "first_year": "2024", "last_year": "2024"}
    agreed(app, make, client_as, drafted(analyst, **alone))

    said = ways(text(prepare(analyst, WANTED | LONGER)))[-1]

    assert "One of these years is published already, in “Serbia 2024”." in said
    assert "Prepare this one" not in said


def test_where_the_new_year_alone_goes_out_nothing_else_is_tried(app: Flask, make: Any, client_as: ClientAs) -> None:
    caseload, analyst = Caseload(app, make), client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)

    said = ways(text(prepare(analyst, WANTED | LONGER)))

    assert len(said) == 2
    assert all("Prepare this one" in one for one in said)


def test_a_refusal_that_an_older_desk_kept_still_offers_both_ways(app: Flask, asked: tuple[Any, Any]) -> None:
    analyst, answer = asked
    with app.app_context(), committing():
        job = db.session.get_one(Job, UUID(answer.request.path.rpartition("/")[2]))
        job.answer = {"reason": "beside", "other": "Serbia 2021 to 2022", "costs": {"go_on": [170, 18], "alone": None}}

    page = text(analyst.get(answer.request.path))

    assert len(ways(page)) == page.count("Prepare this one") == 2
    assert choose(analyst, answer, GO_ON).status_code == 303


def test_each_reason_is_a_sentence_and_says_how_many_where_that_is_known(app: Flask) -> None:
    with app.test_request_context():
        for code in (CHANGED, WORKED_OUT, APART, REVEALS, TOO_FINE):
            assert "41" in refusals.why(Why(code, 41, "Old")), code
        for code in (CHANGED, WORKED_OUT, APART, REVEALS, "too_long", "overlap", "overlap_draft", "nobody"):
            assert refusals.why(Why(code, 0, "Old")).endswith("."), code
