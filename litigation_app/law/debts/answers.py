"""What does `litigation law interest` answer?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from litigation_app.law.answers import AnswerRefused, jurisdiction_of
from litigation_app.law.debts import tables
from litigation_app.law.debts.account import AmountRefused, Borne, Item, account
from litigation_app.law.debts.interest import InterestUnknown, Terms


def interest_answer(asked: Terms, amount: str, first: date, end: date) -> dict[str, Any]:
    """Return the default interest that `amount` bears from `first` up to, not including, `end`; raises AnswerRefused.
    A debt without a currency is in that of the country.

    Keys: interest (two decimals, as a string), currency, days, is_capped (it cannot exceed the amount), known_until (the
    last day of the rates, null where they stand in the law itself), reviewed_by_lawyer, and spans: first, end (not
    included), days, percent per "year" or "day", interest (of this span; they add up), legal_basis,
    confidence, note, is_assumed (the last known rate was taken to hold on), sources.
    """
    law, known = jurisdiction_of(asked.country), tables.load(asked.country)
    _require(asked.forum in law.forums if asked.forum or law.forums else True, "--forum", law.forums)
    _require(not asked.head or asked.head in _heads(known), "--head", _heads(known))
    if end <= first:
        raise AnswerRefused("The second day must be after the first one.")
    terms = replace(asked, country=law.code, currency=asked.currency or law.currency)
    try:
        found = account([Item("debt", Decimal(amount), first, terms)], [], end)
    except (AmountRefused, InvalidOperation) as refused:
        raise AnswerRefused(f"{amount!r} is no amount in whole cents: write 100000.00") from refused
    except InterestUnknown as unknown:
        raise AnswerRefused(f"No rate of default interest is known for {unknown.day} in {terms.currency}.") from unknown
    return {
        "interest": str(found.interest),
        "currency": terms.currency,
        "days": (end - first).days,
        "is_capped": any(one.span.rule.is_capped for one in found.borne),
        "known_until": None if known.known_until is None else known.known_until.isoformat(),
        "spans": [_span(one, cents, known.sources) for one, cents in found.borne_in_cents()],
        "reviewed_by_lawyer": known.reviewed_by_lawyer,
    }


def _heads(known: tables.Tables) -> list[str]:
    """For which heads of damage alone a rate holds."""
    return sorted({head for rule in known.rules for head in rule.heads})


def _require(is_met: bool, option: str, choices: Iterable[str]) -> None:
    if not is_met:
        raise AnswerRefused(f"For {option} choose one of: {', '.join(choices) or 'none in this country'}.")


def _span(one: Borne, cents: Decimal, sources: Any) -> dict[str, Any]:
    rule, percent = one.span.rule, one.span.percent
    return {
        "first": one.span.first.isoformat(),
        "end": one.span.end.isoformat(),
        "days": one.span.days,
        "percent": str(Decimal(percent.numerator) / percent.denominator),
        "per": "day" if rule.method is tables.Method.DAILY else "year",
        "interest": str(cents),
        "legal_basis": rule.legal_basis,
        "confidence": one.span.confidence,
        "note": rule.note or None,
        "is_assumed": one.span.is_assumed,
        "sources": [sources[source] for source in rule.sources],
    }
