"""Downloads of a publication, and of the indicators that are computed from it, in the formats that others read."""

from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.statistics import exports, indicators
from litigation_app.statistics.releases import Release, ReleaseBroken, queries, series
from litigation_app.statistics.releases.views import addressed, broken_page, brought, named, partner_of

bp = Blueprint("exports", __name__, url_prefix="/publications")


@bp.get("/<release_id>/exports/<form>")
@needs(May.READ_RELEASES)
def tables(release_id: str, form: str) -> Response | tuple[str, int]:
    try:
        release = named(release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    return _sent(exports.of_tables(release), form)


@bp.get("/partners/<uuid:partner_id>/<release_id>/exports/<form>")
@needs(May.READ_RELEASES)
def of_partner(partner_id: UUID, release_id: str, form: str) -> Response | tuple[str, int]:
    try:
        release = brought(partner_of(partner_id), release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    return _sent(exports.of_tables(release), form)


@bp.get("/<release_id>/indicators/<form>")
@needs(May.READ_RELEASES)
def figures(release_id: str, form: str) -> Response | tuple[str, int]:
    try:
        release = addressed(release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    return _of_figures(release, form)


@bp.get("/partners/<uuid:partner_id>/<release_id>/indicators/<form>")
@needs(May.READ_RELEASES)
def figures_of_partner(partner_id: UUID, release_id: str, form: str) -> Response | tuple[str, int]:
    try:
        release = brought(partner := partner_of(partner_id), release_id)
    except ReleaseBroken as broken:
        return broken_page(release_id, broken)
    return _of_figures(series.up_to(release, queries.held(partner.path, queries.keys_of(partner))), form)


def _of_figures(release: Release, form: str) -> Response:
    only = request.args.get("indicator", "")
    if form not in exports.OF_FIGURES or (only and all(one.id != only for one in indicators.all_indicators())):
        raise NotFound
    return _sent(exports.of_indicators(release, only), form)


def _sent(made: exports.Dataset, form: str) -> Response:
    if form not in exports.FORMATS:
        raise NotFound
    sent = exports.export(made, form)
    name = f"attachment; filename={sent.name}"
    return Response(sent.content, mimetype=None, content_type=sent.media, headers={"Content-Disposition": name})
