"""What one act wrote on several is corrected and taken back together, and nothing that only looks like it."""

import re
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from agreeing import agreed, mark_entered_in_error
from claiming import YEAR, Desk
from fenced import as_in_a_request
from lawyering import text
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.facts import facts
from litigation_app.casework.facts.queries import Closed
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core.clock import now
from stepping import outside, path_of

FILED, DECIDED, FINAL = f"2. 3. {YEAR}.", f"4. 5. {YEAR}.", f"1. 6. {YEAR}."


@pytest.fixture
def criminal(desk: Desk) -> str:
    """The path of the trial, which stands at its main hearing."""
    path = path_of(desk.app, desk.case_id, "criminal")
    assert outside(desk.lawyer, path, "main_hearing", 0, on=date(YEAR, 1, 15)).status_code == 303
    return path


def take(desk: Desk, path: str, event: str, on: str, **more: Any) -> Any:
    one = UUID(path.rsplit("/", 1)[1])
    seq = max(desk.rows(select(Move.seq).where(Move.proceeding_id == one, Move.stands())), default=0)
    return desk.lawyer.post(f"{path}/moves", {"event": event, "on": on, "seq": str(seq), **more})


def correct(desk: Desk, event: str, family: str = "criminal", **said: str) -> Any:
    wanted = select(Move).join(Proceeding, Proceeding.id == Move.proceeding_id).where(Proceeding.family == family)
    (move,) = desk.rows(wanted.where(Move.event == event, Move.stands()))
    stood = {
        "on": f"{move.on:%d.%m.%Y}",
        "outcome": move.outcome or "",
        "why": "mistyped",
        "seq": "0",
        "confirmed": "y",
    }
    return agreed(desk.lawyer, f"/steps/{move.id}/corrections", stood | {"also_there": "y"} | said)


def judged(desk: Desk, criminal: str) -> UUID:
    """A judgment that grants the claim in part, and became final: both written on the claim."""
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"}).status_code == 303
    on_it = {f"claim-{claim_id}": "y", f"amount-{claim_id}": "500,000"}
    said = {"outcome": "convicted", "of_claim": "granted_part"} | on_it
    assert take(desk, criminal, "judgment_pronounced", DECIDED, **said).status_code == 303
    final = {"of_claim": "became_final", f"claim-{claim_id}": "y"}
    assert take(desk, criminal, "no_appeal_lodged", FINAL, **final).status_code == 303
    return claim_id


def as_counted(desk: Desk, closed: Closed) -> Any:
    """What an analyst's publication of this closing day counts of the one person whom the desk has, a year after she came."""
    analyst = desk.make.actor(desk.make.analyst())
    wish = {"countries": ["RS"], "first_year": YEAR, "last_year": YEAR, "months": (12,), "draft_id": uuid4()}
    (fact,) = as_in_a_request(desk.app, partial(facts.collect, analyst, closed=closed, **wish), analyst)
    return fact.at[12]


@pytest.mark.both_databases
def test_days_of_a_judgment_move_on_the_claim_too_and_a_closed_year_counts_what_stood_there(
    desk: Desk, criminal: str
) -> None:
    claim_id = judged(desk, criminal)
    closed = Closed(date(YEAR + 1, 12, 31), now())
    before = as_counted(desk, closed)

    moved = [correct(desk, "judgment_pronounced", on=f"5. 5. {YEAR}.", outcome="acquitted")]
    moved.append(correct(desk, "no_appeal_lodged", on=f"9. 6. {YEAR}."))

    assert [one.status_code for one in moved] == [303, 303]
    (decision,) = desk.rows(select(CourtDecision))
    assert (decision.on, decision.final_on) == (date(YEAR, 5, 5), date(YEAR, 6, 9))
    assert desk.rows(select(AppealOutcome.on)) == [date(YEAR, 6, 9)]
    lane = select(Move.on).join(Proceeding, Proceeding.id == Move.proceeding_id)
    assert desk.rows(lane.where(Proceeding.family == "property_claim").order_by(Move.seq))[-2:] == [
        date(YEAR, 5, 5),
        date(YEAR, 6, 9),
    ]
    assert "4. 5." in text(desk.lawyer.get(f"/claims/{claim_id}")).split("Corrected days")[-1]
    assert as_counted(desk, closed) == before
    assert (before.criminal, before.progress.claim, before.progress.outcome) == ("convicted", "awarded", "awarded_part")
    assert before.progress.claimed_eur is not None
    after = as_counted(desk, Closed(date(YEAR + 1, 12, 31), now()))
    assert (after.criminal, after.progress.claimed_eur) == ("judged", before.progress.claimed_eur)


