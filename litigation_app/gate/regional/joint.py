"""All national publications and the regional one as one system: does the sum make any withheld number less unsure?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from litigation_app.disclosure import audit, difference
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.facts import Like
from litigation_app.disclosure.joint import then_key, then_relation
from litigation_app.disclosure.model import Certificate, Demand, Failure, Interval, Number, Relation
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.gate.recognised import design_of, facts_of
from litigation_app.gate.regional.rules import National, Summed
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import TOTAL

PATIENCE = 2.0  # somebody waits for the page
REGION = "region"
_WHOLE = Like({}, (), is_whole=True)  # a national publication speaks of all its years at its own time


def certify(chosen: Sequence[National], tables: Sequence[Summed]) -> Certificate:
    """Attack what the region prints together with everything that the countries print. What a country's own publication
    leaves unsure must stay as unsure. A solver that stops is a failure. Raises DesignUnknown, Busy.
    """
    effort = Effort(seconds("region"), patience=PATIENCE)
    cuts = [(one, design_of(one.release)) for one in chosen]
    parts = [(one.country, facts_of(one.release, cut), cut) for one, cut in cuts]
    said, relations, sums = dict[str, Number | Interval](), list[Relation](), set[str]()
    demands, failures = list[Demand](), list[Failure]()
    for country, facts, _cut in parts:
        said |= {then_key(country, key): number for key, number in facts.said.items()}
        relations += [then_relation(country, one) for one in facts.relations]
        sums |= {then_key(country, key) for key in facts.sums}
        try:
            demands += difference.as_before(replace(facts, name=country), _WHOLE, policies.public(), effort)
        except SolverFailed as stop:
            failures.append(Failure(country, (), str(stop)))
    for name, value, whole in _regional(tables, [(country, cut) for country, _facts, cut in parts]):
        relations.append(whole)
        if value is not None:
            said[name] = value
    found = audit.audit(said, relations, demands, policies.public(), sums=frozenset(sums), budget=effort)
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
