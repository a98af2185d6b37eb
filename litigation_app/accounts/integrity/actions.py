"""Write down that something in the database is not what the desk wrote; the alert to auditor and administrator follows from it."""

import logging
from contextlib import suppress

from litigation_app import ledger
from litigation_app.accounts.integrity import queries
from litigation_app.core.access import somebody
from litigation_app.core.db import is_writing
from litigation_app.core.locked import DeskLocked
from litigation_app.ledger import catalogue

log = logging.getLogger("litigation")


def note(of: str, **facts: str | int) -> None:
    """`of`: what it is, as the ledger names things ("": nobody can say). Once an hour for each: no reload fills the log.

    On disk before anything else happens, or with the change that is under way. Raises LedgerUnwritable.
    """
    of = of or "desk:unknown"
    if queries.is_noted(of):
        return
    actor = somebody()
    by, session_id = (actor.id, actor.session_id) if actor else (None, None)
    if is_writing():
        ledger.write(act=queries.FAILED, by=by, of=of, outcome="refused", facts=facts)
    else:
        ledger.append_alone(act=queries.FAILED, by=by, of=of, session_id=session_id, outcome="refused", facts=facts)


def note_catalogue() -> None:
    """At the start and at each unlocking: say of what the database holds besides tables whether it is the program's."""
    found = catalogue.differences()
    if found:
        log.error("the database is not as the program made it: %s", ", ".join(found))
        with suppress(DeskLocked):  # it is looked at again as soon as there are keys
            note("desk:database", objects=len(found))
