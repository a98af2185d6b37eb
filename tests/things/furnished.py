"""A desk where everything is there once, and somebody of each role at her browser."""

import base64
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import select

import watching
from bundled import PartnerKey, bundle, packed
from claiming import ROWS, YEAR
from confirming import confirmed
from estimating import estimate
from litigation_app.accounts import login
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.courtwatch.agreement import rounds
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.victims.models import Victim
from litigation_app.core import schema
from litigation_app.core.access import OPEN_TO_ALL, May, Role, permission_of
from litigation_app.core.db import db
from litigation_app.gate.partners.models import PartnerKey as Trusted
from litigation_app.statistics import releases
from litigation_app.statistics.releases import RowOut, TableOut
from reading import Reader, bare_paths, walk

CANARY = "Kanarinka Izmišljević"
PAPER, SKETCH = "Kanarinčina presuda.txt", "Skica.png"
A_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mMwSJiAFTEMLQkACmxIAdb+jUoAAAAASUVORK5CYII="
)
SIDE_WRITERS = {  # what a page that is only looked at may note: the ledger, last seen, a door that counts failures
    "ledger_entry", "ledger_checkpoint", "web_session", "opening_use", "failed_sign_in",
    "passkey_challenge", "limit_use",
}  # fmt: skip
PURPOSE = {"purpose": "hearing", "groups": ["identity", "contact", "health", "exploitation", "legal"]}


def digest(app: Flask, *, without: frozenset[str] | set[str] = frozenset()) -> dict[str, str]:
    """What every table holds, as one hash each; read by whoever owns the tables, who is shown every row."""
    config, found = app.extensions["config"], {}
    engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    with engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(table.select()))
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    engine.dispose()
    return {name: kept for name, kept in found.items() if name not in without}