def test_a_day_that_does_not_fit_what_followed_is_refused_until_the_claim_is_left_out(
    desk: Desk, criminal: str
) -> None:
    judged(desk, criminal)

    late = correct(desk, "judgment_pronounced", on=f"2. 6. {YEAR}.")
    apart = correct(desk, "judgment_pronounced", on=f"2. 6. {YEAR}.", also_there="")

    assert (late.status_code, apart.status_code) == (422, 303)
    assert "not between those recorded of the claim" in text(late)
    assert desk.rows(select(CourtDecision.on)) == [date(YEAR, 5, 4)]


def test_finality_is_taken_back_and_the_decision_stands_as_before(desk: Desk, criminal: str) -> None:
    judged(desk, criminal)

    assert mark_entered_in_error(desk.lawyer, criminal, 3).status_code == 303

    assert desk.rows(select(CourtDecision.is_final)) == [False]
    stays = text(desk.lawyer.post(f"{criminal}/striking", {"seq": "2"}))
    assert "Awarded in part" in stays


def test_what_only_says_the_same_day_is_no_twin(desk: Desk, criminal: str) -> None:
    lane = path_of(desk.app, desk.case_id, "property_claim")
    outside(desk.lawyer, lane, "claim_filed", 0, on=date(YEAR, 3, 4))
    assert take(desk, lane, "withdrawn", DECIDED).status_code == 303
    take(desk, criminal, "judgment_pronounced", DECIDED, outcome="convicted")
    (ours,) = desk.rows(select(Deadline).where(Deadline.event == "appealed_by_victim"))
    said = {"served_on": f"8. 5. {YEAR}.", "row_version": str(ours.row_version), "of_step": "y"}

    assert desk.lawyer.post(f"/deadlines/{ours.id}/service", said).status_code == 303

    served = {one.event: one.served_on for one in desk.rows(select(Move)) if one.event}
    assert served == {"withdrawn": None, "judgment_pronounced": date(YEAR, 5, 8)}


def test_a_claim_that_cannot_take_the_step_is_left_as_it_is(desk: Desk) -> None:
    lane, claim_id = path_of(desk.app, desk.case_id, "property_claim"), desk.approved()
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y"}).status_code == 303
    assert f'name="claim-{claim_id}"' in text(desk.lawyer.get(f"{lane}/moves/new"))  # she may have been advised

    answer = take(desk, lane, "filed", FILED, **{f"claim-{claim_id}": "y"})

    assert answer.status_code == 303


def test_advice_on_a_civil_claim_is_no_step_and_a_later_change_records_none(desk: Desk) -> None:
    civil, other = desk.draft(route="civil_suit"), desk.draft()
    terms = {"with_terms": "y", "is_quantified": "y", "advised_on": FILED}
    step = 'name="is_step"'

    offered = [step in text(desk.lawyer.get(f"/claims/{one}/terms")) for one in (civil, other)]
    assert desk.lawyer.post(f"/claims/{other}/terms", terms | desk.seen(other)).status_code == 303

    assert offered == [False, True]
    again = text(desk.lawyer.get(f"/claims/{other}/terms"))
    assert step in again
    assert not re.search(rf"<input checked[^>]*{step}", again)


def test_a_decision_before_any_judgment_asks_once(desk: Desk, criminal: str) -> None:
    claim_id = desk.approved()
    said = {"on": DECIDED, "instance": "first", "outcome": "awarded_part", "amount": "500,000"}

    asked = desk.lawyer.post(f"/claims/{claim_id}/decisions", said)
    meant = desk.lawyer.post(f"/claims/{claim_id}/decisions", said | {"unjudged": "y"})

    assert (asked.status_code, meant.status_code) == (422, 303)
    assert "No judgment of the trial is recorded" in text(asked)
