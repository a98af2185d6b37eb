"""Which acts of two persons can the present staff not do, and who signs in without a second factor?"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from litigation_app.accounts import stamps
from litigation_app.accounts.models import Office, Passkey, RoleHeld, TotpFactor, User
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db
from litigation_app.core.roles import May, Relation, Role, policy
from litigation_app.core.toml_files import read_toml
from litigation_app.operations import verdicts
from litigation_app.operations.doctor.findings import FOUND, Finding, fail, ok, warn


class Act(NamedTuple):
    """An act of two persons. `second` is somebody else than `first`; `outside`: of a partner organisation, where one is named."""

    name: str
    first: May
    second: May
    outside: bool


class Holder(NamedTuple):
    person: UUID
    role: Role
    office: UUID


@cache
def acts() -> tuple[Act, ...]:
    """Raises ValueError for a permission that there is not."""
    said = read_toml(__file__, "two_persons.toml")["acts"]
    return tuple(Act(one["name"], May(one["first"]), May(one["second"]), one.get("outside", False)) for one in said)


def invented() -> Iterator[Finding]:
    """Nobody works with real people where everybody can know the password."""
    if current_app.extensions["demonstration"].look():
        says = "This is a demonstration: its people are invented, and their password is printed in its documents."
        yield warn(
            "demonstration", says, "Enter no real person here. For real work set up another folder: litigation init"
        )


def missing(holders: set[Holder], offices: Mapping[UUID, str], *, has_cosigner: bool = False) -> list[str]:
    """What cannot be done, and where: for acts about a case at each of these offices, for others anywhere.

    `has_cosigner`: somebody of a partner organisation may be the second person.
    """
    found = []
    for act in acts():
        is_helped = has_cosigner and act.outside
        if _is_of_an_office(act.second):
            bare = [name for office, name in offices.items() if not _can(act, holders, office, is_helped=is_helped)]
            found += [f"{act.name} at {', '.join(sorted(bare))}"] if bare else []
        elif not _can(act, holders, None, is_helped=is_helped):
            found.append(act.name)
    return found


def _is_of_an_office(permission: May) -> bool:
    return all(rule.relation is not Relation.ANYWHERE for rule in policy().granted[permission])


def _can(act: Act, holders: set[Holder], office: UUID | None, *, is_helped: bool) -> bool:
    """Whether for somebody who may do the first part, somebody else may do the second."""
    first, second = _who(act.first, holders, office), _who(act.second, holders, office)
    return bool(first and is_helped) or any(one != other for one in first for other in second)


def _who(permission: May, holders: set[Holder], office: UUID | None) -> set[UUID]:
    anywhere = policy().roles(permission, Relation.ANYWHERE)
    roles = {rule.role for rule in policy().granted[permission]}
    return {
        one.person for one in holders if one.role in roles and (office in {None, one.office} or one.role in anywhere)
    }


def staff() -> Iterator[Finding]:
    """People who left, or have not enrolled, count for nothing."""
    lacking = missing(_holders(), _offices_with_cases(), has_cosigner=bool(cosigners.in_force()))
    for what in lacking:
        act = next(one for one in acts() if what.startswith(one.name))
        roles = " or ".join(sorted({rule.role for rule in policy().granted[act.second]}))
        outside = ", or a co-signer of a partner (docs/operations.md, Small organisations)" if act.outside else ""
        yield warn("two persons", f"The present staff cannot {what}.", f"Somebody else as {roles}{outside}.")
    if not lacking:
        yield ok("two persons", "for every act of two persons there are two")
    administrators = {one.person for one in _holders() if one.role is Role.ADMINISTRATOR}
    if len(administrators) == 1 and len({one.partner.origin for one in cosigners.in_force()}) == 1:
        do = "Name another one, of a second partner (docs/operations.md, Small organisations)."
        yield warn("two persons", "Nobody could agree to a new key of the only partner that co-signs here.", do)


def _holders() -> set[Holder]:
    at_work = select(RoleHeld).join(User, User.id == RoleHeld.user_id)
    at_work = at_work.where(User.disabled_at.is_(None), User.password_hash.is_not(None))
    given = [row for row in db.session.scalars(at_work) if stamps.is_ours(stamps.ROLE, row)]
    return {Holder(row.user_id, Role(row.role), row.office_id) for row in given}


def _offices_with_cases() -> dict[UUID, str]:
    used = select(Office.id, Office.name).where(Office.id.in_(select(Case.office_id)))
    return {row.id: row.name for row in db.session.execute(used)}


def rows() -> Iterator[Finding]:
    """Whatever says who somebody is, or lets her in, is as the desk wrote it."""
    if untrue := stamps.untrue():
        yield fail("staff", verdicts.of_staff(untrue), f"litigation ledger verify --state names them. {FOUND}")
    else:
        yield ok("staff", "who signs in, with what and in which role, is as the desk wrote it")


def second_factors() -> Iterator[Finding]:
    factors = (select(TotpFactor.user_id), select(Passkey.user_id))
    without = select(User.id).where(User.disabled_at.is_(None), User.password_hash.is_not(None))
    bare = list(db.session.scalars(without.where(*(User.id.not_in(one) for one in factors))))
    if bare:
        do = "They set one up at their next sign-in; until then the account opens nothing."
        yield warn("second factor", f"{len(bare)} people have a password and no second factor.", do)
    else:
        yield ok("second factor", "everybody who can sign in has one")
