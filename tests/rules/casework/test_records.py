"""How things stand, whom to warn of, how often she was questioned: from records alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.cases.rules import letter
from litigation_app.casework.proceedings.records import rules
from litigation_app.casework.proceedings.records.rules import Told, catalogue
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.law import loader

HER, HIM = uuid4(), uuid4()
START = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = list(catalogue().kinds.values())


def told(kind: str, day: int, *, victim: UUID | None = HER, defendant: UUID | None = None, **answers: Any) -> Told:
    at = START + timedelta(days=day)
    return Told(uuid4(), kind, at.date(), answers, None, victim, defendant, at)


def test_the_last_record_of_each_measure_says_how_it_stands() -> None:
    measure = catalogue().kinds["protective_measure"]
    asked = told("protective_measure", 1, measure="screen", step="requested")
    granted = told("protective_measure", 3, measure="screen", step="granted")
    other = told("protective_measure", 2, measure="closed_hearing", step="refused")

    assert rules.standing(measure, [granted, other, asked]) == [granted, other]


def test_two_accused_stand_apart() -> None:
    custody = catalogue().kinds["custody"]
    mine = told("custody", 1, victim=None, defendant=HIM, event="detained")
    his = told("custody", 2, victim=None, defendant=uuid4(), event="released")

    assert set(map(id, rules.standing(custody, [mine, his]))) == {id(mine), id(his)}


@pytest.mark.parametrize(
    "event", ["released", "absconded", "bail", "breach", "leave", "sentence_ended", "no_contact_ended"]
)
def test_a_release_or_a_flight_asks_for_a_warning(event: str) -> None:
    assert rules.warns(catalogue().kinds["custody"], {"event": event})


@pytest.mark.parametrize("event", ["detained", "extended", "house_arrest", "no_contact", "sentence_begun"])
def test_what_keeps_him_away_asks_for_none(event: str) -> None:
    assert not rules.warns(catalogue().kinds["custody"], {"event": event})


def test_only_a_warning_that_reached_her_answers() -> None:
    warned = catalogue().kinds["client_warned"]

    assert rules.has_answered(warned, {"channel": "in_person"})
    assert not rules.has_answered(warned, {"channel": rules.NOT_REACHED})
    assert not rules.has_answered(catalogue().kinds["custody"], {"event": "released"})


def test_a_statement_is_one_date_before_one_authority_and_its_continuation_counts_not_again() -> None:
    statement = catalogue().kinds["testimony"]
    records = [
        told("testimony", 1, authority="police"),
        told("testimony", 1, authority="police"),
        told("testimony", 1, authority="prosecutor"),
        told("testimony", 9, authority="trial_court"),
        told("testimony", 10, authority="trial_court", continued="yes"),
        told("testimony", 11, victim=uuid4(), authority="civil_court"),
    ]

    assert rules.statements(statement, records, HER) == 3


@given(st.permutations(range(6)))
def test_the_order_of_recording_changes_nothing(order: list[int]) -> None:
    measure = catalogue().kinds["protective_measure"]
    steps = ["requested", "refused", "requested", "granted", "applied", "not_applied"]
    records = [told("protective_measure", day, measure="screen", step=step) for day, step in enumerate(steps)]

    assert rules.standing(measure, [records[place] for place in order]) == [records[-1]]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("country", ["RS", "MK", "BA", "ME"])
def test_every_question_has_answers_in_every_country(kind: Any, country: str) -> None:
    law = loader.load(country)
    for one in kind.fields:
        if one.kind in {FieldKind.CODE, FieldKind.LAW, FieldKind.SEVERAL}:
            offered = one.options(law, "en")
            assert len(offered) >= 2
            assert len(dict(offered)) == len(offered)
        if one.kind is FieldKind.NUMBER:
            assert one.most > 0


def test_the_fourteen_measures_of_the_country_files_are_offered() -> None:
    measure = catalogue().kinds["protective_measure"].field("measure")

    assert {len(measure.options(loader.load(country), "en")) for country in ("RS", "MK", "BA", "ME")} == {14}


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_days_are_kept_as_days() -> None:
    assert told("custody", 1, event="released").on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("day", "victim", "of", "still"),
    [(2, HER, HIM, False), (2, HER, None, False), (1, HER, HIM, False), (0, HER, HIM, True), (2, HIM, HIM, True), (2, HER, HER, True)],
)  # fmt: skip
def test_a_client_is_told_by_a_notification_of_her_own_since_then_of_this_accused_or_of_all(
    day: int, victim: UUID, of: UUID | None, still: bool
) -> None:
    since = START + timedelta(days=1)
    warning = told("notification", day, victim=victim, defendant=of)

    assert rules.is_to_be_told(since, HIM, [warning], {HER}) is still
    assert rules.is_to_be_told(since, HIM, [warning], {HER, uuid4()})
