"""Do the lists of cases answer what a lawyer asks on Monday, each from what is kept beside the case, and of her cases alone?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from claiming import Desk
from kept_lists import ROW, charged, end, hearing, kept, listed
from lawyering import said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.lists.caselists import actions
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from stepping import outside, path_of

As = Callable[[str], Any]


def numbers(person: Any) -> dict[str, str]:
    """What each tab says of how many there are."""
    page = person.get("/cases/").get_data(as_text=True).split('class="tabs-menu"')[0]
    return dict(re.findall(r'>([^<>]+) <span class="tab-number">([^<]+)<', page))


def test_her_running_cases_stand_by_what_comes_next_and_what_is_over_stands_apart(
    app: Flask, make: Any, client_as: As
) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    bare, later, sooner, closed = (make.case(ana) for _ in range(4))
    hearing(person, app, later, 20)
    hearing(person, app, sooner, 3)
    end(person, app, closed)

    assert listed(person) == [sooner, later, bare]
    assert listed(person, "?tab=over") == [closed]
    assert listed(person, "?tab=undated") == [bare]
    assert set(listed(person, "?tab=all")) == {bare, later, sooner, closed}
    assert numbers(person) == {"Running": "3", "No next date": "1", "Next date passed": "0", "Over": "1", "All": "4"}
    page = text(person.get("/cases/"))
    assert "in 3 days" in page
    assert "9.30 Main hearing" in page


def test_a_hearing_without_an_outcome_is_overdue_until_somebody_says_what_came_of_it(
    app: Flask, make: Any, client_as: As
) -> None:
    ana = make.lawyer()
    person, case_id = client_as(ana), make.case(ana)
    hearing(person, app, case_id, -3)
    assert listed(person, "?tab=overdue") == [case_id]
    with app.app_context():
        from litigation_app.casework.proceedings.hearings.models import Hearing

        [one] = db.session.scalars(select(Hearing.id))

    person.post(f"/hearings/{one}/reports", {"row_version": "1", "state": "held"})

    assert listed(person, "?tab=overdue") == []
    assert listed(person) == [case_id]
    hearing(person, app, case_id, 9)
    with app.app_context():
        later = db.session.scalars(select(Hearing.id).order_by(Hearing.on.desc())).first()
    person.post(f"/hearings/{later}/reports", {"row_version": "1", "state": "cancelled"})
    latest = text(person.get(f"/cases/{case_id}")).split("Last events</summary>")[1].split("</details>")[0]
    assert "Main hearing: Held" in latest
    assert said(today() + timedelta(days=9)) not in latest  # a day to come has not happened


def test_a_case_is_over_once_no_claim_no_hearing_and_no_period_of_ours_waits_in_it(app: Flask, desk: Desk) -> None:
    claim_id = desk.approved()
    end(desk.lawyer, app, desk.case_id)
    assert listed(desk.lawyer) == listed(desk.lawyer, "?tab=unfiled") == [desk.case_id]
    assert listed(desk.lawyer, "?tab=over") == []
    assert str(claim_id) in desk.lawyer.get("/today").get_data(as_text=True)

    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": said(today()), "early": "y", "unauthorised": "urgent"})

    assert listed(desk.lawyer, "?tab=over") == [desk.case_id]
    assert str(claim_id) in desk.lawyer.get("/claims/list?waits=filed").get_data(as_text=True)
    hearing(desk.lawyer, app, desk.case_id, 9)
    assert listed(desk.lawyer) == listed(desk.coordinator) == [desk.case_id]


def test_a_period_of_ours_that_has_no_day_yet_stands_on_today_and_in_the_list(
    app: Flask, make: Any, client_as: As
) -> None:
    office = make.office("RS", "Belgrade")
    ana = make.lawyer(office=office)
    person, boss, case_id = client_as(ana), client_as(make.coordinator(office=office)), make.case(ana)
    end(person, app, case_id, "first_instance_judgment")  # nobody says when that was served

    for who in (person, boss):
        assert listed(who) == listed(who, "?tab=undated") == [case_id]
        assert "<strong>No day yet</strong> enter the day that starts it" in text(who.get("/cases/"))
        assert "No day yet" in text(who.get("/today"))
        assert text(who.get("/today")).count("enter the day that starts it") == 1
    victim = make.victim(ana, case_id)
    assert "Her case is not over" in text(boss.get(f"/victims/{victim}/erasure/new"))


def test_claims_that_wait_for_something_stand_under_tabs_of_their_own(desk: Desk) -> None:
    claim_id = desk.submitted()
    assert listed(desk.lawyer, "?tab=review") == [desk.case_id]
    assert "Claim in review" in text(desk.lawyer.get("/cases/"))

    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303

    assert listed(desk.lawyer, "?tab=review") == []
    assert listed(desk.lawyer, "?tab=unfiled") == listed(desk.coordinator, "?tab=unfiled") == [desk.case_id]


def test_a_list_is_narrowed_by_court_kind_stage_lawyer_and_limitation(app: Flask, make: Any, client_as: As) -> None:
    office = make.office("RS", "Belgrade")
    ana, milica = make.lawyer(office=office), make.lawyer(office=office, name="Milica")
    person, boss = client_as(ana), client_as(make.coordinator(office=office))
    plain, other = make.case(ana), make.case(milica)
    opened = {"office": str(office), "opened_on": said(today()), "aim": "Cilj", "court": "vs_beograd"}
    there = UUID(person.post("/cases/", opened).headers["Location"].split("/")[2].split("?")[0])
    begun = person.post(f"/cases/{there}/proceedings", {"procedure": "enforcement"})
    assert begun.status_code == 303
    assert outside(person, path_of(app, plain, "criminal"), "main_hearing", 0, today()).status_code == 303
    charged(person, app, plain, committed=today() - timedelta(days=5 * 365 - 30))

    assert listed(boss, "?court=vs_beograd") == [there]
    assert listed(boss, "?kind=enforcement") == listed(boss, "?kind=enforcement&court=vs_beograd") == [there]
    assert listed(boss, "?stage=criminal.main_hearing") == [plain]
    assert listed(boss, f"?lawyer={make.user_id(milica)}") == [other]
    assert listed(boss, f"?lawyer={make.user_id(milica)}&kind=enforcement") == []
    assert listed(boss, "?barred=y") == listed(person, "?barred=y") == [plain]
    assert listed(person, "?court=vs_beograd&tab=all") == [there]
    assert "A filter of this address is offered no more" in text(boss.get("/cases/?court=nowhere&tab=all"))
    assert person.get(f"/cases/?lawyer={make.user_id(milica)}").status_code == 200  # nothing that is offered to her


def test_pages_of_a_list_hold_every_case_once_in_either_order(app: Flask, make: Any, client_as: As) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    cases = [make.case(ana) for _ in range(33)]
    for after, case_id in enumerate(cases[:31]):
        hearing(person, app, case_id, 10 + after // 2)

    for query in ("", "?order=opened", "?tab=all", "?kind=criminal", "?tab=all&kind=criminal"):
        first = person.get(f"/cases/{query}").get_data(as_text=True)
        [after] = re.findall(r"[?&;]after=([^\"&]+)", first)
        rest = listed(person, f"{query or '?'}{'&' if query else ''}after={after}")
        assert len(rest) == 3, query
        assert {*map(UUID, ROW.findall(first)), *rest} == set(cases), query


def test_who_sees_a_case_by_two_ways_sees_it_once_and_a_wall_takes_it_out_of_list_and_number(
    make: Any, client_as: As
) -> None:
    office = make.office()
    ana, both = make.lawyer(office=office), make.coordinator(office=office)
    first, second = make.case(ana), make.case(ana)
    boss = make.coordinator(office=office)
    assert numbers(client_as(boss))["All"] == "2"

    make.wall(first, boss, by=both)

    walled = client_as(boss)
    assert listed(walled) == listed(walled, "?kind=criminal") == [second]
    assert numbers(walled)["All"] == numbers(walled)["Running"] == "1"
    assert listed(client_as(make.coordinator(office=make.office()))) == []


def test_what_is_kept_is_what_would_be_made_anew(app: Flask, desk: Desk, make: Any) -> None:
    desk.approved()
    hearing(desk.lawyer, app, desk.case_id, 9)
    end(desk.lawyer, app, make.case(desk.lawyer.email))
    before = kept(app)

    with app.app_context(), committing() as session:
        session.execute(Facet.__table__.delete())
        session.execute(
            Case.__table__.update().values(
                next_on=clock.today(), is_over=True, dated_until=None, barred_on=clock.today()
            )
        )
    with app.app_context(), committing():
        actions.rebuild()

    assert kept(app) == before
    assert len(before[0]) == 2
    assert len(before[2]) > 4
