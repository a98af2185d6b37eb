"""What is said of the ways to compensation when they are compared? Read from routes.toml."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law import loader
from litigation_app.law.country import Benchmark, Jurisdiction, Need, Route
from litigation_app.law.words import Word, word_of

CAP = "cap"  # a benchmark that says the most that can be given
# What decides until when a way is open: the trial, the graph of the trial, the limitation of the damage, that of wages, a
# final award, the law of the fund, a decision that can be complained of, a stage that offers it, the end of proceedings and
# a time after it, their end alone, nothing.
WINDOWS = frozenset(
    {"trial", "plea", "damage", "wages", "award", "fund", "remedy", "offered", "ended", "lasting", "always"}
)


def in_order(law: Jurisdiction, forum: str | None = None) -> list[Route]:
    """The ways of a country, those first that every country is asked about; before these courts, where they are named."""
    order: list[str] = _content()["order"]
    open_ = [one for one in law.routes if forum is None or one.forum in (None, forum)]
    return sorted(open_, key=lambda one: order.index(one.id) if one.id in order else len(order))


def too_late_at() -> frozenset[str]:
    """The stages of a trial at which a property claim comes too late."""
    return frozenset(_content()["too_late_at"])


def after_the_end() -> frozenset[str]:
    """The stages that come after proceedings ended for good."""
    return frozenset(_content()["after_the_end"])


def criminal_routes() -> tuple[str, ...]:
    """The compensation routes on which a criminal court decides."""
    return tuple(_content()["criminal_routes"])


def civil_routes(country: str) -> tuple[str, ...]:
    """The compensation routes of a country on which a civil court decides."""
    family = _content()["civil_family"]
    return tuple(one.id for one in loader.load(country).routes if one.procedure == family)


def damage_routes(country: str) -> tuple[str, ...]:
    """The compensation routes on which a court decides on the damage: what is filed on another stops no limitation of it."""
    return tuple(one.id for one in loader.load(country).routes if one.window in {"trial", "damage"})


def is_for(route: str, head: str) -> bool:
    """Whether a kind of damage is claimed on this way."""
    heads = _content()["heads"].get(route)
    return heads is None or head in heads


def conditions(route: Route) -> list[Need]:
    """What must be so for this way."""
    return [one for one in route.needs if one.say in _words("condition")]


def papers(route: Route) -> list[Need]:
    """What must be handed in on this way."""
    return [one for one in route.needs if one.say in _words("paper")]


def needs() -> Mapping[str, Word]:
    """The words for everything that a way can ask for."""
    return {**_words("condition"), **_words("paper")}


def practice(law: Jurisdiction, route: Route) -> Word | None:
    """How it went for others on this way; None: nothing is written down."""
    return _words("practice").get(f"{law.id}.{route.id}")


def benchmarks(law: Jurisdiction, route: Route) -> list[Benchmark]:
    """What this way gave in published cases, or can give at the most."""
    return [one for one in law.benchmarks if one.route == route.id]


def about(law: Jurisdiction, benchmark: Benchmark) -> Word | None:
    """What a published case was about; None: nothing is written down."""
    return _words("benchmark").get(f"{law.id}.{benchmark.id}")


@cache
def _words(table: str) -> Mapping[str, Word]:
    return {code: word_of(row) for code, row in _content()[table].items()}


@cache
def _content() -> Mapping[str, Any]:
    return read_toml(__file__, "routes.toml")
