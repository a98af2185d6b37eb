"""Who is told that a number stands in two records, and who is seen that tries?"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.models import DuplicateHit
from searching import BASE, NATIONAL_ID, added, code_name, opened_case, searched

MOST_RETRIES = 5  # in a day


class TwoOffices:
    """An office with a client, and another where somebody types what she has heard of her into a record of her own."""

    def __init__(self, app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
        self.app, self.make, self.client_as = app, make, client_as
        here, there = make.office(name="Office Here"), make.office(name="Office There")
        roles = (Role.LAWYER, Role.COORDINATOR)
        self.emails = {
            "prober": make.person(*roles, office=here),
            "here": make.coordinator(office=here),
            "there": make.coordinator(office=there),
            "lawyer there": make.lawyer(office=there),
            "elsewhere": make.coordinator(office=make.office(name="Office Elsewhere")),
        }
        self.victim = added(self.person("lawyer there"), make, "Kanarinka Sintetić", passport="PA123456")
        self.code_name = code_name(app, self.victim)
        self.case = opened_case(self.person("prober"), make)

    def person(self, who: str) -> Any:
        """Signed in anew: days pass in these tests."""
        return self.client_as(self.emails[who])

    def probe(self) -> Any:
        said = {**BASE, "given_name": "Kana", "passport": "pa 123456"}
        return self.person("prober").post(f"/cases/{self.case}/victims", said)

    def page(self, who: str) -> str:
        return str(self.person(who).get("/duplicates").get_data(as_text=True))

    def agree(self, who: str) -> int:
        return int(self.person(who).post(f"/duplicates/{self._pair()}/agreement").status_code)

    def settle(self, who: str, verdict: str) -> int:
        return int(self.person(who).post(f"/duplicates/{self._pair()}/verdict", {"verdict": verdict}).status_code)

    def acts(self, act: str) -> int:
        with self.app.app_context():
            return db.session.query(LedgerEntry).filter_by(act=act).count()

    def _pair(self) -> Any:
        with self.app.app_context():
            return db.session.query(DuplicateHit.id).scalar()


@pytest.fixture
def two(app: Flask, make: Any, client_as: Callable[[str], Any]) -> TwoOffices:
    return TwoOffices(app, make, client_as)


def later() -> Any:
    """More than a day after now."""
    return time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=True)


def renamed(lawyer: Any, victim_id: UUID, given: str, family: str, *, version: str = "1") -> None:
    said = {"purpose": "correction", "groups": ["identity"]}
    opening = lawyer.post(f"/victims/{victim_id}/openings", said).headers["Location"]
    known = {**BASE, "given_name": given, "family_name": family, "groups": "identity", "row_version": version}
    answer = lawyer.post(f"{opening}/record", known)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_number_that_stands_twice_in_her_own_cases_is_shown_at_once(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    first = added(lawyer, make, "Kanarinka Sintetić", national_id=NATIONAL_ID)
    case_id = opened_case(lawyer, make)

    answer = lawyer.post(f"/cases/{case_id}/victims", {**BASE, "given_name": "Kana", "national_id": "310299 0710005"})

    assert answer.headers["Location"].startswith(f"/duplicates?case={case_id}")
    page = lawyer.get(answer.headers["Location"]).get_data(as_text=True)
    assert code_name(app, first) in page
    assert "The same personal number" in page
    assert NATIONAL_ID not in page


def test_of_a_number_in_a_case_that_is_not_hers_the_lawyer_is_told_nothing(two: TwoOffices) -> None:
    answer = two.probe()

    assert answer.headers["Location"] == f"/cases/{two.case}?done=person-added"
    with later():
        assert "No shared numbers" in two.page("prober")
        assert "No shared numbers" in two.page("elsewhere")


def test_who_has_known_somebody_longer_is_asked_first_and_who_comes_later_learns_nothing_until_they_agree(
    two: TwoOffices,
) -> None:
    """Else whoever types a heard name into a record of her own learns whether anybody here works for that person."""
    two.probe()

    with later():
        there, here = two.page("there"), two.page("here")

    assert "No shared numbers" in here
    assert "The same passport" in there
    assert two.code_name in there
    assert "a person of another case" in there
    assert "Office Here" not in there.partition("<main")[2]


def test_each_office_is_named_to_the_other_when_its_own_coordinator_has_agreed(two: TwoOffices) -> None:
    two.probe()

    with later():
        agreed = [two.agree("here"), two.agree("there")]
        first = {who: two.page(who).partition("<main")[2] for who in ("there", "here")}
        agreed += [two.agree("there"), two.agree("here")]
        second = {who: two.page(who).partition("<main")[2] for who in ("there", "here")}

    assert agreed == [404, 303, 404, 303]
    assert ("Office Here" in first["there"], "Office There" in first["here"]) == (False, True)
    assert ("Office Here" in second["there"], "Office There" in second["here"]) == (True, True)
    assert two.acts("agree_duplicate") == 2


def test_until_they_are_named_to_each_other_nobody_says_that_the_two_are_one(two: TwoOffices) -> None:
    two.probe()

    with later():
        unknown = two.settle("there", "same_person")
        two.agree("there")
        two.agree("here")
        known = two.settle("there", "same_person")

    assert (unknown, known) == (422, 303)


def test_nothing_is_shown_of_what_is_younger_than_a_day(two: TwoOffices) -> None:
    two.probe()

    early = two.page("there")
    refused = two.agree("there")

    assert "No shared numbers" in early
    assert refused == 404
    assert "badge-count" not in two.person("there").get("/search").get_data(as_text=True)


def test_whoever_writes_a_known_name_into_an_old_record_comes_later_all_the_same(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    here, there = make.office(name="Office Here"), make.office(name="Office There")
    lawyer = client_as(make.lawyer(office=here))
    old = added(lawyer, make, "Kana Sinteti")
    added(client_as(make.lawyer(office=there)), make, "Kanarinka Sintetić")

    renamed(lawyer, old, "Kanarinka", "Sintetić")

    with later():
        assert "No shared numbers" in client_as(make.coordinator(office=here)).get("/duplicates").get_data(as_text=True)
        there_page = client_as(make.coordinator(office=there)).get("/duplicates").get_data(as_text=True)
        assert "The same name" in there_page


def test_what_was_agreed_stays_when_a_record_is_saved_with_the_same_number(two: TwoOffices) -> None:
    two.probe()
    with later():
        two.agree("there")
        record = two.person("lawyer there")
        said = {"purpose": "correction", "groups": ["identity"]}
        opening = record.post(f"/victims/{two.victim}/openings", said).headers["Location"]
        known = {**BASE, "given_name": "Kanarinka", "family_name": "Sintetić", "passport": "PA123456"}
        saved = record.post(f"{opening}/record", {**known, "groups": "identity", "row_version": "1"})

        assert saved.status_code == 303, saved.get_data(as_text=True)
        assert "Office There" in two.page("here").partition("<main")[2]


def test_no_address_of_a_pair_counts_the_others(app: Flask, two: TwoOffices) -> None:
    two.probe()

    with later():
        page = two.page("there")

    assert re.findall(r"/duplicates/([^/\"]+)/", page)
    assert all(UUID(one) for one in re.findall(r"/duplicates/([^/\"]+)/", page))


def test_each_new_name_and_each_look_is_a_search_on_record_and_counted(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    app.extensions["config"] = replace(app.extensions["config"], searches_per_hour=4)
    lawyer = client_as(make.lawyer())
    victim = added(lawyer, make, "Kanarinka Sintetić")
    renamed(lawyer, victim, "Kanarinka", "Sintetić", version="1")  # nothing new in it
    case_id = opened_case(lawyer, make)
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Kanarinko Nepostojeći"})
    lawyer.get("/duplicates")
    searched(lawyer, "Kanarinka")

    refused = [
        lawyer.post(f"/cases/{case_id}/victims", {**BASE, "given_name": "Zamisla", "family_name": "Peta"}),
        lawyer.post(f"/cases/{case_id}/accused", {"name": "Zamislo Šesti"}),
        lawyer.get("/duplicates"),
        lawyer.post("/search", {"words": "Kanarinka", "purpose": "contact"}),
    ]

    assert [answer.status_code for answer in refused] == [422, 422, 429, 429]
    assert "Zamisla" in refused[0].get_data(as_text=True)
    with app.app_context():
        entries = db.session.query(LedgerEntry).filter_by(act="search").order_by(LedgerEntry.seq).all()
        assert [entry.outcome for entry in entries] == ["done"] * 4 + ["throttled"] * 4
        kinds = [json.loads(entry.body)["facts"]["kind"] for entry in entries]
    assert kinds[:4] == ["saved", "saved", "shared", "name"]


def test_whoever_tries_name_after_name_in_one_record_is_seen(make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    lawyer = client_as(make.lawyer(office=office, name="Iva Gled"))
    victim = added(lawyer, make, "Kanarinka Sintetić")
    readers = [client_as(make.coordinator(office=office)), client_as(make.auditor(office=make.office()))]

    for number in range(1, MOST_RETRIES + 1):
        renamed(lawyer, victim, "Kanarinka", f"Pokušaj{'a' * number}", version=str(number))
    quiet = [person.get("/alerts/").get_data(as_text=True) for person in readers]
    renamed(lawyer, victim, "Kanarinka", "Sasvim", version=str(MOST_RETRIES + 1))

    sentence = "Replaced or gave up the names of records again and again"
    assert not any(sentence in page for page in quiet)
    assert all(sentence in person.get("/alerts/").get_data(as_text=True) for person in readers)


def test_whoever_gives_up_new_records_again_and_again_is_seen(make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    lawyer, coordinator = client_as(make.lawyer(office=office)), client_as(make.coordinator(office=office))
    auditor = client_as(make.auditor(office=make.office()))
    case_id, said = (
        opened_case(lawyer, make),
        {"basis": "consent_withdrawn", "why": "Izmišljeno", "told": "y", "looked": "y"},
    )

    for number in range(MOST_RETRIES + 1):
        victim = added(lawyer, make, f"Kanarinka Pokušaj{'a' * number}", case=case_id)
        proposal = said | {"reference": code_name(make.app, victim)}
        assert coordinator.post(f"/victims/{victim}/erasures", proposal).status_code == 303

    assert "Replaced or gave up the names of records again and again" in auditor.get("/alerts/").get_data(as_text=True)
