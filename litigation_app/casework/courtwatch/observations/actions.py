"""Begin a sheet, save it section by section, hand it in, throw a draft away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from litigation_app import ledger, vault
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.courtwatch.judgments.actions import begin_register
from litigation_app.casework.courtwatch.observations import rules
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.rules import asked
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import blind_index

TABLE = "observation"
_NUMBER, _FORM, _NOTES = "number", "sheet", "notes"


class Unfinished(Exception):
    """Sections of this sheet are still empty."""

    def __init__(self, sections: list[str]) -> None:
        super().__init__("sections are empty")
        self.sections = sections


@dataclass(frozen=True)
class NewObservation:
    """Where and when; the court's number is sealed."""

    court: str
    heard_on: date
    number: str = field(repr=False)


@dataclass(frozen=True, repr=False)
class Seen(Unprintable):
    """What a sheet says: the court's number, answers by section, notes by section; never printed."""

    number: str
    codes: dict[str, dict[str, Any]]
    notes: dict[str, str]


def begin(actor: Actor, office: Office, new: NewObservation) -> Observation:
    """A new draft of hers in the register of this office."""
    begin_register(office)
    observation = Observation(
        id=uuid4(),
        office_id=office.id,
        country=office.country,
        court=new.court,
        heard_on=new.heard_on,
        trial_mark=blind_index.judgment_mark(office.country, new.number),
        observed_by=actor.id,
        begun_at=clock.now(),
        filled=[],
    )
    db.session.add(observation)
    db.session.flush()
    _seal(observation, _NUMBER, {"number": new.number})
    _write(actor, "begin_observation", observation)
    return observation


def fill(
    actor: Actor, observation: Observation, section: str, codes: Mapping[str, Any], *, note: str, row_version: int
) -> None:
    """Save one section; what was saved of it before is replaced. Raises Changed if another page saved it meanwhile."""
    _begin(observation, row_version)
    observation.filled = sorted({*observation.filled, section})
    _seal(observation, _draft(section), {"codes": dict(codes), "note": note})
    db.session.flush()
    _write(actor, "fill_observation", observation, section=section)


def hand_in(actor: Actor, ticket: ledger.Ticket, observation: Observation, *, row_version: int) -> None:
    """The draft becomes a sheet that counts; nobody changes it any more. Raises Changed, Unfinished, vault.TicketRefused."""
    _begin(observation, row_version)
    seen = read(ticket, observation)
    held = rules.is_held(seen.codes.get(rules.FIRST, {}))
    empty = rules.missing(asked().sections.values(), observation.filled, is_held=held)
    if empty:
        raise Unfinished(empty)
    _seal(observation, _FORM, {"codes": seen.codes})
    _seal(observation, _NOTES, {"texts": seen.notes})
    for section in observation.filled:
        _seal(observation, _draft(section), {})
    observation.handed_in_at = clock.now()
    _write(actor, "hand_in_observation", observation)


def remove(actor: Actor, observation: Observation) -> None:
    """Throw a draft away for good. Raises Changed if it was handed in meanwhile."""
    begin_write()
    db.session.refresh(observation, with_for_update=True)
    if observation.handed_in_at is not None:
        raise Changed
    vault.remove(table=TABLE, row=observation.id)
    db.session.delete(observation)
    _write(actor, "remove_observation", observation)


def read(ticket: ledger.Ticket, observation: Observation) -> Seen:
    """What the sheet says, under the ticket of the open register. Raises vault.TicketRefused."""
    number = _open(ticket, observation, _NUMBER)["number"]
    if observation.handed_in_at is not None:
        return Seen(number, _open(ticket, observation, _FORM)["codes"], _open(ticket, observation, _NOTES)["texts"])
    drafts = {section: _open(ticket, observation, _draft(section)) for section in observation.filled}
    notes = {section: said["note"] for section, said in drafts.items() if said["note"]}
    return Seen(number, {section: said["codes"] for section, said in drafts.items()}, notes)


def _begin(observation: Observation, row_version: int) -> None:
    begin_write()
    db.session.refresh(observation, with_for_update=True)
    if observation.row_version != row_version or observation.handed_in_at is not None:
        raise Changed


def _draft(section: str) -> str:
    return f"draft-{section}"


def _seal(observation: Observation, capsule: str, content: Mapping[str, Any]) -> None:
    vault.seal(subject=observation.office_id, table=TABLE, row=observation.id, capsule=capsule, content=content)


def _open(ticket: ledger.Ticket, observation: Observation, capsule: str) -> dict[str, Any]:
    return vault.open(ticket, subject=observation.office_id, table=TABLE, row=observation.id, capsule=capsule)


def _write(actor: Actor, act: str, observation: Observation, **facts: Any) -> None:
    ledger.write(
        act=act, by=actor.id, of=f"observation:{observation.id}", facts={"country": observation.country, **facts}
    )
