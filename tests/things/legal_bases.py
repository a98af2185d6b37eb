"""Every legal basis that the files of a country name."""

from collections.abc import Iterator

from litigation_app.law import holiday_file
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import beginnings, earnings, tables
from litigation_app.law.loader import COUNTRIES, load


def legal_bases(code: str) -> set[str]:
    law = load(code)
    found = {one for each in (law, *map(law.before, law.forums)) for one in _of_law(each)}
    found |= {one.legal_basis for one in tables.load(code).rules} | {earnings.load(code).legal_basis}
    found |= {one.legal_basis(code) for one in beginnings.rules() if code in (one.countries or COUNTRIES)}
    found |= {one.legal_basis for one in holiday_file.load(code).rules}
    return {one for one in found if one}


def _of_law(law: Jurisdiction) -> Iterator[str | None]:
    for route in law.routes:
        yield from (route.law, *(one.law for one in route.needs))
    yield from (one.law for one in (*law.limitation_rules, *law.rights))
    yield from (one.legal_basis for one in (*law.limitation_events, *law.heads, *law.measures))
    yield from (f"{one.law} {one.article}({one.paragraph})" for one in law.offences)
    for _name, graph in law.graphs():
        for step in graph.transitions:
            yield step.legal_basis
            for rule in step.rules:
                yield from (rule.legal_basis, rule.extended_by)
