"""Say in the access log that a list of claims was taken out of the desk."""

from litigation_app import ledger
from litigation_app.casework.lists.claimlists import rules
from litigation_app.casework.lists.claimlists.rules import Asked
from litigation_app.core.access import Actor


def note_export(actor: Actor, asked: Asked, kind: str, claims: int) -> None:
    """That she takes a list out of the desk, which and of how many claims, stands in the access log before she has it."""
    facts: dict[str, str | int] = {"file": kind, "claims": claims, **rules.as_address(asked)}  # codes alone
    ledger.append_alone(act="export_claims", by=actor.id, of="claims:list", session_id=actor.session_id, facts=facts)
