"""Find a person by name or number, written down before anything is looked up; settle whether two are one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, Select, select, union_all
from werkzeug.exceptions import NotFound

from litigation_app import ledger
from litigation_app.accounts import limits
from litigation_app.casework.cases.models import Case
from litigation_app.casework.courtfiles.models import CourtFile
from litigation_app.casework.search import queries, rules
from litigation_app.casework.search.queries import Line
from litigation_app.casework.search.rules import MOST
from litigation_app.casework.victims.models import Victim
from litigation_app.casework.victims.rules import CONFLICT
from litigation_app.core import clock, rowguard
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.vault import duplicates, numbers, sketches, tokens

TO_SETTLE = May.SETTLE_DUPLICATE
CODE_NAME = "code-name"
NAME, NUMBER, SAVED, SHARED = (
    "name",
    "number",
    "saved",
    "shared",
)  # what a search was: typed, or what a save and a look compare


class TooManySearches(Exception):
    """She has used up her searches of this hour; `until`: when the next one is free."""

    def __init__(self, until: datetime, most: int) -> None:
        super().__init__()
        self.until, self.most = until, most


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

    `is_told`: coordinators are told where the name stands in a case that she may not see.
    """

    hits: list[Hit]
    has_more: bool = False
    is_misspelt: bool = False
    is_told: bool = False


class Side(NamedTuple):
    """One of two persons who share a number; `line` None: she may not see her, and `office` is whom to ask, once it agreed.

    `asker`: no person, but who checked the name of the other for a conflict of interest, and where she works.
    """

    line: Line | None
    office: str
    asker: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.line or self.office or self.asker)


class Pair(NamedTuple):
    """Two persons with the same number of this kind. `may_agree`: that our office is named to the other."""

    id: UUID
    kind: str
    first: Side
    second: Side
    found_at: datetime
    may_settle: bool
    may_agree: bool

    @property
    def is_known(self) -> bool:
        """Whether both sides are known, so that somebody can find out whether they are one person."""
        return self.first.is_known and self.second.is_known


def search(actor: Actor, asked: Asked) -> Answer:
    """Which client or accused is called so or has this number, among those whom she may open. Raises TooManySearches.

    Where a name is checked for a conflict, coordinators are told whom she may not see; she learns nothing of it.
    """
    is_number, is_check = bool(numbers.kinds_of(asked.typed)), asked.purpose == CONFLICT
    record(actor, NUMBER if is_number else NAME, asked.typed, purpose=asked.purpose)
    found = _by_number(actor, asked.typed) if is_number else _by_name(actor, asked.typed, asked.year)
    named = [Hit(one, "", 0, CODE_NAME) for one in queries.by_code_name(actor, asked.typed)]
    hits = [_warned(hit, is_check=is_check) for hit in (*named, *found.hits)][:MOST]
    if is_check and not is_number:
        _tell(actor, asked)
    return replace(found, hits=hits, is_told=is_check and not is_number)


def _warned(hit: Hit, *, is_check: bool) -> Hit:
    is_accused = hit.line.is_accused
    return hit._replace(is_warning=rules.may_conflict(hit.how, is_accused=is_accused, is_check=is_check))


def _tell(actor: Actor, asked: Asked) -> None:
    sketch = sketches.Sketch(asked.typed, "", birth_year=asked.year or None)
    same = [one for table in (sketches.VICTIM, sketches.ACCUSED) for one in sketches.same(sketch, table=table)]
    duplicates.note_check(actor.id, same, sees=queries.is_hers(actor))


def record(actor: Actor, kind: str, typed: str = "", *, purpose: str | None = None) -> None:
    """Write down who compares and why, before anything is compared; of the words a mark is kept that only our keys can make.

    Raises TooManySearches.
    """
    most, until = _limit(actor)
    _write(
        actor, {"kind": kind} | ({"mark": tokens.query_mark(typed)} if typed else {}), purpose, is_free=until is None
    )
    if until:
        raise TooManySearches(until, most)


