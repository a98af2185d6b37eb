"""What does the case page say of its documents: how many while the file is closed, which ones while it stands open, and to what each
belongs?
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.documents import actions, queries
from litigation_app.casework.documents.forms import CAUTIONS
from litigation_app.casework.documents.rules import KIND, NORMAL, ORIGIN, SENSITIVITY, say
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.language import _, current
from litigation_app.core.money import format_number

_UNITS = ("B", "KB", "MB", "GB")
_STEP = 1024  # as the file manager of most readers counts


class Shown(NamedTuple):
    """One version of a document in the reader's words. `is_shut`: highly sensitive, and no record of the client stands open."""

    id: UUID
    name: str
    kind: str
    origin: str
    exhibit: str
    written_on: date | None
    note: str
    about: str
    belongs: str
    sensitivity: str
    is_shut: bool
    cautions: list[Any]
    pages: int
    may_be_cleaned: bool
    version: int
    size: str
    added_at: datetime
    added_by: str


class Series(NamedTuple):
    """A document with its older versions, the newest of them first."""

    now: Shown
    older: list[Shown]


class DocumentsOfCase(NamedTuple):
    """The documents of a case; `named` is empty while its file is closed."""

    how_many: int
    named: list[Series]
    may_add: bool


def papers(actor: Actor, case: Case, ticket: ledger.Ticket | None, *, may_add: bool) -> DocumentsOfCase:
    """The documents of a case that was found by `cases.queries.get`; `ticket`: of its open file."""
    lines = queries.of_case(case)
    how_many = len({line.series for line in lines})
    return DocumentsOfCase(
        how_many, _series(named(actor, case, actions.list_of(ticket, lines))) if ticket else [], may_add
    )


def named(actor: Actor, case: Case, opened: Iterable[actions.ListedDocument]) -> list[tuple[UUID, Shown]]:
    """Opened documents in words, each with its series; what is highly sensitive says no more than its kind while it is shut."""
    found = list(opened)
    persons = dict(people(case)) if any(one.line.victim_id for one in found) else {}
    places = dict(things(case)) if any(one.said.belongs for one in found) else {}
    sight = queries.sight(actor, case) if any(one.said.is_guarded for one in found) else queries.NOTHING
    return [(one.line.series, _shown(one, persons, places, sight)) for one in found]


def _series(found: Iterable[tuple[UUID, Shown]]) -> list[Series]:
    together: dict[UUID, list[Shown]] = {}
    for series, one in found:
        together.setdefault(series, []).append(one)
    newest_first = [sorted(versions, key=lambda one: -one.version) for versions in together.values()]
    return [Series(versions[0], versions[1:]) for versions in newest_first]


def _shown(
    document: actions.ListedDocument, people: Mapping[str, str], things: Mapping[str, str], sight: queries.Sight
) -> Shown:
    said, line = document.said, document.line
    is_shut = said.is_guarded and not sight.of(line.victim_id, said.kind)
    return Shown(
        id=line.id,
        name="" if is_shut else document.name,
        kind=say(KIND, said.kind, current()),
        origin=say(ORIGIN, said.origin, current()),
        exhibit="" if is_shut else said.exhibit,
        written_on=said.written_on,
        note="" if is_shut else said.note,
        about=people.get(str(line.victim_id), ""),
        belongs=things.get(said.belongs, ""),
        sensitivity="" if said.sensitivity == NORMAL else say(SENSITIVITY, said.sensitivity, current()).split(":")[0],
        is_shut=is_shut,
        cautions=[CAUTIONS[caution] for caution in document.cautions],
        pages=document.pages,
        may_be_cleaned=document.may_be_cleaned,
        version=line.version,
        size=size(line.size),
        added_at=line.added_at,
        added_by=line.added_by,
    )


def size(count: int) -> str:
    """A length in bytes as people read it, with the decimal sign of the reader's language."""
    value, unit = Decimal(count), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    decimals = 1 if unit > 1 and value % 1 else 0
    return f"{format_number(round(value, decimals), current(), decimals)} {_UNITS[unit]}"


Options = list[tuple[str, str]]


def people(case: Case) -> Options:
    """(id, code name) of whoever has a record."""
    return [(str(one.id), one.code_name) for one in victims.with_records(case)]


def things(case: Case, *, keep: str | None = None) -> Options:
    """("hearing:<id>", words) of the proceedings, hearings and claims of the case.

    `keep`: to be chosen from, so without hearings that were entered in error, but for this one; None: all.
    """
    lanes = [(f"proceeding:{one.id}", one.graph.name(current())) for one in proceedings.tracks(case)]
    held = hearings_shown.rows(hearings.of_case(case), case.country, current(), today())
    meant = [one for one in held if keep in (None, f"hearing:{one.id}") or not one.is_entered_in_error]
    days = [(f"hearing:{one.id}", f"{one.what}, {one.when}") for one in meant]
    asked = [(f"claim:{id_}", _("Claim: %(name)s", name=name)) for id_, name in ports.claim_names(case)]
    return [*lanes, *days, *asked]
