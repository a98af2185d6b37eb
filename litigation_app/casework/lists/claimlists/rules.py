"""By what do claims wait, in the order of what a lawyer can do about it? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from litigation_app.casework.lists.caselists import rules as lists
from litigation_app.casework.lists.caselists.rules import Name, Order, Tab


class Waits(StrEnum):
    """What a claim waits for; the values are those of the facet CLAIM."""

    RETURNED = "returned"
    UNFILED = "unfiled"
    REVIEW = "submitted"
    DRAFT = "draft"
    COURT = "filed"
    DECIDED = "decided"


_APPROVED = "approved"
MINE_TO_DO = (Waits.RETURNED, Waits.UNFILED, Waits.REVIEW, Waits.DRAFT)  # what Today shows


def waits(state: str, filed_on: date | None) -> Waits:
    """What a claim in this state waits for."""
    if state == _APPROVED:
        return Waits.UNFILED if filed_on is None else Waits.COURT
    return Waits(state)


_OUT = (Waits.COURT, Waits.DECIDED)  # of a case that is over too somebody waits for the court and for the money


def cases(waits: Waits, lawyer: UUID | None, order: Order | None = None) -> lists.Wanted:
    """The list of the cases that have such a claim; what is decided stands by the day of opening, all else by what comes next."""
    led = ((Name.LAWYER, str(lawyer)),) if lawyer else ()
    usual = Order.OPENED if waits is Waits.DECIDED else Order.NEXT
    tab = Tab.ALL if waits in _OUT else Tab.RUNNING
    return lists.Wanted(tab=tab, order=order or usual, facets=((Name.CLAIM, str(waits)), *led))


VIEWS = "claims:"  # before the address of a view of claims: all others are of cases


@dataclass(frozen=True)
class Asked:
    """A list of claims as it was asked for. `lawyer` None: of all; `order` None: as such a list usually stands."""

    waits: Waits
    lawyer: UUID | None = None
    order: Order | None = None

    @property
    def cases(self) -> lists.Wanted:
        """The list of the cases whose claims these are."""
        return cases(self.waits, self.lawyer, self.order)


def asked(said: Mapping[str, str], otherwise: Waits) -> Asked:
    """The list of an address; what it says of nothing known is left out. `otherwise`: where it says nothing of the waiting."""
    waits, order = said.get("waits", ""), said.get("order", "")
    return Asked(
        Waits(waits) if waits in set(Waits) else otherwise,
        lawyer(said),
        Order(order) if order in set(Order) else None,
    )


def lawyer(said: Mapping[str, str]) -> UUID | None:
    """The lawyer to whom an address narrows the list."""
    try:
        return UUID(said.get("lawyer", ""))
    except ValueError:
        return None


def as_address(asked: Asked) -> dict[str, str]:
    """The list as an address has it; what is not asked for is left out."""
    said = {"waits": str(asked.waits)}
    said |= {"lawyer": str(asked.lawyer)} if asked.lawyer else {}
    is_usual = asked.order is None or asked.cases == cases(asked.waits, asked.lawyer)
    return said if is_usual else said | {"order": str(asked.order)}
