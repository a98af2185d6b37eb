"""Say that one is away and who reviews meanwhile, and come back early."""

from collections.abc import Sequence
from datetime import date

from litigation_app import ledger
from litigation_app.casework.claims.reviews.absences.models import Absence
from litigation_app.casework.claims.reviews.absences.queries import Colleague
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db


def begin(actor: Actor, stand_in: Sequence[Colleague], *, from_on: date, until_on: date) -> None:
    """Write down an absence, one row for each office at which this colleague (the same one) can review for her."""
    begin_write()
    for one in stand_in:
        db.session.add(
            Absence(
                office_id=one.office_id, user_id=actor.id, stand_in=one.id,
                from_on=from_on, until_on=until_on, recorded_at=clock.now(),
            )
        )  # fmt: skip
        db.session.flush()
        facts: dict[str, str | int] = {
            "stand_in": str(one.id), "from": from_on.isoformat(), "until": until_on.isoformat(),
        }  # fmt: skip
        ledger.write(act="hand_over_reviews", by=actor.id, of=f"office:{one.office_id}", facts=facts)


def end(actor: Actor, absence: Absence) -> None:
    """She is back; an absence that was ended before stays as it was."""
    if absence.ended_at is not None:
        return
    absence.ended_at = clock.now()
    db.session.flush()
    ledger.write(act="take_reviews_back", by=actor.id, of=f"office:{absence.office_id}", facts={})
