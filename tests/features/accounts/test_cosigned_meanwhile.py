"""Does what an outside co-signer signed still hold at the very moment at which it is carried out? Whoever owns the database changes
things between her answer and the act, by a trigger."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from at_once import at_once
from cosigning import Desks, entries, suspended
from erasing import Stage, proposed, row
from lawyering import text as words
from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Emergency
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.db import committing, db, is_sqlite
from litigation_app.statistics.releases import shelf
from preparing import crowd, drafted
from proposing import newcomer, waiting

Meanwhile = Callable[..., None]
BROUGHT = "bring_cosignature"
SUSPENDS = "UPDATE user_account SET disabled_at = created_at WHERE id IN (SELECT user_id FROM cosigner)"


@pytest.fixture
def meanwhile(app: Flask, as_owner: Callable[..., None]) -> Meanwhile:
    """As soon as the log has an entry of this act about such a thing, the database does this."""

    def begin(act: str, of: str, does: str) -> None:
        when = f"WHEN (NEW.act = '{act}' AND NEW.object LIKE '{of}%')"
        with app.app_context():
            is_here = is_sqlite(db.engine)
        if is_here:
            as_owner(f"CREATE TRIGGER while_{act}_{of} AFTER INSERT ON ledger_entry {when} BEGIN {does}; END")
            return
        as_owner(
            f"CREATE FUNCTION while_{act}_{of}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; RETURN NULL; END $$",
            f"CREATE TRIGGER while_{act}_{of} AFTER INSERT ON ledger_entry FOR EACH ROW {when}"
            f" EXECUTE FUNCTION while_{act}_{of}()",
        )

    return begin


def test_what_is_changed_after_her_answer_was_read_is_not_carried_out(
    both: Desks, make: Any, stage: Stage, meanwhile: Meanwhile
) -> None:
    suspended(both.app, stage.second.email)
    both.dana.post("/people/", newcomer(make, "lawyer"))
    people, erasure = f"/proposals/{waiting(both.app)}", f"/erasures/{proposed(both.app, stage)}"
    answers = [both.sign(both.ask(who, at)) for who, at in ((both.dana, people), (stage.first, erasure))]
    meanwhile(BROUGHT, "proposal", "UPDATE person_proposal SET roles = 'analyst'")
    meanwhile(BROUGHT, "erasure", "UPDATE casework_erasure SET with_case = NOT with_case")

    added, erased = both.bring(both.dana, people, answers[0]), both.bring(stage.first, erasure, answers[1])

    assert (added.status_code, erased.status_code) == (422, 422)
    assert "This changed since" in words(added)
    assert "What is proposed changed" in words(erased)
    assert len(entries(both.app, BROUGHT)) == 2, "both answers were read, and held then"
    with both.app.app_context():
        assert db.session.query(User).filter_by(email="iva@desk.example").first() is None
    assert row(both.app, Victim, stage.victim).erased_at is None


@pytest.mark.both_databases
def test_an_emergency_is_reviewed_once(both: Desks, make: Any, client_as: Any, meanwhile: Meanwhile) -> None:
    office = make.office()
    case, begun = make.case(make.lawyer(office=office)), make.lawyer(office=office)
    her, emergency = client_as(begun), make.emergency(case, begun)
    at = f"/emergencies/{emergency}"
    answer = both.sign(both.ask(her, at, verdict="justified"))
    quick = "UPDATE casework_emergency SET reviewed_at = started_at, verdict = 'not_justified'"
    meanwhile(BROUGHT, "emergency", quick)
    outside = both.bring(her, at, answer)

    other = make.emergency(case, make.lawyer(office=office))
    reviewers = [client_as(person) for person in (make.auditor(office=office), make.coordinator(office=office))]
    verdicts = [{"verdict": verdict, "note": ""} for verdict in ("justified", "not_justified")]
    codes = at_once(
        lambda: reviewers[0].post(f"/emergencies/{other}/review", verdicts[0]),
        lambda: reviewers[1].post(f"/emergencies/{other}/review", verdicts[1]),
    )

    assert (outside.status_code, row(both.app, Emergency, emergency).verdict) == (409, "not_justified")
    assert "This was decided already." in words(outside)
    assert codes[0] == 303
    assert codes[1] in {404, 409}
    assert len(entries(both.app, "review_emergency")) == 1


def reinstated(both: Desks) -> None:
    with both.app.app_context(), committing():
        db.session.query(User).filter_by(email=both.mira.email).update({"disabled_at": None})


def test_whoever_is_suspended_while_it_is_carried_out_agrees_to_nothing(
    both: Desks, make: Any, client_as: Any, meanwhile: Meanwhile
) -> None:
    crowd(both.app, make)
    analyst = client_as(make.analyst())
    office = make.office()
    case, begun = make.case(make.lawyer(office=office)), make.lawyer(office=office)
    lawyer, emergency = client_as(begun), make.emergency(case, begun)
    both.dana.post("/people/", newcomer(make, "lawyer"))
    acts: list[tuple[Any, str, dict[str, str]]] = [
        (analyst, drafted(analyst), {}),
        (both.dana, f"/proposals/{waiting(both.app)}", {}),
        (lawyer, f"/emergencies/{emergency}", {"verdict": "justified"}),
    ]
    answers = [(who, at, both.sign(both.ask(who, at, **besides))) for who, at, besides in acts]
    meanwhile("agree_release", "release", SUSPENDS)
    meanwhile(BROUGHT, "proposal", SUSPENDS)
    meanwhile(BROUGHT, "emergency", SUSPENDS)

    refused = []
    for who, at, answer in answers:
        refused.append(both.bring(who, at, answer))
        reinstated(both)

    assert [one.status_code for one in refused] == [422] * 3
    assert all("may co-sign here now" in words(one) for one in refused)
    assert shelf(both.app.extensions["shelf"]) == []
    assert row(both.app, Emergency, emergency).reviewed_at is None


def test_nobody_is_erased_by_whoever_is_suspended_meanwhile(both: Desks, stage: Stage, meanwhile: Meanwhile) -> None:
    suspended(both.app, stage.second.email)
    at = f"/erasures/{proposed(both.app, stage)}"
    answer = both.sign(both.ask(stage.first, at))
    meanwhile("agree_erasure", "erasure", SUSPENDS)

    while_it_is_carried_out = both.bring(stage.first, at, answer)
    reinstated(both)
    meanwhile(BROUGHT, "erasure", SUSPENDS)
    before = both.bring(stage.first, at, answer)

    assert (while_it_is_carried_out.status_code, before.status_code) == (422, 422)
    assert len(entries(both.app, "agree_erasure")) == 1, "nobody agrees in the log who could not agree any more"
    assert row(both.app, Victim, stage.victim).erased_at is None
