"""Open a case with its first proceedings and what is known on the first day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases.actions import NewCase
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records import actions as particulars
from litigation_app.casework.clients.personal_records.rules import Newcomer
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.planner.tasks import actions as tasks
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Begun, Note, Said
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts.actions import Details
from litigation_app.casework.proceedings.courts.rules import FIRST, File
from litigation_app.casework.proceedings.defendants import actions as defendants
from litigation_app.casework.proceedings.defendants.actions import Identity
from litigation_app.casework.proceedings.limitation.rules import OFFENCE
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.records import actions as records
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.casework.record_forms import rules
from litigation_app.core.access import Actor
from litigation_app.law import loader

FIRST_FAMILIES = (
    CRIMINAL,
    "property_claim",
)  # the claim is heard with the trial, so both lanes stand from the first day


@dataclass(frozen=True)
class Stands:
    """Where its trial stands already. `since` None: not known. `why` it is recorded so is sealed beside the step."""

    stage: str
    since: date | None
    why: str = field(repr=False)


@dataclass(frozen=True)
class FirstDay:
    """What is known of a case when it is opened. `stands` None: nothing is filed, or not known; `tasks`: of which kinds."""

    stands: Stands | None = None
    committed: date | None = None
    tasks: tuple[str, ...] = ()
    accused: tuple[str, ...] = field(default=(), repr=False)  # names
    numbers: Mapping[str, str] = field(default_factory=dict, repr=False)  # of the trial, by role of courtfiles


def open_case(actor: Actor, new: NewCase, known: FirstDay | None = None, client: Newcomer | None = None) -> Case:
    """A new case with the proceedings that every case has, its accused and first client. Raises search.actions.TooManySearches."""
    known = known or FirstDay()
    searches.require_room(actor, len(known.accused) + (client is not None))
    same = victims.alike(actor, client.record) if client else None  # before the first write
    accused = [(who, defendants.alike(actor, who)) for who in map(Identity, known.accused)]
    case = cases.create(actor, new)
    trial = _begin(actor, case, known.stands)
    for role, number in known.numbers.items():
        court = (case.court_id, case.court_typed) if role == FIRST else (None, None)
        courtfiles.add(actor, case, File(trial.id, role, *court), Details(number))
    for who, of_that_name in accused:
        defendants.add(actor, case, who, of_that_name)
    if known.committed:
        told = {"committed": known.committed.isoformat()}
        records.add(actor, case, rules.Said(catalogue().kinds[OFFENCE], case.opened_on, told))
    for kind in known.tasks:
        tasks.give(actor, case, tasks.Asked(kind, for_id=actor.id))
    if client:
        particulars.take_in(actor, case, client, same)
    return case


def _begin(actor: Actor, case: Case, stands: Stands | None) -> Proceeding:
    """The first proceedings of a case; the trial."""
    law, entered_on = loader.load(case.country), case.opened_on if stands else None
    begun: dict[str, Proceeding] = {}
    for family in FIRST_FAMILIES:
        for procedure in law.family(family, case.forum)[:1]:
            begun[family] = proceedings.begin(actor, case, procedure.id, Begun(entered_on=entered_on))
            if stands and family == CRIMINAL:
                on = stands.since or case.opened_on
                said = Said(on, note=Note(reason=stands.why), is_found=not stands.since)
                proceedings.move_outside(actor, begun[family], stands.stage, said)
    return begun[CRIMINAL]