def require_room(actor: Actor, many: int) -> None:
    """What is saved together is compared together: so many searches, or none is spent. Raises TooManySearches."""
    most, until = _limit(actor, many)
    if until:
        _write(actor, {"kind": SAVED}, None, is_free=False)
        raise TooManySearches(until, most)


def _limit(actor: Actor, many: int = 1) -> tuple[int, datetime | None]:
    """How often she may search within an hour, and from when she may so many times again; None: now."""
    most = int(current_app.extensions["config"].searches_per_hour)
    return most, rules.free_again(queries.searched(actor, most), clock.now(), most, many)


def _write(actor: Actor, facts: Mapping[str, str | int], purpose: str | None, *, is_free: bool) -> None:
    ledger.append_alone(
        act=queries.ACT,
        by=actor.id,
        of="sketches",
        session_id=actor.session_id,
        purpose=purpose,
        outcome="done" if is_free else "throttled",
        facts=facts,
    )


def note_retry(actor: Actor) -> None:
    """She replaced a name or gave a new record up: whoever does so again and again may be trying who is known here."""
    limits.take(actor, limits.RETRIES, rules.MOST_RETRIES)


def note_given_up(actor: Actor, added_at: datetime) -> None:
    """The same, of a record that is to be erased and was added only lately."""
    if clock.now() - added_at < rules.YOUNG:
        note_retry(actor)


def _by_name(actor: Actor, typed: str, year: int) -> Answer:
    sight, alike = sketches.Sight(*queries.sight(actor)), []
    for table, seen in ((sketches.VICTIM, queries.persons), (sketches.ACCUSED, queries.accused)):
        found = sketches.find(typed, sight, year=year, most=MOST + 1, table=table)
        lines = seen(actor, [match.subject for match in found])
        alike += [(one, lines[one.subject]) for one in found if one.subject in lines]
    alike.sort(key=lambda pair: -pair[0].likeness)
    hits = [
        Hit(line, rules.initials(one.initials), one.year, rules.how_alike(one.likeness, one.answered))
        for one, line in alike
    ]
    return Answer(hits[:MOST], has_more=len(hits) > MOST)


def _by_number(actor: Actor, typed: str) -> Answer:
    within = queries.is_hers(actor)
    found = tokens.find(typed, queries.countries(actor), within=within, most=MOST + 1)
    whose = list(dict.fromkeys((_whose(one), one.kind) for one in found))
    ids = [id_ for id_, _kind in whose]
    lines = queries.cases(actor, ids) | queries.persons(actor, ids)
    hits = [Hit(lines[id_], "", 0, kind) for id_, kind in whose if id_ in lines]
    is_personal = numbers.NATIONAL_ID in numbers.kinds_of(typed)
    return Answer(
        hits[:MOST],
        has_more=len(hits) > MOST,
        is_misspelt=is_personal and not numbers.has_check_digit(typed),
    )


def _whose(found: tokens.Found) -> UUID:
    """The person, or the case that has such a file at a court."""
    return found.case_id if found.kind == numbers.FILE_NUMBER else found.subject


def cases_numbered(actor: Actor, typed: str) -> list[UUID]:
    """Her cases that have this number at a court, at most MOST; on record first, as every search. Raises TooManySearches."""
    if numbers.FILE_NUMBER not in numbers.kinds_of(typed):
        return []
    record(actor, NUMBER, typed)
    found = tokens.find(typed, (), within=queries.is_hers(actor), most=MOST)
    return list(dict.fromkeys(one.case_id for one in found if one.kind == numbers.FILE_NUMBER))


def shared_numbers(actor: Actor, victim_id: UUID | None = None) -> list[Pair]:
    """The pairs that nobody has settled: those of which she may see both, and those of which she is told as coordinator of one.

    A wall before either of the two hides the pair from her. Looking is a search. Raises TooManySearches.
    """
    record(actor, SHARED)
    return _pairs(actor, victim_id)


