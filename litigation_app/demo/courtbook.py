"""Which courts have the proceedings of an invented case, and under which numbers?"""

from dataclasses import asdict
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.courts.rules import FIRST, HIGHER, PROSECUTION
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.demo.casebook import Clerk, Plan
from litigation_app.demo.words import Voice
from litigation_app.vault.name_search import blind_index
from litigation_app.vault.name_search.identifiers import FILE_NUMBER

_REGISTERS = {  # in which a file has its number, by family of proceedings and role
    "criminal": {FIRST: "K", PROSECUTION: "KT"},
    "civil": {FIRST: "P"},
    "enforcement": {FIRST: "I"},
    "constitutional": {FIRST: "Už"},
}


def write(clerk: Clerk, plan: Plan, spoken: Voice) -> None:
    """The courts of first instance of all proceedings of this case, and the prosecution. The claim is where the trial is."""
    for one in [row for row in clerk.batch.rows[Proceeding] if row["case_id"] == plan.id]:
        for role, register in _REGISTERS.get(one["family"], {}).items():
            court = one["court_id"] if role == FIRST else None
            add(clerk, plan, one["id"], At(role, f"{register} DEMO {clerk.number}", court), spoken)


class At(NamedTuple):
    """Who has a proceeding in hand, and under which number."""

    role: str
    number: str
    court: str | None = None
    ended_on: date | None = None


def add(clerk: Clerk, plan: Plan, proceeding: UUID, at: At, spoken: Voice) -> None:
    """Its court or office; the name is plainly invented."""
    found = uuid5(proceeding, at.role)
    clerk.batch.add(
        CourtFile, id=found, case_id=plan.id, proceeding_id=proceeding, role=at.role, court_id=at.court, court_typed=None,
        begun_on=None, ended_on=at.ended_on, ended_by=None, takes_over=at.role in HIGHER,
        recorded_by=plan.lead, recorded_at=clerk.moment.now, row_version=1,
    )  # fmt: skip
    content = asdict(courtfiles.Details(number=at.number, people=spoken.write("Izmišljena S.")))
    clerk.batch.seal(plan.id, courtfiles.TABLE, found, courtfiles.CAPSULE, content)
    told = [blind_index.Number(FILE_NUMBER, at.number, plan.dossier.country)]
    clerk.batch.told.append(blind_index.Told(found, plan.id, told))
