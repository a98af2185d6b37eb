"""The pages of published data: what there is, what is in it, does it hold, and the files themselves."""

from collections.abc import Set
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.core.language import current
from litigation_app.statistics.releases import presenting, queries
from litigation_app.statistics.releases.packing import zipped
from litigation_app.statistics.releases.reading import load
from litigation_app.statistics.releases.shapes import Release, ReleaseBroken, ReleaseUnknown

bp = Blueprint("publications", __name__, url_prefix="/publications")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    found = queries.standings(shelf_path(), trusted_keys())
    return render_template("publications/index.html", standings=found, say=presenting)


@bp.get("/<release_id>")
@needs(May.READ_RELEASES)
def show(release_id: str) -> str | tuple[str, int]:
    try:
        release = named(release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    sheets = [presenting.sheet(table, current()) for table in release.tables]
    return render_template("publications/show.html", release=release, sheets=sheets, say=presenting)


@bp.get("/<release_id>/files.zip")
@needs(May.READ_RELEASES)
def download(release_id: str) -> Response | tuple[str, int]:
    try:
        release = named(release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    name = f"attachment; filename={release.id}.zip"
    return Response(zipped(release), mimetype="application/zip", headers={"Content-Disposition": name})


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
