"""The pages of published data: what there is, what is in it, does it hold, and the files themselves."""

from collections.abc import Set
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.core.language import current
from litigation_app.statistics.releases import fingerprints, presenting, queries
from litigation_app.statistics.releases.packing import zipped
from litigation_app.statistics.releases.reading import load
from litigation_app.statistics.releases.shapes import PartnerShelf, Release, ReleaseBroken, ReleaseUnknown

bp = Blueprint("publications", __name__, url_prefix="/publications")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    found = queries.standings(shelf_path(), trusted_keys())
    theirs = queries.of_partners(_partners())
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
    partner = _partner(partner_id)
    try:
        return _page(_brought(partner, release_id), partner)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)


@bp.get("/partners/<uuid:partner_id>/<release_id>/files.zip")
@needs(May.READ_RELEASES)
def download_of_partner(partner_id: UUID, release_id: str) -> Response | tuple[str, int]:
    try:
        return _sent(_brought(_partner(partner_id), release_id))
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)


def _page(release: Release, partner: PartnerShelf | None = None) -> str:
    sheets = [presenting.sheet(table, current()) for table in release.tables]
    signed_by = fingerprints.spoken(release.signed_by)
    return render_template(
        "publications/show.html", release=release, sheets=sheets, say=presenting, partner=partner, signed_by=signed_by
    )


def _sent(release: Release) -> Response:
    name = f"attachment; filename={release.id}.zip"
    return Response(zipped(release), mimetype="application/zip", headers={"Content-Disposition": name})


def _partners() -> list[PartnerShelf]:
    found: list[PartnerShelf] = current_app.extensions["partner_shelves"]()
    return found


def _partner(partner_id: UUID) -> PartnerShelf:
    found = next((one for one in _partners() if one.partner == partner_id), None)
    if found is None:
        raise NotFound
    return found


def _brought(partner: PartnerShelf, release_id: str) -> Release:
    """A partner's bundle; not there: 404. Raises ReleaseBroken."""
    try:
        return load(partner.path, release_id, queries.keys_of(partner))
    except ReleaseUnknown:
        raise NotFound from None


def named(release_id: str) -> Release:
    """The publication that an address names; not there: 404. Raises ReleaseBroken."""
    try:
        return load(shelf_path(), release_id, trusted_keys())
    except ReleaseUnknown:
        raise NotFound from None


def broken_page(release_id: str, broken: ReleaseBroken) -> tuple[str, int]:
    """Nothing of a publication that does not hold is shown."""
    why = presenting.why_broken(broken)
    return render_template("publications/broken.html", release_id=release_id, why=why), 409


def shelf_path() -> Path:
    path: Path = current_app.extensions["shelf"]
    return path


def trusted_keys() -> Set[bytes]:
    keys: Set[bytes] = current_app.extensions["trusted_keys"]
    return keys
