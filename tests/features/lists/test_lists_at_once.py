"""Do two who write in one case at the same moment leave its lists as they would be made anew? SQLite lets one write after the other."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from at_once import Act, overlapping
from claiming import Desk
from kept_lists import kept
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.lists.caselists import actions
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.casework.lists.caselists.rules import Name
from litigation_app.casework.planner.team import actions as team
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.hearings.actions import Planned
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db

pytestmark = pytest.mark.parametrize("config", ["postgres"], indirect=True)


def planning(actor: Actor, case_id: UUID, after: int) -> Act:
    def plan() -> None:
        lane = db.session.scalars(select(Proceeding).where(Proceeding.case_id == case_id)).first()
        planned = Planned("main_hearing", today() + timedelta(days=after), None, (), "")
        hearings.schedule(actor, db.session.get_one(Case, case_id), lane, planned)

    return plan


def sending(desk: Desk, claim_id: UUID) -> Act:
    actor = desk.make.actor(desk.lawyer.email)

    def send() -> None:
        claim = db.session.get_one(Claim, claim_id)
        claims.submit(actor, claim, db.session.get_one(Case, desk.case_id), row_version=claim.row_version)

    return send


def is_as_made_anew(app: Flask) -> bool:
    before = kept(app)
    with app.app_context(), committing():
        actions.rebuild()
    return kept(app) == before


def test_of_two_hearings_the_nearer_comes_next(app: Flask, make: Any) -> None:
    ana = make.lawyer()
    case_id, actor = make.case(ana), make.actor(ana)

    wrong = overlapping(app, planning(actor, case_id, 5), planning(actor, case_id, 9))

    assert wrong == []
    with app.app_context():
        assert db.session.get_one(Case, case_id).next_on == today() + timedelta(days=5)
    assert is_as_made_anew(app)


def test_two_claims_are_sent(app: Flask, desk: Desk) -> None:
    first, second = desk.draft(), desk.draft(victim=str(desk.victim(given_name="Druga")))

    wrong = overlapping(app, sending(desk, first), sending(desk, second))

    assert wrong == []
    assert desk.rows(select(Facet.value).where(Facet.name == str(Name.CLAIM))) == ["submitted"]


def test_a_claim_that_is_sent_meanwhile_has_the_day_of_the_hearing(app: Flask, desk: Desk) -> None:
    claim_id = desk.draft()
    actor = desk.make.actor(desk.lawyer.email)

    wrong = overlapping(app, planning(actor, desk.case_id, 5), sending(desk, claim_id))

    assert wrong == []
    assert set(desk.rows(select(Facet.next_on))) == {today() + timedelta(days=5)}


def test_so_has_a_lawyer_who_comes_to_the_case_meanwhile(app: Flask, make: Any) -> None:
    ana, second, boss = make.lawyer(), make.user_id(make.lawyer()), make.actor(make.coordinator())
    case_id = make.case(ana)

    def add() -> None:
        team.add_second(boss, db.session.get_one(Case, case_id), second)

    wrong = overlapping(app, planning(make.actor(ana), case_id, 5), add)

    assert wrong == []
    days = {row[2] for row in kept(app)[1]}
    assert days == {today() + timedelta(days=5)}
