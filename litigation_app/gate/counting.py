"""How many numbers of a draft are hidden for their own sake, and how many beside them? For two persons alone.

Where the second count is zero, every hidden number is about few people. So the two stand sealed in the draft, are shown to
whoever prepared it and to whoever may agree, and are gone with the decision. Whoever has the tables sees how many are hidden
in all.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from flask import current_app

from litigation_app.core.access import Actor, May
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import growing, plan
from litigation_app.gate.made import Made
from litigation_app.gate.models import SEALED, DraftState, ReleaseDraft
from litigation_app.gate.neighbours import span_of
from litigation_app.gate.sheets import Design


class Hidden(NamedTuple):
    """Of the numbers of this vintage: hidden for their own sake, and so that those cannot be worked out."""

    first: int
    more: int


class Totals(NamedTuple):
    """How many numbers are hidden: of this vintage; of the years that stand as they were printed before, and totals with them."""

    new: int
    carried: int


class InAll(NamedTuple):
    """How many numbers are printed and hidden; `told`: how many of the printed are not zero."""

    printed: int
    hidden: int
    told: int


class Seal(Protocol):
    """Seals and opens bytes of a draft; what cannot be opened any more is None."""

    def seal(self, owner: UUID, plain: bytes) -> str: ...
    def open(self, owner: UUID, sealed: str) -> bytes | None: ...


def _seal() -> Seal:
    found: Seal = current_app.extensions["draft_seal"]
    return found


def sealed(draft_id: UUID, hidden: Hidden) -> str:
    return _seal().seal(draft_id, json.dumps(hidden).encode())


def opened(draft: ReleaseDraft) -> Hidden | None:
    """The two counts; None for a decided draft, one of an older desk, and after the key of the sessions was renewed."""
    found = draft.proposal.get(SEALED)
    plain = _seal().open(draft.id, found) if found else None
    return Hidden(*json.loads(plain)) if plain is not None else None


def shown_to(actor: Actor, draft: ReleaseDraft) -> Hidden | None:
    """The same for the two persons whom it concerns, while they decide."""
    return opened(draft) if draft.state == DraftState.DRAFT and concerns(actor, draft) else None


def concerns(actor: Actor, draft: ReleaseDraft) -> bool:
    """Whether she prepared it, or may agree to it."""
    is_second = actor.may(May.APPROVE_RELEASE) and draft.second_person in {None, actor.id}
    return draft.drafted_by == actor.id or is_second


def forget(draft: ReleaseDraft) -> None:
    """It was decided."""
    draft.proposal = {name: said for name, said in draft.proposal.items() if name != SEALED}


def split(made: Made) -> Hidden:
    """The two counts of what was prepared, of its numbers that are printed anew."""
    until = made.since.source.last_year if made.since and made.since.is_carried else None
    hidden = _hidden(made.design, made.proposal.sheets)
    new = {key for key, when in hidden.items() if _is_new(when, until)}
    system = growing.fresh(made.design, made.whole, until)
    first = len(primary(system, policies.public()).keys() & new)
    return Hidden(first, len(new) - first)


def in_all(made: Made) -> InAll:
    """Of all its numbers."""
    values = {
        key: value
        for sheet in made.design.sheets
        for (_codes, key), (*_said, value) in zip(sheet.rows, made.proposal.sheets[sheet.id], strict=True)
    }
    told = sum(value is not None and Decimal(value) != 0 for value in values.values())
    return InAll(made.proposal.shown, len(_hidden(made.design, made.proposal.sheets)), told)


def totals(draft: ReleaseDraft) -> Totals:
    """Found in the printed tables alone."""
    mine, since = span_of(draft), draft.proposal.get("since") or {}
    design = plan.MODES[mine.mode].design(mine.first_year, mine.last_year, mine.coarser)
    until = since["last_year"] if since.get("is_carried") else None
    hidden = _hidden(design, draft.proposal["sheets"])
    new = sum(_is_new(when, until) for when in hidden.values())
    return Totals(new, len(hidden) - new)


def _hidden(design: Design, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, str]:
    """The cells that these tables do not print, with their years."""
    return {
        key: codes[0]
        for sheet in design.sheets
        for (codes, key), (*_codes, value) in zip(sheet.rows, sheets[sheet.id], strict=True)
        if value is None
    }


def _is_new(when: str, carried_until: int | None) -> bool:
    return carried_until is None or (when != TOTAL and when > str(carried_until))
