"""How much does a lawyer have to do on a day in court? Her clicks and keys are counted."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.hearings import actions
from litigation_app.casework.proceedings.hearings.actions import Planned
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.law.court_calendar import calendar_of

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

LAWYER = "Iskra Treća"
FEW = 5
# Everything that she presses outside a box of text; what she types into one is her text.
COUNTING = """
const boxes = "input[type=text], textarea";
const count = () => sessionStorage.setItem("pressed", 1 + Number(sessionStorage.getItem("pressed") || 0));
addEventListener("click", (event) => event.isTrusted && event.detail > 0 && count(), true);
addEventListener("keydown", (event) => event.target.matches(boxes) || count(), true);
"""


@pytest.fixture
def in_court(desk: Any) -> str:
    """The hour of a hearing today; each in a case of its own, at a minute of its own, which has come at any hour of the day."""
    with desk.app.app_context(), committing():
        lawyer = desk.actor(LAWYER)
        before = db.session.scalar(select(func.count()).select_from(Hearing).where(Hearing.on == clock.today())) or 0
        hers = select(Case).where(Case.created_by == lawyer.id).order_by(Case.reference)
        case = db.session.scalars(hers.offset(before).limit(1)).one()
        proceeding = db.session.scalars(select(Proceeding).where(Proceeding.case_id == case.id)).first()
        planned = Planned("main_hearing", clock.today(), time(0, before), ("client", "counsel"))
        actions.schedule(lawyer, case, proceeding, planned)
        return f"0.{before:02d}"


def working_day(after: int) -> date:
    """So many days from now or some more, no day about which the desk asks."""
    ahead = (clock.today() + timedelta(days=day) for day in range(after, after + 30))
    return next(day for day in ahead if not calendar_of("RS").may_be_closed(day))


def pressed(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('pressed')"))


def hearing_of(page: Page, hour: str) -> Locator:
    """The link to it on Today."""
    row = page.locator("#week li", has_text=re.compile(rf"\b{re.escape(hour)}\b"))
    return row.get_by_role("link", name="Main hearing")


def test_a_hearing_is_logged_with_five_presses_and_its_text(desk: Any, in_court: str) -> None:
    page = desk.at(LAWYER)
    page.context.add_init_script(COUNTING)
    page.goto("/")  # where she comes to when she has signed in

    hearing_of(page, in_court).click()
    page.get_by_label("Held").click()
    page.get_by_role("group", name="Present").get_by_label(
        "Other witnesses"
    ).click()  # the client and counsel are ticked
    page.get_by_label("What happened").type("The expert was heard.")
    page.get_by_role("button", name="Save the outcome").click()

    expect(page.locator("#hearings")).to_contain_text("Held")
    assert pressed(page) <= FEW


def test_from_her_first_page_an_adjournment_and_the_next_day_take_five_presses_and_text(
    desk: Any, in_court: str
) -> None:
    page = desk.at(LAWYER)
    page.context.add_init_script(COUNTING)
    next_on = working_day(30)
    page.goto("/")

    hearing_of(page, in_court).click()
    page.get_by_label("Adjourned").click()
    page.get_by_label("Reason for adjournment").select_option("panel")  # chosen by its first letters: counted below
    page.get_by_label("Next day", exact=True).type(f"{next_on.day}. {next_on.month}. {next_on.year}.")
    page.get_by_label("What happened").type("The panel was not complete.")
    page.get_by_role("button", name="Save the outcome").click()

    expect(page.locator("#hearings")).to_contain_text("Adjourned: The panel was not complete or changed")
    assert pressed(page) + 2 <= FEW  # Tab to the reason, and its first letter
    page.goto(f"/calendar?day={next_on}")
    expect(page.get_by_text("Main hearing").first).to_be_visible()


def test_an_adjournment_with_the_next_day_shows_in_the_calendar_of_that_month(desk: Any, in_court: str) -> None:
    page = desk.at(LAWYER)
    next_on = working_day(40)
    page.goto("/")
    hearing_of(page, in_court).click()

    page.get_by_label("Adjourned").check()
    page.get_by_label("Reason for adjournment").select_option("panel")
    page.get_by_label("Next day", exact=True).fill(f"{next_on.day}. {next_on.month}. {next_on.year}.")
    page.get_by_label("Hour of the next day").fill("11")
    page.get_by_role("button", name="Save the outcome").click()

    expect(page.locator("#hearings")).to_contain_text("Adjourned: The panel was not complete or changed")
    page.goto(f"/calendar?day={next_on}")
    expect(page.get_by_role("link", name="11.00 Main hearing")).to_be_visible()
