"""What goes wrong where an id of another client of the case is put into a form."""

from typing import Any
from uuid import UUID

from flask import Flask

from authorising import authorise
from erasing import Stage, erased
from lawyering import rows, text
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.core.db import db


def test_a_substitute_of_another_client_is_refused(
    lawyer: Any, make: Any, email: str, her: str, case_id: UUID, app: Flask
) -> None:
    other = make.victim(email, case_id)
    authorise(lawyer, case_id, her, scope=["represent", "substitute"])
    origin = str(rows(app, Authority, "id")[0].id)

    told = {"victim": str(other), "from_on": "1. 1. 2020.", "signer": "herself", "of": origin}
    answer = lawyer.post(f"/cases/{case_id}/authorities", told)

    assert answer.status_code == 422
    assert "Choose one of the list." in text(answer)
    assert len(rows(app, Authority, "id")) == 1


def test_a_power_that_stands_on_hers_does_not_keep_her_from_being_erased(app: Flask, make: Any, stage: Stage) -> None:
    other = make.victim(stage.lawyer.email, stage.case)
    authorise(stage.lawyer, stage.case, stage.victim, scope=["represent", "substitute"])
    authorise(stage.lawyer, stage.case, other)
    with app.app_context():  # as a desk of before this was refused has it
        hers = db.session.query(Authority).filter_by(victim_id=stage.victim).one()
        db.session.query(Authority).filter_by(victim_id=other).one().of_id = hers.id
        db.session.commit()

    erased(app, stage)

    with app.app_context():
        assert db.session.get_one(Victim, stage.victim).erased_at is not None
        kept = db.session.query(Authority).one()
        assert (kept.victim_id, kept.entered_in_error_at is not None) == (other, True)
