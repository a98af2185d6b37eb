"""How is it said who is away, and where nobody stands in? Sentences that other pages show too."""

from collections.abc import Iterable, Sequence

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases.stand_ins import queries, rules
from litigation_app.casework.cases.stand_ins.presenters import in_words
from litigation_app.casework.cases.stand_ins.queries import Line
from litigation_app.casework.cases.stand_ins.rules import HEARING, REVIEWS, WORK, Days
from litigation_app.core.access import Actor, May
from litigation_app.core.language import _, _l, format_date

WHAT = {
    REVIEWS: _l("Reviews of claims"),
    WORK: _l("Hearings and deadlines"),
    HEARING: _l("One hearing"),
}


def away(actor: Actor) -> list[str]:
    """Who is away today of those whose work concerns her, and who stands in, a sentence each: for the page on which her day begins."""
    return list(dict.fromkeys(_away(one, actor) for one in queries.away_today(actor)))


def _away(one: Line, reader: Actor) -> str:
    day = format_date(one.until_on).rstrip(".")
    if one.stand_in_id == reader.id:
        return _("%(who)s is away until %(day)s: you stand in.", who=one.name, day=day)
    return _("%(who)s is away until %(day)s: %(other)s stands in.", who=one.name, day=day, other=one.stand_in)


def unavailable(lines: Sequence[Line]) -> list[str]:
    """Which stand-ins are gone, or turned out to be away themselves, a sentence each."""
    cannot = [(one, rules.days_unavailable(one, lines)) for one in lines]
    gone = [_gone(one) for one in lines if one.is_gone]
    return list(dict.fromkeys([*gone, *(_cannot(one, days) for one, days in cannot if days)]))


def _gone(one: Line) -> str:
    return _(
        "%(name)s can no longer sign in, or holds no role at this office now, and cannot stand in for %(other)s. Name somebody else.",
        name=one.stand_in,
        other=one.name,
    )


def _cannot(one: Line, days: list[Days]) -> str:
    who = {"name": one.stand_in, "other": one.name}
    return _("%(name)s is away (%(days)s) and cannot stand in for %(other)s then.", **who, days=in_words(days))


def without_reviewer(actor: Actor, lines: Iterable[Line]) -> list[str]:
    """At which of her offices nobody whom she named reviews while she is away, a sentence for each absence of hers."""
    offices = {one.name for one in accounts.offices_where(actor, May.REVIEW_CLAIM)}
    covered: dict[tuple[object, object], set[str]] = {}
    for one in lines:
        if one.covers == REVIEWS and one.user_id == actor.id:
            covered.setdefault((one.from_on, one.until_on), set()).add(one.office)
    return [_without(until, sorted(offices - named)) for (_from, until), named in covered.items() if offices - named]


def _without(until: object, offices: list[str]) -> str:
    day = format_date(until).rstrip(".")  # type: ignore[arg-type]  # a day, as the key of the absence has it
    where = ", ".join(offices)
    return _("Until %(day)s nobody reviews for you at: %(offices)s. Name somebody there too.", day=day, offices=where)
