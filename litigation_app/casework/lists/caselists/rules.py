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
    """In which order: by the next date or by the day of opening, either way round."""

    NEXT = "next"  # the nearest first
    LAST = "last"
    OPENED = "opened"  # those opened last first
    OLDEST = "oldest"

    @property
    def is_of_opening(self) -> bool:
        return self in {Order.OPENED, Order.OLDEST}

    @property
    def is_rising(self) -> bool:
        return self in {Order.NEXT, Order.OLDEST}


class Name(StrEnum):
    """What a facet is of."""

    KIND = "kind"  # a family of proceedings that runs
    STAGE = "stage"  # of one of them
    COURT = "court"
    LAWYER = "lawyer"  # who leads the case
    CLAIM = "claim"  # how a claim stands in the organisation
    LIMITATION = "limitation"  # that its limitation cannot be counted


_NOT_ASKED = (Name.CLAIM, Name.LIMITATION)  # by an address: the tab and the filter say them
UNCOUNTED = "uncounted"  # the day of the offence is not recorded
WAITING = frozenset({"draft", "returned", "submitted", "unfiled"})  # states of a claim in which it waits for the desk
CLAIMS = {Tab.RETURNED: "returned", Tab.REVIEW: "submitted", Tab.UNFILED: "unfiled"}  # tabs that are of a claim's state


@dataclass(frozen=True)
class Wanted:
    """A list as it was asked for. `facets`: (name, value), every one must hold; "" and None: not narrowed by that."""

    tab: Tab = Tab.RUNNING
    order: Order | None = None  # None: as such a list usually stands
    facets: tuple[tuple[Name, str], ...] = ()
    office: UUID | None = None
    country: str = ""
    is_barred_soon: bool = False
    is_uncounted: bool = False

    @property
    def narrowed(self) -> tuple[tuple[Name, str], ...]:
        """The facets with that of the tab and that of the limitation."""
        of_tab = ((Name.CLAIM, CLAIMS[self.tab]),) if self.tab in CLAIMS else ()
        of_limitation = ((Name.LIMITATION, UNCOUNTED),) if self.is_uncounted else ()
        return (*of_tab, *of_limitation, *self.facets)

    @property
    def orders(self) -> tuple[Order, ...]:
        """In which orders it can stand, the usual one first: what is over has no next date."""
        of_opening, by_date = (Order.OPENED, Order.OLDEST), (Order.NEXT, Order.LAST)
        if self.tab is Tab.OVER:
            return of_opening
        return (*of_opening, *by_date) if self.tab is Tab.ALL else (*by_date, *of_opening)

    @property
    def sorted_by(self) -> Order:
        return self.order if self.order in self.orders else self.orders[0]

    @property
    def is_usual(self) -> bool:
        """Whether it stands in its usual order."""
        return self.sorted_by is self.orders[0]

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
    """A planned hearing, or an open deadline of ours; NEVER: it has no day yet, and comes after all that have one."""

    on: date
    id: UUID


@dataclass(frozen=True)
class Known:
    """What the lists keep of a case. `claims`: states in the organisation; `lead` None: nobody leads it.

    `is_uncounted`: it has a trial, and nobody knows from which day its limitation runs.
    """

    running: tuple[Running, ...]
    court: str
    claims: frozenset[str]
    lead: UUID | None
    is_uncounted: bool = False


def facets(known: Known) -> set[tuple[str, str]]:
    """By what this case is found."""
    courts = {known.court, *(one.court for one in known.running)} - {""}
    found = {(str(Name.COURT), one) for one in courts}
    found |= {(str(Name.KIND), one.family) for one in known.running}
    found |= {(str(Name.STAGE), f"{one.procedure}.{one.stage}") for one in known.running if one.stage}
    found |= {(str(Name.CLAIM), one) for one in known.claims}
    found |= {(str(Name.LIMITATION), UNCOUNTED)} if known.is_uncounted else set()
    return found | ({(str(Name.LAWYER), str(known.lead))} if known.lead else set())


def nearest(dated: Iterable[Dated]) -> Dated | None:
    """The next of them; one that has passed stays the next until somebody says what came of it."""
    return min(dated, key=lambda one: (one.on, str(one.id)), default=None)


def as_address(wanted: Wanted) -> dict[str, str]:
    """The list as an address has it; what is not asked for is left out."""
    said = {str(name): value for name, value in wanted.facets}
    said |= {"tab": str(wanted.tab)} if wanted.tab is not Tab.RUNNING else {}
    said |= {"order": str(wanted.order)} if wanted.order and (not wanted.is_usual or wanted.order.is_of_opening) else {}
    said |= {"office": str(wanted.office)} if wanted.office else {}
    said |= {"country": wanted.country} if wanted.country else {}
    said |= {"barred": "y"} if wanted.is_barred_soon else {}
    return said | ({"barred": "n"} if wanted.is_uncounted else {})


def from_address(said: Mapping[str, str]) -> Wanted:
    """The list of an address; what it says of nothing known is left out."""
    tab, order = said.get("tab", ""), said.get("order", "")
    office = said.get("office", "")
    return Wanted(
        tab=Tab(tab) if tab in set(Tab) else Tab.RUNNING,
        order=Order(order) if order in set(Order) else None,
        facets=tuple((name, said[name]) for name in Name if name not in _NOT_ASKED and said.get(name)),
        office=_uuid(office),
        country=said.get("country", ""),
        is_barred_soon=said.get("barred") == "y",
        is_uncounted=said.get("barred") == "n",
    )


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
