"""What does a jurisdiction file say, as typed and frozen values?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from litigation_app.law.graph import Procedure
from litigation_app.law.names import Named
from litigation_app.law.words import Word

TRAFFICKING = frozenset({"trafficking", "trafficking_minor", "trafficking_organised", "trafficking_adoption"})


@dataclass(frozen=True)
class Statute(Named):
    """A law, code or set of rules; `gazette` is where it was published, `forum` whose law it is in Bosnia."""

    gazette: str | None
    forum: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Institution(Named):
    """A body that meets the victim outside court: identification, shelter, fund commission."""

    role: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Court(Named):
    """A court of the country; the lists are samples, so another court may always be typed in.

    `level` 1 is first instance; `tries` are subject codes; `appeals_to` are court ids.
    """

    level: int
    kind: str
    city: str | None
    tries: tuple[str, ...]
    appeals_to: tuple[str, ...]
    forum: str | None
    confidence: str
    note: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Offence(Named):
    """One paragraph of one article; penalties in months, limitation in years (None: not worked out). `lesser_than`: the kinds of
    trafficking beside which it is the lesser one.
    """

    law: str
    article: str
    paragraph: str
    category: str
    min_months: int
    max_months: int
    lesser_than: tuple[str, ...]
    lesser_confidence: str | None
    lesser_sources: tuple[str, ...]
    criminal_limitation_years: int | None
    absolute_years: int | None
    no_limitation: bool
    limitation_confidence: str | None
    forum: str | None
    confidence: str
    note: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Head(Named):
    """A head of damage: `kind` is material or non_material."""

    kind: str
    legal_basis: str
    confidence: str
    note: str | None


@dataclass(frozen=True)
class Need:
    """A condition or a paper that a route asks for: `say` is a code of routes.toml. `law` None: the article is not known."""

    say: str
    law: str | None
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Route(Named):
    """A way to compensation; `procedure` is a graph family, None where the route has no graph of its own.

    `status`: available, available_rarely, in_force, adopted_not_applied, not_established or other_rights_only.
    `window`: what decides until when it is open (routes.WINDOWS). `own_claim` False: a way of another claim.
    `forum`: the only courts before which it is open; `applied_since`: the day since which its law is applied.
    """

    procedure: str | None
    status: str
    window: str
    own_claim: bool
    forum: str | None
    applied_since: date | None
    needs: tuple[Need, ...]
    law: str | None
    practice: str | None
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Measure(Named):
    """A protective measure for a witness or victim; `legal_basis` None: the article is not known."""

    legal_basis: str | None
    confidence: str


@dataclass(frozen=True)
class Right(Named):
    """A right of the victim outside the graphs (legal aid, reflection period in days, non-punishment)."""

    status: str | None
    law: str | None
    days: int | None
    note: str | None
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LimitationRule(Named):
    """A limitation period in years, months or days; `years_from` says that another period decides.

    `absolute_years` is the end that no event moves, None where the law has none. `applies_to` (criminal, damage, other)
    says which events touch it. `starts` (finality, service): which day of a recorded decision it runs from, None where another day
    decides. `counted_from`: what arose earlier is counted from this day, None where the law moves nothing;
    `reaches_back_to`: of what arose before it the rule says nothing.
    """

    years: int | None
    months: int | None
    days: int | None
    years_from: str | None
    absolute_years: int | None
    outer_years: int | None
    counted_from: date | None
    reaches_back_to: date | None
    applies_to: str
    starts: str | None
    runs_from: str | None
    law: str
    note: Word | None
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LimitationEvent:
    """What interrupts (the period starts anew) or suspends (it stands still) a limitation period.

    `lasts`: it goes on for a time, and what it interrupts starts anew only when it is over. `applies_to`: criminal or
    damage. `categories`: the only kinds of offence that it touches, empty: all. `legal_basis` None: the article is not known.
    """

    id: str
    effect: str
    applies_to: str
    lasts: bool
    categories: tuple[str, ...]
    legal_basis: str | None
    note: str
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Benchmark:
    """A published award, cap or tariff, in its own currency; `amount_eur` None: not converted by the source.

    `route` None: it is about a kind of damage, whichever way it is claimed.
    """

    id: str
    route: str | None
    year: int | None
    court: str | None
    procedure: str | None
    head: str | None
    kind: str
    amount: Decimal
    currency: str
    amount_eur: Decimal | None
    note: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class OwnLaw:
    """What one system of courts has of its own beside its graphs: ways to compensation and limitation."""

    routes: tuple[Route, ...]
    limitation_rules: tuple[LimitationRule, ...]
    limitation_events: tuple[LimitationEvent, ...]


@dataclass(frozen=True)
class Jurisdiction(Named):
    """One country. `code` is ISO 3166 ("RS"); `version` changes with every byte of the file.

    `by_forum`: graphs as they are before one system of courts, by id and forum, where that differs from the others.
    `laws_of`: what else each system of courts has of its own.
    """

    code: str
    version: str
    reviewed_by_lawyer: bool
    currency: str
    languages: tuple[str, ...]
    scripts: tuple[str, ...]
    eur_rate_kind: str
    eur_rate: Decimal | None
    forums: tuple[str, ...]
    sources: Mapping[str, str]
    laws: tuple[Statute, ...]
    institutions: tuple[Institution, ...]
    courts: tuple[Court, ...]
    offences: tuple[Offence, ...]
    routes: tuple[Route, ...]
    heads: tuple[Head, ...]
    limitation_rules: tuple[LimitationRule, ...]
    limitation_events: tuple[LimitationEvent, ...]
    measures: tuple[Measure, ...]
    rights: tuple[Right, ...]
    benchmarks: tuple[Benchmark, ...]
    procedures: tuple[Procedure, ...]
    by_forum: Mapping[tuple[str, str], Procedure]
    laws_of: Mapping[str, OwnLaw]

    @cached_property
    def _procedures(self) -> dict[str, Procedure]:
        return {one.id: one for one in self.procedures}

    @cached_property
    def _courts(self) -> dict[str, Court]:
        return {one.id: one for one in self.courts}

    @cached_property
    def _heads(self) -> dict[str, Head]:
        return {one.id: one for one in self.heads}

    @cached_property
    def _offences(self) -> dict[str, Offence]:
        return {one.id: one for one in self.offences}

    def before(self, forum: str | None) -> "Jurisdiction":
        """The country with the ways and the limitation of these courts; without a forum those of all, all laws named."""
        own = self.laws_of.get(forum or "")
        return replace(self, **vars(own)) if own else self

    def procedure(self, id_: str, forum: str | None = None) -> Procedure:
        """Return the procedure with this id as it is before this forum; KeyError where the country has none.

        Without a forum it is everything that any of the courts knows: enough to say what a stage or a step is called.
        """
        return self.by_forum.get((id_, forum or "")) or self._procedures[id_]

    def family(self, family: str, forum: str | None = None) -> tuple[Procedure, ...]:
        """Return the graphs of a family (Bosnia has two criminal ones), those open to `forum` where one is named."""
        found = (one for one in self.procedures if one.family == family)
        open_ = (one for one in found if forum is None or not one.forums or forum in one.forums)
        return tuple(self.procedure(one.id, forum) for one in open_)

    def graphs(self) -> tuple[tuple[str, Procedure], ...]:
        """Every graph as it is walked, with its name for a checker: "criminal_entity before ba-rs"."""
        shared = {id_ for id_, _forum in self.by_forum}
        alone = ((one.id, one) for one in self.procedures if one.id not in shared)
        return (*alone, *((f"{id_} before {forum}", one) for (id_, forum), one in self.by_forum.items()))

    def court(self, id_: str) -> Court:
        """Return the court with this id; KeyError where the list has none."""
        return self._courts[id_]

    def head(self, id_: str) -> Head:
        """Return the head of damage with this id; KeyError where the list has none."""
        return self._heads[id_]

    def offence(self, id_: str) -> Offence:
        """Return the offence with this id; KeyError where the list has none."""
        return self._offences[id_]
