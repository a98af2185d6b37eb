"""One case from intake to a published figure, as five people do it, and no trace of the person anywhere outside her record."""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from authorising import authorise
from litigation_app.core.db import db

CANARY = {
    "given_name": "Kanarinka",
    "family_name": "Izmišljević-Čežnjić",
    "birth_date": "17. 3. 2001.",
    "citizenship": "Nigdezemska",
    "phone": "+381 60 0000 7431",
    "email": "kanarinka@nigde.example",
    "address": "Ulica Nepostojeća 7431",
    "safe_contact": "samo preko tetke Smišljene",
    "exploitation": "držana u podrumu vile Bezimene",
    "health": "slomljeno levo rame, nesanica kanarinke",
    "notes": "boji se čoveka sa crvenim šalom",
}
NOTE = "svedok Nemušti vidi kombi bez tablica"
WEAK = {"asked": "evidence authority", "because": "Her statement proves it"}
GROUPS = ["identity", "contact", "health", "exploitation", "legal"]
AIM = "presuda koja prvi put priznaje otetu zaradu kanarinke"
TRACES = [*CANARY.values(), NOTE, AIM, "2001-03-17", "Čežnjić", "60 0000 7431", "600007431"]


def id_in(answer: Any, kind: str) -> str:
    found = re.search(rf"/{kind}/([0-9a-f-]{{36}})", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return found.group(1)


def redirected(answer: Any) -> Any:
    assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))[:3000]
    return answer


