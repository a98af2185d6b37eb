"""What does the case that guides show aim at beyond itself: objectives, an assessment, remedies, an outcome, precedents?"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.records import actions as records
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.casework.record_forms import rules
from litigation_app.casework.strategy.assessments import actions as assessments
from litigation_app.casework.strategy.assessments.actions import Assessed, Weighed
from litigation_app.casework.strategy.objectives import actions as objectives
from litigation_app.casework.strategy.objectives.actions import Said, Standing
from litigation_app.casework.strategy.outcomes import actions as outcomes
from litigation_app.casework.strategy.outcomes.actions import Harvested
from litigation_app.casework.strategy.precedents import actions as precedents
from litigation_app.casework.strategy.precedents.actions import Cited
from litigation_app.casework.strategy.remedies import actions as remedies
from litigation_app.casework.strategy.remedies.actions import Done, Ordered
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.demo import showcase

_BEFORE_APPEAL = 3  # instances: the case has come further since


def write(case: Case, boss: Actor, lawyer: Actor, today: date) -> None:
    """All of it, said by the lawyer and the coordinator of this case through the desk's own acts."""
    with committing():
        first = _aims(boss, case, today)
        _assess(lawyer, case, today)
        _follow(lawyer, case, first)


def _aims(boss: Actor, case: Case, today: date) -> UUID:
    """The objectives, of which the case pursues two; the key of the first."""
    made = []
    for aim in showcase.story()["aim"]:
        on, source = (date(2025, 12, 31), "izmišljeno") if aim["baseline"] else (None, "")
        known = aim["baseline"], on, source, aim["target"], date(2030, 12, 31)
        said = Said("RS", aim["kind"], aim["title"], "", "", *known, boss.id)
        made.append(objectives.set_up(boss, case.office_id, said))
    for one in made[:2]:
        objectives.step(boss, one, Standing("pursued", today - timedelta(days=300)), row_version=one.row_version)
        objectives.pursue(boss, case, one)
    return made[0].id


def _assess(lawyer: Actor, case: Case, today: date) -> None:
    victims = db.session.scalars(select(Victim.id).where(Victim.case_id == case.id)).all()
    told = "Izmišljeno obrazloženje."
    weighed = tuple(Weighed(one, "given", today - timedelta(days=410), "medium", told) for one in victims)
    said = Assessed(today - timedelta(days=400), showcase.story()["scores"], weighed, told, told)
    assessments.assess(lawyer, case, said, instances=_BEFORE_APPEAL)


def _follow(lawyer: Actor, case: Case, objective: UUID) -> None:
    criminal = Proceeding.case_id == case.id, Proceeding.family == CRIMINAL
    wanted = select(Proceeding.id).where(*criminal).order_by(Proceeding.position)
    lanes = db.session.scalars(wanted).all()
    trial, agreed = lanes[0], lanes[-1]  # who agreed to a plea was severed, if anybody was
    ordered = date(2023, 10, 3)
    stands = rules.Said(
        catalogue().kinds["standing"], date(2022, 3, 14), {"mode": "representation"}, {"proceeding": trial}
    )
    records.add(lawyer, case, stands)
    words = "Okrivljeni B. da isplati dosuđeni iznos (izmišljeno)."
    money = remedies.order(lawyer, case, Ordered(agreed, "money", ordered, ordered + timedelta(days=15), text=words))
    remedies.step(lawyer, case, money, Done("partial", date(2024, 4, 29), text="Isplaćen deo."), row_version=1)
    remedies.order(lawyer, case, Ordered(agreed, "individual", ordered, text="Zabrana prilaženja (izmišljeno)."))
    changed = "Sud je prvi put uz sporazum o priznanju sam odlučio o delu zahteva (izmišljeno)."
    found = Harvested("legal", ordered, "medium", objective, text=changed, contribution="Naš predlog uz sporazum.")
    outcomes.claim(lawyer, case, found)
    for code, relation in (("krachunova", "follows"), ("sm_v_croatia", "cites")):
        precedents.cite(lawyer, case, Cited(trial, relation, "4", code))
