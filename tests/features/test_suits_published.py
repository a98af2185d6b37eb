"""Who sued after a referral, and what was decided on protection, from the files of cases to the pages of the indicators."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from lawyering import text
from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.casework.records.models import Record
from litigation_app.casework.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.gate import plan
from litigation_app.law import loader
from litigation_app.statistics.releases import Release, load
from preparing import agree, choose, crowd, of_serbia, prepare

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
WANTED = of_serbia(2021, 2023)
NEW = ("referred_by_suit", "protection_by_decision")


@pytest.fixture
def analyst(app: Flask, make: Any, client_as: ClientAs) -> Any:
    """Of ninety clients every second was referred in 2022, every fourth of these sued; four in five asked for protection."""
    crowd(app, make, 90)
    with app.app_context(), committing():
        rows = db.session.execute(select(Victim.id, Case.id, Case.office_id).join(Case, Case.id == Victim.case_id))
        by = db.session.scalars(select(User.id)).first()
        for number, (victim, case, office) in enumerate(sorted(rows, key=str)):
            told = _Told(victim, case, office, by)
            if number % 2 == 0:
                told.referred(has_sued=number % 8 == 0)
            if number % 5:
                told.decided("refused" if number % 5 == 1 else "granted")
    return client_as(make.analyst())


class _Told:
    """What happened to one client."""

    def __init__(self, victim: Any, case: Any, office: Any, by: Any) -> None:
        self.victim, self.case, self.office, self.by = victim, case, office, by

    def referred(self, *, has_sued: bool) -> None:
        law, day = loader.load("RS"), date(2022, 5, 1)
        graph = law.family("criminal", None)[0]
        track = Proceeding(
            case_id=self.case, procedure=graph.id, family="criminal", law_version=law.version, begun_on=day, position=1
        )
        db.session.add(track)
        db.session.flush()
        db.session.add(
            Move(
                proceeding_id=track.id, seq=1, from_stage="main_hearing", to_stage="first_instance_judgment", outcome="convicted",
                event="judgment_given", on=day, is_outside=True, episode=1, recorded_by=self.by, recorded_at=clock.now(),
            )
        )  # fmt: skip
        claim = self._claim("property_claim", day - timedelta(days=90))
        db.session.add(
            CourtDecision(
                claim_id=claim.id, on=day, instance="first", outcome="referred", is_final=True, recorded_by=self.by,
                recorded_at=clock.now(),
            )
        )  # fmt: skip
        if has_sued:
            self._claim("civil_suit", day + timedelta(days=100))

    def _claim(self, route: str, filed_on: date) -> Claim:
        claim = Claim(
            case_id=self.case, office_id=self.office, victim_id=self.victim, route=route, currency="RSD",
            state="decided", written_by=self.by, filed_on=filed_on,
        )  # fmt: skip
        db.session.add(claim)
        db.session.flush()
        return claim

    def decided(self, step: str) -> None:
        db.session.add(
            Record(
                case_id=self.case, office_id=self.office, victim_id=self.victim, kind="protective_measure",
                on=date(2022, 7, 1), told={"measure": "vulnerable_witness", "step": step}, recorded_by=self.by,
                recorded_at=clock.now(),
            )
        )  # fmt: skip


def published(app: Flask, make: Any, client_as: ClientAs, analyst: Any, **changes: Any) -> Release:
    answer = prepare(analyst, WANTED | changes)
    if answer.status_code != 303 and "Go on with the earlier" in text(answer):
        answer = choose(analyst, answer, 1)
    assert answer.status_code == 303, text(answer)
    agreed = agree(client_as(make.coordinator()), str(answer.headers["Location"]).split("?", maxsplit=1)[0])
    assert agreed.status_code == 303, text(agreed)
    name = agreed.headers["Location"].split("/")[-1].split("?")[0]
    return load(app.extensions["shelf"], name, app.extensions["trusted_keys"])


def said(release: Release, table: str) -> dict[tuple[str, ...], Any]:
    return {row.codes: row.value for row in release.sheet(table)}


def test_the_pages_say_how_many_sued_and_how_many_were_granted_protection(
    analyst: Any, app: Flask, make: Any, client_as: ClientAs
) -> None:
    release = published(app, make, client_as, analyst)

    assert said(release, NEW[0]) == {("_T", "_T"): 45, ("_T", "sued"): 12, ("_T", "not_sued"): 33}
    assert said(release, NEW[1])["_T", "granted"] == 54
    sued, protected = (text(analyst.get(f"/indicators/{one}?publication={release.id}")) for one in ("CMP-04", "PRT-03"))
    assert "26.7 % of 45" in sued
    assert "waits and is not counted" in sued
    assert "nobody records" in sued
    assert "75.0 % of 72" in protected
    assert "Persons are counted and not requests" in protected
    assert "How many days a decision took is not published" in protected


def test_what_an_earlier_plan_published_goes_on_without_the_new_tables(
    analyst: Any, app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = plan.asked
    with monkeypatch.context() as earlier:
        earlier.setattr(plan, "asked", lambda *known: _without(asked(*known)))
        first = published(app, make, client_as, analyst)

    second = published(app, make, client_as, analyst, last_year="2024")

    assert not {table.id for table in (*first.tables, *second.tables)} & {*NEW}


def _without(made: Any) -> Any:
    return replace(made, without=(*made.without, *NEW))


def test_a_publication_that_has_them_goes_on_with_them(
    analyst: Any, app: Flask, make: Any, client_as: ClientAs
) -> None:
    first = published(app, make, client_as, analyst)
    second = published(app, make, client_as, analyst, last_year="2024")

    assert {table.id for table in second.tables} == {table.id for table in first.tables} >= {*NEW}
    assert said(second, NEW[1])["2022", "granted"] == 54
