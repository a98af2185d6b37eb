"""How does a publication say what was finally awarded: sums of money, or how many awards of which size? Never both.

From a sum and two bands amounts can be worked out: twelve awards of 1,000 and one of 25,000 leave nothing else.
Beside the sums stands what the same people had claimed. A court awards no more than was claimed, so that a reader subtracts:
what was not awarded to them, and what was awarded to whose claim has no known amount, are sums like any, never printed.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Sums, Table, Variable, Within, key, step_key, sum_key
from litigation_app.gate.coarser import codes as broad
from litigation_app.gate.coarser import year
from litigation_app.gate.sheets import Counted, Sheet, cross_sheet, times

MONEY, BANDS, PAYMENT = "money_by_award_year", "awards_by_band", "awards_by_payment"
CLAIMED = "claimed_by_award_year"
IN_BANDS = Coarser(instead=(BANDS,))  # what is chosen instead of sums
_BAND, _PAID, _FINAL, _FINAL_PAID = "BAND", "PAID", "FINAL", "FINAL_PAID"
_NOT_FINAL = "not_final"  # or before the first year of the publication
_AWARDED, _PAID_SO_FAR, _CLAIMED, _OF_CLAIMED = "awarded", "paid", "claimed", "awarded_of_claimed"
_REFUSED, _UNCLAIMED = "claimed_not_awarded", "awarded_of_unknown"  # never printed
_UPPER = tuple(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["bands"]["upper"])
_CODES = (
    f"up_to_{_UPPER[0]}",
    *(f"{low}_to_{high}" for low, high in pairwise(_UPPER)),
    f"over_{_UPPER[-1]}",
)
_PAYMENTS = ("nothing", "part", "all")
PERSON = Counted("PERSON", "victim")


@dataclass(frozen=True)
class Awards:
    """Tables, two of them never printed (first contact by year of the final award: who has one, and who was paid something),
    the sheets, and what ties them.
    """

    tables: tuple[Table, ...]
    sheets: tuple[Sheet, ...]
    links: tuple[Link, ...] = ()


def awards(years: tuple[str, ...], made: Coarser, claim: Chain, titles: Mapping[str, str]) -> Awards:
    """By year of the final award, as sums, or where that was chosen instead, in bands and by what of them was paid."""
    final = year("AWARD_YEAR", years, made)
    if BANDS not in made.instead:
        return _sums(final, titles)
    size = Cross(final, Variable(_BAND, broad(_BAND, _CODES, made)))
    paid = Cross(final, Variable(_PAID, broad(_PAID, _PAYMENTS, made), harmless=True))
    shown = (cross_sheet(BANDS, titles[BANDS], PERSON, size), cross_sheet(PAYMENT, titles[PAYMENT], PERSON, paid))
    got = tuple(code for code in paid.by.codes if code != _PAYMENTS[0])
    met = tuple(
        Within(claim, step, Variable(name, (_NOT_FINAL, *final.codes)))
        for step, name in (("awarded", _FINAL), ("paid", _FINAL_PAID))
    )
    links: tuple[Link, ...] = (
        *(Same(key("AWARD_YEAR", when), (key("YEAR", TOTAL, _FINAL, when),)) for when in final.codes),
        *(_of_paid(claim, final, got) if final.codes else ()),
        Subset(step_key(claim, TOTAL, "awarded"), (key("AWARD_YEAR", TOTAL),)),
        Subset(step_key(claim, TOTAL, "paid"), tuple(key("AWARD_YEAR", TOTAL, _PAID, code) for code in got)),
    )
    return Awards((size, paid, *met) if final.codes else (size, paid), shown, links)


def _sums(final: Variable, titles: Mapping[str, str]) -> Awards:
    """Of all final awards, awarded and paid; of those whose claim has a known amount, claimed and awarded."""
    money = Sums(final, _AWARDED), Sums(final, _PAID_SO_FAR)
    printed = Sums(final, _CLAIMED), Sums(final, _OF_CLAIMED)
    unsaid = Sums(final, _REFUSED), Sums(final, _UNCLAIMED)
    sheets = _sheet(MONEY, titles, money, money), _sheet(CLAIMED, titles, printed, (*printed, *unsaid))
    of_known = printed[1]
    links = (
        Same(sum_key(whole, when), (sum_key(of_known, when), sum_key(rest, when)))
        for whole, rest in ((printed[0], unsaid[0]), (money[0], unsaid[1]))
        for when in times(of_known)
    )
    return Awards((*money, *printed, *unsaid), sheets, tuple(links))


def _sheet(name: str, titles: Mapping[str, str], shown: Collection[Sums], tables: tuple[Sums, ...]) -> Sheet:
    rows = tuple(((when, one.amount), sum_key(one, when)) for when in times(tables[0]) for one in shown)
    return Sheet(name, titles[name], "EUR", "claim", ("YEAR", "AMOUNT"), rows, tables)


def _of_paid(claim: Chain, final: Variable, got: Collection[str]) -> Iterator[Link]:
    """Of each pair of years who was paid something, and who nothing."""
    for when in final.codes:
        parts = tuple(key(final.name, when, _PAID, code) for code in got)
        yield Same(key("YEAR", TOTAL, _FINAL_PAID, when), parts)
    for contact in claim.time.codes:
        for when in (_NOT_FINAL, *final.codes):
            awarded = key("YEAR", contact, _FINAL, when)
            yield Subset(awarded, (key("YEAR", contact, _FINAL_PAID, when),), called=f"{awarded} nothing paid")


def final_of(fact: VictimFacts, years: Collection[str], *, is_paid: bool) -> Mapping[str, str]:
    """The year in which an award became final, for whoever has one."""
    is_final = fact.awarded_eur and str(fact.final_award_year) in years
    when = str(fact.final_award_year) if is_final else _NOT_FINAL
    return {_FINAL: when} | ({_FINAL_PAID: when} if is_paid else {})


def codes_of(fact: VictimFacts) -> Mapping[str, str]:
    """The band of a final award, and what of it was paid."""
    awarded = fact.awarded_eur or Decimal(0)
    size = next((code for code, high in zip(_CODES, _UPPER, strict=False) if awarded <= high), _CODES[-1])
    return {_BAND: size, _PAID: _PAYMENTS[0 if not fact.paid_eur else 2 if fact.paid_eur >= awarded else 1]}


def amounts_of(fact: VictimFacts) -> dict[str, Decimal]:
    """To which sums a final award adds, in EUR. Whose claim has no known amount stands in no sum of what was claimed."""
    awarded = fact.awarded_eur or Decimal(0)
    found = {_AWARDED: awarded, _PAID_SO_FAR: fact.paid_eur}
    if fact.claimed_eur is None:
        found[_UNCLAIMED] = awarded
    else:
        found |= {_CLAIMED: fact.claimed_eur, _OF_CLAIMED: awarded, _REFUSED: fact.claimed_eur - awarded}
    return {name: amount for name, amount in found.items() if amount}
