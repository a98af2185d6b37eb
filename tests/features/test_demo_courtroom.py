"""Has the demonstration read judgments and watched hearings enough, in due order, for what it publishes of them?"""

from collections import Counter
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from demonstrated import TODAY
from litigation_app.accounts import queries
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.core.db import db
from litigation_app.demo import shelved
from litigation_app.gate import plan, proposal
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


@pytest.mark.parametrize(("source", "number"), [("judgments", 2), ("observation", 3)])
def test_what_is_published_from_the_start_can_be_prepared_in_full_detail(
    filled: Flask, source: str, number: int
) -> None:
    said = shelved.publications()[number]
    analyst = queries.actor_by_email("sonja@desk.example")
    assert analyst is not None
    mode, years = plan.MODES[source], said["years"]

    facts_of = mode.collect(
        analyst,
        countries=[said["country"]],
        first_year=years[0],
        last_year=years[1],
        reference_date=date(years[1], 12, 31),
        draft_id=UUID(int=3),
    )
    made = proposal.propose(mode.design(*years, plan.asked(source)), mode.system(facts_of, mode.design(*years)))

    assert said["source"] == source
    assert made.shown > 2 * (made.hidden_first + made.hidden_more)


def test_hearings_were_watched_enough_for_a_publication_of_them(filled: Flask) -> None:
    analyst = queries.actor_by_email("sonja@desk.example")
    assert analyst is not None
    mode, years = plan.MODES["observation"], (2023, 2025)

    seen = mode.collect(
        analyst,
        countries=["RS"],
        first_year=years[0],
        last_year=years[1],
        reference_date=date(2025, 12, 31),
        draft_id=UUID(int=2),
    )
    design = mode.design(*years, plan.asked("observation"))
    made = proposal.propose(design, mode.system(seen, design))

    assert Counter(one.held for one in seen).keys() == {"held", "postponed"}
    assert len({one.trial for one in seen}) >= 30
    assert len({(one.trial, one.year) for one in seen}) > len({one.trial for one in seen})
    assert made.shown > 80
    assert all(row[-1] for row in made.sheets["hearings_by_held"] if row[1] == "postponed")
