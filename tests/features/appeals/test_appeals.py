"""A decision is appealed, upheld, changed or quashed, and becomes final; no period is reckoned from it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from at_once import at_once
from awarding import LINES, decided
from claiming import ROWS, Desk, plain
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.ledger import LedgerEntry


@pytest.fixture
def first(desk: Desk) -> UUID:
    """A decision of the first instance, broken down, that is not final."""
    found = decided(desk, desk.approved(), instance="first", is_final="")
    assert desk.lawyer.post(f"/decisions/{found}/lines", LINES).status_code == 303
    return found


def appeal_outcome(who: Any, decision: UUID, what: str, on: str, version: int, **other: str) -> Any:
    return who.post(f"/decisions/{decision}/turns", {"what": what, "on": on, "version": str(version), **other})


def appeal(desk: Desk, decision: UUID, side: str = "defendant") -> None:
    version = len(desk.rows(select(AppealOutcome.id)))
    assert appeal_outcome(desk.lawyer, decision, "appealed", "1. 4. 2014.", version, side=side).status_code == 303


def last(desk: Desk) -> UUID:
    return UUID(str(desk.rows(select(AppealOutcome.id).order_by(AppealOutcome.recorded_at.desc()).limit(1))[0]))


def mark_entered_in_error(who: Any, what: str, id_: UUID) -> Any:
    return who.post(f"/{what}/{id_}/striking", {"why": "mistyped"})


def shown(desk: Desk, decision: UUID) -> str:
    claim_id = desk.rows(select(CourtDecision.claim_id).where(CourtDecision.id == decision))[0]
    return plain(desk.page(claim_id))


def badges(page: str) -> str:
    return page.split("</h1>")[1].split("Route", maxsplit=1)[0]


def row(desk: Desk, decision: UUID, column: Any) -> Any:
    return desk.rows(select(column).where(CourtDecision.id == decision))[0]


def test_an_appeal_is_marked_with_who_and_when_and_starts_no_period(desk: Desk, first: UUID) -> None:
    before = desk.rows(select(func.count(Deadline.id)))
    asked = plain(desk.lawyer.get(f"/decisions/{first}/turns/new").get_data(as_text=True))
    assert "Final: nobody appealed" in asked
    assert "Quashed on appeal" not in asked

    appeal(desk, first)

    page = shown(desk, first)
    assert "Appealed" in badges(page)
    assert "An appeal was lodged: The accused or defendant" in page
    assert desk.rows(select(func.count(Deadline.id))) == before
    assert desk.rows(select(LedgerEntry.act).where(LedgerEntry.act == "record_turn")) == ["record_turn"]


@pytest.mark.parametrize(("what", "side"), [("upheld", ""), ("dismissed", ""), ("withdrawn", "defendant")])
def test_what_ends_the_appeal_makes_the_decision_final(desk: Desk, first: UUID, what: str, side: str) -> None:
    appeal(desk, first)

    assert appeal_outcome(desk.lawyer, first, what, "1. 9. 2014.", 1, side=side).status_code == 303

    assert row(desk, first, CourtDecision.is_final) is True
    assert row(desk, first, CourtDecision.final_on) == date(2014, 9, 1)
    assert "Final" in badges(shown(desk, first))
    assert "1,000,000.00 RSD" in plain(desk.coordinator.get("/portfolio/").get_data(as_text=True))
    assert f"/decisions/{first}/turns" not in shown(desk, first)


def test_nobody_appealed_and_it_is_final(desk: Desk, first: UUID) -> None:
    assert appeal_outcome(desk.lawyer, first, "no_appeal", "5. 5. 2014.", 0).status_code == 303

    assert row(desk, first, CourtDecision.final_on) == date(2014, 5, 5)


def test_what_is_changed_on_appeal_is_a_decision_of_its_own(desk: Desk, first: UUID) -> None:
    appeal(desk, first)
    said = {"outcome": "awarded_part", "amount": "600,000", "is_final": "y"}

    assert appeal_outcome(desk.lawyer, first, "changed", "1. 9. 2014.", 1, **said).status_code == 303

    later = desk.rows(select(AppealOutcome.next_id).where(AppealOutcome.what == "changed"))[0]
    assert (row(desk, later, CourtDecision.instance), row(desk, later, CourtDecision.is_final)) == ("final", True)
    assert "600,000.00 RSD" in plain(desk.coordinator.get("/portfolio/").get_data(as_text=True))
    refused = mark_entered_in_error(desk.lawyer, "decisions", first)
    assert refused.status_code == 409
    assert "Mark the last thing as entered in error first." in refused.get_data(as_text=True)
    assert mark_entered_in_error(desk.lawyer, "turns", last(desk)).status_code == 409
    assert mark_entered_in_error(desk.lawyer, "decisions", later).status_code == 303
    assert "Appealed" in badges(shown(desk, first))
    assert appeal_outcome(desk.lawyer, first, "upheld", "1. 9. 2014.", 3).status_code == 303


def test_a_changed_decision_says_to_what_and_asks_about_more_than_was_claimed(desk: Desk, first: UUID) -> None:
    appeal(desk, first)
    silent = appeal_outcome(desk.lawyer, first, "changed", "1. 9. 2014.", 1)
    more = {"outcome": "awarded_full", "amount": "9,999,999"}

    asked = appeal_outcome(desk.lawyer, first, "changed", "1. 9. 2014.", 1, **more)

    assert "Say what the court decided instead." in silent.get_data(as_text=True)
    assert (silent.status_code, asked.status_code) == (422, 422)
    assert 'value="9,999,999"' in asked.get_data(as_text=True)
    assert appeal_outcome(desk.lawyer, first, "changed", "1. 9. 2014.", 1, **more, more="y").status_code == 303


def test_what_is_quashed_opens_the_claim_again_and_the_quashing_can_be_a_mistake(desk: Desk, first: UUID) -> None:
    appeal(desk, first)
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]

    assert appeal_outcome(desk.lawyer, first, "quashed", "1. 9. 2014.", 1).status_code == 303

    assert desk.state(claim_id) == "approved"
    assert desk.lawyer.get(f"/claims/{claim_id}/edit").status_code == 200
    assert "Nothing is decided yet" in desk.lawyer.get(f"/claims/{claim_id}/account").get_data(as_text=True)
    assert mark_entered_in_error(desk.lawyer, "turns", last(desk)).status_code == 303
    assert desk.state(claim_id) == "decided"
    assert "Appealed" in badges(shown(desk, first))


@pytest.mark.parametrize(
    ("what", "other", "word"),
    [
        ("upheld", {}, "Not a valid choice"),
        ("appealed", {}, "Say who appealed"),
        ("appealed", {"side": "nobody"}, "Not a valid choice"),
        ("appealed", {"side": "victim", "on": "1. 1. 2014."}, "before the decision"),
        ("", {}, ""),
    ],
)
def test_what_contradicts_itself_is_said_in_words(
    desk: Desk, first: UUID, what: str, other: dict[str, str], word: str
) -> None:
    said = {"on": "1. 4. 2014.", **other}

    answer = appeal_outcome(desk.lawyer, first, what, said.pop("on"), 0, **said)

    assert answer.status_code == 422
    assert desk.rows(select(AppealOutcome.id)) == []
    assert word in answer.get_data(as_text=True) or word == "Not a valid choice"


def test_what_waits_for_review_still_waits_when_a_quashing_was_a_mistake(desk: Desk, first: UUID) -> None:
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]
    appeal(desk, first)
    assert appeal_outcome(desk.lawyer, first, "quashed", "1. 9. 2014.", 1).status_code == 303
    changed = {**ROWS, "parts-0-amount": "5,000,000", **desk.seen(claim_id)}
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", changed).status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303

    assert mark_entered_in_error(desk.lawyer, "turns", last(desk)).status_code == 303

    assert desk.state(claim_id) == "decided"
    assert f"/claims/{claim_id}" in desk.coordinator.get("/claims/").get_data(as_text=True)


@pytest.mark.parametrize(("basis", "is_reminded"), [("court", False), ("agreement", True)])
def test_nobody_is_reminded_of_what_a_court_ordered_and_the_next_one_rejected(
    desk: Desk, first: UUID, basis: str, is_reminded: bool
) -> None:
    claim_id = desk.rows(select(CourtDecision.claim_id))[0]
    plan = {"basis": basis, "on": "1. 4. 2014.", "months": "1", "version": "0", "number": "2", "each": "100,000"}
    answer = desk.lawyer.post(f"/claims/{claim_id}/instalments", plan | {"first": "1. 5. 2014."})
    assert answer.status_code == 303
    appeal(desk, first)
    assert f"/claims/{claim_id}/account" in desk.lawyer.get("/reminders").get_data(as_text=True)

    rejected = appeal_outcome(desk.lawyer, first, "changed", "1. 9. 2014.", 1, outcome="rejected", is_final="y")

    assert rejected.status_code == 303
    seen = desk.lawyer.get("/reminders").get_data(as_text=True)
    assert (f"/claims/{claim_id}/account" in seen) is is_reminded
    account = desk.lawyer.get(f"/claims/{claim_id}/account").get_data(as_text=True)
    assert ("Nothing of it is to come any more" in account) is not is_reminded
    assert ("days late" in account) is is_reminded


@pytest.mark.parametrize("version", ["0", "", "²", "9" * 400])
def test_a_form_that_is_late_is_answered_in_words(desk: Desk, first: UUID, version: str) -> None:
    appeal(desk, first)

    late = desk.lawyer.post(f"/decisions/{first}/turns", {"what": "no_appeal", "on": "1. 5. 2014.", "version": version})

    assert late.status_code == 409
    assert "somebody recorded something meanwhile" in late.get_data(as_text=True)


def test_two_who_record_at_once_give_one_outcome(desk: Desk, first: UUID, client_as: Callable[[str], Any]) -> None:
    second = desk.second_lawyer(client_as)

    codes = at_once(
        lambda: appeal_outcome(desk.lawyer, first, "no_appeal", "1. 5. 2014.", 0),
        lambda: appeal_outcome(second, first, "appealed", "1. 5. 2014.", 0, side="victim"),
    )

    assert codes == [303, 409]
    assert len(desk.rows(select(AppealOutcome.id))) == 1


def test_of_another_lawyers_case_it_answers_as_if_missing(
    desk: Desk, first: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    appeal(desk, first)
    other = client_as(make.lawyer(office=make.office(name="Elsewhere")))

    for decision in (first, uuid4()):
        assert other.get(f"/decisions/{decision}/turns/new").status_code == 404
        assert appeal_outcome(other, decision, "upheld", "1. 9. 2014.", 1).status_code == 404
    for id_ in (last(desk), uuid4()):
        assert mark_entered_in_error(other, "turns", id_).status_code == 404
