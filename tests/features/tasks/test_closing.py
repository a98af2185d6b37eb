"""Does the office close a case by an act of its own, with what is open in sight, and open it again?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from lawyering import rows, text
from litigation_app.casework.cases.closings.models import Closing
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.models import Move
from litigation_app.ledger import LedgerEntry


def test_a_case_is_closed_in_spite_of_what_is_open_and_goes_on_again(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    path, coordinator = f"/cases/{case_id}", client_as(make.coordinator(office=make.first_office()))
    assert (
        lawyer.post(
            f"{path}/tasks", {"kind": "paper", "text": "x", "person": str(make.user_id(lawyer.email))}
        ).status_code
        == 303
    )
    steps = len(rows(app, Move, "id"))
    reference = rows(app, Case, "reference")[0].reference
    page = text(lawyer.get(f"{path}/closing"))

    refused = lawyer.post(f"{path}/closing", {"reason": "finished"})
    closed = coordinator.post(f"{path}/closing", {"reason": "finished", "was_told": "y", "in_spite": "y"})

    assert "/tasks/" in page.split("Open tasks: 1")[1].split("</ul>")[0]
    assert "No hearing is to come" in page
    assert "No task is open" not in page
    assert (refused.status_code, closed.status_code) == (422, 303)
    assert "Something is still open" in text(refused)
    assert len(rows(app, Move, "id")) == steps  # no step of a court
    for reason in ("finished", ""):
        assert lawyer.post(f"{path}/closing", {"reason": reason, "in_spite": "y"}).status_code == 409
    assert "closed 26" in text(lawyer.get(path))
    assert reference not in text(lawyer.get("/cases/?tab=running")).split("<main")[1]
    assert reference in text(lawyer.get("/cases/?tab=over"))
    (kept,) = rows(app, Closing, "reason", "was_told", "were_returned", "open_points", "reopened_by")
    assert (kept.was_told, kept.were_returned, kept.open_points > 0, kept.reopened_by) == (True, False, True, None)
    assert lawyer.post(f"{path}/reopening", {"reason": "client_back"}).status_code == 303
    for reason in ("client_back", "", "no such reason"):  # the page of before, sent again
        late = lawyer.post(f"{path}/reopening", {"reason": reason})
        assert (late.status_code, "Somebody else was quicker" in text(late)) == (409, True)
    assert reference in text(lawyer.get("/cases/?tab=running"))
    acts = [(one.act, one.purpose) for one in rows(app, LedgerEntry, "seq", "act", "purpose")]
    assert [one for one in acts if "close_case" in one or "reopen_case" in one] == [
        ("close_case", "finished"), ("reopen_case", "client_back"),
    ]  # fmt: skip


def test_a_stranger_and_another_lawyer_find_no_page_to_close_it(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    others = [make.lawyer(office=make.first_office()), make.coordinator(office=make.office())]

    for person in map(client_as, others):
        assert person.get(f"/cases/{case_id}/closing").status_code == 404
        assert person.post(f"/cases/{case_id}/closing", {"reason": "finished"}).status_code == 404
