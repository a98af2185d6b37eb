"""How is it said what was done about each reason of a return?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.claims.presenters import head as damage
from litigation_app.casework.claims.reviews.answers import actions, queries
from litigation_app.casework.claims.reviews.answers.rules import Asked, Said, Standing
from litigation_app.core.language import _, _l, current
from litigation_app.law import codes

STANDINGS = {
    Standing.SETTLED: _l("Settled"),
    Standing.OPEN: _l("Still open"),
    Standing.DISAGREED: _l("I disagree"),
}
SIGNS = {Standing.SETTLED: "check-lg", Standing.OPEN: "clock", Standing.DISAGREED: "x-lg"}


@dataclass(frozen=True)
class Line:
    """One reason of a return, and what was done about it. `words` None: there are some, and they cannot be read now."""

    reason: str
    standing: str
    look: str
    sign: str
    words: str | None = field(repr=False)

    @property
    def is_answered(self) -> bool:
        return bool(self.standing) or self.words != ""


def reason(asked: Asked, country: str) -> str:
    """A reason in words, with the head of damage that it is about."""
    why = codes.label("return_reason", asked.reason, current())
    return _("%(damage)s: %(reason)s", damage=damage(country, asked.head), reason=why) if asked.head else why


def of(reviews: Sequence[Review], country: str, ticket: ledger.Ticket | None) -> dict[UUID, list[Line]]:
    """The reasons of each review with their answers; `ticket`: of the opened file, None: it is closed."""
    known = queries.of([one.id for one in reviews])
    answers = [one for some in known.values() for one in some.values()]
    opened = actions.read(ticket, answers) if ticket else {}
    return {
        one.id: [_line(asked, country, _said(known[one.id], opened, asked)) for asked in queries.asked(one)]
        for one in reviews
    }


def known(claim: Claim, ticket: ledger.Ticket | None) -> tuple[Review | None, dict[Asked, Said]]:
    """The return that waits for answers, and what was answered so far."""
    back = queries.open_return(claim)
    if back is None:
        return None, {}
    answers = queries.of([back.id])[back.id]
    opened = actions.read(ticket, answers.values()) if ticket else {}
    return back, {asked: _said(answers, opened, asked) for asked in answers}


def _said(answers: queries.Answers, opened: dict[UUID, str], asked: Asked) -> Said:
    row = answers.get(asked)
    if row is None:
        return Said("", "")
    return Said(row.standing, opened.get(row.id) if row.has_words else "")


def _line(asked: Asked, country: str, said: Said) -> Line:
    standing = Standing(said.standing) if said.standing else None
    words = str(STANDINGS[standing]) if standing else ""
    return Line(reason(asked, country), words, said.standing, SIGNS[standing] if standing else "dot", said.words)
