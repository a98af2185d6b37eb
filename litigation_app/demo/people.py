"""Which offices has the demonstration, and who works there?"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.models import Office, RoleHeld, TotpFactor, User
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors.rules import SECRET_BYTES, secret_text
from litigation_app.core.db import db
from litigation_app.core.roles import Role
from litigation_app.demo import words
from litigation_app.demo.ids import Ids
from litigation_app.demo.sign_ins import PASSWORD, SignIn

_ROLE_NAMES = {
    Role.LAWYER: "Lawyer",
    Role.COORDINATOR: "Legal coordinator",
    Role.ANALYST: "Analyst",
    Role.ADMINISTRATOR: "Administrator",
    Role.AUDITOR: "Auditor",
}
_FIRST = (Role.LAWYER, *2 * (Role.COORDINATOR,), Role.ANALYST, *2 * (Role.ADMINISTRATOR,), Role.AUDITOR)
_OF_A_COUNTRY = (Role.LAWYER, Role.COORDINATOR)


@dataclass(frozen=True)
class Desk:
    """An office, its courts of first instance, its lawyers; `coordinators` of its country, the first for all offices."""

    id: UUID
    country: str
    name: str
    courts: tuple[str, ...]
    lawyers: tuple[UUID, ...]
    coordinators: tuple[UUID, ...]


@dataclass(frozen=True)
class Staff:
    """All offices and who signs in, in the order in which the sign-in page shows them."""

    desks: tuple[Desk, ...]
    sign_ins: tuple[SignIn, ...]

    def of(self, country: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.country == country]


class _Hiring:
    """Rows being made."""

    def __init__(self, ids: Ids, now: datetime) -> None:
        self.ids, self.now, self.hash = ids, now, passwords.hashed(PASSWORD)
        self.apps: list[dict[str, Any]] = []
        self.offices: list[dict[str, Any]] = []
        self.users: list[dict[str, Any]] = []
        self.held: list[dict[str, Any]] = []
        self.sign_ins: list[SignIn] = []

    def office(self, row: Mapping[str, Any]) -> UUID:
        made = {"id": self.ids.new(), **{key: row[key] for key in ("name", "organisation", "country")}}
        self.offices.append(made)
        return cast(UUID, made["id"])

    def hire(self, called: Sequence[str], role: Role, offices: list[UUID], row: Mapping[str, Any]) -> UUID:
        given, family = called
        user, email = self.ids.new(), f"{words.address(given)}@desk.example"
        name = f"{given} {family}"
        made = User(id=user, email=email, name=name, password_hash=self.hash)
        stamped = {kind.stamp: stamps.of(kind, made) for kind in (stamps.PASSWORD, stamps.IDENTITY)}
        self.users.append(
            {"id": user, "email": email, "name": name, "password_hash": self.hash, **stamped,
             "enrolment_hash": None, "enrolment_until": None, "disabled_at": None, "created_at": self.now, "row_version": 1}
        )  # fmt: skip
        for office in offices:
            held = {"id": self.ids.new(), "user_id": user, "office_id": office, "role": role}
            self.held.append(held | {"stamp": stamps.of(stamps.ROLE, RoleHeld(**held))})
        secret = secrets.token_bytes(SECRET_BYTES)
        self.apps.append(factors.app_row(user, secret, last_counter=0) | {"added_at": self.now})
        shown = (PASSWORD, row["name"], row["country"], secret_text(secret))
        self.sign_ins.append(SignIn(role, _ROLE_NAMES[role], name, email, *shown))
        return user


def settle_in(ids: Ids, now: datetime) -> Staff:
    """Add the offices and everybody who works there, with the same password, each with her own codes; in the present transaction."""
    hiring = _Hiring(ids, now)
    rows = words.names()["office"]
    places = [hiring.office(row) for row in rows]
    desks = []
    for row, place in zip(rows, places, strict=True):
        lawyers = tuple(hiring.hire(one, Role.LAWYER, [place], row) for one in row["lawyers"])
        desks.append((row, place, lawyers))
    coordinators = {
        row["country"]: _coordinators(hiring, row, place, desks) for row, place, _ in desks if "coordinators" in row
    }
    for role, people in words.names()["staff"].items():
        for country, given, family in people:
            row, place, _lawyers = next(one for one in desks if one[0]["country"] == country)
            hiring.hire((given, family), Role(role), [place], row)
    _store(hiring)
    return Staff(
        tuple(
            Desk(place, row["country"], row["name"], tuple(row["courts"]), lawyers, coordinators[row["country"]])
            for row, place, lawyers in desks
        ),
        tuple(_in_order(hiring.sign_ins)),
    )


def _coordinators(hiring: _Hiring, row: Mapping[str, Any], place: UUID, desks: list[Any]) -> tuple[UUID, ...]:
    """The first coordinates all offices of the country, the second the first office."""
    everywhere = [one[1] for one in desks if one[0]["country"] == row["country"]]
    first, second = row["coordinators"]
    return (hiring.hire(first, Role.COORDINATOR, everywhere, row), hiring.hire(second, Role.COORDINATOR, [place], row))


def _store(hiring: _Hiring) -> None:
    made = {Office: hiring.offices, User: hiring.users, RoleHeld: hiring.held, TotpFactor: hiring.apps}
    for model, rows in made.items():
        db.session.connection().execute(insert(cast(Table, model.__table__)), rows)
    roles = {row["user_id"]: row["role"] for row in hiring.held}
    for row in hiring.users:
        ledger.write(act="add_person", by=None, of=f"person:{row['id']}", facts={"roles": str(roles[row["id"]])})


def _in_order(people: list[SignIn]) -> list[SignIn]:
    """One of each role first (two where one proposes and another agrees), then two of each other country, then the others."""
    waiting, first = list(people), []
    at_home = people[0].country
    abroad = [one for one in dict.fromkeys(person.country for person in people) if one != at_home]
    wanted = [(role, "") for role in _FIRST] + [(role, country) for country in abroad for role in _OF_A_COUNTRY]
    for role, country in wanted:
        found = next(one for one in waiting if one.role == role and country in {"", one.country})
        waiting.remove(found)
        first.append(found)
    return first + waiting
