"""The amount of a row of a claim, computed and read back."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import Desk
from litigation_app.casework.claims.models import Claim, ClaimPart

EMPLOYER = "Izmišljena pekara na uglu"
WORK = {
    "method": "earnings",
    "periods-0-first": "22. 12. 2017.",
    "periods-0-last": "4. 1. 2018.",
    "periods-0-hours": "42",
    "received": "1,000",
    "note": EMPLOYER,
}  # ten days at 130 an hour, four at 143: 11,232 less 1,000


def compute(desk: Desk, claim_id: UUID, head: str = "lost_earnings", **said: str) -> Any:
    path = f"/claims/{claim_id}/rows/{head}/calculations"
    return desk.lawyer.post(path, {**(WORK if not said.get("method") else {}), **desk.seen(claim_id), **said})


def amounts(desk: Desk, claim_id: UUID) -> dict[str, str]:
    version = desk.rows(select(Claim.version).where(Claim.id == claim_id))[0]
    of = select(ClaimPart).where(ClaimPart.claim_id == claim_id, ClaimPart.version == version)
    return {one.head: str(one.amount) for one in desk.rows(of.order_by(ClaimPart.position))}


def opened(desk: Desk, *groups: str) -> None:
    said = {"purpose": "drafting", "groups": list(groups)}
    assert desk.lawyer.post(f"/victims/{desk.victim_id}/openings", said).status_code == 303
