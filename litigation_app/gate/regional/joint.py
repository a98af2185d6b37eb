"""All national publications and the regional one as one system: does the sum make any withheld number less unsure?"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from litigation_app.disclosure import audit, difference
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.facts import Like, Printed
from litigation_app.disclosure.growth import printed
from litigation_app.disclosure.joint import then_key
from litigation_app.disclosure.model import Certificate, Demand, Failure, Interval, Number, Relation
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.gate import growing, plan
from litigation_app.gate.coarser import divides, variables
from litigation_app.gate.proposal import read_back
from litigation_app.gate.regional.rules import National, Summed
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import TOTAL, Release

SECONDS = 90.0
REGION, JOINT = "region", "joint"


class DesignUnknown(ValueError):
    """A publication is not cut like any design that this desk has; the message is its title."""


_WHOLE = Like({}, (), is_whole=True)  # a national publication speaks of all its years at its own time


def certify(chosen: Sequence[National], tables: Sequence[Summed]) -> Certificate:
    """Attack what the region prints together with everything that the countries print. What a country's own publication
    leaves unsure must stay as unsure. A solver that stops is a failure. Raises DesignUnknown.
    """
    until = time.monotonic() + SECONDS
    parts = [(one.country, _facts(one.release), _design(one.release)) for one in chosen]
    said, relations, sums = dict[str, Number | Interval](), list[Relation](), set[str]()
    demands, failures = list[Demand](), list[Failure]()
    for country, facts, _cut in parts:
        said |= {then_key(country, key): number for key, number in facts.said.items()}
        relations += [_renamed(country, one) for one in facts.relations]
        sums |= {then_key(country, key) for key in facts.sums}
        try:
            demands += difference.as_before(replace(facts, name=country), _WHOLE, policies.public(), until)
        except SolverFailed as stop:
            failures.append(Failure(country, (), str(stop)))
    for name, value, whole in _regional(tables, [(country, cut) for country, _facts, cut in parts]):
        relations.append(whole)
        if value is not None:
            said[name] = value
    left = max(until - time.monotonic(), 0.0)
    found = audit.audit(said, relations, demands, policies.public(), sums=frozenset(sums), budget_s=left)
    return replace(found, failures=(*failures, *found.failures))


def _regional(
    tables: Sequence[Summed], cuts: Sequence[tuple[str, Design]]
) -> Iterable[tuple[str, int | None, Relation]]:
    """Each number of the region with the cells that it adds up: of each country, and each year where totals differ in span."""
    where = {country: {(s.id, *codes): key for s in cut.sheets for codes, key in s.rows} for country, cut in cuts}
    for table in tables:
        years = sorted({year for (year, _code), _value in table.rows} - {TOTAL})
        for (year, code), value in table.rows:
            parts = []
            for country, cut in cuts:
                is_whole = year != TOTAL or list(cut.years) == years
                times = [year] if is_whole else years
                parts += [then_key(country, where[country][table.id, when, code]) for when in times]
            name = f"{REGION}|{table.id};{year};{code}"
            yield name, value, Relation(name, tuple(parts), harmless=True)


def _renamed(country: str, relation: Relation) -> Relation:
    parts = tuple(then_key(country, part) for part in relation.parts)
    return Relation(then_key(country, relation.total), parts, relation.harmless)


def _facts(release: Release) -> Printed:
    """What a national publication prints, as a system of its own design."""
    design = _design(release)
    system = plan.MODES[release.mode].system([], design)
    return printed(release.id, system, read_back(design, system, rows_of(release)))


def rows_of(release: Release) -> dict[str, list[list[Any]]]:
    """Its tables as the gate reads them."""
    return {
        table.id: [
            [*row.codes, None if row.value is None else format(row.value, "f" if table.unit == "EUR" else "d")]
            for row in table
        ]
        for table in release.tables
    }


def _design(release: Release) -> Design:
    """The design that a publication is cut like: full, or as much coarser as its codes say. Raises DesignUnknown."""
    mode, rows = plan.MODES.get(release.mode), rows_of(release)
    if mode is None:
        raise DesignUnknown(release.title)
    first, last = release.first.year, release.last.year
    for made in (AS_ASKED, _coarser(mode.design(first, last, AS_ASKED), rows, last - first + 1)):
        design = mode.design(first, last, made)
        if growing.is_cut_like(design, rows):
            return design
    raise DesignUnknown(release.title)


def _coarser(full: Design, rows: Mapping[str, Sequence[Sequence[Any]]], years: int) -> Coarser:
    """How much coarser these tables look than the full design."""
    times = {str(row[0]) for table in rows.values() for row in table} - {TOTAL}
    together = min((len(_years(time)) for time in times), default=years)  # the last group may be longer
    broader = {
        divides(sheet.tables[0])[0]
        for sheet in full.sheets
        if sheet.id in rows and {codes[1] for codes, _key in sheet.rows} != {str(row[1]) for row in rows[sheet.id]}
    }
    return Coarser(
        together,
        tuple(name for name in variables() if name in broader),
        tuple(sheet.id for sheet in full.sheets if sheet.id not in rows),
    )


def _years(time: str) -> range:
    first, _, last = time.partition("_")
    return range(int(first), int(last or first) + 1)
