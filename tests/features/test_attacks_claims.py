"""What did a hostile reviewer do with a claim, its payments and its case? Each test says what must hold, and fails while it does not."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from at_once import at_once
from litigation_app import ledger
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.rules import Decided, Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.core.db import committing, db
from litigation_app.law import loader


@pytest.fixture
def claim(app: Flask, make: Any) -> dict[str, Any]:
    """A claim that waits for review: its lawyer, its case, two coordinators of its office."""
    office = make.office(country="RS", name="Office Niš")
    lawyer = make.lawyer(office=office)
    actor = make.actor(lawyer)
    with app.app_context(), committing():
        at = db.session.get_one(Office, office)
        text_ = FileText("Cilj")
        case = casefile.open_case(actor, NewCase(at, date(2026, 3, 1), loader.load("RS").version, Place(), text_))
        record = VictimRecord(given_name="Izmišljena", sex="F", forms=("SEX",), first_contact=date(2026, 3, 1))
        made = claims.draft(actor, case, victims.add(actor, case, record), route="property_claim", parts=PARTS)
        claims.submit(actor, made, case, row_version=made.row_version)
        db.session.flush()
        found = {"id": made.id, "case": case.id, "lawyer": lawyer}
    return found | {"coordinators": [make.coordinator(office=office) for _ in range(2)]}


PARTS = [Part("fear", Decimal("100000.00"))]


def test_a_coordinator_cannot_approve_rows_that_she_has_not_seen(
    claim: dict[str, Any], client_as: Callable[[str], Any]
) -> None:
    """Her page shows 100,000; meanwhile a colleague returns the claim and its lawyer sends 99,000,000."""
    path = f"/claims/{claim['id']}"
    slow, quick = (client_as(email) for email in claim["coordinators"])
    lawyer = client_as(claim["lawyer"])
    page = slow.get(path).get_data(as_text=True)
    version = re.findall(r'name="(row_version|version)"[^>]*value="(\d+)"', page)
    reason = re.findall(r'name="reasons"[^>]*value="([^"]+)"', page)[0]
    assert quick.post(f"{path}/return", {"reasons": reason, **dict(version)}).status_code == 303
    edit = lawyer.get(f"{path}/edit").get_data(as_text=True)
    now = re.findall(r'name="row_version"[^>]*value="(\d+)"', edit)[0]
    rows = {"row_version": now, "route": "property_claim", "parts-0-head": "fear", "parts-0-amount": "99000000"}
    assert lawyer.post(f"{path}/versions", rows).status_code == 303
    changed = lawyer.get(path).get_data(as_text=True)
    now = re.findall(r'name="row_version"[^>]*value="(\d+)"', changed)[0]
    assert lawyer.post(f"{path}/submission", {"row_version": now}).status_code == 303

    answer = slow.post(f"{path}/approval", {"note": "", **dict(version)})

    assert answer.status_code == 409


WEAK = {"asked": "evidence authority", "because": "Her statement proves it"}


def test_two_coordinators_who_decide_at_once_get_a_clear_answer(
    claim: dict[str, Any], client_as: Callable[[str], Any]
) -> None:
    path = f"/claims/{claim['id']}"
    one, two = (client_as(email) for email in claim["coordinators"])
    page = one.get(path).get_data(as_text=True)
    seen = dict(re.findall(r'name="(row_version)"[^>]*value="(\d+)"', page))
    reason = re.findall(r'name="reasons"[^>]*value="([^"]+)"', page)[0]
    approval, refusal = (f"{path}/approval", {**seen, **WEAK}), (f"{path}/return", {"reasons": reason, **seen})

    codes = at_once(lambda: one.post(*approval), lambda: two.post(*refusal))

    assert codes[0] == 303
    assert codes[1] in {409, 422}


def test_a_payment_that_is_sent_twice_counts_once(
    app: Flask, claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    path = f"/claims/{claim['id']}"
    lawyer, coordinator = client_as(claim["lawyer"]), make.actor(claim["coordinators"][0])
    with app.app_context(), committing():
        made = db.session.get_one(claims.Claim, claim["id"])
        case = db.session.get_one(casefile.Case, claim["case"])
        reviews.approve(coordinator, made, case, said=reviews.Approval(), row_version=made.row_version)
        claims.record_filing(
            coordinator,
            made,
            case,
            on=date(2026, 4, 1),
            why=claims.Irregular(unauthorised="appointed", is_early_meant=True),
        )
        decided = Decided(date(2026, 5, 1), "awarded_part", Decimal("50000.00"), True)
        claims.record_decision(coordinator, made, case, instance="first", decided=decided)
    page = lawyer.get(f"{path}/payments").get_data(as_text=True)
    said = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    said |= {"on": "1. 6. 2026.", "amount": "9000", "payer": "OFFENDER"}

    codes = [lawyer.post(f"{path}/payments", said).status_code for _ in range(2)]

    with app.app_context():
        kept = db.session.scalar(text("select count(*) from casework_claim_payment"))
    assert kept == 1, codes


def test_another_person_s_ids_answer_as_if_they_were_not_there(
    claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    """Holds: a regression test."""
    other = client_as(make.lawyer(office=make.office(name="Elsewhere")))
    paths = [f"/cases/{claim['case']}", f"/claims/{claim['id']}", f"/cases/{claim['case']}/victims/new"]

    for path in paths:
        missing = re.sub(r"[0-9a-f-]{36}", str(uuid4()), path)
        hidden, absent = other.get(path), other.get(missing)
        assert hidden.status_code == absent.status_code == 404
        assert len(hidden.data) == len(absent.data)


def test_an_older_sealed_record_that_is_put_back_is_never_shown(
    app: Flask, claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    """Somebody with the database puts yesterday's capsule and its version back: her old address would be read."""
    lawyer = client_as(claim["lawyer"])
    sealed = text("select sealed, row_ver from capsule where capsule = 'identity' and \"table\" = 'victim'")
    with app.app_context(), committing():
        old = db.session.execute(sealed).one()
        victim = db.session.query(victims.Victim).one()
        case = db.session.get_one(casefile.Case, claim["case"])
        record = VictimRecord(given_name="Promenjena", sex="F", forms=("SEX",), first_contact=date(2026, 3, 1))
        actor = make.actor(claim["lawyer"])
        ticket = ledger.append_alone(
            act="open_victim", by=actor.id, of=f"victim:{victim.id}", session_id=None, facts={"groups": "identity"}
        )
        victims.change(actor, victims.Found(victim, case), record, ticket=ticket, row_version=1)
        victim_id = victim.id
    with app.app_context(), db.engine.begin() as connection:
        back = text("update capsule set sealed = :s, row_ver = :v where capsule = 'identity' and \"table\" = 'victim'")
        connection.execute(back, {"s": old.sealed, "v": old.row_ver})

    opened = lawyer.post(f"/victims/{victim_id}/openings", {"purpose": "hearing", "groups": "identity"}).headers[
        "Location"
    ]

    assert "Izmišljena" not in lawyer.get(opened).get_data(as_text=True)
