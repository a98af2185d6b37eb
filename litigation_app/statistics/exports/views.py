"""Downloads of a publication, and of the indicators that are computed from it, in the formats that others read."""

import logging
from uuid import UUID

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound, ServiceUnavailable

from litigation_app.core import pdf
from litigation_app.core.access import May, needs, or_not_found
from litigation_app.core.language import _
from litigation_app.statistics import exports, indicators
from litigation_app.statistics.exports import pictures
from litigation_app.statistics.indicators import showing
from litigation_app.statistics.releases import Release, ReleaseBroken, queries, series
from litigation_app.statistics.releases.views import addressed, broken_page, brought, named, partner_of, partner_shelves
from litigation_app.statistics.releases.whose import Whose

log = logging.getLogger("litigation")
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
    is_one = any(one.id == only for one in indicators.all_indicators())
    if is_one and form in pictures.MEDIA:
        return _picture(release, only, form)
    if form not in exports.OF_FIGURES or (only and not is_one):
        raise NotFound
    return _sent(exports.of_indicators(release, only), form)


def _picture(release: Release, only: str, form: str) -> Response:
    """What the page of an indicator draws, as it was asked for; so little is printed that there is no picture: 404."""
    view, organisation = showing.asked(request.args.get("years", "")), Whose.of(partner_shelves()).organisation(release)
    is_example = current_app.extensions["demonstration"].is_here
    svg = or_not_found(pictures.drawn(release, only, view, organisation=organisation, is_example=is_example))
    content = as_png(svg) if form == pictures.PNG else svg.encode()
    name = f"attachment; filename={only}_{release.id}.{form}"
    return Response(content, content_type=pictures.MEDIA[form], headers={"Content-Disposition": name})


def as_png(svg: str) -> bytes:
    """A picture set as PNG, which counts as an export; where none can be made, a sentence: ServiceUnavailable."""
    current_app.extensions["spend_export"]()
    try:
        return pdf.picture(svg)
    except pdf.PdfFailed as failed:
        log.warning("a picture was not made: %s", failed)
        said = _("The PNG could not be made just now. Take the SVG, or try again in a minute.")
        raise ServiceUnavailable(said) from failed


def _sent(made: exports.Dataset, form: str) -> Response:
    if form not in exports.FORMATS:
        raise NotFound
    sent = exports.export(made, form)
    name = f"attachment; filename={sent.name}"
    return Response(sent.content, mimetype=None, content_type=sent.media, headers={"Content-Disposition": name})
