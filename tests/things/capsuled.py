"""A victim whose record is sealed, tickets from the ledger, and what opens under them."""

from uuid import UUID, uuid4

from litigation_app import ledger, vault
from litigation_app.core.db import db

SECRET = "Pробица Тестић"
TABLE = "victim"


def sealed_victim(content: dict[str, object] | None = None, capsule: str = "record") -> UUID:
    """A committed victim: the row's id is the subject's."""
    victim = uuid4()
    vault.new_subject(victim)
    vault.seal(subject=victim, table=TABLE, row=victim, capsule=capsule, content=content or {"name": SECRET})
    ledger.write(act="create_victim", by=None, of=f"victim:{victim}")
    db.session.commit()
    return victim


def ticket(act: str, of: str, outcome: str = "done") -> ledger.Ticket:
    named = {"groups": "record+other+note+a"} if act == "open_victim" else {}
    return ledger.append_alone(act=act, by=uuid4(), of=of, session_id=uuid4(), outcome=outcome, facts=named)


def opened(victim: UUID, under: ledger.Ticket, capsule: str = "record") -> dict[str, object]:
    return vault.open(under, subject=victim, table=TABLE, row=victim, capsule=capsule)
