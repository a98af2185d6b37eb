"""What do rooms below call that only a room above can do? All of it, in one place; each says who supplies it."""

from datetime import date
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.core.access import Actor
from litigation_app.core.ports import Port

# Supplied by lists.caselists.actions
keep_lists: Port[[Case], None] = Port("keep_lists")  # say anew by what a case is found, and what comes next in it
keep_claim_lists: Port[[Case], None] = Port("keep_claim_lists")  # the same of its claims alone

# Supplied by claims
claim_names: Port[[Case], list[tuple[UUID, str]]] = Port("claim_names")  # its claims by name, no two called alike
claim_owner: Port[[UUID | None], UUID | None] = Port("claim_owner")  # whose claim this is; None: no claim is named
claim_filings: Port[[Case], dict[UUID, date | None]] = Port("claim_filings")  # when each was filed
hold_claims: Port[[UUID], None] = Port(
    "hold_claims"
)  # nobody else changes the claims of a case till the request is over
enforcement_begun: Port[[Case, str], None] = Port("enforcement_begun")  # proceedings of this family began
judgment_quashed: Port[[Actor, Case, date], None] = Port("judgment_quashed")  # what it said on claims fell with it
quashing_entered_in_error: Port[[Actor, Case, date], None] = Port(
    "quashing_entered_in_error"
)  # it was a mistake: what fell stands again
