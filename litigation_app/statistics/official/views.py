"""The pages of official figures: by country, with small pictures, sources, editions and disagreements."""

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from litigation_app.core.access import May, needs
from litigation_app.core.language import _, current
from litigation_app.statistics.official import beside, picturing, queries
from litigation_app.statistics.official.figures import Figure, of_release
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.official.rules import changes, disagreements
from litigation_app.statistics.releases import Release
from litigation_app.statistics.releases.presenting import countries, title
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.views import shelf_path, trusted_keys

bp = Blueprint("figures", __name__, url_prefix="/official")
_SHOWN = Remembered[dict[str, object]]()
_NEWEST = Remembered[dict[str, list[beside.Newest]]]()


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    country = _country()
    found = queries.vintages(shelf_path(), trusted_keys(), country)
    return render_template(
        "figures/index.html", country=country, name=countries, every=COUNTRIES, **_of(country, found)
    )


@bp.app_context_processor
def beside_indicators() -> dict[str, object]:
    """What the pages of the indicators ask, which know no official figures."""
    return {
        "official_beside": lambda name, release: beside.beside(name, release, shelf_path(), trusted_keys()),
        "official_newest": _newest,
    }


def _newest(release: Release | None) -> dict[str, list[beside.Newest]]:
    """By indicator the newest official figure: told once for each language, as long as the shelf is the same."""
    asked = release.countries if release else COUNTRIES
    digests = [one.digest for one in (queries.latest(shelf_path(), trusted_keys(), code) for code in asked) if one]
    name = repr((asked, current(), digests)) if all(digests) else ""
    return _NEWEST.of(name, lambda: beside.newest(release, shelf_path(), trusted_keys()))


def _country() -> str:
    """The country of the address; another than ours is not there."""
    wish = request.args.get("country", COUNTRIES[0])
    if wish not in COUNTRIES:
        raise NotFound
    return wish


def _of(country: str, vintages: list[Release]) -> dict[str, object]:
    """What the page shows of the newest edition: drawn once for each language, as long as its bytes are the same."""
    digests = [one.digest for one in vintages]
    name = repr((country, current(), digests)) if all(digests) else ""
    return _SHOWN.of(name, lambda: _drawn(country, vintages))


def _drawn(country: str, vintages: list[Release]) -> dict[str, object]:
    figures = of_release(vintages[0]) if vintages else []
    sources = {one.code: one for one in vintages[0].sources} if vintages else {}
    return {
        "vintages": [_vintage(vintages, place) for place in range(len(vintages))],
        "sheets": picturing.sheets(country, figures, sources),
        "apart": picturing.apart(disagreements(figures)),
        "sums": picturing.sums(figures),
        "rates": picturing.rates(country, figures),
        "headings": [_("For the period"), _("Series"), _("Parts"), _("Value")],
    }


def _vintage(vintages: list[Release], place: int) -> dict[str, object]:
    """An edition and what it says otherwise than the one before it."""
    older: list[Figure] = of_release(vintages[place + 1]) if place + 1 < len(vintages) else []
    found = changes(older, of_release(vintages[place]))
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("new", "other_source")}
    counts["changed"] = len(found) - sum(counts.values())
    return {"release": vintages[place], "title": title(vintages[place]), "counts": counts}
