"""Does a lawyer find all her claims by what they wait for, and nobody else's?"""

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from awarding import LINES, decided
from claiming import YEAR, Desk, statements
from lawyering import said, text
from litigation_app.casework.claims.models import Review
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry


def waiting(who: Any, waits: str) -> list[UUID]:
    page = who.get(f"/claims/list?waits={waits}").get_data(as_text=True)
    return [UUID(one) for one in re.findall(r'<a href="/claims/([0-9a-f-]{36})">', page)]


def test_a_claim_stands_where_it_waits_from_draft_to_decision(desk: Desk) -> None:
    claim_id = desk.draft()
    assert waiting(desk.lawyer, "draft") == [claim_id]
    assert "1,260,000.00 RSD" in text(desk.lawyer.get("/claims/list"))

    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    assert waiting(desk.lawyer, "submitted") == waiting(desk.coordinator, "submitted") == [claim_id]
    back = {"reasons": "late", **desk.seen(claim_id)}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", back).status_code == 303
    assert waiting(desk.lawyer, "returned") == [claim_id]
    assert waiting(desk.lawyer, "submitted") == []


def test_a_claim_that_was_taken_back_from_review_stands_where_it_was_and_is_not_said_to_be_sent(desk: Desk) -> None:
    claim_id = desk.submitted()
    taken_back = f"/claims/{claim_id}/submission/withdrawal"
    assert desk.lawyer.post(taken_back, desk.seen(claim_id)).status_code == 303
    assert waiting(desk.lawyer, "draft") == [claim_id]
    assert "sent on" not in text(desk.lawyer.get("/claims/list?waits=draft"))
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    back = {"reasons": "late", **desk.seen(claim_id)}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", back).status_code == 303
    [review] = desk.rows(select(Review.id).where(Review.verdict == "returned"))
    again = {"review": str(review), "then": "send", "rows-0-standing": "settled", **desk.seen(claim_id)}
    assert desk.lawyer.post(f"/claims/{claim_id}/answers", again).status_code == 303
    assert waiting(desk.lawyer, "submitted") == [claim_id]

    assert desk.lawyer.post(taken_back, desk.seen(claim_id)).status_code == 303

    assert (waiting(desk.lawyer, "returned"), waiting(desk.lawyer, "submitted")) == ([claim_id], [])
    for page in ("/claims/list?waits=returned", "/today"):
        seen = text(desk.lawyer.get(page))
        assert f"returned on {said(today())}" in seen
        assert "sent on" not in seen


def test_what_is_approved_filed_and_decided_stands_apart_and_says_what_is_owed(desk: Desk) -> None:
    claim_id = desk.approved()
    assert waiting(desk.lawyer, "unfiled") == [claim_id]

    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"}).status_code == 303
    assert (waiting(desk.lawyer, "unfiled"), waiting(desk.lawyer, "filed")) == ([], [claim_id])
    decision = decided(desk, claim_id, on=f"4. 5. {YEAR}.")
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)

    assert waiting(desk.lawyer, "decided") == [claim_id]
    owed = re.search(r"[\d,]+\.\d\d RSD", text(desk.lawyer.get("/claims/list?waits=decided")).split("<tbody>")[1])
    assert owed is not None
    assert owed[0] in text(desk.lawyer.get(f"/claims/{claim_id}/account"))


def test_its_tabs_count_claims_and_the_list_is_kept_sorted_and_taken_out(desk: Desk, make: Any) -> None:
    first = desk.draft()
    second = desk.draft(route="civil_suit")

    page = text(desk.lawyer.get("/claims/list"))

    assert 'Draft <span class="tab-number">2</span>' in page
    assert set(waiting(desk.lawyer, "draft")) == {first, second}
    assert "order=last" in page.split("<thead")[1]
    wanted = {"waits": "draft", "order": "oldest"}
    assert desk.lawyer.post("/claims/list/views", wanted).status_code == 303
    assert "Draft · Opened, the oldest first" in text(desk.lawyer.get("/claims/list"))
    assert "Draft · Opened, the oldest first" not in text(desk.lawyer.get("/cases/"))
    assert desk.lawyer.post("/claims/list/views/removal", wanted).status_code == 303
    assert "Draft · Opened, the oldest first" not in text(desk.lawyer.get("/claims/list"))
    make.fresh(desk.lawyer.email)
    rows = list(
        csv.reader(
            io.StringIO(desk.lawyer.post("/claims/list/exports", {"file": "csv"} | wanted).data.decode("utf-8-sig"))
        )
    )
    assert [row[4] for row in rows[1:]] == ["1260000.00"] * 2
    assert {row[-1] for row in rows[1:]} == {"Draft · Opened, the oldest first"}
    assert desk.rows(select(LedgerEntry.act).order_by(LedgerEntry.seq.desc()).limit(1)) == ["export_claims"]


def test_claims_of_others_and_of_a_walled_case_are_in_no_list(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = desk.submitted()
    walled = make.coordinator()
    make.wall(desk.case_id, walled, by=desk.coordinator.email)

    assert waiting(client_as(make.lawyer()), "submitted") == []
    assert waiting(client_as(walled), "submitted") == []
    mine = make.user_id(desk.lawyer.email)
    page = desk.coordinator.get(f"/claims/list?waits=submitted&lawyer={mine}").get_data(as_text=True)
    assert str(claim_id) in page
    other = make.user_id(make.lawyer())
    assert str(claim_id) not in desk.coordinator.get(f"/claims/list?waits=submitted&lawyer={other}").get_data(
        as_text=True
    )


def test_a_list_of_claims_asks_as_often_however_many_there_are(desk: Desk) -> None:
    desk.submitted()
    desk.lawyer.get("/claims/list")
    one = statements(desk, lambda: desk.lawyer.get("/claims/list?waits=submitted"))
    for _ in range(3):
        desk.victim_id = desk.victim()
        desk.submitted()

    assert statements(desk, lambda: desk.lawyer.get("/claims/list?waits=submitted")) == one
