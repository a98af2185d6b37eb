"""Has the demonstration read judgments and monitored hearings enough, in due order, for what it publishes of them?"""

from collections import Counter
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from demonstrated import TODAY
from litigation_app.accounts import queries
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.core.db import db
from litigation_app.demo import shelved
from litigation_app.gate.designs import queries as plan
from litigation_app.law import loader

pytestmark = pytest.mark.thorough


def test_a_judgment_waits_for_its_second_reading_by_the_other_lawyer(filled: Flask) -> None:
    wanted = select(Judgment.id, Judgment.country, Coding.coded_by).join(Coding, Coding.judgment_id == Judgment.id)

    [(_id, country, first)] = db.session.execute(wanted.where(Judgment.state == State.TO_CODE_AGAIN)).all()

    ana = queries.actor_by_email("ana@desk.example")
    assert country == "RS"
    assert ana is not None
    assert first == ana.id


def test_of_judgments_that_two_read_differently_few_are_left_to_settle(filled: Flask) -> None:
    places = Counter(place for (place,) in db.session.query(Coding.place))

    waiting = db.session.query(Judgment).filter_by(state=State.TO_SETTLE).count()
    settlers = {row[0] for row in db.session.query(Coding.coded_by).filter_by(place=3)}

    assert places[1] > places[2] > places[3] > waiting > 0
    assert settlers.isdisjoint(row[0] for row in db.session.query(Coding.coded_by).filter(Coding.place < 3))


def test_a_decision_on_an_appeal_belongs_to_the_trial_of_its_first_judgment(filled: Flask) -> None:
    rows = db.session.query(Judgment).all()
    first = {one.trial_mark: one for one in rows if one.instance == "first"}

    appeals = [one for one in rows if one.instance == "second"]

    assert len(appeals) > 30
    assert all(first[one.trial_mark].decided_on < one.decided_on < TODAY for one in appeals)
    assert all(loader.load(one.country).court(one.court).level == 2 for one in appeals)


@pytest.mark.parametrize("mode", ["judgments", "observation"])
def test_enough_was_read_and_watched_in_each_country_for_what_is_published_of_it(filled: Flask, mode: str) -> None:
    analyst = queries.actor_by_email("sonja@desk.example")
    assert analyst is not None
    closed = plan.PLANS[mode].closed(2025)

    for said in (one for one in shelved.publications() if one["source"] == mode):
        facts = plan.collected(analyst, mode, said["country"], range(2010, 2026), closed, UUID(int=3))
        assert len(facts) >= 20, said["country"]
        assert len({one.trial for one in facts}) >= 5, said["country"]
        if mode == "observation":
            assert Counter(one.held for one in facts).keys() >= {"held", "postponed"}
            assert len({(one.trial, one.year) for one in facts}) > len({one.trial for one in facts})
