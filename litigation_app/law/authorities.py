"""Does a row of law that marks no doubt rest on somebody whose word a judge takes?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Protocol

from litigation_app.core.toml_files import read_toml
from litigation_app.law import holiday_file
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import earnings, tables
from litigation_app.law.graph import DOUBT
from litigation_app.law.precedents import Judgment

_RESTS_ON_NOBODY = "marks no doubt, and no court, authority, gazette or publisher of laws is its source"
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
    """Steps and their periods, offences, rights, ways to compensation and what they need, limitation: before each system of courts."""
    steps = (
        (f"{name}.{step.origin}.{step.event}", row)
        for name, graph in law.graphs()
        for step in graph.transitions
        for row in step.rules or ((step,) if step.legal_basis else ())
    )
    yield from _overstated(chain(steps, _named(law.offences), _named(law.rights)), law.sources)
    for forum in law.forums or ("",):
        own, place = law.before(forum), f" before {forum}" if forum else ""
        needs = ((f"{route.id}.{one.say}", one) for route in own.routes for one in route.needs)
        rows = chain(_named(own.routes), needs, _named(own.limitation_rules), _named(own.limitation_events))
        yield from _overstated(((which + place, row) for which, row in rows), law.sources)


def of_tables(code: str) -> Iterator[str]:
    """Rates of interest, wages, and the days on which the courts rest."""
    interest, wages, days = tables.load(code), earnings.load(code), holiday_file.load(code)
    rates = ((f"rate {base} from {one.since}", one) for base, rows in interest.bases.items() for one in rows)
    yield from _overstated(chain(_named(interest.rules), rates), interest.sources)
    yield from _overstated(((f"wage from {one.since}", one) for one in wages.wages), wages.sources)
    yield from _overstated([("the weekend", days.weekend), *_named(days.rules)], days.sources)


def of_judgments(known: Iterable[Judgment]) -> Iterator[str]:
    """Judgments, each with where it was read."""
    for one in known:
        if one.confidence == DOUBT[0] and not is_taken(one.source):
            yield f"judgment {one.id!r} {_RESTS_ON_NOBODY}"


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
    """A row without any source rests on nobody either."""
    for which, row in rows:
        if row.confidence != DOUBT[0]:
            continue
        if not any(is_taken(sources.get(one, "")) for one in row.sources):
            yield f"{which!r} {_RESTS_ON_NOBODY}"
        elif "not verified" in str(getattr(row, "note", "")):
            yield f"{which!r} marks no doubt, and its note says that something is not verified"


@lru_cache(maxsize=3)
def _known(key: str) -> tuple[str, ...]:
    return tuple(read_toml(__file__, "authorities.toml")[key])
