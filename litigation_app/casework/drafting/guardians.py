"""Who gives the power for a client who is a minor, and as what?"""

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records import actions as particulars
from litigation_app.casework.clients.personal_records import queries as kept
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group, VictimRecord, ages_on
from litigation_app.casework.drafting import rules
from litigation_app.casework.drafting.rules import Guardian
from litigation_app.casework.proceedings.powers_of_attorney import actions as powers
from litigation_app.casework.proceedings.powers_of_attorney import queries as authority
from litigation_app.casework.proceedings.powers_of_attorney.rules import BY_HERSELF
from litigation_app.core import clock

_GUARDIAN = "guardian"  # kind of particulars.toml
_AGAINST_HER = "found"  # of [list.conflict]


def of(case: Case, victim: Victim, client: VictimRecord, ticket: ledger.Ticket) -> Guardian | None:
    """Who speaks for her, as far as the live opening of her record (`ticket`) shows it; None: she herself."""
    ages = ages_on(client, clock.today()) if Group.IDENTITY in client.groups else None
    return rules.guardian_of(ages, _known(case, victim, ticket))


def _known(case: Case, victim: Victim, ticket: ledger.Ticket) -> list[Guardian]:
    """Who signed powers for her, whose names stand alone, and her guardians as they are recorded, the newest first."""
    if Group.LEGAL not in records.groups_of(ticket):
        return []
    hers = [one.id for one in authority.powers(case) if one.victim_id == victim.id and one.revoked_on is None]
    signed = [one for one in powers.read(ticket, hers).values() if one.signer not in BY_HERSELF]
    lines = [(one.id, one.group) for one in kept.of_victim(victim) if not one.is_entered_in_error]
    told = [one.told for one in particulars.read(ticket, lines).values() if one.kind.id == _GUARDIAN]
    today = clock.today().isoformat()
    recorded = [one for one in told if one.get("conflict") != _AGAINST_HER and (one.get("until") or today) >= today]
    return [
        *(Guardian(one.signer, one.name) for one in signed),
        *(Guardian(one["who"], rules.name_alone(one.get("name") or "")) for one in recorded),
    ]
