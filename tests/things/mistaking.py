"""Something was recorded by mistake, and somebody takes it back."""

from typing import Any
from uuid import UUID

from claiming import Desk, plain


def mark_entered_in_error(who: Any, what: str, id_: UUID, why: str = "mistyped") -> Any:
    return who.post(f"/{what}/{id_}/striking", {"why": why})


def page(answer: Any, code: int = 200) -> str:
    assert answer.status_code == code
    return plain(answer.get_data(as_text=True))


def filed(desk: Desk, day: str = "2. 3. 2014.") -> UUID:
    claim_id = desk.approved()
    answer = desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": day, "unauthorised": "appointed", "early": "y"})
    assert answer.status_code == 303
    return claim_id
