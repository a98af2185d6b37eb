"""A desk where everything is there once, and somebody of each role at her browser."""

import base64
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import select

import furnished_rooms as rooms
from claiming import ROWS
from litigation_app.accounts.signing_in import login
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core import clock, schema
from litigation_app.core.access import OPEN_TO_ALL, May, Role, permission_of
from litigation_app.core.db import db
from reading import MOST_OF_A_PATH, Reader, bare_paths, walk

YEAR = clock.today().year - 1  # over, whatever day it is
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


PLACE = {  # where a case of the country is tried, as the form of a new case has it
    "RS": {"court": "vs_beograd"},
    "MK": {"court": "okss"},
    "BA": {"court": "sud_bih", "forum": "ba-state"},
    "ME": {"court": "vs_pg"},
}


class Furnished:
    """The people of one office in one of the countries, their case with everything in it, and what `furnish` puts beside it."""

    def __init__(
        self,
        make: Any,
        client_as: Callable[[str], Any],
        country: str = "RS",
        furnish: Iterable[rooms.Room] = rooms.EACH,
    ) -> None:
        self.make, self.client_as, self.app, self.country = make, client_as, make.app, country
        self.office = make.office(country=country, name="Office Zamišljeni")
        self.people = {role: client_as(make.person(role, office=self.office)) for role in Role}
        self.lawyer, self.coordinator = self.people[Role.LAWYER], self.people[Role.COORDINATOR]
        for person in self.people.values():
            make.fresh(person.email)
        self.second_coder = client_as(make.lawyer(office=self.office))
        self.shown: dict[Role, list[str]] = defaultdict(list)  # pages to which no link leads, by whose they are
        self._case()
        self._claim()
        for room in furnish:
            room(self)

    def done(self, answer: Any) -> str:
        """Where the taken form leads."""
        assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))[:2000]
        return str(answer.headers["Location"]).split("?")[0]

    def _case(self) -> None:
        said = {
            "office": str(self.office),
            "opened_on": f"1. 2. {YEAR}.",
            "aim": "Izmišljen cilj",
            "court_number": "K 1/2024",
            **PLACE[self.country],
        }
        self.case = UUID(self.done(self.lawyer.post("/cases/", said)).split("/")[2])
        self.victim = self.client(CANARY)
        for person in (self.lawyer, self.coordinator):
            self.done(person.post(f"/cases/{self.case}/openings", PURPOSE))
        self.record = self.done(self.lawyer.post(f"/victims/{self.victim}/openings", PURPOSE))
        papers = [(io.BytesIO(CANARY.encode()), PAPER), (io.BytesIO(A_PICTURE), SKETCH)]
        paper = {"kind": "judgment", "papers": papers}
        self.done(self.lawyer.post(f"/cases/{self.case}/papers", paper))
        self._beside_the_steps()

    def client(self, name: str) -> UUID:
        """Somebody more whom the case is about."""
        said = {
            "given_name": name, "sex": "F", "citizenship_group": "NATIONAL", "status": "FORMAL", "forms": ["SEX"],
            "first_contact": f"3. 1. {YEAR}.",
        }  # fmt: skip
        self.done(self.lawyer.post(f"/cases/{self.case}/victims", said))
        return self.newest(Victim.id, Victim.added_at)

    def newest(self, column: Any, at: Any) -> Any:
        """This column of the row that came last."""
        with self.app.app_context():
            return db.session.scalars(select(column).order_by(at.desc()).limit(1)).one()

    def _beside_the_steps(self) -> None:
        with self.app.app_context():
            criminal = select(Proceeding.id).where(Proceeding.case_id == self.case, Proceeding.family == "criminal")
            lane = db.session.scalars(criminal).one()
        said = {
            "proceeding": str(lane),
            "kind": "main_hearing",
            "on": f"4. 5. {YEAR}.",
            "note": CANARY,
            "confirmed": "y",
        }
        self.done(self.lawyer.post(f"/cases/{self.case}/hearings", said))
        self.done(self.lawyer.post(f"/cases/{self.case}/accused", {"name": CANARY}))
        answers = {"on": f"4. 5. {YEAR}.", "victim": str(self.victim), "authority": "police", "note": CANARY}
        self.done(self.lawyer.post(f"/cases/{self.case}/records/testimony", answers))
        signed = {"victim": str(self.victim), "from_on": "1. 1. 2020.", "signer": "guardian", "conflict": "none"}
        self.done(self.lawyer.post(f"/cases/{self.case}/authorities", signed | {"name": CANARY}))
        rule = {"kind": "contact_rule", "on": f"4. 5. {YEAR}.", "call": "never", "hidden_from": CANARY}
        self.done(self.lawyer.post(f"{self.record}/particulars", rule))
        task = {"kind": "call", "text": CANARY, "person": str(self.make.user_id(self.lawyer.email))}
        self.done(self.coordinator.post(f"/cases/{self.case}/tasks", task))
        note = {"kind": "call", "on": f"4. 5. {YEAR}.", "text": CANARY}
        self.done(self.lawyer.post(f"/cases/{self.case}/notes", note))
        judged = {"to_stage": "first_instance_judgment", "reason": CANARY, "on": f"8. 5. {YEAR}.", "seq": "0"}
        self.done(self.lawyer.post(f"/proceedings/{lane}/outside", judged | {"served_on": f"9. 5. {YEAR}."}))
        period = self.newest(Deadline.id, Deadline.act_by)
        self.shown[Role.LAWYER] = [f"/deadlines/{period}"]
        self._strategy(str(lane))

    def _strategy(self, lane: str) -> None:
        said = {"office": str(self.office), "country": self.country, "kind": "compensation", "title": "Izmišljen cilj"}
        objective = self.done(self.coordinator.post("/objectives/", said)).split("/")[2]
        self.done(self.coordinator.post(f"/cases/{self.case}/objectives", {"objective": objective}))
        self.done(self.lawyer.post(f"/cases/{self.case}/assessments", {"on": f"5. 5. {YEAR}.", "text": CANARY}))
        ordered = {"proceeding": lane, "kind": "general", "ordered_on": f"5. 5. {YEAR}.", "text": CANARY}
        self.done(self.lawyer.post(f"/cases/{self.case}/remedies", ordered))
        changed = {"dimension": "legal", "on": f"6. 5. {YEAR}.", "confidence": "low", "text": CANARY}
        self.done(self.lawyer.post(f"/cases/{self.case}/outcomes", changed | {"objective": objective}))
        cited = {"proceeding": lane, "unpublished": CANARY, "relation": "cites"}
        self.done(self.lawyer.post(f"/cases/{self.case}/citations", cited))
        begun = {"procedure": "echr"}
        self.done(self.lawyer.post(f"/cases/{self.case}/proceedings", begun))
        with self.app.app_context():
            wanted = select(Proceeding.id).where(Proceeding.case_id == self.case, Proceeding.family == "echr")
            application = db.session.scalars(wanted).one()
        judged = {"proceeding": str(application), "final_on": f"7. 5. {YEAR}."}
        self.done(self.lawyer.post(f"/cases/{self.case}/supervisions", judged))

    def _claim(self) -> None:
        rows = {**ROWS, "victim": str(self.victim)}
        drafts = [UUID(self.done(self.lawyer.post(f"/cases/{self.case}/claims", rows)).split("/")[2]) for _ in range(3)]
        for waiting in drafts[1:]:
            self.done(self.lawyer.post(f"/claims/{waiting}/submission", self._seen(waiting)))
        self.shown[Role.LAWYER] += [f"/claims/{drafts[0]}", f"/claims/{drafts[0]}/calculation"]
        self._second_version(drafts[1], rows)
        self.shown[Role.LAWYER] += [f"/claims/{drafts[1]}/comparison"]
        self.claim = drafts[-1]
        self.shown[Role.LAWYER] += [f"/claims/{self.claim}"]
        approved = {"note": "", "asked": "opponent evidence authority", "because": "Proved", **self._seen(self.claim)}
        self.done(self.coordinator.post(f"/claims/{self.claim}/approval", approved))
        self.done(self.lawyer.post(f"/claims/{self.claim}/filings", {"on": f"3. 5. {YEAR}.", "early": "y"}))
        self._decision()

    def _seen(self, claim: UUID) -> dict[str, str]:
        with self.app.app_context():
            return {"row_version": str(db.session.get_one(Claim, claim).row_version)}

    def _second_version(self, claim: UUID, rows: dict[str, str]) -> None:
        """It was sent back and written anew, so that two versions can be compared."""
        because = {"rows-0-head": "lost_earnings", "rows-0-reason": "amount_unsupported"}
        self.done(self.coordinator.post(f"/claims/{claim}/return", because | self._seen(claim)))
        self.done(
            self.lawyer.post(f"/claims/{claim}/versions", rows | {"parts-1-amount": "200000"} | self._seen(claim))
        )
        self.done(self.lawyer.post(f"/claims/{claim}/submission", self._seen(claim)))

    def _decision(self) -> None:
        """Broken down, appealed, and something of it paid meanwhile."""
        decided = {"on": f"4. 5. {YEAR}.", "instance": "first", "outcome": "awarded_part", "amount": "5"}
        self.done(self.lawyer.post(f"/claims/{self.claim}/decisions", decided))
        with self.app.app_context():
            decision = db.session.scalars(select(CourtDecision.id).where(CourtDecision.claim_id == self.claim)).one()
        line = {"lines-0-head": "fear", "lines-0-answer": "awarded", "lines-0-amount": "5", "version": "0"}
        self.done(self.lawyer.post(f"/decisions/{decision}/lines", line))
        appealed = {"what": "appealed", "side": "defendant", "on": f"5. 5. {YEAR}.", "version": "0"}
        self.done(self.lawyer.post(f"/decisions/{decision}/turns", appealed))
        paid = {"on": f"6. 5. {YEAR}.", "amount": "1", "payer": "OFFENDER"}
        self.done(self.lawyer.post(f"/claims/{self.claim}/payments", paid))

    def seeds(self, role: Role) -> list[str]:
        """Where her walk begins, besides what needs no id."""
        hers = f"/victims/{self.victim}"
        of_her = [self.record, hers, f"{hers}/accesses", f"{hers}/accesses.pdf"]
        found = {Role.LAWYER: of_her, Role.COORDINATOR: of_her[1:]}
        return [*bare_paths(self.app), *self.shown[role], *found.get(role, [])]

    def walk(
        self, role: Role, *, of_a_kind: int = MOST_OF_A_PATH, but: Collection[str] = ()
    ) -> Iterator[tuple[str, Any, Reader | None]]:
        """All that this role is shown, so many pages of each kind, but none of these."""
        return walk(self.people[role], *self.seeds(role), of_a_kind=of_a_kind, but=but)

    def shut(self) -> None:
        """Everybody has signed in anew: nothing stands open."""
        for person in self.people.values():
            person.enter()
            self.make.fresh(person.email)

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

    def refresh(self, person: Any) -> None:
        """As if she had just shown her second factor; signed in again where a form ended her sign-in."""
        if person.client.get_cookie(login.COOKIE, domain="localhost") is None:
            person.sign_in()
        self.make.fresh(person.email)


@pytest.fixture
def furnished(make: Any, client_as: Callable[[str], Any]) -> Furnished:
    return Furnished(make, client_as)
