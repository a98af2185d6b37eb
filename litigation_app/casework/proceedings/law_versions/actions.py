"""Move a proceeding on to the rules of today. What was computed by the older ones stays as it was."""

from litigation_app import vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.law_versions import rules
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.law import loader

TABLE = "proceeding"
CAPSULE = "repin"


def repin(actor: Actor, case: Case, one: Proceeding, *, to: str, reason: str, row_version: int) -> None:
    """Let the proceeding run by the rules of today. Raises Changed (saved meanwhile, or newer rules came), RepinRefused."""
    begin_write()
    db.session.refresh(one)
    law = loader.load(case.country)
    if (one.row_version, law.version) != (row_version, to) or one.law_version == to:
        raise Changed
    last = proceedings.locked_last(one, None)
    _law, graph = proceedings.graph_of(one)
    rules.require_known(law, one.procedure, one.forum, last.to_stage if last else graph.initial)
    before, one.law_version = one.law_version, law.version
    db.session.flush()
    proceedings.keep_law(case.country)
    ports.keep_lists(case)
    content = {"text": reason}
    vault.seal(subject=case.id, table=TABLE, row=one.id, capsule=CAPSULE, content=content, row_ver=one.row_version)
    log_act(actor, case, "repin_proceeding", of=f"proceeding:{one.id}", **{"from": before, "to": law.version})
