"""What is said of a claim is written once: the lane and the claim both have it, and what else changes is shown before."""

import io
import re
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from agreeing import mark_entered_in_error
from at_once import at_once
from claiming import YEAR, Desk
from lawyering import said, text
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core.clock import today
from stepping import outside, path_of
from written_once import DECIDED, FILED, SERVED, claim, take


@pytest.fixture
def lane(desk: Desk) -> str:
    """The path of the lane of the property claim."""
    return path_of(desk.app, desk.case_id, "property_claim")


def events(desk: Desk, family: str = "property_claim") -> list[Any]:
    wanted = select(Move.event).join(Proceeding, Proceeding.id == Move.proceeding_id)
    return desk.rows(wanted.where(Proceeding.family == family).order_by(Move.seq))


def ours(desk: Desk, *, is_open: bool = False) -> list[Any]:
    wanted = select(Deadline.act_by).where(Deadline.side == "ours", Deadline.event == "claim_appealed")
    return desk.rows(wanted.where(Deadline.lapsed_on.is_(None), Deadline.met_on.is_(None)) if is_open else wanted)


def test_a_step_of_the_lane_is_written_on_the_claim_with_its_amount_and_its_end(desk: Desk, lane: str) -> None:
    claim_id = desk.approved()
    asked = text(desk.lawyer.get(f"{lane}/moves/new"))
    on_it = {f"claim-{claim_id}": "y", f"meant-{claim_id}": "y"}

    filed = take(desk, lane, "filed", FILED, **on_it)
    take(desk, lane, "quantified", FILED)
    bare = take(desk, lane, "granted_part", DECIDED, **on_it)
    decided = take(desk, lane, "granted_part", DECIDED, **on_it, **{f"amount-{claim_id}": "500,000"}, served_on=SERVED)
    final = take(desk, lane, "became_final", f"20. 5. {YEAR}.", **on_it)

    assert "Record it on the claim of" in asked
    assert [one.status_code for one in (filed, bare, decided, final)] == [303, 422, 303, 303]
    assert "Write the amount that was awarded." in text(bare)
    assert claim(desk, claim_id).filed_on == date(YEAR, 3, 2)
    assert [(one.outcome, one.is_final) for one in desk.rows(select(CourtDecision))] == [("awarded_part", True)]
    assert desk.rows(select(AppealOutcome.what)) == ["no_appeal"]
    assert "Final" in desk.page(claim_id)


def test_what_is_unticked_stays_in_the_lane_alone(desk: Desk, lane: str) -> None:
    claim_id = desk.approved()

    assert take(desk, lane, "filed", FILED).status_code == 303
    assert (events(desk), claim(desk, claim_id).filed_on) == (["filed"], None)


def test_who_may_not_file_is_told_before_a_step_says_filed_who_records_it_on_the_claim(desk: Desk, lane: str) -> None:
    claim_id = desk.approved()

    shown = desk.coordinator.post(f"{lane}/moves", {"event": "filed", "on": FILED, "seq": "0", "again": "effects"})
    hers = take(desk, lane, "filed", FILED, again="effects")

    assert (shown.status_code, hers.status_code) == (422, 422)
    assert "the claim does not yet: the lawyer of the case records it there" in text(shown)
    assert "the claim does not yet" in text(hers)
    assert "the lawyer of the case records it there" not in text(hers)
    assert "The lawyer of the case records the filing." in text(desk.coordinator.get(f"/claims/{claim_id}"))
    assert "The lawyer of the case records the filing." not in text(desk.lawyer.get(f"/claims/{claim_id}"))


def test_a_filing_nobody_had_approved_asks_why_also_from_the_lane(desk: Desk, lane: str) -> None:
    claim_id = desk.draft()

    asked = take(desk, lane, "filed", FILED, **{f"claim-{claim_id}": "y"})
    said = take(desk, lane, "filed", FILED, **{f"claim-{claim_id}": "y", f"unreviewed-{claim_id}": "period_ending"})

    assert (asked.status_code, said.status_code) == (422, 303)
    assert "No coordinator has approved it" in text(asked)
    assert (claim(desk, claim_id).state, claim(desk, claim_id).unreviewed_because) == ("submitted", "period_ending")


