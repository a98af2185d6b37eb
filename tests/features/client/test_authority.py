"""By which authority do we file, and what happens without one?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from authorising import authorise
from lawyering import rows, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority, Unauthorised
from litigation_app.core.db import committing, db
from litigation_app.vault import Capsule

NAME = "Dunja Nepostojeća"


@pytest.fixture
def civil(app: Flask, make: Any, email: str, case_id: UUID) -> Callable[..., Any]:
    """The path of new proceedings of this family."""

    def begun(family: str) -> str:
        with app.app_context(), committing():
            case = db.session.get_one(Case, case_id)
            return f"/proceedings/{proceedings.begin(make.actor(email), case, family).id}"

    return begun


def step(person: Any, path: str, event: str, seq: int = 0, on: str = "4. 3. 2026.", **more: str) -> Any:
    return person.post(f"{path}/moves", {"event": event, "on": on, "seq": str(seq), **more})


def test_filing_without_a_power_of_attorney_is_refused_in_words(lawyer: Any, civil: Any, her: str, app: Flask) -> None:
    answer = step(lawyer, civil("civil"), "filed")

    assert answer.status_code == 422
    page = text(answer)
    assert "on 4. 3. 2026: no power of attorney is recorded." in page
    assert "If it was filed all the same: why" in page
    assert rows(app, Unauthorised, "id") == []


def test_with_one_it_is_recorded(lawyer: Any, civil: Any, her: str, case_id: UUID, app: Flask) -> None:
    authorise(lawyer, case_id, her)

    assert step(lawyer, civil("civil"), "filed").status_code == 303
    assert rows(app, Unauthorised, "id") == []


def test_what_was_filed_all_the_same_is_written_down_with_its_reason_and_shown_in_red(
    lawyer: Any, civil: Any, her: str, case_id: UUID, app: Flask
) -> None:
    answer = step(lawyer, civil("civil"), "filed", unauthorised="urgent")

    assert answer.status_code == 303
    assert [row.reason for row in rows(app, Unauthorised, "reason")] == ["urgent"]
    for page in (f"/cases/{case_id}", f"/cases/{case_id}/authorities"):
        shown = text(lawyer.get(page))
        assert "callout-bad" in shown or "is-bad" in shown
        assert "Filed without authority on 4. 3. 2026: A period was ending" in shown


def test_a_power_recorded_later_is_said_and_asks_for_nothing_more(
    lawyer: Any, civil: Any, her: str, case_id: UUID
) -> None:
    step(lawyer, civil("civil"), "filed", unauthorised="urgent")
    later = "A power of attorney valid on that day was recorded later, on"
    authorise(lawyer, case_id, her, from_on="5. 3. 2026.")  # given on the day after
    before = [text(lawyer.get(page)) for page in (f"/cases/{case_id}", f"/cases/{case_id}/authorities")]

    authorise(lawyer, case_id, her)

    case, powers = (text(lawyer.get(page)) for page in (f"/cases/{case_id}", f"/cases/{case_id}/authorities"))
    assert [(later in page, "callout-bad" in page or "is-bad" in page) for page in before] == [(False, True)] * 2
    assert (later in powers, "callout-bad" in powers) == (True, False)
    assert "Filed without authority" not in case


def test_a_reason_is_not_kept_where_a_power_held(lawyer: Any, civil: Any, her: str, case_id: UUID, app: Flask) -> None:
    authorise(lawyer, case_id, her)

    step(lawyer, civil("civil"), "filed", unauthorised="urgent")

    assert rows(app, Unauthorised, "id") == []


def test_what_the_court_does_asks_for_no_power(lawyer: Any, civil: Any, her: str, case_id: UUID) -> None:
    path = civil("civil")
    authorise(lawyer, case_id, her, from_on="1. 1. 2026.", until_on="31. 1. 2026.")
    assert step(lawyer, path, "filed", on="20. 1. 2026.").status_code == 303
    offered = text(lawyer.get(f"{path}/moves/new"))

    assert 'value="dismissed_inadmissible"' in offered or "court" in offered.lower()
    assert step(lawyer, path, "withdrawn", seq=1).status_code == 422


def test_to_withdraw_the_power_must_say_so(lawyer: Any, civil: Any, her: str, case_id: UUID) -> None:
    path = civil("civil")
    authorise(lawyer, case_id, her, scope=["represent"])
    step(lawyer, path, "filed")

    answer = step(lawyer, path, "withdrawn", seq=1)

    assert answer.status_code == 422
    assert "does not cover this" in text(answer)


def test_a_guardian_signs_only_after_somebody_looked_for_a_conflict(
    lawyer: Any, civil: Any, her: str, case_id: UUID
) -> None:
    told = {"victim": her, "from_on": "1. 1. 2020.", "signer": "guardian", "name": NAME}
    unsaid = lawyer.post(f"/cases/{case_id}/authorities", told)
    lawyer.post(f"/cases/{case_id}/authorities", told | {"conflict": "unchecked"})
    path = civil("civil")

    answer = step(lawyer, path, "filed")

    assert unsaid.status_code == answer.status_code == 422
    assert "nobody has ruled out a conflict of interest" in text(answer)
    lawyer.post(f"/cases/{case_id}/authorities", told | {"conflict": "none"})
    assert step(lawyer, path, "filed").status_code == 303


def test_strasbourg_needs_a_power_of_its_own_and_a_decision_on_anonymity(
    lawyer: Any, civil: Any, her: str, case_id: UUID
) -> None:
    path = civil("echr")
    authorise(lawyer, case_id, her)
    assert "decide about anonymity before the application" in text(lawyer.get(f"/cases/{case_id}"))
    without = text(step(lawyer, path, "lodged"))
    authorise(lawyer, case_id, her, family="echr")
    undecided = text(step(lawyer, path, "lodged"))

    told = {"on": "1. 3. 2026.", "victim": her, "decision": "asked", "by": "client"}
    assert lawyer.post(f"/cases/{case_id}/records/anonymity", told).status_code == 303

    assert "for other proceedings" in without
    assert "nobody has recorded whether anonymity is asked for" in without
    assert "for other proceedings" not in undecided
    assert "nobody has recorded whether anonymity is asked for" in undecided
    assert step(lawyer, path, "lodged").status_code == 303
    assert "decide about anonymity" not in text(lawyer.get(f"/cases/{case_id}"))


def test_on_the_page_of_the_proceedings_the_decision_on_anonymity_is_asked_for_too(
    lawyer: Any, civil: Any, her: str, case_id: UUID
) -> None:
    strasbourg, other = civil("echr"), civil("civil")

    before = [text(lawyer.get(path)) for path in (strasbourg, other)]
    told = {"on": "1. 3. 2026.", "victim": her, "decision": "asked", "by": "client"}
    lawyer.post(f"/cases/{case_id}/records/anonymity", told)

    assert ["decide about anonymity before the application" in page for page in before] == [True, False]
    assert "decide about anonymity" not in text(lawyer.get(strasbourg))


def outside(person: Any, path: str, stage: str, **more: str) -> Any:
    said = {"to_stage": stage, "reason": "Tako je bilo", "on": "4. 3. 2026.", "seq": "0", **more}
    return person.post(f"{path}/outside", said)


def test_what_is_filed_outside_the_usual_order_needs_a_power_as_well(
    lawyer: Any, civil: Any, her: str, case_id: UUID, app: Flask
) -> None:
    path = civil("echr")

    refused = outside(lawyer, path, "lodged")
    kept = outside(lawyer, path, "lodged", unauthorised="fact")

    assert refused.status_code == 422
    assert "no power of attorney is recorded" in text(refused)
    assert "nobody has recorded whether anonymity is asked for" in text(refused)
    assert kept.status_code == 303
    assert [row.reason for row in rows(app, Unauthorised, "reason")] == ["fact"]


def test_what_the_court_did_outside_the_usual_order_needs_none(lawyer: Any, civil: Any, her: str, app: Flask) -> None:
    assert outside(lawyer, civil("echr"), "judgment_violation", unauthorised="fact").status_code == 303
    assert rows(app, Unauthorised, "id") == []


def test_the_page_of_the_powers_says_how_sure_its_rules_are(lawyer: Any, case_id: UUID) -> None:
    assert "Which steps need a power of attorney: " in text(lawyer.get(f"/cases/{case_id}/authorities"))


def test_a_claim_is_not_filed_without_authority_unless_somebody_says_why(desk: Any, app: Flask) -> None:
    claim = desk.approved()
    power = rows(app, Authority, "id")[0].id
    desk.lawyer.post(f"/authorities/{power}/revocation", {"on": "2. 1. 2020.", "row_version": "1"})

    refused = desk.lawyer.post(f"/claims/{claim}/filings", {"on": "2. 1. 2026.", "early": "y"})
    filed = desk.lawyer.post(f"/claims/{claim}/filings", {"on": "2. 1. 2026.", "unauthorised": "fact", "early": "y"})

    assert refused.status_code == 422
    assert "No power of attorney of hers covers this on that day" in text(refused)
    assert filed.status_code == 303
    assert "Filed without authority on 2. 1. 2026: It had been filed already" in text(
        desk.lawyer.get(f"/claims/{claim}")
    )

    authorise(desk.lawyer, desk.case_id, desk.victim_id, from_on="1. 1. 2026.")
    assert "was recorded later, on" in text(desk.lawyer.get(f"/claims/{claim}"))


def test_who_signed_is_sealed_and_read_with_the_legal_part_of_her_record(
    lawyer: Any, her: str, case_id: UUID, app: Flask
) -> None:
    authorise(lawyer, case_id, her, signer="guardian", conflict="none", name=NAME)

    assert NAME not in text(lawyer.get(f"/cases/{case_id}/authorities"))
    assert "guardian" not in str(rows(app, Authority, "scope", "family", "stands"))
    assert b"Nepostoje" not in b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    for groups, is_read in ((["contact"], False), (["legal"], True)):
        answer = lawyer.post(f"/victims/{her}/openings", {"purpose": "hearing", "groups": groups})
        assert (NAME in text(lawyer.get(answer.headers["Location"]))) is is_read


def test_a_revoked_and_a_mistaken_power_stay_in_sight(lawyer: Any, her: str, case_id: UUID, app: Flask) -> None:
    authorise(lawyer, case_id, her)
    power = rows(app, Authority, "id")[0].id

    wrong = lawyer.post(f"/authorities/{power}/revocation", {"on": "the other day", "row_version": "1"})
    revoked = lawyer.post(f"/authorities/{power}/revocation", {"on": "2. 3. 2026.", "row_version": "1"})
    stale = lawyer.post(f"/authorities/{power}/striking", {"row_version": "1"})
    entered_in_error = lawyer.post(f"/authorities/{power}/striking", {"row_version": "2"})

    assert [one.status_code for one in (wrong, revoked, stale, entered_in_error)] == [422, 303, 409, 303]
    assert "the other day" in text(wrong)
    assert "Entered in error" in text(lawyer.get(f"/cases/{case_id}/authorities"))


def test_to_everybody_else_a_power_does_not_exist(
    lawyer: Any, her: str, case_id: UUID, app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    authorise(lawyer, case_id, her)
    power = rows(app, Authority, "id")[0].id
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())

    for email in (make.lawyer(), make.coordinator(office=make.office()), walled, make.analyst(), make.auditor()):
        other = client_as(email)
        for path in (f"/cases/{case_id}/authorities", f"/cases/{case_id}/authorities/new"):
            assert other.get(path).status_code == 404
        for act in ("revocation", "striking"):
            for id_ in (power, uuid4()):
                assert (
                    other.post(f"/authorities/{id_}/{act}", {"on": "2. 3. 2026.", "row_version": "1"}).status_code
                    == 404
                )
    with app.app_context():
        assert db.session.scalars(select(Authority.revoked_on)).all() == [None]


def test_a_substitute_acts_under_the_power_that_lets_her(
    lawyer: Any, civil: Any, her: str, case_id: UUID, app: Flask
) -> None:
    authorise(lawyer, case_id, her, scope=["represent", "substitute"])
    origin = str(rows(app, Authority, "id")[0].id)

    authorise(lawyer, case_id, her, of=origin, given_to=NAME)

    assert "as a substitute" in text(lawyer.get(f"/cases/{case_id}/authorities"))
    assert step(lawyer, civil("civil"), "filed").status_code == 303


def test_the_tab_of_the_clients_leads_to_a_power_of_attorney(lawyer: Any, her: str, case_id: UUID) -> None:
    assert f'href="/cases/{case_id}/authorities/new"' in text(lawyer.get(f"/cases/{case_id}/clients"))
