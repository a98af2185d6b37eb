"""Open a case with its first proceedings."""

from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases.actions import NewCase
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.core.access import Actor
from litigation_app.law import loader

FIRST_FAMILIES = (
    "criminal",
    "property_claim",
)  # the claim is heard with the trial, so both lanes stand from the first day


def open_case(actor: Actor, new: NewCase) -> Case:
    """A new case with the proceedings that every case has."""
    case = cases.create(actor, new)
    law = loader.load(case.country)
    for family in FIRST_FAMILIES:
        for procedure in law.family(family, case.forum)[:1]:
            proceedings.begin(actor, case, procedure.id)
    return case
