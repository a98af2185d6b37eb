"""Is everybody who waits for a claim, or for its money, told that its way is closed in this case?"""

import csv
import io
from datetime import date, timedelta
from typing import Any

from awarding import LINES, decided
from claiming import Desk, plain
from lawyering import said
from litigation_app.core.clock import today
from stepping import outside, path_of

OVER = "The first instance is over"
LONG_AGO = {"on": "17. 3. 2014."}
OWED = "/portfolio/owed?currency=RSD"


def shown(who: Any, path: str) -> str:
    answer = who.get(path)
    assert answer.status_code == 200, path
    return plain(answer.get_data(as_text=True))


def judged(desk: Desk) -> None:
    criminal = path_of(desk.app, desk.case_id, "criminal")
    assert outside(desk.lawyer, criminal, "first_instance_judgment", 0, today()).status_code == 303


def test_a_claim_that_comes_after_the_first_instance_is_said_to_be_late_wherever_it_waits(desk: Desk) -> None:
    claim_id = desk.submitted()
    assert OVER not in shown(desk.coordinator, "/claims/")

    judged(desk)

    since = f"Closed since {said(today())}"
    for who, path in (
        (desk.coordinator, "/claims/"),
        (desk.coordinator, f"/claims/{claim_id}"),
        (desk.lawyer, "/claims/list?waits=submitted"),
        (desk.lawyer, "/today"),
        (desk.lawyer, f"/cases/{desk.case_id}"),
    ):
        assert since in shown(who, path), path
        assert OVER in shown(who, path), path
    assert "To look at: The route to compensation is still open in this case" in shown(desk.coordinator, "/claims/")
    assert "Needed by" not in shown(desk.coordinator, f"/claims/{claim_id}").split("<main")[1].split("Checklist")[0]
    checklist = shown(desk.coordinator, f"/claims/{claim_id}").split('id="checklist"')[1]
    assert (
        "point-blocks" in checklist.split("The route to compensation is still open in this case")[0].rsplit("<li", 1)[1]
    )
    assert checklist.index("The route to compensation is still open in this case") < checklist.index(
        'id="review"'
    )  # before the verdict
    in_macedonian = desk.lawyer.get(f"/claims/{claim_id}", headers={"Accept-Language": "mk"}).get_data(as_text=True)
    said_twice = " ".join(plain(in_macedonian).split()).count(f"{today():%-d.%-m.%Y}. Постапката")
    assert said_twice == 2  # a day ends without a stop there


def test_an_award_that_can_be_enforced_no_more_is_marked_where_it_is_owed_and_warned_of(desk: Desk) -> None:
    claim_id = desk.approved()
    decided(desk, claim_id, **LONG_AGO)
    late = (date(2024, 3, 17), "time-barred since 17. 3. 2024.")  # ten years from finality, ZOO 379

    assert late[0] < today()
    assert late[1] in shown(desk.lawyer, f"/cases/{desk.case_id}")
    assert f"enforcement is {late[1]}" in shown(desk.coordinator, OWED)
    assert str(desk.case_id) in shown(desk.coordinator, f"{OWED}&barred=y")
    desk.victim_id = desk.victim()
    decided(desk, desk.approved(), on=said(today() - timedelta(days=30)))
    assert shown(desk.coordinator, f"{OWED}&barred=y").count("/cases/") < shown(desk.coordinator, OWED).count("/cases/")


def test_what_is_owed_is_summed_by_debtor_with_interest_and_leaves_the_desk_as_a_list(desk: Desk, make: Any) -> None:
    for name in ("Zoran Izmišljeni", "Jovan Izmišljeni"):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": name}).status_code == 303
    accused = desk.lawyer.get(f"/cases/{desk.case_id}/claims/new").get_data(as_text=True)
    [first, _second] = [one.split('"')[0] for one in accused.split('name="debtors" type="checkbox" value="')[1:]]
    claim_id = desk.approved()
    decision = decided(desk, claim_id, **LONG_AGO)
    by_first = {"lines-0-owed_by": first, "lines-1-owed_by": first}
    assert desk.lawyer.post(f"/decisions/{decision}/lines", LINES | by_first).status_code == 303
    of_claim = shown(desk.lawyer, f"/claims/{claim_id}")
    assert "The decision names: Accused A." in of_claim
    assert "Referred to a civil action" in of_claim.split('id="heads"')[1].split("</section>")[0]  # and not 0.00
    desk.victim_id = desk.victim()
    decided(desk, desk.approved(), on=said(today()), amount="90,000")

    page = shown(desk.coordinator, OWED)

    account = shown(desk.lawyer, f"/claims/{claim_id}/account")
    asked = account.split("Accused A")[-1].split("RSD")[0].split(">")[-1].strip()
    debtors = page.split('id="debtors"')[1]
    assert f"{asked} RSD" in debtors.split("Accused A")[1].split("</tr>")[0]
    assert "nobody is named" in debtors
    assert "at least; interest is not counted yet" in page.split('class="total"')[1].split("</tr>")[0]
    assert "2 clients" in page.split('class="total"')[1]
    make.fresh(desk.coordinator.email)
    taken = desk.coordinator.post("/portfolio/owed/exports", {"file": "csv", "currency": "RSD"})
    rows = list(csv.reader(io.StringIO(taken.data.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {row[7] for row in rows[1:]} == {"RSD"}
    assert {row[9] for row in rows[1:]} == {"Accused A", ""}
    smallest = shown(desk.coordinator, f"{OWED}&order=smallest").split("<tbody")[1]
    assert smallest.index("90,000.00") < smallest.index("1,327,375.00")
