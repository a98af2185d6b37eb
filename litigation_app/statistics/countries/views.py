"""The page that compares countries, and exactly what it shows as files."""

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import NotFound, UnprocessableEntity

from litigation_app.core.access import May, needs
from litigation_app.core.language import current
from litigation_app.statistics.countries import exports, forms, presenters, queries, rates
from litigation_app.statistics.exports.pictures import MEDIA, PNG, SVG
from litigation_app.statistics.exports.views import as_png

bp = Blueprint("countries", __name__, url_prefix="/indicators/countries")


@bp.get("")
@needs(May.READ_RELEASES)
def index() -> str:
    there = queries.shelf()
    asked = forms.asked(request.args, there)
    if asked is None:
        return render_template("countries/index.html", shown=None, is_one=bool(request.args.get("indicator")))
    comparison = _compared(asked, there)
    shown, form = presenters.shown(comparison), forms.form_of(comparison, there)
    return render_template(
        "countries/index.html",
        shown=shown,
        form=form,
        misread=[*asked.misread, *forms.unfit(comparison)],
        here=forms.address(asked),
        indicator=asked.indicator,
        language=current(),
    )


@bp.get("/<form>")
@needs(May.READ_RELEASES)
def download(form: str) -> Response:
    there = queries.shelf()
    asked = forms.asked(request.args, there)
    if asked is None or form not in {*exports.FORMATS, PNG}:
        raise NotFound
    if asked.misread:
        raise UnprocessableEntity(" ".join(asked.misread))
    media, content = _written(_compared(asked, there), form)
    name = f"attachment; filename=countries_{asked.indicator.id}.{form}"
    return Response(content, content_type=media, headers={"Content-Disposition": name})


def _written(comparison: queries.Comparison, form: str) -> tuple[str, bytes]:
    try:
        media, content = exports.written(comparison, SVG if form == PNG else form)
    except exports.NothingPrinted:
        raise NotFound from None
    return (MEDIA[PNG], as_png(content.decode())) if form == PNG else (media, content)


def _compared(asked: queries.Asked, there: queries.Shelf) -> queries.Comparison:
    is_example = current_app.extensions["demonstration"].is_here
    return rates.compared(queries.compared(asked, there, is_example=is_example))
