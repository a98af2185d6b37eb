"""A client's entry: another code name, two records of one person, an entry that was a mistake."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from erasing import Stage, erased
from lawyering import rows, still, text
from litigation_app.casework.clients.identity.models import FormerName, Joined
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule, SubjectKey
from litigation_app.vault.models import IdentifierToken


def name_of(app: Flask, victim: UUID | str) -> str:
    with app.app_context():
        return db.session.get_one(Victim, UUID(str(victim))).code_name


def test_a_coordinator_gives_another_code_name_and_the_old_one_still_finds_her(app: Flask, stage: Stage) -> None:
    path = f"/victims/{stage.victim}/code-name"

    drawn = stage.first.post(path, {"seen": stage.code_name})
    again = stage.second.post(path, {"seen": stage.code_name})

    assert (drawn.status_code, again.status_code) == (303, 409)
    now = name_of(app, stage.victim)
    assert (stage.code_name[-2:], now) == (" A", stage.code_name[:-1] + "B")
    assert [row.code_name for row in rows(app, FormerName, "code_name")] == [stage.code_name]
    for typed in (stage.code_name, stage.code_name.lower(), now):
        found = stage.lawyer.post("/search", {"words": typed, "year": "", "purpose": "hearing"})
        assert now in text(found), typed
    assert stage.code_name in text(stage.lawyer.get(f"/victims/{stage.victim}/entry"))


def test_another_office_finds_her_by_neither_name(make: Any, client_as: Callable[[str], Any], stage: Stage) -> None:
    other = client_as(make.lawyer(office=make.office()))

    found = text(other.post("/search", {"words": stage.code_name, "year": "", "purpose": "hearing"}))

    assert f"/victims/{stage.victim}" not in found


def test_two_records_are_counted_as_one_and_parted_again(app: Flask, make: Any, stage: Stage) -> None:
    second = make.victim(make_email(stage), stage.case, given_name="Zamislena")
    before = everything(app)

    answer = stage.first.post(f"/victims/{stage.victim}/joins", {"other": name_of(app, second)})

    assert answer.status_code == 303, text(answer)
    assert "this record counts" in text(stage.lawyer.get(f"/victims/{stage.victim}/entry"))
    assert "the other record counts" in text(stage.lawyer.get(f"/victims/{second}/entry"))
    assert everything(app) == before
    join = rows(app, Joined, "id")[0].id
    parting = f"/victims/{second}/joins/{join}/parting"
    assert [stage.second.post(parting).status_code for _ in range(2)] == [303, 409]
    assert "No other record is known" in text(stage.lawyer.get(f"/victims/{second}/entry"))
    assert everything(app) == before
    acts = [row.act for row in rows(app, LedgerEntry, "act")]
    assert (acts.count("join_victims"), acts.count("part_victims")) == (2, 2)


def make_email(stage: Stage) -> str:
    return str(stage.lawyer.email)


def everything(app: Flask) -> list[Any]:
    """All rows of victims and all that is sealed, as bytes."""
    sealed = rows(app, Capsule, "table", "row", "capsule", "sealed")
    return sorted(map(str, rows(app, Victim, "id", "case_id", "code_name", "row_version"))) + sorted(map(str, sealed))


@pytest.mark.parametrize(
    ("typed", "said"), [("itself", "the same record"), ("Breza 99999", "No client of this office")]
)
def test_what_cannot_be_joined_is_said(stage: Stage, typed: str, said: str) -> None:
    name = stage.code_name if typed == "itself" else typed

    answer = stage.first.post(f"/victims/{stage.victim}/joins", {"other": name})

    assert answer.status_code == 422
    assert said in text(answer)


def test_a_hidden_client_answers_like_none(app: Flask, make: Any, stage: Stage) -> None:
    elsewhere = make.lawyer(office=make.office())
    hidden = make.victim(elsewhere, make.case(elsewhere))

    answers = [
        text(stage.first.post(f"/victims/{stage.victim}/joins", {"other": name}))
        for name in (name_of(app, hidden), "Breza 99999")
    ]

    assert all("No client of this office has this code name" in one for one in answers)
    assert rows(app, Joined, "id") == []


def test_whoever_is_recorded_twice_is_proposed_for_erasure_twice(app: Flask, make: Any, stage: Stage) -> None:
    second = make.victim(make_email(stage), stage.case, given_name="Zamislena")
    stage.first.post(f"/victims/{stage.victim}/joins", {"other": name_of(app, second)})
    proposal = {"basis": "consent_withdrawn", "why": "Trazila je", "told": "y", "reference": stage.code_name}

    answer = stage.first.post(f"/victims/{stage.victim}/erasures", proposal)

    assert answer.status_code == 303, text(answer)
    assert {row.victim_id for row in rows(app, Erasure, "victim_id")} == {stage.victim, second}


@pytest.fixture
def hidden_join(app: Flask, make: Any, stage: Stage) -> UUID:
    """Her record, counted with one of a case that the first coordinator may not see; the id of that join."""
    elsewhere = make.lawyer(office=make.office())
    other_case = make.case(elsewhere)
    other, by = make.victim(elsewhere, other_case), make.user_id(elsewhere)
    with app.app_context(), committing() as session:
        row = Joined(kept_id=other, other_id=stage.victim, first_case=other_case, second_case=stage.case)
        row.joined_by, row.joined_at = by, clock.now()
        session.add(row)
        session.flush()
        return row.id


def test_a_join_with_a_hidden_record_answers_like_none(app: Flask, stage: Stage, hidden_join: UUID) -> None:
    asked = [hidden_join, uuid4()]

    answers = [stage.first.post(f"/victims/{stage.victim}/joins/{one}/parting") for one in asked]

    assert [one.status_code for one in answers] == [409, 409]
    assert len({still(one) for one in answers}) == 1
    assert [row.parted_at for row in rows(app, Joined, "parted_at")] == [None]


@pytest.mark.usefixtures("hidden_join")
def test_a_page_says_nothing_of_a_hidden_join_and_it_stands_in_the_way(app: Flask, make: Any, stage: Stage) -> None:
    second = make.victim(make_email(stage), stage.case, given_name="Zamislena")

    page = text(stage.first.get(f"/victims/{stage.victim}/entry"))
    answer = stage.first.post(f"/victims/{second}/joins", {"other": stage.code_name})

    assert "No other record is known to be of this person" in page
    assert answer.status_code == 422
    assert "cannot be counted as one person now" in text(answer)
    assert "counted with another record already" not in text(answer)


def test_an_entry_that_was_a_mistake_goes_by_two_coordinators_and_its_name_never_comes_again(
    app: Flask, stage: Stage
) -> None:
    assert stage.lawyer.post(f"/victims/{stage.victim}/removal").status_code == 404
    assert "Nobody takes an entry out alone" in text(stage.first.get(f"/victims/{stage.victim}/entry"))

    erased(app, stage, basis="not_needed")

    assert name_of(app, stage.victim) == stage.code_name
    assert stage.victim not in {
        row.subject for model in (Capsule, SubjectKey, IdentifierToken) for row in rows(app, model, "subject")
    }


def test_to_everybody_else_the_entry_does_not_exist(
    app: Flask, make: Any, client_as: Callable[[str], Any], stage: Stage
) -> None:
    make.wall(stage.case, walled := make.coordinator(), make.coordinator())
    others = [make.lawyer(), make.coordinator(office=make.office()), walled, make.analyst(), make.administrator()]

    for email in others:
        person = client_as(email)
        for victim in (stage.victim, uuid4()):
            assert person.get(f"/victims/{victim}/entry").status_code == 404
            for act in ("code-name", "joins"):
                assert (
                    person.post(f"/victims/{victim}/{act}", {"seen": stage.code_name, "other": "Breza 1"}).status_code
                    == 404
                )
    assert stage.lawyer.post(f"/victims/{stage.victim}/code-name", {"seen": stage.code_name}).status_code == 404
    assert name_of(app, stage.victim) == stage.code_name


def test_of_two_coordinators_who_draw_a_code_name_at_once_one_is_told_so(app: Flask, stage: Stage) -> None:
    for _ in range(3):
        [name] = [row.code_name for row in rows(app, Victim, "id", "code_name") if row.id == stage.victim]
        path, seen = f"/victims/{stage.victim}/code-name", {"seen": name}
        with ThreadPoolExecutor(2) as both:
            answers = [
                one.status_code
                for one in both.map(lambda who, at=path, said=seen: who.post(at, said), (stage.first, stage.second))
            ]

        assert sorted(answers) == [303, 409]
