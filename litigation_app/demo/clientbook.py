"""How does an invented client sign a power of attorney, and what is recorded of her as a person?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litigation_app.casework.clients.personal_records import actions as particulars
from litigation_app.casework.clients.personal_records import rules
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.proceedings.powers_of_attorney import actions as authority
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.powers_of_attorney.rules import EVERYWHERE, HERSELF, REPRESENT
from litigation_app.demo.casebook import Clerk, Plan

_STANDS: dict[str, None] = {"struck_by": None, "struck_at": None}


def authorise(clerk: Clerk, plan: Plan, victims: Iterable[UUID]) -> None:
    """Each of them has signed a general power of attorney herself."""
    signed = vars(authority.Signed(HERSELF))
    for victim in victims:
        power = clerk.ids.new()
        clerk.batch.add(
            Authority, **_about(clerk, plan, victim, power), family=EVERYWHERE, of_id=None, from_on=plan.opened_on,
            until_on=None, revoked_on=None, scope=[REPRESENT], stands=True,
        )  # fmt: skip
        clerk.batch.seal(victim, authority.TABLE, power, authority.CAPSULE, signed)


def show(clerk: Clerk, plan: Plan, victim: UUID) -> None:
    """The client of the one case that guides show: never called, a permit that runs out, four consents."""
    rule = {"call": "never", "channel": "support", "times": "", "hidden_from": "Izmišljeni brat", "code_word": "Breza"}
    _record(clerk, plan, victim, "contact_rule", date(2022, 3, 14), rule)
    until = (clerk.today + timedelta(days=40)).isoformat()
    permit = {"what": "temporary", "step": "granted", "since": "2025-12-01", "until": until}
    _record(clerk, plan, victim, "permit", date(2025, 12, 1), permit)
    for to in ("representation", "data", "publication", "strategic"):
        step = "refused" if to == "publication" else "given"
        told = {"to": to, "step": step, "by": "herself", "form": "written"}
        _record(clerk, plan, victim, "consent", date(2022, 3, 14), told)


def _record(clerk: Clerk, plan: Plan, victim: UUID, kind_id: str, on: date, told: dict[str, Any]) -> None:
    kind, row = rules.catalogue().kinds[kind_id], clerk.ids.new()
    said = rules.Particular(kind, on, told)
    clerk.batch.add(
        Particular, **_about(clerk, plan, victim, row), group=kind.capsule, is_first=kind.is_first,
        remind_on=rules.reminds_on(kind, told),
    )  # fmt: skip
    clerk.batch.seal(victim, particulars.TABLE, row, kind.capsule, rules.content(said))


def _about(clerk: Clerk, plan: Plan, victim: UUID, row: UUID) -> dict[str, Any]:
    """What every row about a client begins with."""
    of = {"id": row, "case_id": plan.id, "office_id": plan.desk.id, "victim_id": victim}
    return of | {"recorded_by": plan.lead, "recorded_at": clerk.moment.now, "row_version": 1} | _STANDS
