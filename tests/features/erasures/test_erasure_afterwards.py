"""She is erased. Can anything be written about her again, and would it be found?"""

from functools import partial
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from claiming import ROWS, YEAR
from config import Config
from erasing import Stage, erased, text
from fenced import as_in_a_request
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures import actions as erasures
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.core.rls import rowguard
from litigation_app.operations.residue import residue
from litigation_app.vault.models import DuplicateHit

MEASURE = {"on": "4. 3. 2026.", "measure": "vulnerable_witness", "step": "requested"}


def test_no_form_offers_her_and_no_record_of_her_is_taken(app: Flask, make: Any, stage: Stage) -> None:
    other, path = make.victim(stage.lawyer.email, stage.case), f"/cases/{stage.case}/records/protective_measure"
    erased(app, stage)

    forms = [stage.lawyer.get(one).get_data(as_text=True) for one in (f"{path}/new", f"/cases/{stage.case}/claims/new")]
    said = {**MEASURE, "victim": str(stage.victim)}
    answers = [
        stage.lawyer.post(path, said).status_code,
        stage.lawyer.post(f"/cases/{stage.case}/claims", {**ROWS, "victim": str(stage.victim)}).status_code,
    ]

    assert all(str(other) in form and str(stage.victim) not in form for form in forms)
    assert answers == [422, 422]
    with app.app_context():
        assert db.session.scalars(db.select(Record)).all() == []
        assert db.session.scalars(db.select(Claim)).all() == []


def test_a_case_whose_people_are_all_erased_says_so_instead_of_asking_for_one(app: Flask, stage: Stage) -> None:
    erased(app, stage)

    page = text(stage.lawyer.get(f"/cases/{stage.case}/records/protective_measure/new"))

    assert "The personal data of everybody in this case were erased." in page


def test_whoever_filled_in_a_form_before_is_refused_when_she_saves_it(app: Flask, make: Any, stage: Stage) -> None:
    typed = {**ROWS, "victim": str(stage.victim)}
    place = stage.lawyer.post(f"/cases/{stage.case}/claims", typed).headers["Location"].partition("?")[0]
    erased(app, stage)
    actor = make.actor(stage.lawyer.email)

    submitted = stage.lawyer.post(f"{place}/submission", {"row_version": "1"})
    changed = stage.lawyer.post(f"{place}/versions", {**ROWS, "row_version": "1"})

    assert (submitted.status_code, changed.status_code) == (422, 409)
    assert "Nothing is recorded about her any more." in text(submitted)
    assert "Nothing is recorded about her any more." in text(changed)
    with app.app_context(), rowguard.system("maintenance"):
        case, victim = db.session.get_one(Case, stage.case), db.session.get_one(Victim, stage.victim)
        with pytest.raises(victims.Erased):
            victims.require_record(victim.id)
        with pytest.raises(Blocked):
            claims.draft(actor, case, victim, route="civil", parts=[])
        db.session.rollback()


def test_a_record_of_her_that_came_back_is_found_and_taken_away(
    app: Flask, config: Config, make: Any, stage: Stage
) -> None:
    erasure = erased(app, stage)
    came_back(app, make, stage)

    with app.app_context(), rowguard.system("maintenance"):
        assert destruction.is_left(stage.victim)
        places = [one.where for one in residue.of_rows(residue.sought(destruction.registered(), []))]
        db.session.rollback()
    with app.app_context():
        assert erasures.reapply(config) == 1
        assert not destruction.is_left(stage.victim)

    assert places == ["table casework_record"]
    counted = text(stage.first.get(f"/erasures/{erasure}/certificate"))
    assert "Records of her statements, protection and rights 1" in counted
    assert "Keys of her own 1" in counted


@pytest.mark.parametrize("config", ["postgres"], indirect=True)  # which shows only what the desk's own task names
def test_whom_the_desk_erases_again_is_not_left_in_pairs_of_accused(
    app: Flask, config: Config, make: Any, client_as: Any, as_owner: Any, stage: Stage
) -> None:
    erased(app, stage, with_case="y")
    name, other = "Izmisljen Optuzenovic", client_as(make.lawyer(office=make.first_office()))
    for person, case in ((stage.lawyer, stage.case), (other, make.case(other.email))):
        assert person.post(f"/cases/{case}/accused", {"name": name}).status_code == 303
    as_owner("UPDATE casework_victim SET erased_at = NULL")  # as an older backup has her

    def pairs() -> int:
        with app.app_context():
            return db.session.query(DuplicateHit).count()

    before = pairs()
    assert as_in_a_request(app, partial(erasures.reapply, config)) == 1
    assert (before, pairs()) == (1, 0)


def came_back(app: Flask, make: Any, stage: Stage) -> None:
    """A row as a desk of before wrote it about somebody who was erased."""
    with app.app_context(), rowguard.system("maintenance"), committing() as session:
        office: UUID = session.get_one(Case, stage.case).office_id
        made = Record(case_id=stage.case, office_id=office, kind="protective_measure", on=clock.today())
        made.victim_id, made.told, made.has_note, made.asks = stage.victim, {"step": "requested"}, False, False
        made.recorded_by, made.recorded_at = make.user_id(stage.lawyer.email), clock.now()
        session.add(made)


def test_a_review_that_is_due_can_be_given_without_a_word_after_she_is_erased(app: Flask, stage: Stage) -> None:
    rows_of_damage = {**ROWS, "victim": str(stage.victim)}
    made = stage.lawyer.post(f"/cases/{stage.case}/claims", rows_of_damage)
    claim = made.headers["Location"].split("?")[0]
    filed = {"on": f"2. 3. {YEAR}.", "unreviewed": "made_orally", "unauthorised": "urgent"}
    assert stage.lawyer.post(f"{claim}/filings", filed).status_code == 303
    erased(app, stage)
    with app.app_context():
        seen = {"row_version": str(db.session.scalar(db.select(Claim.row_version)))}

    with_words = stage.second.post(f"{claim}/return", {**seen, "reasons": "late", "note": "Napisano o njoj"})
    without = stage.second.post(f"{claim}/return", {**seen, "reasons": "late"})

    assert (with_words.status_code, without.status_code) == (422, 303)
    assert claim not in stage.second.get("/claims/").get_data(as_text=True)