def test_what_is_recorded_on_a_claim_takes_its_steps_and_starts_the_periods(desk: Desk) -> None:
    claim_id = desk.approved()
    page = text(desk.lawyer.get(f"/claims/{claim_id}/filings"))
    told = {"on": DECIDED, "instance": "first", "outcome": "awarded_part", "amount": "500,000", "lane": "y"}

    filed = desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"})
    decided = desk.lawyer.post(f"/claims/{claim_id}/decisions", told | {"served_on": SERVED})

    assert "Record it in the proceedings as well" in page
    assert (filed.status_code, decided.status_code) == (303, 303)
    assert events(desk) == ["filed", "quantified", "granted_part"]
    assert ours(desk) == [date(YEAR, 5, 25)]  # fifteen days (ZKP 432) from the 8th end on Saturday the 23rd
    assert "not recorded as a step yet" not in text(desk.lawyer.get(f"/claims/{claim_id}"))
    (decision,) = desk.rows(select(CourtDecision.id))
    turn = {"what": "no_appeal", "on": f"1. 6. {YEAR}.", "version": "0", "lane": "y"}
    assert desk.lawyer.post(f"/decisions/{decision}/turns", turn).status_code == 303
    assert events(desk)[-1] == "became_final"


def test_advice_is_a_step_and_the_step_is_advice(desk: Desk, lane: str) -> None:
    claim_id = desk.draft()
    seen = desk.seen(claim_id)
    terms = {"with_terms": "y", "is_quantified": "y", "advised_on": FILED, "is_step": "y", **seen}

    assert desk.lawyer.post(f"/claims/{claim_id}/terms", terms).status_code == 303
    assert events(desk) == ["advised"]

    other = desk.draft(victim=str(desk.victim(given_name="Druga")))
    mark_entered_in_error(desk.lawyer, lane, 1, back=[])
    assert take(desk, lane, "advised", DECIDED, **{f"claim-{other}": "y"}).status_code == 303
    assert (claim(desk, other).advised_on, claim(desk, claim_id).advised_on) == (date(YEAR, 5, 4), date(YEAR, 3, 2))


def test_what_else_changes_is_shown_and_nothing_is_kept(desk: Desk, lane: str) -> None:
    claim_id = desk.approved()
    on_it = {f"claim-{claim_id}": "y", f"meant-{claim_id}": "y"}

    shown = take(desk, lane, "filed", FILED, **on_it, again="effects")
    from_claim = desk.lawyer.post(
        f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y", "again": "effects"}
    )

    for page in (text(shown), text(from_claim)):
        assert "What this changes" in page
        assert "filed on" in page
        assert "Nothing is saved yet." in page
    assert (shown.status_code, from_claim.status_code) == (422, 422)
    assert (events(desk), claim(desk, claim_id).filed_on) == ([], None)


def test_a_criminal_judgment_says_what_it_said_of_the_claim_and_ends_the_calendar(desk: Desk) -> None:
    claim_id, criminal = desk.approved(), path_of(desk.app, desk.case_id, "criminal")
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": FILED, "early": "y", "lane": "y"})
    outside(desk.lawyer, criminal, "main_hearing", 0)
    planned = {"proceeding": criminal.rsplit("/", 1)[1], "kind": "main_hearing", "on": "3. 12. 2027.", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/hearings", planned).status_code == 303
    (hearing,) = desk.rows(select(Hearing.id))
    page = text(desk.lawyer.get(f"{criminal}/moves/new"))
    said = {"of_claim": "referred", f"claim-{claim_id}": "y", "hearings": str(hearing), "outcome": "convicted"}

    adjournments = take(desk, criminal, "adjourned", f"10. 4. {YEAR}.", hearings=str(hearing))
    sentencing = planned | {"kind": "sentencing", "on": "6. 12. 2027."}  # by a colleague, after the page was made
    assert desk.lawyer.post(f"/cases/{desk.case_id}/hearings", sentencing).status_code == 303
    judged = take(desk, criminal, "judgment_pronounced", DECIDED, served_on=SERVED, **said)

    assert "What the judgment means for the property claim" in page
    assert "Cancel the hearings that are scheduled" in page
    assert (adjournments.status_code, judged.status_code) == (303, 303)
    assert events(desk) == ["filed", "quantified", "referred"] or events(desk) == ["filed", "referred"]
    assert desk.rows(select(CourtDecision.outcome)) == ["referred"]
    assert desk.rows(select(Hearing.state).order_by(Hearing.on)) == ["cancelled", "scheduled"]
    assert len(ours(desk)) == 1

    shown = text(desk.lawyer.post(f"{criminal}/striking", {"seq": "3"}))
    assert all(one in shown for one in ("Referred to civil", "Claim of", "Main hearing", "Appeal (Ours)"))
    assert desk.state(claim_id) == "decided"  # nothing is taken back before it was seen
    assert mark_entered_in_error(desk.lawyer, criminal, 3).status_code == 303

    standing = select(Move.event).join(Proceeding, Proceeding.id == Move.proceeding_id)
    standing = standing.where(Proceeding.family == "property_claim", Move.stands()).order_by(Move.seq)
    assert desk.rows(standing) in (["filed", "quantified"], ["filed"])
    assert [one is None for one in desk.rows(select(CourtDecision.entered_in_error_at))] == [False]
    assert desk.state(claim_id) == "approved"
    assert desk.rows(select(Hearing.state)) == ["scheduled", "scheduled"]
    assert "What the judgment means for the property claim" in text(desk.lawyer.get(f"{criminal}/moves/new"))
    again = take(desk, criminal, "judgment_pronounced", DECIDED, **said)
    kept = mark_entered_in_error(desk.lawyer, criminal, 4, back=[])
    assert (again.status_code, kept.status_code) == (303, 303)
    assert desk.state(claim_id) == "decided"


def test_a_step_on_the_way_to_another_has_no_day_and_no_court_is_told_of_it(desk: Desk, lane: str) -> None:
    claim_id, criminal = desk.approved(), path_of(desk.app, desk.case_id, "criminal")
    outside(desk.lawyer, criminal, "main_hearing", 0)
    assert take(desk, lane, "advised", FILED).status_code == 303
    said = {"of_claim": "referred", "outcome": "convicted"}

    shown = text(take(desk, criminal, "judgment_pronounced", DECIDED, **said, again="effects"))
    assert take(desk, criminal, "judgment_pronounced", DECIDED, **said).status_code == 303

    assert re.search(r"Property claim filed</strong>:\s+new:\s+its day is not known", shown)
    steps = select(Move.event).join(Proceeding, Proceeding.id == Move.proceeding_id).where(Move.is_found)
    assert "filed" in desk.rows(steps.where(Proceeding.family == "property_claim"))
    assert re.search(r"not known</span>\s*<div>\s*<strong>Property claim filed", text(desk.lawyer.get(lane)))
    paper = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(desk.lawyer.get(f"{lane}/chronology.pdf").data)).pages
    )
    assert paper.replace("\u00a0", " ").count(DECIDED) == 1
    assert claim(desk, claim_id).filed_on is None


