"""The people and things that a test speaks of."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update

from litigation_app.accounts import queries, stamps
from litigation_app.accounts.models import Office, TotpFactor, User, WebSession
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place, assignment
from litigation_app.casework.cases.emergencies import actions as emergencies
from litigation_app.casework.cases.models import SECOND, Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.planner.team import actions as team
from litigation_app.core import clock
from litigation_app.core.access import Actor, Role
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from served import PASSWORD

CODES = "codes of the test"


def secret_of(email: str) -> bytes:
    """The secret of this person's authenticator app."""
    return hashlib.sha1(email.encode(), usedforsecurity=False).digest()


def next_code(app: Flask, email: str) -> str:
    """The code of the next unused half minute around now; after three in a row, as if half a minute had passed."""
    used: dict[str, int] = app.extensions.setdefault(CODES, {})
    at = clock.now()
    now = rules.counter_at(at)
    first = now - 1 if at.timestamp() % 30 < 1 else now  # for half a minute a code must not run out on its way
    found = next((c for c in range(first, now + 2) if c > used.get(email, 0)), None)
    if found is None:
        found = first
        with app.app_context(), committing() as session:
            hers = select(User.id).where(User.email == email).scalar_subquery()
            session.execute(update(TotpFactor).where(TotpFactor.user_id == hers).values(last_counter=0))
    used[email] = found
    return rules.code_at(secret_of(email), found)


@dataclass
class Make:
    """Makes the people and things that a test speaks of, through the desk's own actions."""

    app: Flask
    count: int = 0

    def office(self, country: str = "RS", name: str = "", organisation: str = "Invented organisation") -> UUID:
        self.count += 1
        with self.app.app_context(), committing():
            named = name or f"Office {self.count}"
            office = people.add_office(name=named, organisation=organisation, country=country)
            return office.id

    def person(self, *roles: Role, office: UUID | None = None, name: str = "") -> str:
        """A person who has enrolled; gives her e-mail address."""
        self.count += 1
        email = f"person{self.count}@desk.example"
        at = office or self.first_office()
        with self.app.app_context(), committing():
            user, _link = people.add(
                None, name=name or f"Person {self.count}", email=email, roles=list(roles), office_id=at
            )
            stamps.set_password(user, passwords.hashed(PASSWORD))
            user.enrolment_hash = user.enrolment_until = None
            factors.set_app(user.id, secret_of(email), last_counter=0)
        return email

    def newcomer(self, *roles: Role, name: str = "Iva Nova") -> tuple[str, str]:
        """A person who has not enrolled yet: her address and the token of her one-time link."""
        self.count += 1
        email, at = f"person{self.count}@desk.example", self.first_office()
        with self.app.app_context(), committing():
            _user, link = people.add(None, name=name, email=email, roles=list(roles) or [Role.LAWYER], office_id=at)
        return email, link

    def code(self, email: str) -> str:
        """A code of this person's app that counts now."""
        return next_code(self.app, email)

    def fresh(self, email: str) -> None:
        """As if she had shown her second factor this very moment, wherever she is signed in."""
        self._stepped_up(email, clock.now())

    def stale(self, email: str) -> None:
        """As if she had shown her second factor long ago."""
        self._stepped_up(email, clock.now() - timedelta(hours=1))

    def _stepped_up(self, email: str, at: datetime) -> None:
        hers = select(WebSession).where(WebSession.user_id == self.user_id(email))
        with self.app.app_context(), committing() as session:
            for one in session.scalars(hers):
                one.stepped_up_at = at
                one.stamp = stamps.of(stamps.SIGN_IN, one)

    def first_office(self) -> UUID:
        with self.app.app_context():
            found = db.session.query(Office.id).order_by(Office.name).first()
        return found[0] if found else self.office()

    def lawyer(self, **kwargs: Any) -> str:
        return self.person(Role.LAWYER, **kwargs)

    def coordinator(self, **kwargs: Any) -> str:
        return self.person(Role.COORDINATOR, **kwargs)

    def analyst(self, **kwargs: Any) -> str:
        return self.person(Role.ANALYST, **kwargs)

    def auditor(self, **kwargs: Any) -> str:
        return self.person(Role.AUDITOR, **kwargs)

    def administrator(self, **kwargs: Any) -> str:
        return self.person(Role.ADMINISTRATOR, **kwargs)

    def case(self, lawyer: str) -> UUID:
        """A case that this lawyer has opened at her office."""
        actor = self.actor(lawyer)
        with self.app.app_context(), committing():
            office = db.session.get_one(Office, next(iter(actor.held)).office_id)
            new = NewCase(office, date(2026, 3, 1), loader.load(office.country).version, Place(), FileText("Cilj"))
            return casefile.open_case(actor, new).id

    def victim(self, lawyer: str, case_id: UUID, **words: Any) -> UUID:
        """A victim whom this lawyer has added to the case."""
        record = VictimRecord(**{"given_name": "Izmišljena", "first_contact": date(2026, 3, 1)} | words)
        with self.app.app_context(), committing():
            return victims.add(self.actor(lawyer), db.session.get_one(Case, case_id), record).id

    def second(self, case_id: UUID, email: str) -> None:
        """Another lawyer on the case."""
        with self.app.app_context(), committing() as session:
            case = session.get_one(Case, case_id)
            session.add(assignment(case, self.user_id(email), SECOND))

    def wall(self, case_id: UUID, email: str, by: str) -> None:
        """A wall between this person and the case."""
        actor, kept = self.actor(by), self.user_id(email)
        with self.app.app_context(), committing() as session:
            team.place_ethical_wall(actor, session.get_one(Case, case_id), kept, reason="knows_a_party", note="")

    def emergency(self, case_id: UUID, email: str) -> UUID:
        """An access in an emergency that is open now."""
        actor = self.actor(email)
        with self.app.app_context(), committing() as session:
            reference = session.get_one(Case, case_id).reference
            why = "An invented reason that is long enough to be read."
            return emergencies.begin(actor, reference, category="danger", justification=why).id

    def user_id(self, email: str) -> UUID:
        with self.app.app_context():
            return db.session.query(User.id).filter_by(email=email).one()[0]

    def actor(self, email: str) -> Actor:
        with self.app.app_context():
            found = queries.actor_by_email(email)
        assert found is not None
        return found
