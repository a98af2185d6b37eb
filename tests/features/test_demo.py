"""Does the demonstration add up to the published figures, keep to the law, and leave a whole ledger?"""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from demonstrated import TODAY, fresh
from litigation_app import ledger, vault
from litigation_app.accounts import queries
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.casework.clients.access_report import queries as access_report
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.facts import facts
from litigation_app.casework.facts.queries import Closed
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.strategy.remedies.models import Remedy
from litigation_app.core.db import db
from litigation_app.demo import fill, published
from litigation_app.law import loader, procedure
from litigation_app.ledger.settings import settings
from litigation_app.vault.name_search import index

PLAIN = (Case, Victim, Proceeding, Move, Deadline, Claim, ClaimPart, CourtDecision, Payment)
MOMENTS = {"created_at", "added_at", "recorded_at", "submitted_at", "changed_at"}  # never later than now


def published_totals() -> Counter[tuple[str, int]]:
    totals: Counter[tuple[str, int]] = Counter()
    for cell in published.marginals()["cell"]:
        rows = {row["breakdown"]: row["value"] for row in cell["rows"]}
        totals[cell["country"], cell["year"]] += rows.get("total") or rows["origin=Taiwan"]
    return totals


def recorded() -> Counter[tuple[str, int]]:
    """Clients by country and year."""
    return Counter(tuple(row) for row in db.session.query(Case.country, Case.year).join(Victim).all())


def test_a_year_has_the_assumed_share_of_the_people_whom_its_state_identified(filled: Flask) -> None:
    found, large = recorded(), {(one.country, one.year) for one in published.cells(seed=7) if one.group}

    assert found.keys() == published_totals().keys()
    for (country, year), total in published_totals().items():
        share = published.assumed("represented")[country] / 100
        assert 0.5 <= share <= 0.8
        if (country, year) not in large:  # one case more or less, of up to three people
            assert abs(found[country, year] - total * share) <= max(3, total * 0.1), (country, year)
            assert found[country, year] < total or total == 1, (country, year)


def test_the_gate_counts_the_same_people(filled: Flask) -> None:
    analyst = queries.actor_by_email("sonja@desk.example")
    assert analyst is not None

    counted = facts.collect(
        analyst,
        countries=["RS", "MK", "BA", "ME"],
        first_year=2013,
        last_year=2025,
        closed=Closed(TODAY, datetime.now(UTC)),
        months={60},
        draft_id=UUID(int=1),
    )

    assert Counter((one.country, one.first_contact_year) for one in counted) == recorded()
    women = [one.sex == "F" for one in counted if (one.country, one.first_contact_year) == ("RS", 2017)]
    age = [
        one.age_band in {"Y0T8", "Y9T17"} for one in counted if (one.country, one.first_contact_year) == ("RS", 2019)
    ]
    assert abs(sum(women) / len(women) - 36 / 40) < 0.1
    assert abs(sum(age) / len(age) - 24 / 36) < 0.2
    assert any(one.at[60].progress.awarded_eur for one in counted if 60 in one.at)


def test_every_walk_is_lawful_unless_it_is_marked_as_outside(filled: Flask) -> None:
    rows = (
        db.session.query(Case.country, Proceeding.id, Proceeding.procedure, Proceeding.forum, Move)
        .join(Proceeding, Proceeding.case_id == Case.id)
        .join(Move, Move.proceeding_id == Proceeding.id)
        .order_by(Proceeding.id, Move.seq)
    )

    last: dict[UUID, Move] = {}
    for country, proceeding, name, forum, move in rows:
        graph = loader.load(country).procedure(name, forum)
        before = last.get(proceeding)
        assert move.from_stage == (before.to_stage if before else graph.initial)
        assert move.seq == (before.seq if before else 0) + 1
        assert before is None or before.on <= move.on
        if not move.is_outside:
            assert procedure.step(graph, move.from_stage, move.event).to_stage.id == move.to_stage
        last[proceeding] = move
    assert max(move.on for move in last.values()) <= TODAY


def test_cases_stand_at_many_stages_and_claims_in_every_state(filled: Flask) -> None:
    stages = {row[0] for row in db.session.query(Case.stage_now)}
    claims = db.session.query(Claim).all()

    assert {"main_hearing", "retrial", "investigation", "first_instance_judgment", "final_judgment"} <= stages
    assert {claim.state for claim in claims} == {"draft", "submitted", "returned", "approved", "decided"}
    assert {row[0] for row in db.session.query(CourtDecision.outcome)} >= {
        "awarded_full", "awarded_part", "referred", "rejected", "not_mentioned",
    }  # fmt: skip
    assert db.session.query(Move).filter_by(is_outside=True).count() > 5
    assert db.session.query(Payment).count() > 0
    for claim in claims[:50]:
        parts = db.session.query(ClaimPart).filter_by(claim_id=claim.id, version=claim.version).all()
        country = db.session.get_one(Case, claim.case_id).country
        view = claim_rules.ClaimView(
            state=claim.state,
            country=country,
            route=claim.route,
            currency=claim.currency,
            authors=frozenset({claim.written_by}),
            parts=tuple(claim_rules.Part(part.head, part.amount) for part in parts),
        )
        assert claim_rules.faults(view) == []


def test_something_is_due_in_three_days_in_the_case_that_guides_show(filled: Flask) -> None:
    case = db.session.query(Case).filter_by(reference="RS-2022-0007").one()

    due = [row.act_by for row in db.session.query(Deadline).filter_by(case_id=case.id, met_on=None, lapsed_on=None)]

    assert case.code_name == "Breza 14"
    assert case.stage_now == "retrial"
    assert date(2026, 11, 27) in due


