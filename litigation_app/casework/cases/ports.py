"""What do rooms below call that only a room above can do? All of it, in one place; each says who supplies it."""

from collections.abc import Callable
from datetime import date
from typing import Generic, ParamSpec, TypeVar
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.core.access import Actor

P = ParamSpec("P")
T = TypeVar("T")


class Port(Generic[P, T]):
    """A verb that a room below declares and calls, and that one room above supplies when the desk is put together.

    Calling it before that raises RuntimeError: a desk that is wired in part writes nothing.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._supplied: Callable[P, T] | None = None

    def supply(self, function: Callable[P, T]) -> Callable[P, T]:
        """Say that this function is it; raises RuntimeError if another one is."""
        if self._supplied is not None:
            raise RuntimeError(f"{self.name} is supplied twice")
        self._supplied = function
        return function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if self._supplied is None:
            raise RuntimeError(f"nobody supplies {self.name}")
        return self._supplied(*args, **kwargs)


# Supplied by lists.caselists.actions
keep_lists: Port[[Case], None] = Port("keep_lists")  # say anew by what a case is found, and what comes next in it
keep_claim_lists: Port[[Case], None] = Port("keep_claim_lists")  # the same of its claims alone

# Supplied by claims
keep_sums: Port[[Case], None] = Port("keep_sums")  # say anew how far its clients have come, and what that comes to
claim_names: Port[[Case], list[tuple[UUID, str]]] = Port("claim_names")  # its claims by name, no two called alike
claim_owner: Port[[UUID | None], UUID | None] = Port("claim_owner")  # whose claim this is; None: no claim is named
claim_filings: Port[[Case], dict[UUID, tuple[date | None, UUID, str]]] = Port(
    "claim_filings"
)  # when each was filed, whose it is, in which procedure
hold_claims: Port[[UUID], None] = Port(
    "hold_claims"
)  # nobody else changes the claims of a case till the request is over
judgment_quashed: Port[[Actor, Case, date], None] = Port("judgment_quashed")  # what it said on claims fell with it
quashing_entered_in_error: Port[[Actor, Case, date], None] = Port(
    "quashing_entered_in_error"
)  # it was a mistake: what fell stands again

# Supplied by planner.tasks.actions
seeks_power: Port[[Case], bool] = Port("seeks_power")  # whether somebody is to obtain a power of attorney
power_obtained: Port[[Actor, Case, UUID], None] = Port("power_obtained")  # of this client: that task is done
