"""Do lists and warnings say what the shorter period of a claim has done, once each, and nothing of what is before a court?"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import select, update

from claiming import Desk
from kept_lists import charged, kept, listed
from lawyering import said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.lists.caselists import actions, queries
from litigation_app.casework.lists.caselists.rules import Tab, Wanted
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db


def stands(app: Flask, case_id: UUID, outer: date | None, sooner: date | None) -> None:
    days = {"barred_on": outer, "barred_from_knowledge_on": sooner}
    with app.app_context(), committing() as session:
        session.execute(update(Case).where(Case.id == case_id).values(**days))


def bars(app: Flask, case_id: UUID) -> tuple[date | None, date | None]:
    with app.app_context():
        [row] = db.session.execute(select(Case.barred_on, Case.barred_from_knowledge_on).where(Case.id == case_id))
        return row[0], row[1]


def test_a_case_with_two_days_ahead_stands_and_counts_once_by_the_nearer(app: Flask, make: Any, client_as: Any) -> None:
    ana = make.lawyer()
    person, day = client_as(ana), lambda days: today() + timedelta(days=days)
    other, perhaps, both = (make.case(ana) for _ in range(3))
    stands(app, both, day(90), day(30))
    stands(app, perhaps, day(45), day(-1))
    stands(app, other, day(60), None)

    page, found, after = text(person.get("/cases/?barred=y")), [], None
    actor, wanted = make.actor(ana), Wanted(is_barred_soon=True)
    with app.test_request_context():
        for _page in range(4):
            one = queries.page(actor, wanted, after=after, most=1)
            found, after = [*found, *(line.id for line in one.rows)], one.next
            if after is None:
                break
        count = queries.numbers(actor, wanted, [Tab.RUNNING])[Tab.RUNNING]

    assert found == [both, perhaps, other]
    assert count == 3
    assert f"May be time-barred already, by when she knew; otherwise after {said(day(45))}" in page
    assert f"May be time-barred after {said(day(30))}" in page


def test_a_list_by_limitation_says_of_how_many_cases_it_cannot_be_counted_and_a_second_press_turns_it_round(
    app: Flask, make: Any, client_as: Any
) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    near, unknown, shorter, quiet = (make.case(ana) for _ in range(4))
    charged(person, app, near, committed=today() - timedelta(days=5 * 365 - 30))
    charged(person, app, shorter, committed=today() - timedelta(days=3 * 365 - 10))  # three years from her knowledge
    charged(
        person, app, quiet, committed=today() - timedelta(days=3 * 365 + 10)
    )  # those have passed, the five have not

    page = text(person.get("/cases/?barred=y"))

    assert listed(person, "?barred=y") == [shorter, near]
    assert {*listed(person, "?barred=y&tab=undated")} == {shorter, near}
    assert "Of 1 more case the limitation cannot be counted" in page
    assert "May be time-barred after" in page
    assert listed(person, "?barred=n") == [unknown]
    for tab in ("", "undated", "all"):
        there = listed(person, f"?tab={tab}&order=opened")
        assert listed(person, f"?tab={tab}&order=oldest") == there[::-1] != []
    assert "order=oldest" in text(person.get("/cases/?order=opened")).split("<thead")[1].split("</th>")[0]
    assert "Opened, the oldest first" in text(person.get("/cases/?order=oldest")).split("<h1")[1].split("</header>")[0]
    with time_machine.travel(today() + timedelta(days=2 * 365 - 30), tick=False):  # nothing was written meanwhile
        assert listed(client_as(ana), "?barred=y") == [quiet, shorter]


def test_once_the_shorter_period_has_passed_nothing_says_that_there_is_time(app: Flask, desk: Desk) -> None:
    claim_id, outer = desk.draft(), today() + timedelta(days=700)
    perhaps = f"May be time-barred already, by when she knew; otherwise after {said(outer)}"
    pages = (f"/claims/{claim_id}", f"/cases/{desk.case_id}", "/cases/")
    stands(app, desk.case_id, outer, today() + timedelta(days=3))
    ahead = [text(desk.lawyer.get(page)) for page in pages]

    stands(app, desk.case_id, outer, today() - timedelta(days=1))
    claim, case, cases = (text(desk.lawyer.get(page)) for page in pages)

    assert not [page for page in ahead if "already, by when she knew" in page]
    assert f'Needed by <strong class="near">{said(today() + timedelta(days=3))}</strong>' in ahead[0]
    assert f'Needed by <strong class="near">{said(outer)}</strong>' in claim
    assert perhaps in claim
    assert perhaps in case
    assert perhaps in cases.split("flag-bad")[1]
    assert str(desk.case_id) not in text(desk.lawyer.get("/cases/?barred=y"))


def test_what_is_before_a_court_has_no_day_until_somebody_else_may_claim(app: Flask, desk: Desk) -> None:
    claim_id = desk.approved()
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljen"}).status_code == 303
    charge = {
        "on": said(today()), "defendant": str(desk.rows(select(Defendant.id))[0]), "step": "indicted",
        "offence": "rs_388_1", "committed": said(today() - timedelta(days=4 * 365)),
    }  # fmt: skip
    assert desk.lawyer.post(f"/cases/{desk.case_id}/records/charge", charge).status_code == 303
    before = bars(app, desk.case_id)

    filing = {"on": said(today()), "early": "y", "unauthorised": "urgent"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", filing).status_code == 303
    filed, lists = bars(app, desk.case_id), kept(app)
    with app.app_context(), committing():
        actions.rebuild()
    anew = kept(app)
    desk.victim(given_name="Druga")

    assert before[1] is not None
    assert filed[1] is None
    assert filed[0] != before[0]
    assert anew == lists
    assert bars(app, desk.case_id) == before


def test_what_is_before_a_fund_leaves_the_limitation_of_the_damage_where_it_was(app: Flask, desk: Desk) -> None:
    charged(desk.lawyer, app, desk.case_id, committed=today() - timedelta(days=4 * 365))
    claim_id, before = desk.approved(), bars(app, desk.case_id)
    filing = {"on": said(today()), "early": "y", "unauthorised": "urgent"}
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", filing).status_code == 303
    assert bars(app, desk.case_id) != before

    with app.app_context(), committing() as session:
        session.execute(update(Claim).values(route="state_fund"))
    with app.app_context(), committing():
        actions.rebuild()

    assert bars(app, desk.case_id) == before


def test_a_trial_of_which_every_day_has_passed_hides_no_day_of_another(app: Flask, desk: Desk) -> None:
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljen"}).status_code == 303
    him = str(desk.rows(select(Defendant.id))[0])
    charge = {"on": said(today()), "defendant": him, "step": "indicted", "offence": "rs_184_1"}
    another = {"procedure": "criminal", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", another).status_code == 303
    every = select(Proceeding.id).where(Proceeding.family == "criminal").order_by(Proceeding.position)
    old, new = [str(one) for one in desk.rows(every)]
    near = today() - timedelta(days=3 * 365 - 30)  # three years from her knowledge end in a month
    for trial, committed in ((new, said(near)), (old, "1. 3. 1999.")):
        told = charge | {"proceeding": trial, "committed": committed}
        assert desk.lawyer.post(f"/cases/{desk.case_id}/records/charge", told).status_code == 303

    page = text(desk.lawyer.get("/cases/?barred=y"))

    outer, sooner = bars(app, desk.case_id)
    assert str(desk.case_id) in page
    assert outer is not None
    assert sooner is not None
    assert today() < sooner < outer
