"""Does a longer publication stop wherever something changes under it: a choice first, the shelf meanwhile, the files themselves?"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed
from growing import LONGER, WANTED, Caseload, agreed, drafted, put_beside
from lawyering import text
from litigation_app.cli import work
from litigation_app.core.db import db
from litigation_app.gate import actions, bundling
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases import ReleaseContents, shelf, write
from preparing import WAITING, agree, choose, prepare, work_off

pytestmark = pytest.mark.extensive


@pytest.fixture
def caseload(app: Flask, make: Any) -> Caseload:
    return Caseload(app, make)


def test_where_a_change_would_show_somebody_she_chooses_before_any_number_is_shown(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)

    asked = prepare(analyst, WANTED | LONGER)
    page = text(asked)
    alone = choose(analyst, asked, 2)

    assert "Numbers that have changed since by too few people: 4." in page
    assert "Go on with the earlier years as they were printed." in page
    assert "Publish 2023 alone." in page
    assert "Or wait until more has changed" in page
    costs = re.findall(r"Prints (\d+) numbers, \d+ of them not zero, and hides (\d+)\.", page)
    assert len(costs) + page.count("As the records stand, the desk would refuse it.") == 2
    assert page.count("Prepare this one") == len(costs)  # no button leads to a refusal that is known
    assert alone.status_code in {200, 303}, (
        "tables of one year may be too fine, but they are not refused for the years before"
    )
    assert "overlap" not in text(alone)
    assert analyst.post(f"{asked.request.path}/choice", {"number": 3}).status_code == 422


def test_the_choice_says_what_each_way_prints_and_hides(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)
    asked = prepare(analyst, WANTED | LONGER)
    said = [
        tuple(map(int, one))
        for one in re.findall(r"Prints (\d+) numbers, \d+ of them not zero, and hides (\d+)\.", text(asked))
    ]

    path = str(choose(analyst, asked, 1).headers["Location"]).split("?", maxsplit=1)[0]
    with app.app_context():
        draft = db.session.get_one(ReleaseDraft, UUID(path.rpartition("/")[2]))
        rows = [row for sheet in draft.proposal["sheets"].values() for row in sheet]

    assert said[0][0] == draft.proposal["shown"]
    assert 0 < said[0][1] <= sum(row[-1] is None for row in rows)


def test_agreeing_beside_an_earlier_publication_is_long_work_that_only_the_second_person_can_do(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, name = client_as(make.analyst()), make.coordinator()
    agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    coordinator = client_as(name)

    own = confirmed(analyst, f"{path}/approval")
    first = confirmed(coordinator, f"{path}/approval").headers["Location"]
    cancelled = coordinator.post(f"{first}/cancellation")
    work_off(app)
    between = len(shelf(app.extensions["shelf"]))
    again = coordinator.post(f"{first}/repetition")
    done = agree(coordinator, path)

    assert own.status_code == 404
    assert cancelled.status_code == 303
    assert between == 1
    assert again.headers["Location"].endswith(path)
    assert "/publications/" in done.headers["Location"]
    assert len(shelf(app.extensions["shelf"])) == 2


def test_what_is_cancelled_under_the_lock_does_not_reach_the_shelf(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    first = confirmed(coordinator, f"{path}/approval").headers["Location"]

    def tell(step: str, _done: int = 0, _of: int = 0) -> None:
        if step == "beside":
            with app.app_context():
                assert coordinator.post(f"{first}/cancellation").status_code == 303

    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), tell)

    assert len(shelf(app.extensions["shelf"])) == 1
    assert "You cancelled this" in text(coordinator.get(first))
    assert not list(app.extensions["shelf"].glob(".before-*"))


@pytest.mark.parametrize("late", [0, 2])
def test_a_shelf_that_changes_while_somebody_is_agreeing_is_seen_under_the_lock(
    caseload: Caseload,
    client_as: Callable[[str], Any],
    make: Any,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    late: int,
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(late)
    path = drafted(analyst, **LONGER)
    monkeypatch.setattr(bundling, "write", _after(lambda: put_beside(app, first), bundling.write))

    answer = agree(client_as(make.coordinator()), path)

    assert "changed since this was prepared" in text(answer)
    assert len(shelf(app.extensions["shelf"])) == 2


def test_a_shelf_that_changes_while_somebody_is_preparing_is_seen_under_the_lock(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    asked = prepare(analyst, WANTED | LONGER)
    assert "Go on with the earlier years" in text(asked)
    monkeypatch.setattr(actions, "propose_beside", _after(lambda: put_beside(app, first), actions.propose_beside))

    assert "changed since this was prepared" in text(choose(analyst, asked, 1))


def test_what_the_files_say_is_attacked_and_not_what_was_meant(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that prints a number in the place of a sign: nothing reaches the shelf."""
    path = drafted(client_as(make.analyst()))

    def careless(to: Any, contents: ReleaseContents, signer: Any) -> Any:
        told = [[replace(row, value=row.value or 1) for row in table.rows] for table in contents.tables]
        tables = [replace(table, rows=rows) for table, rows in zip(contents.tables, told, strict=True)]
        return write(to, replace(contents, tables=tables), signer)

    monkeypatch.setattr(bundling, "write", careless)
    answer = confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert answer.status_code == 422
    assert shelf(app.extensions["shelf"]) == []


def _after(happens: Callable[[], None], act: Callable[..., Any]) -> Callable[..., Any]:
    def acting(*what: Any, **how: Any) -> Any:
        done = act(*what, **how)
        happens()
        return done

    return acting
