"""Two lawyers, each with a case that may have somebody of the other's in it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from lawyering import text

RECORD = {"sex": "F", "citizenship_group": "NATIONAL", "status": "FORMAL", "first_contact": "3. 1. 2026."}


class Two:
    """Two lawyers of one office with a case each, and their coordinator."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.sign_in = client_as
        self.make, self.office = make, make.office("RS", "Belgrade")
        emails = [make.lawyer(office=self.office) for _ in range(2)]
        self.cases = [make.case(email) for email in emails]
        self.lawyers = [client_as(email) for email in emails]
        self.coordinator = client_as(make.coordinator(office=self.office))
        self.stranger = client_as(make.coordinator(office=make.office("RS", "Niš")))

    def client(self, which: int, given: str, family: str, **said: str) -> Any:
        record = RECORD | {"given_name": given, "family_name": family} | said
        return self.lawyers[which].post(f"/cases/{self.cases[which]}/victims", record)

    def accused(self, which: int, name: str) -> Any:
        return self.lawyers[which].post(f"/cases/{self.cases[which]}/accused", {"name": name})


@pytest.fixture
def two(make: Any, client_as: Callable[[str], Any]) -> Two:
    return Two(make, client_as)


def bell(person: Any) -> str:
    """The number at her bell, or ""."""
    shown = text(person.get("/cases/")).split('class="bell"')[1].split("</a>")[0]
    return (re.findall(r"badge-count\">(\d+)<", shown) or [""])[0]
