"""How is an erasure carried out, so that a crash at any moment leaves nothing but work to be finished?

1 a line of the register, on the disk · 2 one transaction that destroys · 3 afterwards: the sealed files, the old main
keys, the journal. What a crash left undone is done when the desk starts (`erasures.actions.reapply`).
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from litigation_app import ledger, vault
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Answer, Claim, Review
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.queries import REMOVED
from litigation_app.casework.erasures import queries
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.erasures.rules import Outcome
from litigation_app.casework.lists.search.pairs import actions as pairs
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.courts.rules import OFFICES
from litigation_app.casework.proceedings.defendants import actions as accused
from litigation_app.casework.proceedings.powers_of_attorney import actions as authorities
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.records import actions as warnings
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.strategy.assessments import actions as assessments
from litigation_app.casework.strategy.assessments.models import AssessmentClient
from litigation_app.casework.strategy.remedies import actions as remedy_texts
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.core import clock
from litigation_app.core.db import begin_write, committing, db
from litigation_app.ledger import checkpoint
from litigation_app.vault.capsules import capsules
from litigation_app.vault.erasure import register as erased
from litigation_app.vault.erasure import shredding
from litigation_app.vault.keys import keyfile
from litigation_app.vault.name_search import blind_index

log = logging.getLogger("litigation")

_SEALED_AS_HERS: tuple[Any, ...] = (Particular, Authority, Computed)  # their texts went with her key
DESTROYED, FINISHED = "erase_victim", "finish_erasure"
# In place of a text of the case that opens no more: nothing, under each name by which such texts are read.
_BLANK = {"text": "", "reason": "", "told": {}, "name": "", "about": ""}
_BLANK |= {"contribution": "", "plan": "", "bar": ""}


def documents_of(erasure: Erasure) -> list[UUID]:
    """The papers that are to go with her, and the notes and tasks bound to nobody that were chosen."""
    return list({*(document.id for document in papers_of(erasure)), *_chosen(erasure)})


def _chosen(erasure: Erasure) -> list[UUID]:
    """But for papers that were entered as another client's after they were chosen."""
    chosen = [UUID(one) for one in erasure.papers]
    is_anothers = (Document.id.in_(chosen), Document.victim_id != erasure.victim_id)
    others = set(db.session.scalars(select(Document.id).where(*is_anothers)))
    return [one for one in chosen if one not in others]


def register(erasure: Erasure, papers: Sequence[UUID], *, at: datetime) -> None:
    """Note in the register, on the disk, that she is erased, with what goes with her. From here on there is no way back."""
    with_her = [*papers, *([erasure.case_id] if erasure.with_case else [])]
    entry = erased.Erased(erasure.victim_id, at, erasure.certificate, erasure.basis, tuple(with_her))
    erased.note(current_app.extensions["config"], vault.current().keyring, entry)


def destroy(erasure: Erasure, *, by: UUID | None, at: datetime, facts: Mapping[str, str] | None = None) -> None:
    """Destroy everything of hers, in this request's transaction. Her row stays as a shell without any content. `facts`: of the entry."""
    begin_write()
    victim, case = db.session.get_one(Victim, erasure.victim_id), db.session.get_one(Case, erasure.case_id)
    is_whole = victim.erased_at is None  # else a rest of her alone is there: what came later is not hers
    papers = _remove_documents(papers_of(erasure) if is_whole else (), by=by, at=at)
    answers = pairs.forget(victim.id)  # before what was noted of her is dropped with the rest
    shredded = shredding.shred(victim.id)
    opens = shredding.opens(case.id)
    emptied = _empty_case(case.id) if erasure.with_case and is_whole and opens else shredding.Emptied(0, 0)
    authorities.part_from(victim.id, by=by, at=at)
    tasks = _remove_tasks(erasure, [UUID(paper) for paper in papers])
    notes = answers + _remove_reviews(victim.id) + _remove_remedies(victim.id) + emptied.capsules
    records = _remove_records(victim.id)
    counts = {"capsules": shredded.capsules, "keys": shredded.keys, "marks": shredded.tokens, "papers": len(papers)}
    counts |= {"notes": notes, "records": records, "tasks": tasks, "unreadable": emptied.unreadable}
    before = erasure.counts if erasure.outcome == Outcome.AGREED and not is_whole else {}
    victim.erased_at = at
    erasure.outcome, erasure.decided_by, erasure.decided_at = Outcome.AGREED, by, at
    erasure.counts = {kind: count + before.get(kind, 0) for kind, count in counts.items()}
    erasure.kek_ver, erasure.finished_at = max(shredded.kek_ver, vault.current().keyring.kek_ver), None
    erasure.papers = sorted({*map(str, _chosen(erasure)), *papers})
    ports.keep_claim_lists(case)
    warnings.settle(case)
    _write(DESTROYED, erasure, case, by, of=f"victim:{victim.id}", **counts, **(facts or {}))
    if opens and (papers or notes or records or tasks):
        capsules.renew_key(case.id, by=by, leave_broken=True)  # what its key has sealed opens with no copy of it


