"""Who may agree to an erasure, what forbids one, and what is its number?"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.audit.words import ACTS
from litigation_app.casework.erasures import rules, words
from litigation_app.casework.erasures.rules import Bar, Held, Waiting

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
PROPOSER, OTHER = uuid4(), uuid4()
FRESH = Waiting(PROPOSER, NOW - timedelta(days=1), is_decided=False)


def bars(proposal: Waiting = FRESH, by: UUID = OTHER, holds: tuple[Held, ...] = (), *, is_erased: bool = False) -> list:
    return rules.bars_to_agreeing(proposal, by=by, is_erased=is_erased, holds=holds, now=NOW, today=TODAY)


def test_another_coordinator_may_agree() -> None:
    assert bars() == []


def test_who_proposed_it_may_not() -> None:
    assert bars(by=PROPOSER) == [Bar.OWN]
    assert rules.bars_to_rejecting(FRESH, by=PROPOSER, now=NOW) == [Bar.OWN]


def test_only_who_proposed_it_may_withdraw_it() -> None:
    assert rules.bars_to_withdrawing(FRESH, by=PROPOSER, now=NOW) == []
    assert rules.bars_to_withdrawing(FRESH, by=OTHER, now=NOW) == [Bar.NOT_OWN]


@given(st.integers(min_value=0, max_value=60 * 24 * 60))
def test_a_proposal_lives_for_fourteen_days(minutes: int) -> None:
    proposal = Waiting(PROPOSER, NOW - timedelta(minutes=minutes), is_decided=False)

    assert (Bar.EXPIRED in bars(proposal)) == (minutes > 14 * 24 * 60)


@given(st.dates(), st.booleans())
def test_a_hold_forbids_it_up_to_its_last_day_unless_it_is_lifted(until: date, is_lifted: bool) -> None:
    hold = Held(until, is_lifted)
    expected = until >= TODAY and not is_lifted

    proposing = rules.bars_to_proposing(is_erased=False, proposals=[], holds=[hold], now=NOW, today=TODAY)

    assert (Bar.HELD in bars(holds=(hold,))) == expected == (Bar.HELD in proposing)


def test_what_is_decided_is_decided() -> None:
    decided = Waiting(PROPOSER, NOW, is_decided=True)

    assert bars(decided) == [Bar.DECIDED]
    assert rules.bars_to_withdrawing(decided, by=PROPOSER, now=NOW) == [Bar.DECIDED]


def test_nobody_is_proposed_twice_at_once_or_erased_twice() -> None:
    def proposing(proposals: list[Waiting], *, is_erased: bool = False) -> list[Bar]:
        return rules.bars_to_proposing(is_erased=is_erased, proposals=proposals, holds=[], now=NOW, today=TODAY)

    old = Waiting(PROPOSER, NOW - timedelta(days=15), is_decided=False)

    assert proposing([FRESH]) == [Bar.PROPOSED]
    assert proposing([old]) == []
    assert proposing([], is_erased=True) == [Bar.ERASED]
    assert bars(is_erased=True) == [Bar.ERASED]


@given(st.uuids())
def test_a_certificate_has_a_number_that_the_log_takes(erasure_id: UUID) -> None:
    number = rules.certificate_number(erasure_id, 2026)

    assert number.startswith("E-2026-")
    assert len(number) <= 24
    assert all(letter in "0123456789ABCDEF-E" for letter in number)


@pytest.mark.parametrize(("typed", "is_she"), [("Breza 14", True), (" breza  14", True), ("Breza 1", False)])
def test_the_code_name_is_typed_by_hand(typed: str, is_she: bool) -> None:
    assert rules.is_same_reference(typed, "Breza 14") is is_she


def test_every_ground_hold_and_refusal_has_words() -> None:
    known = rules.grounds()

    assert set(words.BASES) == set(known.bases)
    assert set(words.HOLDS) == set(known.holds)
    assert set(words.BARS) == set(Bar)
    assert set(words.CAUTIONS) == set(rules.Caution)
    assert set(known.national) == {"RS", "MK", "ME", "BA"}
    assert {law.confidence for law in known.national.values()} <= {"high", "medium", "low"}
    assert {"erase_victim", "finish_erasure", "agree_erasure", "place_hold"} <= set(ACTS)


def test_backups_are_unreadable_when_the_last_copy_of_the_keys_is_gone() -> None:
    assert rules.unreadable_in_backups(NOW, 35) == date(2026, 12, 29)
