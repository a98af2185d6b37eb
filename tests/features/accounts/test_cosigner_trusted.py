"""Whom does an organisation trust as its outside co-signer, by which key, and how long does her answer hold?"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine

from at_once import at_once
from cosigning import NAMED, Desks, changed, entries, suspended
from lawyering import text as words
from litigation_app import ledger
from litigation_app.accounts.models import Office, RoleHeld, User
from litigation_app.accounts.staff.cosigners import rules
from litigation_app.accounts.staff.cosigners.models import Cosigner
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger.settings import Partner, anchoring, settings
from litigation_app.operations.doctor import look_staff
from proposing import newcomer, waiting


def test_a_co_signer_is_named_by_two_and_never_signs_in(both: Desks, client_as: Any, make: Any) -> None:
    mila, known = client_as(make.administrator()), make.lawyer()
    taken, renamed = both.name(email=known), both.name(organisation="Drugi")
    both.name(email="jana@susedi.example")

    page = mila.get("/proposals/").get_data(as_text=True)
    agreed = mila.post(f"/proposals/{waiting(both.app)}/agreement")
    link = both.dana.post(f"/proposals/links/{make.user_id('jana@susedi.example')}")

    with both.app.app_context():
        key = str(anchoring().partners[0].key)
    assert (taken.status_code, renamed.status_code, agreed.status_code, link.status_code) == (422, 422, 303, 422)
    assert "another name or organisation" in words(renamed)
    by = {"key": sha256(key.encode()).hexdigest(), "partner": both.origin.rpartition("/")[2]}
    assert all(by.items() <= ledger.said(one.body)["facts"].items() for one in entries(both.app, "name_cosigner"))
    assert key in page
    assert "never signs in here" in words(link)
    with both.app.app_context():
        jana = db.session.query(User).filter_by(email="jana@susedi.example").one()
        assert (jana.roles, jana.password_hash, jana.enrolment_hash) == ([], None, None)


def test_a_co_signer_does_not_agree_to_her_own_new_key_and_reads_that_of_another(
    both: Desks, make: Any, client_as: Any
) -> None:
    both.name()
    at, asking = f"/proposals/{waiting(both.app)}", {"cosigner": both.cosigner}

    page = words(both.dana.get("/proposals/"))
    herself = both.dana.post(f"{at}/co-signing-request", asking)
    colleague = client_as(make.administrator())
    agreed = colleague.post(f"{at}/agreement")
    suspended(both.app, colleague.email)
    both.name(email="jana@susedi.example")
    other = f"/proposals/{waiting(both.app)}"
    read = words(both.read(both.ask(both.dana, other)))
    named = both.agreed(both.dana, other)

    assert "Ask an outside co-signer" not in page
    assert "At present nobody can agree to this" in page
    assert (herself.status_code, agreed.status_code, named.status_code) == (422, 303, 303)
    assert "Choose a co-signer." in words(herself)
    with both.app.app_context():
        key = str(anchoring().partners[0].key)
    assert all(said in read for said in ("Name an outside co-signer", "jana@susedi.example", key))


def test_whoever_is_no_longer_trusted_agrees_to_nothing(both: Desks, make: Any, client_as: Any) -> None:
    both.dana.post("/people/", newcomer(make, "lawyer"))
    at = f"/proposals/{waiting(both.app)}"
    answer, her = both.sign(both.ask(both.dana, at)), both.cosigner

    with both.app.app_context():
        partners = anchoring().partners
        anchoring().partners = ()
    without_key = both.bring(both.dana, at, answer)
    with both.app.app_context():
        anchoring().partners = partners
    changed(both, name="Somebody else")
    renamed = both.bring(both.dana, at, answer)
    changed(both, name=NAMED)
    suspended = both.dana.post(f"/people/{her}/disabling")
    after_suspension = both.bring(both.dana, at, answer)
    changed(both, disabled_at=None)
    called_back = both.bring(both.dana, at, answer)

    assert suspended.status_code == 303
    refused = (without_key, renamed, after_suspension, called_back)
    assert {one.status_code for one in refused} == {422}
    assert all("may co-sign here now" in words(one) for one in refused)
    assert [one.object.partition(":")[0] for one in entries(both.app, "integrity_failed")] == ["person", "proposal"]


def taken(both: Desks, model: Any, **which: Any) -> dict[str, Any]:
    """A row as it is now, to be put back by whoever owns the database."""
    with both.app.app_context():
        found = db.session.query(model).filter_by(**which).one()
        return {column.name: getattr(found, column.name) for column in model.__table__.columns}


def put_back(both: Desks, model: Any, columns: dict[str, Any]) -> None:
    with both.app.app_context(), committing():
        (key,) = model.__table__.primary_key.columns
        db.session.query(model).filter(key == columns[key.name]).update(columns)


def test_an_answer_is_not_used_again_where_its_proposal_is_put_back(both: Desks, make: Any) -> None:
    lawyer, office = make.lawyer(), make.first_office()
    both.dana.post(f"/proposals/roles/{make.user_id(lawyer)}", {"role": "analyst", "office": str(office)})
    undecided = taken(both, PersonProposal, kind="give_role")
    at = f"/proposals/{undecided['id']}"
    answer = both.sign(both.ask(both.dana, at))
    given = both.bring(both.dana, at, answer)
    with both.app.app_context(), committing():
        db.session.query(RoleHeld).filter_by(role="analyst").delete()
    put_back(both, PersonProposal, undecided)

    again = both.bring(both.dana, at, answer)
    with time_machine.travel(clock.now() + timedelta(minutes=1)):  # a request of the same second is the same request
        anew = both.agreed(both.dana, at)

    assert (given.status_code, again.status_code) == (303, 422)
    assert "This was decided already." in words(again)
    assert anew.status_code == 303, "another request is another answer"
    assert len(entries(both.app, "give_role")) == 2


@pytest.mark.both_databases
def test_an_address_is_named_once_and_not_again_by_what_is_put_back(both: Desks, make: Any, client_as: Any) -> None:
    mila, ema, jana = client_as(make.administrator()), client_as(make.administrator()), "jana@susedi.example"
    codes = at_once(lambda: both.name(email=jana), lambda: both.name(mila, email=jana))
    undecided = taken(both, PersonProposal, outcome=None)
    unnamed = taken(both, Cosigner, proposal_id=undecided["id"])
    at = f"/proposals/{undecided['id']}/agreement"
    named = ema.post(at)
    suspended(both.app, jana)
    put_back(both, PersonProposal, undecided)
    put_back(both, Cosigner, unnamed)

    again = ema.post(at)

    assert codes == [303, 422]
    assert (named.status_code, again.status_code) == (303, 422)
    assert "Somebody signs in with this address already." in words(again)
    assert taken(both, User, email=jana)["disabled_at"] is not None


def test_what_she_reads_is_what_is_bound(both: Desks, make: Any) -> None:
    lawyer, office = make.lawyer(name="Lena Prava"), make.first_office()
    both.dana.post(f"/proposals/roles/{make.user_id(lawyer)}", {"role": "analyst", "office": str(office)})
    at = f"/proposals/{waiting(both.app)}"
    changed(both, lawyer, name="Lena Druga")
    renamed = both.dana.post(f"{at}/co-signing-request", {"cosigner": both.cosigner})
    changed(both, lawyer, name="Lena Prava")
    request = both.ask(both.dana, at)
    answer = both.sign(request)
    with both.app.app_context(), committing() as session:
        session.get_one(Office, office).name = "Another office"

    elsewhere = both.bring(both.dana, at, answer)

    assert renamed.status_code == 422
    assert "changed behind the desk" in words(renamed)
    assert f"about-address {lawyer}" in request
    assert elsewhere.status_code == 422
    assert "What is proposed changed" in words(elsewhere)


def test_a_desk_is_no_partner_of_its_own(both: Desks) -> None:
    with both.app.app_context():
        anchoring().partners = (Partner(settings().own_keys[0]),)
        own = settings().origin

    answer = both.name(partner=own)

    assert answer.status_code == 422
    assert "No partner's key is known here" in words(answer)


def test_doctor_knows_what_she_helps_with(both: Desks, make: Any) -> None:
    make.case(make.person(Role.LAWYER, Role.COORDINATOR))

    with both.app.app_context():
        said = " ".join(one.says for one in look_staff.staff())

    assert "cannot read the access log about somebody else" in said
    assert not [act for act in ("publish data", "erase a person", "bring in", "emergency access") if act in said]
    assert "Nobody could agree to a new key of the only partner that co-signs here." in said


def test_nothing_but_her_answer_to_this_very_request_is_taken(
    both: Desks, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.dana.post("/people/", newcomer(make, "lawyer"))
    at = f"/proposals/{waiting(both.app)}"
    both.dana.post("/people/", newcomer(make, "analyst", email="eva@desk.example"))
    other = f"/proposals/{waiting(both.app)}"
    request = both.ask(both.dana, at)
    good = both.sign(request)
    lines = good.split("\n")
    monkeypatch.setattr(rules, "LIVES", timedelta(seconds=40))
    late = both.sign(both.ask(both.dana, at))

    tried = {
        "nothing": "",
        "is no request": "a\nb\n",
        "not signed": request,
        "changed": good.replace("about-roles lawyer", "about-roles auditor"),
        "not asked here": "\n".join(
            line for line in lines if not line.startswith("— litigation-desk") or both.origin in line
        ),
    }
    refused = {name: both.bring(both.dana, at, answer) for name, answer in tried.items()}
    elsewhere = both.bring(both.dana, other, good)
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        too_late = both.bring(both.dana, at, late)

    assert {one.status_code for one in (*refused.values(), elsewhere, too_late)} == {422}
    assert "Choose a file." in words(refused["nothing"])
    assert "no request of a desk, or it was changed" in words(refused["is no request"])
    assert "has not signed this" in words(refused["not signed"])
    assert "is not of this desk, or it was changed" in words(refused["changed"])
    assert "is not of this desk" in words(refused["not asked here"])
    assert "was signed for something else" in words(elsewhere)
    assert "older than seven days" in words(too_late)
    assert entries(both.app, "bring_cosignature") == []
    assert both.bring(both.dana, at, good).status_code == 201
    assert both.bring(both.dana, at, good).status_code == 422, "it counts once"
