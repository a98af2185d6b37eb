"""Set from which amount on two coordinators approve a claim of an office."""

from decimal import Decimal

from litigation_app import ledger
from litigation_app.accounts.models import Office
from litigation_app.casework.claims.reviews.limits.models import ReviewLimit
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db


def set_limit(actor: Actor, office: Office, currency: str, amount: Decimal | None) -> None:
    """Append a limit; `amount` None: one coordinator is enough again. A claim that one has approved then waits for anybody, her too."""
    begin_write()
    row = ReviewLimit(office_id=office.id, currency=currency, amount=amount, set_by=actor.id, set_at=clock.now())
    db.session.add(row)
    db.session.flush()
    facts: dict[str, str | int] = {"limit": "" if amount is None else str(amount), "currency": currency}
    ledger.write(act="set_review_limit", by=actor.id, of=f"office:{office.id}", facts=facts)
