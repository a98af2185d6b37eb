"""Do the lists of cases answer what a lawyer asks on Monday, each from what is kept beside the case, and of her cases alone?"""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select

from claiming import Desk
from kept_lists import kept
from lawyering import said, text
from litigation_app.accounts.models import RoleHeld
from litigation_app.casework.cases.models import Case
from litigation_app.casework.lists.caselists import actions, rules
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.ledger import LedgerEntry
from stepping import outside, path_of
from strategic import lane_of

ROW = re.compile(r'<th scope="row">\s*<a class="nowrap" href="/cases/([0-9a-f-]{36})"')
As = Callable[[str], Any]


def hearing(person: Any, app: Flask, case_id: UUID, after: int, **more: str) -> None:
    form = {"proceeding": lane_of(app, case_id, "criminal"), "kind": "main_hearing", "at": "9.30", "confirmed": "y"}
    day = said(today() + timedelta(days=after))
    assert person.post(f"/cases/{case_id}/hearings", {**form, "on": day, **more}).status_code == 303


def end(person: Any, app: Flask, case_id: UUID, stage: str = "closed") -> None:
    """The trial is over, and the property claim with it."""
    assert outside(person, path_of(app, case_id, "criminal"), stage, 0, today()).status_code == 303


def listed(person: Any, query: str = "") -> list[UUID]:
    """The cases of a list, in its order."""
    page = person.get(f"/cases/{query}")
    assert page.status_code == 200
    return [UUID(one) for one in ROW.findall(page.get_data(as_text=True))]


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
    assert numbers(person) == {"Running": "3", "No next date": "1", "Overdue": "0", "Over": "1", "All": "4"}
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
    latest = text(person.get(f"/cases/{case_id}")).split('aria-label="Last events"')[1].split("</section>")[0]
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


