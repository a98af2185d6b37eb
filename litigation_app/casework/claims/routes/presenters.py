"""How is the comparison of the ways said: each way's state, days, needs, published cases and sources, and the pages on which she goes
on from it? Rows in, words out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import url_for

from litigation_app.casework.claims.amounts import last_decision
from litigation_app.casework.claims.presenters import OUTCOMES, STATES
from litigation_app.casework.claims.routes import rules
from litigation_app.casework.claims.routes.queries import Read
from litigation_app.casework.claims.routes.sentences import CHIPS, OTHERWISE, SIGNS, SOONEST, STATE_WORDS, TO_DO, why
from litigation_app.casework.claims.routes.status import Look, State, Why
from litigation_app.casework.proceedings.limitation.presenters import Bar
from litigation_app.casework.proceedings.presenters import Source, doubt, other_name, rule_line, sources
from litigation_app.casework.proceedings.upcoming.presenters import Next
from litigation_app.core.language import _, _n, current, format_date
from litigation_app.law import routes
from litigation_app.law.citations import cited
from litigation_app.law.country import Benchmark, Jurisdiction, LimitationRule, Need, Route


@dataclass(frozen=True)
class Asked:
    """A condition or a paper, its law, the doubt about it ("" for none), and where it was read."""

    text: str
    law: str
    doubt: str
    sources: list[Source]


@dataclass(frozen=True)
class Gave:
    """What the way gave elsewhere; `amount` None: nothing. `is_most`: it is the most that can be given, not an award."""

    amount: Decimal | None
    currency: str
    eur: Decimal | None
    when: str
    court: str
    about: str
    is_most: bool
    sources: list[Source]


@dataclass(frozen=True)
class Row:
    """One way in words. `days`: (what, day); `note`: what the file says of the limitation, in English; `claim`: how her claim on it
    stands, "" for none."""

    route: Route
    look: Look
    name: str
    other: str
    state: str
    chip: str
    sign: str
    why: str
    to_do: str
    days: list[tuple[str, str]]
    period: str
    note: str
    claim: str
    law: str
    doubt: str
    practice: str
    conditions: list[Asked]
    papers: list[Asked]
    gave: list[Gave]
    sources: list[Source]


def rows(read: Read) -> list[Row]:
    """All ways of the country: what is open first, each group in the order of the law."""
    law = read.known.law
    found = [_row(one, rules.look(one, read.known), read) for one in routes.in_order(law, read.known.forum)]
    order = list(State)
    return sorted(found, key=lambda row: order.index(row.look.state))


def _row(route: Route, look: Look, read: Read) -> Row:
    law, language = read.known.law, current()
    practice, is_doubtful = routes.practice(law, route), look.why is Why.MAY_BE_BARRED
    return Row(
        route=route,
        look=look,
        name=route.name(language),
        other=other_name(route.local, route.name),
        state=str(OTHERWISE.get(look.why) or STATE_WORDS[look.state]),
        chip="warn" if is_doubtful else CHIPS[look.state],
        sign="question-circle" if is_doubtful else SIGNS[look.state],
        why=(read.damage.perhaps if is_doubtful and read.damage else "") or why(look),
        to_do=str(TO_DO.get(look.why, "")),
        days=_days(look, read.damage if route.window == "damage" else None),
        period=_period(look, read),
        note=_note(look, language),
        claim=_claim(look, read),
        law=_law(route, law.code, language),
        doubt=doubt(route.confidence, language),
        practice=practice.read_in(language) if practice else "",
        conditions=[_asked(one, law) for one in routes.conditions(route)],
        papers=[_asked(one, law) for one in routes.papers(route)],
        gave=[_gave(one, law) for one in routes.benchmarks(law, route)],
        sources=sources(route.sources, law),
    )


def closed(look: Look | None) -> Next | None:
    """Since when a way is closed in the case and why, as lists say until when a claim is needed; None: it is not closed."""
    if look is None or look.state is not State.WAS:
        return None
    since = f"{SOONEST.get(look.why, _('Closed since'))} {format_date(look.until)}" if look.until else _("Closed")
    return Next("x-circle", since, "", why(look), True)


def _note(look: Look, language: str) -> str:
    """What the country's file says beside the limitation that decides."""
    note = look.period.note if isinstance(look.period, LimitationRule) else None
    return note.read_in(language) if note else ""


def _law(route: Route, country: str, language: str) -> str:
    """The law of the way, and since when it is applied, where the country's file says a day."""
    found = cited(route.law or "", language, country)
    if route.applied_since is None:
        return found
    since = _("applied since %(day)s", day=format_date(route.applied_since))
    return f"{found} · {since}"


def _days(look: Look, damage: Bar | None) -> list[tuple[str, str]]:
    """Until when, in as many days as there are to be named."""
    found = [] if look.until is None else [(str(SOONEST.get(look.why, _("Act by"))), format_date(look.until))]
    if look.outer is not None:
        found.append((_("For an adult at the latest"), format_date(look.outer)))
    if damage is not None and look.state is not State.TAKEN:
        found += damage.days
    return found


