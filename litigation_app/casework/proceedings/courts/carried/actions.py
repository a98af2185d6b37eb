"""Carry the two numbers that stood beside a case into files of its court and of the prosecution, and forget them there.

An upgrade of the tables has no keys, so it is done as soon as there are some, before the first page.
"""

import logging
from collections.abc import Mapping
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import queries
from litigation_app.casework.proceedings.courts.actions import Details, seal, trial_of
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.courts.rules import FIRST, PROSECUTION
from litigation_app.core import clock
from litigation_app.core.db import begin_write_alone, committing, db
from litigation_app.core.rls import rowguard
from litigation_app.vault.name_search import blind_index, identifiers

log = logging.getLogger("litigation")

CARRY = "carry_numbers"
_TABLE, _CAPSULE = "case", "numbers"
_ROLES = {"court": FIRST, "prosecution": PROSECUTION}  # by the words of the capsule
_DONE = "numbers_carried"
_AT_ONCE = 100  # cases of one transaction: whatever cuts it short, the rest is carried by the next process


def carry_once() -> None:
    """Do it before this process shows its first page with the keys at hand."""
    extensions = current_app.extensions
    if not extensions.get(_DONE) and not vault.is_locked():
        carry()
        extensions[_DONE] = True


def carry() -> None:
    """Carry the numbers of every case that has some. What does not open is logged and stays, and stops nothing else."""
    here = (vault.Capsule.table == _TABLE, vault.Capsule.capsule == _CAPSULE)
    with rowguard.system("numbers"):
        waiting = list(db.session.scalars(select(vault.Capsule.row).where(*here)))
        db.session.rollback()
        if not waiting:
            return
        ticket = ledger.append_alone(act=CARRY, by=None, of="desk:numbers", session_id=None)
        for first in range(0, len(waiting), _AT_ONCE):
            with committing():
                begin_write_alone(CourtFile)
                for case_id in waiting[first : first + _AT_ONCE]:
                    _carry(case_id, ticket)


def _carry(case_id: UUID, ticket: ledger.Ticket) -> None:
    try:
        said = vault.open(ticket, subject=case_id, table=_TABLE, row=case_id, capsule=_CAPSULE)
    except vault.SealBroken:  # or another process was quicker
        log.warning("the numbers beside case %s were not carried: they do not open, or are gone", case_id)
        return
    case = db.session.get_one(Case, case_id)
    _write_down(case, said)
    vault.remove(table=_TABLE, row=case_id, capsule=_CAPSULE)
    blind_index.put(case_id, case_id, [], kinds=[identifiers.FILE_NUMBER])
    ledger.write(act=CARRY, by=None, of=f"case:{case_id}", case_id=case_id, facts={"ref": case.reference})


def _write_down(case: Case, said: Mapping[str, str]) -> None:
    """As if they had been files of the trial from the day on which the case was opened: what runs there already followed on them."""
    tracks = proceedings.tracks(case)
    trial = trial_of(tracks) or (tracks[0].id if tracks else None)
    written = [one for one in queries.of_case(case.id) if one.proceeding_id == trial and not one.is_over]
    for word, role in _ROLES.items():
        if trial is None or not said.get(word):
            continue
        next_one = next((one for one in written if one.role == role), None)
        one = CourtFile(case_id=case.id, proceeding_id=trial, role=role, recorded_by=case.created_by)
        one.recorded_at = case.created_at
        if role == FIRST and next_one is None:
            one.court_id, one.court_typed = case.court_id, case.court_typed
        if next_one is not None:
            one.ended_on, one.ended_by = next_one.begun_on or clock.today(), next_one.id
        db.session.add(one)
        db.session.flush()
        seal(case.id, one, Details(number=said[word]))