def test_a_list_by_limitation_says_of_how_many_cases_it_cannot_be_counted_and_a_second_press_turns_it_round(
    app: Flask, make: Any, client_as: As
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
    with time_machine.travel(clock.now() + timedelta(days=2 * 365 - 30), tick=False):  # nothing was written meanwhile
        assert listed(client_as(ana), "?barred=y") == [quiet, shorter]


def charged(person: Any, app: Flask, case_id: UUID, committed: Any) -> None:
    """Somebody is charged with what may soon be time-barred."""
    from litigation_app.casework.proceedings.defendants.models import Defendant

    assert person.post(f"/cases/{case_id}/accused", {"name": "Izmišljen"}).status_code == 303
    with app.app_context():
        [accused] = db.session.scalars(select(Defendant.id).where(Defendant.case_id == case_id))
        offence = next(one.id for one in loader.load("RS").offences if one.criminal_limitation_years)
    charge = {
        "on": said(today()), "defendant": str(accused), "proceeding": lane_of(app, case_id, "criminal"),
        "step": "indicted", "offence": offence, "committed": said(committed),
    }  # fmt: skip
    assert person.post(f"/cases/{case_id}/records/charge", charge).status_code == 303


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


def test_a_view_is_kept_under_its_words_and_forgotten(make: Any, client_as: As) -> None:
    person = client_as(make.lawyer())
    list_ = {"tab": "overdue", "court": "vs_beograd"}

    assert person.post("/cases/views", list_).status_code == 303
    assert person.post("/cases/views", list_).status_code == 303

    page = text(person.get("/cases/"))
    assert page.count("Overdue · Higher Court in Belgrade") == 1
    assert "tab=overdue" in page
    assert "Overdue · Higher" not in text(client_as(make.lawyer()).get("/cases/"))
    assert person.post("/cases/views/removal", list_).status_code == 303
    assert "Overdue · Higher" not in text(person.get("/cases/"))
    for place in range(rules.MOST_SAVED + 1):
        last = person.post("/cases/views", {"tab": list(rules.Tab)[place % 8], "order": ["next", "opened"][place // 8]})
    assert last.status_code == 409
    assert "You keep as many views" in text(last)


def test_a_view_of_what_is_offered_no_more_takes_no_place_from_another(app: Flask, make: Any, client_as: As) -> None:
    office = make.office()
    ana, gone = make.lawyer(office=office, name="Ana"), make.lawyer(office=office, name="Vera Otišla")
    make.lawyer(office=office)
    person = client_as(make.coordinator(office=office))
    hers = {"lawyer": str(make.user_id(gone))}
    assert person.post("/cases/views", hers).status_code == 303
    others = [{"tab": tab, "lawyer": str(make.user_id(ana))} for tab in list(rules.Tab)]
    others += [{"tab": tab, "kind": "criminal"} for tab in list(rules.Tab)]
    for one in others[: rules.MOST_SAVED - 1]:
        assert person.post("/cases/views", one).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(delete(RoleHeld).where(RoleHeld.user_id == make.user_id(gone)))

    last = person.post("/cases/views", others[rules.MOST_SAVED])

    assert last.status_code == 303
    assert person.post("/cases/views", others[rules.MOST_SAVED + 1]).status_code == 409
    assert "Vera Otišla" not in text(person.get("/cases/"))


def test_a_view_by_a_filter_that_is_offered_no_more_is_not_called_by_the_rest_of_it(
    app: Flask, make: Any, client_as: As
) -> None:
    office = make.office()
    ana = make.lawyer(office=office, name="Ana")
    vera = make.lawyer(office=office)
    person = client_as(make.coordinator(office=office))
    hers = str(make.user_id(ana))
    assert person.post("/cases/views", {"tab": "over", "lawyer": hers}).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(delete(RoleHeld).where(RoleHeld.user_id == make.user_id(vera)))

    assert hers not in text(person.get("/cases/"))  # "Over" would lead to a list that is not hers alone


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_exactly_the_list_by_code_names_and_is_in_the_access_log(
    app: Flask, make: Any, client_as: As, kind: str
) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    shown, other, strange = make.case(ana), make.case(ana), make.case(make.lawyer())
    make.victim(ana, shown, given_name="Kanarinka")
    hearing(person, app, shown, 4)
    make.stale(ana)
    asked = person.post("/cases/exports", {"file": kind})
    assert asked.mimetype == "text/html"  # she is asked for her second factor first
    make.fresh(ana)

    answer = person.post("/cases/exports", {"file": kind, "tab": "undated"})

    assert answer.status_code == 200
    rows = table(answer.data, kind)
    names = references(app)
    assert [row[0] for row in rows[1:]] == [names[other]]
    whole = table(person.post("/cases/exports", {"file": kind}).data, kind)
    assert {row[0] for row in whole[1:]} == {names[shown], names[other]}
    assert names[strange] not in str(whole)
    assert "Kanarinka" not in str(whole)
    with app.app_context():
        acts = list(db.session.execute(select(LedgerEntry.act, LedgerEntry.body).order_by(LedgerEntry.seq)))[-2:]
    assert [act for act, _body in acts] == ["export_cases"] * 2
    facts = [json.loads(body)["facts"] for _act, body in acts]
    assert [(one["tab"], one["cases"]) for one in facts] == [("undated", 1), ("running", 2)]
    assert person.post("/cases/exports", {"file": "exe"}).status_code == 400
    assert 'filename="cases-undated-' in answer.headers["Content-Disposition"]
    assert {row[-1] for row in rows[1:]} == {"No next date"}
    day = next(row for row in whole[1:] if row[0] == names[shown])[6]
    assert day == str(today() + timedelta(days=4))  # a day, in a workbook too


def table(data: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return [
        list(map(str, row))
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    ]


def references(app: Flask) -> dict[UUID, str]:
    with app.app_context():
        return {row.id: row.reference for row in db.session.execute(select(Case.id, Case.reference))}


def test_exports_are_limited_as_all_are(make: Any, client_as: As, app: Flask) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    make.fresh(ana)
    most = app.extensions["config"].exports_per_hour

    answers = [person.post("/cases/exports", {"file": "csv"}).status_code for _ in range(most + 1)]

    assert answers == [200] * most + [429]
