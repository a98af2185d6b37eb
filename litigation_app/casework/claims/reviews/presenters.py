"""How are the queue, and what changed between versions, said on a screen?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.stand_ins.queries import Line
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import presenters as claims
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.claims.reviews import queries, rules
from litigation_app.casework.claims.reviews.answers import queries as answers
from litigation_app.casework.claims.reviews.answers.presenters import reason
from litigation_app.casework.claims.reviews.checklist.presenters import POINTS, Looked
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.proceedings.upcoming.presenters import Next
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.language import _, _n, format_date

_NAMED = 2  # of what is to be looked at, in a row of the queue


@dataclass(frozen=True)
class Row:
    """A kind of damage in two versions. `sign`: code of what happened to it; amounts None: it is not there."""

    name: str
    what: str
    sign: str
    before: Decimal | None
    now: Decimal | None
    difference: Decimal


@dataclass(frozen=True)
class Compared:
    """Two versions beside each other. `routes`: from which way to which, where that is known and changed, else empty."""

    before: int
    now: int
    rows: list[Row]
    routes: list[str]
    total_before: Decimal
    total_now: Decimal

    @property
    def difference(self) -> Decimal:
        return self.total_now - self.total_before

    @property
    def is_same(self) -> bool:
        return not self.routes and all(one.sign == "same" for one in self.rows)


def since_review(claim: Claim, view: ClaimView, reviews: Sequence[Review]) -> Compared | None:
    """What changed since the version that was reviewed last; None: this is the first version."""
    before = rules.compared_with(claim.version, [one.version for one in reviews])
    return compared(claim, view, reviews, before, claim.version) if before is not None else None


def compared(claim: Claim, view: ClaimView, reviews: Sequence[Review], before: int, now: int) -> Compared:
    """Two versions of a claim; the way is known of versions that were reviewed, and of the one in force."""
    versions = queries.versions(claim)
    old, new = versions.get(before, ()), versions.get(now, ())
    return Compared(
        before,
        now,
        [_row(view.country, one) for one in rules.changes(old, new)],
        _routes(
            view, {one.version: one.route for one in reviews if one.route} | {claim.version: claim.route}, before, now
        ),
        amounts.total(old),
        amounts.total(new),
    )


def _row(country: str, one: rules.RowChange) -> Row:
    if one.before is None:
        what, sign = _("added"), "added"
    elif one.now is None:
        what, sign = _("removed"), "out"
    elif one.is_change:
        what, sign = _("amount changed"), "changed"
    else:
        what, sign = _("unchanged"), "same"
    return Row(claims.head(country, one.head), what, sign, one.before, one.now, one.difference)


def _routes(view: ClaimView, known: dict[int, str], before: int, now: int) -> list[str]:
    old, new = known.get(before), known.get(now)
    if not old or not new or old == new:
        return []
    return [claims.route_name(view.country, code) for code in (old, new)]


def waiting(one: queries.Waiting, looked: Looked, needed: Next) -> dict[str, Any]:
    """A row of the queue in the reader's words; the wait is in days of the region's calendar."""
    claim = one.found.claim
    since = clock.local(claim.submitted_at).date() if claim.submitted_at else clock.today()
    days = (clock.today() - since).days
    first = clock.local(claim.first_sent_at).date() if claim.first_sent_at else since
    return {
        "claim": claim,
        "reference": one.found.case.reference,
        "victim": one.found.victim,
        "lawyer": one.lawyer,
        "route": claims.route(one.view),
        "amounts": claims.amounts(one.view),
        "done": looked.done,
        "of": len(looked.points),
        "missing": _first(looked.undone),
        "is_ready": looked.is_ready,
        "needed": needed,
        "days": days,
        "late": claims.late(one.view),
        "is_second": one.is_second,
        "waits": _n("%(num)s day", "%(num)s days", days) if days else _("today"),
        "first": _("sent first on %(day)s", day=format_date(first)) if first != since else "",
    }


def _first(points: Sequence[str]) -> str:
    """The first of these, and how many follow."""
    named = "; ".join(points[:_NAMED])
    if len(points) <= _NAMED:
        return named
    return _("%(points)s, and %(number)s more", points=named, number=len(points) - _NAMED)


def open_points(said: Sequence[Review], case: Case, reader: Actor) -> dict[UUID, str]:
    """What was open when each of these approved it all the same, in words.

    A conflict with another case is named to whoever sees both, and to whoever approved.
    """
    is_seen = any("opponent" in one.open_points for one in said) and bool(
        searches.in_conflict(reader, [case.id], or_answered=True)
    )
    named = {
        one.id: [code for code in one.open_points if code != "opponent" or is_seen or one.by == reader.id]
        for one in said
    }
    return {id_: "; ".join(str(POINTS[code]) for code in codes) for id_, codes in named.items() if codes}


def reasons(one: Review, country: str) -> list[str]:
    """Why a claim was given back, a phrase each: of the whole claim, then of single rows."""
    return [reason(asked, country) for asked in answers.asked(one)]


def away(absences: Sequence[Line]) -> list[str]:
    """Who is away today and who reviews for her, a sentence each; who holds both roles at two offices is said once."""
    return list(
        dict.fromkeys(
            _(
                "%(who)s is away until %(day)s: %(other)s reviews instead.",
                who=one.name,
                day=format_date(one.until_on).rstrip("."),
                other=one.stand_in,
            )
            for one in absences
            if one.is_now
        )
    )
