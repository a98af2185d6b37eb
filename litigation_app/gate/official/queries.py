"""Which official figures are being typed in, which wait for a second person, and what was printed or came with the program?"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, select

from litigation_app.accounts.models import Office
from litigation_app.core import stood
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.gate.official import rules
from litigation_app.gate.official.models import OfficialDraft, OfficialState
from litigation_app.statistics.official import figures as official
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official import reading
from litigation_app.statistics.official.figures import Figure
from litigation_app.statistics.releases import Release
from litigation_app.statistics.releases.official import Source, source_of

Offered = Sequence[tuple[str, str, str]]
OPEN = (OfficialState.TYPING, OfficialState.WAITING)


def drafts() -> list[OfficialDraft]:
    """All of them, the newest first."""
    return list(
        db.session.scalars(select(OfficialDraft).order_by(OfficialDraft.begun_at.desc(), OfficialDraft.country))
    )


def get(draft_id: UUID) -> OfficialDraft:
    """A draft; raises NotFound."""
    return or_not_found(db.session.scalar(select(OfficialDraft).where(OfficialDraft.id == draft_id)))


def open_of(country: str) -> OfficialDraft | None:
    """The one that is being typed in or waits; None: no other is under way."""
    is_open = OfficialDraft.state.in_(OPEN)
    return db.session.scalar(select(OfficialDraft).where(OfficialDraft.country == country, is_open))


def may_check(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she is a second person of it: may agree to publications, typed none of it and did not hand it over."""
    return actor.may(May.APPROVE_RELEASE) and not is_hers(actor, draft)


def is_hers(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she typed any of it, or handed it over."""
    return str(actor.id) in draft.typists or draft.handed_by == actor.id


def for_her(actor: Actor) -> list[OfficialDraft]:
    """Those that wait for a second person such as she, the oldest first."""
    if not actor.may(May.APPROVE_RELEASE):
        return []
    hers = waits_for(actor.id, typed_by(actor))
    return list(db.session.scalars(select(OfficialDraft).where(*hers).order_by(OfficialDraft.handed_at)))


def waits_for(user_id: Any, typed: Any) -> tuple[ColumnElement[bool], ...]:
    """What holds of a draft that waits for this person; `typed`: her `typed_by`."""
    others = cast(OfficialDraft.typists, Text).not_like(typed)
    return OfficialDraft.state == OfficialState.WAITING, OfficialDraft.handed_by != user_id, others


def typed_by(actor: Actor) -> str:
    """How the list of typists looks with her in it; her number has no letter that a pattern reads otherwise."""
    return f"%{actor.id}%"


def stands(draft: OfficialDraft) -> str:
    """The sum of what its page shows to whoever looks the figures up."""
    return stood.sum_of(draft.id, draft.country, draft.title, draft.base, draft.lines, draft.sources, draft.handed_by)


def may_drop(actor: Actor, draft: OfficialDraft) -> bool:
    """Whether she may throw away what others typed: she typed of it, or prepares publications at an office of its country."""
    at = Office.id.in_(actor.offices(May.DRAFT_RELEASE)), Office.country == draft.country
    return str(actor.id) in draft.typists or db.session.scalar(select(Office.id).where(*at).limit(1)) is not None


def lines(draft: OfficialDraft) -> list[rules.Line]:
    return [rules.line_of(one) for one in draft.lines]


def sources(draft: OfficialDraft) -> list[Source]:
    return [source_of(one) for one in draft.sources]


def source(draft: OfficialDraft, code: str) -> Source:
    """A source of a draft; raises NotFound."""
    return or_not_found(next((one for one in sources(draft) if one.code == code), None))


def before(on_shelf: Path, trusted: Set[bytes] | None, country: str) -> tuple[Release | None, list[Figure]]:
    """The newest vintage of a country and its figures."""
    latest = shelves.latest(on_shelf, trusted, country)
    return latest, official.of_release(latest) if latest else []


def has_all(on_shelf: Path, trusted: Set[bytes]) -> bool:
    """Whether what came with the program lies on the shelf or is being checked, of every country."""
    return all(open_of(one.country) for one in missing(on_shelf, trusted))


def known_sources(on_shelf: Path, trusted: Set[bytes], country: str = "") -> list[Source]:
    """The sources of the newest vintages (of a country), by publisher and title."""
    wanted = [country] if country in reading.COUNTRIES else reading.COUNTRIES
    latest = [shelves.latest(on_shelf, trusted, code) for code in wanted]
    found = {one.code: one for release in latest if release for one in release.sources}
    return sorted(found.values(), key=lambda one: (one.publisher, one.title))


@dataclass(frozen=True)
class Offer:
    """Measure, unit and breakdown of figures that a source may print besides those of the draft. `apart`: of persons by sex, age,
    citizenship and form.
    """

    whole: Offered
    apart: Offered


def offered(draft: OfficialDraft, on_shelf: Path, trusted: Set[bytes]) -> Offer:
    """All that is asked for, and what this series has printed of the country before: no other body's parts."""
    _latest, held = before(on_shelf, trusted, draft.country)
    mine = lines(draft)
    years, series = {one.start[:4] for one in mine}, {one.series for one in mine}
    there = {(one.measure, one.unit, one.breakdown) for one in mine}
    printed = [
        (one.key.measure, one.key.unit, one.key.breakdown)
        for one in held
        if one.key.series in series and not rules.years_named(one.key.breakdown) - years
    ]
    apart = rules.offered_apart()
    whole = [one for one in dict.fromkeys([*rules.offered(), *printed]) if one not in {*there, *apart}]
    return Offer(whole, [one for one in apart if one not in there])


def missing(on_shelf: Path, trusted: Set[bytes]) -> list[reading.Sheet]:
    """What came with the program for countries that have no figures yet."""
    return [one for one in reading.shipped() if shelves.latest(on_shelf, trusted, one.country) is None]
