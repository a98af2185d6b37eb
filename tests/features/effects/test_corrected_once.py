"""A day that was wrong is corrected in the lane and on the claim, and what came later stays."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from agreeing import agreed
from claiming import YEAR, Desk
from lawyering import text
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.facts import queries as histories
from litigation_app.casework.facts.queries import Closed
from litigation_app.casework.proceedings.models import Deadline, Move
from litigation_app.core.clock import now
from stepping import outside, path_of
from written_once import DECIDED, FILED, SERVED, claim, take


@pytest.fixture
def lane(desk: Desk) -> str:
    """The path of the lane of the property claim."""
    return path_of(desk.app, desk.case_id, "property_claim")


def test_the_day_of_one_judgment_is_corrected_in_both_lanes(desk: Desk) -> None:
    claim_id, criminal = desk.approved(), path_of(desk.app, desk.case_id, "criminal")
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"})
    outside(desk.lawyer, criminal, "main_hearing", 0)
    take(desk, criminal, "judgment_pronounced", DECIDED, served_on=SERVED, of_claim="referred")
    judged = select(Move.id).where(Move.to_stage == "first_instance_judgment")
    (step,), (filed,) = desk.rows(judged), desk.rows(select(Move.id).where(Move.event == "filed"))
    said = {"on": DECIDED, "served_on": f"6. 5. {YEAR}.", "why": "mistyped", "seq": "0", "also_there": "y"}

    shown = text(desk.lawyer.post(f"/steps/{step}/corrections", said))
    seen = shown.split('name="seen"')[1].split('value="')[1].split('"')[0]
    both = desk.lawyer.post(f"/steps/{step}/corrections", said | {"seen": seen})
    of_claim = {"on": f"3. 3. {YEAR}.", "why": "mistyped", "seq": "0", "also_there": "y"}
    moved = desk.lawyer.post(f"/steps/{filed}/corrections", of_claim)
    seen = text(moved).split('name="seen"')[1].split('value="')[1].split('"')[0]
    again = desk.lawyer.post(
        f"/steps/{filed}/corrections", of_claim | {"seen": seen, "unauthorised": "", "confirmed": "y"}
    )

    assert "Appeal on the property claim (Ours)" in shown
    assert (both.status_code, again.status_code) == (303, 303)
    assert set(desk.rows(select(Move.served_on).where(Move.served_on.is_not(None)))) == {date(YEAR, 5, 6)}
    assert claim(desk, claim_id).filed_on == date(YEAR, 3, 3)


def correct(person: Any, move_id: UUID, said: dict[str, str]) -> Any:
    """Correct a step, and agree to what else the page says it changes."""
    said = {"why": "mistyped", "seq": "0", "also_there": "y", "confirmed": "y", **said}
    return agreed(person, f"/steps/{move_id}/corrections", said)


def test_another_day_of_a_quashing_leaves_the_later_award_and_what_was_published(desk: Desk, lane: str) -> None:
    claim_id = desk.approved()
    told = {"on": DECIDED, "instance": "first", "outcome": "awarded_part", "amount": "500,000"}
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"})
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", told | {"lane": "y"}).status_code == 303
    published = [as_published(desk)]
    assert take(desk, lane, "quashed_on_appeal", f"1. 6. {YEAR}.").status_code == 303
    published.append(as_published(desk))
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", told | {"on": f"1. 7. {YEAR}."}).status_code == 303
    (quashing,) = desk.rows(select(Move.id).where(Move.event == "quashed_on_appeal"))

    assert correct(desk.lawyer, quashing, {"on": f"2. 6. {YEAR}."}).status_code == 303

    stands = desk.rows(select(CourtDecision.quashed_on).order_by(CourtDecision.on))
    assert stands == [date(YEAR, 6, 2), None]
    assert desk.state(claim_id) == "decided"
    for closed, said in published:
        assert as_published(desk, closed) == (closed, said)
    assert published[0][1] != published[1][1]


def as_published(desk: Desk, closed: Closed | None = None) -> tuple[Closed, Any]:
    """What a publication that is closed now reads of the claims."""
    closed = closed or Closed(date(YEAR + 1, 12, 31), now())
    with desk.app.app_context():
        return closed, histories._claims(["RS"], closed, {})


def test_whoever_may_not_draft_a_claim_corrects_the_step_alone(desk: Desk, client_as: Any) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"})
    (filed,) = desk.rows(select(Move.id).where(Move.event == "filed"))
    assert "Claim of" in text(desk.lawyer.get(f"/steps/{filed}/corrections/new"))

    assert "Claim of" not in text(desk.coordinator.get(f"/steps/{filed}/corrections/new"))
    assert correct(desk.coordinator, filed, {"on": f"3. 3. {YEAR}."}).status_code == 303

    assert desk.rows(select(Move.on).where(Move.id == filed)) == [date(YEAR, 3, 3)]
    assert claim(desk, claim_id).filed_on == date(YEAR, 3, 2)


def test_a_day_of_finality_that_becomes_known_starts_the_reminder_to_sue(desk: Desk, lane: str) -> None:
    criminal = path_of(desk.app, desk.case_id, "criminal")
    outside(desk.lawyer, lane, "referred_to_civil", 0, on=date(YEAR, 3, 4))
    outside(desk.lawyer, criminal, "final_judgment", 0, on=date(YEAR, 3, 4), is_found="y")
    reminder = select(Deadline.served_on).where(Deadline.event == "sued")
    (final,) = desk.rows(select(Move.id).where(Move.to_stage == "final_judgment"))
    closed = Closed(date(YEAR, 12, 31), now())
    with desk.app.app_context():
        before = histories._stages(["RS"], closed)
    assert desk.rows(reminder) == [None]

    same = correct(desk.lawyer, final, {"on": f"4. 3. {YEAR}."})
    known = correct(desk.lawyer, final, {"on": f"4. 3. {YEAR}.", "is_known": "y"})

    assert (same.status_code, known.status_code) == (422, 303)
    assert desk.rows(reminder) == [date(YEAR, 3, 4)]
    with desk.app.app_context():
        assert histories._stages(["RS"], closed) == before
