"""Keep beside each case what its lists are read from; keep and forget views of a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, or_, select, update

from litigation_app import ledger
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.lists.caselists import kept, rules
from litigation_app.casework.lists.caselists.kept import Stands
from litigation_app.casework.lists.caselists.models import Facet, SavedView
from litigation_app.casework.lists.caselists.rules import Name, Wanted
from litigation_app.casework.proceedings.limitation import queries as limitation
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.rls import rowguard

_AT_ONCE = 500  # cases that are made anew together
_REPEATED = ("is_over", "next_on")


class TooMany(Exception):
    """She keeps as many views as the desk keeps for one person."""


@ports.keep_lists.supply
def keep(case: Case) -> None:
    """Say anew until when the case has a date, what comes next, whether it has ended, and by what it is found.

    No change of its file, so its version stays.
    """
    _hold(case)
    _keep([case.id])
    _keep_barred(case)


@ports.keep_claim_lists.supply
def keep_claims(case: Case) -> None:
    """The same of its claims alone; where its proceedings have ended, one that waits keeps the case from being over."""
    _hold(case)
    of_claims = (Facet.case_id == case.id, Facet.name == str(Name.CLAIM))
    were = set(db.session.scalars(select(Facet.value).where(*of_claims)))
    now = kept.claims([case.id])[case.id]
    if were == now:
        return
    db.session.refresh(case, ("ended_on", *_REPEATED))  # it may have been read before she waited
    if case.ended_on is not None:
        _keep([case.id])
        return
    db.session.execute(delete(Facet).where(*of_claims))
    repeated = {"case_id": case.id, "office_id": case.office_id, "opened_on": case.opened_on}
    repeated |= {name: getattr(case, name) for name in _REPEATED}
    _insert_facets(repeated, {(str(Name.CLAIM), one) for one in now})


def _hold(case: Case) -> None:
    """What was written is sent, and whoever else writes of this case waits.

    Else, on PostgreSQL, of two at once each would make its lists without what the other wrote. Rows that name the case
    hold its key already: a stronger lock would wait for them, and they for it.
    """
    db.session.flush()
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update(key_share=True))


def _keep_barred(case: Case) -> None:
    """The day from which on something of it may be time-barred."""
    now = limitation.nearest(case)
    db.session.execute(
        update(Case).where(Case.id == case.id, Case.barred_on.is_distinct_from(now)).values(barred_on=now)
    )


def rebuild() -> None:
    """Make it anew for every case: after an upgrade, a restore or a demonstration."""
    with rowguard.system("lists"):
        rebuild_all()


def rebuild_all() -> None:
    """The same, for whoever already acts for the whole desk."""
    begin_write()
    cases = db.session.scalars(select(Case.id).order_by(Case.id)).all()
    for place in range(0, len(cases), _AT_ONCE):
        _keep(cases[place : place + _AT_ONCE])
    was = Case.barred_on.is_not(None)  # or nobody is charged any more
    for case in db.session.scalars(select(Case).where(or_(was, Case.id.in_(limitation.with_a_day())))):
        _keep_barred(case)


def _keep(cases: Sequence[UUID]) -> None:
    """Only what differs is written."""
    for one in kept.read(cases):
        if one.case != one.was:
            db.session.execute(update(Case).where(Case.id == one.id).values(**one.case))
            repeated = {name: one.case[name] for name in _REPEATED}
            db.session.execute(update(Assignment).where(Assignment.case_id == one.id).values(**repeated))
        if one.facets != one.were or any(one.case[name] != one.was[name] for name in _REPEATED):
            _put_facets(one)


def _put_facets(one: Stands) -> None:
    db.session.execute(delete(Facet).where(Facet.case_id == one.id))
    repeated = {"case_id": one.id, "office_id": one.office_id, "opened_on": one.opened_on}
    _insert_facets(repeated | {name: one.case[name] for name in _REPEATED}, one.facets)


def _insert_facets(repeated: Mapping[str, Any], facets: Iterable[tuple[str, str]]) -> None:
    rows = [{**repeated, "name": name, "value": value} for name, value in sorted(facets)]
    if rows:
        db.session.execute(insert(Facet), rows)


def save_view(actor: Actor, wanted: str, offered: Collection[str]) -> None:
    """Keep a list under its address; those of its kind that are `offered` no more give way to it. Raises TooMany."""
    begin_write()
    mine = SavedView.user_id == actor.id
    every = db.session.scalars(select(SavedView.wanted).where(mine))
    known = {one for one in every if (":" in one) == (":" in wanted)}
    if wanted in known:
        return
    if len(known) >= rules.MOST_SAVED:
        gone = known - set(offered)
        if not gone:
            raise TooMany
        db.session.execute(delete(SavedView).where(mine, SavedView.wanted.in_(gone)))
    db.session.add(SavedView(user_id=actor.id, wanted=wanted, saved_at=clock.now()))


def forget_view(actor: Actor, wanted: str) -> None:
    """Keep a list no longer."""
    begin_write()
    db.session.execute(delete(SavedView).where(SavedView.user_id == actor.id, SavedView.wanted == wanted))


def note_export(actor: Actor, wanted: Wanted, kind: str, cases: int) -> None:
    """That she takes a list out of the desk, which and of how many cases, stands in the access log before she has it."""
    facts: dict[str, str | int] = {"file": kind, "tab": str(wanted.tab), "cases": cases}
    facts |= rules.as_address(wanted)  # codes alone
    ledger.append_alone(act="export_cases", by=actor.id, of="cases:list", session_id=actor.session_id, facts=facts)
