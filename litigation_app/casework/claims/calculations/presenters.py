"""What does the page of a claim say of how its rows were computed?"""

from dataclasses import dataclass, field

from litigation_app.casework.claims.calculations import actions, queries, words
from litigation_app.casework.claims.calculations.forms import AnotherForm
from litigation_app.casework.claims.calculations.said import Method
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.core.access import Actor
from litigation_app.core.language import current
from litigation_app.core.money import format_amount
from litigation_app.law import loader


@dataclass(frozen=True)
class Row:
    """A row of a claim. `method` "": it was not computed, or cannot be read now; `is_closed`: it was, and her record is closed.

    `lines`: none where a sum was stated, or typed over what was computed; `note`: what it rests on.
    """

    head: str
    is_closed: bool = False
    method: str = ""
    note: str = ""
    sum: str = ""
    lines: list[words.Line] = field(default_factory=list)


def rows(actor: Actor, claim: Claim, parts: tuple[Part, ...]) -> list[Row]:
    """One for each row of the claim, in its order."""
    standing, opened = queries.standing(claim, parts), actions.opened(actor, claim, parts)
    found = []
    for part in parts:
        kept = opened.get(part.head)
        if kept is None:
            found.append(Row(part.head, is_closed=part.head in standing))
            continue
        is_computed = kept.said.method is not Method.STATED and kept.reckoned.amount == part.amount
        method = str(words.METHODS[kept.said.method])
        lines = words.lines(kept.reckoned, claim.currency) if is_computed else []
        together = format_amount(kept.reckoned.amount, claim.currency, current())
        found.append(Row(part.head, method=method, note=kept.said.note, sum=together, lines=lines))
    return found


def another(country: str, parts: tuple[Part, ...]) -> AnotherForm:
    """The choice of a kind of damage that has no row yet."""
    return AnotherForm(loader.load(country), {one.head for one in parts})
