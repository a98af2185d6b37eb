"""Before which court, and under which number, is a paper written?"""

from dataclasses import dataclass, field
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.rules import route_of
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts.actions import Files, Held
from litigation_app.casework.proceedings.courts.presenters import line
from litigation_app.casework.proceedings.courts.rules import COURTS, PROSECUTION
from litigation_app.casework.proceedings.lanes import Ties
from litigation_app.core.language import current
from litigation_app.law import loader


@dataclass(frozen=True)
class Before:
    """The court in the language of the paper, the number that the matter has there, and that of the trial ("" if not known)."""

    name: str
    number: str = field(repr=False)
    number_of_trial: str = field(repr=False)


def offered(case: Case, file: ledger.Ticket) -> list[tuple[str, str]]:
    """The courts between which one can choose: (which, in words)."""
    files = _files(case, file)
    known = Ties.among(list(files.tracks), current())
    return [
        (which, f"{known.numbered(one.file.proceeding_id)}: {line(one, case.country, current())}")
        for which, one in _running(files).items()
    ]


def of(case: Case, which: str, claim_id: UUID | None, language: str, *, file: ledger.Ticket) -> Before:
    """The court that was chosen, else that which has the claim, else that which has the trial."""
    files = _files(case, file)
    held = _running(files).get(which) or files.now(files.lane(_kind_of(case, claim_id)))
    where = held.file if held and held.file.is_placed else case
    name = court_name(case.country, where.court_id, where.court_typed, language)
    of_trial = files.number(files.trial) or _at_prosecution(files)
    is_of_trial = held is None or held.file.proceeding_id == files.trial
    own = held.said.number if held and held.said else ""
    return Before(name, own or (of_trial if is_of_trial else ""), of_trial)


def _files(case: Case, file: ledger.Ticket) -> Files:
    return courtfiles.of_case(case, proceedings.tracks(case), file)


def _running(files: Files) -> dict[str, Held]:
    """The courts that have not ended; one that nobody wrote down is named after its proceeding."""
    running = [one for one in files.held if one.file.role in COURTS and one.file.ended_on is None]
    return {str(one.file.id or one.file.proceeding_id): one for one in running}


def _kind_of(case: Case, claim_id: UUID | None) -> str | None:
    """In which proceedings this claim is decided; None: there is none, or in none of their own."""
    claim = next((one for one in claims.of_case(case) if one.id == claim_id), None)
    route = route_of(loader.load(case.country), claim.view.route) if claim else None
    return route.procedure if route else None


def _at_prosecution(files: Files) -> str:
    """Before a court has the trial it is known under the number of the prosecutor."""
    of_trial = files.of(files.trial)
    return next((one.said.number for one in of_trial if one.said and one.file.role == PROSECUTION), "")
