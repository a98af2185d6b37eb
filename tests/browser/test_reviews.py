"""How many keys does a coordinator press to review ten claims, without the mouse?"""

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from keyboard import Keys
from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions
from litigation_app.casework.claims.models import Claim, Review, State
from litigation_app.core.db import committing, db

pytestmark = pytest.mark.browser

COORDINATOR = "Mila Prva"
TEN, RETURNED = 10, 3
A_CLAIM, TO_THE_QUEUE = 5, 40


@pytest.fixture
def desk(desk_with_claims: Any) -> Any:
    """Every draft is sent: a dozen claims wait."""
    with desk_with_claims.app.app_context(), committing():
        rows = db.session.execute(
            select(Claim, Case, User.name)
            .join(Case, Case.id == Claim.case_id)
            .join(User, User.id == Claim.written_by)
            .where(Claim.state == State.DRAFT)
        ).all()
        for claim, case, lawyer in rows:
            actions.submit(desk_with_claims.actor(lawyer), claim, case, row_version=claim.row_version)
    return desk_with_claims


def reviewed(desk: Any) -> dict[str, int]:
    with desk.app.app_context():
        rows = db.session.execute(select(Review.verdict, func.count()).group_by(Review.verdict))
        return {row[0]: row[1] for row in rows}


@pytest.mark.extensive
def test_ten_claims_are_reviewed_without_the_mouse(desk: Any) -> None:
    before = reviewed(desk)
    keys = Keys(desk.at(COORDINATOR), TO_THE_QUEUE)
    keys.page.goto("/claims/")
    keys.to("Skip to the content")
    keys.press("Enter")
    keys.to("Review")

    for number in range(TEN):
        begun = keys.pressed
        keys.enter("Review")
        keys.to("Approve")
        if number < RETURNED:
            keys.press("Tab", "Space", "Enter")  # the first reason
        else:
            keys.press("Enter")
            expect(keys.page.get_by_label("Why you approve it all the same")).to_be_focused()
            keys.page.keyboard.type("Proved")
            keys.press("Tab", "Enter")
        keys.page.wait_for_url("**/claims/?done=*")
        expect(keys.page.locator("a[autofocus]")).to_be_focused()  # the next claim
        assert keys.pressed - begun <= A_CLAIM

    after = reviewed(desk)
    assert after["approved"] - before.get("approved", 0) == TEN - RETURNED
    assert after["returned"] - before.get("returned", 0) == RETURNED
    assert keys.pressed <= TO_THE_QUEUE + TEN * A_CLAIM


def test_the_enter_key_among_the_reasons_never_approves(desk: Any) -> None:
    before = reviewed(desk)
    keys = Keys(desk.at(COORDINATOR), TO_THE_QUEUE)
    keys.page.goto("/claims/")
    keys.page.get_by_role("link", name="Review RS").first.focus()
    keys.enter("Review")
    keys.to("Approve")

    keys.press("Tab", "Enter")

    expect(keys.page.get_by_text("Choose a reason for the claim or for one row.").first).to_be_visible()
    assert reviewed(desk) == before


def test_words_that_are_not_saved_are_asked_about_before_the_page_is_left(desk: Any) -> None:
    page = desk.at(COORDINATOR)
    page.goto("/claims/")
    page.get_by_role("link", name="Review RS").first.click()
    page.wait_for_load_state()  # its scripts ask, not the browser
    note = page.locator("textarea[name='note']")
    asked: list[str] = []
    note.fill("Još nije sačuvano.")

    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(".crumbs a").first.click()

    expect(note).to_have_value("Još nije sačuvano.")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Return with reasons").last.click()  # refused without a reason: nothing is saved
    expect(page.locator("#errors")).to_be_visible()
    page.wait_for_load_state()
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".crumbs a").first.click()
    page.wait_for_url("**/cases/")
    assert asked == ["beforeunload"] * 2
