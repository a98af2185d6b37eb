"""Who may agree to an erasure, what forbids one, and what is its number?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.audit.presenters import ACTS
from litigation_app.casework.erasures import presenters as words
from litigation_app.casework.erasures import rules
from litigation_app.casework.erasures.rules import Bar, Held, Standing, Waiting

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
PROPOSER, OTHER = uuid4(), uuid4()
FRESH = Waiting(PROPOSER, NOW - timedelta(days=1), is_decided=False, is_proposer_at_work=True)
THERE = Standing()


def bars(
    proposal: Waiting = FRESH, by: UUID = OTHER, she: Standing = THERE, *, with_case: bool = False
) -> list[rules.Bar]:
    return rules.bars_to_agreeing(proposal, she, by=by, with_case=with_case, now=NOW, today=TODAY)


def test_another_coordinator_may_agree() -> None:
    assert bars() == []


def test_who_proposed_it_may_not() -> None:
    assert bars(by=PROPOSER) == [Bar.OWN]
    assert rules.bars_to_rejecting(FRESH, THERE, by=PROPOSER, now=NOW) == [Bar.OWN]


def test_only_who_proposed_it_may_withdraw_it() -> None:
    assert rules.bars_to_withdrawing(FRESH, THERE, by=PROPOSER, now=NOW) == []
    assert rules.bars_to_withdrawing(FRESH, THERE, by=OTHER, now=NOW) == [Bar.NOT_OWN]


def test_nobody_agrees_to_what_somebody_proposed_who_is_gone() -> None:
    orphaned = replace(FRESH, is_proposer_at_work=False)

    assert bars(orphaned) == [Bar.PROPOSER_GONE]
    assert rules.bars_to_rejecting(orphaned, THERE, by=OTHER, now=NOW) == []


@pytest.mark.parametrize(("with_case", "is_alone"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_texts_of_a_case_go_only_while_nobody_else_has_a_record_in_it(with_case: bool, is_alone: bool) -> None:
    found = bars(she=Standing(is_alone=is_alone), with_case=with_case)

    assert found == ([Bar.NOT_ALONE] if with_case and not is_alone else [])


@pytest.mark.parametrize(
    ("she", "bar"), [(Standing(is_agreed=True), Bar.AGREED), (Standing(is_erased=True, is_agreed=True), Bar.ERASED)]
)
def test_what_was_agreed_to_can_be_neither_stopped_nor_answered_again(she: Standing, bar: Bar) -> None:
    found = (
        rules.bars_to_holding(she),
        rules.bars_to_proposing(she, proposals=[], now=NOW, today=TODAY),
        bars(she=she),
        rules.bars_to_rejecting(FRESH, she, by=OTHER, now=NOW),
        rules.bars_to_withdrawing(FRESH, she, by=PROPOSER, now=NOW),
    )

    assert set(map(tuple, found)) == {(bar,)}


@given(st.integers(min_value=0, max_value=60 * 24 * 60))
def test_a_proposal_lives_for_fourteen_days(minutes: int) -> None:
    proposal = replace(FRESH, proposed_at=NOW - timedelta(minutes=minutes))

    assert (Bar.EXPIRED in bars(proposal)) == (minutes > 14 * 24 * 60)


@given(st.dates(), st.booleans())
def test_a_hold_forbids_it_up_to_its_last_day_unless_it_is_lifted(until: date, is_lifted: bool) -> None:
    hold = Held(until, is_lifted)
    expected = until >= TODAY and not is_lifted

    she = Standing(legal_holds=(hold,))
    proposing = rules.bars_to_proposing(she, proposals=[], now=NOW, today=TODAY)

    assert (Bar.HELD in bars(she=she)) == expected == (Bar.HELD in proposing)


def test_what_is_decided_is_decided() -> None:
    decided = replace(FRESH, is_decided=True)

    assert bars(decided) == [Bar.DECIDED]
    assert rules.bars_to_withdrawing(decided, THERE, by=PROPOSER, now=NOW) == [Bar.DECIDED]


def test_nobody_is_proposed_twice_at_once_or_erased_twice() -> None:
    def proposing(proposals: list[Waiting], *, is_erased: bool = False) -> list[Bar]:
        return rules.bars_to_proposing(Standing(is_erased), proposals=proposals, now=NOW, today=TODAY)

    old = replace(FRESH, proposed_at=NOW - timedelta(days=15))

    assert proposing([FRESH]) == [Bar.PROPOSED]
    assert proposing([old]) == []
    assert proposing([], is_erased=True) == [Bar.ERASED]
    assert bars(she=Standing(is_erased=True)) == [Bar.ERASED]


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
    assert set(words.LEGAL_HOLDS) == set(known.legal_holds)
    assert set(words.BARS) == set(Bar)
    assert set(words.CAUTIONS) == set(rules.Caution)
    assert set(known.national) == {"RS", "MK", "ME", "BA"}
    assert {law.confidence for law in known.national.values()} <= {"high", "medium", "low"}
    assert {"erase_victim", "finish_erasure", "agree_erasure", "place_hold"} <= set(ACTS)


def test_backups_are_unreadable_when_the_last_copy_of_the_keys_is_gone() -> None:
    assert rules.unreadable_in_backups(NOW, 35) == date(2026, 12, 30)
