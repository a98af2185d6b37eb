"""By what do claims wait, in the order of what a lawyer can do about it? Pure."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from litigation_app.casework.lists.caselists import rules as lists
from litigation_app.casework.lists.caselists.rules import Name, Tab


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


def cases(waits: Waits, lawyer: UUID | None) -> lists.Wanted:
    """The list of the cases that have such a claim; of a case that is over nobody waits for anything but its money."""
    tab = Tab.ALL if waits is Waits.DECIDED else Tab.RUNNING
    led = ((Name.LAWYER, str(lawyer)),) if lawyer else ()
    return lists.Wanted(tab=tab, facets=((Name.CLAIM, str(waits)), *led))