def test_the_case_that_guides_show_has_papers_and_a_decision_by_kinds_of_damage(filled: Flask) -> None:
    with filled.app_context():
        case_id = db.session.scalars(select(Case.id).where(Case.code_name == "Breza 14")).one()
        sizes = db.session.scalars(select(Document.size).where(Document.case_id == case_id)).all()
        lines = db.session.execute(
            select(AwardLine.answer, AwardLine.amount).join(Claim).where(Claim.case_id == case_id)
        ).all()

    assert len(sizes) == 3
    assert sum(line.amount or 0 for line in lines) == 400_000
    assert {line.answer for line in lines} == {"awarded", "referred"}


def test_the_case_that_guides_show_has_a_computed_row_and_a_schedule_with_a_missed_instalment(filled: Flask) -> None:
    case_id = db.session.scalars(select(Case.id).where(Case.code_name == "Breza 14")).one()
    of_case = select(Claim.id).where(Claim.case_id == case_id)

    computed = db.session.scalars(select(Computed).where(Computed.claim_id.in_(of_case))).one()
    wanted = (ClaimPart.claim_id == computed.claim_id, ClaimPart.head == computed.head)
    assert db.session.scalars(select(ClaimPart.amount).where(*wanted)).one() == computed.amount > 0
    dues = db.session.execute(
        select(Instalment.due_on, Instalment.missing).where(Instalment.case_id == case_id).order_by(Instalment.due_on)
    ).all()
    assert len(dues) == 5
    assert sum(row.missing for row in dues) == 250_000
    assert dues[0].due_on < TODAY < dues[1].due_on


def test_the_ledger_is_whole_afterwards_and_knows_every_sealed_byte(filled: Flask) -> None:
    verdict = ledger.verify(db.session(), settings().mac_key)
    faults = list(ledger.verify_state(db.session(), vault.commitments()))

    assert verdict.holds
    assert verdict.entries > db.session.query(Case).count()
    assert faults == []


def rows_of(app: Flask, seed: int) -> list[Any]:
    with app.app_context():
        fill.fill(size=40, seed=seed, tell=[].append, today=TODAY)
        found = [
            tuple(value for name, value in zip(model.__table__.columns.keys(), row, strict=True) if name not in MOMENTS)
            for model in PLAIN
            for row in db.session.query(*model.__table__.columns).order_by(*model.__table__.primary_key.columns)
        ]
        db.session.rollback()
        db.engine.dispose()
    return found


def test_the_same_seed_gives_the_same_rows(sqlite_template: Path, tmp_path: Path) -> None:
    seeds = {"one": 5, "two": 5, "three": 6}

    made = {name: rows_of(fresh(sqlite_template, tmp_path / name), seed) for name, seed in seeds.items()}

    assert made["one"] == made["two"]
    assert made["one"] != made["three"]


def test_an_instance_with_cases_is_left_alone(filled: Flask) -> None:
    before = db.session.query(Case).count()

    with pytest.raises(fill.NotEmpty):
        fill.fill(size=10, seed=1, tell=[].append)

    assert db.session.query(Case).count() == before


def test_an_instance_where_a_lawyer_works_is_left_alone(app: Flask, make: Any) -> None:
    make.lawyer()

    with app.app_context(), pytest.raises(fill.NotEmpty):
        fill.fill(size=10, seed=1, tell=[].append)


def test_nothing_was_recorded_in_the_future(filled: Flask) -> None:
    latest = max(row[0] for row in db.session.query(Move.recorded_at))

    assert latest <= datetime.now(UTC)


def test_the_award_of_the_case_that_guides_show_stands_on_a_lane(filled: Flask) -> None:
    case = db.session.scalars(select(Case).where(Case.code_name == "Breza 14")).one()
    of_case = select(Claim.id).where(Claim.case_id == case.id)
    awarded = select(CourtDecision.on).where(CourtDecision.claim_id.in_(of_case), CourtDecision.amount > 0)
    [link] = db.session.scalars(select(TrackLink).where(TrackLink.case_id == case.id))
    steps = db.session.scalars(select(Move).where(Move.proceeding_id == link.second_id).order_by(Move.seq)).all()

    plea = next(one for one in steps if one.event == "plea_accepted")

    letters = db.session.scalars(select(Defendant.letter).where(Defendant.id.in_(map(UUID, link.accused)))).all()
    brought = select(Proceeding.family).where(Proceeding.spawned_by == plea.id)
    assert [plea.on] == db.session.scalars(awarded).all()
    assert (steps[0].is_outside, steps[0].on, steps[-1].to_stage) == (True, link.on, "final_judgment")
    assert letters == ["B"]
    assert db.session.scalars(brought).all() == ["enforcement"]
    ordered = db.session.scalars(select(Remedy.proceeding_id).where(Remedy.case_id == case.id))
    assert set(ordered) == {link.second_id}


def test_the_accused_of_the_case_that_guides_show_are_found_in_a_conflict_check(filled: Flask) -> None:
    with filled.test_request_context():
        named = [index.same(index.Sketch(f"Измишљени {letter}", ""), table=index.ACCUSED) for letter in "АБ"]
        known = db.session.scalars(select(Defendant.id).order_by(Defendant.letter)).all()

    assert named == [[one] for one in known]


def test_whoever_opened_a_record_before_stands_in_the_clients_access_report(filled: Flask) -> None:
    """An entry that named no group made the report of the case that guides show an error page."""
    of_case = select(Victim).join(Case, Case.id == Victim.case_id).where(Case.code_name == "Breza 14")

    openings = [one for victim in db.session.scalars(of_case) for one in access_report.of(victim)]

    assert openings
    assert all(one.by.name and one.purpose and one.groups for one in openings)
