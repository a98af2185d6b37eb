"""A client signs a power of attorney."""

from typing import Any
from uuid import UUID


def authorise(person: Any, case_id: UUID | str, victim_id: UUID | str, **said: Any) -> None:
    """She signs for herself, for all proceedings of the country unless `family` says another."""
    told = {"victim": str(victim_id), "from_on": "1. 1. 2000.", "signer": "herself", "scope": ["represent", "withdraw"]}
    answer = person.post(f"/cases/{case_id}/authorities", told | said)
    assert answer.status_code == 303, answer.get_data(as_text=True)