class Walk:
    """The desk's people, and what they have done so far."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        office = make.office(country="RS", name="Office Beograd")
        self.lawyer = client_as(make.lawyer(office=office, name="Ana Primer"))
        self.other = client_as(make.lawyer(office=office, name="Vera Druga"))
        self.coordinator = client_as(make.coordinator(office=office, name="Mila Prva"))
        self.second = client_as(make.coordinator(office=office, name="Sofija Druga"))
        self.analyst = client_as(make.analyst(office=office, name="Petra Broj"))
        self.auditor = client_as(make.auditor(office=office, name="Iva Gled"))
        self.office = str(office)
        self.read: list[str] = []  # pages of people who may not see her

    def open_case(self, first_contact: str = "5. 2. 2024.") -> None:
        typed = {
            "office": self.office,
            "country": "RS",
            "opened_on": "5. 2. 2024.",
            "court_id": "",
            "court": "",
            "court_typed": "Izmišljeni sud",
            "aim": AIM,
        }
        made = redirected(self.lawyer.post("/cases/", typed))
        self.case = id_in(made, "cases")
        self.reference = re.findall(r"RS-2024-\w{4}", self.lawyer.get(f"/cases/{self.case}").get_data(as_text=True))[0]
        victim = {
            "sex": "F",
            "citizenship_group": "NATIONAL",
            "status": "FORMAL",
            "first_contact": first_contact,
            "forms": ["SEX"],
            **CANARY,
        }
        redirected(self.lawyer.post(f"/cases/{self.case}/victims", victim))
        page = self.lawyer.get(f"/cases/{self.case}").get_data(as_text=True)
        found = re.search(r"/victims/([0-9a-f-]{36})", page)
        assert found
        self.victim = found.group(1)

    def proceeding(self, family: str) -> str:
        page = self.lawyer.get(f"/cases/{self.case}").get_data(as_text=True)
        links = dict.fromkeys(re.findall(r"/proceedings/([0-9a-f-]{36})/moves/new", page))
        titles = {one: self.lawyer.get(f"/proceedings/{one}/moves/new").get_data(as_text=True) for one in links}
        return next(one for one, text in titles.items() if family in text)

    def step(self, proceeding: str, event: str, on: str, **more: str) -> None:
        form = self.lawyer.get(f"/proceedings/{proceeding}/moves/new").get_data(as_text=True)
        seq = re.search(r'name="seq"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seq"', form)
        assert seq, form[:500]
        typed = {"event": event, "on": on, "seq": seq.group(1) or seq.group(2), "note": NOTE, **more}
        redirected(self.lawyer.post(f"/proceedings/{proceeding}/moves", typed))

    def claim(self) -> str:
        rows = {
            "parts-0-head": "lost_earnings",
            "parts-0-amount": "960,000.00",
            "parts-1-head": "fear",
            "parts-1-amount": "300,000.00",
        }
        made = redirected(
            self.lawyer.post(f"/cases/{self.case}/claims", {"victim": self.victim, "route": "property_claim", **rows})
        )
        return id_in(made, "claims")


@pytest.fixture
def walk(make: Any, client_as: Callable[[str], Any]) -> Walk:
    return Walk(make, client_as)


def test_a_case_goes_from_intake_to_a_decided_claim_and_leaves_no_trace_of_her(
    walk: Walk, app: Flask, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    walk.open_case()

    opened = redirected(walk.lawyer.post(f"/victims/{walk.victim}/openings", {"purpose": "hearing", "groups": GROUPS}))
    record = walk.lawyer.get(opened.headers["Location"]).get_data(as_text=True)
    closed = walk.lawyer.get(f"/cases/{walk.case}/proceedings").get_data(as_text=True)
    redirected(walk.lawyer.post(f"/cases/{walk.case}/openings", {"purpose": "drafting"}))
    criminal = walk.proceeding("Criminal proceedings")
    walk.step(criminal, "report_filed", "12. 2. 2024.")
    walk.step(criminal, "investigation_ordered", "2. 4. 2024.")
    file = walk.lawyer.get(f"/cases/{walk.case}/proceedings").get_data(as_text=True)
    claim = walk.claim()
    redirected(walk.lawyer.post(f"/claims/{claim}/submission", {"row_version": "1"}))
    queue = walk.coordinator.get("/claims/").get_data(as_text=True)
    page = walk.coordinator.get(f"/claims/{claim}").get_data(as_text=True)
    seen = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
    assert seen
    redirected(walk.coordinator.post(f"/claims/{claim}/approval", {"note": NOTE, "row_version": seen.group(1), **WEAK}))
    authorise(walk.lawyer, walk.case, walk.victim)
    redirected(walk.lawyer.post(f"/claims/{claim}/filings", {"on": "3. 6. 2024.", "early": "y"}))
    decided = {
        "on": "9. 10. 2024.",
        "instance": "first",
        "outcome": "awarded_part",
        "amount": "400,000.00",
        "unjudged": "y",
    }
    redirected(walk.lawyer.post(f"/claims/{claim}/decisions", decided))
    redirected(
        walk.lawyer.post(
            f"/claims/{claim}/payments", {"on": "9. 12. 2024.", "amount": "150,000.00", "payer": "OFFENDER"}
        )
    )
    log = walk.auditor.get("/access-log/").get_data(as_text=True)

    assert CANARY["given_name"] in record
    assert NOTE in file
    assert NOTE not in closed
    assert walk.reference in queue
    assert "Accessed personal data" in log
    assert walk.reference in log
    pages = [
        closed,
        queue,
        log,
        *(
            one.get(path).get_data(as_text=True)
            for one in (walk.analyst, walk.auditor)
            for path in ("/", "/access-log/")
        ),
    ]
    assert not [trace for trace in TRACES for page in pages if trace in page]
    assert not [trace for trace in TRACES if trace in caplog.text]
    assert_nowhere_on_disk(app, Path(app.extensions["config"].instance))


def assert_nowhere_on_disk(app: Flask, instance: Path) -> None:
    """Neither in a file of the instance nor in any value of any table."""
    spelled = [trace.encode(coding) for trace in TRACES for coding in ("utf-8", "utf-16-le")]
    for file in (path for path in instance.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert not [trace for trace in spelled if trace in content], file
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(table.select()):
                said = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
                assert not [trace for trace in spelled if trace in said], table.name


def test_another_lawyer_gets_the_answer_of_a_case_that_does_not_exist(walk: Walk) -> None:
    walk.open_case()
    missing = "00000000-0000-4000-8000-000000000000"
    paths = ["/cases/{}", "/victims/{}", "/cases/{}/claims/new", "/cases/{}/victims/new"]

    for path in paths:
        hers = walk.victim if path.startswith("/victims") else walk.case
        hidden, absent = walk.other.get(path.format(hers)), walk.other.get(path.format(missing))
        assert hidden.status_code == absent.status_code == 404
        assert without_ids(hidden, hers) == without_ids(absent, missing)
    log = walk.auditor.get("/access-log/?act=denied").get_data(as_text=True)
    assert log.count("Vera Druga") >= 2 * len(paths)
    assert walk.victim in log


def without_ids(answer: Any, own: str) -> str:
    page: str = answer.get_data(as_text=True).replace(own, "ID")
    return re.sub(r'Number of this request: \w+|name="form_number" value="[\w-]+"', "", page)


def test_a_record_opens_only_with_a_purpose_and_only_in_the_sign_in_that_opened_it(
    walk: Walk, client_as: Callable[[str], Any]
) -> None:
    walk.open_case()

    without = walk.lawyer.post(f"/victims/{walk.victim}/openings", {"purpose": "", "groups": GROUPS})
    opened = walk.lawyer.post(f"/victims/{walk.victim}/openings", {"purpose": "contact", "groups": GROUPS})
    elsewhere = client_as(walk.lawyer.email).get(opened.headers["Location"])

    assert without.status_code == 422
    assert elsewhere.status_code == 403
    assert CANARY["given_name"] not in elsewhere.get_data(as_text=True)
    assert walk.lawyer.get(opened.headers["Location"]).headers["Cache-Control"] == "no-store"


def test_nothing_opens_when_the_access_log_cannot_be_written(walk: Walk, as_owner: Callable[..., None]) -> None:
    walk.open_case()
    as_owner("ALTER TABLE ledger_entry RENAME TO ledger_elsewhere")

    answer = walk.lawyer.post(f"/victims/{walk.victim}/openings", {"purpose": "contact", "groups": GROUPS})

    assert answer.status_code == 503
    assert CANARY["given_name"] not in answer.get_data(as_text=True)
