"""Objectives: written by coordinators, pursued by cases, and never a way to somebody else's case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from lawyering import rows, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy.objectives.models import Objective, ObjectiveStep, Pursuit
from litigation_app.core.db import db
from strategic import objective, pursued, version_on


def test_a_coordinator_writes_an_objective_and_a_case_pursues_it(boss: Any, lawyer: Any, case_id: UUID) -> None:
    said = {
        "baseline": "3 of 41 claims",
        "baseline_on": "31. 12. 2025.",
        "baseline_source": "Own count",
        "indicator": "cmp-03",
    }
    address = objective(
        boss, aim="The criminal court decides on the claim.", target="Half", target_on="1. 1. 2030.", **said
    )

    assert pursued(boss, case_id, address).status_code == 303

    page = text(lawyer.get(address))
    assert all(
        word in page for word in ("3 of 41 claims", "Own count", "CMP-03", "The criminal court decides", "Planned")
    )
    assert f'href="/cases/{case_id}/strategy"' in page
    assert "Courts decide claims themselves" in text(lawyer.get(f"/cases/{case_id}/strategy"))
    assert f'href="/cases/{case_id}/strategy"' in text(lawyer.get("/objectives/"))


def test_what_is_typed_in_vain_is_shown_again(boss: Any) -> None:
    answer = boss.post("/objectives/", {"title": "Kept", "baseline": "3 of 41", "indicator": "nonsense"})

    assert answer.status_code == 422
    assert all(word in text(answer) for word in ("Kept", "3 of 41", "nonsense"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"baseline": "3 of 41"}, "nobody can check it otherwise"),
        ({"indicator": "CMP3"}, "Write the code of an indicator"),
        (
            {"baseline_on": "1. 2. 2026.", "target_on": "31. 1. 2026."},
            "The day of the target must come after the day of the baseline.",
        ),
    ],
)
def test_a_baseline_without_a_source_is_refused(boss: Any, said: dict[str, str], sentence: str) -> None:
    page = text(boss.get("/objectives/new"))
    office = page.split('name="office"')[1].split('value="')[1].split('"')[0]
    typed = {"office": office, "country": "RS", "kind": "legislation", "title": "A law"} | said

    answer = boss.post("/objectives/", typed)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_how_it_stands_is_appended(boss: Any, app: Flask) -> None:
    address = objective(boss)
    for version, (state, day) in enumerate((("pursued", "1. 2. 2026."), ("partly", "1. 3. 2026.")), 1):
        step = {"state": state, "on": day, "note": f"Because {state}", "row_version": str(version)}
        assert boss.post(f"{address}/steps", step).status_code == 303

    assert [one.state for one in rows(app, Objective, "state")] == ["partly"]
    assert sorted(one.state for one in rows(app, ObjectiveStep, "state")) == ["partly", "planned", "pursued"]
    assert all(word in text(boss.get(address)) for word in ("Because pursued", "Because partly"))


def test_a_change_that_was_overtaken_keeps_what_was_typed(boss: Any) -> None:
    address = objective(boss)
    first, late = text(boss.get(f"{address}/edit")), {"title": "Late"}
    office = first.split('name="office"')[1].split('value="')[1].split('"')[0]
    whole = {"office": office, "country": "RS", "kind": "protection", "row_version": version_on(first)}
    assert boss.post(f"{address}/edit", whole | {"title": "Early"}).status_code == 303

    answer = boss.post(f"{address}/edit", whole | late)

    assert answer.status_code == 409
    assert "Late" in text(answer)
    again = whole | late | {"row_version": version_on(text(answer))}
    assert boss.post(f"{address}/edit", again).status_code == 303
    assert "Late" in text(boss.get(address))


def test_a_case_pursues_an_objective_once_and_can_be_unlinked(boss: Any, app: Flask, case_id: UUID) -> None:
    address = objective(boss)
    assert pursued(boss, case_id, address).status_code == 303
    assert pursued(boss, case_id, address).status_code == 422
    (link,) = rows(app, Pursuit, "id", "row_version")

    for version, code in ((9, 409), (link.row_version, 303), (link.row_version + 1, 409)):
        assert boss.post(f"/strategy/pursuit/{link.id}/striking", {"row_version": str(version)}).status_code == code

    assert f"/cases/{case_id}/strategy" not in text(boss.get(address))
    assert pursued(boss, case_id, address).status_code == 303


def test_a_lawyer_neither_writes_objectives_nor_links_cases(boss: Any, lawyer: Any, app: Flask, case_id: UUID) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    (link,) = rows(app, Pursuit, "id")

    answers = [
        lawyer.get("/objectives/new"),
        lawyer.post("/objectives/", {"title": "x"}),
        lawyer.get(f"{address}/edit"),
        lawyer.post(f"{address}/steps", {}),
        pursued(lawyer, case_id, address),
        lawyer.post(f"/strategy/pursuit/{link.id}/striking", {"row_version": "1"}),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_nobody_sees_a_case_through_an_objective(
    boss: Any, app: Flask, make: Any, case_id: UUID, client_as: Callable[[str], Any]
) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    with app.app_context():
        case = db.session.get(Case, case_id)
        assert case is not None
        named = (case.reference, case.code_name, str(case_id))
    elsewhere = make.office("RS", "Nis")
    strangers = [make.lawyer(), make.coordinator(office=elsewhere)]

    for email in strangers:
        person = client_as(email)
        for path in (address, "/objectives/"):
            page = text(person.get(path))
            assert "Courts decide claims themselves" in page
            assert not any(word in page for word in named), (email, path)
        assert "None of your cases pursues it" in text(person.get(address))
        assert person.get(f"/cases/{case_id}/strategy").status_code == 404


def test_a_wall_hides_the_case_in_the_portfolio_too(
    boss: Any, lawyer: Any, make: Any, email: str, boss_email: str, case_id: UUID
) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    assert str(case_id) in text(lawyer.get(address))

    make.wall(case_id, email, by=boss_email)

    assert str(case_id) not in text(lawyer.get(address))
    assert str(case_id) not in text(lawyer.get("/objectives/"))


def test_another_offices_coordinator_does_not_change_it(boss: Any, make: Any, client_as: Callable[[str], Any]) -> None:
    address = objective(boss)
    other = client_as(make.coordinator(office=make.office("RS", "Nis")))

    assert other.get(address).status_code == 200
    assert other.get(f"{address}/edit").status_code == 404
    assert other.post(f"{address}/steps", {"state": "reached", "on": "1. 2. 2026."}).status_code == 404


def test_the_portfolio_is_narrowed_by_country_and_kind(boss: Any) -> None:
    objective(boss, title="One of Serbia", country="RS", kind="legislation")
    objective(boss, title="One of Bosnia", country="BA", kind="protection")

    assert "One of Bosnia" not in text(boss.get("/objectives/?country=RS"))
    assert "One of Serbia" not in text(boss.get("/objectives/?kind=protection"))
    assert "No objective is written down" in text(boss.get("/objectives/?country=ME"))
    assert boss.get("/objectives/?after=nonsense").status_code == 404


def test_the_portfolio_asks_as_often_for_many_cases_as_for_one(
    boss: Any, lawyer: Any, app: Flask, make: Any, email: str, case_id: UUID
) -> None:
    address = objective(boss)
    pursued(boss, case_id, address)
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    lawyer.get("/objectives/")
    lawyer.get("/objectives/")  # a second time: nothing is asked for the first time any more
    before = len(asked)
    lawyer.get("/objectives/")
    one = len(asked) - before
    for _number in range(4):
        pursued(boss, make.case(email), address)

    before = len(asked)
    page = text(lawyer.get("/objectives/"))

    assert len(asked) - before == one
    assert page.count("pursues it") == 5


def test_an_objective_that_is_not_there_answers_as_nothing(lawyer: Any) -> None:
    assert lawyer.get(f"/objectives/{uuid4()}").status_code == 404


def test_analysts_and_auditors_see_no_objectives(boss: Any, make: Any, client_as: Callable[[str], Any]) -> None:
    address = objective(boss)

    for email in (make.analyst(), make.auditor(), make.administrator()):
        person = client_as(email)
        assert {person.get(path).status_code for path in ("/objectives/", address, "/precedents/")} == {404}
