"""Where does a claim stand whose only decision was a mistake, and past what can its day of filing not be moved?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.corrections import rules
from litigation_app.casework.claims.corrections.rules import Correction, Stood
from litigation_app.casework.claims.rules import Blocker, ClaimView

SENT, DUE = datetime(2026, 3, 1, 9, tzinfo=UTC), date(2026, 3, 8)
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
DECIDED = ClaimView("decided", "RS", "property_claim", "RSD", frozenset(), submitted_at=SENT, review_by=DUE)


def test_only_what_the_mistake_brought_about_is_taken_back() -> None:
    draft = rules.undecided(DECIDED, is_sent_by_it=True, is_due_anyhow=False)
    sent = rules.undecided(DECIDED, is_sent_by_it=False, is_due_anyhow=False)

    assert draft == Stood("draft", None, None)
    assert sent == Stood("submitted", SENT, None)


def test_rows_that_one_of_two_has_approved_do_not_become_a_draft_which_could_be_written_over() -> None:
    once = replace(DECIDED, first_approved_by=uuid4())

    assert rules.undecided(once, is_sent_by_it=True, is_due_anyhow=False) == Stood("submitted", SENT, None)


@given(is_sent=st.booleans())
def test_what_is_due_anyhow_and_what_a_coordinator_said_stay(is_sent: bool) -> None:
    approved, returned = replace(DECIDED, review_by=None, is_approved=True), replace(DECIDED, review_by=None)

    assert rules.undecided(DECIDED, is_sent_by_it=is_sent, is_due_anyhow=True) == Stood("submitted", SENT, DUE)
    assert rules.undecided(approved, is_sent_by_it=is_sent, is_due_anyhow=False).state == "approved"
    assert rules.undecided(returned, is_sent_by_it=is_sent, is_due_anyhow=False).state == "returned"


@given(filed=DAYS, decided=DAYS, on=st.none() | DAYS)
def test_a_day_of_filing_is_never_moved_past_a_decision(filed: date, decided: date, on: date | None) -> None:
    claim = replace(DECIDED, filed_on=filed)

    found = rules.blockers_of_correction(
        claim, Correction(filed, on, "mistyped"), has_authority=True, first_decided=decided
    )

    if on is None:
        assert found == [Blocker.RESTS_ON_FILING]
    elif on != filed:
        assert (found == [Blocker.AFTER_DECISION]) == (on > decided)