@pytest.mark.both_databases
def test_two_who_write_from_both_sides_at_once_write_once(desk: Desk, lane: str, client_as: Any) -> None:
    claim_id, colleague = desk.approved(), desk.second_lawyer(client_as)
    from_lane = {"event": "filed", "on": FILED, "seq": "0", f"claim-{claim_id}": "y", f"meant-{claim_id}": "y"}
    from_claim = {"on": FILED, "early": "y", "lane": "y"}

    codes = at_once(
        lambda: desk.lawyer.post(f"{lane}/moves", from_lane),
        lambda: colleague.post(f"/claims/{claim_id}/filings", from_claim),
    )

    assert codes[0] == 303
    assert codes[1] in {409, 422}
    assert events(desk) == ["filed"]
    assert claim(desk, claim_id).filed_on == date(YEAR, 3, 2)


def test_another_lawyers_claim_is_not_written_from_a_lane_of_hers(
    desk: Desk, make: Any, client_as: Any, lane: str
) -> None:
    other = Desk(make, client_as)
    foreign = other.approved()

    answer = take(desk, lane, "filed", FILED, **{f"claim-{foreign}": "y"})

    assert answer.status_code == 303
    assert claim(other, foreign).filed_on is None


@pytest.mark.parametrize(("outcome", "amount"), [("awarded_part", "500,000"), ("referred", "")])
def test_a_first_decision_is_final_at_once_only_where_appeal_was_waived_and_then_no_period_of_appeal_runs(
    desk: Desk, outcome: str, amount: str
) -> None:
    claim_id = desk.approved()
    day = said(today())
    told = {"on": day, "instance": "first", "outcome": outcome, "amount": amount, "is_final": "y", "lane": "y"}

    asked = desk.lawyer.post(f"/claims/{claim_id}/decisions", told | {"served_on": day})
    meant = desk.lawyer.post(f"/claims/{claim_id}/decisions", told | {"served_on": day, "waived": "y"})

    assert (asked.status_code, meant.status_code) == (422, 303)
    assert "All who may appeal have waived the appeal" in text(asked)
    assert "All who may appeal" not in text(desk.lawyer.get(f"/claims/{claim_id}/decisions"))
    assert ours(desk) != []
    assert ours(desk, is_open=True) == []
    assert "Appeal on the property claim" not in text(desk.lawyer.get(f"/claims/{claim_id}"))


def test_while_the_decision_on_another_claim_is_not_final_the_period_of_appeal_runs_on(desk: Desk) -> None:
    first = desk.approved()
    desk.victim_id = desk.victim()
    desk.approved()
    told = {"on": said(today()), "instance": "first", "outcome": "awarded_part", "amount": "500,000", "is_final": "y"}

    answer = desk.lawyer.post(
        f"/claims/{first}/decisions", told | {"lane": "y", "waived": "y", "served_on": said(today())}
    )

    assert answer.status_code == 303
    assert len(ours(desk, is_open=True)) == 1
