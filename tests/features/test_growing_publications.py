"""Can a publication grow by a year without giving away who came, went or changed since the last one?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from growing import LONGER, WANTED, Caseload, agreed, asked_for, drafted, put_beside, values
from lawyering import text
from litigation_app.statistics.releases import shelf
from preparing import agree, prepare, renew

pytestmark = pytest.mark.extensive


@pytest.fixture
def caseload(app: Flask, make: Any) -> Caseload:
    return Caseload(app, make)


def test_a_year_is_added_and_what_did_not_change_is_printed_again(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))

    path = drafted(analyst, **LONGER)
    page = text(analyst.get(path))
    second = agreed(app, make, client_as, path)

    assert values(second, {"2021", "2022"}) == values(first, {"2021", "2022"})
    assert any(value for value in values(second, {"2023"}).values())
    assert "were published before: “Serbia 2021 to 2022”" in page
    assert len(shelf(app.extensions["shelf"])) == 2


def test_one_woman_who_was_entered_late_shows_nowhere(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)

    path = drafted(analyst, **LONGER)
    page = text(analyst.get(path))
    second = agreed(app, make, client_as, path)

    assert values(second, {"2021", "2022"}) == values(first, {"2021", "2022"})
    assert values(second, {"_T"})["victims_by_sex", "_T", "_T"] == 90
    assert second.carried is not None
    assert (second.carried.release, second.carried.last_year) == (first.id, 2022)
    assert "printed again as they stood then" in page
    assert "stand as" in text(analyst.get(f"/publications/{second.id}"))
    assert "2022 stand as printed in" in second.files["README.txt"].decode()


def test_the_publication_after_that_goes_on_from_both(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst, title="One", last_year="2021"))
    caseload.late(1)
    second = agreed(app, make, client_as, drafted(analyst))
    caseload.late(1, year=2022)
    third = agreed(app, make, client_as, drafted(analyst, **LONGER))

    assert values(third, {"2021", "2022"}) == values(second, {"2021", "2022"})
    assert [one.carried_until for one in (second, third)] == [2021, 2022]


@pytest.mark.parametrize(
    "near",
    [
        {"last_year": "2024"},
        {"first_year": "2022", "last_year": "2023"},
        {"first_year": "2020", "last_year": "2023"},
        {"last_year": "2021"},
        {"last_year": "2023", "countries": ["RS", "MK"]},
        {},
    ],
)
def test_any_other_cut_through_the_same_people_is_still_refused(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, near: dict[str, Any]
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))

    refused = prepare(analyst, WANTED | {"title": "Serbia, cut otherwise"} | near)

    assert refused.status_code == 422
    assert "already published" in text(refused)


@pytest.mark.parametrize("harm", ["taken away", "changed"])
def test_a_publication_that_was_taken_back_or_is_broken_still_stands_in_the_way(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, harm: str
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    folder = app.extensions["shelf"] / first.id
    if harm == "taken away":
        folder.rename(folder.with_name("taken-back"))
    else:
        (folder / "data" / "victims_by_sex.csv").write_text("YEAR,SEX,value\n")

    assert prepare(analyst, WANTED | LONGER).status_code == 422


def test_whoever_agrees_is_told_that_the_shelf_changed_since(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    put_beside(app, first)

    answer = agree(client_as(make.coordinator()), path)

    assert answer.status_code == 422
    assert "What is published of these people changed since this was prepared" in text(answer)
    assert renew(analyst, path).status_code == 303


def test_a_second_draft_of_the_same_longer_years_is_refused_while_one_is_open(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    drafted(analyst, **LONGER)

    second = asked_for(analyst, **LONGER | {"title": "The same once more"})

    assert second.status_code == 422, text(second)


@pytest.mark.parametrize(("late", "code"), [(0, 303), (1, 200)])
def test_a_discarded_draft_of_fewer_years_counts_as_printed(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, late: int, code: int
) -> None:
    """Where it said other figures than what was published later, whoever saw both knows a change already."""
    analyst = client_as(make.analyst())
    shown = drafted(analyst)
    analyst.post(f"{shown}/discard")
    caseload.late(late)
    agreed(app, make, client_as, drafted(analyst, title="Serbia, again"))

    assert asked_for(analyst, **LONGER).status_code == code


def test_the_description_says_what_is_carried_forward(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(2)
    second = agreed(app, make, client_as, drafted(analyst, **LONGER))

    said = [json.loads(one.files["datapackage.json"]).get("carried") for one in (first, second)]

    assert said == [None, {"release": first.id, "last_year": 2022}]
