"""Who may be one person in two cases, or on both sides, and who checked a name? Told to whoever may know, answered by coordinators."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from werkzeug.exceptions import NotFound

from litigation_app import ledger, vault
from litigation_app.accounts import queries as people
from litigation_app.casework.cases import openings
from litigation_app.casework.cases.notices.actions import tell
from litigation_app.casework.cases.notices.rules import SHOWN_FOR, Kind
from litigation_app.casework.clients.searches import queries as searches
from litigation_app.casework.clients.searches.actions import SHARED, record
from litigation_app.casework.lists.search import queries
from litigation_app.casework.lists.search.queries import Line
from litigation_app.core import clock
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.vault import Capsule
from litigation_app.vault.name_search import duplicates

TO_SETTLE = May.SETTLE_DUPLICATE
TOLD = ("conflict", "none", "talk")  # by the desk; what was answered in person it does not tell
TABLE, CAPSULE, READ = "conflict_check", "conflict_answer", "read_answer"
MOST_ANSWERED = 50  # on one page, the last ones


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
    """Two persons with the same number of this kind. `may_agree`: that our office is named to the other.

    `answer`: a code of rules, by whom and when; "": nobody has answered.
    """

    id: UUID
    kind: str
    first: Side
    second: Side
    found_at: datetime
    may_settle: bool
    may_agree: bool
    answer: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether both sides are known, so that somebody can find out whether they are one person."""
        return self.first.is_known and self.second.is_known

    @property
    def line(self) -> Line:
        """Of a check: the person whose name it was. Raises NotFound where the data were erased meanwhile."""
        return or_not_found(self.first.line or self.second.line)

    @property
    def asker(self) -> str:
        """Of a check: who made it."""
        return self.first.asker or self.second.asker


class Late(Exception):
    """Somebody else has answered meanwhile, and the answer stands."""


class Answered(NamedTuple):
    """A check of hers that was answered. Nothing of whom it was about."""

    id: UUID
    asked_at: datetime
    answer: str
    by: str
    at: datetime
    has_words: bool


def sorted_out(found: Sequence[Pair]) -> dict[str, list[Any]]:
    """Names that somebody checked and who waits for an answer ("checks"), two records to be compared ("pairs"), what was answered."""
    answered, found = [one for one in found if one.answer], [one for one in found if not one.answer]
    checks = [pair for pair in found if pair.kind == duplicates.CHECKED]
    seen = [pair for pair in checks if pair.first.line or pair.second.line]
    pairs = [pair for pair in found if pair.kind != duplicates.CHECKED]
    return {"checks": seen, "pairs": pairs, "answered": answered}


def shared_numbers(actor: Actor, case_id: UUID | None = None) -> list[Pair]:
    """The pairs of which she may see both, and those of which she is told as coordinator of one; the last answered ones with them.

    An ethical wall before either of the two hides the pair from her. Looking is a search. Raises TooManySearches.
    """
    record(actor, SHARED)
    return [*_pairs(actor, partial(duplicates.pairs, case_id=case_id)), *_settled(actor, case_id)]


def _settled(actor: Actor, case_id: UUID | None = None) -> list[Pair]:
    return _pairs(actor, partial(duplicates.settled, case_id=case_id, most=MOST_ANSWERED))


def _pairs(actor: Actor, found: Callable[[ColumnElement[bool]], list[duplicates.Pair]]) -> list[Pair]:
    hers = found(duplicates.seen(searches.is_hers(actor), none=queries.is_behind_ethical_wall_of(actor)))
    ours = found(_told(actor))
    of_us = {pair.id for pair in ours}
    every = list({pair.id: pair for pair in (*hers, *ours)}.values())
    names = people.names({pair.settled_by for pair in every if pair.settled_by})
    subjects = {subject for pair in every for subject in (pair.first, pair.second)}
    lines = queries.persons(actor, subjects) | queries.accused(actor, subjects)
    named = {pair.first_case for pair in every if pair.first_agreed_by}
    offices = queries.offices_of(named | {pair.second_case for pair in every if pair.second_agreed_by})
    askers = queries.askers(
        {one for pair in every if pair.kind == duplicates.CHECKED for one in (pair.first, pair.second)}
    )
    shown = [(pair, _shown(pair, lines, offices, askers, may_settle=pair.id in of_us)) for pair in every]
    return [
        pair._replace(
            answer=one.verdict or "", by=names.get(one.settled_by, "") if one.settled_by else "", at=one.settled_at
        )
        for one, pair in shown
    ]


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
    settles, sees = searches.is_hers(actor, TO_SETTLE), searches.is_hers(actor)
    return duplicates.told(settles, sees, none=queries.is_behind_ethical_wall_of(actor))


def waiting(actor: Actor) -> Count:
    """How many pairs and checks for a conflict wait for her as coordinator, for the navigation."""
    return Count(_to_settle(actor), duplicates.quiet())


