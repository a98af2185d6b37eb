"""Type in a number that others published; check it; note that its publisher took it back; strike a mistake."""

from datetime import date
from uuid import uuid4

from litigation_app import ledger
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.refused import Refused
from litigation_app.gate.external_figures import queries
from litigation_app.gate.external_figures.models import ExternalFigure, ExternalFigureState


class ExternalFigureRefused(Refused):
    """Why something cannot be done with a number, as a code."""


def enter(actor: Actor, said: dict[str, str | int | date | bool | None]) -> ExternalFigure:
    """Write down what was published; from now on every attacker of these cells knows it."""
    begin_write()
    row = ExternalFigure(
        id=uuid4(), entered_by=actor.id, entered_at=clock.now(), state=ExternalFigureState.ENTERED, **said
    )
    db.session.add(row)
    ledger.write(act="enter_known", by=actor.id, of=f"known:{row.id}", facts={"country": row.country})
    return row


def check(actor: Actor, figure: ExternalFigure, *, seen: str) -> None:
    """Say, as a second person, that what stood on her page (`seen`, its sum) stands so in the source.

    Raises stood.Changed, ExternalFigureRefused.
    """
    _begin(figure)
    if figure.state != ExternalFigureState.ENTERED:
        raise ExternalFigureRefused("decided")
    if figure.entered_by == actor.id:
        raise ExternalFigureRefused("own")
    stood.require(seen, queries.stands(figure))
    figure.state, figure.checked_by, figure.checked_at = ExternalFigureState.CHECKED, actor.id, clock.now()
    ledger.write(act="check_known", by=actor.id, of=f"known:{figure.id}")


def withdraw(actor: Actor, figure: ExternalFigure) -> None:
    """Note that its publisher took it back; it stays a fact. Raises ExternalFigureRefused."""
    _begin(figure)
    if figure.withdrawn_at is not None:
        raise ExternalFigureRefused("decided")
    figure.withdrawn_by, figure.withdrawn_at = actor.id, clock.now()
    ledger.write(act="withdraw_known", by=actor.id, of=f"known:{figure.id}")


def mark_entered_in_error(actor: Actor, figure: ExternalFigure, why: str) -> None:
    """Say that it was never published so: no fact any more, in sight for good. What a second person has checked is struck
    by another than who typed it in. Raises ExternalFigureRefused.
    """
    _begin(figure)
    if figure.state == ExternalFigureState.CHECKED and figure.entered_by == actor.id:
        raise ExternalFigureRefused("own_checked")
    figure.state, figure.entered_in_error_by, figure.entered_in_error_at, figure.entered_in_error_why = (
        ExternalFigureState.ENTERED_IN_ERROR,
        actor.id,
        clock.now(),
        why,
    )
    ledger.write(act="strike_known", by=actor.id, of=f"known:{figure.id}")


def _begin(figure: ExternalFigure) -> None:
    begin_write()
    db.session.refresh(figure, with_for_update=True)
    if figure.state == ExternalFigureState.ENTERED_IN_ERROR:
        raise ExternalFigureRefused("decided")
