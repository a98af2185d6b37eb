"""What asks for somebody now in a case and stands in no list of days: the gravest first, each with the page that settles it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from flask import url_for
from sqlalchemy import Select, bindparam, func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.casework.claims.payments.queries import is_awaited
from litigation_app.casework.claims.presenters import late, route_name
from litigation_app.casework.claims.queries import Line as Claim
from litigation_app.casework.claims.routes import presenters as routes_shown
from litigation_app.casework.claims.routes import queries as routes
from litigation_app.casework.claims.routes import rules as ways
from litigation_app.casework.claims.routes.status import Known as Ways
from litigation_app.casework.claims.routes.status import State
from litigation_app.casework.claims.rules import route_of
from litigation_app.casework.clients.personal_records.queries import Ending
from litigation_app.casework.clients.victims.queries import Line as Client
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.limitation.presenters import perhaps_over
from litigation_app.casework.proceedings.limitation.rules import (
    BARRED_WITHIN,
    CHARGE,
    LIGHTER_SHOWN,
    Charge,
    made_lighter,
    next_bar,
)
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.casework.proceedings.presenters import Line as Due
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.presenters import Teller
from litigation_app.casework.proceedings.records.queries import Line as Record
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.record_forms.rules import Kind
from litigation_app.casework.strategy import queries as strategy
from litigation_app.core.db import db
from litigation_app.core.language import _, _n, current, format_date
from litigation_app.law import loader


class Urgent(NamedTuple):
    """One of them, in words."""

    text: str
    link: str


@dataclass(frozen=True)
class Known:
    """What was read of the case already."""

    case: Case
    tracks: Sequence[Track]
    due: Sequence[Due]
    claims: Sequence[Claim]
    records: Sequence[Record]
    teller: Teller
    may_record: bool
    clients: Sequence[Client]
    ending: Sequence[Ending]
    is_opposed: bool  # a conflict of interest is open of which the reader sees both sides


def urgent(known: Known, today: date) -> list[Urgent]:
    """All of them."""
    found = [_to_notify(known), _opposed(known), _late(known, today), _claims(known), _closed(known, today)]
    found += [_authority(known), _ending(known), _without_a_day(known), _lighter(known, today)]
    found += [_barred(known.case, today), _strategy(known)]
    return [one for some in found for one in some]


def _to_notify(known: Known) -> Iterator[Urgent]:
    for line in known.records:
        if line.asks:
            kind = catalogue().kinds[line.told.kind]
            accused = known.teller.names.get(line.told.defendant_id) if line.told.defendant_id else None
            said = ": ".join(filter(None, [accused, known.teller.said_of(kind, line.told.told)]))
            yield Urgent(_("%(what)s. Notify the client.", what=said), _where_notified(known, kind, line))


def _where_notified(known: Known, kind: Kind, line: Record) -> str:
    """To the form by which the warning is written down, with what is known of it."""
    answer = next((one.in_address for one in catalogue().kinds.values() if one.answers == kind.id), "")
    if not (answer and known.may_record):
        return url_for("records.index", case_id=known.case.id)
    return url_for("records.new", case_id=known.case.id, kind=answer, defendant=line.told.defendant_id)


def _opposed(known: Known) -> Iterator[Urgent]:
    if known.is_opposed:
        said = _("Open conflict of interest: a client and an accused of our cases have the very same name")
        yield Urgent(said, url_for("search.shared", case=known.case.id))


def _late(known: Known, today: date) -> Iterator[Urgent]:
    """Instalments that should have come."""
    asked = {"case": known.case.id, "today": today}
    for claim_id, due_on in db.session.execute(_first_late(), asked) if known.claims else ():
        days = (today - due_on).days
        said = _n("Instalment %(num)s day late", "Instalment %(num)s days late", days)
        yield Urgent(said, url_for("awards.show", claim_id=claim_id, _anchor="schedule"))


@cache
def _first_late() -> Select[UUID, date]:
    """Written once: every look at a case asks it."""
    first, is_late = func.min(Instalment.due_on), Instalment.due_on < bindparam("today")
    wanted = select(Instalment.claim_id, first).where(Instalment.case_id == bindparam("case"), is_awaited(), is_late)
    return wanted.group_by(Instalment.claim_id).order_by(first)


def _claims(known: Known) -> Iterator[Urgent]:
    for line in known.claims:
        if said := late(line.view):
            yield Urgent(said, url_for("claims.show", claim_id=line.id))


def _closed(known: Known, today: date) -> Iterator[Urgent]:
    """Claims of ours whose way is closed, and awards that soon, or already, can be enforced no more."""
    erased = {one.id for one in known.clients if one.erased_at is not None}  # of whom nothing waits any more
    lines = [one for one in known.claims if one.victim_id not in erased]
    waiting = [one for one in lines if one.view.filed_on is None and not one.view.decisions]
    owed = {one.victim_id: one for one in lines if one.owed is not None and one.owed.without_interest}
    if not (waiting or owed):
        return
    case, law = known.case, loader.load(known.case.country)
    asked = [*(route_of(law, one.route) for one in waiting), *(law.routes if owed else ())]
    read = routes.Given({case.id: list(known.tracks)}, {case.id: records.standing(known.records)})
    recorded = routes.as_far_as(asked, [case], read)[case.id]
    for line in waiting:
        route = route_of(law, line.route)
        look = ways.look(route, routes.of_lines(recorded, known.claims, line.victim_id)) if route else None
        if closed := routes_shown.closed(look):
            named = f"{route_name(case.country, line.route)}, {line.victim}"
            yield Urgent(f"{named}: {closed.day} {closed.what}", url_for("claims.show", claim_id=line.id))
    for line in owed.values():
        yield from _uncollected(routes.of_lines(recorded, known.claims, line.victim_id), line, today)


def _uncollected(hers: Ways, line: Claim, today: date) -> Iterator[Urgent]:
    for route in (one for one in hers.law.routes if one.window == "award"):
        look = ways.look(route, hers)
        is_near = look.state is State.OPEN and look.until is not None and look.until <= today + BARRED_WITHIN
        if look.state is State.WAS or is_near:
            day = format_date(look.until) if look.until else ""
            named = {"way": route.name(current()), "client": line.victim, "day": day}
            text = _("%(way)s, %(client)s: time-barred since %(day)s", **named)
            text = text if look.state is State.WAS else _("%(way)s, %(client)s: by %(day)s", **named)
            yield Urgent(text, url_for("routes.show", victim_id=line.victim_id))


def _authority(known: Known) -> Iterator[Urgent]:
    card = authority.card(known.case, known.tracks, known.clients)
    undecided = [
        _("%(code_name)s: decide about anonymity before the application to Strasbourg is lodged.", code_name=name)
        for name in card.undecided
    ]
    for said in [*(one.text for one in card.irregular if not one.is_mended), *undecided, *card.ending]:
        yield Urgent(said, url_for("authority.index", case_id=known.case.id))


def _ending(known: Known) -> Iterator[Urgent]:
    """Papers and permits of clients: of them only the day."""
    for one in known.ending:
        said = _(
            "%(code_name)s: a document or permit of hers expires (%(day)s)",
            code_name=one.code_name,
            day=format_date(one.on),
        )
        yield Urgent(said, url_for("casefile.clients", case_id=known.case.id))


def _without_a_day(known: Known) -> Iterator[Urgent]:
    """Periods of ours that run from a day that nobody has entered."""
    for one in known.due:
        if one.day is None and one.whose == "ours":
            said = _("%(what)s: enter the trigger date of the period", what=one.what)
            yield Urgent(said, url_for("proceedings.deadline", deadline_id=one.id))


def _lighter(known: Known, today: date) -> Iterator[Urgent]:
    """A charge that was made lighter lately: the limitation of the prosecution is shorter now, and victims may be fewer."""
    law = loader.load(known.case.country)
    told = [one for one in reversed(records.standing(known.records)) if one.kind == CHARGE]
    for accused in dict.fromkeys(one.defendant_id for one in told):
        hers = [one for one in told if one.defendant_id == accused]
        charges = [Charge(one.on, "", one.told.get("offence", ""), None) for one in hers]
        last = made_lighter(charges, {one.id: one for one in law.offences}, today - LIGHTER_SHOWN)
        if last is not None and accused is not None:
            said = _(
                "%(who)s: requalified to a lighter offence on %(day)s: %(offence)s. Check the limitation.",
                who=known.teller.names.get(accused, ""),
                day=format_date(last.on).rstrip("."),
                offence=law.offence(last.offence).name(current()),
            )
            yield Urgent(said, url_for("casefile.history", case_id=known.case.id))


def _barred(case: Case, today: date) -> Iterator[Urgent]:
    barred_on = next_bar(case.barred_on, case.barred_from_knowledge_on, today)
    said = "" if case.is_over else perhaps_over(case.barred_on, case.barred_from_knowledge_on, today)
    if not said and barred_on is not None and today <= barred_on <= today + BARRED_WITHIN:
        said = _("May be time-barred after %(day)s", day=format_date(barred_on))
    if said:
        yield Urgent(said, url_for("casefile.history", case_id=case.id))


def _strategy(known: Known) -> Iterator[Urgent]:
    for said in strategy.urgent(known.case, known.tracks):
        yield Urgent(said, url_for("strategy.show", case_id=known.case.id))
