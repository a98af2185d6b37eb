"""How is it said what is recorded of a client as a person? Rows and opened capsules in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records import actions, queries, rules
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.record_forms.presenters import Answers
from litigation_app.core.language import current, format_date
from litigation_app.law import loader


@dataclass(frozen=True)
class Row:
    """One record in words: the answers as (question, answer)."""

    id: UUID
    what: str
    when: str
    by: str
    answers: list[tuple[str, str]]
    note: str
    is_entered_in_error: bool
    version: int


@dataclass(frozen=True)
class Card:
    """The records of one group: `closed` of them did not open; `kinds` (code, words) can be added."""

    group: str
    name: str
    rows: list[Row]
    closed: int
    kinds: list[tuple[str, str]]


@dataclass(frozen=True)
class Particulars:
    """All that is recorded of a client as a person; `first`: what must be read before anybody calls her."""

    first: list[Row]
    cards: list[Card]


def of(ticket: ledger.Ticket, victim: Victim, case: Case, groups: frozenset[Group]) -> Particulars:
    """What stands on the page of her record: of the groups that are open there."""
    lines = queries.of_victim(victim)
    opened = actions.read(ticket, [(line.id, line.group) for line in lines if line.group in groups])
    teller = Answers(loader.load(case.country), current())
    rows = {line.id: _row(teller, line, opened[line.id]) for line in lines if line.id in opened}
    standing = [(line.id, opened[line.id]) for line in lines if line.id in opened and not line.is_entered_in_error]
    return Particulars([rows[id_] for id_, _one in rules.first(standing)], _cards(lines, rows))


def _cards(lines: list[queries.Line], rows: Mapping[UUID, Row]) -> list[Card]:
    language, known = current(), rules.catalogue()
    found = []
    for group, words in known.groups.items():
        of_group = [line for line in lines if line.group == Group(group)]
        shown = [rows[line.id] for line in of_group if line.id in rows]
        kinds = [(one.id, one.words.read_in(language)) for one in known.kinds.values() if one.group == group]
        found.append(Card(group, words.read_in(language), shown, len(of_group) - len(shown), kinds))
    return found


def _row(teller: Answers, line: queries.Line, one: rules.Particular) -> Row:
    said = [(field, one.told.get(field.id)) for field in one.kind.fields]
    answers = [(field.words.read_in(teller.language), teller.answer(field, value)) for field, value in said if value]
    name = one.kind.words.read_in(teller.language)
    return Row(line.id, name, format_date(one.on), line.by, answers, one.note, line.is_entered_in_error, line.version)
