"""Who sued after a referral, and what was decided first on a request for protection?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework import rules
from litigation_app.casework.claims.rules import Decided
from litigation_app.casework.records.rules import Protection, first_protection
from litigation_app.casework.rules import ClaimRecord, claim_progress, sued
from litigation_app.law import loader

REFERRED, END = date(2020, 8, 31), date(2021, 12, 31)
LIMIT = REFERRED + timedelta(days=365)
SAID = rules.protection_steps()
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("filed", "has_sued"),
    [
        ([], False),
        ([REFERRED], True),
        ([LIMIT], True),
        ([LIMIT + timedelta(days=1)], False),
        ([LIMIT + timedelta(days=1), REFERRED - timedelta(days=30)], True),  # she had sued already
    ],
)
def test_a_civil_claim_on_the_last_day_is_in_time(filed: list[date], has_sued: bool) -> None:
    assert sued(REFERRED, filed, END) is has_sued


@pytest.mark.parametrize("filed", [[], [REFERRED + timedelta(days=1)]])
def test_nobody_has_sued_or_not_before_her_time_is_over(filed: list[date]) -> None:
    assert sued(REFERRED, filed, LIMIT - timedelta(days=1)) is None
    assert sued(REFERRED, filed, LIMIT) is bool(filed)


@given(referred=DAYS, filed=st.lists(DAYS, max_size=3), later=st.integers(1, 5))
def test_by_the_end_of_the_next_year_it_is_known_and_never_changes(
    referred: date, filed: list[date], later: int
) -> None:
    then = sued(referred, filed, date(referred.year + 1, 12, 31))

    assert then is not None
    assert sued(referred, filed, date(referred.year + 1 + later, 12, 31)) is then


def test_only_who_is_referred_in_the_end_has_sued_or_not() -> None:
    referred, awarded = Decided(REFERRED, "referred", None, is_final=False), date(2020, 12, 1)
    first, appealed = (referred,), (referred, Decided(awarded, "rejected", None, is_final=True))

    def said(decisions: tuple[Decided, ...], by: date = END) -> bool | None:
        return claim_progress([ClaimRecord("EUR", REFERRED, decisions)], by, [REFERRED]).sued

    assert said(first) is True
    assert said(appealed) is None
    assert said(()) is None
    assert claim_progress([], END, [REFERRED]).sued is None


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_the_law_says_which_ways_lead_to_a_civil_court(country: str) -> None:
    found = rules.civil_routes(country)

    assert "civil_suit" in found
    assert not set(found) & set(rules.criminal_routes())


def test_a_request_that_waits_is_no_refusal() -> None:
    asked = date(2020, 1, 5), "requested"

    assert first_protection([asked], SAID, END) == Protection()
    assert first_protection([asked, (date(2022, 1, 1), "refused")], SAID, END) == Protection()
    assert first_protection([(date(2020, 1, 5), "applied")], SAID, END) == Protection()


def test_the_first_decision_counts_and_of_one_day_a_grant() -> None:
    day, later = date(2020, 1, 5), date(2021, 1, 5)

    assert first_protection([(later, "granted"), (day, "refused")], SAID, END) == Protection("refused", 2020)
    assert first_protection([(day, "refused"), (day, "granted")], SAID, END) == Protection("granted", 2020)
