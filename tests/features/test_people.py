"""Can one administrator alone bring a reader in, change what somebody may do, or keep somebody who has left?"""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in.factors.queries import factors_of
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import db
from proposing import (
    As,
    acts,
    agree,
    link_on,
    newcomer,
    roles_of,
    waiting,
)


def test_a_lawyer_is_added_by_two_administrators_and_only_the_second_sees_the_link(
    chiefs: tuple[Any, Any], make: Any, app: Flask
) -> None:
    dana, mila = chiefs

    proposed = dana.post("/people/", newcomer(make))
    hers = dana.get("/proposals/").get_data(as_text=True)
    agreed = agree(mila, app)

    assert (proposed.status_code, agreed.status_code) == (201, 201)
    assert "/enrol/" not in proposed.get_data(as_text=True)
    assert "/enrol/" not in hers
    assert link_on(agreed)
    assert "/enrol/" not in dana.get("/proposals/").get_data(as_text=True)
    assert acts(app)[-2:] == ["propose_add_person", "add_person"]


def test_nobody_is_there_before_the_second_administrator_agrees(chiefs: tuple[Any, Any], make: Any, app: Flask) -> None:
    chiefs[0].post("/people/", newcomer(make))

    with app.app_context():
        assert db.session.query(User).filter_by(email="iva@desk.example").count() == 0


@pytest.mark.parametrize("role", ["lawyer", "coordinator", "analyst", "administrator", "auditor"])
def test_the_proposer_cannot_agree_whatever_the_role(chiefs: tuple[Any, Any], make: Any, app: Flask, role: str) -> None:
    dana, _mila = chiefs
    dana.post("/people/", newcomer(make, role))

    answer = agree(dana, app)

    assert answer.status_code == 422
    assert "You proposed this yourself" in answer.get_data(as_text=True)
    assert "/enrol/" not in answer.get_data(as_text=True)


def test_a_second_pair_of_hands_at_the_same_moment_adds_nobody_twice(client_as: As, make: Any, app: Flask) -> None:
    dana, mila, vera = (client_as(make.administrator()) for _ in range(3))
    dana.post("/people/", newcomer(make))
    proposal = waiting(app)

    with ThreadPoolExecutor(2) as both:
        codes = sorted(both.map(lambda one: one.post(f"/proposals/{proposal}/agreement").status_code, (mila, vera)))

    assert codes[0] == 201
    assert codes[1] in {409, 422}
    assert acts(app).count("add_person") == 4


def test_two_roles_that_exclude_each_other_do_not_meet_when_both_are_agreed_to_at_once(
    client_as: As, make: Any, app: Flask
) -> None:
    dana, mila, vera = (client_as(make.administrator()) for _ in range(3))
    analyst, office = make.analyst(), str(make.first_office())
    ids = []
    for role in ("lawyer", "administrator"):
        dana.post(f"/proposals/roles/{make.user_id(analyst)}", {"role": role, "office": office})
        ids.append(waiting(app))

    with ThreadPoolExecutor(2) as both:
        pairs = zip((mila, vera), ids, strict=True)
        codes = list(both.map(lambda pair: pair[0].post(f"/proposals/{pair[1]}/agreement").status_code, pairs))

    assert sum(code < 400 for code in codes) == 1
    assert len(roles_of(app, make, analyst)) == 2


def test_nobody_agrees_to_what_is_about_herself(client_as: As, make: Any, app: Flask) -> None:
    mila_address = make.administrator(name="Mila Druga")
    dana, mila = client_as(make.administrator()), client_as(mila_address)
    dana.post(f"/proposals/links/{make.user_id(mila_address)}")

    agreed = agree(mila, app)
    declined = mila.post(f"/proposals/{waiting(app)}/refusal")

    assert (agreed.status_code, declined.status_code) == (422, 422)
    assert "This is about you" in agreed.get_data(as_text=True)


