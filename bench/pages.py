"""How much CPU do the daily pages take, beside the same templates with the same rows and neither session nor database?"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.again import Again
from bench.caseload import Browser, desk, fill
from bench.measuring import Figure, beside, figure, in_ms
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.clients.victims import rules as victim_rules
from litigation_app.core.access import Role
from litigation_app.core.paging import PAGE
from litigation_app.law import codes, loader

CASES = 100_000
_OPENINGS = re.compile(r"/victims/([0-9a-f-]{36})/openings")
VICTIM = {
    "given_name": "Пробица",
    "family_name": "Тестић",
    "birth_date": "6. 5. 2001.",
    "sex": "F",
    "citizenship": "Invented",
    "citizenship_group": "_U",
    "phone": "+381 00 000 000",
    "safe_contact": "Only in the morning.",
    "first_contact": "1. 2. 2026.",
    "status": "_U",
    "exploitation": "Invented. " * 60,
    "health": "Invented. " * 20,
}


def figures(cases: int = CASES) -> Iterator[Figure]:
    """The list of 100,000 cases, a record opened and shown, a case and a claim made."""
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        again = Again(app)
        lawyer, coordinator = fill(app, cases)
        hers = Browser(app, lawyer)  # no code of hers counts twice, so she signs in once
        for role, person in ((Role.LAWYER, hers), (Role.COORDINATOR, Browser(app, coordinator))):
            yield from _list_figures(person, role, again)
        yield from _acts(hers, again)


def _list_figures(person: Browser, role: Role, again: Again) -> Iterator[Figure]:
    if person.get("/cases/").get_data(as_text=True).count("<tr>") != PAGE + 1:
        raise LookupError("the list does not show a full page")
    name = f"case_list_{role}"
    taken = beside(lambda: person.get("/cases/"), again.of(name, person, "/cases/"))
    yield in_ms(name, taken, 2, "ratio")
    yield in_ms(f"{name}_in_all", taken, 4, "value")


def _acts(person: Browser, again: Again) -> Iterator[Figure]:
    """Each beside the same answer of a view that does nothing."""
    law = loader.load("RS")
    case = {"aim": "Invented.", "opened_on": "1. 2. 2026.", "court": "", "court_number": "К 1/26"}
    yield in_ms("case_create", beside(lambda: person.post("/cases/", case), again.nothing), 25, "value")
    case_id = _last(person.post("/cases/", case))
    person.post(f"/cases/{case_id}/victims", VICTIM)
    victim_id = _first_victim(person, case_id)
    yield from _record_figures(person, victim_id, again)
    claim = {"victim": victim_id, "route": claim_rules.routes_open(law)[0].id, "parts-0-head": law.heads[0].id}
    claim |= {"parts-0-amount": "12500.00", "parts-1-head": law.heads[1].id, "parts-1-amount": "900.00"}
    yield in_ms(
        "claim_create", beside(lambda: person.post(f"/cases/{case_id}/claims", claim), again.nothing), 25, "value"
    )


def _record_figures(person: Browser, victim_id: str, again: Again) -> Iterator[Figure]:
    """The act (durable entry, ticket, redirect), the page under it (checked, decrypted, shown), and both together."""
    door = f"/victims/{victim_id}/openings"
    typed = {"purpose": next(iter(codes.known("purpose"))), "groups": [group.value for group in victim_rules.Group]}
    opened = beside(lambda: person.post(door, typed), again.nothing)
    yield in_ms("record_opening", opened, 4, "value")
    page = person.post(door, typed).headers["Location"]
    shown = beside(lambda: person.get(page), again.of("record", person, page))
    yield in_ms("record_page", shown, 1.5, "ratio")
    both, floor = opened.value + shown.value, opened.floor + shown.floor
    yield figure("record_in_all", both, "ms", floor, 4, "value", "lower", shown.n)


def _last(answer: Any) -> str:
    return str(answer.headers["Location"].split("?")[0].rsplit("/", 1)[1])


def _first_victim(person: Browser, case_id: str) -> str:
    """The id of the first victim on the case page."""
    found = _OPENINGS.search(person.get(f"/cases/{case_id}").get_data(as_text=True))
    if found is None:
        raise LookupError("the case page offers no victim")
    return found.group(1)
