"""What do the claims that this person may see come to, and whose are they? No sum tells her of a case that is walled off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Assignment, Case, EthicalWall
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall, is_visible
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import Owed, together
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.portfolio.models import Standing
from litigation_app.casework.claims.portfolio.rules import EVERY_ROUTE, MEASURES
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.limitation.rules import BARRED_WITHIN
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

PAGE = 100  # lines on one screen
_KEY: tuple[Any, ...] = (Standing.country, Standing.route, Standing.lawyer_id, Standing.year)


@dataclass(frozen=True)
class Wanted:
    """What is asked for; "" or None: all. `route` "": all routes together, each person once."""

    country: str = ""
    lawyer: UUID | None = None
    route: str = ""
    year: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same of standings."""
        found = [Standing.route == self.route]
        found += [Standing.country == self.country] if self.country else []
        found += [Standing.lawyer_id == self.lawyer] if self.lawyer else []
        return found + ([Standing.year == self.year] if self.year else [])

    def takes(self, row: Sequence[Any]) -> bool:
        """The same of a row that begins with country, route, lawyer and year."""
        country, route, lawyer, year = row[: len(_KEY)]
        asked = ((self.country, country), (self.lawyer, lawyer), (self.year, year))
        return route == self.route and all(not wish or wish == one for wish, one in asked)


class Sort(StrEnum):
    """In which order clients stand behind a step."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    NEWEST = "newest"  # by the year of the first filing
    OLDEST = "oldest"
    COLLECT = "collect"  # by the day until which it can be enforced


@dataclass(frozen=True)
class Behind:
    """Whose cases stand behind a step: in which currency, in which order. `is_barred_soon`: soon, or already, time-barred."""

    wanted: Wanted
    measure: str
    currency: str
    sort: Sort = Sort.LARGEST
    is_barred_soon: bool = False


@dataclass(frozen=True)
class Sum:
    """Persons and cents of one step."""

    persons: int
    cents: int


class Line(NamedTuple):
    """How far one client came. `cents` of OWED are without interest; `enforce_by`: until when that can be enforced."""

    victim_id: UUID
    case_id: UUID
    reference: str
    code_name: str
    victim: str
    route: str
    country: str
    currency: str
    year: int
    enforce_by: date | None
    cents: int


class Page(NamedTuple):
    """A page of lines, which of how many, and what all of the list comes to, as the pager has a page."""

    rows: list[Line]
    page: int
    pages: int
    all: Sum

    @property
    def has_prev(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.pages


def cells(actor: Actor) -> list[Any]:
    """What the claims that she may see come to: a row for each country, route, lawyer and year (_KEY), then its currency
    and the numbers of each measure.

    Of the offices whose cases she sees all of it is read from one key, without what is walled off from her; elsewhere
    from the key of her own cases.
    """
    reach = actor.reach(May.LIST_CASES)
    offices = reach.get(Relation.OFFICE, frozenset())
    at = reach.get(Relation.ASSIGNED, frozenset()) - offices
    asked = select(*_KEY, Standing.currency, *_numbers()).group_by(*_KEY, Standing.currency)
    found: list[Any] = []
    if offices:
        ours = asked.where(Standing.office_id.in_(offices))
        walls = select(EthicalWall.case_id).where(EthicalWall.user_id == actor.id, EthicalWall.lifted_at.is_(None))
        walled = db.session.scalars(walls).all()
        found += _read(ours.where(Standing.case_id.not_in(walled)) if walled else ours)
    if at:
        hers = asked.join(Assignment, Assignment.case_id == Standing.case_id)
        hers = hers.where(Assignment.user_id == actor.id, Assignment.office_id.in_(at))
        found += _read(hers.where(is_behind_no_ethical_wall(actor.id, Assignment.case_id)))
    return found


def _read(asked: Select[Any]) -> Sequence[Any]:
    """Sums that say for themselves whose standings they count, past the fence that looks at each row anew."""
    with rowguard.system("sums"):
        return db.session.execute(asked).all()


def _numbers() -> list[Any]:
    columns: list[Any] = []
    for measure in MEASURES:
        column = getattr(Standing, measure)
        columns += [func.count().filter(column > 0), func.sum(column)]
    return columns


def sums(cells: Iterable[Any], wanted: Wanted) -> dict[str, dict[str, Sum]]:
    """By currency, what each measure comes to."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * (2 * len(MEASURES)))
    for row in cells:
        if wanted.takes(row):
            currency, *numbers = row[len(_KEY) :]
            found[currency] = [before + int(one) for before, one in zip(found[currency], numbers, strict=True)]
    return {
        currency: {name: Sum(*numbers[2 * place : 2 * place + 2]) for place, name in enumerate(MEASURES)}
        for currency, numbers in sorted(found.items())
        if numbers[0] > 0  # somebody claimed something
    }


