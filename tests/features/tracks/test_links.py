"""Proceedings that brought others about, that were joined, severed, or entered late."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from agreeing import mark_entered_in_error
from lawyering import rows
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.appeals.models import AppealOutcome
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding, TrackLink
from litigation_app.core.clock import today
from stepping import outside, page, path_of


def plain(answer: Any) -> str:
    return page(answer).replace("\u00a0", " ")


def refer(app: Flask, person: Any, case_id: UUID) -> str:
    """The claim is referred to a civil court; gives its path."""
    claim = path_of(app, case_id, "property_claim")
    outside(person, claim, "claim_quantified", 0)
    said = {"event": "referred", "on": "4. 3. 2026.", "seq": "1"}
    assert person.post(f"{claim}/moves", said).status_code == 303
    return claim


def begin_from(person: Any, app: Flask, case_id: UUID, **more: str) -> Any:
    (step,) = [row.id for row in rows(app, Move, "id", "event") if row.event == "referred"]
    data = {"procedure": "civil", "spawned_by": str(step), "begun_on": "10. 3. 2026.", **more}
    return person.post(f"/cases/{case_id}/proceedings", data)


def test_a_referral_offers_the_civil_action_and_nothing_is_typed_again(app: Flask, lawyer: Any, case_id: UUID) -> None:
    claim = refer(app, lawyer, case_id)
    offered = page(lawyer.get(claim)).split("/proceedings/new?")[1].split('"')[0]

    form = plain(lawyer.get(f"/cases/{case_id}/proceedings/new?{offered}"))
    answer = begin_from(lawyer, app, case_id)

    assert "Arising from: Referred to civil action, 4. 3. 2026." in form
    assert "checked" in re.findall(r'<input[^>]*value="civil"[^>]*>', form)[0]
    assert answer.status_code == 303
    lanes = plain(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "Arising from: Referred to civil action, 4. 3. 2026." in lanes
    assert "gave rise to: Civil action for damages" in lanes
    assert "/proceedings/new?" not in page(lawyer.get(claim))


def test_begun_twice_is_asked_about(app: Flask, lawyer: Any, case_id: UUID) -> None:
    refer(app, lawyer, case_id)
    begin_from(lawyer, app, case_id)

    asked = begin_from(lawyer, app, case_id)
    taken = begin_from(lawyer, app, case_id, confirmed="y")

    assert (asked.status_code, taken.status_code) == (422, 303)
    assert "Tick the box if these are others" in page(asked)
    assert len([row for row in rows(app, Proceeding, "family") if row.family == "civil"]) == 2


def test_a_step_of_another_case_brings_nothing_about_here(
    app: Flask, lawyer: Any, case_id: UUID, make: Any, email: str
) -> None:
    refer(app, lawyer, case_id)

    answer = begin_from(lawyer, app, make.case(email))

    assert answer.status_code == 303
    assert {row.spawned_by for row in rows(app, Proceeding, "spawned_by")} == {None}


def test_the_reminder_to_sue_runs_from_finality_and_is_kept_by_the_civil_claim(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    refer(app, lawyer, case_id)
    begin_from(lawyer, app, case_id)
    assert [row.act_by for row in reminders(app)] == [None]

    outside(lawyer, criminal, "final_judgment", 0, on=date(2026, 4, 10))

    # three months (ZOO 390) from Friday 10 April end on Friday 10 July 2026
    assert [(row.kind, row.act_by, row.met_on) for row in reminders(app)] == [("limitation", date(2026, 7, 10), None)]
    civil = path_of(app, case_id, "civil")
    lawyer.post(f"{civil}/moves", {"event": "filed", "on": "5. 5. 2026.", "seq": "0"})
    assert [row.met_on for row in reminders(app)] == [date(2026, 5, 5)]


def reminders(app: Flask) -> list[Any]:
    return [row for row in rows(app, Deadline, "event", "kind", "act_by", "met_on", "lapsed_on") if row.event == "sued"]


def test_a_referral_quashed_with_its_judgment_opens_the_claim_and_withdraws_the_reminder(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str, make: Any, email: str
) -> None:
    claim = refer(app, lawyer, case_id)
    claim_id = decided_claim(app, make, email, case_id)
    outside(lawyer, criminal, "second_instance", 0)

    answer = lawyer.post(
        f"{criminal}/moves", {"event": "quashed_remanded", "on": "5. 5. 2026.", "seq": "1", "claim_falls": "y"}
    )

    assert answer.status_code == 303
    assert [(row.met_on, row.lapsed_on) for row in reminders(app)] == [(None, date(2026, 5, 5))]
    assert rows(app, Claim, "state") == [("approved",)]
    assert rows(app, CourtDecision, "quashed_on") == [(date(2026, 5, 5),)]
    assert "Claim quantified and evidenced" in page(lawyer.get(claim))
    assert "5. 5. 2026." in plain(lawyer.get(f"/claims/{claim_id}"))

    mark_entered_in_error(lawyer, claim, 3)
    assert [(row.met_on, row.lapsed_on) for row in reminders(app)] == [(None, None)]
    assert rows(app, Claim, "state") == [("decided",)]
    assert rows(app, CourtDecision, "quashed_on") == [(None,)]


def test_a_decision_stays_fallen_with_its_judgment_when_its_own_quashing_was_a_mistake(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str, make: Any, email: str
) -> None:
    lane = refer(app, lawyer, case_id)
    decided_claim(app, make, email, case_id)
    (decision,) = [row.id for row in rows(app, CourtDecision, "id")]
    for version, turn in enumerate(({"what": "appealed", "side": "victim"}, {"what": "quashed"})):
        said = {"on": "20. 4. 2026.", "version": str(version), **turn}
        assert lawyer.post(f"/decisions/{decision}/turns", said).status_code == 303
    outside(lawyer, criminal, "second_instance", 0)
    said = {"event": "quashed_remanded", "on": "5. 5. 2026.", "seq": "1", "claim_falls": "y"}
    assert lawyer.post(f"{criminal}/moves", said).status_code == 303
    assert rows(app, CourtDecision, "quashed_on") == [(date(2026, 4, 20),)]

    quashing = next(row.id for row in rows(app, AppealOutcome, "id", "what") if row.what == "quashed")
    assert lawyer.post(f"/turns/{quashing}/striking", {"why": "mistyped"}).status_code == 303

    assert rows(app, CourtDecision, "quashed_on") == [(date(2026, 5, 5),)]
    assert rows(app, Claim, "state") == [("approved",)]
    assert mark_entered_in_error(lawyer, lane, 3).status_code == 303
    assert rows(app, CourtDecision, "quashed_on") == [(None,)]


def test_a_judgment_quashed_in_part_leaves_the_claim_where_it_is(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    refer(app, lawyer, case_id)
    outside(lawyer, criminal, "second_instance", 0)

    lawyer.post(f"{criminal}/moves", {"event": "quashed_remanded", "on": "5. 5. 2026.", "seq": "1"})

    assert [row.lapsed_on for row in reminders(app)] == [None]


def decided_claim(app: Flask, make: Any, email: str, case_id: UUID) -> UUID:
    from decimal import Decimal

    from litigation_app.casework.claims import actions as claims
    from litigation_app.casework.claims.rules import Decided, Part
    from litigation_app.casework.clients.victims.models import Victim
    from litigation_app.core.db import committing, db

    victim, actor = make.victim(email, case_id), make.actor(email)
    with app.app_context(), committing() as session:
        case = session.get_one(Case, case_id)
        parts = [Part("fear", Decimal("1000.00"))]
        claim = claims.draft(actor, case, session.get_one(Victim, victim), route="property_claim", parts=parts)
        claim.state, claim.approved_by = "approved", actor.id
        db.session.flush()
        said = Decided(date(2026, 3, 4), "referred", None, False)
        claims.record_decision(actor, claim, case, instance="first", decided=said)
        return claim.id


def test_two_criminal_proceedings_become_one(app: Flask, lawyer: Any, case_id: UUID, criminal: str) -> None:
    lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "criminal", "confirmed": "y"})
    second = max(rows(app, Proceeding, "id", "family", "position"), key=lambda row: row.position).id
    outside(lawyer, criminal, "main_hearing", 0)
    outside(lawyer, f"/proceedings/{second}", "investigation", 0)

    unnamed = lawyer.post(f"/proceedings/{second}/joining", {"joined_on": "5. 5. 2026."})
    taken = lawyer.post(
        f"/proceedings/{second}/joining", {"into": criminal.rsplit("/", maxsplit=1)[-1], "joined_on": "5. 5. 2026."}
    )
    again = lawyer.post(
        f"/proceedings/{second}/joining", {"into": criminal.rsplit("/", maxsplit=1)[-1], "joined_on": "5. 5. 2026."}
    )

    assert (unnamed.status_code, taken.status_code, again.status_code) == (422, 303, 409)
    assert [row.kind for row in rows(app, TrackLink, "kind")] == ["joined"]
    assert rows(app, Case, "stage_now") == [("main_hearing",)]
    shown = plain(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "Joined into Criminal proceedings (1) on 5. 5. 2026.; it goes on there." in shown
    assert f"/proceedings/{second}/moves/new" not in shown


def test_the_list_says_the_stage_of_the_trial_that_goes_on_whatever_was_recorded_of_an_old_one(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "criminal", "confirmed": "y"})
    second = max(rows(app, Proceeding, "id", "position"), key=lambda row: row.position).id
    outside(lawyer, f"/proceedings/{second}", "main_hearing", 0)

    outside(lawyer, criminal, "closed", 0, on=date(2016, 5, 4))
    beside = rows(app, Case, "stage_now", "moved_on")
    outside(lawyer, f"/proceedings/{second}", "closed", 1, on=date(2026, 5, 4))
    both_over = rows(app, Case, "stage_now", "moved_on")
    outside(lawyer, criminal, "retrial", 1, on=date(2026, 5, 5))

    assert beside == [("main_hearing", date(2026, 3, 4))]
    assert both_over == [("closed", date(2026, 5, 4))]
    assert rows(app, Case, "stage_now") == [("retrial",)]


def test_some_accused_are_severed_and_stand_where_they_stood(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    from litigation_app.casework.proceedings.defendants.models import Defendant

    for name in ("Prvi Izmišljeni", "Drugi Izmišljeni"):
        lawyer.post(f"/cases/{case_id}/accused", {"name": name})
    first, second = [str(row.id) for row in rows(app, Defendant, "id")]
    outside(lawyer, criminal, "main_hearing", 0)

    everybody = lawyer.post(f"{criminal}/severing", {"accused": [first, second], "severed_on": "5. 5. 2026."})
    taken = lawyer.post(f"{criminal}/severing", {"accused": [second], "severed_on": "5. 5. 2026."})

    assert (everybody.status_code, taken.status_code) == (409, 303)
    new = max(rows(app, Proceeding, "id", "position"), key=lambda row: row.position).id
    shown = plain(lawyer.get(f"/proceedings/{new}"))
    assert "Main hearing" in shown
    assert "Severed from Criminal proceedings (1) on 5. 5. 2026." in shown
    assert "Accused B" in shown
    assert rows(app, Case, "stage_now") == [("main_hearing",)]


def test_what_lies_before_we_joined_is_unknown_and_says_so(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    outside(lawyer, criminal, "main_hearing", 0)

    answer = lawyer.post(f"{criminal}/entry", {"entered_on": "2. 3. 2026.", "row_version": "1"})
    stale = lawyer.post(f"{criminal}/entry", {"entered_on": "3. 3. 2026.", "row_version": "1"})

    assert (answer.status_code, stale.status_code) == (303, 409)
    assert "What lies before 2. 3. 2026., when we joined, is not known." in plain(
        lawyer.get(f"/cases/{case_id}/proceedings")
    )


def test_a_retrial_is_a_round_of_its_own(app: Flask, lawyer: Any, case_id: UUID, criminal: str) -> None:
    outside(lawyer, criminal, "second_instance", 0)
    lawyer.post(f"{criminal}/moves", {"event": "quashed_remanded", "on": "5. 5. 2026.", "seq": "1"})

    headings = re.findall(r'<h3 class="round">(.*?)</h3>', page(lawyer.get(criminal)))
    assert [one for one in headings if one in {"Original proceedings", "Retrial"}] == [
        "Original proceedings",
        "Retrial",
    ]
    assert '<span class="dot-round">Retrial</span>' in page(lawyer.get(f"/cases/{case_id}/proceedings"))


def test_a_bosnian_state_case_ceded_to_tuzla_goes_on_where_it_stood(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office = make.office("BA", "Sarajevo")
    lawyer = client_as(make.lawyer(office=office))
    said = {"office": str(office), "opened_on": "1. 2. 2026.", "aim": "Cilj", "forum": "ba-state"}
    case_id = UUID(lawyer.post("/cases/", said).headers["Location"].split("/")[2].split("?")[0])
    state = path_of(app, case_id, "criminal")
    outside(lawyer, state, "report", 0, on=date(2025, 2, 3))
    outside(lawyer, state, "indictment_confirmed", 1, on=date(2025, 9, 1))
    lawyer.post(f"{state}/moves", {"event": "ceded_to_other_jurisdiction", "on": "5. 5. 2026.", "seq": "2"})
    offered = page(lawyer.get(state)).split("/proceedings/new?")[1].split('"')[0]
    by = offered.split("by=")[1].split("&")[0]

    here = {"procedure": "criminal_entity", "spawned_by": by, "begun_on": "5. 5. 2026."}
    nowhere = lawyer.post(f"/cases/{case_id}/proceedings", here)
    taken = lawyer.post(f"/cases/{case_id}/proceedings", {**here, "forum": "ba-fbih", "court": "ks_tuzla"})

    assert (nowhere.status_code, taken.status_code) == (422, 303)
    (new,) = [row for row in rows(app, Proceeding, "id", "procedure", "forum") if row.procedure == "criminal_entity"]
    assert new.forum == "ba-fbih"
    last = [row for row in rows(app, Move, "proceeding_id", "event", "to_stage") if row.proceeding_id == new.id]
    assert [(row.event, row.to_stage) for row in last] == [
        ("received_with_confirmed_indictment", "indictment_confirmed")
    ]
    assert rows(app, Case, "stage_now", "ended_on") == [("indictment_confirmed", None)]
    assert "Cantonal Court in Tuzla" in page(lawyer.get("/cases/"))
    assert today() > date(2026, 5, 5)
