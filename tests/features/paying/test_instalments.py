"""Is a schedule of instalments kept, matched with what came, and does whoever works on the case hear of what is due?"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from claiming import Desk
from lawyering import part, said, text
from litigation_app.casework.claims.payments.models import Instalment, PaymentPlan
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry

PLAN = {
    "basis": "court", "on": "1. 2. 2024.", "total": "400,000", "number": "8", "each": "50,000", "first": "1. 3. 2024.",
    "months": "1", "version": "0",
}  # fmt: skip


@pytest.fixture
def claim_id(desk: Desk) -> UUID:
    return desk.approved()


def schedule(desk: Desk, claim_id: UUID) -> str:
    return part(text(desk.lawyer.get(f"/claims/{claim_id}/account")), "schedule")


def plan(desk: Desk, claim_id: UUID, **other: str) -> Any:
    return desk.lawyer.post(f"/claims/{claim_id}/instalments", PLAN | other)


def pay(desk: Desk, claim_id: UUID, amount: str, on: str, **other: str) -> None:
    paid = {"on": on, "amount": amount, "payer": "OFFENDER", **other}
    assert desk.lawyer.post(f"/claims/{claim_id}/payments", paid).status_code == 303


def row_by_row(*days: date) -> dict[str, str]:
    """A schedule of five thousand on each of these days, typed row by row."""
    rows = {f"rows-{place}-{name}": value for place, day in enumerate(days) for name, value in
            (("on", said(day)), ("amount", "5,000"))}  # fmt: skip
    return {"basis": "agreement", "on": "1. 2. 2024.", "months": "1", "version": "0", **rows}


def test_eight_instalments_are_made_in_one_go_and_each_payment_pays_the_oldest(desk: Desk, claim_id: UUID) -> None:
    answer = plan(desk, claim_id)
    pay(desk, claim_id, "70,000", "5. 3. 2024.")

    assert answer.status_code == 303
    assert f"/claims/{claim_id}/account" in desk.page(claim_id)  # agreed out of court: nothing was decided
    assert len(desk.rows(select(Instalment.id))) == 8
    page = schedule(desk, claim_id)
    assert "1 of 8 instalments paid, 7 overdue" in page
    assert "Paid on 5. 3. 2024." in page
    assert "30,000.00 RSD missing" in page
    assert "330,000.00 RSD" in page  # still to come
    assert f"{(today() - date(2024, 4, 1)).days} days late" in page
    assert "Ordered by the court, 1. 2. 2024." in page


def test_a_sum_without_an_amount_is_shared_out_to_the_cent(desk: Desk, claim_id: UUID) -> None:
    assert plan(desk, claim_id, each="", number="3", total="100").status_code == 303

    amounts = desk.rows(select(Instalment.amount).order_by(Instalment.position))
    assert [str(one) for one in amounts] == ["33.33", "33.33", "33.34"]


def test_the_instalments_can_be_seen_as_rows_and_changed_before_they_are_recorded(desk: Desk, claim_id: UUID) -> None:
    answer = plan(desk, claim_id, again="fill", basis="")  # she looks before she has said whence it comes

    assert answer.status_code == 422
    assert 'name="rows-7-on"' in answer.get_data(as_text=True)
    assert "1. 10. 2024." in text(answer)
    assert desk.rows(select(PaymentPlan.id)) == []


def test_no_empty_rows_stand_before_the_instalments_that_are_shown_as_rows(desk: Desk, claim_id: UUID) -> None:
    empty = {f"rows-{place}-{name}": "" for place in (0, 1) for name in ("on", "amount", "by")}

    page = text(plan(desk, claim_id, again="fill", basis="", **empty))

    assert re.findall(r'name="rows-\d+-amount"[^>]*value="([^"]*)"', page) == ["50,000.00"] * 8 + [""]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"total": "400,001"}, "do not add up"),
        ({"number": ""}, "Write how many instalments"),
        ({"number": "²"}, "Write a whole number"),
        ({"number": "241"}, "twenty years of months"),
        ({"each": "", "total": ""}, "Write the amount of each instalment"),
        ({"first": "31. 1. 2024."}, "falls due before the order"),
        ({"basis": ""}, "Fill this in"),
        ({"number": "", "each": "", "first": ""}, "Write at least one instalment"),
        ({"rows-0-amount": "5"}, "Write the day by which it is to be paid"),
        ({"rows-0-on": "5. 5. 2024."}, "Write an amount above zero"),
        ({"by": "somebody"}, "Choose one of the list"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_recorded(
    desk: Desk, claim_id: UUID, wrong: dict[str, str], sentence: str
) -> None:
    answer = plan(desk, claim_id, **wrong)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert desk.rows(select(PaymentPlan.id)) == []


def test_a_change_is_a_new_version_with_its_reason_and_the_earlier_one_stays(desk: Desk, claim_id: UUID) -> None:
    plan(desk, claim_id)

    assert plan(desk, claim_id, version="1", number="4", each="100,000").status_code == 422
    changed = plan(desk, claim_id, version="1", number="4", each="100,000", why="new_terms")

    assert changed.status_code == 303
    assert sorted(desk.rows(select(PaymentPlan.version))) == [1, 2]
    assert len(desk.rows(select(Instalment.id).where(Instalment.replaced_at.is_(None)))) == 4
    page = schedule(desk, claim_id)
    assert "0 of 4 instalments paid" in page
    assert "4 instalments (New terms were agreed)" in page
    assert "8 instalments" in page


def test_a_schedule_is_ended_with_a_reason_and_nothing_of_it_falls_due(desk: Desk, claim_id: UUID) -> None:
    plan(desk, claim_id)
    path = f"/claims/{claim_id}/instalments/ending"
    assert desk.lawyer.post(path, {"version": "1"}).status_code == 422

    assert desk.lawyer.post(path, {"version": "1", "why": "no_assets"}).status_code == 303

    assert "The schedule was ended." in schedule(desk, claim_id)
    assert "ended (Nothing more can be had)" in schedule(desk, claim_id)
    assert len(desk.rows(select(Instalment.id))) == 8
    assert part(text(desk.lawyer.get("/today")), "instalments") == ""
    assert desk.lawyer.post(path, {"version": "2", "why": "mistake"}).status_code == 409


def test_a_schedule_that_was_written_meanwhile_is_shown_before_it_is_replaced(desk: Desk, claim_id: UUID) -> None:
    plan(desk, claim_id)

    answer = desk.coordinator.post(f"/claims/{claim_id}/instalments", PLAN | {"number": "4", "each": "100,000"})

    assert answer.status_code == 409
    assert "0 of 8 instalments paid" in text(answer)
    assert desk.rows(select(PaymentPlan.version)) == [1]


def test_two_who_record_at_once_leave_one_schedule(desk: Desk, claim_id: UUID) -> None:
    with ThreadPoolExecutor(2) as both:
        answers = list(
            both.map(lambda who: who.post(f"/claims/{claim_id}/instalments", PLAN), [desk.lawyer, desk.coordinator])
        )

    assert sorted(one.status_code for one in answers) == [303, 409]
    assert desk.rows(select(PaymentPlan.version)) == [1]


def test_each_accused_has_instalments_of_his_own(desk: Desk, claim_id: UUID) -> None:
    for _n in range(2):
        desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"})
    first, second = (str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter)))
    plan(desk, claim_id, by=first)
    pay(desk, claim_id, "50,000", "5. 3. 2024.", by=second)
    assert "0 of 8 instalments paid" in schedule(desk, claim_id)

    pay(desk, claim_id, "50,000", "6. 3. 2024.", by=first)

    assert "1 of 8 instalments paid" in schedule(desk, claim_id)
    assert "Accused A" in schedule(desk, claim_id)


def test_an_advance_of_the_organisation_pays_no_instalment(desk: Desk, claim_id: UUID) -> None:
    plan(desk, claim_id)

    pay(desk, claim_id, "50,000", "5. 3. 2024.", payer="NGO_ADV")

    assert "0 of 8 instalments paid" in schedule(desk, claim_id)


def test_what_is_late_and_what_comes_within_seven_days_stands_on_today_and_in_the_week(
    desk: Desk, claim_id: UUID
) -> None:
    days = [today() - timedelta(days=2), today() + timedelta(days=6), today() + timedelta(days=40)]
    desk.lawyer.post(f"/claims/{claim_id}/instalments", row_by_row(*days))

    page = part(text(desk.lawyer.get("/today")), "week")
    week = text(desk.coordinator.get(f"/week?first={today() - timedelta(days=6)}&last={today()}"))

    assert "2 days late" in page
    assert page.count("/account#schedule") == 2
    assert part(week, "instalments").count("5,000.00 RSD") == 2
    assert "2 days late" in part(week, "instalments")
    assert part(week, "instalments").count('<a href="/cases/') == 2
    assert "An instalment falls due" in text(desk.lawyer.get("/reminders"))


def test_what_is_paid_is_reminded_of_no_more(desk: Desk, claim_id: UUID) -> None:
    desk.lawyer.post(f"/claims/{claim_id}/instalments", row_by_row(today()))
    assert "An instalment falls due" in text(desk.lawyer.get("/reminders"))

    pay(desk, claim_id, "5,000", said(today()))

    assert "An instalment falls due" not in text(desk.lawyer.get("/reminders"))
    assert part(text(desk.lawyer.get("/today")), "instalments") == ""


def test_who_does_not_work_on_the_case_meets_no_schedule(
    desk: Desk, claim_id: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    plan(desk, claim_id)
    strangers = [client_as(make.lawyer()), client_as(make.coordinator(office=make.office())), client_as(make.analyst())]

    for who in strangers:
        for known in (claim_id, uuid4()):
            assert who.get(f"/claims/{known}/instalments/new").status_code == 404
            assert who.post(f"/claims/{known}/instalments", PLAN | {"version": "1"}).status_code == 404
            assert who.post(f"/claims/{known}/instalments/ending", {"version": "1"}).status_code == 404
    assert desk.rows(select(PaymentPlan.version)) == [1]


def test_what_was_recorded_is_in_the_access_log_without_amounts(desk: Desk, claim_id: UUID) -> None:
    plan(desk, claim_id)

    [body] = desk.rows(select(LedgerEntry.body).where(LedgerEntry.act == "plan_instalments"))

    assert b"50000" not in body
    assert b"400000" not in body
