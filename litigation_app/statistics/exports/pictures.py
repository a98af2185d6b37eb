"""How does the picture of an indicator leave in a file of its own: as on its page, with title, legend and source inside?"""

from collections.abc import Mapping, Sequence

from litigation_app.core.charts import periods
from litigation_app.core.charts.standalone import Caption, captioned, for_paper
from litigation_app.core.charts.svg import name_of, rect
from litigation_app.core.language import _, current
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import showing
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.showing import View
from litigation_app.statistics.releases import Release
from litigation_app.statistics.releases.presenting import title

SVG, PNG = "svg", "png"  # a PNG is set by a process of its own
MEDIA: Mapping[str, str] = {SVG: "image/svg+xml", PNG: "image/png"}


def drawn(
    release: Release, indicator_id: str, view: View, *, organisation: str = "", is_example: bool = False
) -> str | None:
    """The picture of an indicator's page as SVG; None: so little is printed that it has none. `organisation`: of a partner's data."""
    indicator = indicators.read_in(indicators.get(indicator_id), release)
    picture = showing.shown(indicator, release, view).picture
    if picture is None or picture.svg is None:
        return None
    name = name_of("indicator", picture.svg)
    keys = [(rect(0, 2, 40, 14, f"series-{at}"), words) for at, words in enumerate(picture.series)]
    if picture.has_hidden:
        keys.append((periods.sample(name, periods.HIDDEN, 0, 0), _("… suppressed")))
    below = [picture.note, source(release.parts or [release.id], indicator, is_example=is_example)]
    called = " · ".join(filter(None, (title(release), organisation)))
    return for_paper(captioned(name, picture.svg, Caption(indicator.say("title", current()), called, keys, below)))


def source(publications: Sequence[str], indicator: Indicator, official: Sequence[str] = (), *, is_example: bool) -> str:
    """Whence every number of a picture comes, for the foot of the page and inside the saved picture."""
    said = [_("Published data %(ids)s", ids=", ".join(publications))] if publications else []
    version = _("definition %(id)s, version %(version)s", id=indicator.id, version=indicator.version)
    banner = _(
        "Demonstration: people, cases and our own figures are invented; official figures are those of the sources named."
    )
    example = [banner] if is_example else []
    return " ".join([_("Source: %(sources)s.", sources="; ".join([*said, *official, version])), *example])
