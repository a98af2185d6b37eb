"""The pages of the indicators: each with its meaning, picture, numbers, what it compares to, and its file."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Sent

from litigation_app.core.access import May, me, needs
from litigation_app.core.language import current
from litigation_app.core.text import clean
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue, dividing, exports, feeding, finding, presenting, showing
from litigation_app.statistics.indicators.forms import FindForm, PublicationForm
from litigation_app.statistics.releases import Release, ReleaseBroken, queries
from litigation_app.statistics.releases.presenting import known_on, title
from litigation_app.statistics.releases.views import (
    addressed,
    broken_page,
    own_countries,
    partner_shelves,
    shelf_path,
    trusted_keys,
)
from litigation_app.statistics.releases.whose import Whose

_WORDS = {"area": catalogue.said, "say": presenting, "title_of": title, "known_on": known_on}

bp = Blueprint("indicators", __name__, url_prefix="/indicators")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str | tuple[str, int]:
    found = _whole()
    try:
        release = _asked(found)
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    q = clean(request.args.get("q", ""))[: finding.MOST]
    meant = finding.meant(q, current())
    lines = showing.lines(release, found.every, meant)
    elsewhere = catalogue.elsewhere() if meant is None else {}
    said = {"lines": lines, "listed": showing.listed, "elsewhere": elsewhere, "language": current(), **_WORDS}
    said |= {"whose": found.whose, "partner": found.whose.partner(release), "q": q, "find": FindForm(q=q)}
    return render_template("indicators/index.html", release=release, form=_form(release, found), **said)


@bp.get("/method")
@needs(May.READ_RELEASES)
def method() -> str:
    every = catalogue.all_indicators()
    return render_template(
        "indicators/method.html", indicators=every, struck=catalogue.struck(), language=current(), **_WORDS
    )


@bp.get("/<indicator_id>")
@needs(May.READ_RELEASES)
def show(indicator_id: str) -> str | tuple[str, int] | Sent:
    indicator, found = _indicator(indicator_id), _whole()
    if not indicator.kind:
        return redirect(url_for("indicators.method", _anchor=indicator.id))
    try:
        release = _asked(found, indicator)
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    return _page(feeding.read_in(indicator, release) if release else indicator, release, found)


@bp.get("/<indicator_id>.csv")
@needs(May.READ_RELEASES)
def download(indicator_id: str) -> Response | tuple[str, int]:
    indicator = _indicator(indicator_id)
    try:
        release = _asked(_whole(), indicator)
    except ReleaseBroken as broken:
        return broken_page(request.args["publication"], broken)
    if release is None or not indicator.kind:
        raise NotFound
    name = f"attachment; filename={indicator.id}_{release.id}.csv"
    body = exports.as_csv(release, indicator.id)
    return Response(body, mimetype="text/csv", headers={"Content-Disposition": name})


def _indicator(indicator_id: str) -> indicators.Indicator:
    try:
        return indicators.get(indicator_id)
    except indicators.IndicatorUnknown:
        raise NotFound from None


@dataclass(frozen=True)
class _Found:
    """Publications that hold, those of the reader's countries first, then the newest: of this desk's shelf, and of trusted partners
    with whose they are.
    """

    own: Sequence[Release]
    theirs: Sequence[Release]
    whose: Whose

    @property
    def every(self) -> list[Release]:
        return [*self.own, *self.theirs]

    def named(self, wish: str) -> Release | None:
        """That of this address; of an id alone this desk's own comes first."""
        return next((one for one in self.every if wish in {self.whose.address(one), one.id}), None)


def _whole() -> _Found:
    shelves = partner_shelves()
    mine = own_countries()
    own = sorted(queries.whole(shelf_path(), trusted_keys()), key=lambda one: queries.nearness(one, mine))
    return _Found(own, queries.whole_of_partners(shelves), Whose.of(shelves))


def _asked(found: _Found, indicator: indicators.Indicator | None = None) -> Release | None:
    """The publication of the address, a partner's too; without one the nearest of this desk that holds and has the indicator, or is
    of a source that feeds it; for the list of the nearest that which has most of them, and of several the newest. None: there is
    none, or only official figures of all countries answer it. Raises ReleaseBroken.
    """
    wish = request.args.get("publication", "")
    if wish:
        return found.named(wish) or addressed(wish)
    if indicator and not indicator.feeds and presenting.OFFICIAL in indicator.sources:
        return None
    if indicator:
        fitting = [*showing.feeding(indicator, found.own), *(one for one in found.own if one.mode in indicator.feeds)]
    else:
        mine = own_countries()
        fitting = sorted(found.own, key=lambda one: (*queries.nearness(one, mine), -showing.how_many(one)))
    return next(iter([*fitting, *found.every]), None)


def _form(release: Release | None, found: _Found) -> PublicationForm:
    """One that an address names is offered too where a newer one goes on from it, or it is of official figures."""
    shown = found.whose.address(release) if release else None
    form, known = PublicationForm(publication=shown), {found.whose.address(one) for one in found.every}
    form.offer(found.every if release is None or shown in known else [*found.every, release], found.whose)
    return form


def _page(indicator: indicators.Indicator, release: Release | None, found: _Found) -> str:
    view = showing.asked(request.args.get("years", ""))
    shown = showing.shown(indicator, release, view) if release else showing.NOTHING
    return render_template(
        "indicators/show.html",
        indicator=indicator,
        release=release,
        partner=found.whose.partner(release),
        form=_form(release, found),
        whose=found.whose,
        shown=shown,
        view=view,
        is_of_its_source=release is not None and showing.is_of_its_source(indicator, release),
        missing="" if shown.picture else showing.missing(indicator, release, found.every),
        may_publish=showing.is_unpublished(indicator, found.every) and me().may(May.DRAFT_RELEASE),
        has_own=bool(found.every),
        feeding=[] if shown.picture else showing.feeding(indicator, found.every),
        asked_apart=dividing.words(indicator),
        language=current(),
        **_WORDS,
    )
