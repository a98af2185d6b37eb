"""Papers that are dropped on the page are sent one after another, and one that is refused stops no other."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

LAWYER = "Iskra Treća"
DROPPED = """(box, files) => {
  const carried = new DataTransfer();
  for (const [name, says] of files) carried.items.add(new File([says], name));
  box.files = carried.files;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.fixture
def adding(desk: Any) -> Page:
    """The page on which papers are added to a case of hers, whose file stands open."""
    with desk.app.app_context():
        lawyer = desk.actor(LAWYER)
        case = db.session.scalars(select(Case.id).where(Case.created_by == lawyer.id).order_by(Case.reference)).first()
    page: Page = desk.at(LAWYER)
    page.goto(f"/cases/{case}/papers/new")
    page.get_by_label("Purpose").select_option("hearing")
    page.get_by_role("button", name="Open the file").click()
    page.goto(f"/cases/{case}/papers/new")
    page.get_by_label("What it is").select_option("letter")
    return page


def drop(page: Page, *files: tuple[str, str]) -> None:
    page.locator("[data-upload] input[type=file]").evaluate(DROPPED, [list(one) for one in files])
    page.get_by_role("button", name="Add", exact=True).click()


def test_of_two_dropped_papers_the_refused_one_says_why_and_the_other_is_kept(adding: Page) -> None:
    drop(adding, ("losa.exe", "MZ izmišljeno"), ("dobra.txt", "Izmišljen tekst"))

    lines = adding.locator(".uploads li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("losa.exe is of a kind that the desk does not take")
    expect(lines.nth(1)).to_contain_text("Added")
    assert adding.url.endswith("/papers/new")
    adding.get_by_role("link", name="Cancel").click()
    expect(adding.get_by_text("dobra.txt").first).to_be_visible()
    expect(adding.get_by_text("losa.exe")).to_have_count(0)


def test_a_missing_answer_is_summed_up_and_every_file_waits(adding: Page) -> None:
    adding.get_by_label("What it is").select_option("")
    adding.get_by_label("Exhibit number").fill("D-4")
    drop(adding, ("prva.txt", "Jedan"), ("druga.txt", "Dva"))

    summary = adding.locator("#errors")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(1)
    expect(summary).to_contain_text("What it is: Fill this in.")
    assert adding.locator("[data-upload] input[type=file]").evaluate("box => box.files.length") == 2
    expect(adding.get_by_label("Exhibit number")).to_have_value("D-4")
    summary.get_by_role("link").click()
    expect(adding.get_by_label("What it is")).to_be_focused()
    adding.get_by_label("What it is").select_option("letter")
    adding.get_by_role("button", name="Add", exact=True).click()
    adding.wait_for_url("**done=papers-added**")
    for name in ("prva.txt", "druga.txt"):
        expect(adding.get_by_text(name).first).to_be_visible()
