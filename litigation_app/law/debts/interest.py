"""How much default interest has a debt borne from one day to another? Exact fractions; nothing is rounded on the way.

Serbia, Montenegro and North Macedonia: simple interest, days over the days of the calendar year (ZVSZK (ME) art. 6:
C·p·d/36,500, in a leap year /36,600). Republika Srpska: 0.03 % a day, never more than the principal (art. 3, 4, 6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from litigation_app.law.debts import tables
from litigation_app.law.debts.tables import Follows, Method, Rule, Tables

_DAY = timedelta(days=1)
_PER_CENT = 100


class InterestUnknown(Exception):
    """No rule or no rate is known for this day, which lies before the first one, or for such a debt."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no rate of default interest is known for {day}")
        self.day = day


@dataclass(frozen=True)
class Terms:
    """Under which rules a debt bears interest. `forum`: Bosnia and Herzegovina only; `head`: the head of damage, "" for none."""

    country: str
    currency: str
    forum: str = ""
    head: str = ""


@dataclass(frozen=True)
class Span:
    """Days in a row with one rate in one year: `first` counts, `end` does not. `percent` a year, or a day for Method.DAILY.

    `is_assumed`: the table ends before these days, and its last rate is taken to hold on.
    """

    first: date
    end: date
    percent: Fraction
    rule: Rule
    confidence: str
    is_assumed: bool = False

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    def factor(self) -> Fraction:
        """What one unit of principal bears in these days."""
        per_day = self.percent / _PER_CENT
        return (
            per_day * self.days if self.rule.method is Method.DAILY else per_day * self.days / days_of(self.first.year)
        )

    def on(self, principal: Decimal) -> Fraction:
        """The interest of these days, in the currency of the principal."""
        return Fraction(principal) * self.factor()


def days_of(year: int) -> int:
    """365, or 366 in a leap year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def spans(terms: Terms, first: date, end: date) -> list[Span]:
    """The days from `first` up to, not including, `end` (the day of payment), cut where rate, rule or year change.

    Raises InterestUnknown for a day before the first rule; none for `end` <= `first`.
    """
    known = tables.load(terms.country)
    found = []
    day = first
    while day < end:
        rule = _rule_on(known, terms, day)
        stop = min(end, *_changes(known, terms, rule, day))
        found.append(_span(known, rule, day, stop))
        day = stop
    return found


def _rule_on(known: Tables, terms: Terms, day: date) -> Rule:
    """The youngest rule that holds; one for this head of damage goes before those for all."""
    fitting = [one for one in known.rules if one.holds_on(day) and _fits(one, terms)]
    own = [one for one in fitting if one.heads]
    if not fitting:
        raise InterestUnknown(day)
    return (own or fitting)[-1]


def _fits(rule: Rule, terms: Terms) -> bool:
    return (
        terms.currency in rule.currencies
        and (not rule.forums or terms.forum in rule.forums)
        and (not rule.heads or terms.head in rule.heads)
    )


def _span(known: Tables, rule: Rule, day: date, stop: date) -> Span:
    if rule.fixed is not None:
        return Span(day, stop, rule.fixed, rule, rule.confidence)
    base = known.base_on(rule.base, day if rule.follows is Follows.DAY else _half_year(day))
    if base is None:
        raise InterestUnknown(day)
    is_assumed = known.known_until is not None and day > known.known_until
    confidence = tables.DOUBTFUL if is_assumed else tables.weakest(rule.confidence, base.confidence)
    return Span(day, stop, base.percent + rule.margin, rule, confidence, is_assumed)


def _half_year(day: date) -> date:
    """The first day of its half-year."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def _changes(known: Tables, terms: Terms, rule: Rule, day: date) -> Iterator[date]:
    """The days after this one on which something may change."""
    yield date(day.year + 1, 1, 1)
    yield from (one.since for one in known.rules if one.since > day and _fits(one, terms))
    if rule.until is not None:
        yield rule.until + _DAY
    if rule.fixed is not None:
        return
    if rule.follows is Follows.HALF_YEAR_BEGINS:
        yield date(day.year, 7, 1) if day.month <= 6 else date(day.year + 1, 1, 1)
    else:
        yield from (one.since for one in known.bases[rule.base] if one.since > day)
    if known.known_until is not None and known.known_until >= day:
        yield known.known_until + _DAY