class Choices(NamedTuple):
    """What can be chosen: what stands in the claims that she may see."""

    countries: list[str]
    lawyers: list[tuple[UUID, str]]
    routes: list[tuple[str, str]]  # country, route
    years: list[int]


def choices(cells: Iterable[Any]) -> Choices:
    """By what she can narrow the sums."""
    rows: set[Any] = {tuple(row[: len(_KEY)]) for row in cells}
    names = select(User.id, User.name).where(User.id.in_({row[2] for row in rows})).order_by(User.name, User.id)
    return Choices(
        sorted({row[0] for row in rows}),
        [(row[0], row[1]) for row in db.session.execute(names)],
        sorted({(row[0], row[1]) for row in rows if row[1]}),
        sorted({row[3] for row in rows}, reverse=True),
    )


def page(actor: Actor, behind: Behind, number: int) -> Page:
    """Who reached a step, so many of them; only of cases that she may see."""
    column = getattr(Standing, behind.measure)
    persons, cents = db.session.execute(_narrowed(select(func.count(), func.sum(column)), actor, behind)).one()
    pages = max(1, -(-persons // PAGE))
    here = min(max(number, 1), pages)
    return Page(lines(actor, behind, most=PAGE, after=PAGE * (here - 1)), here, pages, Sum(persons, int(cents or 0)))


def lines(actor: Actor, behind: Behind, *, most: int, after: int = 0) -> list[Line]:
    """So many of them in the order that was asked for, after as many."""
    column = getattr(Standing, behind.measure)
    columns = (
        Standing.victim_id, Standing.case_id, Case.reference, Case.code_name, Victim.code_name, Standing.route, Standing.country,
        Standing.currency, Standing.year, Standing.enforce_by, column,
    )  # fmt: skip
    asked: Select[Any] = select(*columns).join(Victim, Victim.id == Standing.victim_id)
    order = {
        Sort.LARGEST: column.desc(),
        Sort.SMALLEST: column,
        Sort.NEWEST: Standing.year.desc(),
        Sort.OLDEST: Standing.year,
        Sort.COLLECT: Standing.enforce_by.nulls_last(),
    }
    asked = _narrowed(asked, actor, behind).order_by(order[behind.sort], Standing.victim_id)
    return [Line(*row) for row in db.session.execute(asked.limit(most).offset(after))]


def _narrowed(asked: Select[Any], actor: Actor, behind: Behind) -> Select[Any]:
    column = getattr(Standing, behind.measure)
    asked = asked.select_from(Standing).join(Case, Case.id == Standing.case_id)
    asked = asked.where(*behind.wanted.conditions(), column > 0, Standing.currency == behind.currency)
    if behind.is_barred_soon:
        asked = asked.where(Standing.enforce_by <= today() + BARRED_WITHIN)
    return asked.where(is_visible(actor))


class Reckoned(NamedTuple):
    """What a client is owed on a day, and of it who can be asked for how much (by the id of the accused, "": nobody is named)."""

    owed: Owed | None
    by_debtor: dict[str, Owed]


def reckoned(lines: Sequence[Line], on: date) -> list[Reckoned]:
    """What these clients are owed on this day, with interest, in the order of the lines, which are few."""
    cases = {one.id: one for one in db.session.scalars(select(Case).where(Case.id.in_({one.case_id for one in lines})))}
    hers: dict[UUID, list[Claim]] = defaultdict(list)
    of_them = select(Claim).where(Claim.victim_id.in_({one.victim_id for one in lines}))
    claims = db.session.scalars(of_them.order_by(Claim.id)).all()
    for claim in claims:
        hers[claim.victim_id].append(claim)
    of_each = awards.owed_by_whom(claims, cases, on)
    return [_reckoned([one for one in hers[line.victim_id] if _is_of(one, line)], of_each) for line in lines]


def _reckoned(claims: Sequence[Claim], of_each: Mapping[UUID, awards.OwedByWhom]) -> Reckoned:
    final = [of_each[one.id] for one in claims if one.id in of_each]
    whom = dict.fromkeys(debtor for one in final for debtor in one.by_debtor)
    asked = {who: together(one.by_debtor[who] for one in final if who in one.by_debtor) for who in whom}
    return Reckoned(
        together(one.in_all for one in final), {who: owed for who, owed in asked.items() if owed and owed.total}
    )


def letters(cases: Iterable[UUID]) -> dict[str, str]:
    """The letters of the accused of these cases, by id."""
    rows = db.session.execute(select(Defendant.id, Defendant.letter).where(Defendant.case_id.in_(set(cases))))
    return {str(id_): letter for id_, letter in rows}


def _is_of(claim: Claim, line: Line) -> bool:
    return line.route in (EVERY_ROUTE, claim.route)
