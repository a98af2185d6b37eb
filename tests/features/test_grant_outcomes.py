"""Results for victims in a grant: read from published data alone, with publication and interval, and never said to be progress."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from granted import PLAN, filed, set_up, words
from litigation_app.casework.grants.models import Grant
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.core.language import format_date
from litigation_app.core.text import NBSP
from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, write
from packaged import invented

pytestmark = pytest.mark.thorough

Put = Callable[..., str]
OUTCOME = {
    "outcomes-0-title": "More claims in the criminal case", "outcomes-0-indicator": "CMP-01:caseload",
    "outcomes-0-year": "2019", "outcomes-0-target": "80", "outcomes-0-source": "published data",
    "outcomes-0-package": "WP1",
}  # fmt: skip
WITH_OUTCOME = PLAN | OUTCOME | {"row_version": "2"}


@pytest.fixture
def office(make: Any) -> Any:
    return make.office(country="RS", name="Office Beograd")


@pytest.fixture
def coordinator(make: Any, client_as: Callable[[str], Any], office: Any) -> Any:
    return client_as(make.coordinator(office=office))


@pytest.fixture
def put(app: Flask) -> Put:
    """Puts an invented publication on the shelf: by year how many filed, of twenty; None: hidden."""

    def publish(filed_in: dict[int, int | None], country: str = "RS") -> str:
        first, last = min(filed_in), max(filed_in)
        rows = [row for year, number in filed_in.items() for row in _year(str(year), number)]
        written = contents(country, first, last, rows)
        return Path(write(app.extensions["shelf"], written, app.extensions["release_signer"])).name

    return publish


def contents(country: str, first: int, last: int, rows: list[RowOut]) -> ReleaseContents:
    tables = [TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)]
    return invented(f"Invented {country} {last}", tables, (first, last), country=country)


def _year(year: str, number: int | None, of: int = 20) -> list[RowOut]:
    cells = {"indicted": of, "filed": number, "not_filed": None if number is None else of - number}
    return [RowOut((year, code), value) for code, value in cells.items()]


@pytest.fixture
def grant(office: Any, coordinator: Any, put: Put) -> str:
    """Planned while one publication lay on the shelf."""
    put({2018: 8, 2019: 6, 2020: 9, 2021: 10})
    address = set_up(coordinator, office)
    assert coordinator.post(f"{address}/plan", WITH_OUTCOME).status_code == 303
    return address


def test_a_result_for_victims_is_read_from_published_data(app: Flask, coordinator: Any, grant: str) -> None:
    page = words(coordinator.get(grant))

    assert "Results for victims, from published data" in page
    assert "2019: 30.0 % (of 20, 12 % – 54 %)" in page
    assert "2021: 50.0 % (of 20, 27 % – 73 %)" in page
    assert "80 %" in page
    assert (
        "The difference is 20.0 percentage points, 95 percent interval -13.4 to 49.3: no clear change, it may be chance."
        in page
    )
    with app.app_context():
        (row,) = db.session.query(Grant).all()
    assert row.outcomes[0]["publication"] in page
    assert "no record of a person is read" in page


def test_intervals_that_do_not_meet_are_said_to_be_apart(coordinator: Any, grant: str, put: Put) -> None:
    put({2019: 6, 2020: 9, 2021: 18, 2022: 19})

    page = words(coordinator.get(grant))

    assert "chance alone hardly explains it." in page
    assert "progress" not in page


def test_a_hidden_figure_is_said_and_nothing_is_chosen_in_its_place(coordinator: Any, grant: str, put: Put) -> None:
    put({2020: 9, 2021: 12, 2022: None})

    page = words(coordinator.get(grant))

    assert "2022: … (of 20)" in page
    assert "is suppressed in the published data, whatever the reason; it is never a zero" in page
    assert "2021: 60.0 %" not in page, "the newest year stands, printed or not"
    assert "intervals" not in page


def test_another_countrys_publication_is_not_read(coordinator: Any, grant: str, put: Put) -> None:
    put({2022: 15, 2023: 15}, country="MK")

    assert "2021: 50.0 %" in words(coordinator.get(grant))


def test_what_was_drawn_up_reads_the_same_publication_for_good(coordinator: Any, grant: str, put: Put) -> None:
    before = filed(coordinator, grant, 0)
    put({2020: 9, 2021: 18, 2022: 19})

    assert "2021: 50.0" in before
    assert "Publication RS-2018-2021" in before
    assert filed(coordinator, grant, 0) == before
    assert "2022: 95.0 %" in words(coordinator.get(grant)), "the desk's own screen says what is published today"


def test_the_baseline_stays_as_the_publication_of_its_day_printed_it(coordinator: Any, grant: str, put: Put) -> None:
    put({2019: 12, 2020: 9, 2021: 18, 2022: 19})
    plan = WITH_OUTCOME | {"row_version": "3", "outcomes-0-target": "90"}
    assert coordinator.post(f"{grant}/plan", plan).status_code == 303

    page = words(coordinator.get(grant))

    assert "2019: 30.0 %" in page
    assert "90 %" in page


def test_years_that_are_published_only_together_say_so(app: Flask, office: Any, coordinator: Any) -> None:
    rows = [row for year in ("_T", "2018_2022") for row in _year(year, 30, 100)]
    written = contents("RS", 2018, 2022, rows)
    write(app.extensions["shelf"], written, app.extensions["release_signer"])
    grant = set_up(coordinator, office)
    assert coordinator.post(f"{grant}/plan", WITH_OUTCOME).status_code == 303

    page = words(coordinator.get(grant))

    assert page.count("published only for 2018–2022 together: 30.0 % (of 100, 21 % – 40 %)") == 2
    assert "nothing published" not in page


def test_without_a_publication_the_result_says_so(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)
    assert coordinator.post(f"{grant}/plan", WITH_OUTCOME).status_code == 303

    page = words(coordinator.get(grant))

    assert "2019: nothing published nothing published 80 %" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcomes-0-indicator": ""}, "Choose an indicator"),
        ({"outcomes-0-indicator": "CMP-01:judgements"}, "Choose one of the list."),
        ({"outcomes-0-year": "19"}, "Write a year, such as 2021."),
        ({"outcomes-0-year": "2090"}, "Write a year, such as 2021."),
        ({"outcomes-0-target": "101"}, "A share is at most 100 percent."),
        ({"outcomes-0-target": "many"}, "Write a whole number of zero or more."),
        ({"outcomes-0-package": "NOPE"}, "The plan has no work package with this code."),
        ({"results-0-package": "NOPE"}, "The plan has no work package with this code."),
    ],
)
def test_a_result_that_cannot_be_measured_is_refused_beside_its_field(
    office: Any, coordinator: Any, typed: dict[str, str], sentence: str
) -> None:
    grant = set_up(coordinator, office)

    answer = coordinator.post(f"{grant}/plan", WITH_OUTCOME | typed)

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_the_donors_file_says_whose_it_is(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)

    said = filed(coordinator, grant, 0)

    name = coordinator.get(f"{grant}/report.docx?period=0").headers["Content-Disposition"]
    assert 'filename="Invented_donor_Access_to_court_2025-01-01_2025-12-31.docx"' in name
    assert f"Office Beograd, drawn up on {format_date(clock.today())}".replace(NBSP, " ") in said.replace(NBSP, " ")