def test_nobody_proposes_anything_about_herself(client_as: As, make: Any) -> None:
    address = make.administrator()
    dana, me = client_as(address), make.user_id(address)
    office = str(make.first_office())

    answers = [
        dana.post(f"/proposals/roles/{me}", {"role": "analyst", "office": office}),
        dana.post(f"/proposals/links/{me}"),
        dana.post(f"/proposals/enablings/{me}"),
        dana.post(f"/people/{me}/disabling"),
        dana.post(f"/people/{me}/leaving"),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert all("This is about you" in answer.get_data(as_text=True) for answer in answers)


def test_a_role_is_given_by_two_and_ends_her_sign_in(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    address, elsewhere = make.lawyer(), str(make.office(name="Second office"))
    ana = client_as(address)

    dana.post(f"/proposals/roles/{make.user_id(address)}", {"role": "lawyer", "office": elsewhere})
    before = ana.get("/cases/").status_code
    agreed = agree(mila, app)

    assert (before, agreed.status_code, ana.get("/cases/").status_code) == (200, 303, 302)
    with app.app_context():
        assert len(db.session.get_one(User, make.user_id(address)).roles) == 2
    assert "Second office" in dana.get(f"/people/{make.user_id(address)}").get_data(as_text=True)


def test_a_role_is_taken_by_two_and_ends_her_sign_in(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    address = make.person(Role.LAWYER, Role.ANALYST)
    ana = client_as(address)
    page = dana.get(f"/people/{make.user_id(address)}").get_data(as_text=True)
    takings = re.findall(r'action="(/proposals/roles/[^"]+/taking)"', page)

    proposed = [dana.post(path).status_code for path in takings[:1]]
    agreed = agree(mila, app)

    assert (len(takings), proposed, agreed.status_code) == (2, [303], 303)
    assert len(roles_of(app, make, address)) == 1
    assert ana.get("/cases/").status_code == 302


def test_an_administrator_cannot_become_a_lawyer_through_a_further_role(client_as: As, make: Any) -> None:
    dana, other = client_as(make.administrator()), make.administrator()

    answer = dana.post(
        f"/proposals/roles/{make.user_id(other)}", {"role": "lawyer", "office": str(make.first_office())}
    )

    assert answer.status_code == 422
    assert "cannot also be a lawyer" in answer.get_data(as_text=True)


def test_an_account_is_recovered_by_two_and_what_opened_it_before_is_dead_from_that_moment(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask, stranger: Any
) -> None:
    dana, mila = chiefs
    stranger.email = make.lawyer()
    ana = client_as(stranger.email)

    dana.post(f"/proposals/links/{make.user_id(ana.email)}")
    still = ana.get("/cases/").status_code
    agreed = agree(mila, app)

    assert (still, agreed.status_code, ana.get("/cases/").status_code) == (200, 201, 302)
    assert stranger.sign_in().status_code == 422
    assert stranger.get(f"/enrol/{link_on(agreed)}").status_code == 200
    with app.app_context():
        assert factors_of(make.user_id(ana.email)).ways == 0


def test_one_administrator_shuts_out_and_two_let_in_again(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    address = make.lawyer()
    ana = client_as(address)

    dana.post(f"/people/{make.user_id(address)}/disabling")
    shut = ana.get("/cases/").status_code
    dana.post(f"/proposals/enablings/{make.user_id(address)}")
    with app.app_context():
        still_shut = db.session.get_one(User, make.user_id(address)).disabled_at is not None
    agreed = agree(mila, app)

    assert (shut, still_shut) == (302, True)
    assert ana.get("/cases/").status_code == 302, "her sign-in from before does not come back to life"
    assert ana.sign_in().status_code == 422, "nor do her old password and app"
    assert ana.get(f"/enrol/{link_on(agreed)}").status_code == 200


def test_a_link_from_before_she_was_shut_out_is_dead_afterwards(
    chiefs: tuple[Any, Any], make: Any, app: Flask, stranger: Any
) -> None:
    dana, mila = chiefs
    ana = make.user_id(make.lawyer())
    dana.post(f"/proposals/links/{ana}")
    link = link_on(agree(mila, app))

    dana.post(f"/people/{ana}/disabling")
    dana.post(f"/proposals/enablings/{ana}")
    agree(mila, app)

    assert stranger.get(f"/enrol/{link}").status_code == 404


def test_who_never_enrolled_gets_a_fresh_link_when_she_is_let_in_again(
    chiefs: tuple[Any, Any], make: Any, app: Flask, stranger: Any
) -> None:
    dana, mila = chiefs
    dana.post("/people/", newcomer(make))
    agree(mila, app)
    iva = make.user_id("iva@desk.example")

    dana.post(f"/people/{iva}/disabling")
    dana.post(f"/proposals/enablings/{iva}")
    fresh = link_on(agree(mila, app))

    assert stranger.get(f"/enrol/{fresh}").status_code == 200


def test_what_was_proposed_about_a_person_lapses_when_she_is_shut_out(
    chiefs: tuple[Any, Any], make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    ana = make.user_id(make.lawyer())
    dana.post(f"/proposals/roles/{ana}", {"role": "analyst", "office": str(make.first_office())})

    dana.post(f"/people/{ana}/disabling")
    answer = agree(mila, app)

    assert answer.status_code == 422
    assert "lapsed" in answer.get_data(as_text=True)


def test_a_proposal_runs_out_after_seven_days(chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask) -> None:
    now = clock.now()
    third = make.administrator()
    with time_machine.travel(now, tick=False) as time:
        chiefs[0].post("/people/", newcomer(make))
        time.move_to(now + timedelta(days=7, minutes=1))
        mila = client_as(third)
        answer = agree(mila, app)
        again = mila.post("/people/", newcomer(make))

    assert answer.status_code == 422
    assert "older than seven days" in answer.get_data(as_text=True)
    assert again.status_code == 201


def test_a_declined_proposal_cannot_be_agreed_to_and_its_name_is_forgotten(
    client_as: As, make: Any, app: Flask
) -> None:
    dana, mila, vera = (client_as(make.administrator()) for _ in range(3))
    dana.post("/people/", newcomer(make))

    declined = mila.post(f"/proposals/{waiting(app)}/refusal")
    answer = agree(vera, app)

    assert (declined.status_code, answer.status_code) == (303, 422)
    assert "Iva Nova" not in vera.get("/proposals/").get_data(as_text=True)
    assert acts(app)[-1] == "decline_proposal"


def test_what_an_administrator_proposed_lapses_when_she_is_shut_out(
    chiefs: tuple[Any, Any], client_as: As, make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    mallory_address = make.administrator(name="Mal Uljez")
    client_as(mallory_address).post("/people/", newcomer(make))

    dana.post(f"/people/{make.user_id(mallory_address)}/disabling")

    assert agree(mila, app).status_code == 422


def test_the_same_is_not_proposed_twice(chiefs: tuple[Any, Any], make: Any) -> None:
    dana, mila = chiefs
    dana.post("/people/", newcomer(make))

    answer = mila.post("/people/", newcomer(make))

    assert answer.status_code == 422
    assert "waits for a second administrator" in answer.get_data(as_text=True)
    assert 'value="Iva Nova"' in answer.get_data(as_text=True)
