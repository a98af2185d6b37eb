"""Type in a number that others published; check it; note that its publisher took it back; strike a mistake."""

from datetime import date
from uuid import uuid4

from litigation_app import ledger
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.gate.external_figures import queries
from litigation_app.gate.external_figures.models import KnownNumber, KnownState


class KnownRefused(Exception):
    """Why something cannot be done with a number, as a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def enter(actor: Actor, said: dict[str, str | int | date | bool | None]) -> KnownNumber:
    """Write down what was published; from now on every attacker of these cells knows it."""
    begin_write()
    row = KnownNumber(id=uuid4(), entered_by=actor.id, entered_at=clock.now(), state=KnownState.ENTERED, **said)
    db.session.add(row)
    ledger.write(act="enter_known", by=actor.id, of=f"known:{row.id}", facts={"country": row.country})
    return row


def check(actor: Actor, known: KnownNumber, *, seen: str) -> None:
    """Say, as a second person, that what stood on her page (`seen`, its sum) stands so in the source.

    Raises stood.Changed, KnownRefused.
    """
    _begin(known)
    if known.state != KnownState.ENTERED:
        raise KnownRefused("decided")
    if known.entered_by == actor.id:
        raise KnownRefused("own")
    stood.require(seen, queries.stands(known))
    known.state, known.checked_by, known.checked_at = KnownState.CHECKED, actor.id, clock.now()
    ledger.write(act="check_known", by=actor.id, of=f"known:{known.id}")


def withdraw(actor: Actor, known: KnownNumber) -> None:
    """Note that its publisher took it back; it stays a fact. Raises KnownRefused."""
    _begin(known)
    if known.withdrawn_at is not None:
        raise KnownRefused("decided")
    known.withdrawn_by, known.withdrawn_at = actor.id, clock.now()
    ledger.write(act="withdraw_known", by=actor.id, of=f"known:{known.id}")


def mark_entered_in_error(actor: Actor, known: KnownNumber, why: str) -> None:
    """Say that it was never published so: no fact any more, in sight for good. What a second person has checked is struck
    by another than who typed it in. Raises KnownRefused.
    """
    _begin(known)
    if known.state == KnownState.CHECKED and known.entered_by == actor.id:
        raise KnownRefused("own_checked")
    known.state, known.entered_in_error_by, known.entered_in_error_at, known.entered_in_error_why = (
        KnownState.ENTERED_IN_ERROR,
        actor.id,
        clock.now(),
        why,
    )
    ledger.write(act="strike_known", by=actor.id, of=f"known:{known.id}")


def _begin(known: KnownNumber) -> None:
    begin_write()
    db.session.refresh(known, with_for_update=True)
    if known.state == KnownState.ENTERED_IN_ERROR:
        raise KnownRefused("decided")
