"""How are decisions and citations said? Rows in, words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.precedents.models import Precedent
from litigation_app.casework.strategy.precedents.queries import Line
from litigation_app.core.language import _, current, format_date
from litigation_app.law import loader, precedents
from litigation_app.law.precedents import STRASBOURG, Judgment
from litigation_app.law.script import in_script_of


@dataclass(frozen=True)
class Decision:
    """A decision in words. `is_unverified`: to be checked before it is cited."""

    id: str
    name: str
    number: str
    court: str
    when: str
    about: str
    articles: tuple[str, ...]
    topics: tuple[str, ...]
    is_unverified: bool

    @property
    def line(self) -> str:
        """ "S.M. v. Croatia [GC], 60561/14": how it stands in a list to choose from."""
        return self.name if self.name == self.number else f"{self.name}, {self.number}"


@dataclass(frozen=True)
class Row:
    """A citation in words. `decision` None: one that is not published."""

    id: UUID
    decision: Decision | None
    relation: str
    where: str
    article: str
    has_note: bool
    is_entered_in_error: bool
    version: int


def decisions(added: Iterable[Precedent]) -> list[Decision]:
    """Those of the file and those added by hand, the newest first."""
    found = [(one.year, listed(one)) for one in precedents.load().every.values()]
    found += [(one.decided_on.year, by_hand(one)) for one in added]
    return [one for _year, one in sorted(found, key=lambda pair: (-pair[0], pair[1].name))]


def listed(one: Judgment) -> Decision:
    """A decision of precedents.toml in words."""
    is_strasbourg = one.country == STRASBOURG
    return Decision(
        id=one.id,
        name=one.name if is_strasbourg else in_script_of(current(), one.name),
        number=one.number if is_strasbourg else in_script_of(current(), one.number),
        court=_("European Court of Human Rights") if is_strasbourg else loader.load(one.country).name(current()),
        when=format_date(one.on) or str(one.year),
        about=one.about.read_in(current()),
        articles=one.articles,
        topics=one.topics,
        is_unverified=one.confidence != "high",
    )


def by_hand(one: Precedent) -> Decision:
    """A decision that was added by hand in words."""
    return Decision(
        id=str(one.id),
        name=one.court,
        number=one.number,
        court=loader.load(one.country).name(current()),
        when=format_date(one.decided_on),
        about=one.about,
        articles=tuple(one.articles),
        topics=tuple(one.topics),
        is_unverified=False,
    )


def topics(codes: Iterable[str]) -> str:
    """The topics of a decision in words."""
    named = precedents.load().topics
    return ", ".join(named[code].read_in(current()) for code in codes if code in named)


def rows(lines: Iterable[Line], named: Mapping[UUID, Precedent], country: str) -> list[Row]:
    """The citations of a case in words."""
    return [
        Row(
            id=line.id,
            decision=_decision(line, named),
            relation=words.say("relation", line.relation, current()),
            where=loader.load(country).procedure(line.procedure).name(current()),
            article=line.article,
            has_note=line.has_note,
            is_entered_in_error=line.is_entered_in_error,
            version=line.version,
        )
        for line in lines
    ]


def _decision(line: Line, named: Mapping[UUID, Precedent]) -> Decision | None:
    judgment: Any = precedents.load().every.get(line.code or "")
    if judgment is not None:
        return listed(judgment)
    added = named.get(line.precedent_id) if line.precedent_id else None
    return by_hand(added) if added else None
