"""How is a record said: what, about whom, how it stands? Rows in, words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.records import queries, rules
from litigation_app.casework.proceedings.records.queries import Line
from litigation_app.casework.proceedings.records.rules import Told, catalogue
from litigation_app.casework.record_forms.presenters import Answers
from litigation_app.casework.record_forms.rules import Kind
from litigation_app.core.language import _, _n, current, format_date
from litigation_app.law import loader
from litigation_app.law.script import in_script_of

_BAD = frozenset(
    {
        "refused",
        "not_applied",
        "not_admitted",
        "absconded",
        "breach",
        "punished",
        "recalled",
        "no_assets",
        "time_barred",
        "not_exempt",
    }
)
_GOOD = frozenset(
    {"granted", "applied", "admitted", "accepted", "convicted", "confiscated", "held", "exempt", "recovered"}
)


@dataclass(frozen=True)
class Row:
    """One record in words: the answers as (question, answer)."""

    id: UUID
    what: str
    about: str
    when: str
    answers: list[tuple[str, str]]
    by: str
    has_note: bool
    is_entered_in_error: bool
    asks: bool
    version: int


@dataclass(frozen=True)
class Stands:
    """How something stands now: "Especially vulnerable witness", "Granted", since a day."""

    what: str
    state: str
    chip: str
    about: str
    since: str


@dataclass(frozen=True)
class Teller(Answers):
    """Says records of one case in one language; `names`: of the people and proceedings of the case, by id."""

    names: Mapping[UUID, str] = field(default_factory=dict)

    def row(self, line: Line) -> Row:
        """A record in words."""
        kind, told = catalogue().kinds[line.told.kind], line.told
        answers = [
            (one.words.read_in(self.language), self.answer(one, told.told[one.id]))
            for one in kind.fields
            if told.told.get(one.id)
        ]
        return Row(
            id=told.id,
            what=kind.words.read_in(self.language),
            about=self.about(told),
            when=format_date(told.on),
            answers=answers,
            by=line.by,
            has_note=line.has_note,
            is_entered_in_error=line.is_entered_in_error,
            asks=line.asks,
            version=line.version,
        )

    def stands(self, kind: Kind, records: Iterable[Told]) -> list[Stands]:
        """How each track of this kind stands now."""
        return [self._stands(kind, one) for one in rules.standing(kind, records) if one.told.get(kind.track)]

    def _stands(self, kind: Kind, one: Told) -> Stands:
        code = one.told.get(kind.track, "")
        what = (
            self.answer(kind.field(kind.along), one.told[kind.along])
            if kind.along
            else kind.words.read_in(self.language)
        )
        chip = "bad" if code in _BAD else "ok" if code in _GOOD else "info"
        return Stands(what, self.said_of(kind, one.told), chip, self.about(one), format_date(one.on))

    def about(self, told: Told) -> str:
        """Whom and what it is about: whose claim, which accused, which proceedings."""
        whose = told.claim_id or told.victim_id  # whose claim it is stands in the name of the claim
        named = (whose, told.defendant_id, told.proceeding_id)
        return " · ".join(self.names[one] for one in named if one is not None and one in self.names)


def summary(case: Case, *, group: str = "") -> list[Stands]:
    """How every track of a case (of this group of kinds) stands now, the newest day first: few reads for the names, one for the records."""
    kinds = [one for one in catalogue().kinds.values() if one.track and (not group or one.group == group)]
    ids = {one.id for one in kinds}
    told = [one for one in queries.standing(queries.of_case(case)) if one.kind in ids]
    names = {one.id: one.code_name for one in victims.of_case(case)} if told else {}
    names |= {one.id: accused(one.letter) for one in defendants.of_case(case)} if told else {}
    names |= dict(ports.claim_names(case)) if any(one.claim_id for one in told) else {}
    if any("proceeding" in catalogue().kinds[one.kind].needs for one in told):
        names |= {track.id: track.graph.name(current()) for track in proceedings.tracks(case)}
    teller = Teller(loader.load(case.country), current(), names)
    return [one for kind in kinds for one in teller.stands(kind, told)]


def of_claim(case: Case, claim_id: UUID) -> list[Stands]:
    """How everything that is recorded of this claim stands now."""
    kinds = [one for one in catalogue().kinds.values() if "claim" in one.of]
    told = [one for one in queries.standing(queries.of_case(case)) if one.claim_id == claim_id]
    names = {one.id: accused(one.letter) for one in defendants.of_case(case)} if told else {}
    teller = Teller(loader.load(case.country), current(), names)
    return [one for kind in kinds for one in teller.stands(kind, told)]


def of_claims() -> list[tuple[str, str]]:
    """What can be recorded of a claim: in the address, and in words."""
    kinds = (one for one in catalogue().kinds.values() if "claim" in one.of)
    return [(one.in_address, one.words.read_in(current())) for one in kinds]


def accused(letter: str) -> str:
    """What an accused is called in the open: the same letter in every script, "Accused B", "Окривљени Б"."""
    return _("Accused %(letter)s", letter=in_script_of(current(), letter))


def counted(kind: Kind, records: list[Told], people: Iterable[tuple[UUID, str]]) -> list[str]:
    """How often each client was questioned: "Leska 38: 3 statements"."""
    found = [(name, rules.statements(kind, records, victim)) for victim, name in people]
    return [
        _("%(name)s: %(count)s", name=name, count=_n("%(num)s statement", "%(num)s statements", times))
        for name, times in found
        if times
    ]
