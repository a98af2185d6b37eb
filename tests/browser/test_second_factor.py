"""Enrolment and passkeys as a real browser does them, with Chromium's own authenticator, and the pages that belong to them."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from litigation_app.accounts import stamps
from litigation_app.accounts.models import Office, WebSession
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.staff.people import actions as people
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from walking import barriers

pytestmark = pytest.mark.browser

CHOSEN = "a river under the old bridge"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PHONE = {"width": 390, "height": 844}


def link_for(desk: Any, name: str, email: str) -> str:
    with desk.app.app_context(), committing():
        office = db.session.scalars(select(Office.id).order_by(Office.name)).first()
        _user, link = people.add(None, name=name, email=email, roles=[Role.LAWYER], office_id=office)
    desk.people[name] = email
    return f"/enrol/{link}"


def authenticator(page: Page) -> None:
    """A telephone that makes and uses passkeys, with a finger on it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def faults_of(page: Page, heading: str) -> list[str]:
    """What is wrong with the look of the page with this heading, on a desk and on a telephone."""
    expect(page.locator("h1")).to_have_text(heading)
    page.wait_for_load_state()
    found = []
    for size in ({"width": 1360, "height": 900}, PHONE):
        page.set_viewport_size(size)
        found += ["too wide"] if page.evaluate(TOO_WIDE) else []
        found += barriers(page)
    page.set_viewport_size({"width": 1360, "height": 900})
    return found


def choose_password(page: Page) -> None:
    page.get_by_label("New password").fill(CHOSEN)
    page.get_by_label("The same password again").fill(CHOSEN)
    page.get_by_role("button", name="Continue").click()


def make_stale(desk: Any) -> None:
    with desk.app.app_context(), committing() as session:
        for one in session.scalars(select(WebSession).where(WebSession.revoked_at.is_(None))):
            one.stepped_up_at = None
            one.stamp = stamps.of(stamps.SIGN_IN, one)


def test_a_person_enrols_signs_in_and_confirms_with_a_passkey(staffed_desk: Any) -> None:
    page = staffed_desk.visitor()
    authenticator(page)
    faults = {}

    page.goto(link_for(staffed_desk, "Iskra Nova", "iskra.nova@desk.example"))
    faults["password"] = faults_of(page, "Choose your password")
    choose_password(page)
    faults["factor"] = faults_of(page, "Set up your second factor")
    page.get_by_label("Name of the passkey").fill("Telephone")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator(".recovery-codes li")).to_have_count(rules.RECOVERY_CODES)
    faults["sheet"] = faults_of(page, "Your recovery codes")
    page.get_by_role("link", name="I have them, continue").click()

    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail").fill("iskra.nova@desk.example")
    page.get_by_label("Password").fill(CHOSEN)
    faults["sign in"] = faults_of(page, "Sign in")
    page.get_by_role("button", name="Sign in").click()
    faults["passkey"] = faults_of(page, "Use your passkey")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile("/today"))

    make_stale(staffed_desk)
    page.goto("/me/app")
    faults["confirm"] = faults_of(page, "Confirm that it is you")
    page.get_by_role("button", name="Use a passkey").click()
    faults["app"] = faults_of(page, "Authenticator app")

    assert not {where: found for where, found in faults.items() if found}


def test_she_adds_and_removes_a_passkey_on_her_own_page(staffed_desk: Any) -> None:
    page = staffed_desk.at("Vera Druga")
    authenticator(page)
    page.locator("a.person").click()
    before = faults_of(page, "Your sign-in")
    page.get_by_role("link", name="Add a passkey").click()
    adding = faults_of(page, "Add a passkey")
    page.get_by_label("Name of the passkey").fill("Key ring")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.locator(".own-factors").first).to_contain_text("Key ring")
    after = faults_of(page, "Your sign-in")

    row = page.locator("li", has_text="Key ring")
    row.get_by_text("Remove", exact=True).click()
    row.get_by_role("button", name="Remove the passkey").click()

    expect(page.locator(".own-factors").first).not_to_contain_text("Key ring")
    assert before + adding + after == []


def test_without_scripts_she_enrols_with_an_app_and_what_she_wrote_survives_the_question(staffed_desk: Any) -> None:
    page = staffed_desk.visitor(java_script_enabled=False)
    page.goto(link_for(staffed_desk, "Luna Nova", "luna.nova@desk.example"))
    choose_password(page)
    secret = rules.secret_of_text(page.locator(".app-secret code").inner_text().replace(" ", ""))
    now = rules.counter_at(clock.now())
    page.get_by_label("Code from the app").fill(rules.code_at(secret, now))
    page.get_by_role("button", name="Save and sign in").click()
    page.get_by_role("link", name="I have them, continue").click()
    page.goto("/me/security")
    make_stale(staffed_desk)

    page.get_by_text("Make a new set").click()
    page.get_by_role("button", name="Make ten new codes").click()
    expect(page.locator("h1")).to_have_text("Confirm that it is you")
    page.get_by_role("textbox", name="Code").fill(rules.code_at(secret, max(now + 1, rules.counter_at(clock.now()))))
    page.get_by_role("button", name="Confirm").click()

    expect(page.locator(".recovery-codes li")).to_have_count(rules.RECOVERY_CODES)
