"""Each group of a record opens by its own permission; what is not opened is not in the answer, and saving loses nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from lawyering import version
from litigation_app import vault
from litigation_app.casework.clients.victims import actions
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core.access import May
from litigation_app.core.db import db
from litigation_app.core.roles import Policy, policy
from litigation_app.ledger import LedgerEntry

CANARIES = {
    "identity": ["Kanarinka", "Sintetić", "0101990000007", "PZ-778899", "Zamišljenija"],
    "contact": ["+381 60 000 0001", "kanarinka@nowhere.example", "Nepostojeća 1", "Samo utorkom"],
    "health": ["Izmišljena povreda ramena"],
    "exploitation": ["Izmišljena gradilišna priča", "Forced labour"],
    "legal": ["Izmišljena dozvola boravka"],
}
RECORD = {
    "given_name": "Kanarinka",
    "family_name": "Sintetić",
    "birth_date": date(2004, 2, 29),
    "national_id": "0101990000007",
    "passport": "PZ-778899",
    "citizenship": "Zamišljenija",
    "phone": "+381 60 000 0001",
    "email": "kanarinka@nowhere.example",
    "address": "Nepostojeća 1",
    "safe_contact": "Samo utorkom",
    "health": "Izmišljena povreda ramena",
    "exploitation": "Izmišljena gradilišna priča",
    "forms": ("LAB",),
    "notes": "Izmišljena dozvola boravka",
    "sex": "F",
    "status": "FORMAL",
}


class Room:
    """A lawyer, her coordinator, a victim of whom everything is known."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        office = make.office()
        self.make, self.email = make, make.lawyer(office=office)
        self.coordinator_email = make.coordinator(office=office)
        self.case = make.case(self.email)
        self.victim = make.victim(self.email, self.case, **RECORD)
        self.lawyer, self.coordinator = client_as(self.email), client_as(self.coordinator_email)

    def open(self, person: Any, *groups: str, **more: str) -> Any:
        return person.post(
            f"/victims/{self.victim}/openings", {"purpose": "hearing", "groups": [str(one) for one in groups], **more}
        )

    def page(self, person: Any, *groups: str) -> tuple[str, str]:
        """The address and the text of the opened record."""
        address = self.open(person, *groups).headers["Location"]
        return address, person.get(address).get_data(as_text=True)


@pytest.fixture
def room(make: Any, client_as: Callable[[str], Any]) -> Room:
    return Room(make, client_as)


@pytest.fixture
def without() -> Iterator[Callable[[str], None]]:
    """Take rules out of the table for this test."""
    whole = policy()

    def drop(rule: str) -> None:
        left = tuple(one for one in policy().rules if one.id != rule)
        assert len(left) == len(policy().rules) - 1, rule
        object.__setattr__(whole, "rules", left)
        for name in ("fresh", "granted", "by_role"):
            whole.__dict__.pop(name, None)

    kept = whole.rules
    yield drop
    object.__setattr__(whole, "rules", kept)
    for name in ("fresh", "granted", "by_role"):
        whole.__dict__.pop(name, None)
    assert isinstance(whole, Policy)


def shown(text: str) -> set[str]:
    """The groups of which anything stands in this text."""
    return {group for group, words in CANARIES.items() if any(word in text for word in words)}


@pytest.mark.parametrize(
    "groups", [["identity"], ["contact"], ["health"], ["exploitation"], ["legal"], ["identity", "contact"], [*Group]]
)
def test_the_page_holds_the_groups_that_were_asked_for_and_nothing_else(room: Room, groups: list[str]) -> None:
    address, page = room.page(room.lawyer, *groups)

    form = room.lawyer.get(f"{address}/record").get_data(as_text=True)

    assert shown(page) == set(groups)
    assert shown(form) - {"exploitation"} == set(groups) - {"exploitation"}
    assert "priča" not in form or "exploitation" in groups


def test_the_log_says_which_groups_were_opened(app: Flask, room: Room) -> None:
    room.open(room.lawyer, "health", "identity")

    with app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="open_victim").one()
    assert b'"groups":"identity+health"' in bytes(entry.body)


def test_without_a_group_nothing_opens(app: Flask, room: Room) -> None:
    answers = [room.open(room.lawyer).status_code, room.open(room.lawyer, "sketch", "facts").status_code]

    assert answers == [422, 422]
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="open_victim").count() == 0


