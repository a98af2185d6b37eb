"""What does the reader compare? The address says it: an indicator, countries, sources."""

from werkzeug.datastructures import MultiDict

from litigation_app.core.forms import Choice, Choices, Form
from litigation_app.core.language import _, _l, current
from litigation_app.statistics.countries import queries
from litigation_app.statistics.countries.queries import Asked, Comparison, Shelf
from litigation_app.statistics.countries.rules import Years
from litigation_app.statistics.indicators.catalogue import Indicator, said
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.presenting import countries

OFFICIAL, AND_OFFICIAL, INHABITANTS = "official", "-official", "inhabitants"


class CompareForm(Form):
    """Sent by GET."""

    indicator = Choice(_l("Indicator"))
    sources = Choice(_l("Sources"))
    countries = Choices(_l("Countries"))
    category = Choice(_l("Category"))
    first = Choice(_l("From year"))
    last = Choice(_l("To year"))
    per = Choice(_l("Number or rate"))


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
    category, known = args.get("category", ""), queries.categories(indicator, there, mode)
    misread = [_("“%(wish)s” is no category of this indicator and source: the usual one is shown.", wish=category)]
    is_known = category in {"", *known}
    usual = indicator.read_from(mode).headline
    years, unread = _years(args.get("first", ""), args.get("last", ""))
    return Asked(
        indicator, chosen or COUNTRIES, mode, is_official, category if is_known and category != usual else "", years,
        args.get("per", "") == INHABITANTS, [*([] if is_known else misread), *unread],
    )  # fmt: skip


def _years(first: str, last: str) -> tuple[Years | None, list[str]]:
    """From which to which; one alone is that year; None: neither is said, or what is said is none."""
    said = [one for one in (first, last) if one]
    wrong = [one for one in said if not (one.isascii() and one.isdigit() and len(one) == 4)]
    if wrong:
        return None, [
            _("“%(wish)s” is no year: the newest years of most countries are shown.", wish=one) for one in wrong
        ]
    return (Years(*map(int, (min(said), max(said)))), []) if said else (None, [])


def sources(asked: Asked) -> str:
    """As an address says it: caseload-official, caseload, or official."""
    return f"{asked.mode}{AND_OFFICIAL}" if asked.mode and asked.is_official else asked.mode or OFFICIAL


def address(asked: Asked) -> dict[str, object]:
    """What stands behind the question mark."""
    own = {"category": asked.category, "per": INHABITANTS if asked.per_inhabitants else ""}
    own |= {"first": str(asked.years.first), "last": str(asked.years.last)} if asked.years else {}
    always = {"indicator": asked.indicator.id, "countries": list(asked.countries), "sources": sources(asked)}
    return {**always, **{name: value for name, value in own.items() if value}}


def unfit(shown: Comparison) -> list[str]:
    """What was asked for that such an indicator does not have."""
    is_unfit = shown.asked.per_inhabitants and not shown.is_rate
    return [_("Only numbers are divided by inhabitants, and this is no number.")] if is_unfit else []


def form_of(shown: Comparison, there: Shelf) -> CompareForm:
    """The same as a form, with all that can be chosen; what cannot be is not there."""
    asked, span, every = shown.asked, shown.years, shown.every or shown.years
    form = CompareForm(data={**address(asked), **({"first": str(span.first), "last": str(span.last)} if span else {})})
    years = range(min(every.first, span.first), max(every.last, span.last) + 1) if every and span else ()
    for field in (form.first, form.last):
        field.offer([(str(year), str(year)) for year in years])
    codes = queries.categories(asked.indicator, there, asked.mode)
    read = asked.indicator.read_from(asked.mode)
    form.category.offer([(code, vocabulary.code(read.by, code, current())) for code in codes])
    form.category.data = asked.category or read.headline
    form.per.offer([("", _("Numbers as they are")), (INHABITANTS, _("Per 100,000 inhabitants"))])
    unused = {
        "category": len(codes) < 2,
        "per": not (shown.is_count or asked.per_inhabitants),
        "first": not years,
        "last": not years,
    }
    for name in (name for name, is_unused in unused.items() if is_unused):
        del form[name]
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
