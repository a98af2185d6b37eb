"""What happens in the 100,000 cases of the bench: a proceeding each, hearings, deadlines, clients to warn, a claim."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, insert, select, update

from bench import chain
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.law.graph import Side

BATCH = 10_000
HEARINGS = 2  # of each case, one behind us and one ahead
DAYS_BACK, DAYS_AHEAD = 1000, 240  # over how many days the hearings lie
ENDED, BARE, ASKING = 5, 7, 499  # every so many cases: over, without a next date, somebody to warn
RETURNED, UNFILED = 101, 103  # every so many cases: its claim was returned; was approved and is not filed
Row = dict[str, Any]


def furnish(today: date) -> None:
    """Give every case what it would have by now; must run in an app context."""
    columns = (Case.id, Case.country, Case.forum, Case.office_id, Case.created_by, Case.law_version, Case.opened_on)
    cases = [row._asdict() for row in db.session.execute(select(*columns).order_by(Case.opened_on, Case.reference))]
    db.session.rollback()
    for start in range(0, len(cases), BATCH):
        some = cases[start : start + BATCH]
        for place, case in enumerate(some, start):
            case |= {"place": place, "proceeding": uuid4(), "until": _until(place, today)}
        with committing():
            _put(Proceeding, some, _proceedings)
            _put(Hearing, some, lambda case: _hearings(case, today))
            _put(Deadline, some, lambda case: _deadlines(case, today))
            _put(Record, some, lambda case: _records(case, today))
            _claim(some)
            _date(some, today)


def _until(place: int, today: date) -> date | None:
    """The next date of a case; None for one in BARE."""
    return None if place % BARE == 0 else today + timedelta(days=1 + place % DAYS_AHEAD)


def _put(model: type, cases: list[Row], rows: Callable[[Row], Iterator[Row]]) -> None:
    db.session.execute(insert(model), [row for case in cases for row in rows(case)])


def _claim(cases: list[Row]) -> None:
    """A client with a claim in every case, some of which came back from review."""
    victims = [chain.victim(case) for case in cases]
    claims = [chain.claim(case, her["id"]) | _back(case) for case, her in zip(cases, victims, strict=True)]
    reviews = [_review(case, one) for case, one in zip(cases, claims, strict=True) if one["state"] != "submitted"]
    for model, rows in ((Victim, victims), (Claim, claims), (Review, reviews)):
        db.session.execute(insert(model), rows)


def _back(case: Row) -> Row:
    if case["place"] % RETURNED == 0:
        return {"state": "returned", "approved_by": None, "filed_on": None}
    return {"state": "approved", "filed_on": None} if case["place"] % UNFILED == 0 else {}


def _review(case: Row, claim: Row) -> Row:
    is_returned = claim["state"] == "returned"
    return {
        "id": uuid4(),
        "claim_id": claim["id"],
        "version": claim["version"],
        "verdict": "returned" if is_returned else "approved",
        "reasons": ["late"] if is_returned else [],
        "row_reasons": {},
        "by": case["created_by"],
        "at": clock.now(),
    }


def _date(cases: list[Row], today: date) -> None:
    """Repeat on each case until when it has a date, and that it is over."""
    table = Case.__table__
    wanted = update(table).where(table.c.id == bindparam("case"))  # type: ignore[arg-type]
    values = wanted.values(dated_until=bindparam("until"), ended_on=bindparam("ended"), is_over=bindparam("over"))
    ended = [today if case["place"] % ENDED == 0 else None for case in cases]
    said = [
        {"case": case["id"], "until": case["until"], "ended": end, "over": end is not None}
        for case, end in zip(cases, ended, strict=True)
    ]
    db.session.connection().execute(values, said)


def _proceedings(case: Row) -> Iterator[Row]:
    graph = loader.load(case["country"]).family("criminal", case["forum"])[0]
    yield {
        "id": case["proceeding"],
        "case_id": case["id"],
        "procedure": graph.id,
        "family": graph.family,
        "forum": case["forum"],
        "court_id": None,
        "law_version": case["law_version"],
        "begun_on": case["opened_on"],
        "position": 1,
    }


def _of_case(case: Row) -> Row:
    return {"id": uuid4(), "case_id": case["id"], "office_id": case["office_id"], "proceeding_id": case["proceeding"]}


def _hearings(case: Row, today: date) -> Iterator[Row]:
    back = today - timedelta(days=case["place"] * 7 % DAYS_BACK)
    for on in (back, case["until"] or back)[:HEARINGS]:
        is_ahead = on > today
        yield _of_case(case) | {
            "kind": "main_hearing",
            "on": on,
            "at": time(9 + case["place"] % 6, 30),
            "must_come": ["counsel"],
            "state": "scheduled" if is_ahead else "held",
            "has_note": False,
            "recorded_by": case["created_by"],
            "recorded_at": clock.now(),
            "row_version": 1,
        }


def _deadlines(case: Row, today: date) -> Iterator[Row]:
    """One of each side, each open in two cases of three; the authority's has no day yet in half of them."""
    graph = loader.load(case["country"]).family("criminal", case["forum"])[0]
    rules = [step.rule for step in graph.leaving("first_instance_judgment") if step.rule]
    for place, side in enumerate(Side):
        rule = next(one for one in rules if one.side is side)
        number = case["place"] + place
        act_by = today + timedelta(days=number % 90 - 10)
        is_bare = side is Side.AUTHORITY and number % 2 == 0
        yield _of_case(case) | {
            "move_id": None,
            "stage": "first_instance_judgment",
            "event": rule.event,
            "kept_by": list(rule.events),
            "kind": str(rule.kind),
            "side": str(side),
            "runs_from": rule.runs_from,
            "days": rule.days,
            "months": rule.months,
            "roll_over": str(rule.roll_over),
            "legal_basis": rule.legal_basis,
            "confidence": rule.confidence,
            "is_reviewed": False,
            "served_on": None if is_bare else act_by - timedelta(days=15),
            "expiry": None if is_bare else act_by,
            "act_by": None if is_bare else act_by,
            "met_on": today if number % 3 == 0 else None,
            "lapsed_on": None,
            "row_version": 1,
        }


def _records(case: Row, today: date) -> Iterator[Row]:
    """Somebody was released and the client does not know it yet, in one case of some hundred; in the others she was told."""
    yield _of_case(case) | {
        "kind": "custody",
        "on": today - timedelta(days=case["place"] % 30),
        "told": {"event": "released"},
        "has_note": False,
        "asks": case["place"] % ASKING == 0,
        "recorded_by": case["created_by"],
        "recorded_at": clock.now(),
        "row_version": 1,
    }