def _pairs(actor: Actor, victim_id: UUID | None = None) -> list[Pair]:
    hers = duplicates.pairs(
        duplicates.seen(queries.is_hers(actor), none=queries.is_walled_from(actor)), subject=victim_id
    )
    ours = duplicates.pairs(_told(actor), subject=victim_id)
    of_us = {pair.id for pair in ours}
    every = list({pair.id: pair for pair in (*hers, *ours)}.values())
    subjects = {subject for pair in every for subject in (pair.first, pair.second)}
    lines = queries.persons(actor, subjects) | queries.accused(actor, subjects)
    named = {pair.first_case for pair in every if pair.first_agreed_by}
    offices = queries.offices_of(named | {pair.second_case for pair in every if pair.second_agreed_by})
    askers = queries.askers(
        {one for pair in every if pair.kind == duplicates.CHECKED for one in (pair.first, pair.second)}
    )
    return [_shown(pair, lines, offices, askers, may_settle=pair.id in of_us) for pair in every]


def _shown(
    pair: duplicates.Pair,
    lines: dict[UUID, Line],
    offices: dict[UUID, str],
    askers: dict[UUID, str],
    *,
    may_settle: bool,
) -> Pair:
    if pair.kind == duplicates.CHECKED:
        first, second = (Side(lines.get(one), "", askers.get(one, "")) for one in (pair.first, pair.second))
        return Pair(pair.id, pair.kind, first, second, pair.found_at, may_settle, may_agree=False)
    first = Side(lines.get(pair.first), offices.get(pair.first_case, "") if pair.first_agreed_by else "")
    second = Side(lines.get(pair.second), offices.get(pair.second_case, "") if pair.second_agreed_by else "")
    is_first_asked = first.line is not None and second.line is None and pair.first_agreed_by is None
    is_second_asked = second.line is not None and first.line is None and pair.second_agreed_by is None
    may_agree = may_settle and (is_first_asked or is_second_asked)
    return Pair(pair.id, pair.kind, first, second, pair.found_at, may_settle, may_agree)


def _told(actor: Actor) -> ColumnElement[bool]:
    settles, sees = queries.is_hers(actor, TO_SETTLE), queries.is_hers(actor)
    return duplicates.told(settles, sees, none=queries.is_walled_from(actor))


def count_shared(actor: Actor) -> int:
    """How many of them wait for her as coordinator."""
    return duplicates.count(_to_settle(actor))


@lru_cache(maxsize=256)
def _to_settle(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return duplicates.counting(_told(actor))


def to_settle(actor: Actor, pair_id: UUID) -> Pair:
    """A pair that is hers to settle; raises NotFound for any other and for none alike."""
    found = next((one for one in _pairs(actor) if one.id == pair_id and one.may_settle), None)
    if found is None:
        raise NotFound
    return found


def agree(actor: Actor, pair_id: UUID) -> None:
    """Let her office be named to that of the other; raises NotFound for a pair of which nobody asks her."""
    pair = to_settle(actor, pair_id)
    if not pair.may_agree or not duplicates.agree(pair.id, is_first=pair.first.line is not None, by=actor.id):
        raise NotFound
    ledger.write(act="agree_duplicate", by=actor.id, of=f"duplicate:{pair_id}")


def settle(actor: Actor, pair: Pair, verdict: str) -> None:
    """Write down whether the two are one person; raises NotFound where somebody else has."""
    if not duplicates.settle(pair.id, verdict, by=actor.id):
        raise NotFound
    ledger.write(act="settle_duplicate", by=actor.id, of=f"duplicate:{pair.id}", facts={"verdict": verdict})


def reindex(kind: str, *, by: UUID | None) -> int:
    """Make the marks of one kind of number anew after its key was changed; how many. In this transaction."""
    if kind == numbers.FILE_NUMBER:
        files = select(CourtFile.id, Case.id, Case.country).join(Case, Case.id == CourtFile.case_id)
        wanted: Any = union_all(select(Case.id, Case.id, Case.country), files)
    else:
        wanted = select(Victim.id, Case.id, Case.country).join(Case, Case.id == Victim.case_id)
    with rowguard.system("reindex"):
        places = {subject: (case_id, country) for subject, case_id, country in db.session.execute(wanted)}
        return tokens.reindex(kind, places, by=by)
