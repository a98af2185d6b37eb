"""Add an office, rename it, remove it while nobody and nothing belongs to it."""

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from litigation_app import ledger
from litigation_app.accounts.models import Office
from litigation_app.accounts.staff.offices import queries
from litigation_app.accounts.staff.proposals import queries as proposals
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.refused import Refused


class OfficeRefused(Refused):
    """The office cannot be added or changed so; `reason` is a code: "name_taken", "proposal_waits" or "in_use"."""


def add(actor: Actor, *, name: str, organisation: str, country: str) -> Office:
    """A new desk of an organisation. Raises OfficeRefused."""
    begin_write()
    if _is_name_taken(name, queries.names_but(None)):
        raise OfficeRefused("name_taken")
    office = Office(name=name, organisation=organisation, country=country)
    db.session.add(office)
    db.session.flush()
    ledger.write(act="add_office", by=actor.id, of=f"office:{office.id}", facts={"country": country})
    return office


def rename(actor: Actor, office: Office, *, name: str, organisation: str) -> None:
    """Call the office otherwise; its country stays, since its cases were opened under that country's law. Raises OfficeRefused."""
    begin_write()
    if _is_name_taken(name, queries.names_but(office.id)):
        raise OfficeRefused("name_taken")
    if proposals.has_waiting_at(office.id):
        raise OfficeRefused("proposal_waits")
    office.name, office.organisation = name, organisation
    ledger.write(act="rename_office", by=actor.id, of=f"office:{office.id}")


def remove(actor: Actor, office: Office) -> None:
    """Strike an office off the list, which the database refuses while a person, a case or a proposal belongs to it."""
    begin_write()
    office_id = office.id
    try:
        with db.session.begin_nested():
            db.session.delete(office)
    except IntegrityError as error:
        raise OfficeRefused("in_use") from error
    ledger.write(act="remove_office", by=actor.id, of=f"office:{office_id}")


def _is_name_taken(name: str, others: Iterable[str]) -> bool:
    """Two offices may not differ in capitals and spaces alone: people choose them from a list."""
    return _told_apart(name) in {_told_apart(other) for other in others}


def _told_apart(name: str) -> str:
    return " ".join(name.casefold().split())
