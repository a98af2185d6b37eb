"""To what of its case can a document belong, and whom can it be about? In the reader's words."""

from litigation_app.casework.cases import ports
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.core.clock import today
from litigation_app.core.language import _, current

Options = list[tuple[str, str]]


def people(case: Case) -> Options:
    """(id, code name) of whoever has a record."""
    return [(str(one.id), one.code_name) for one in victims.with_records(case)]


def things(case: Case) -> Options:
    """("hearing:<id>", words) of the proceedings, hearings and claims of the case."""
    lanes = [(f"proceeding:{one.id}", one.graph.name(current())) for one in proceedings.tracks(case)]
    held = hearings_shown.rows(hearings.of_case(case), case.country, current(), today())
    days = [(f"hearing:{one.id}", f"{one.what}, {one.when}") for one in held]
    asked = [(f"claim:{id_}", _("Claim: %(name)s", name=name)) for id_, name in ports.claim_names(case)]
    return [*lanes, *days, *asked]