def _period(look: Look, read: Read) -> str:
    """The rule by which the day was reckoned, with its article and doubt."""
    if look.why in {Why.NOT_BARRED, Why.MAY_BE_BARRED} and read.damage is not None:
        said = [f"{read.damage.what}, {read.damage.law}", read.damage.note, read.damage.doubt]
    elif look.period is None:
        return ""
    elif isinstance(look.period, LimitationRule):
        said = [
            _limitation(look.period),
            cited(look.period.law, current(), read.known.law.code),
            doubt(look.period.confidence, current()),
        ]
    else:
        return rule_line(look.period, read.known.law.code, current())
    return " · ".join(one for one in said if one)


def _limitation(rule: LimitationRule) -> str:
    if rule.months and not rule.years:
        return _n("Time-barred after %(num)s month", "Time-barred after %(num)s months", rule.months)
    return _n("Time-barred after %(num)s year", "Time-barred after %(num)s years", rule.years or 0)


def _claim(look: Look, read: Read) -> str:
    """How her claim on this way stands: what was decided, else where it is, else that it is not filed."""
    line = read.claims.get(look.claim) if look.claim else None
    if line is None:
        return ""
    last = last_decision(line.view)
    if last is not None:
        return _("%(what)s, %(day)s", what=OUTCOMES[last.outcome], day=format_date(last.on))
    if line.view.filed_on is not None:
        return _("filed on %(day)s, not decided yet", day=format_date(line.view.filed_on))
    return _("%(state)s, not filed yet", state=STATES[line.state])


def _asked(need: Need, law: Jurisdiction) -> Asked:
    language = current()
    text = routes.needs()[need.say].read_in(language)
    return Asked(
        text, cited(need.law or "", language, law.code), doubt(need.confidence, language), sources(need.sources, law)
    )


def _gave(one: Benchmark, law: Jurisdiction) -> Gave:
    language, about = current(), routes.about(law, one)
    courts = [court.name(language) for court in law.courts if court.id == one.court]
    return Gave(
        amount=one.amount or None,
        currency=one.currency,
        eur=one.amount_eur if one.currency != "EUR" else None,
        when=str(one.year) if one.year else _("year not known"),
        court=courts[0] if courts else "",
        about=about.read_in(language) if about else "",
        is_most=one.kind == routes.CAP,
        sources=sources(one.sources, law),
    )


def checked_on(law: Jurisdiction, today: date) -> str:
    """That no lawyer has read the country's rules; "" where one has."""
    if law.reviewed_by_lawyer:
        return ""
    return _(
        "As of %(day)s, by the rules of %(country)s as the desk has them. No lawyer has checked them: a reminder, never advice.",
        day=format_date(today),
        country=law.name(current()),
    )


PROPERTY_CLAIM, PLEA = "property_claim", "plea_agreement"
_WITH_THE_TRIAL = frozenset({"criminal", "property_claim"})  # these begin with the case, not from here
_GOES_ON = frozenset({State.OPEN, State.TAKEN})


@dataclass(frozen=True)
class Door:
    """A link to a page that is there already; `begins`: it leads to a form that begins something."""

    text: str
    link: str
    begins: bool = False


@dataclass(frozen=True)
class Hers:
    """Whose page it is, and what may be done in her case."""

    case_id: UUID
    victim_id: UUID
    may_claim: bool
    may_record: bool


def of(row: Row, rows: Sequence[Row], hers: Hers) -> list[Door]:
    """The pages to which this way leads."""
    if row.route.id == PLEA:
        return [*_to_claim(next(one for one in rows if one.route.id == PROPERTY_CLAIM), hers), *_agreement(row, hers)]
    found = _to_claim(row, hers) if row.route.own_claim else []
    return [*found, *_proceedings(row, hers)]


def _to_claim(row: Row, hers: Hers) -> list[Door]:
    if row.look.claim is not None:
        return [Door(_("The claim"), url_for("claims.show", claim_id=row.look.claim))]
    if not hers.may_claim or row.look.state not in _GOES_ON:
        return []
    link = url_for("claims.new", case_id=hers.case_id, victim=hers.victim_id, route=row.route.id)
    return [Door(_("Begin: draft the claim"), link, begins=True)]


def _proceedings(row: Row, hers: Hers) -> list[Door]:
    if row.look.lane is not None:
        return [Door(_("The proceedings"), url_for("tracks.show", proceeding_id=row.look.lane))]
    family = row.route.procedure
    if family is None or family in _WITH_THE_TRIAL or not hers.may_record or row.look.state not in _GOES_ON:
        return []
    link = url_for("proceedings.new", case_id=hers.case_id, by=row.look.by, to=family)
    return [Door(_("Begin the proceedings"), link, begins=True)]


def _agreement(row: Row, hers: Hers) -> list[Door]:
    if row.look.lane is None or row.look.why is not Why.PLEA_POSSIBLE or not hers.may_record:
        return _proceedings(row, hers)
    link = url_for("proceedings.new_move", proceeding_id=row.look.lane, event="plea_agreement_filed")
    return [Door(_("Record the agreement"), link, begins=True)]
