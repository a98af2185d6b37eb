"""Where do the lines of a draft come from: the last vintage, what came with the program, or a file?"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.gate.official import actions, queries, rules
from litigation_app.gate.official.forms import SourceForm
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.gate.official.presenters import before
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official import reading
from litigation_app.statistics.official.queries import number_after
from litigation_app.statistics.releases.official import Source
from litigation_app.statistics.releases.presenting import edition

Offered = Sequence[tuple[str, str, str]]


def begin(actor: Actor, form: SourceForm, on_shelf: Path, trusted: Set[bytes]) -> OfficialDraft:
    """Begin a new year from a valid form: the series that were printed last, with empty fields. Raises OfficialRefused."""
    code, period = form.country.data or "", form.period()
    source = form.source(known_sources(on_shelf, trusted))
    latest, held = before(on_shelf, trusted, code)
    lines = rules.expected(held, form.series.data or "", period, source.code)
    first = rules.blank("identified_victims", "PERSON", "_T", form.series.data or "", period, source.code)
    title = edition((code,), number_after(latest))
    base = latest.id if latest else ""
    return actions.begin(actor, country=code, title=title, lines=lines or [first], sources=[source], base=base)


def propose(actor: Actor, on_shelf: Path, trusted: Set[bytes]) -> list[OfficialDraft]:
    """Hand over what came with the program, for every country that has no figures yet and none under way."""
    missing = [one for one in _missing(on_shelf, trusted) if queries.open_of(one.country) is None]
    return [_handed(actor, sheet, on_shelf, trusted) for sheet in missing]


def from_file(actor: Actor, content: bytes, on_shelf: Path, trusted: Set[bytes]) -> list[OfficialDraft]:
    """Hand over the figures of a file like statistics.csv, a draft for each country. Raises FileRefused, OfficialRefused."""
    return [
        _handed(actor, sheet, on_shelf, trusted) for sheet in reading.read(reading.decoded(content), latest=today())
    ]


def has_all(on_shelf: Path, trusted: Set[bytes]) -> bool:
    """Whether what came with the program lies on the shelf or is being checked, of every country."""
    return all(queries.open_of(one.country) for one in _missing(on_shelf, trusted))


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
    mine = queries.lines(draft)
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


def _missing(on_shelf: Path, trusted: Set[bytes]) -> list[reading.Sheet]:
    return [one for one in reading.shipped() if shelves.latest(on_shelf, trusted, one.country) is None]


def _handed(actor: Actor, sheet: reading.Sheet, on_shelf: Path, trusted: Set[bytes]) -> OfficialDraft:
    latest = shelves.latest(on_shelf, trusted, sheet.country)
    title = edition((sheet.country,), number_after(latest))
    lines = [rules.of_figure(one) for one in sheet.figures]
    base = latest.id if latest else ""
    draft = actions.begin(actor, country=sheet.country, title=title, lines=lines, sources=sheet.sources, base=base)
    actions.hand_over(actor, draft)
    return draft
