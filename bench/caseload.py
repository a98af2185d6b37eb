"""Which desk do the page figures run on: 100,000 cases at four offices, and browsers that are signed in?"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from werkzeug.test import TestResponse

from config import Config
from litigation_app import vault
from litigation_app.accounts import stamps
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import rules as codes
from litigation_app.accounts.staff.people import actions as people
from litigation_app.app import create_app
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.core import clock, schema
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.law import loader

PASSWORD = "seven bridges over one river"  # noqa: S105 - of invented people on a desk that lives for a minute
SECRET = bytes(codes.SECRET_BYTES)  # of everybody's authenticator app there
SITE = "https://localhost"
COUNTRIES = ("RS", "MK", "BA", "ME")
LAWYERS = 5  # at each office
BATCH = 10_000
FIRST_YEAR, YEARS = 2017, 10
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """Somebody at a browser, signed in, with the token of her pages."""

    def __init__(self, app: Flask, email: str, password: str = PASSWORD, secret: bytes = SECRET) -> None:
        self.client = app.test_client()
        self.token = ""
        self._read_token(self.get("/sign-in"))
        code = codes.code_at(secret, codes.counter_at(clock.now()))
        signed_in = self.post("/sign-in", {"email": email, "password": password, "code": code})
        self._read_token(self.get(signed_in.headers["Location"], follow_redirects=True))

    def _read_token(self, page: TestResponse) -> None:
        found = _TOKEN.search(page.get_data(as_text=True))
        if found is None:
            raise LookupError(f"no form on the page that answered {page.status_code}")
        self.token = found.group(1)

    def get(self, path: str, *, follow_redirects: bool = False) -> TestResponse:
        """The page; raises LookupError for anything but an answer below 400."""
        return _fine(self.client.get(path, base_url=SITE, follow_redirects=follow_redirects))

    def post(self, path: str, typed: dict[str, Any]) -> TestResponse:
        """The redirect after an act; raises LookupError for a page that shows the form again."""
        return _fine(self.client.post(path, data={"csrf_token": self.token, **typed}, base_url=SITE))


def _fine(answer: TestResponse) -> TestResponse:
    if answer.status_code >= 400:
        raise LookupError(f"{answer.request.path} answered {answer.status_code}")
    return answer


def desk(folder: Path) -> Flask:
    """An empty desk on SQLite in `folder`, with all its pages."""
    url, many = f"sqlite:///{folder / 'desk.db'}", 10**9  # the bench opens records more often than a person may
    config = Config(
        instance=folder, database_url=url, password_hash_kib=64, openings_per_hour=many, searches_per_hour=many
    )
    return founded(config)


def founded(config: Config) -> Flask:
    """An empty desk of this configuration."""
    vault.create(config)
    schema.upgrade(config)
    return create_app(config)


def fill(app: Flask, cases: int) -> tuple[str, str]:
    """People and `cases` cases, by bulk inserts; the addresses of a lawyer and of her coordinator."""
    with app.app_context(), committing():
        offices = [people.add_office(name=f"Office {c}", organisation="Bench", country=c).id for c in COUNTRIES]
        lawyers = [_person(Role.LAWYER, office, place) for place in range(LAWYERS) for office in offices]
        for office in offices:
            _person(Role.COORDINATOR, office, 0)
        db.session.flush()
        for rows in _batches(offices, lawyers, cases):
            db.session.execute(insert(Case), rows)
            repeated = ("office_id", "opened_on", "reference", "code_name")
            keys = [
                {name: r[name] for name in repeated} | {"case_id": r["id"], "user_id": r["created_by"], "kind": LEAD}
                for r in rows
            ]
            db.session.execute(insert(Assignment), keys)
    return f"lawyer0.{offices[0]}@desk.example", f"coordinator0.{offices[0]}@desk.example"


def analyst(app: Flask) -> str:
    """Somebody at a desk without cases, who reads what is published; her address."""
    with app.app_context(), committing():
        office = people.add_office(name="Office", organisation="Bench", country=COUNTRIES[0]).id
        return another(Role.ANALYST, office)[1]


def another(role: Role, office: UUID) -> tuple[UUID, str]:
    """One more who works at this office, whose password and codes the bench knows; her id and address."""
    return _person(role, office, LAWYERS), f"{role}{LAWYERS}.{office}@desk.example"


def _person(role: Role, office: UUID, place: int) -> UUID:
    email, name = f"{role}{place}.{office}@desk.example", f"Bench {role.title()} {place}"
    user, _link = people.add(None, name=name, email=email, roles=[role], office_id=office)
    stamps.set_password(user, passwords.hashed(PASSWORD))
    user.enrolment_hash = user.enrolment_until = None
    factors.set_app(user.id, SECRET, last_counter=0)
    return user.id


def _batches(offices: list[UUID], lawyers: list[UUID], cases: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, cases, BATCH):
        yield [_case(number, offices, lawyers) for number in range(start, min(start + BATCH, cases))]


def _case(number: int, offices: list[UUID], lawyers: list[UUID]) -> dict[str, Any]:
    """The office and country go round by four, the lawyers by twenty, so that each lawyer is of her case's office."""
    country = COUNTRIES[number % len(COUNTRIES)]
    opened = date(FIRST_YEAR, 1, 1) + timedelta(days=number % (YEARS * 365 - 60))
    law = loader.load(country)
    forum = law.forums[0] if law.forums else None
    graph = law.family("criminal", forum)[0]
    return {
        "id": uuid4(),
        "country": country,
        "year": opened.year,
        "reference": rules.reference(country, opened.year, number),
        "code_name": rules.code_name(number),
        "office_id": offices[number % len(offices)],
        "forum": forum,
        "court_id": rules.first_courts(law, "en")[0].id,
        "court_typed": None,
        "opened_on": opened,
        "created_by": lawyers[number % len(lawyers)],
        "created_at": clock.now(),
        "law_version": law.version,
        "stage_now": graph.initial,
        "moved_on": opened + timedelta(days=30),
        "row_version": 1,
    }