def papers_of(erasure: Erasure) -> Sequence[Document]:
    """The papers that go with her and are still there: those chosen, those about her, all where the case's own texts go as well."""
    wanted = select(Document).where(Document.case_id == erasure.case_id, Document.removed_at.is_(None))
    if not erasure.with_case:
        wanted = wanted.where(or_(Document.id.in_(_chosen(erasure)), Document.victim_id == erasure.victim_id))
    return db.session.scalars(wanted).all()


def _remove_documents(papers: Sequence[Document], *, by: UUID | None, at: datetime) -> list[str]:
    for paper in papers:
        paper.removed_by, paper.removed_at, paper.victim_id = by, at, None
        db.session.flush()
        vault.remove(table=documents.TABLE, row=paper.id)
        of = f"document:{paper.id}"
        ledger.write(act=REMOVED, by=by, of=of, case_id=paper.case_id, facts={"size": paper.size})
    is_there = select(Document.id).where(Document.series == Evidence.series, Document.removed_at.is_(None)).exists()
    db.session.execute(delete(Evidence).where(Evidence.series.in_({one.series for one in papers}), ~is_there))
    return [str(paper.id) for paper in papers]


def _remove_reviews(victim_id: UUID) -> int:
    """What coordinators wrote about her claims, and what was answered. What was claimed and paid stays: amounts and codes."""
    hers = select(Claim.id).where(Claim.victim_id == victim_id)
    reviews = db.session.scalars(select(Review.id).where(Review.claim_id.in_(hers), Review.has_note)).all()
    answers = db.session.scalars(select(Answer.id).where(Answer.claim_id.in_(hers), Answer.has_words)).all()
    for table, rows in (("review", reviews), ("answer", answers)):
        for row in rows:
            vault.remove(table=table, row=row)
    db.session.execute(update(Review).where(Review.id.in_(reviews)).values(has_note=False))
    db.session.execute(update(Answer).where(Answer.id.in_(answers)).values(has_words=False))
    return len(reviews) + len(answers)


def _remove_remedies(victim_id: UUID) -> int:
    """The words of what was ordered on her claims, and of how far it was done. Codes and days stay."""
    hers = select(Remedy.id).join(Claim, Claim.id == Remedy.claim_id).where(Claim.victim_id == victim_id)
    remedies = db.session.scalars(hers).all()
    is_noted = (RemedyStep.remedy_id.in_(remedies), RemedyStep.has_note)
    steps = db.session.scalars(select(RemedyStep.id).where(*is_noted)).all()
    for table, rows in ((remedy_texts.TABLE, remedies), (remedy_texts.STEP, steps)):
        for row in rows:
            vault.remove(table=table, row=row)
    db.session.execute(update(RemedyStep).where(RemedyStep.id.in_(steps)).values(has_note=False))
    return len(remedies) + len(steps)


def _remove_records(victim_id: UUID) -> int:
    """What was recorded of her beside the steps: statements, protection, legal aid, with their notes."""
    hers = db.session.scalars(select(Record).where(Record.victim_id == victim_id)).all()
    for record in hers:
        if record.has_note:
            vault.remove(table="record", row=record.id)
    db.session.execute(delete(Record).where(Record.victim_id == victim_id))
    for kind in _SEALED_AS_HERS:
        db.session.execute(delete(kind).where(kind.victim_id == victim_id))
    return len(hers) + assessments.forget(victim_id)


def _remove_tasks(erasure: Erasure, papers: Sequence[UUID]) -> int:
    """What was to be done and what was noted about her, came from a record or paper of hers, or was chosen, with every word of it."""
    records = select(Record.id).where(Record.victim_id == erasure.victim_id)
    comes_from_hers = or_(Task.about_id.in_(papers), Task.about_id.in_(records))
    hers = or_(Task.victim_id == erasure.victim_id, _is_chosen(Task, erasure), comes_from_hers)
    tasks = db.session.scalars(select(Task.id).where(hers)).all()
    of_hers = or_(Note.victim_id == erasure.victim_id, _is_chosen(Note, erasure))
    notes = db.session.scalars(select(Note.id).where(of_hers)).all()
    for table, rows in (("task", tasks), ("note", notes)):
        for row in rows:
            vault.remove(table=table, row=row)
    db.session.execute(delete(TaskStep).where(TaskStep.task_id.in_(tasks)))
    db.session.execute(delete(Task).where(Task.id.in_(tasks)))
    db.session.execute(delete(Note).where(Note.id.in_(notes)))
    return len(tasks) + len(notes)


def _is_chosen(model: Any, erasure: Erasure) -> ColumnElement[bool]:
    """That a note or task of the case was chosen to go with her; one that is bound to another client never is."""
    return and_(model.case_id == erasure.case_id, model.victim_id.is_(None), model.id.in_(_chosen(erasure)))


