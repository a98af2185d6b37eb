"""What is known of a victim, and how old was she?"""

import copy
import json
import pickle
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.rules import Group, VictimRecord
from litigation_app.core.text import NotPrintable
from litigation_app.law import codes

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1930, 1, 1), date(2026, 12, 31))
RECORDS = st.builds(
    VictimRecord,
    given_name=st.text(max_size=20),
    family_name=st.text(max_size=20),
    birth_date=st.none() | DAYS,
    is_adult=st.booleans(),
    notes=st.text(max_size=50),
    sex=st.sampled_from(codes.known("sex")),
    birth_year=st.none(),
    status=st.sampled_from(codes.known("status")),
    forms=st.lists(st.sampled_from(codes.known("form")), unique=True).map(lambda found: tuple(sorted(found))),
    first_contact=st.none() | DAYS,
)


@pytest.mark.parametrize("printing", [str, repr, "{}".format, pickle.dumps, copy.copy])
def test_a_record_refuses_to_be_printed_or_copied(printing: object) -> None:
    record = VictimRecord(given_name="Kanarinka")

    with pytest.raises(NotPrintable):
        printing(record)  # type: ignore[operator]


@given(RECORDS)
def test_what_is_sealed_comes_back_as_it_was(record: VictimRecord) -> None:
    sealed = json.loads(json.dumps(rules.capsules(record)))

    found = rules.record_of(sealed)

    assert all(getattr(found, name) == getattr(record, name) for name in set(rules.NAMES) - {"birth_year"})
    assert found.year_of_birth == record.year_of_birth


@given(RECORDS, RECORDS, st.frozensets(st.sampled_from(Group)))
def test_what_is_written_to_some_groups_leaves_the_others(
    before: VictimRecord, typed: VictimRecord, some: frozenset[Group]
) -> None:
    stored = rules.capsules(before)
    changed = stored | rules.capsules(replace(typed, groups=some), stored["facts"])

    found = rules.record_of(json.loads(json.dumps(changed)))

    kept = rules.record_of(json.loads(json.dumps(stored)))
    said = rules.record_of(json.loads(json.dumps(rules.capsules(typed))))
    mine = rules.fields_of(some)
    assert all(getattr(found, name) == getattr(said if name in mine else kept, name) for name in rules.NAMES)
    assert changed["facts"]["age"] == (rules.capsules(typed) if Group.IDENTITY in some else stored)["facts"]["age"]


@given(RECORDS, st.frozensets(st.sampled_from(Group)))
def test_a_record_knows_nothing_of_groups_that_were_not_opened(record: VictimRecord, some: frozenset[Group]) -> None:
    sealed = rules.capsules(record)

    found = rules.record_of({name: sealed[name] for name in (*some, "facts")})

    unknown = VictimRecord()
    hidden = frozenset(rules.NAMES) - rules.fields_of(some)
    assert found.groups == some
    assert all(getattr(found, name) == getattr(unknown, name) for name in hidden)


def test_every_field_belongs_to_exactly_one_group() -> None:
    fields = [name for group in Group for name in rules.fields_of([group])]

    assert sorted(fields) == sorted(rules.NAMES)


@given(RECORDS)
def test_the_facts_hold_no_words(record: VictimRecord) -> None:
    facts = rules.capsules(record)["facts"]

    assert set(facts) == {"sex", "birth_year", "age", "citizenship_group", "forms", "status", "first_contact"}
    assert facts["sex"] in codes.known("sex")
    assert set(facts["forms"]) <= set(codes.known("form"))
    assert facts["first_contact"] is None or date.fromisoformat(facts["first_contact"])


@pytest.mark.thorough
@given(DAYS, st.integers(0, 40_000))
def test_an_age_grows_by_one_on_each_birthday(born: date, days: int) -> None:
    today, tomorrow = born + timedelta(days=days), born + timedelta(days=days + 1)

    grown = rules.age_on(born, tomorrow) - rules.age_on(born, today)

    assert rules.age_on(born, today) >= 0
    assert grown == (1 if (tomorrow.month, tomorrow.day) == _birthday(born, tomorrow.year) else 0)


def _birthday(born: date, year: int) -> tuple[int, int]:
    if (born.month, born.day) != (2, 29):
        return born.month, born.day
    return (2, 29) if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else (3, 1)


@given(DAYS, DAYS)
def test_the_year_alone_gives_two_ages_and_one_of_them_is_right(born: date, day: date) -> None:
    low, high = rules.ages_on(VictimRecord(birth_year=born.year), day) or (0, 0)

    assert born > day or low <= rules.age_on(born, day) <= high


def test_an_unknown_birth_gives_no_age() -> None:
    assert rules.ages_on(VictimRecord(), date(2026, 11, 24)) is None


def test_what_cannot_be_true_together_is_named() -> None:
    record = VictimRecord(birth_date=date(2005, 3, 1), birth_year=2004, first_contact=date(2001, 1, 1))

    assert rules.contradictions(record, TODAY) == ["two_birth_years", "born_after_contact"]
    assert rules.contradictions(VictimRecord(birth_year=2010, is_adult=True), TODAY) == ["adult_and_minor"]
    assert rules.contradictions(VictimRecord(birth_year=2008, is_adult=True), TODAY) == []
    assert rules.contradictions(VictimRecord(), TODAY) == []


@pytest.mark.parametrize(
    ("known", "is_minor"),
    [
        ({}, None),
        ({"is_adult": True}, False),
        ({"birth_year": 2008}, None),
        ({"birth_year": 2008, "is_adult": True}, False),
        ({"birth_year": 2009}, True),
        ({"birth_date": date(2008, 11, 24)}, False),
        ({"birth_date": date(2008, 11, 25)}, True),
    ],
)
def test_she_is_a_minor_or_an_adult_or_nobody_knows(known: dict[str, Any], is_minor: bool | None) -> None:
    assert rules.is_minor(VictimRecord(**known), TODAY) is is_minor


def test_an_adult_of_unknown_age_has_no_age_in_the_facts() -> None:
    sealed = rules.capsules(VictimRecord(is_adult=True, first_contact=TODAY))

    assert sealed["facts"]["age"] is None
    assert sealed["identity"]["is_adult"] is True


def test_a_child_of_seventeen_is_sealed_as_seventeen_even_in_the_year_of_her_majority() -> None:
    record = VictimRecord(birth_date=date(2006, 12, 1), first_contact=date(2024, 11, 30))

    assert rules.capsules(record)["facts"]["age"] == 17
