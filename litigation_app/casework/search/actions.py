"""Find a person by name or number, written down before anything is looked up; settle whether two are one."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.search import queries, rules
from litigation_app.casework.search.queries import Line
from litigation_app.casework.search.rules import MOST
from litigation_app.casework.victims.models import Victim
from litigation_app.core import clock, rowguard
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.vault import duplicates, numbers, sketches, tokens

TO_SETTLE = May.SETTLE_DUPLICATE
CODE_NAME = "code-name"


class TooManySearches(Exception):
    """She has used up her searches of this hour; `until`: when the next one is free."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class Asked(NamedTuple):
    """A name or number as it was typed, the year of birth (0: not typed), the code of a purpose."""

    typed: str
    year: int
    purpose: str


class Hit(NamedTuple):
    """Somebody who was found. `how`: a code of rules, or the kind of number; `year` 0 and "" where nothing is known or told."""

    line: Line
    initials: str
    year: int
    how: str


@dataclass(frozen=True)
class Answer:
    """What a search found. `has_more`: more than are shown. `is_misspelt`: the check digit of a personal number is wrong."""

    hits: list[Hit]
    has_more: bool = False
    is_misspelt: bool = False


class Side(NamedTuple):
    """One of two persons who share a number; `line` None: she may not see her, and `office` says whom to ask."""

    line: Line | None
    office: str


class Pair(NamedTuple):
    """Two persons with the same number of this kind."""

    id: int
    kind: str
    first: Side
    second: Side
    found_at: datetime
    may_settle: bool


def search(actor: Actor, asked: Asked, *, most_per_hour: int) -> Answer:
    """Who is called so or has this number, among those whom she may open; raises TooManySearches.

    Who asks and why is in the ledger before anything is compared; of the words it keeps a mark that only our keys can make.
    """
    is_number = bool(numbers.kinds_of(asked.typed))
    until = rules.free_again(queries.searched(actor, most_per_hour), clock.now(), most_per_hour)
    ledger.append_alone(
        act=queries.ACT,
        by=actor.id,
        of="sketches",
        session_id=actor.session_id,
        purpose=asked.purpose,
        outcome="throttled" if until else "done",
        facts={"mark": tokens.query_mark(asked.typed), "kind": "number" if is_number else "name"},
    )
    if until:
        raise TooManySearches(until)
    found = _by_number(actor, asked.typed) if is_number else _by_name(actor, asked.typed, asked.year)
    named = [Hit(one, "", 0, CODE_NAME) for one in queries.by_code_name(actor, asked.typed)]
    return replace(found, hits=[*named, *found.hits][:MOST])


def _by_name(actor: Actor, typed: str, year: int) -> Answer:
    sight = sketches.Sight(*queries.sight(actor))
    found = sketches.find(typed, sight, year=year, most=MOST + 1)
    lines = queries.persons(actor, [match.subject for match in found])
    hits = [
        Hit(lines[one.subject], rules.initials(one.initials), one.year, rules.how_alike(one.likeness, one.answered))
        for one in found
        if one.subject in lines
    ]
    return Answer(hits[:MOST], has_more=len(hits) > MOST)


def _by_number(actor: Actor, typed: str) -> Answer:
    within = queries.is_hers(actor)
    found = tokens.find(typed, queries.countries(actor), within=within, most=MOST + 1)
    ids = [one.subject for one in found]
    lines = queries.cases(actor, ids) | queries.persons(actor, ids)
    hits = [Hit(lines[one.subject], "", 0, one.kind) for one in found if one.subject in lines]
    is_personal = numbers.NATIONAL_ID in numbers.kinds_of(typed)
    return Answer(
        hits[:MOST],
        has_more=len(hits) > MOST,
        is_misspelt=is_personal and not numbers.has_check_digit(typed),
    )


def shared_numbers(actor: Actor, victim_id: UUID | None = None) -> list[Pair]:
    """The pairs that nobody has settled: those of which she may see both, and of which she coordinates the office of one.

    A wall before either of the two hides the pair from her.
    """
    walled = queries.is_walled_from(actor)
    hers = duplicates.pairs(one=queries.is_hers(actor), none=walled, both=True, subject=victim_id)
    ours = duplicates.pairs(one=queries.is_hers(actor, TO_SETTLE), none=walled, subject=victim_id)
    of_us = {pair.id for pair in ours}
    every = list({pair.id: pair for pair in (*hers, *ours)}.values())
    subjects = {subject for pair in every for subject in (pair.first, pair.second)}
    lines = queries.persons(actor, subjects) | queries.accused(actor, subjects)
    offices = queries.offices_of({case_id for pair in every for case_id in (pair.first_case, pair.second_case)})
    return [
        Pair(
            pair.id,
            pair.kind,
            Side(lines.get(pair.first), offices.get(pair.first_case, "")),
            Side(lines.get(pair.second), offices.get(pair.second_case, "")),
            pair.found_at,
            pair.id in of_us,
        )
        for pair in every
    ]


def count_shared(actor: Actor) -> int:
    """How many of them wait for her as coordinator."""
    return db.session.scalar(_to_settle(actor)) or 0


@lru_cache(maxsize=256)
def _to_settle(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return duplicates.counting(one=queries.is_hers(actor, TO_SETTLE), none=queries.is_walled_from(actor))


def settle(actor: Actor, pair_id: int, verdict: str) -> None:
    """Write down whether the two are one person; raises NotFound for a pair that is not hers to settle."""
    ours = duplicates.pairs(one=queries.is_hers(actor, TO_SETTLE), none=queries.is_walled_from(actor))
    if pair_id not in {pair.id for pair in ours} or not duplicates.settle(pair_id, verdict, by=actor.id):
        raise NotFound
    ledger.write(act="settle_duplicate", by=actor.id, of=f"duplicate:{pair_id}", facts={"verdict": verdict})


def reindex(kind: str, *, by: UUID | None) -> int:
    """Make the marks of one kind of number anew after its key was changed; how many. In this transaction."""
    if kind == numbers.FILE_NUMBER:
        wanted = select(Case.id, Case.id, Case.country)
    else:
        wanted = select(Victim.id, Case.id, Case.country).join(Case, Case.id == Victim.case_id)
    with rowguard.system("reindex"):
        places = {subject: (case_id, country) for subject, case_id, country in db.session.execute(wanted)}
        return tokens.reindex(kind, places, by=by)
