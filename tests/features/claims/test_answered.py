"""Is a return answered reason by reason and sent again, and is each head of damage proved?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from claiming import ROWS, Desk, plain
from documents_sent import send
from erasing import Stage, erased, stage  # noqa: F401  # a fixture
from lawyering import open_file, rows, text
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Answer, Claim, Review
from litigation_app.casework.documents.models import Document
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

WORDS = "Veštak je naložen dvadesetog."
NAME = "Ugovor o radu.txt"


def returned(desk: Desk) -> UUID:
    claim_id = desk.submitted()
    why = {"reasons": "evidence_missing", "rows-0-head": "lost_earnings", "rows-0-reason": "amount_unsupported"}
    assert desk.coordinator.post(f"/claims/{claim_id}/return", why | desk.seen(claim_id)).status_code == 303
    return claim_id


def answer(desk: Desk, claim_id: UUID, **typed: str) -> Any:
    review = desk.rows(select(Review.id).where(Review.verdict == "returned").order_by(Review.at.desc()))[0]
    return desk.lawyer.post(
        f"/claims/{claim_id}/answers", {"review": str(review), "then": "send", **desk.seen(claim_id), **typed}
    )


def paper(desk: Desk, **typed: str) -> UUID:
    """The id of a paper of the case, whose file the lawyer has opened."""
    open_file(desk.lawyer, desk.case_id)
    assert send(desk.lawyer, desk.case_id, (b"Izmisljeni ugovor", NAME), **typed).status_code == 303
    return UUID(str(desk.rows(select(Document.id).order_by(Document.added_at.desc()))[0]))


def test_a_return_is_answered_and_sent_again_without_a_new_version_and_its_words_are_sealed(desk: Desk) -> None:
    claim_id = returned(desk)
    assert "Returned: answer and send again" in desk.page(claim_id)
    assert answer(desk, claim_id).status_code == 422  # nothing was done about it yet
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 422

    kept = {"rows-0-standing": "open", "rows-0-words": WORDS, "then": ""}
    assert answer(desk, claim_id, **kept).status_code == 303
    assert desk.state(claim_id) == "returned"
    assert WORDS not in desk.page(claim_id)
    again = {"rows-0-standing": "settled", "rows-0-words": "", "rows-1-standing": "disagreed"}  # closed: the words stay
    assert answer(desk, claim_id, **again).status_code == 303

    assert desk.state(claim_id) == "submitted"
    assert desk.rows(select(Claim.version)) == [1]
    assert not any(b"dvadesetog" in bytes(one) for one in desk.rows(select(Capsule.sealed)))
    page = plain(desk.page(claim_id, desk.coordinator))
    assert all(words in page for words in ("Settled", "I disagree", "open the file to read what was done about it"))
    assert WORDS not in page
    open_file(desk.coordinator, desk.case_id)
    assert WORDS in desk.page(claim_id, desk.coordinator)
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303


def test_what_was_answered_and_sent_again_is_taken_back_until_a_coordinator_says_something_of_it(desk: Desk) -> None:
    claim_id = returned(desk)
    first, back = desk.rows(select(Claim.first_sent_at)), f"/claims/{claim_id}/submission/withdrawal"
    assert answer(desk, claim_id, **{"rows-0-standing": "settled"}).status_code == 303
    sent = desk.page(claim_id)
    assert "Take it back from review" in sent
    assert "Sent for review <strong>" in sent

    assert desk.lawyer.post(back, desk.seen(claim_id)).status_code == 303

    assert "Sent for review <strong>" not in desk.page(claim_id)
    assert "Sent first <strong>" in desk.page(claim_id)
    assert desk.state(claim_id) == "returned"  # so that what was reviewed stays as it was
    assert desk.rows(select(Claim.first_sent_at)) == first
    assert "Returned: answer and send again" in desk.page(claim_id)
    assert answer(desk, claim_id, **{"rows-0-standing": "disagreed"}).status_code == 303
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    assert desk.lawyer.post(back, desk.seen(claim_id)).status_code == 422


def test_an_answer_that_comes_too_late_is_given_back_and_changes_nothing(desk: Desk, client_as: Any) -> None:
    claim_id = returned(desk)
    second, seen = desk.second_lawyer(client_as), desk.seen(claim_id)
    assert answer(desk, claim_id, then="", **{"rows-0-standing": "open"}).status_code == 303

    behind = answer(desk, claim_id, **{"rows-0-words": WORDS, **seen})
    assert behind.status_code == 409
    assert WORDS in text(behind)
    saved = text(behind).split("<h3>Saved now</h3>", 1)[1].split("<h3>Your answers, not saved</h3>", 1)[0]
    assert "Still open" in saved
    assert answer(desk, claim_id, **{"rows-0-standing": "settled"}).status_code == 303
    late = answer(desk, claim_id, **{"rows-0-words": WORDS, "rows-7-words": WORDS})
    assert late.status_code == 409
    assert WORDS in text(late)

    assert desk.rows(select(Answer.has_words)) == [False]
    assert desk.rows(select(Answer.standing)) == ["settled"]
    assert (
        second.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    )  # she wrote nothing of it


def test_each_head_of_damage_names_its_evidence_and_new_evidence_counts_as_a_change(desk: Desk) -> None:
    claim_id = returned(desk)
    assert "Open the file to say which documents prove" in desk.page(claim_id)
    document = paper(desk, belongs=f"claim:{claim_id}", exhibit="4")
    path, fear = f"/claims/{claim_id}/evidence", {"paper": str(document), "head": "fear"}
    assert "prove no head of damage yet" in desk.page(claim_id)
    offered = text(desk.lawyer.get(f"{path}?head=fear&pages=2-5"))
    assert all(one in offered for one in (NAME, 'value="2-5"'))
    assert desk.lawyer.post(path, fear | {"pages": "vidi Zamišljenu"}).status_code == 422

    assert desk.lawyer.post(path, fear | {"pages": "2-5, 8"}).status_code == 303

    page = plain(desk.page(claim_id))
    assert f"Exhibit 4, {NAME}" in page
    assert "p. 2–5, 8" in page
    assert "prove no head of damage yet" not in page
    closed = plain(desk.page(claim_id, desk.coordinator))
    assert NAME not in closed
    assert "1 document as evidence:" in closed
    assert "No evidence yet: Lost earnings." in closed
    assert answer(desk, claim_id).status_code == 303
    assert "To look at: Evidence for each head of damage" in plain(
        desk.coordinator.get("/claims/").get_data(as_text=True)
    )
    row = desk.rows(select(Evidence.id))[0]
    refused = [desk.lawyer.post(f"{path}/{row}/removal"), desk.lawyer.post(path, fear | {"pages": "9"})]
    assert [one.status_code for one in refused] == [
        409,
        409,
    ]  # a coordinator reads it: evidence is added and nothing else
    assert "A coordinator is reading it." in text(refused[0])
    back = {"reasons": "other"} | desk.seen(claim_id)
    assert desk.coordinator.post(f"/claims/{claim_id}/return", back).status_code == 303
    assert desk.lawyer.post(path, fear | {"pages": "2-5, 8"}).status_code == 303
    assert answer(desk, claim_id).status_code == 422  # the same as before is nothing new
    rest = {"parts-1-head": "", "parts-1-amount": ""} | desk.seen(claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | rest).status_code == 303
    assert "prove no head of damage yet" in desk.page(claim_id)
    assert f"{row}/removal" in text(desk.lawyer.get(path)).split("claimed no more", 1)[1]
    assert desk.lawyer.post(f"{path}/{row}/removal").status_code == 303
    assert desk.rows(select(Evidence.id)) == []
    acts = desk.rows(select(LedgerEntry.act).where(LedgerEntry.act.like("%evidence%")).order_by(LedgerEntry.seq))
    assert acts == ["add_evidence", "take_out_evidence"]


def test_evidence_of_a_claim_that_is_not_hers_or_of_a_closed_file_is_not_shown(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = returned(desk)
    other = client_as(make.lawyer())

    for path in ("evidence", "answers", "evidence/7b0c7a52-0000-4000-8000-000000000000/removal"):
        assert other.post(f"/claims/{claim_id}/{path}").status_code == 404
        assert desk.coordinator.post(f"/claims/{claim_id}/{path}").status_code == 404
    assert desk.lawyer.get(f"/claims/{claim_id}/evidence").status_code == 403
    typed = {"head": "fear", "pages": "2-5", "paper": "Zamišljena"}
    closed = desk.lawyer.post(f"/claims/{claim_id}/evidence", typed)
    assert closed.status_code == 403
    assert f'value="/claims/{claim_id}/evidence?head=fear&pages=2-5"' in text(closed)  # no word goes into an address
    named = desk.lawyer.post(f"/claims/{claim_id}/evidence", typed | {"pages": "vera"})
    assert f'value="/claims/{claim_id}/evidence?head=fear"' in text(named)
    back = {"purpose": "daily", "back": f"/claims/{claim_id}/evidence?head=fear&pages=2-5"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/openings", back).headers["Location"] == back["back"]


def test_a_box_that_was_closed_when_the_page_was_made_takes_nothing_out(desk: Desk) -> None:
    claim_id = returned(desk)
    kept = {"rows-0-standing": "open", "rows-0-words": WORDS, "then": ""}
    assert answer(desk, claim_id, **kept).status_code == 303
    empty = {"rows-0-words": "", "then": ""}
    assert "rows-0-words-read" not in desk.page(claim_id)

    open_file(desk.lawyer, desk.case_id)  # in another window, while the page stands there
    assert answer(desk, claim_id, **empty).status_code == 303

    assert WORDS in desk.page(claim_id)
    assert answer(desk, claim_id, then="").status_code == 303  # a form without rows says nothing
    assert desk.rows(select(Answer.standing)) == ["open"]
    assert answer(desk, claim_id, **{f"rows-{place}-words": "x" for place in range(101)}).status_code == 422
    assert 'name="rows-0-words-read"' in desk.page(claim_id)
    assert answer(desk, claim_id, **empty, **{"rows-0-words-read": "y"}).status_code == 303
    assert WORDS not in desk.page(claim_id)


def test_what_was_answered_and_taken_back_is_no_answer(desk: Desk) -> None:
    claim_id = returned(desk)
    assert answer(desk, claim_id, **{"rows-0-words": WORDS, "then": ""}).status_code == 303

    assert answer(desk, claim_id, **{"rows-0-words": "", "rows-0-words-read": "y"}).status_code == 422

    assert desk.state(claim_id) == "returned"


def test_what_was_answered_goes_with_her(app: Flask, stage: Stage) -> None:  # noqa: F811
    made = stage.lawyer.post(f"/cases/{stage.case}/claims", {**ROWS, "victim": str(stage.victim)})
    path = made.headers["Location"].partition("?")[0]
    stage.lawyer.post(f"{path}/submission", {"row_version": "1"})
    stage.first.post(f"{path}/return", {"reasons": "other", "row_version": "2"})
    review = str(rows(app, Review, "id")[0].id)
    typed = {"review": review, "row_version": "3", "rows-0-standing": "open", "rows-0-words": WORDS}
    assert stage.lawyer.post(f"{path}/answers", typed).status_code == 303
    assert "answer" in {row.table for row in rows(app, Capsule, "table")}

    erased(app, stage)

    assert "answer" not in {row.table for row in rows(app, Capsule, "table")}
    assert [(row.standing, row.has_words) for row in rows(app, Answer, "standing", "has_words")] == [("open", False)]