@lru_cache(maxsize=256)
def _to_settle(actor: Actor) -> Select[int]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return duplicates.counting(_told(actor))


def to_settle(actor: Actor, pair_id: UUID) -> Pair:
    """A pair that is hers to settle; raises Late, and NotFound for any other and for none alike, and for a check."""
    try:
        return _hers(actor, pair_id, is_check=False)
    except NotFound:
        if any(one.id == pair_id and one.may_settle for one in _settled(actor)):
            raise Late from None
        raise


def to_answer(actor: Actor, pair_id: UUID) -> Pair:
    """A check for a conflict that is hers to answer; raises NotFound for any other and for none alike."""
    return _hers(actor, pair_id, is_check=True)


def _hers(actor: Actor, pair_id: UUID, *, is_check: bool) -> Pair:
    mine = (one for one in _pairs(actor, duplicates.pairs) if one.id == pair_id and one.may_settle)
    return or_not_found(next((one for one in mine if (one.kind == duplicates.CHECKED) == is_check), None))


def agree(actor: Actor, pair_id: UUID) -> None:
    """Let her office be named to that of the other; raises NotFound for a pair of which nobody asks her."""
    pair = to_settle(actor, pair_id)
    if not pair.may_agree or not duplicates.agree(pair.id, is_first=pair.first.line is not None, by=actor.id):
        raise NotFound
    ledger.write(act="agree_duplicate", by=actor.id, of=f"duplicate:{pair_id}")


def settle(actor: Actor, pair: Pair, verdict: str) -> None:
    """Write down what became of it; raises Late where somebody else has."""
    if not duplicates.settle(pair.id, verdict, by=actor.id):
        raise Late
    ledger.write(act="settle_duplicate", by=actor.id, of=f"duplicate:{pair.id}", facts={"verdict": verdict})


def answer(actor: Actor, check: Pair, answer: str, words: str) -> None:
    """Tell whoever checked the name, unless it was done in person. Raises NotFound where somebody else has answered."""
    case_id, reference = check.line.case_id, check.line.reference
    asker = or_not_found(or_not_found(duplicates.settle(check.id, answer, by=actor.id)).later)
    vault.remove(table=TABLE, row=check.id)  # of an earlier answer: the name was checked again
    if words:
        vault.seal(subject=case_id, table=TABLE, row=check.id, capsule=CAPSULE, content={"text": words})
    if answer in TOLD:
        tell(actor, [asker], Kind.CHECK_ANSWERED, check.id)
    facts = {"ref": reference, "answer": answer}
    ledger.write(act="answer_check", by=actor.id, of=_of(check.id), case_id=case_id, facts=facts)


def answered(actor: Actor) -> list[Answered]:
    """The answers of the last weeks to her checks, the newest first."""
    with rowguard.system("conflict_answers"):
        found = duplicates.answered(actor.id, TOLD, since=clock.now() - SHOWN_FOR)
        with_words = _with_words([one.id for one in found])
    names = people.names({one.by for one in found})
    return [Answered(one.id, one.asked_at, one.answer, names[one.by], one.at, one.id in with_words) for one in found]


def _with_words(checks: Sequence[UUID]) -> set[UUID]:
    if not checks:
        return set()
    return set(db.session.scalars(select(Capsule.row).where(Capsule.table == TABLE, Capsule.row.in_(checks))))


def open_words(actor: Actor, check_id: UUID) -> UUID:
    """Note that she reads the words of an answer to her; the id of this opening. Raises NotFound for any other."""
    return openings.opened(actor, READ, _of(check_id), _case_of(actor, check_id))


def read_words(actor: Actor, check_id: UUID, opening_id: UUID, *, minutes: int) -> str:
    """What she was answered in words, under her live opening. Raises OpeningOver; NotFound where it was taken back."""
    case_id = _case_of(actor, check_id)
    ticket = openings.redeemed(actor, READ, _of(check_id), opening_id, minutes=minutes)
    with rowguard.system("conflict_answers"):
        return str(vault.open(ticket, subject=case_id, table=TABLE, row=check_id, capsule=CAPSULE)["text"])


def _case_of(actor: Actor, check_id: UUID) -> UUID:
    """In which case the words of this answer to her are kept. Raises NotFound unless there are any."""
    with rowguard.system("conflict_answers"):
        found = duplicates.answered(actor.id, TOLD, since=clock.now() - SHOWN_FOR)
        case_id = next((one.case_id for one in found if one.id == check_id), None)
        if case_id is None or not _with_words([check_id]):
            raise NotFound
    return case_id


def forget(subject: UUID) -> int:
    """Remove what was answered in words about an erased person, in this request's transaction; how often it was."""
    checks = _with_words(duplicates.checks_of(subject))
    for one in checks:
        vault.remove(table=TABLE, row=one)
    return len(checks)


def _of(check_id: UUID) -> str:
    return f"duplicate:{check_id}"
