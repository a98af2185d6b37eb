"""Begin a new year's official figures, type them in, hand them over, check and publish them, discard them."""

import tempfile
from collections.abc import Sequence, Set
from pathlib import Path
from uuid import UUID, uuid4

from litigation_app import ledger
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.db import begin_write_alone, db
from litigation_app.core.refused import Refused
from litigation_app.gate.actions import hand_over as lay_beside
from litigation_app.gate.actions import settle
from litigation_app.gate.official import queries, rules
from litigation_app.gate.official.forms import SourceForm
from litigation_app.gate.official.models import OfficialDraft, OfficialState
from litigation_app.gate.official.rules import Line
from litigation_app.statistics.official import figures as official
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official import reading
from litigation_app.statistics.official.queries import number_after
from litigation_app.statistics.official.rules import merged
from litigation_app.statistics.releases import Release, ReleaseContents, ReleaseExists, Signer, load, write
from litigation_app.statistics.releases.official import MODE, Source, Vintage, sources_as_json
from litigation_app.statistics.releases.presenting import edition


class OfficialRefused(Refused):
    """Why something cannot be done with official figures, as a code; `of`: the country or publication in question."""


def begin(
    actor: Actor, *, country: str, title: str, lines: Sequence[Line], sources: Sequence[Source], base: str
) -> OfficialDraft:
    """Begin figures of a country; raises OfficialRefused while others of it are under way."""
    _begin_alone()
    _require_few(lines)
    if queries.open_of(country) is not None:
        raise OfficialRefused("under_way", country)
    row = OfficialDraft(
        id=uuid4(),
        country=country,
        title=title,
        lines=[one.as_json() for one in lines],
        sources=sources_as_json(sources),
        typists=[str(actor.id)],
        base=base,
        state=OfficialState.TYPING,
        begun_by=actor.id,
        begun_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.write(act="begin_official", by=actor.id, of=f"official-draft:{row.id}", facts={"country": country})
    return row


def begin_year(actor: Actor, form: SourceForm, on_shelf: Path, trusted: Set[bytes]) -> OfficialDraft:
    """Begin a new year from a valid form: the series that were printed last, with empty fields. Raises OfficialRefused."""
    code, period = form.country.data or "", form.period()
    source = form.source(queries.known_sources(on_shelf, trusted))
    latest, held = queries.before(on_shelf, trusted, code)
    lines = rules.expected(held, form.series.data or "", period, source.code)
    first = rules.blank("identified_victims", "PERSON", "_T", form.series.data or "", period, source.code)
    title = edition((code,), number_after(latest))
    base = latest.id if latest else ""
    return begin(actor, country=code, title=title, lines=lines or [first], sources=[source], base=base)


def propose_shipped(actor: Actor, on_shelf: Path, trusted: Set[bytes]) -> list[OfficialDraft]:
    """Hand over what came with the program, for every country that has no figures yet and none under way."""
    missing = [one for one in queries.missing(on_shelf, trusted) if queries.open_of(one.country) is None]
    return [_handed(actor, sheet, on_shelf, trusted) for sheet in missing]


def from_file(actor: Actor, content: bytes, on_shelf: Path, trusted: Set[bytes]) -> list[OfficialDraft]:
    """Hand over the figures of a file like statistics.csv, a draft for each country. Raises FileRefused, OfficialRefused."""
    return [
        _handed(actor, sheet, on_shelf, trusted) for sheet in reading.read(reading.decoded(content), latest=today())
    ]


def _handed(actor: Actor, sheet: reading.Sheet, on_shelf: Path, trusted: Set[bytes]) -> OfficialDraft:
    latest = shelves.latest(on_shelf, trusted, sheet.country)
    title = edition((sheet.country,), number_after(latest))
    lines = [rules.of_figure(one) for one in sheet.figures]
    base = latest.id if latest else ""
    draft = begin(actor, country=sheet.country, title=title, lines=lines, sources=sheet.sources, base=base)
    hand_over(actor, draft)
    return draft


def save(actor: Actor, draft: OfficialDraft, lines: Sequence[Line], *, row_version: int) -> None:
    """Keep what was typed, complete or not; raises OfficialRefused, also where somebody saved since the page was made."""
    _begin_alone(draft, OfficialState.TYPING)
    require_same(draft, row_version)
    _require_few(lines)
    draft.lines = [one.as_json() for one in lines]
    draft.typists = sorted({*draft.typists, str(actor.id)})
    ledger.write(act="type_official", by=actor.id, of=f"official-draft:{draft.id}", facts={"count": len(lines)})


def correct_source(actor: Actor, draft: OfficialDraft, code: str, source: Source) -> None:
    """Say otherwise of which source figures are, while they are typed. Raises OfficialRefused; NotFound, where it is none of them."""
    _begin_alone(draft, OfficialState.TYPING)
    queries.source(draft, code)
    kept = [source if one.code == code else one for one in queries.sources(draft)]
    draft.sources = sources_as_json([*{one.code: one for one in kept}.values()])
    lines = rules.of_source(queries.lines(draft), code, source.code)
    draft.lines = [one.as_json() for one in lines]
    draft.typists = sorted({*draft.typists, str(actor.id)})
    ledger.write(act="type_official", by=actor.id, of=f"official-draft:{draft.id}", facts={"count": len(lines)})


def hand_over(actor: Actor, draft: OfficialDraft) -> None:
    """Say that all is typed in: a second person looks it up. Raises OfficialRefused."""
    _begin_alone(draft, OfficialState.TYPING)
    why = rules.objection(queries.lines(draft))
    if why is not None:
        raise OfficialRefused(why)
    draft.state, draft.handed_by, draft.handed_at = OfficialState.WAITING, actor.id, clock.now()
    draft.returned_why = None
    ledger.write(act="hand_over_official", by=actor.id, of=f"official-draft:{draft.id}")


def take_back(actor: Actor, draft: OfficialDraft) -> None:
    """Go on typing what she handed over herself, or typed of; nobody looks it up meanwhile. Raises OfficialRefused."""
    _begin_alone(draft, OfficialState.WAITING)
    if not queries.is_hers(actor, draft):
        raise OfficialRefused("others")
    draft.state, draft.returned_why = OfficialState.TYPING, None
    ledger.write(act="take_back_official", by=actor.id, of=f"official-draft:{draft.id}")


def send_back(actor: Actor, draft: OfficialDraft, why: str) -> None:
    """Say, as another person, what is wrong; it is typed in anew. Raises OfficialRefused."""
    _begin_alone(draft, OfficialState.WAITING)
    if queries.is_hers(actor, draft):
        raise OfficialRefused("hers")
    draft.state, draft.returned_why = OfficialState.TYPING, why
    ledger.write(act="return_official", by=actor.id, of=f"official-draft:{draft.id}")


def drop(actor: Actor, draft: OfficialDraft) -> None:
    """Discard it for good; it stays in the list. Raises OfficialRefused, also where neither she nor her office has to do with
    it.
    """
    _begin_alone(draft, *queries.OPEN)
    if not queries.may_drop(actor, draft):
        raise OfficialRefused("not_yours", draft.country)
    draft.state = OfficialState.DROPPED
    ledger.write(act="drop_official", by=actor.id, of=f"official-draft:{draft.id}")


def approve(
    actor: Actor, draft: OfficialDraft, *, on_shelf: Path, trusted: Set[bytes], signer: Signer, seen: str
) -> str:
    """Say, as a second person, that every figure on her page (`seen`, its sum) stands so in its source, and publish them.

    Gives the publication's id. The agreement is on disk in the access log first. It reaches the shelf when this is committed
    (gate/actions.py). Raises stood.Changed; OfficialRefused, also when another vintage came meanwhile or the disk is full.
    """
    _require(draft, OfficialState.WAITING)
    if not queries.may_check(actor, draft):
        raise OfficialRefused("own")
    stood.require(seen, queries.stands(draft))
    of = f"official-draft:{draft.id}"
    ledger.append_alone(act="agree_official", by=actor.id, of=of, session_id=actor.session_id)
    _begin_alone(draft, OfficialState.WAITING)
    if settle(on_shelf, [OfficialDraft]):
        raise OfficialRefused("disk")
    stood.require(seen, queries.stands(draft))
    before = shelves.latest(on_shelf, trusted, draft.country)
    if (before.id if before else "") != draft.base:
        raise OfficialRefused("meanwhile", draft.country)
    name = _publish(_contents(actor.id, draft, before), on_shelf, signer)
    draft.state, draft.release_id = OfficialState.PUBLISHED, name
    draft.approved_by, draft.approved_at = actor.id, clock.now()
    ledger.write(act="approve_official", by=actor.id, of=of, facts={"ref": name})
    return name


def rebase(actor: Actor, draft: OfficialDraft, base: str, title: str) -> None:
    """Hold it against the vintage that came meanwhile, of which it is the next: handed over anew, once somebody has looked.

    Raises OfficialRefused.
    """
    _begin_alone(draft, *queries.OPEN)
    draft.base, draft.title, draft.state = base, title, OfficialState.TYPING
    ledger.write(act="renew_official", by=actor.id, of=f"official-draft:{draft.id}")


def _contents(approver: UUID, draft: OfficialDraft, before: Release | None) -> ReleaseContents:
    together = merged(official.of_release(before) if before else [], rules.figures(queries.lines(draft)))
    first, last = reading.periods(together)
    named = {one.source for one in together}
    sources = {one.code: one for one in [*(before.sources if before else ()), *queries.sources(draft)]}
    number = shelves.number_after(before)
    return ReleaseContents(
        title=draft.title,
        countries=(draft.country,),
        first=first,
        last=last,
        reference_date=clock.today(),
        mode=MODE,
        policy_hash="",
        certificate="",
        prepared_by=draft.handed_by or draft.begun_by,
        approved_by=approver,
        tables=official.tables(together),
        sources=tuple(sources[code] for code in sorted(named)),
        remarks=official.remarks(together),
        vintage=Vintage(number, before.id if before else ""),
    )


def require_same(draft: OfficialDraft, row_version: int) -> None:
    """Raises OfficialRefused where somebody saved since a page was made of this version."""
    if draft.row_version != row_version:
        raise OfficialRefused("stale")


def _require_few(lines: Sequence[Line]) -> None:
    if len(lines) > reading.MOST_FIGURES:
        raise OfficialRefused("many")


def _publish(contents: ReleaseContents, on_shelf: Path, signer: Signer) -> str:
    try:
        return _written(contents, on_shelf, signer)
    except OSError as error:
        raise OfficialRefused("disk") from error


def _written(contents: ReleaseContents, on_shelf: Path, signer: Signer) -> str:
    """Beside the shelf, read back; moved on it once this is committed: there whole and recorded, or not at all."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        try:
            folder = write(Path(waiting), contents, signer)
        except ReleaseExists as there:
            raise OfficialRefused("published", str(there)) from there
        if not official.is_sound(load(Path(waiting), folder.name, {signer.public_key()})):
            raise OfficialRefused("unsound")
        if (on_shelf / folder.name).exists():
            raise OfficialRefused("published", folder.name)
        lay_beside(folder, on_shelf)
    return folder.name


def _begin_alone(draft: OfficialDraft | None = None, *states: OfficialState) -> None:
    """From here to the commit nobody else begins, types or publishes official figures."""
    begin_write_alone(OfficialDraft)
    if draft is not None:
        db.session.refresh(draft)
        _require(draft, *states)


def _require(draft: OfficialDraft, *states: OfficialState) -> None:
    if draft.state in states:
        return
    if draft.state == OfficialState.TYPING:
        raise OfficialRefused("sent_back" if draft.returned_why else "typing")
    raise OfficialRefused("waiting" if draft.state == OfficialState.WAITING else "decided")
