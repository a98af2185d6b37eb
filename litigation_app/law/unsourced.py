"""Which rows of the law files name no source?"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from litigation_app.law import holiday_file
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import earnings, tables


class _Row(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...


Found = Iterator[tuple[str, str]]  # of what kind a row is, and which


def by_kind(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The rows of each kind together, in their order."""
    kinds: dict[str, list[str]] = {}
    for kind, which in found:
        kinds.setdefault(kind, []).append(which)
    return kinds


def of_country(law: Jurisdiction) -> Found:
    """Rows of a jurisdiction file; of the steps those that say something of law."""
    yield from _bare("law", law.laws)
    yield from _bare("institution", law.institutions)
    yield from _bare("court", law.courts)
    yield from _bare("offence", law.offences)
    yield from _bare("route", law.routes)
    yield from (("need", f"{route.id}.{one.say}") for route in law.routes for one in route.needs if not one.sources)
    yield from _bare("limitation rule", law.limitation_rules)
    yield from _bare("limitation event", law.limitation_events)
    yield from _bare("right", law.rights)
    yield from _bare("benchmark", law.benchmarks)
    for graph in law.procedures:
        for step in graph.transitions:
            if step.legal_basis and not step.sources:
                yield "step", f"{graph.id}.{step.origin}.{step.event}"


def of_tables(code: str) -> Found:
    """Rows of a country's tables of interest, wages and holidays."""
    interest = tables.load(code)
    yield from _bare("interest rule", interest.rules)
    for base, rates in interest.bases.items():
        yield from (("rate", f"{base} from {one.since}") for one in rates if not one.sources)
    yield from (("wage", f"from {one.since} {' '.join(one.forums)}".strip()) for one in _wages(code) if not one.sources)
    yield from _bare("holiday", holiday_file.load(code).rules)


def _wages(code: str) -> tuple[earnings.Wage, ...]:
    return earnings.load(code).wages


def _bare(kind: str, rows: Iterable[_Row]) -> Found:
    yield from ((kind, one.id) for one in rows if not one.sources)
