"""Close a case and open it again."""

from typing import NamedTuple

from sqlalchemy import select, update

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.closings import queries
from litigation_app.casework.cases.closings.models import Closing
from litigation_app.casework.cases.models import Case
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db


class Said(NamedTuple):
    """What she says who closes a case. `open_points`: how many of the checklist were open."""

    reason: str
    was_told: bool
    were_returned: bool
    open_points: int


def close(actor: Actor, case: Case, said: Said) -> None:
    """It stands in no list of running cases from now on. Raises Changed where it is closed already."""
    _hold(case, is_closed=False)
    db.session.add(Closing(case_id=case.id, closed_by=actor.id, closed_at=clock.now(), **said._asdict()))
    _keep(case, closed_on=clock.today())
    log_act(actor, case, "close_case", of=f"case:{case.id}", why=said.reason, open=said.open_points)


def reopen(actor: Actor, case: Case, reason: str) -> None:
    """It goes on. Raises Changed where somebody else has opened it."""
    _hold(case, is_closed=True)
    last = queries.of_case(case)[0]
    last.reopened_by, last.reopened_at, last.reopened_because = actor.id, clock.now(), reason
    _keep(case, closed_on=None)
    log_act(actor, case, "reopen_case", of=f"case:{case.id}", why=reason)


def _hold(case: Case, *, is_closed: bool) -> None:
    """Two who do it at once come one after the other."""
    begin_write()
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update(key_share=True))
    db.session.refresh(case, ["closed_on"])
    if (case.closed_on is not None) != is_closed:
        raise Changed


def _keep(case: Case, **now: object) -> None:
    """No change of its file, so its version stays."""
    db.session.flush()
    db.session.execute(update(Case).where(Case.id == case.id).values(**now))
    ports.keep_lists(case)
