"""Is what the gate may read of the caseload coded, unnamed, and on record?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from claiming import ROWS, YEAR, Desk, statements
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.casework.clients.identity.models import Joined
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.facts import facts
from litigation_app.casework.facts.queries import Closed
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

CLOSED = datetime(YEAR + 9, 1, 1, tzinfo=UTC)
FOLLOWED = 12  # months


def collected(
    desk: Desk, email: str, reference_date: date = date(YEAR + 1, 12, 31), **asked: Any
) -> list[facts.VictimFacts]:
    wish = {
        "countries": ["RS"], "first_year": YEAR, "last_year": YEAR, "closed": Closed(reference_date, CLOSED),
        "months": (FOLLOWED,), "draft_id": uuid4(), **asked,
    }  # fmt: skip
    with desk.app.app_context():
        return facts.collect(desk.make.actor(email), **wish)


def progress(desk: Desk) -> Any:
    """What came of the claim of the one person whom the desk has, a year after she came."""
    (fact,) = collected(desk, desk.coordinator.email)
    return fact.at[FOLLOWED].progress


def test_the_facts_are_codes_years_and_euros(desk: Desk) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 2. {YEAR}.", "early": "y"})
    decision = {
        "on": f"4. 3. {YEAR}.",
        "instance": "final",
        "outcome": "awarded_full",
        "amount": "1,174,176",
        "is_final": "y",
    }
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", decision).status_code == 303
    desk.lawyer.post(
        f"/claims/{claim_id}/payments", {"on": f"6. 4. {YEAR}.", "amount": "117,417.60", "payer": "OFFENDER"}
    )

    (fact,) = collected(desk, desk.coordinator.email)
    stood = fact.at[FOLLOWED]
    came = stood.progress

    assert (fact.country, fact.first_contact_year, fact.sex, fact.age_band) == ("RS", YEAR, "F", "Y9T17")
    assert (fact.form, fact.status, fact.citizenship_group) == ("SEX", "FORMAL", "NATIONAL")
    assert (came.claim, came.outcome, came.sued) == ("awarded", "awarded_full", None)
    assert (came.awarded_eur, came.paid_eur) == (Decimal("10000.00"), Decimal("1000.00"))
    assert came.claimed_eur == Decimal("10730.93")  # 1,260,000 dinars at the rate of the award
    assert (stood.criminal, stood.judged_in, stood.protection) == ("victims", "not_yet", "none")


def test_how_somebody_stood_is_known_only_when_the_follow_up_is_over(desk: Desk) -> None:
    (early,) = collected(desk, desk.coordinator.email, date(YEAR + 1, 1, 2))
    (over,) = collected(desk, desk.coordinator.email, date(YEAR + 1, 1, 3))

    assert early.at == {}
    assert over.at.keys() == {FOLLOWED}


def test_the_claimed_amount_is_that_of_the_version_in_force_and_none_where_the_claim_states_no_amount(
    desk: Desk,
) -> None:
    claim_id = desk.submitted()
    said = {"on": f"4. 3. {YEAR}.", "instance": "final", "outcome": "awarded_part", "amount": "117,417.60"}
    with desk.app.app_context(), committing() as session:
        session.execute(update(Claim).values(version=2, state="approved"))
        session.add(ClaimPart(claim_id=claim_id, version=2, head="fear", amount=Decimal("234835.20")))
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", said | {"is_final": "y"}).status_code == 303

    stated = progress(desk)
    with desk.app.app_context(), committing() as session:
        session.execute(update(Claim).values(is_quantified=False))
    unstated = progress(desk)

    assert (stated.awarded_eur, stated.claimed_eur) == (Decimal("1000.00"), Decimal("2000.00"))
    assert (unstated.awarded_eur, unstated.claimed_eur) == (Decimal("1000.00"), None)


def test_of_two_decisions_of_one_day_the_one_recorded_last_is_the_fact(desk: Desk) -> None:
    claim_id = desk.approved()
    said = {"on": f"4. 3. {YEAR}.", "instance": "final", "outcome": "awarded_part", "is_final": "y"}
    for amount in ("1,174,176", "117,417.60"):
        assert desk.lawyer.post(f"/claims/{claim_id}/decisions", said | {"amount": amount}).status_code == 303

    assert progress(desk).awarded_eur == Decimal("1000.00")


def test_what_was_struck_as_a_mistake_is_in_no_fact(desk: Desk) -> None:
    claim_id = desk.approved()
    decision = {"on": f"4. 3. {YEAR}.", "instance": "final", "outcome": "awarded_full", "amount": "1,000,000"}
    desk.lawyer.post(f"/claims/{claim_id}/decisions", decision | {"is_final": "y"})
    desk.lawyer.post(f"/claims/{claim_id}/payments", {"on": f"6. 4. {YEAR}.", "amount": "500", "payer": "OFFENDER"})
    for table, name in ((CourtDecision, "decisions"), (Payment, "payments")):
        row = desk.rows(select(table.id))[0]
        assert desk.lawyer.post(f"/{name}/{row}/striking", {"why": "mistyped"}).status_code == 303

    came = progress(desk)

    assert (came.outcome, came.awarded_eur, came.paid_eur) == (None, None, 0)


REFERRED, OVER = date(YEAR, 3, 4), date(YEAR + 1, 1, 3)


def referred(desk: Desk) -> None:
    decision = {"on": f"4. 3. {YEAR}.", "instance": "final", "outcome": "referred", "is_final": "y"}
    assert desk.lawyer.post(f"/claims/{desk.approved()}/decisions", decision).status_code == 303


def sues(desk: Desk, on: date, **said: str) -> None:
    """A civil claim that was filed on a day, which may lie ahead."""
    claim_id = desk.draft(route="civil_suit", **said)
    with desk.app.app_context(), committing() as session:
        session.execute(update(Claim).where(Claim.id == claim_id).values(filed_on=on))


@pytest.mark.parametrize(("day", "has_sued"), [(REFERRED, True), (OVER, True), (OVER + timedelta(days=1), False)])
def test_who_sues_by_the_end_of_the_follow_up_has_sued(desk: Desk, day: date, has_sued: bool) -> None:
    referred(desk)
    sues(desk, day)

    came = progress(desk)

    assert (came.outcome, came.sued) == ("referred", has_sued)


def test_a_claim_by_another_way_or_a_referral_that_was_a_mistake_is_no_suit(desk: Desk) -> None:
    referred(desk)
    complaint = desk.draft(route="constitutional_award")
    with desk.app.app_context(), committing() as session:
        session.execute(update(Claim).where(Claim.id == complaint).values(filed_on=REFERRED))
    elsewhere = progress(desk)
    row = desk.rows(select(CourtDecision.id))[0]
    assert desk.lawyer.post(f"/decisions/{row}/striking", {"why": "mistyped"}).status_code == 303
    sues(desk, REFERRED)

    entered_in_error = progress(desk)

    assert elsewhere.sued is False
    assert (entered_in_error.outcome, entered_in_error.sued) == (None, None)


def test_a_suit_and_a_decision_on_protection_under_another_record_of_hers_count(desk: Desk) -> None:
    referred(desk)
    other = desk.victim(first_contact=f"5. 2. {YEAR}.")
    sues(desk, REFERRED, victim=str(other))
    protected(desk, "refused", date(YEAR, 3, 1), victim=other)
    protected(desk, "granted", date(YEAR, 4, 1))
    with desk.app.app_context():
        name = db.session.get_one(Victim, other).code_name
    assert desk.coordinator.post(f"/victims/{desk.victim_id}/joins", {"other": name}).status_code == 303

    (together,) = collected(desk, desk.coordinator.email)
    stood = together.at[FOLLOWED]

    assert stood.progress.sued is True
    assert stood.protection == "refused"


def protected(desk: Desk, step: str, on: date, victim: UUID | None = None) -> None:
    said = {"on": f"{on.day}. {on.month}. {on.year}.", "victim": str(victim or desk.victim_id), "step": step}
    path = f"/cases/{desk.case_id}/records/protective_measure"
    assert desk.lawyer.post(path, {**said, "measure": "vulnerable_witness"}).status_code == 303


def test_the_first_decision_on_protection_is_a_fact_and_a_record_that_was_struck_is_none(desk: Desk) -> None:
    def protection() -> str:
        (fact,) = collected(desk, desk.coordinator.email)
        return fact.at[FOLLOWED].protection

    protected(desk, "requested", date(YEAR, 2, 1))
    waiting = protection()
    protected(desk, "granted", date(YEAR, 4, 1))
    granted = protection()
    with desk.app.app_context(), committing() as session:
        session.execute(update(Record).values(entered_in_error_at=Record.recorded_at))

    assert (waiting, granted, protection()) == ("none", "granted", "none")


def test_no_id_shines_through_and_numbers_are_new_each_time(desk: Desk) -> None:
    desk.victim()
    ids = {id_.int & (2**48 - 1) for id_ in (desk.case_id, desk.victim_id)}

    once, again = (collected(desk, desk.coordinator.email) for _time in range(2))

    assert not {fact.victim for fact in once} & {fact.victim for fact in again}
    assert {fact.case for fact in once} != {fact.case for fact in again}
    assert len({fact.case for fact in once}) == len({fact.holder for fact in once}) == 1
    assert not ids & {number for fact in once for number in (fact.victim, fact.case, fact.holder)}


def test_two_joined_records_count_one_person_with_the_claims_of_both(desk: Desk) -> None:
    other = desk.victim(first_contact=f"5. 2. {YEAR}.")
    claim = desk.lawyer.post(f"/cases/{desk.case_id}/claims", {**ROWS, "victim": str(other)})
    assert claim.status_code == 303
    with desk.app.app_context():
        name = db.session.get_one(Victim, other).code_name
    apart = collected(desk, desk.coordinator.email)

    assert desk.coordinator.post(f"/victims/{desk.victim_id}/joins", {"other": name}).status_code == 303
    (together,) = collected(desk, desk.coordinator.email)

    assert len(apart) == 2
    assert together.first_contact_year == YEAR
    join = desk.rows(select(Joined.id))[0]
    desk.coordinator.post(f"/victims/{other}/joins/{join}/parting")
    assert len(collected(desk, desk.coordinator.email)) == 2


def test_only_the_years_and_countries_asked_for_are_counted(desk: Desk) -> None:
    desk.victim(first_contact=f"3. 1. {YEAR - 1}.")

    assert len(collected(desk, desk.coordinator.email)) == 1
    assert len(collected(desk, desk.coordinator.email, first_year=YEAR - 1)) == 2
    assert collected(desk, desk.coordinator.email, countries=["MK"]) == []
    assert collected(desk, desk.coordinator.email, date(YEAR, 1, 2)) == []


def test_reading_the_facts_is_one_entry_of_the_access_log(desk: Desk) -> None:
    draft_id = uuid4()

    collected(desk, desk.coordinator.email, draft_id=draft_id)

    found = desk.rows(select(LedgerEntry).where(LedgerEntry.act == "read_facts"))
    assert [(row.object, row.actor) for row in found] == [
        (f"release-draft:{draft_id}", desk.make.user_id(desk.coordinator.email))
    ]


def test_a_lawyer_or_auditor_gets_no_facts(desk: Desk) -> None:
    for email in (desk.lawyer.email, desk.make.auditor()):
        with pytest.raises(facts.FactsRefused):
            collected(desk, email)


def test_facts_take_a_constant_number_of_statements(desk: Desk) -> None:
    desk.submitted()
    everybody = statements(desk, lambda: collected(desk, desk.coordinator.email))
    counted = []
    for times in (1, 3):
        for _time in range(times):
            desk.victim()
            desk.submitted()
            sues(desk, REFERRED)
            protected(desk, "granted", REFERRED)
        counted.append(statements(desk, lambda: collected(desk, desk.coordinator.email)))

    assert counted[0] == counted[1]
    assert everybody <= counted[0]  # who changed since is looked up besides


def test_two_countries_in_one_copy_stay_apart(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    Desk(make, client_as, make.lawyer(office=make.office(country="ME")))

    assert [fact.country for fact in collected(desk, desk.coordinator.email, countries=["ME"])] == ["ME"]
    assert len({fact.organisation for fact in collected(desk, desk.coordinator.email, countries=["RS", "ME"])}) == 1


def test_the_statements_of_an_empty_desk_find_nobody(app: Flask, make: Any) -> None:
    analyst = make.analyst()

    with app.app_context():
        found = facts.collect(
            make.actor(analyst), countries=["RS"], first_year=2020, last_year=YEAR,
            closed=Closed(date(YEAR, 12, 31), CLOSED), months=(FOLLOWED,), draft_id=uuid4(),
        )  # fmt: skip

    assert found == []
