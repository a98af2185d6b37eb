"""Before which court or prosecutor's office, and under which number, is a paper written, and who gives the power for a client who
does not decide alone?
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.rules import route_of
from litigation_app.casework.clients.personal_records import actions as particulars
from litigation_app.casework.clients.personal_records import queries as kept
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group, VictimRecord, is_minor
from litigation_app.casework.drafting import rules
from litigation_app.casework.drafting.rules import Guardian
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts.actions import Files, Held
from litigation_app.casework.proceedings.courts.presenters import line
from litigation_app.casework.proceedings.courts.rules import OFFICES, PROSECUTION, say
from litigation_app.casework.proceedings.lanes import Ties
from litigation_app.casework.proceedings.powers_of_attorney import actions as powers
from litigation_app.casework.proceedings.powers_of_attorney import queries as authority
from litigation_app.casework.proceedings.powers_of_attorney.rules import BY_HERSELF
from litigation_app.core import clock
from litigation_app.core.language import current
from litigation_app.law import loader


@dataclass(frozen=True)
class Before:
    """The court or office in the language of the paper, the number that the matter has there, and that of the trial ("" if not known)."""

    name: str
    number: str = field(repr=False)
    number_of_trial: str = field(repr=False)


def offered(case: Case, file: ledger.Ticket) -> list[tuple[str, str]]:
    """The courts and prosecutor's offices between which one can choose: (which, in words)."""
    files = _files(case, file)
    known = Ties.among(list(files.tracks), current())
    return [
        (which, f"{known.numbered(one.file.proceeding_id)}: {_in_words(case, one)}")
        for which, one in _running(files).items()
    ]


def _in_words(case: Case, one: Held) -> str:
    """A prosecutor's office is called one: often nobody wrote down which it is."""
    role = say(one.file.role, current()) if one.file.role == PROSECUTION else ""
    return " · ".join(filter(None, [role, line(one, case.country, current())]))


def of(
    case: Case, which: str, claim_id: UUID | None, language: str, *, to_prosecution: bool, file: ledger.Ticket
) -> Before:
    """The court or office that was chosen, else the court that has the claim, else that which has the trial.

    `to_prosecution`: where none was chosen, no court outside the trial has the claim and there is no indictment yet, the
    prosecutor's office.
    """
    files = _files(case, file)
    chosen = _running(files).get(which)
    held = chosen or files.now(files.lane(_kind_of(case, claim_id)))
    is_elsewhere = held is not None and held.file.is_placed and held.file.proceeding_id != files.trial
    of_trial = files.number(files.trial) or _number(_prosecution(files))
    if chosen and chosen.file.role == PROSECUTION:
        return _before_prosecution(case, chosen, language, of_trial)
    if chosen is None and to_prosecution and not is_elsewhere and _is_before_indictment(files):
        return _before_prosecution(case, _prosecution(files), language, of_trial)
    where = held.file if held and held.file.is_placed else case
    name = court_name(case.country, where.court_id, where.court_typed, language)
    is_of_trial = held is None or held.file.proceeding_id == files.trial
    return Before(name, _number(held) or (of_trial if is_of_trial else ""), of_trial)


def _before_prosecution(case: Case, held: Held | None, language: str, of_trial: str) -> Before:
    name = court_name(case.country, held.file.court_id, held.file.court_typed, language) if held else ""
    return Before(name or rules.prosecution(language), _number(held), of_trial)


def _is_before_indictment(files: Files) -> bool:
    return any(one.id == files.trial and rules.is_before_indictment(one.at) for one in files.tracks)


def _files(case: Case, file: ledger.Ticket) -> Files:
    return courtfiles.of_case(case, proceedings.tracks(case), file)


def _running(files: Files) -> dict[str, Held]:
    """The courts and prosecutor's offices that have not ended; one that nobody wrote down is named after its proceeding."""
    running = [one for one in files.held if one.file.role in OFFICES and one.file.ended_on is None]
    return {str(one.file.id or one.file.proceeding_id): one for one in running}


def _kind_of(case: Case, claim_id: UUID | None) -> str | None:
    """In which proceedings this claim is decided; None: there is none, or in none of their own."""
    claim = next((one for one in claims.of_case(case) if one.id == claim_id), None)
    route = route_of(loader.load(case.country), claim.view.route) if claim else None
    return route.procedure if route else None


def _prosecution(files: Files) -> Held | None:
    """The prosecutor's office that has the trial, or had it last; before a court has it, it is known under its number."""
    offices = [one for one in files.of(files.trial) if one.file.role == PROSECUTION]
    return max(reversed(offices), key=lambda one: (not one.file.is_over, one.file.begun_on or date.min), default=None)


def _number(held: Held | None) -> str:
    return held.said.number if held and held.said else ""


_GUARDIAN = "guardian"  # kind of particulars.toml
_AGAINST_HER = "found"  # of [list.conflict]


def guardian_of(case: Case, victim: Victim, client: VictimRecord, ticket: ledger.Ticket) -> Guardian | None:
    """Who speaks for her, as far as the live opening of her record (`ticket`) shows it; None: she herself."""
    is_now = is_minor(client, clock.today())
    known = _known(case, victim, ticket, is_adult=is_now is False)
    if is_now is False:  # what was recorded while she was a minor ended when she came of age
        known = [(since, one) for since, one in known if is_minor(client, since) is False]
    return rules.guardian_of([one for _since, one in known], is_minor=is_now)


def _known(case: Case, victim: Victim, ticket: ledger.Ticket, *, is_adult: bool) -> list[tuple[date, Guardian]]:
    """Who signed powers for her, whose names stand alone, and her guardians as they are recorded, the newest first: since when.

    Who signed for an adult speaks for her no longer than that power lasts.
    """
    if Group.LEGAL not in records.groups_of(ticket):
        return []
    today = clock.today()
    powers_of = [one for one in authority.powers(case) if one.victim_id == victim.id and one.revoked_on is None]
    powers_of = [one for one in powers_of if not is_adult or one.until_on is None or one.until_on >= today]
    hers = {one.id: one.from_on for one in powers_of}
    signed = [(hers[id_], one) for id_, one in powers.read(ticket, hers).items() if one.signer not in BY_HERSELF]
    lines = [(one.id, one.group) for one in kept.of_victim(victim) if not one.is_entered_in_error]
    told = [(one.on, one.told) for one in particulars.read(ticket, lines).values() if one.kind.id == _GUARDIAN]
    now = today.isoformat()
    told = [(on, one) for on, one in told if one.get("conflict") != _AGAINST_HER and (one.get("until") or now) >= now]
    recorded = [(date.fromisoformat(one["since"]) if one.get("since") else on, one) for on, one in told]
    return [
        *((since, Guardian(one.signer, one.name)) for since, one in signed),
        *((since, Guardian(one["who"], rules.name_alone(one.get("name") or ""))) for since, one in recorded),
    ]