def _empty_case(case_id: UUID) -> shredding.Emptied:
    """The texts of the case itself, the marks of its numbers at courts (public portals find a person by them), who is accused, whoever is
    named in the open though he is no court.
    """
    blind_index.forget_files(case_id)
    named = (CourtFile.case_id == case_id, CourtFile.role.not_in(OFFICES), CourtFile.court_typed.is_not(None))
    changed = {"court_typed": None, "row_version": CourtFile.row_version + 1}
    db.session.execute(update(CourtFile).where(*named).values(**changed))
    accused.forget(case_id)
    return shredding.empty(case_id, but_not={documents.TABLE}, blank=_BLANK)


def finish(erasure_id: UUID) -> bool:
    """What follows the commit: files, old main keys, journal. May be called again; whether all is done. Outside a transaction."""
    with keyfile.turn(current_app.extensions["config"], "erasing"):
        erasure = db.session.get_one(Erasure, erasure_id, populate_existing=True)
        if erasure.finished_at is None:
            _finish(erasure)
        return erasure.finished_at is not None


def _finish(erasure: Erasure) -> None:
    by, kek_ver = erasure.decided_by, erasure.kek_ver
    for paper in erasure.papers:
        documents.store().delete(UUID(paper))
    db.session.rollback()  # no look at the database is kept open, which would hold the journal
    if not shredding.is_destroyed(kek_ver):
        shredding.close_the_past(by=by)
    if not (shredding.is_destroyed(kek_ver) and shredding.cut_journal()):
        return
    with committing():
        begin_write()
        erasure.finished_at = clock.now()
        case = db.session.get_one(Case, erasure.case_id)
        _write(FINISHED, erasure, case, by, of=f"erasure:{erasure.id}", up_to_key=kek_ver)
    try:
        checkpoint.take()
    except ledger.CheckpointRefused as refused:  # after a restore: the signed states know of more than this database
        log.warning("the erasure is finished, but the access log was not signed: %s", refused)


def _write(act: str, erasure: Erasure, case: Case, by: UUID | None, *, of: str, **facts: str | int) -> None:
    said: dict[str, str | int] = {"ref": case.reference, "certificate": erasure.certificate, **facts}
    ledger.write(act=act, by=by, of=of, case_id=case.id, purpose=erasure.basis, facts=said)


def is_due(entry: erased.Erased) -> bool:
    """Whether anything of a registered person is there (again): a crash came between, or a backup was put back."""
    victim = db.session.get(Victim, entry.subject_id)
    is_whole = victim is not None and victim.erased_at is None
    return is_whole or is_left(entry.subject_id)


def is_left(subject: UUID) -> bool:
    """Whether anything of a person is still there: sealed, findable, a paper, or recorded of her beside the steps."""
    about_her = (Record, Document, Task, Note, AssessmentClient, *_SEALED_AS_HERS)
    of_hers = [select(model.id).where(model.victim_id == subject).exists() for model in about_her]
    return shredding.is_left(subject) or bool(db.session.scalar(select(or_(*of_hers))))


def registered() -> tuple[erased.Erased, ...]:
    """Everybody in the register; raises RegisterDamaged."""
    return erased.entries(current_app.extensions["config"], vault.current().keyring)


def is_registered(victim: Victim) -> bool:
    """Whether her erasure was agreed to, also where it is not saved yet."""
    return any(entry.subject_id == victim.id for entry in registered())


def lock(victim_id: UUID) -> None:
    """Whoever decides about her erasure waits for whoever does so now; rows are read again after that."""
    begin_write()
    db.session.execute(select(Victim.id).where(Victim.id == victim_id).with_for_update())
    db.session.expire_all()


def again(entry: erased.Erased) -> None:
    """Destroy a registered person, in a transaction of its own. Who agreed is known from the log, if it goes so far."""
    with committing():
        lock(entry.subject_id)
        if is_due(entry):
            _again(entry)


def _again(entry: erased.Erased) -> None:
    erasure = queries.by_certificate(entry.certificate) or _from_register(entry)
    if erasure is None:  # her row is not there: an older backup, in which a rest of her cannot be named
        shredding.shred(entry.subject_id)
        ledger.write(act=DESTROYED, by=None, of=f"victim:{entry.subject_id}", facts={"certificate": entry.certificate})
        return
    victim = db.session.get_one(Victim, entry.subject_id)
    erasure.with_case = erasure.case_id in entry.papers and queries.is_last(victim)
    erasure.papers = [str(one) for one in entry.papers if one != erasure.case_id]
    known = erasure.decided_by if erasure.outcome == Outcome.AGREED else None
    destroy(erasure, by=known or queries.agreed_by(erasure), at=entry.at)


def _from_register(entry: erased.Erased) -> Erasure | None:
    """The proposal of a person whose database was put back from before it; None where it has no row of hers either."""
    victim = db.session.get(Victim, entry.subject_id)
    if victim is None:
        return None
    case = db.session.get_one(Case, victim.case_id)
    made = Erasure(certificate=entry.certificate, victim_id=victim.id, case_id=case.id, office_id=case.office_id)
    made.basis, made.proposed_at = entry.basis, entry.at
    db.session.add(made)
    return made
