"""A desk that a real browser can reach: Chromium, a served copy on SQLite, its people, and a filled caseload."""

import fcntl
import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import select, update

from config import Config
from desks import laid
from litigation_app.accounts import queries, stamps
from litigation_app.accounts.models import Office, TotpFactor, User
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.staff.people import actions as people
from litigation_app.app import create_app
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.rules import Blocker, Decided, Paid, Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Said
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.access import Actor, Role
from litigation_app.core.db import committing, db
from looked_at import addresses, furnished  # noqa: F401  # fixtures
from looping import looping
from preparing import WRITTEN_DOWN

SECRET = bytes(rules.SECRET_BYTES)  # of everybody's authenticator app
PASSWORD = "three rivers meet at dawn"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
QUICK_HASH_KIB = 64
PEOPLE = "people.json"
DESKTOP = {"width": 1360, "height": 900}
PATIENCE_MINUTES = 60  # a walk over all pages is not asked for the second factor in its middle
PATIENCE_MS = 120_000  # for hangs: the machine is shared


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, f"Chromium is missing: install one of {', '.join(PROGRAMS)}"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Desk:
    """A served copy with its people; `people` maps a name to her e-mail address, `seats` to the browser at which she stays."""

    app: Flask
    address: str
    browser: Browser
    people: dict[str, str] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    seats: dict[str, BrowserContext] = field(default_factory=dict)

    def office(self, name: str, country: str) -> Any:
        with self.app.app_context(), committing():
            return people.add_office(name=name, organisation="Invented organisation", country=country).id

    def person(self, name: str, role: Role, *offices: Any) -> str:
        email = f"{name.split(maxsplit=1)[0].lower()}@desk.example"
        with self.app.app_context(), committing():
            user, _link = people.add(None, name=name, email=email, roles=[role], office_id=offices[0])
            for office in offices[1:]:
                people.give(user, role, office)
            stamps.set_password(user, passwords.hashed(PASSWORD))
            user.enrolment_hash = user.enrolment_until = None
            factors.set_app(user.id, SECRET, last_counter=0)
        self.people[name] = email
        return email

    def actor(self, name: str) -> Actor:
        found = queries.actor_by_email(self.people[name])
        assert found is not None
        return found

    def code(self, name: str) -> str:
        """The code that her app shows, usable as if she had not signed in a moment ago."""
        hers = select(User.id).where(User.email == self.people[name]).scalar_subquery()
        with self.app.app_context(), committing() as session:
            session.execute(update(TotpFactor).where(TotpFactor.user_id == hers).values(last_counter=0))
        return rules.code_at(SECRET, rules.counter_at(clock.now()))

    def visitor(self, **kwargs: Any) -> Page:
        """A page of a new browser that has not signed in."""
        still = {"reduced_motion": "reduce"}  # a click would wait until nothing glides any more
        context = self.browser.new_context(**{"viewport": DESKTOP, "base_url": self.address, **still, **kwargs})
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        return context.new_page()

    def at(self, name: str, *, page: Page | None = None, **kwargs: Any) -> Page:
        """A page of a browser, this one or a new one, at which this person has signed in."""
        page = page or self.visitor(**kwargs)
        page.goto("/sign-in")
        page.get_by_label("E-mail").fill(self.people[name])
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code").fill(self.code(name))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    def seated(self, name: str) -> Page:
        """A page of the browser at which she signs in once."""
        if name in self.seats:
            return self.seats[name].new_page()
        page = self.at(name)
        self.seats[name] = page.context
        return page


@contextmanager
def serving(browser: Browser, instance: Path) -> Iterator[Desk]:
    """The desk of this instance, answering on a free port of this machine."""
    door = socket.create_server(("127.0.0.1", 0))
    address = f"http://localhost:{door.getsockname()[1]}"
    url = f"sqlite:///{instance / 'desk.db'}"
    quick = {"password_hash_kib": QUICK_HASH_KIB, "step_up_minutes": PATIENCE_MINUTES}
    app = create_app(Config(instance=instance, database_url=url, origin=address, **quick))
    desk = Desk(app, address, browser)
    with looping(waitress.create_server(app, map={}, sockets=[door], threads=4, ident=None)):
        yield desk
        for context in desk.contexts:
            context.close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served copy of a file's tests lies."""
    return tmp_path_factory.mktemp("served") / "instance"


@pytest.fixture(scope="module")
def bare_desk(chromium: Browser, sqlite_template: Path, place: Path) -> Iterator[Desk]:
    """A desk with nobody and nothing in it, for pages that need no caseload."""
    with serving(chromium, laid(sqlite_template, place)) as desk:
        yield desk


@pytest.fixture(scope="module")
def staffed_desk(bare_desk: Desk) -> Desk:
    """A desk with the five roles and four lawyers in four countries, and no case yet."""
    _staff(bare_desk)
    return bare_desk


@pytest.fixture(scope="module")
def desk_with_claims(staffed_desk: Desk) -> Desk:
    """The same with eight cases: half a dozen claims wait for review, as many are drafts."""
    Filling(staffed_desk, cases=8, of_few=0).fill()
    return staffed_desk


@pytest.fixture(scope="session")
def caseload(
    chromium: Browser, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """Where an instance lies, to be copied: its people with a caseload of two years, enough to publish; one worker makes it for all."""
    its = tmp_path_factory.getbasetemp()
    folder = (its if worker_id == "master" else its.parent) / "caseload"
    folder.mkdir(exist_ok=True)
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / PEOPLE).exists():
            with serving(chromium, laid(sqlite_template, folder / "instance")) as desk:
                _staff(desk)
                Filling(desk).fill()
            (folder / PEOPLE).write_text(json.dumps(desk.people))
    return folder


