"""Who codes a judgment next, what may she see, where do two codings differ, and what follows from the codes? Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from litigation_app.casework.courtwatch.rules import Slot
from litigation_app.law.country import TRAFFICKING, Jurisdiction

MOST_PERSONS = 12  # of each side: the form grows with them
FIRST, SECOND = 1, 2
IN_PRISON = frozenset({"prison", "house"})
CONVICTED = frozenset({"convicted", "convicted_plea"})
MANY_STATEMENTS = 4  # and more stand together
YEAR_DAYS, THREE_YEARS_DAYS = 365, 1095  # the bands of ASTRA's yearly analysis

Codes = Mapping[str, Any]


class WhyNot(StrEnum):
    """Why somebody cannot code a judgment."""

    CODED_ALREADY = "coded_already"  # by her
    SETTLED = "settled"
    OTHERS_FIRST = "others_first"  # there are no two codings yet
    TO_SETTLE = "to_settle"
    OWN_CODING = "own_coding"  # whoever coded it does not say which coding is right


@dataclass(frozen=True)
class Coded:
    """That somebody coded it: her place in the order, and who."""

    id: UUID
    place: int
    by: UUID


def is_drawn(judgment_id: UUID, percent: int) -> bool:
    """Whether a second person codes this judgment: a draw that anybody can repeat, from its number alone."""
    drawn = int.from_bytes(hashlib.sha256(judgment_id.bytes).digest()[:8], "big")
    return drawn * 100 < percent * 2**64


def may_code(codings: Sequence[Coded], coder: UUID, *, is_double: bool) -> WhyNot | None:
    """Whether she codes it next; None: she does."""
    if len(codings) > (1 if is_double else 0):
        return WhyNot.TO_SETTLE if len(codings) == SECOND else WhyNot.SETTLED
    if any(one.by == coder for one in codings):
        return WhyNot.CODED_ALREADY
    return None


def may_settle(codings: Sequence[Coded], settler: UUID, *, is_double: bool) -> WhyNot | None:
    """Whether a coordinator can say how it is coded, or correct it: once all who were to code it have; she is none of them."""
    if len(codings) < (SECOND if is_double else FIRST):
        return WhyNot.OTHERS_FIRST
    is_coder = any(one.by == settler for one in codings if one.place <= SECOND)
    return WhyNot.OWN_CODING if is_coder else None


def visible(codings: Sequence[Coded], reader: UUID, *, is_double: bool) -> list[Coded]:
    """The codings that she may read. Until a second person has coded it, nobody but the coder sees the first coding."""
    is_open = len(codings) >= (SECOND if is_double else FIRST)
    return [one for one in codings if is_open or one.by == reader]


def differences(first: Codes, second: Codes, slots: Iterable[Slot]) -> list[Slot]:
    """Where the two say something else; an answer that is missing is one too."""
    return [slot for slot in slots if first.get(slot.name) != second.get(slot.name)]


def pairs(first: Codes, second: Codes, slots: Iterable[Slot]) -> dict[str, list[tuple[Any, Any]]]:
    """By question ("accused.sex"): what the first and the second coder said, once for each person. Several codes are one answer."""
    found: dict[str, list[tuple[Any, Any]]] = {}
    for slot in slots:
        if slot.question.counts:
            said = _answer(first.get(slot.name)), _answer(second.get(slot.name))
            found.setdefault(f"{slot.part.id}.{slot.question.id}", []).append(said)
    return found


def _answer(said: Any) -> Any:
    if isinstance(said, list):
        return "+".join(sorted(said))
    return "" if said is None else said


def of_person(codes: Codes, letter: str, number: int) -> dict[str, Any]:
    """What is coded of one person: "a2_sex" as "sex"."""
    start = f"{letter}{number}_"
    return {name.removeprefix(start): value for name, value in codes.items() if name.startswith(start)}


def is_below_minimum(person: Codes, law: Jurisdiction) -> bool | None:
    """Whether the prison sentence lies below the least that the country file has for this offence; None: cannot be said."""
    if person.get("verdict") not in CONVICTED or person.get("sentence") not in IN_PRISON:
        return None
    known = {one.id: one.min_months for one in law.offences}
    least, months = known.get(str(person.get("judged"))), person.get("months")
    return None if least is None or months is None else int(months) < least


def offence_kept(person: Codes, law: Jurisdiction) -> str:
    """What became of a charge of trafficking by the judgment: kept, lesser, other, not_known; "none": it was no such charge.

    Which offence is the lesser one the country file says, with its source (indicator CHG-02); ranges decide nothing.
    """
    known = {one.id: one for one in law.offences}
    charged, judged = known.get(str(person.get("indicted"))), known.get(str(person.get("judged")))
    if charged is None or charged.category not in TRAFFICKING:
        return "none"
    if judged is None:
        return "not_known"
    if judged.category in TRAFFICKING:
        return "kept"
    return "lesser" if charged.category in judged.lesser_than else "other"


def statements_band(person: Codes) -> str:
    """How often she gave a statement, as far as the judgment says: 1, 2, 3, 4_more, not_said."""
    times = person.get("statements")
    return "not_said" if not times else str(times) if int(times) < MANY_STATEMENTS else "4_more"


def duration_band(indicted_on: str | None, decided_on: date) -> str | None:
    """How long from the indictment to the judgment: up_to_1, 1_to_3, over_3 years; None: not known."""
    if not indicted_on:
        return None
    days = (decided_on - date.fromisoformat(indicted_on)).days
    if days < 0:
        return None
    return "up_to_1" if days <= YEAR_DAYS else "1_to_3" if days <= THREE_YEARS_DAYS else "over_3"


def sentence_band(person: Codes) -> str:
    """The band of a convicted person's sentence: under_3, 3_to_5, over_5 years of prison, suspended, no_prison, not_said."""
    sentence, months = person.get("sentence"), person.get("months")
    if sentence == "suspended":
        return "suspended"
    if sentence not in IN_PRISON:
        return "no_prison" if sentence else "not_said"
    if months is None:
        return "not_said"
    return "under_3" if int(months) < 36 else "3_to_5" if int(months) <= 60 else "over_5"