class Furnished:
    """The people of one office, their case with everything in it, published data and an estimate."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        self.office = make.office(country="RS", name="Office Beograd")
        self.people = {role: client_as(make.person(role, office=self.office)) for role in Role}
        self.lawyer, self.coordinator = self.people[Role.LAWYER], self.people[Role.COORDINATOR]
        for person in self.people.values():
            make.fresh(person.email)
        self.second_coder = client_as(make.lawyer(office=self.office))
        self._case()
        self._claim()
        self._courtwatch()
        self._publication()
        self._administration()

    def _done(self, answer: Any) -> str:
        assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))[:2000]
        return str(answer.headers["Location"]).split("?")[0]

    def _case(self) -> None:
        said = {
            "office": str(self.office),
            "opened_on": f"1. 2. {YEAR}.",
            "aim": "Izmišljen cilj",
            "court": "vs_beograd",
        }
        self.case = UUID(self._done(self.lawyer.post("/cases/", said)).split("/")[2])
        record = {
            "given_name": CANARY, "sex": "F", "citizenship_group": "NATIONAL", "status": "FORMAL",
            "forms": ["SEX"], "first_contact": f"3. 1. {YEAR}.",
        }  # fmt: skip
        self._done(self.lawyer.post(f"/cases/{self.case}/victims", record))
        with self.app.app_context():
            self.victim = db.session.scalars(select(Victim.id)).one()
        for person in (self.lawyer, self.coordinator):
            self._done(person.post(f"/cases/{self.case}/openings", PURPOSE))
        self.record = self._done(self.lawyer.post(f"/victims/{self.victim}/openings", PURPOSE))
        papers = [(io.BytesIO(CANARY.encode()), PAPER), (io.BytesIO(A_PICTURE), SKETCH)]
        paper = {"kind": "judgment", "papers": papers}
        self._done(self.lawyer.post(f"/cases/{self.case}/papers", paper))
        self._beside_the_steps()
        self.make.emergency(self.case, self.make.lawyer(office=self.office))

    def _beside_the_steps(self) -> None:
        with self.app.app_context():
            lane = db.session.scalars(select(Proceeding.id).where(Proceeding.case_id == self.case)).first()
        said = {"proceeding": str(lane), "kind": "main_hearing", "on": f"4. 5. {YEAR}.", "note": CANARY}
        self._done(self.lawyer.post(f"/cases/{self.case}/hearings", said))
        self._done(self.lawyer.post(f"/cases/{self.case}/accused", {"name": CANARY}))
        answers = {"on": f"4. 5. {YEAR}.", "victim": str(self.victim), "authority": "police", "note": CANARY}
        self._done(self.lawyer.post(f"/cases/{self.case}/records/testimony", answers))
        signed = {"victim": str(self.victim), "from_on": "1. 1. 2020.", "signer": "guardian", "conflict": "none"}
        self._done(self.lawyer.post(f"/cases/{self.case}/authorities", signed | {"name": CANARY}))
        rule = {"kind": "contact_rule", "on": f"4. 5. {YEAR}.", "call": "never", "hidden_from": CANARY}
        self._done(self.lawyer.post(f"{self.record}/particulars", rule))
        task = {"kind": "call", "text": CANARY, "person": str(self.make.user_id(self.lawyer.email))}
        self._done(self.coordinator.post(f"/cases/{self.case}/tasks", task))
        note = {"kind": "call", "on": f"4. 5. {YEAR}.", "text": CANARY}
        self._done(self.lawyer.post(f"/cases/{self.case}/notes", note))
        self._strategy(str(lane))

    def _strategy(self, lane: str) -> None:
        said = {"office": str(self.office), "country": "RS", "kind": "compensation", "title": "Izmišljen cilj"}
        objective = self._done(self.coordinator.post("/objectives/", said)).split("/")[2]
        self._done(self.coordinator.post(f"/cases/{self.case}/objectives", {"objective": objective}))
        self._done(self.lawyer.post(f"/cases/{self.case}/assessments", {"on": f"5. 5. {YEAR}.", "text": CANARY}))
        ordered = {"proceeding": lane, "kind": "general", "ordered_on": f"5. 5. {YEAR}.", "text": CANARY}
        self._done(self.lawyer.post(f"/cases/{self.case}/remedies", ordered))
        changed = {"dimension": "legal", "on": f"6. 5. {YEAR}.", "confidence": "low", "text": CANARY}
        self._done(self.lawyer.post(f"/cases/{self.case}/outcomes", changed | {"objective": objective}))
        cited = {"proceeding": lane, "unpublished": CANARY, "relation": "cites"}
        self._done(self.lawyer.post(f"/cases/{self.case}/citations", cited))
        begun = {"procedure": "echr"}
        self._done(self.lawyer.post(f"/cases/{self.case}/proceedings", begun))
        with self.app.app_context():
            wanted = select(Proceeding.id).where(Proceeding.case_id == self.case, Proceeding.family == "echr")
            application = db.session.scalars(wanted).one()
        judged = {"proceeding": str(application), "final_on": f"7. 5. {YEAR}."}
        self._done(self.lawyer.post(f"/cases/{self.case}/supervisions", judged))

    def _claim(self) -> None:
        rows = {**ROWS, "victim": str(self.victim)}
        drafts = [
            UUID(self._done(self.lawyer.post(f"/cases/{self.case}/claims", rows)).split("/")[2]) for _ in range(3)
        ]
        for waiting in drafts[1:]:
            self._done(self.lawyer.post(f"/claims/{waiting}/submission"))
        self.claim = drafts[-1]
        with self.app.app_context():
            seen = db.session.get_one(Claim, self.claim).row_version
        self._done(self.coordinator.post(f"/claims/{self.claim}/approval", {"note": "", "row_version": str(seen)}))
        self._done(self.lawyer.post(f"/claims/{self.claim}/filings", {"on": f"3. 5. {YEAR}.", "early": "y"}))
        self._decision()

    def _decision(self) -> None:
        """Broken down, appealed, and something of it paid meanwhile."""
        decided = {"on": f"4. 5. {YEAR}.", "instance": "first", "outcome": "awarded_part", "amount": "5"}
        self._done(self.lawyer.post(f"/claims/{self.claim}/decisions", decided))
        with self.app.app_context():
            decision = db.session.scalars(select(CourtDecision.id).where(CourtDecision.claim_id == self.claim)).one()
        line = {"lines-0-head": "fear", "lines-0-answer": "awarded", "lines-0-amount": "5", "version": "0"}
        self._done(self.lawyer.post(f"/decisions/{decision}/lines", line))
        appealed = {"what": "appealed", "side": "defendant", "on": f"5. 5. {YEAR}.", "version": "0"}
        self._done(self.lawyer.post(f"/decisions/{decision}/turns", appealed))
        paid = {"on": f"6. 5. {YEAR}.", "amount": "1", "payer": "OFFENDER"}
        self._done(self.lawyer.post(f"/claims/{self.claim}/payments", paid))

    def _courtwatch(self) -> None:
        """A round of judgments that both have coded, one that nobody has, a sheet that was handed in and a draft; all read today."""
        config = self.app.extensions["config"]
        self.app.extensions["config"] = replace(config, double_coding_percent=100)
        for number in range(rounds.least().judgments):
            coded = watching.register(self.lawyer, number=f"K {number}/2023")
            for person in (self.lawyer, self.second_coder):
                watching.code(person, coded, note=CANARY)
        watching.register(self.lawyer, number="K 2/2024")
        watching.watch(self.lawyer)
        watching.begin(self.lawyer, number="K 3/2024")
        watching.open_register(self.coordinator, coded)
        self._done(self.people[Role.ANALYST].post(f"/agreement/{self.office}/counts"))

    def _publication(self) -> None:
        lines = [RowOut((year, code), 40) for year in ("_T", "2019", "2020") for code in ("_T", "FORMAL")]
        table = TableOut("victims_by_status", "Victims", "PERSON", "victim", ("YEAR", "STATUS"), lines)
        contents = releases.ReleaseContents(
            "=2+2 Invented", ("RS",), date(2019, 1, 1), date(2020, 12, 31), date(2021, 1, 31), "caseload",
            "0" * 64, "0" * 64, UUID(int=1), UUID(int=2), [table],
        )  # fmt: skip
        self.publication = releases.write(
            self.app.extensions["shelf"], contents, self.app.extensions["release_signer"]
        ).name
        asked = {"publication": self.publication, "scenario": "RS", "paths": "20000", "seed": "7"}
        self.study = self._done(estimate(self.people[Role.ANALYST], asked))
        own = self._done(self.people[Role.ANALYST].post("/fund/scenarios/RS/copies", {"name": "Izmišljen domaćin"}))
        question = {"key": "uptake.application_rate", "wording": "Of 100 victims, how many apply?"}
        self._done(self.people[Role.ANALYST].post(f"/fund/elicitations/of/{own.rsplit('/', 1)[1]}", question))
        wanted = {"title": "Serbia", "mode": "caseload", "countries": ["RS"], "first_year": "2022", "last_year": "2022"}
        self._done(self.people[Role.ANALYST].post("/publishing/", wanted))
        self._partner()

    def _partner(self) -> None:
        """A partner whose key two persons believe, and its publication."""
        page, signs = "/publishing/partners/", PartnerKey(7)
        key = base64.b64encode(signs.public_key()).decode()
        said = {"organisation": "Izmišljena Makedonija", "country": "MK", "key": key}
        self._done(self.people[Role.ANALYST].post(page, said))
        with self.app.app_context():
            partner = db.session.scalars(select(Trusted.id)).one()
        self._done(confirmed(self.coordinator, f"{page}{partner}/confirmation", page))
        sent = {"bundle": (io.BytesIO(packed(bundle())), "bundle.zip")}
        self._done(self.coordinator.post(f"{page}bundles", sent))

    def _administration(self) -> None:
        chief = self.people[Role.ADMINISTRATOR]
        new = {"name": "Iva Nova", "email": "iva@desk.example", "office": str(self.office), "roles": ["analyst"]}
        assert chief.post("/people/", new).status_code < 400
        self.leaver = self.make.user_id(self.make.lawyer(office=self.office))
        self._done(chief.post(f"/people/{self.leaver}/leaving"))
        self._done(self.people[Role.AUDITOR].post("/access-log/checkpoints"))

    def seeds(self, role: Role) -> list[str]:
        """Where her walk begins, besides what needs no id."""
        hers = f"/victims/{self.victim}"
        of_her = [self.record, hers, f"{hers}/accesses", f"{hers}/accesses.pdf"]
        found = {Role.LAWYER: of_her, Role.COORDINATOR: of_her[1:]}
        return [*bare_paths(self.app), *found.get(role, [])]

    def walk(self, role: Role) -> Iterator[tuple[str, Any, Reader | None]]:
        """All that this role is shown."""
        return walk(self.people[role], *self.seeds(role))

    def unsafe(self) -> list[tuple[str, str, May]]:
        """Each method and address of the map that changes something, with the permission that it asks for."""
        ids = {"case_id": self.case, "victim_id": self.victim, "claim_id": self.claim, "user_id": self.leaver}
        found = []
        for rule in self.app.url_map.iter_rules():
            permission = permission_of(self.app, rule.endpoint)
            if permission is None or permission is May.MACHINE:
                continue
            path = re.sub(r"<uuid:(\w+)>", lambda match: str(ids.get(match[1], UUID(int=9))), rule.rule)
            path = re.sub(r"<int:\w+>", "1", path)
            path = re.sub(r"<(?:\w+:)?\w+>", "nothing", path)
            found += [(one, path, permission) for one in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}]
        return sorted(found, key=lambda one: one[:2])

    def who_may(self, permission: May) -> Any:
        """Somebody with this permission."""
        if permission in OPEN_TO_ALL:
            return self.people[Role.AUDITOR]
        return next(person for person in self.people.values() if self.make.actor(person.email).may(permission))

    def refresh(self) -> None:
        """As if everybody had just shown her second factor; signed in again where a form ended her sign-in."""
        for person in self.people.values():
            if person.client.get_cookie(login.COOKIE, domain="localhost") is None:
                person.sign_in()
            self.make.fresh(person.email)


@pytest.fixture
def furnished(make: Any, client_as: Callable[[str], Any]) -> Furnished:
    return Furnished(make, client_as)
