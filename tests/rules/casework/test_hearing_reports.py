"""What a report of a hearing must say."""

from datetime import date, datetime, time

import pytest

from litigation_app.casework.proceedings.hearings import rules
from litigation_app.casework.proceedings.hearings.rules import Doubt, State, Told
from litigation_app.law import loader

TODAY, YESTERDAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25)


def told(
    state: State,
    *,
    reason: str | None = None,
    on: date = YESTERDAY,
    next_on: date | None = None,
    next_at: time | None = None,
    at: time | None = None,
) -> Told:
    return Told(state, reason, on, next_on, next_at, at)


@pytest.mark.parametrize(
    ("said", "doubts"),
    [
        (told(State.HELD), []),
        (told(State.HELD, next_on=TOMORROW, next_at=time(9)), []),
        (told(State.HELD, on=TODAY), []),
        (told(State.HELD, on=TOMORROW), [Doubt.TOO_EARLY]),
        (told(State.HELD, on=TODAY, at=time(12)), []),
        (told(State.HELD, on=TODAY, at=time(12, 1)), [Doubt.BEFORE_ITS_HOUR]),
        (told(State.HELD, on=YESTERDAY, at=time(12, 1)), []),
        (told(State.CANCELLED, on=TODAY, at=time(12, 1)), []),
        (told(State.ADJOURNED), [Doubt.REASON_MISSING]),
        (told(State.ADJOURNED, reason="panel"), []),
        (told(State.ADJOURNED, reason="panel", next_on=YESTERDAY), [Doubt.NEXT_NOT_LATER]),
        (told(State.MOVED, reason="court", on=TOMORROW, next_on=TODAY), []),
        (told(State.MOVED), [Doubt.REASON_MISSING]),
        (told(State.CANCELLED, on=TOMORROW), []),
        (told(State.CANCELLED, next_on=TOMORROW), [Doubt.NEXT_OF_CANCELLED]),
        (told(State.HELD, next_at=time(9)), [Doubt.NEXT_HAS_NO_DAY]),
    ],
)
def test_a_report_is_doubted_for_what_it_lacks_or_contradicts(said: Told, doubts: list[Doubt]) -> None:
    assert rules.doubts(said, datetime.combine(TODAY, time(12))) == doubts


@pytest.mark.parametrize("listed", ["kind", "state", "reason", "who"])
@pytest.mark.parametrize("language", ["en", "sr-Latn", "sr-Cyrl"])
def test_every_code_has_words(listed: str, language: str) -> None:
    offered = rules.options(listed, language)

    assert len(offered) >= 5
    assert all(words and words != code for code, words in offered)


def test_every_state_of_the_program_is_in_the_file_and_the_other_way_round() -> None:
    assert {code for code, _words in rules.options("state", "en")} == set(State)


@pytest.mark.parametrize(
    ("at", "state", "event"),
    [
        ("main_hearing", State.ADJOURNED, "adjourned"),
        ("retrial", State.ADJOURNED, "adjourned"),
        ("pretrial_hearing", State.HELD, "trial_opened"),
        ("main_hearing", State.HELD, None),  # it is where it was
        ("main_hearing", State.MOVED, None),
        ("main_hearing", State.SCHEDULED, None),
        ("investigation", State.ADJOURNED, None),
    ],
)
def test_a_hearing_is_the_step_that_its_proceedings_know(at: str, state: State, event: str | None) -> None:
    graph = loader.load("RS").procedure("criminal")

    assert rules.step_of(graph, at, state) == event
