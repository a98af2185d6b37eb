"""Who may propose, answer and forbid an erasure, and what is everybody else told?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from claiming import ROWS
from erasing import PROPOSAL, Stage, erased, hold, proposed, text
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core import clock
from litigation_app.core.db import committing, db


def is_erased(app: Flask, stage: Stage) -> bool:
    with app.app_context():
        return db.session.get_one(Victim, stage.victim).erased_at is not None


def test_nobody_agrees_to_her_own_proposal(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)

    answer = stage.first.post(f"/erasures/{erasure}/agreement")

    assert answer.status_code == 409
    assert "You proposed this erasure yourself. Another coordinator of the office must answer it." in text(answer)
    assert not is_erased(app, stage)


def test_a_lawyer_neither_proposes_nor_agrees_nor_looks(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    paths = ("/erasures", f"/victims/{stage.victim}/erasure", f"/erasures/{erasure}/certificate")

    pages = [stage.lawyer.get(path).status_code for path in paths]
    doors = (f"/erasures/{erasure}/agreement", f"/victims/{stage.victim}/erasures")
    acts = [stage.lawyer.post(path).status_code for path in doors]

    assert pages + acts == [404] * 5


def test_a_coordinator_of_another_office_or_behind_a_wall_meets_nothing(
    app: Flask, make: Any, stage: Stage, client_as: Callable[[str], Any]
) -> None:
    erasure = proposed(app, stage)
    stranger, walled = client_as(make.coordinator(office=make.office())), stage.second
    make.wall(stage.case, walled.email, stage.first.email)

    for person in (stranger, walled):
        nothing = text(person.get(f"/erasures/{uuid4()}/certificate"))
        hers = [
            f"/victims/{stage.victim}/erasure",
            f"/cases/{stage.case}/holds",
            f"/erasures/{erasure}/certificate",
        ]
        assert [person.get(path).status_code for path in hers] == [404] * 3
        assert person.post(f"/erasures/{erasure}/agreement").status_code == 404
        assert person.post(f"/victims/{stage.victim}/erasures", PROPOSAL).status_code == 404
        assert person.post(f"/cases/{stage.case}/holds").status_code == 404
        assert stage.code_name not in text(person.get("/erasures"))
        shown = text(person.get(f"/erasures/{erasure}/certificate"))
        assert shown.partition("Number of this request")[0] == nothing.partition("Number of this request")[0]
    assert not is_erased(app, stage)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reference": "Breza 9999"}, "This is not her code name."),
        ({"reference": ""}, "Fill this in."),
        ({"basis": ""}, "Fill this in."),
        ({"basis": "because"}, "Choose one of the list."),
        ({"why": "  "}, "Fill this in."),
    ],
)
def test_a_proposal_without_its_answers_is_refused_and_keeps_what_was_typed(
    stage: Stage, changed: dict[str, str], sentence: str
) -> None:
    typed = {**PROPOSAL, "reference": stage.code_name, **changed}

    answer = stage.first.post(f"/victims/{stage.victim}/erasures", typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert (typed["why"].strip() or "Fill this in.") in text(answer)


def test_what_is_still_open_must_have_been_told_to_her(app: Flask, make: Any, stage: Stage) -> None:
    said = {**ROWS, "victim": str(stage.victim)}
    assert stage.lawyer.post(f"/cases/{stage.case}/claims", said).status_code == 303
    typed = {**PROPOSAL, "reference": stage.code_name, "told": ""}

    answer = stage.first.post(f"/victims/{stage.victim}/erasures", typed)

    assert answer.status_code == 422
    assert "A claim of hers is not decided yet." in text(answer)
    assert "Tell her first, and tick that you did." in text(answer)
    proposed(app, stage)
    assert "A claim of hers is not decided yet." in text(stage.second.get(f"/victims/{stage.victim}/erasure"))


def test_a_hold_refuses_with_its_reason_until_it_is_lifted(app: Flask, stage: Stage) -> None:
    held = hold(app, stage)
    typed = {**PROPOSAL, "reference": stage.code_name}

    page = stage.first.get(f"/victims/{stage.victim}/erasure")
    form = stage.first.get(f"/victims/{stage.victim}/erasure/new")
    refused = stage.first.post(f"/victims/{stage.victim}/erasures", typed)
    listed = stage.second.get("/erasures")

    assert "A court or an authority has ordered that the data be kept (Mila Prva)" in text(page)
    assert (form.status_code, refused.status_code) == (409, 409)
    assert "Her data must be kept for now." in text(refused)
    assert "A court or an authority has ordered" in text(listed)
    lift = f"/holds/{held}/lifting"
    assert stage.second.post(lift, {"reason": ""}).status_code == 422
    assert stage.second.post(lift, {"reason": "order_lifted"}).status_code == 303
    assert stage.second.post(f"{lift}/agreement").status_code == 409  # she asked herself
    assert stage.first.post(f"/victims/{stage.victim}/erasures", typed).status_code == 409  # it is still in force
    assert "Data-erasure requests" in text(stage.first.get("/reminders"))
    assert stage.first.post(f"{lift}/agreement").status_code == 303
    assert stage.first.post(f"{lift}/refusal").status_code == 409
    proposed(app, stage)
    shown = text(stage.first.get(f"/cases/{stage.case}/holds"))
    assert "The order was lifted or has run out" in shown
    assert "Asked by Ana Druga, agreed to by Mila Prva" in shown


def test_what_is_lost_and_who_can_agree_is_said_before_anything_is_sent(
    make: Any, client_as: Callable[[str], Any], app: Flask, stage: Stage
) -> None:
    path = f"/victims/{stage.victim}/erasure"
    form, able = text(stage.first.get(f"{path}/new")), "Ana Druga"
    proposed(app, stage)
    alone = make.office(name="Sama")
    lawyer, only = make.lawyer(office=alone), client_as(make.coordinator(office=alone))
    victim = make.victim(lawyer, make.case(lawyer), sex="F", given_name="A", family_name="B")

    assert "What is lost and what stays" in form
    assert able in form.split("Who can agree")[1]
    assert all("What is lost and what stays" in text(one.get(path)) for one in (stage.first, stage.second))
    unsent = text(only.get(f"/victims/{victim}/erasure/new"))
    assert "Nobody of this office besides you" in unsent
    assert "None is named yet" in unsent


def test_a_hold_of_the_whole_case_keeps_every_client_and_is_said_on_its_pages(app: Flask, stage: Stage) -> None:
    held = hold(app, stage, whom="case")

    refused = stage.first.post(f"/victims/{stage.victim}/erasures", {**PROPOSAL, "reference": stage.code_name})
    pages = [text(one.get(f"/cases/{stage.case}")) for one in (stage.lawyer, stage.second)]

    assert refused.status_code == 409
    assert all("1 active legal hold" in one for one in pages)
    assert "Naredba suda" not in text(stage.second.get(f"/cases/{stage.case}/holds"))
    stage.second.post(f"/cases/{stage.case}/openings", {"purpose": "hearing"})
    assert "Naredba suda" in text(stage.second.get(f"/cases/{stage.case}/holds"))
    assert stage.lawyer.post(f"/holds/{held}/lifting", {"reason": "mistake"}).status_code == 404
    stage.first.post(f"/holds/{held}/lifting", {"reason": "mistake"})
    assert stage.second.post(f"/holds/{held}/lifting/refusal").status_code == 303
    assert "1 active legal hold" in text(stage.lawyer.get(f"/cases/{stage.case}"))


def test_a_hold_placed_after_the_proposal_stops_the_agreement(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    hold(app, stage, reason="unpaid_claim")

    answer = stage.second.post(f"/erasures/{erasure}/agreement")

    assert answer.status_code == 409
    assert "Her data must be kept for now." in text(answer)
    assert not is_erased(app, stage)


def test_a_hold_needs_a_reason_and_a_day_to_come(stage: Stage) -> None:
    said = {"whom": "case", "reason": "other", "until": "1. 1. 2020.", "why": ""}

    answer = stage.first.post(f"/cases/{stage.case}/holds", said)

    assert answer.status_code == 422
    assert "This day is before" in text(answer)
    assert "Nothing forbids an erasure" in text(stage.first.get(f"/cases/{stage.case}/holds"))


def test_after_fourteen_days_nobody_can_agree_and_it_can_be_proposed_again(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    with app.app_context(), committing() as session:
        session.get_one(Erasure, erasure).proposed_at = clock.now() - timedelta(days=15)

    answer = stage.second.post(f"/erasures/{erasure}/agreement")

    assert answer.status_code == 409
    assert "has run out" in text(answer)
    assert "ran out" in text(stage.second.get("/erasures"))
    assert not is_erased(app, stage)
    assert proposed(app, stage) != erasure


def test_a_rejection_says_why_and_a_proposal_can_be_taken_back(app: Flask, stage: Stage) -> None:
    rejected = proposed(app, stage)
    without_words = stage.second.post(f"/erasures/{rejected}/refusal", {"words": ""})
    assert stage.second.post(f"/erasures/{rejected}/refusal", {"words": "Rasprava je sutra"}).status_code == 303
    late = stage.second.post(f"/erasures/{rejected}/agreement")
    reading = stage.first.post(f"/victims/{stage.victim}/erasure/openings")
    page = stage.first.get(reading.headers["Location"])
    withdrawn = proposed(app, stage)
    others = stage.second.post(f"/erasures/{withdrawn}/withdrawal")
    assert stage.first.post(f"/erasures/{withdrawn}/withdrawal").status_code == 303

    assert without_words.status_code == 422
    assert late.status_code == 409
    assert "Rasprava je sutra" in text(page)
    assert others.status_code == 409
    assert "Only that person can withdraw it." in text(others)
    assert not is_erased(app, stage)


def test_one_proposal_at_a_time_and_none_after_the_end(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    twice = stage.second.post(f"/victims/{stage.victim}/erasures", {**PROPOSAL, "reference": stage.code_name})
    stage.second.post(f"/erasures/{erasure}/agreement").close()
    again = stage.first.post(f"/victims/{stage.victim}/erasures", {**PROPOSAL, "reference": stage.code_name})
    held = {"whom": str(stage.victim), "reason": "other", "until": "1. 12. 2099.", "why": "x"}

    assert "is proposed already" in text(twice)
    assert again.status_code == 409
    assert stage.first.post(f"/cases/{stage.case}/holds", held).status_code == 422  # nobody of that record is offered
    assert "were erased already" in text(again)


def test_proposing_and_agreeing_ask_for_the_second_factor_and_looking_does_not(
    app: Flask, make: Any, stage: Stage
) -> None:
    erasure = proposed(app, stage)
    make.stale(stage.second.email)

    looked = stage.second.get(f"/victims/{stage.victim}/erasure")
    asked = stage.second.post(f"/erasures/{erasure}/agreement")
    agreed = stage.second.post(f"/erasures/{erasure}/agreement", {"second_factor": stage.second.next_code()})
    agreed.close()

    assert looked.status_code == 200
    assert asked.status_code == 403
    assert agreed.status_code == 303
    assert is_erased(app, stage)


def test_the_certificate_says_what_was_done_and_never_who_she_was(app: Flask, stage: Stage) -> None:
    erasure = erased(app, stage)

    page = stage.first.get(f"/erasures/{erasure}/certificate")
    paper = stage.first.get(f"/erasures/{erasure}/certificate.pdf")
    listed = text(stage.first.get("/erasures"))

    said = text(page)
    for words in (
        "Mila Prva",
        "Ana Druga",
        stage.code_name,
        "GDPR art. 17(1)(b)",
        "art. 30",
        "35 days later",
        "not yet",
    ):
        assert words in said
    assert "Zamisla" not in said
    assert "Neizmisljenovic" not in said
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    with app.app_context():
        number = db.session.get_one(Erasure, erasure).certificate
    assert number in said
    assert number in listed
    assert f"{number}.pdf" in paper.headers["Content-Disposition"]
    assert "all up to number 1" in said
