"""The pages of packs: what GRETA, UNODC, the EU and IOM ask for, filled from what is published."""

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.statistics.packs import exports, filling, presenting, reading
from litigation_app.statistics.packs.filling import Filled
from litigation_app.statistics.releases import Release, queries, series
from litigation_app.statistics.releases.presenting import countries
from litigation_app.statistics.releases.views import shelf_path, trusted_keys

MOST_OPEN = 6  # tables: of more of them each is folded, and the list above says what is in it

bp = Blueprint("packs", __name__, url_prefix="/packs")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    found = filling.countries(_shelf())
    return render_template(
        "packs/index.html", packs=reading.packs(), countries=found, name_of=countries, say=presenting
    )


@bp.get("/<pack_id>/<country>")
@needs(May.READ_RELEASES)
def show(pack_id: str, country: str) -> str:
    filled = _filled(pack_id, country)
    return render_template(
        "packs/show.html",
        filled=filled,
        grids=presenting.grids(filled),
        name_of=countries,
        say=presenting,
        most_open=MOST_OPEN,
    )


@bp.get("/<pack_id>/<country>/<form>")
@needs(May.READ_RELEASES)
def download(pack_id: str, country: str, form: str) -> Response:
    if form not in exports.MEDIA:
        raise NotFound
    filled = _filled(pack_id, country)
    name = f"attachment; filename={exports.name(filled, form)}"
    body = exports.written(filled, form)
    return Response(body, content_type=exports.MEDIA[form], headers={"Content-Disposition": name})


def _shelf() -> list[Release]:
    """Every publication of ours that holds, each source and country as one series; official figures too."""
    return series.of(queries.held(shelf_path(), trusted_keys()))


def _filled(pack_id: str, country: str) -> Filled:
    """A pack of a country; one that there is not: 404."""
    shelf = _shelf()
    if pack_id not in reading.PACKS or country not in filling.countries(shelf):
        raise NotFound
    return filling.fill(reading.pack(pack_id), shelf, country)
