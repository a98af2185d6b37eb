"""What does a step say from now on, and what did it say?"""

from datetime import date

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.corrections import queries
from litigation_app.casework.proceedings.corrections.models import MoveChange
from litigation_app.casework.proceedings.corrections.queries import Found
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.proceedings.recounting import recount, was
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


def serve(actor: Actor, case: Case, one: Proceeding, period: Deadline, on: date) -> None:
    """The day of service that was entered with a deadline is that of the judgment which started it, and of its other periods."""
    of = Found(db.session.get_one(Move, period.move_id), one, case)
    for each in (of, *queries.twins(of)):
        before = was(each.move)
        if before.served_on != on:  # also the first one: whoever corrects the step meanwhile has not seen it
            db.session.add(as_it_stands(actor, case, each.move, None))
        each.move.served_on = on
        recount(case, each.proceeding, each.move, before)


def as_it_stands(actor: Actor, case: Case, move: Move, why: str | None) -> MoveChange:
    """What a step says until now, as it is kept when it is corrected. `why`: a code of mistakes.toml; None: it came with a deadline."""
    return MoveChange(
        move_id=move.id,
        case_id=case.id,
        on=move.on,
        served_on=move.served_on,
        outcome=move.outcome,
        is_found=move.is_found,
        has_note=False,
        why=why,
        changed_by=actor.id,
        changed_at=clock.now(),
    )
