"""From which day does an awarded sum bear default interest where the decision names none? Read from beginnings.toml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

COSTS = "costs"
_EVERYWHERE = ""


class From(StrEnum):
    """The day that the law takes."""

    JUDGMENT = "judgment"
    QUANTIFIED = "quantified"
    NONE = "none"


@dataclass(frozen=True)
class Rule:
    """One rule; empty `countries`, `forums` or `heads`: all. `bases`: the legal basis by country, or one under ""."""

    id: str
    kind: str
    countries: tuple[str, ...]
    forums: tuple[str, ...]
    heads: tuple[str, ...]
    first: From
    bases: Mapping[str, str]
    confidence: str
    says: Word

    def legal_basis(self, country: str) -> str:
        """The law by which it holds in this country."""
        return self.bases.get(country) or self.bases[_EVERYWHERE]


@dataclass(frozen=True)
class Award:
    """The decision on whose sums interest may run. `quantified_on` None: the claim states no amount, or its day is not known."""

    country: str
    forum: str
    decided_on: date
    quantified_on: date | None = None


@dataclass(frozen=True)
class Beginning:
    """The day that the law takes, by this rule. `day` None: such a sum bears no interest."""

    day: date | None
    rule: Rule


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order."""
    return tuple(
        Rule(
            id=row["id"],
            kind=row["kind"],
            countries=tuple(row.get("countries", ())),
            forums=tuple(row.get("forums", ())),
            heads=tuple(row.get("heads", ())),
            first=From(row["from"]),
            bases=said if isinstance(said := row["legal_basis"], dict) else {_EVERYWHERE: said},
            confidence=row["confidence"],
            says=word_of(row["says"]),
        )
        for row in read_toml(__file__, "beginnings.toml")["rule"]
    )


def beginning(kind: str, head: str, award: Award) -> Beginning:
    """When a sum of this kind (material, non_material, COSTS) for this head begins to bear interest by the law alone."""
    rule = next(one for one in rules() if _fits(one, kind, head, award))
    days = {
        From.JUDGMENT: award.decided_on,
        From.QUANTIFIED: min(award.quantified_on or award.decided_on, award.decided_on),
        From.NONE: None,
    }
    return Beginning(days[rule.first], rule)


def _fits(rule: Rule, kind: str, head: str, award: Award) -> bool:
    return (
        rule.kind == kind
        and (not rule.heads or head in rule.heads)
        and (not rule.countries or award.country in rule.countries)
        and (not rule.forums or award.forum in rule.forums)
    )


def problems(known: Iterable[Rule]) -> Iterator[str]:
    """An article is of one country's law: whoever names a number says whose it is."""
    for one in known:
        if not one.countries and re.search(r"\d", one.bases.get(_EVERYWHERE, "")):
            yield f"beginning of interest {one.id!r} cites {one.bases[_EVERYWHERE]!r} for every country"
