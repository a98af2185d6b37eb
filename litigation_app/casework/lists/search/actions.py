"""Find a person by name or number, written down before anything is looked up."""

from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import CONFLICT
from litigation_app.casework.clients.searches.actions import NAME, NUMBER, record
from litigation_app.casework.clients.searches.queries import is_hers
from litigation_app.casework.clients.searches.rules import MOST
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.search import queries, rules
from litigation_app.casework.lists.search.queries import Line
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.vault.name_search import blind_index, duplicates, identifiers, index

CODE_NAME = "code-name"


class Asked(NamedTuple):
    """A name or number as it was typed, the year of birth (0: not typed), the code of a purpose."""

    typed: str
    year: int
    purpose: str


class Hit(NamedTuple):
    """Somebody who was found. `how`: a code of rules, or the kind of number; `year` 0 and "" where nothing is known or told.

    `is_warning`: it may be a conflict of interest.
    """

    line: Line
    initials: str
    year: int
    how: str
    is_warning: bool = False


@dataclass(frozen=True)
class Answer:
    """What a search found. `has_more`: more than are shown. `is_misspelt`: the check digit of a personal number is wrong.

    `is_told`: coordinators are told where the name stands in a case that she may not see; `is_half`: it is one word, and
    nobody is called by that alone.
    """

    hits: list[Hit]
    has_more: bool = False
    is_misspelt: bool = False
    is_told: bool = False
    is_half: bool = False


def search(actor: Actor, asked: Asked) -> Answer:
    """Which client or accused is called so or has this number, among those whom she may open. Raises TooManySearches.

    Where a name is checked for a conflict, coordinators are told whom she may not see; she learns nothing of it.
    """
    is_number, is_check = bool(identifiers.kinds_of(asked.typed)), asked.purpose == CONFLICT
    record(actor, NUMBER if is_number else NAME, asked.typed, purpose=asked.purpose)
    found = _by_number(actor, asked.typed) if is_number else _by_name(actor, asked.typed, asked.year)
    named = [Hit(one, "", 0, CODE_NAME) for one in queries.by_code_name(actor, asked.typed)]
    hits = [_warned(hit, is_check=is_check) for hit in (*named, *found.hits)][:MOST]
    if is_check and not is_number:
        _tell(actor, asked)
    is_half = len(asked.typed.split()) < 2  # of what was typed alone, so that it tells nothing of anybody
    is_told = is_check and not is_number
    return replace(found, hits=hits, is_told=is_told and not is_half, is_half=is_told and is_half)


def _warned(hit: Hit, *, is_check: bool) -> Hit:
    is_accused = hit.line.is_accused
    return hit._replace(is_warning=rules.may_conflict(hit.how, is_accused=is_accused, is_check=is_check))


def _tell(actor: Actor, asked: Asked) -> None:
    sketch = index.Sketch(asked.typed, "", birth_year=asked.year or None)
    same = [one for table in (index.VICTIM, index.ACCUSED) for one in index.same(sketch, table=table)]
    duplicates.note_check(actor.id, same, sees=is_hers(actor))


def _by_name(actor: Actor, typed: str, year: int) -> Answer:
    sight, alike = index.Sight(*queries.sight(actor)), []
    for table, seen in ((index.VICTIM, queries.persons), (index.ACCUSED, queries.accused)):
        found = index.find(typed, sight, year=year, most=MOST + 1, table=table)
        lines = seen(actor, [match.subject for match in found])
        alike += [(one, lines[one.subject]) for one in found if one.subject in lines]
    alike.sort(key=lambda pair: -pair[0].likeness)
    hits = [
        Hit(line, rules.initials(one.initials), one.year, rules.how_alike(one.likeness, one.answered))
        for one, line in alike
    ]
    return Answer(hits[:MOST], has_more=len(hits) > MOST)


def _by_number(actor: Actor, typed: str) -> Answer:
    within = is_hers(actor)
    found = blind_index.find(typed, queries.countries(actor), within=within, most=MOST + 1)
    whose = list(
        dict.fromkeys((one.case_id if one.kind == identifiers.FILE_NUMBER else one.subject, one.kind) for one in found)
    )
    ids = [id_ for id_, _kind in whose]
    lines = queries.cases(actor, ids) | queries.persons(actor, ids)
    hits = [Hit(lines[id_], "", 0, kind) for id_, kind in whose if id_ in lines]
    is_personal = identifiers.NATIONAL_ID in identifiers.kinds_of(typed)
    return Answer(
        hits[:MOST],
        has_more=len(hits) > MOST,
        is_misspelt=is_personal and not identifiers.has_check_digit(typed),
    )


def cases_numbered(actor: Actor, typed: str) -> list[UUID]:
    """Her cases that have this number at a court, one more than MOST if there are more; on record first, as every search.

    Raises TooManySearches.
    """
    if identifiers.FILE_NUMBER not in identifiers.kinds_of(typed):
        return []
    record(actor, NUMBER, typed)
    return blind_index.cases_of_file(typed, within=is_hers(actor), most=MOST + 1)


def reindex(kind: str, *, by: UUID | None) -> int:
    """Make the marks of one kind of number anew after its key was changed; how many. In this transaction."""
    owner = CourtFile if kind == identifiers.FILE_NUMBER else Victim
    wanted = select(owner.id, Case.id, Case.country).join(Case, Case.id == owner.case_id)
    with rowguard.system("reindex"):
        places = {subject: (case_id, country) for subject, case_id, country in db.session.execute(wanted)}
        return blind_index.reindex(kind, places, by=by)
