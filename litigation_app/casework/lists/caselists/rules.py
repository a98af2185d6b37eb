"""Which lists of cases are there, in which order, by what can they be narrowed, and what is kept of a case for them? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

MOST_SAVED = 12  # views of one person
CAP = 999  # a tab counts no further: from here on it says "999+"


class Tab(StrEnum):
    """Which cases stand in the list."""

    RUNNING = "running"
    UNDATED = "undated"  # nothing is planned, and nobody must act by a day
    OVERDUE = "overdue"  # a hearing without an outcome, or a deadline of ours that was not met
    RETURNED = "returned"
    REVIEW = "review"
    UNFILED = "unfiled"
    OVER = "over"
    ALL = "all"


class Order(StrEnum):
    """In which order: by the next date, or those opened last first."""

    NEXT = "next"
    OPENED = "opened"


class Name(StrEnum):
    """What a facet is of."""

    KIND = "kind"  # a family of proceedings that runs
    STAGE = "stage"  # of one of them
    COURT = "court"
    LAWYER = "lawyer"  # who leads the case
    CLAIM = "claim"  # how a claim stands in the organisation


CLAIMS = {Tab.RETURNED: "returned", Tab.REVIEW: "submitted", Tab.UNFILED: "unfiled"}  # tabs that are of a claim's state


@dataclass(frozen=True)
class Wanted:
    """A list as it was asked for. `facets`: (name, value), every one must hold; "" and None: not narrowed by that."""

    tab: Tab = Tab.RUNNING
    order: Order = Order.NEXT
    facets: tuple[tuple[Name, str], ...] = ()
    office: UUID | None = None
    country: str = ""
    is_barred_soon: bool = False

    @property
    def narrowed(self) -> tuple[tuple[Name, str], ...]:
        """The facets with that of the tab."""
        of_tab = ((Name.CLAIM, CLAIMS[self.tab]),) if self.tab in CLAIMS else ()
        return (*of_tab, *self.facets)

    @property
    def sorted_by(self) -> Order:
        """What is over has no next date."""
        return Order.OPENED if self.tab in {Tab.OVER, Tab.ALL} else self.order

    @property
    def over(self) -> tuple[bool, ...]:
        """Which halves of the keys are read: running cases, and those that are over."""
        return {Tab.OVER: (True,), Tab.ALL: (False, True)}.get(self.tab, (False,))


@dataclass(frozen=True)
class Running:
    """A proceeding that goes on: of which family, by which graph, at which stage ("": nothing happened yet), before which court."""

    family: str
    procedure: str
    stage: str
    court: str


@dataclass(frozen=True)
class Dated:
    """A planned hearing, or an open deadline of ours."""

    on: date
    id: UUID


@dataclass(frozen=True)
class Known:
    """What the lists keep of a case. `claims`: states in the organisation; `lead` None: nobody leads it."""

    running: tuple[Running, ...]
    court: str
    claims: frozenset[str]
    lead: UUID | None


def facets(known: Known) -> set[tuple[str, str]]:
    """By what this case is found."""
    courts = {known.court, *(one.court for one in known.running)} - {""}
    found = {(str(Name.COURT), one) for one in courts}
    found |= {(str(Name.KIND), one.family) for one in known.running}
    found |= {(str(Name.STAGE), f"{one.procedure}.{one.stage}") for one in known.running if one.stage}
    found |= {(str(Name.CLAIM), one) for one in known.claims}
    return found | ({(str(Name.LAWYER), str(known.lead))} if known.lead else set())


def nearest(dated: Iterable[Dated]) -> Dated | None:
    """The next of them; one that has passed stays the next until somebody says what came of it."""
    return min(dated, key=lambda one: (one.on, str(one.id)), default=None)


def as_address(wanted: Wanted) -> dict[str, str]:
    """The list as an address has it; what is not asked for is left out."""
    said = {str(name): value for name, value in wanted.facets}
    said |= {"tab": str(wanted.tab)} if wanted.tab is not Tab.RUNNING else {}
    said |= {"order": str(wanted.order)} if wanted.order is not Order.NEXT else {}
    said |= {"office": str(wanted.office)} if wanted.office else {}
    said |= {"country": wanted.country} if wanted.country else {}
    return said | ({"barred": "y"} if wanted.is_barred_soon else {})


def from_address(said: Mapping[str, str]) -> Wanted:
    """The list of an address; what it says of nothing known is left out."""
    tab, order = said.get("tab", ""), said.get("order", "")
    office = said.get("office", "")
    return Wanted(
        tab=Tab(tab) if tab in set(Tab) else Tab.RUNNING,
        order=Order(order) if order in set(Order) else Order.NEXT,
        facets=tuple((name, said[name]) for name in Name if name is not Name.CLAIM and said.get(name)),
        office=_uuid(office),
        country=said.get("country", ""),
        is_barred_soon=said.get("barred") == "y",
    )


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
