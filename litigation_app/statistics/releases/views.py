"""The pages of published data: what there is, what is in it, does it hold, and the files themselves."""

from collections.abc import Callable, Set
from datetime import date
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs, or_not_found
from litigation_app.core.language import _, current
from litigation_app.statistics.releases import aside, fingerprints, presenting, queries, series, vocabulary
from litigation_app.statistics.releases.packing import zipped
from litigation_app.statistics.releases.reading import load
from litigation_app.statistics.releases.shapes import PartnerShelf, Release, ReleaseBroken, ReleaseUnknown, Summand

bp = Blueprint("publications", __name__, url_prefix="/publications")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    mine = own_countries()
    found = sorted(queries.standings(shelf_path(), trusted_keys()), key=lambda one: queries.nearness(one.summary, mine))
    theirs = queries.of_partners(partner_shelves())
    return render_template("publications/index.html", standings=found, theirs=theirs, say=presenting)


@bp.get("/<release_id>")
@needs(May.READ_RELEASES)
def show(release_id: str) -> str | tuple[str, int]:
    try:
        release = named(release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    return _page(release)


@bp.get("/<release_id>/files.zip")
@needs(May.READ_RELEASES)
def download(release_id: str) -> Response | tuple[str, int]:
    try:
        return _sent(named(release_id))
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)


@bp.get("/partners/<uuid:partner_id>/<release_id>")
@needs(May.READ_RELEASES)
def of_partner(partner_id: UUID, release_id: str) -> str | tuple[str, int]:
    partner = partner_of(partner_id)
    try:
        return _page(brought(partner, release_id), partner)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)


@bp.get("/partners/<uuid:partner_id>/<release_id>/files.zip")
@needs(May.READ_RELEASES)
def download_of_partner(partner_id: UUID, release_id: str) -> Response | tuple[str, int]:
    try:
        return _sent(brought(partner_of(partner_id), release_id))
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)


def _page(release: Release, partner: PartnerShelf | None = None) -> str:
    sheets = [presenting.sheet(table, current(), release.sources) for table in release.tables]
    signed_by = fingerprints.spoken(release.signed_by)
    return render_template(
        "publications/show.html", release=release, sheets=sheets, say=presenting, partner=partner, signed_by=signed_by,
        summands=[_summand(one) for one in release.summands], coming=[] if partner else _coming(release),
    )  # fmt: skip


def _coming(release: Release) -> list[tuple[date, str, list[str]]]:
    """What becomes ripe next of the same source and countries, where a plan says it."""
    ahead: Callable[..., list[tuple[date, str, list[str]]]] = current_app.extensions["becomes_ripe"]
    return ahead(release.countries, release.mode) if release.plan else []


def _summand(one: Summand) -> str:
    """Whose publication a regional one adds up, and what it is called; by its id where it does not lie here."""
    partner = next((shelf for shelf in partner_shelves() if shelf.is_trusted and shelf.key == one.key), None)
    try:
        called = presenting.title(brought(partner, one.release) if partner else named(one.release))
    except (NotFound, ReleaseBroken):
        called = one.release
    years = f" ({vocabulary.code(vocabulary.YEAR, one.years, current())})" if one.years else ""
    return f"{one.organisation or _('this desk')}: {called}{years}"


def _sent(release: Release) -> Response:
    name = f"attachment; filename={release.id}.zip"
    return Response(zipped(release), mimetype="application/zip", headers={"Content-Disposition": name})


def partner_shelves() -> list[PartnerShelf]:
    found: list[PartnerShelf] = current_app.extensions["partner_shelves"]()
    return found


def partner_of(partner_id: UUID) -> PartnerShelf:
    return or_not_found(next((one for one in partner_shelves() if one.partner == partner_id), None))


def brought(partner: PartnerShelf, release_id: str) -> Release:
    """A partner's bundle; not there: 404. Raises ReleaseBroken."""
    try:
        return load(partner.path, release_id, queries.keys_of(partner))
    except ReleaseUnknown:
        raise NotFound from None


def addressed(wish: str) -> Release:
    """The publication that a query names, with those before it that it goes on from: a partner's by his number and its id; of an
    id alone this desk's own comes first. Not there: 404. Raises ReleaseBroken.
    """
    whose, slash, release_id = wish.rpartition("/")
    if not slash:
        try:
            return series.up_to(named(release_id), queries.held(shelf_path(), trusted_keys()))
        except NotFound:
            pass
    for one in partner_shelves():
        if one.is_trusted and whose in {"", str(one.partner)}:
            try:
                return queries.whole_of(one.path, release_id, queries.keys_of(one))
            except ReleaseUnknown:
                continue
    raise NotFound


def named(release_id: str) -> Release:
    """The publication that an address names; not there: 404. Raises ReleaseBroken."""
    try:
        return load(shelf_path(), release_id, trusted_keys())
    except ReleaseUnknown:
        if release_id in aside.waiting(current_app.extensions["shelf"]):
            raise ReleaseBroken("unshelved", release_id) from None
        raise NotFound from None


def broken_page(release_id: str, broken: ReleaseBroken) -> tuple[str, int]:
    """Nothing of a publication that does not hold is shown."""
    why = presenting.why_broken(broken)
    return render_template("publications/broken.html", release_id=release_id, why=why), 409


def own_countries() -> set[str]:
    """Those of the reader's offices."""
    found: set[str] = current_app.extensions["own_countries"]()
    return found


def shelf_path() -> Path:
    """The shelf, with all on it that was agreed to, though the machine stopped in between."""
    current_app.extensions["settle_shelf"]()
    path: Path = current_app.extensions["shelf"]
    return path


def trusted_keys() -> Set[bytes]:
    keys: Set[bytes] = current_app.extensions["trusted_keys"]
    return keys
