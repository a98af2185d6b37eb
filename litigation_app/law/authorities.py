"""Does a row of law that marks no doubt rest on somebody whose word a judge takes?"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Protocol

from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import earnings, tables
from litigation_app.law.graph import DOUBT

_FILE = Path(__file__).with_suffix(".toml")
_HOST = re.compile(r"https?://(?:www\.|mail\.)?([\w.-]+)")


class _Row(Protocol):
    @property
    def confidence(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...


class _NamedRow(_Row, Protocol):
    @property
    def id(self) -> str: ...


def of_country(law: Jurisdiction) -> Iterator[str]:
    """Periods, limitation, offences, rights and what a way needs; rows without any source are told apart (`unsourced`)."""
    periods = (
        (f"{graph.id}.{step.origin}.{step.event}", rule)
        for graph in law.procedures
        for step in graph.transitions
        for rule in step.rules
    )
    needs = ((f"{route.id}.{one.say}", one) for route in law.routes for one in route.needs)
    limits = chain(_named(law.limitation_rules), _named(law.limitation_events))
    yield from _overstated(chain(periods, needs, limits, _named(law.offences), _named(law.rights)), law.sources)


def of_tables(code: str) -> Iterator[str]:
    """Rates of interest and wages."""
    interest, wages = tables.load(code), earnings.load(code)
    rates = ((f"rate {base} from {one.since}", one) for base, rows in interest.bases.items() for one in rows)
    yield from _overstated(chain(_named(interest.rules), rates), interest.sources)
    yield from _overstated(((f"wage from {one.since}", one) for one in wages.wages), wages.sources)


def is_taken(source: str) -> bool:
    """Whether a judge would take what this source says."""
    found = _HOST.match(source)
    if found is None:
        return source.startswith(_known("begins"))
    return any(
        found[1] == host or found[1].endswith(f".{host}") for host in _known("authorities") + _known("publishers")
    )


def _named(rows: Iterable[_NamedRow]) -> Iterator[tuple[str, _Row]]:
    yield from ((one.id, one) for one in rows)


def _overstated(rows: Iterable[tuple[str, _Row]], sources: Mapping[str, str]) -> Iterator[str]:
    for which, row in rows:
        if (
            row.confidence == DOUBT[0]
            and row.sources
            and not any(is_taken(sources.get(one, "")) for one in row.sources)
        ):
            yield f"{which!r} marks no doubt, and no court, authority, gazette or publisher of laws is its source"


@lru_cache(maxsize=3)
def _known(key: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))[key])
