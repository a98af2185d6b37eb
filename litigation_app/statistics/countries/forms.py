"""What does the reader compare? The address says it: an indicator, countries, sources."""

from werkzeug.datastructures import MultiDict

from litigation_app.core.forms import Choice, Choices, Form
from litigation_app.core.language import _, _l, current
from litigation_app.statistics.countries import queries
from litigation_app.statistics.countries.queries import Asked, Shelf
from litigation_app.statistics.indicators.catalogue import Indicator, said
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.releases.presenting import countries

OFFICIAL, AND_OFFICIAL = "official", "-official"


class CompareForm(Form):
    """Sent by GET."""

    indicator = Choice(_l("Indicator"))
    sources = Choice(_l("Sources"))
    countries = Choices(_l("Countries"))


def asked(args: "MultiDict[str, str]", there: Shelf) -> Asked | None:
    """What the address asks for; what it does not say, or says of nothing that is there, is as wide as can be. None: nothing that
    is published answers it.
    """
    offered = queries.offered(there)
    wish = args.get("indicator", "")
    indicator = next((one for one in offered if wish in {"", one.id}), None)
    if indicator is None:
        return None
    ways = _ways(indicator, there)
    sources = args.get("sources", "")
    mode, is_official = ways.get(sources) or ways.get(sources.removesuffix(AND_OFFICIAL)) or next(iter(ways.values()))
    chosen = tuple(one for one in COUNTRIES if one in args.getlist("countries"))
    return Asked(indicator, chosen or COUNTRIES, mode, is_official)


def sources(asked: Asked) -> str:
    """As an address says it: caseload-official, caseload, or official."""
    return f"{asked.mode}{AND_OFFICIAL}" if asked.mode and asked.is_official else asked.mode or OFFICIAL


def address(asked: Asked) -> dict[str, object]:
    """What stands behind the question mark."""
    return {"indicator": asked.indicator.id, "countries": list(asked.countries), "sources": sources(asked)}


def form_of(asked: Asked, there: Shelf) -> CompareForm:
    """The same as a form, with all that can be chosen."""
    form = CompareForm(indicator=asked.indicator.id, countries=list(asked.countries), sources=sources(asked))
    form.indicator.offer([(one.id, f"{one.id} {one.say('title', current())}") for one in queries.offered(there)])
    form.countries.choices = [(one, countries((one,))) for one in COUNTRIES]
    form.sources.offer([(name, _named(*way)) for name, way in _ways(asked.indicator, there).items()])
    return form


def _ways(indicator: Indicator, there: Shelf) -> dict[str, tuple[str, bool]]:
    """By what an address says the source of our own and whether official ones stand beside it, the widest first."""
    found: dict[str, tuple[str, bool]] = {}
    own = queries.modes(indicator, there)
    found |= {f"{mode}{AND_OFFICIAL}": (mode, True) for mode in own if queries.has_official(indicator, there, mode)}
    found |= {mode: (mode, False) for mode in own}
    return found | ({OFFICIAL: ("", True)} if queries.has_official(indicator, there, "") else {})


def _named(mode: str, is_official: bool) -> str:
    own = said("source", mode, current()) if mode else said("source", OFFICIAL, current())
    words = _("Own (%(source)s) and official", source=own) if is_official else _("Own (%(source)s)", source=own)
    return words if mode else _("Official figures")
