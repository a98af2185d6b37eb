"""How much CPU do the daily pages take, beside the same templates with literal rows and neither session nor database?"""

import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, redirect, render_template, request
from werkzeug.wrappers import Response

from bench.caseload import SITE, Browser, desk, fill
from bench.measuring import Figure, beside, figure, in_ms
from litigation_app.casework.cases import queries, views
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.victims import rules as victim_rules
from litigation_app.core.access import Actor, Held, May, Role, needs
from litigation_app.core.clock import now
from litigation_app.core.language import current
from litigation_app.law import codes, loader
from litigation_app.navigation import DOORS

CASES = 100_000
_OPENINGS = re.compile(r"/victims/([0-9a-f-]{36})/openings")
AROUND: dict[str, Any] = {
    "whoami": {
        "name": "Bench Lawyer 0",
        "line": "Lawyer · Office RS",
        "initials": "BL",
        "may_search": True,
        "failed_attempts": None,
    },
    "emergencies": [],
    "demo": False,
    "locks_in": 30,
}
CASE = SimpleNamespace(id=UUID(int=1), reference="RS-2026-0001", code_name="Breza 1")
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
        literal = _literal_pages(app)
        lawyer, coordinator = fill(app, cases)
        hers = Browser(app, lawyer)  # no code of hers counts twice, so she signs in once
        for role, person in ((Role.LAWYER, hers), (Role.COORDINATOR, Browser(app, coordinator))):
            yield from _list_figures(person, role, literal)
        yield from _acts(hers, literal)


def _list_figures(person: Browser, role: Role, literal: Callable[[str], object]) -> Iterator[Figure]:
    if person.get("/cases/").get_data(as_text=True).count("<tr>") != queries.PAGE + 1:
        raise LookupError("the list does not show a full page")
    taken = beside(lambda: person.get("/cases/"), lambda: literal(f"/bench/cases?role={role}"))
    name = f"case_list_{role}"
    yield in_ms(name, taken, 2, "ratio")
    yield in_ms(f"{name}_in_all", taken, 4, "value")


def _acts(person: Browser, literal: Callable[[str], object]) -> Iterator[Figure]:
    """Each beside the same answer of a view that does nothing."""
    nothing = partial(literal, "/bench/nothing")
    law = loader.load("RS")
    case = {"aim": "Invented.", "opened_on": "1. 2. 2026.", "court": "", "court_number": "К 1/26"}
    yield in_ms("case_create", beside(lambda: person.post("/cases/", case), nothing), 25, "value")
    case_id = _last(person.post("/cases/", case))
    person.post(f"/cases/{case_id}/victims", VICTIM)
    victim_id = _first_victim(person, case_id)
    yield from _record_figures(person, victim_id, literal, nothing)
    claim = {"victim": victim_id, "route": claim_rules.routes_open(law)[0].id, "parts-0-head": law.heads[0].id}
    claim |= {"parts-0-amount": "12500.00", "parts-1-head": law.heads[1].id, "parts-1-amount": "900.00"}
    yield in_ms("claim_create", beside(lambda: person.post(f"/cases/{case_id}/claims", claim), nothing), 25, "value")


def _record_figures(
    person: Browser, victim_id: str, literal: Callable[[str], object], nothing: Callable[[], object]
) -> Iterator[Figure]:
    """The act (durable entry, ticket, redirect), the page under it (checked, decrypted, shown), and both together."""
    door = f"/victims/{victim_id}/openings"
    typed = {"purpose": next(iter(codes.known("purpose"))), "groups": [group.value for group in victim_rules.Group]}
    opened = beside(lambda: person.post(door, typed), nothing)
    yield in_ms("record_opening", opened, 4, "value")
    page = person.post(door, typed).headers["Location"]
    shown = beside(lambda: person.get(page), lambda: literal("/bench/record"))
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


def _literal_pages(app: Flask) -> Callable[[str], object]:
    """Add the pages with literal rows; how to ask for one of them without any cookie of a sign-in."""
    bp = Blueprint("bench", __name__)
    bp.get("/bench/cases")(_literal_list)
    bp.get("/bench/record")(_literal_record)
    bp.get("/bench/nothing")(_nothing)
    app.register_blueprint(bp)
    client = app.test_client()
    return lambda path: client.get(path, base_url=SITE)


@cache
def _rows() -> list[tuple[queries.Line, str, str]]:
    return [_line(number) for number in range(1, queries.PAGE + 1)]


def _line(number: int) -> tuple[queries.Line, str, str]:
    day = date(2026, 2, 1 + number % 28)
    law = loader.load("RS")
    graph = law.family("criminal", None)[0]
    where = ("RS", None, day, graph.initial, day, law.courts[0].id, None, "Office RS", "Bench Lawyer 0")
    line = queries.Line(UUID(int=number), f"RS-2026-{number:04d}", f"Breza {number}", *where)
    return line, views._stage(line, "en"), views._court(line, "en")


@needs(May.PUBLIC)
def _literal_list() -> str:
    return render_template(
        "cases/index.html",
        rows=_rows(),
        next=f"2026-02-01.{UUID(int=1)}",
        q="",
        may_open=True,
        nav=_doors(Role(request.args["role"])),
        **AROUND,
    )


@cache
def _doors(role: Role) -> list[dict[str, Any]]:
    """The doors of one of this role, in plain words and without anything that waits there."""
    somebody = Actor(UUID(int=4), "", "", frozenset({Held(role, UUID(int=5))}))
    hers = [door for door in DOORS if somebody.may(door.permission)]
    shown = [{"endpoint": door.endpoint, "label": str(door.label), "icon": door.icon} for door in hers]
    return [door | {"badge": None, "current": door["endpoint"] == "cases.index"} for door in shown]


@needs(May.PUBLIC)
def _literal_record() -> str:
    more: dict[str, Any] = {
        "opening_id": UUID(int=3),
        "form": None,
        "closed": [],
        "other": None,
        "may_edit": True,
        "ages": (24, 24),
    }
    change = SimpleNamespace(by="Bench Lawyer 0", at=now())
    around = more | AROUND | {"nav": _doors(Role.LAWYER)}
    return render_template(
        "victims/show.html", case=CASE, victim=CASE, record=_record(), change=change, word=_word, **around
    )


def _word(listed: str, code: str) -> str:
    return codes.label(listed, code, current())


@cache
def _record() -> victim_rules.VictimRecord:
    """What VICTIM becomes."""
    days = {"birth_date": date(2001, 5, 6), "first_contact": date(2026, 2, 1)}
    return victim_rules.VictimRecord(**VICTIM | days)  # type: ignore[arg-type]


@needs(May.PUBLIC)
def _nothing() -> Response:
    return redirect("/", code=303)
