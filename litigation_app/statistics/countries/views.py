"""The page that compares countries, and exactly what it shows as files."""

import logging

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import NotFound, ServiceUnavailable

from litigation_app.core.access import May, needs
from litigation_app.core.language import _, current
from litigation_app.core.pdf import PdfFailed
from litigation_app.statistics.countries import exports, forms, presenters, queries

log = logging.getLogger("litigation")
bp = Blueprint("countries", __name__, url_prefix="/indicators/countries")


@bp.get("")
@needs(May.READ_RELEASES)
def index() -> str:
    there = queries.shelf()
    asked = forms.asked(request.args, there)
    if asked is None:
        return render_template("countries/index.html", shown=None, is_one=bool(request.args.get("indicator")))
    shown, form = presenters.shown(_compared(asked, there)), forms.form_of(asked, there)
    return render_template(
        "countries/index.html",
        shown=shown,
        form=form,
        here=forms.address(asked),
        indicator=asked.indicator,
        language=current(),
    )


@bp.get("/<form>")
@needs(May.READ_RELEASES)
def download(form: str) -> Response:
    there = queries.shelf()
    asked = forms.asked(request.args, there)
    if asked is None or form not in exports.FORMATS:
        raise NotFound
    if form == exports.PNG:
        current_app.extensions["spend_export"]()
    media, content = _written(_compared(asked, there), form)
    name = f"attachment; filename=countries_{asked.indicator.id}.{form}"
    return Response(content, content_type=media, headers={"Content-Disposition": name})


def _written(comparison: queries.Comparison, form: str) -> tuple[str, bytes]:
    try:
        return exports.written(comparison, form)
    except exports.NothingPrinted:
        raise NotFound from None
    except PdfFailed as failed:
        log.warning("a picture of compared countries was not made: %s", failed)
        said = _("The PNG could not be made just now. Take the SVG, or try again in a minute.")
        raise ServiceUnavailable(said) from failed


def _compared(asked: queries.Asked, there: queries.Shelf) -> queries.Comparison:
    is_example = current_app.extensions["demonstration"].is_here
    return queries.compared(asked, there, is_example=is_example)
