"""Does every page say the same of what is still owed of an award, payments having paid costs and interest first?"""

from typing import Any
from uuid import UUID

from sqlalchemy import event, select

from awarding import LINES, account, claim_of
from claiming import Desk, plain
from lawyering import text
from litigation_app.casework.claims.portfolio.models import Standing
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import format_date

PAID = {"on": "17. 3. 2015.", "amount": "500,000", "payer": "OFFENDER"}


def pages(desk: Desk, decision: UUID) -> dict[str, str]:
    """Wherever it is said what is owed of this award, in words."""
    paths = {
        "claim": f"/claims/{claim_of(desk, decision)}",
        "case": f"/cases/{desk.case_id}",
        "list": "/portfolio/owed?currency=RSD",
    }
    return {name: text(desk.coordinator.get(path)) for name, path in paths.items()}


def owed_today(desk: Desk, decision: UUID) -> str:
    """What the account says, which is the one place that reckons it."""
    said = account(desk, claim_of(desk, decision), plain(format_date(today())))
    return said.split("Together", 1)[1].split("RSD", 1)[0].split(">")[-1].strip() + " RSD"


def test_one_sum_is_owed_wherever_it_is_said_and_it_is_that_of_the_account(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    answer: Any = desk.lawyer.post(f"/claims/{claim_of(desk, decision)}/payments", PAID)
    assert answer.status_code == 303

    owed, said = owed_today(desk, decision), pages(desk, decision)

    assert len(owed) == len("2,000,000.00 RSD"), owed  # with interest more than the rest of the award
    assert [name for name, page in said.items() if owed not in page] == []
    assert "500,000.00" not in said["list"], "what was paid for costs and interest is not taken off the award"
    [of_all] = desk.rows(select(Standing.owed).where(Standing.route == ""))
    assert 500_000_00 < of_all < 1_327_375_00


def test_without_a_breakdown_it_says_that_it_is_the_least_and_names_the_day(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/claims/{claim_of(desk, decision)}/payments", PAID)

    said = pages(desk, decision)

    for name in ("claim", "case", "list"):
        assert "500,000.00 RSD" in said[name], name
        assert "at least; interest is not counted yet" in said[name], name
    assert f"Owed on {plain(format_date(today()))}" in said["case"]


def test_the_list_of_what_is_owed_reads_decisions_lines_and_payments_once(desk: Desk, decision: UUID) -> None:
    desk.lawyer.post(f"/decisions/{decision}/lines", LINES)
    asked: list[str] = []
    with desk.app.app_context():
        engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    page = desk.coordinator.get("/portfolio/owed?currency=RSD")
    event.remove(engine, "before_cursor_execute", note)

    assert page.status_code == 200
    for table in ("casework_claim_decision", "casework_award_line", "casework_claim_payment"):
        assert sum(one.startswith(f"SELECT {table}.") for one in asked) == 1, table


def test_without_a_currency_the_list_is_that_in_which_most_clients_are_owed_something(
    desk: Desk, decision: UUID
) -> None:
    asked = desk.coordinator.get("/portfolio/owed?barred=y&order=smallest")

    assert asked.headers["Location"] == "/portfolio/owed?currency=RSD&order=smallest&barred=y"
