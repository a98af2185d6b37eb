"""The pages of the indicators: six figures of a publication, each with its meaning, numbers, picture and file."""

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.core.language import current
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import exports, picturing, presenting
from litigation_app.statistics.indicators.forms import PublicationForm
from litigation_app.statistics.releases import Release, ReleaseBroken, queries
from litigation_app.statistics.releases.views import broken_page, named, shelf_path, trusted_keys

bp = Blueprint("indicators", __name__, url_prefix="/indicators")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str | tuple[str, int]:
    try:
        release = _asked()
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    lines = _overview(release) if release else []
    return render_template(
        "indicators/index.html", release=release, lines=lines, form=_form(release), language=current()
    )


@bp.get("/<indicator_id>")
@needs(May.READ_RELEASES)
def show(indicator_id: str) -> str | tuple[str, int]:
    indicator = _indicator(indicator_id)
    try:
        release = _asked()
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    indicator = indicator.read_from(release.mode) if release else indicator
    return render_template(
        "indicators/show.html", indicator=indicator, say=presenting, language=current(), **_figures(indicator, release)
    )


@bp.get("/<indicator_id>.csv")
@needs(May.READ_RELEASES)
def download(indicator_id: str) -> Response | tuple[str, int]:
    indicator = _indicator(indicator_id)
    try:
        release = _asked()
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    if release is None:
        raise NotFound
    name = f"attachment; filename={indicator.id}_{release.id}.csv"
    body = exports.as_csv(release, indicator.id)
    return Response(body, mimetype="text/csv", headers={"Content-Disposition": name})


def _indicator(indicator_id: str) -> indicators.Indicator:
    try:
        return indicators.get(indicator_id)
    except indicators.IndicatorUnknown:
        raise NotFound from None


def _asked() -> Release | None:
    """The publication of the address; without one the newest that holds; None: the shelf has none. Raises ReleaseBroken."""
    wish = request.args.get("publication", "")
    if wish:
        return named(wish)
    return next(iter(queries.whole(shelf_path(), trusted_keys())), None)


def _form(release: Release | None) -> PublicationForm:
    form = PublicationForm(publication=release.id if release else None)
    form.offer(queries.whole(shelf_path(), trusted_keys()))
    return form


def _overview(release: Release) -> list[tuple[indicators.Indicator, presenting.Headline]]:
    values = indicators.compute(release)
    every = [one.read_from(release.mode) for one in indicators.all_indicators()]
    found = [(one, indicators.headline(one, values)) for one in every]
    return [(one, presenting.headline(one, value)) for one, value in found]


def _figures(indicator: indicators.Indicator, release: Release | None) -> dict[str, object]:
    """What the page shows of a publication; nothing when the shelf is empty or these data lack the tables."""
    values = indicators.compute(release, indicator.id) if release else []
    shown = {"release": release, "form": _form(release), "values": values}
    if release is None or not values:
        return {**shown, "picture": None, "grids": [], "cautions": []}
    return {
        **shown,
        "picture": picturing.picture(indicator, values, release),
        "grids": presenting.grids(indicator, values, release),
        "cautions": presenting.cautions(values),
    }