@pytest.fixture(scope="module")
def desk(chromium: Browser, caseload: Path, place: Path) -> Iterator[Desk]:
    """A copy of it, served."""
    with serving(chromium, laid(caseload / "instance", place)) as desk:
        desk.people |= json.loads((caseload / PEOPLE).read_text())
        yield desk


def _staff(desk: Desk) -> None:
    offices = {code: desk.office(f"Office {code}", code) for code in ("RS", "MK", "BA", "ME")}
    desk.person("Ana Primer", Role.LAWYER, *offices.values())
    for name in Filling.LAWYERS:
        desk.person(name, Role.LAWYER, offices["RS"])
    desk.person("Mila Prva", Role.COORDINATOR, *offices.values())
    desk.person("Petra Broj", Role.ANALYST, *offices.values())
    desk.person("Olga Uprava", Role.ADMINISTRATOR, offices["RS"])
    desk.person("Iva Gled", Role.AUDITOR, *offices.values())


class Filling:
    """Two years of invented cases and one of few, through the desk's own actions, written down before these years were closed."""

    LAWYERS = ("Vera Druga", "Iskra Treća", "Sanja Četvrta", "Lena Peta")
    STEPS = (
        "report_filed", "investigation_ordered", "indictment_filed", "served_on_accused", "confirmed",
        "hearing_scheduled", "trial_opened", "judgment_pronounced",
    )  # fmt: skip
    YEARS = (2022, 2023)
    VICTIMS_A_CASE = 2
    YEAR_OF_FEW = 2021

    def __init__(self, desk: Desk, cases: int = 44, of_few: int = 16) -> None:
        self.desk, self.cases, self.of_few = desk, cases, of_few

    def fill(self) -> None:
        with time_machine.travel(WRITTEN_DOWN), self.desk.app.app_context(), committing():
            self.office = db.session.scalars(select(Office).where(Office.country == "RS")).one()
            self.reviewer = self.desk.actor("Mila Prva")
            for number in range(self.cases):
                self._case(number, self.YEARS[number % 2])
            for number in range(self.of_few):
                self._case(number, self.YEAR_OF_FEW)

    def _case(self, number: int, year: int) -> None:
        lawyer = self.desk.actor(self.LAWYERS[number % len(self.LAWYERS)])
        opened = date(year, 1 + number % 3, 10)
        text = FileText("Presuda koja priznaje otetu zaradu.")
        new = NewCase(self.office, opened, "test", Place("vs_beograd"), text)
        case = casefile.open_case(lawyer, new)
        self._steps(lawyer, case, year, reached=(8, 8, 8, 4, 8, 2, 8, 5)[(number // 2) % 8])
        for which in range(self.VICTIMS_A_CASE):
            victim = victims.add(lawyer, case, self._record(number, which, opened))
            if number % 8 not in {3, 6}:
                self._claim(lawyer, case, victim, number, year)

    def _record(self, number: int, which: int, contact: date) -> VictimRecord:
        is_child = (number + which) % 3 == 0
        return VictimRecord(
            given_name="Izmišljena",
            family_name=f"Osoba {number}-{which}",
            birth_date=date(contact.year - (15 if is_child else 27), 5, 5),
            sex="M" if (number // 2 + which) % 4 == 0 else "F",
            status="FORMAL" if (number // 2 + which) % 2 else "PRESUMED",
            citizenship_group="NATIONAL",
            forms=("LAB",) if (number // 4 + which) % 3 == 0 else ("SEX",),
            first_contact=contact,
        )

    def _steps(self, lawyer: Actor, case: Case, year: int, *, reached: int) -> None:
        criminal = db.session.scalars(select(Proceeding).filter_by(case_id=case.id, family="criminal")).one()
        for place, event in enumerate(self.STEPS[:reached]):
            outcome = "convicted" if event == "judgment_pronounced" else None
            proceedings.move(lawyer, criminal, event, Said(date(year, 3 + place, 20), outcome=outcome))

    def _claim(self, lawyer: Actor, case: Case, victim: Any, number: int, year: int) -> None:
        earned = Decimal(900_000 + 10_000 * number)
        parts = [Part("lost_earnings", earned), Part("fear", Decimal("300000.00"))]
        claim = claims.draft(lawyer, case, victim, route="property_claim", parts=parts)
        if number >= self.cases - 4:
            return  # some stay drafts
        claims.submit(lawyer, claim, case, row_version=claim.row_version)
        if number >= self.cases - 8:
            return  # some wait for review
        reviews.approve(self.reviewer, claim, case, said=reviews.Approval(), row_version=claim.row_version)
        claims.record_filing(
            lawyer,
            claim,
            case,
            on=date(year, 6, 3),
            why=claims.Irregular(unauthorised="appointed", is_early_meant=True),
        )
        outcome = ("awarded_part", "referred", "awarded_full", "referred")[(number // 2) % 4]
        amount = earned if outcome.startswith("awarded") else None
        decided = Decided(date(year, 11, 9), outcome, amount, is_final=True)
        claims.record_decision(lawyer, claim, case, instance="first", decided=decided, meant=(Blocker.UNJUDGED,))
        if amount and number % 3:
            claims.record_payment(lawyer, claim, case, paid=Paid(date(year, 12, 9), amount / 2, "OFFENDER"))