def test_a_ticket_opens_no_group_that_it_does_not_name(app: Flask, room: Room) -> None:
    actor = room.make.actor(room.email)
    with app.app_context():
        victim = db.session.get_one(Victim, room.victim)
        ticket = actions.ledger.append_alone(
            act="open_victim", by=actor.id, of=f"victim:{victim.id}", session_id=None, facts={"groups": "identity"}
        )
        record = actions.read(ticket, victim, frozenset(Group))

        assert record.groups == {Group.IDENTITY}
        assert (record.given_name, record.health, record.phone) == ("Kanarinka", "", "")
        for group in Group:
            place = {"subject": victim.id, "table": "victim", "row": victim.id, "capsule": group.value}
            if group is Group.IDENTITY:
                assert vault.open(ticket, **place)["given_name"] == "Kanarinka"
            else:
                with pytest.raises(vault.TicketRefused):
                    vault.open(ticket, **place)


@pytest.mark.parametrize("groups", [["identity"], ["contact"], ["contact", "health"]])
def test_a_coordinator_shows_her_second_factor_for_identity_and_contact(room: Room, groups: list[str]) -> None:
    room.make.stale(room.coordinator_email)

    asked = room.open(room.coordinator, *groups)
    opened = room.open(room.coordinator, *groups, second_factor=room.coordinator.next_code())

    assert asked.status_code == 403
    assert opened.status_code == 303
    assert shown(room.coordinator.get(opened.headers["Location"]).get_data(as_text=True)) == set(groups)


def test_a_coordinator_opens_the_other_groups_with_a_purpose_alone(room: Room) -> None:
    room.make.stale(room.coordinator_email)

    _address, page = room.page(room.coordinator, "health", "exploitation", "legal")

    assert shown(page) == {"health", "exploitation", "legal"}


def test_a_lawyer_of_the_case_needs_no_second_factor(room: Room) -> None:
    room.make.stale(room.email)

    assert room.open(room.lawyer, *Group).status_code == 303


@pytest.mark.parametrize("group", [*Group])
def test_each_group_hangs_on_its_own_rule(room: Room, without: Callable[[str], None], group: Group) -> None:
    without(f"open_{group}.lawyer.assigned")

    door = room.lawyer.get(f"/victims/{room.victim}").get_data(as_text=True)
    refused = room.open(room.lawyer, group)
    others = [one for one in Group if one is not group]
    address, page = room.page(room.lawyer, *others)
    form = room.lawyer.get(f"{address}/record").get_data(as_text=True)

    assert f'type="checkbox" value="{group}"' not in door
    assert refused.status_code == 422
    assert group not in shown(page)
    assert group not in shown(form) or group is Group.EXPLOITATION
    assert room.coordinator.get(f"/victims/{room.victim}").status_code == 200


def test_an_opening_that_was_right_when_it_was_made_shows_no_more_than_what_is_right_now(
    room: Room, without: Callable[[str], None]
) -> None:
    address, before = room.page(room.lawyer, *Group)
    without("open_health.lawyer.assigned")

    after = room.lawyer.get(address).get_data(as_text=True)

    assert "health" in shown(before)
    assert shown(after) == {"identity", "contact", "exploitation", "legal"}


@pytest.mark.parametrize("group", [*Group])
def test_saving_one_group_loses_nothing_of_the_others(app: Flask, room: Room, group: Group) -> None:
    address, _page = room.page(room.lawyer, group)
    form = room.lawyer.get(f"{address}/record").get_data(as_text=True)
    typed = {"identity": {"given_name": "Nova", "first_contact": "1. 3. 2026.", "sex": "F", "status": "FORMAL"}}
    typed["identity"]["citizenship_group"] = "_U"
    typed |= {"contact": {"phone": "+381 1"}, "health": {"health": "Novo"}, "legal": {"notes": "Novo"}}
    typed |= {"exploitation": {"exploitation": "Novo", "forms": "SEX"}}
    forged = dict.fromkeys(("family_name", "address", "health", "exploitation", "notes"), "Podmetnuto")
    said = {**forged, **typed[group], "row_version": version(form), "groups": group.value}

    answer = room.lawyer.post(f"{address}/record", said)

    assert answer.status_code == 303
    _address, page = room.page(room.lawyer, *Group)
    others = {one for one in CANARIES if one != group}
    assert shown(page) >= others
    assert all(word in page for one in others for word in CANARIES[one])
    with app.app_context():
        assert db.session.get_one(Victim, room.victim).row_version == 2


def test_a_group_that_the_form_names_but_the_opening_does_not_is_not_written(room: Room) -> None:
    address, _page = room.page(room.lawyer, "contact")
    said = {"phone": "+381 1", "health": "Podmetnuto", "row_version": "1", "groups": "contact+health"}

    answer = room.lawyer.post(f"{address}/record", said)

    _address, page = room.page(room.lawyer, "health", "contact")
    assert answer.status_code == 303
    assert "Izmišljena povreda ramena" in page
    assert "Podmetnuto" not in page


def test_the_permissions_of_the_groups_are_those_of_the_table() -> None:
    asked = {rule.permission for rule in policy().rules}

    assert {May(f"open_{group}") for group in Group} <= asked
