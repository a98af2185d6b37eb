"""Save a claim with all that stands on its page: rows, what they rest on, of whom it is asked, from when interest, her advice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions, queries
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.calculations import queries as computed
from litigation_app.casework.claims.calculations.rows.rules import Kept
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Blocked, Blocker, Part
from litigation_app.casework.claims.terms import actions as surroundings
from litigation_app.casework.claims.terms.rules import Terms
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.access import Actor
from litigation_app.core.db import db


@dataclass(frozen=True)
class Written:
    """What was written. `bases`: what rows rest on, by kind of damage. `terms` None: nothing was said of them.

    `read`: the kinds of damage of which she could read what they rested on. `is_sent`: it is sent for review as well.
    """

    route: str
    parts: Sequence[Part]
    bases: Mapping[str, str] = field(default_factory=dict, repr=False)
    terms: Terms | None = field(default=None, repr=False)
    read: Collection[str] = ()
    is_sent: bool = False


def draft(actor: Actor, case: Case, victim: Victim, written: Written) -> Claim:
    """Begin a claim for a victim of this case. Raises Blocked."""
    rest = _beside(actor, written, {})
    claim = actions.draft(actor, case, victim, route=written.route, parts=written.parts, beside=rest)
    if written.is_sent:
        actions.submit(actor, claim, case, row_version=claim.row_version)
    return claim


def change(actor: Actor, claim: Claim, case: Case, written: Written, *, row_version: int) -> None:
    """Save it anew; after a review this is a new version. Raises Changed, Blocked."""
    parts = queries.view(claim, case).parts
    of_rows = computed.of_rows(claim, parts)
    before = calculations.opened_of(actor, claim, of_rows)
    if (of_rows.keys() - before.keys()).intersection(written.read):
        raise Blocked(
            [Blocker.RECORD_CLOSED]
        )  # what she read stands in her boxes again: it would replace how it was computed
    rest = _beside(actor, written, before)
    rows = actions.Rows(written.route, written.parts)
    actions.change(actor, claim, case, rows, row_version=row_version, beside=rest)
    if written.is_sent:
        actions.submit(actor, claim, case, row_version=claim.row_version)


def _beside(actor: Actor, written: Written, before: Mapping[str, Kept]) -> actions.Beside:
    def save(claim: Claim) -> None:
        calculations.explain(actor, claim, written.parts, written.bases, before)
        heads = [one.head for one in written.parts]
        claim.asked_of_some = surroundings.of_these(claim, heads)
        if written.terms is not None:
            surroundings.put(claim, written.terms, heads)
        db.session.flush()

    return save
