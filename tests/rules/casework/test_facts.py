"""How do records become coded facts?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.presenters import OUTCOMES
from litigation_app.casework.claims.rules import Decided, Paid
from litigation_app.casework.facts import rules
from litigation_app.casework.facts.rules import (
    ClaimProgress,
    ClaimRecord,
    History,
    Reached,
    Ruling,
    claim_progress,
    months_after,
    months_codes,
    steps,
    stood,
)
from litigation_app.casework.proceedings.records.rules import first_protection
from litigation_app.law import codes, loader, rates, routes
from litigation_app.law.rates import RateMissing

END = date(2026, 12, 31)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2028, 12, 31))
STAGES = sorted(
    {stage.id for code in loader.COUNTRIES for one in loader.load(code).family("criminal") for stage in one.stages}
)
REACHED = st.builds(
    Reached,
    stage=st.sampled_from(STAGES),
    outcome=st.sampled_from([None, "convicted", "acquitted", "convicted_plea", "partly_convicted"]),
    on=DAYS,
)
AMOUNTS = st.decimals(min_value="0.01", max_value="9999999.99", places=2)
DECISIONS = st.builds(
    Decided, on=DAYS, outcome=st.sampled_from(sorted(OUTCOMES)), amount=st.none() | AMOUNTS, is_final=st.booleans()
)
CLAIMS = st.builds(
    ClaimRecord,
    currency=st.sampled_from(["RSD", "MKD", "BAM", "EUR"]),
    filed_on=st.none() | DAYS,
    rulings=st.lists(st.builds(Ruling, DECISIONS, st.none() | DAYS), max_size=3).map(tuple),
    payments=st.lists(st.builds(Paid, on=DAYS, amount=AMOUNTS, payer=st.sampled_from(["OFFENDER", "NGO_ADV"]))).map(
        tuple
    ),
)


CONTACT = date(2020, 8, 31)
TRIAL = [
    Reached("report", None, date(2020, 3, 1)),
    Reached("investigation", None, date(2021, 1, 1)),
    Reached("indictment_filed", None, date(2022, 1, 1)),
    Reached("first_instance_judgment", "convicted", date(2023, 8, 31)),
]


def reached(stages: list[Reached], months: int = 36) -> tuple[str, str]:
    found = stood(History(stages), CONTACT, months)
    return found.criminal, found.judged_in


def test_a_trial_is_followed_for_so_many_months_and_no_day_longer() -> None:
    assert reached(TRIAL) == ("convicted", "24_to_36")
    assert reached(TRIAL, 12) == ("investigated", "not_yet")
    assert reached([*TRIAL[:3], Reached("first_instance_judgment", "convicted", date(2023, 9, 1))]) == (
        "indicted",
        "not_yet",
    )


def test_an_acquittal_is_judged_and_not_convicted() -> None:
    assert reached([Reached("first_instance_judgment", "acquitted", date(2021, 1, 1))])[0] == "judged"


def test_a_judgment_that_was_quashed_was_a_judgment() -> None:
    again = [*TRIAL[3:], Reached("retrial", None, date(2023, 8, 31))]

    assert reached(again) == reached(TRIAL[3:]) == ("convicted", "24_to_36")


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2020, 8, 30), "before"),
        (date(2020, 8, 31), "up_to_6"),
        (date(2021, 2, 28), "up_to_6"),  # the last day of a shorter month
        (date(2021, 3, 1), "6_to_12"),
        (date(2021, 9, 1), "12_to_24"),
        (date(2022, 9, 1), "24_to_36"),
        (date(2023, 9, 1), "not_yet"),
    ],
)
def test_a_judgment_on_the_last_day_of_a_band_belongs_to_it(on: date, code: str) -> None:
    assert code in months_codes()
    assert reached([Reached("first_instance_judgment", None, on)])[1] == code


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)


@given(stages=st.lists(REACHED), later=REACHED)
def test_steps_are_nested_and_one_more_never_takes_one_back(stages: list[Reached], later: Reached) -> None:
    before, after = (list(steps(one, END).values()) for one in (stages, [*stages, later]))

    known = [day for day in before if day is not None]
    assert before == known + [None] * (len(before) - len(known))
    assert known == sorted(known)
    assert all(day <= END for day in known)
    assert all(now is not None and now <= day for now, day in zip(after, known, strict=False))


@pytest.mark.parametrize("code", loader.COUNTRIES)
def test_every_stage_of_the_main_line_stands_in_one_group(code: str) -> None:
    main_line = {
        "report",
        "investigation",
        "indictment_filed",
        "main_hearing",
        "first_instance_judgment",
        "final_judgment",
    }
    known = {stage.id for one in loader.load(code).family("criminal") for stage in one.stages}

    assert main_line <= known
    assert all(steps([Reached(stage, None, date(2020, 1, 1))], END)["reported"] for stage in main_line)


def claim(
    *decisions: Decided, filed_on: date | None = date(2022, 1, 1), currency: str = "EUR", **more: object
) -> ClaimRecord:
    return ClaimRecord(currency, filed_on, tuple(map(Ruling, decisions)), **more)  # type: ignore[arg-type]


def test_a_claim_is_followed_to_the_money() -> None:
    award = Decided(date(2024, 5, 1), "awarded_part", Decimal("195583.00"), is_final=True)
    first = Decided(date(2023, 5, 1), "awarded_full", Decimal("300000.00"), is_final=False)
    paid = (
        Paid(date(2025, 1, 1), Decimal("19558.30"), "OFFENDER"),
        Paid(date(2025, 2, 1), Decimal("500.00"), "NGO_ADV"),
        Paid(date(2025, 3, 1), Decimal("700.00"), "STATE_FUND"),
        Paid(date(2027, 1, 1), Decimal("900.00"), "OFFENDER"),
    )
    mine = claim(award, first, currency="BAM", payments=paid)

    assert claim_progress([mine], END) == ClaimProgress(
        "awarded", "awarded_part", Decimal("100000.00"), Decimal("10000.00")
    )
    assert claim_progress([mine], date(2022, 6, 1)) == ClaimProgress("filed")
    assert claim_progress([mine], date(2023, 6, 1)).outcome == "awarded_full"


def test_a_decision_is_final_from_the_day_on_which_it_became_so_and_stands_until_it_is_quashed() -> None:
    award = Decided(date(2024, 5, 1), "awarded_part", Decimal(5), is_final=True, final_on=date(2026, 2, 1))
    quashed = ClaimRecord("EUR", date(2022, 1, 1), (Ruling(award, quashed_on=date(2025, 1, 1)),))

    assert claim_progress([claim(award)], date(2026, 1, 31)).awarded_eur is None
    assert claim_progress([claim(award)], date(2026, 2, 1)).awarded_eur == 5
    assert [claim_progress([quashed], by).claim for by in (date(2024, 12, 31), END)] == ["awarded", "filed"]


def test_a_draft_that_was_never_filed_counts_for_nothing_and_what_was_decided_was_filed() -> None:
    referred = Decided(date(2023, 5, 1), "referred", None, is_final=True)

    assert claim_progress([ClaimRecord("RSD", None)], END) == ClaimProgress()
    assert claim_progress([claim(referred, filed_on=None)], END).claim == "decided"


def test_only_who_was_referred_in_the_end_has_sued_or_not() -> None:
    day = date(2020, 8, 31)
    referred, rejected = (
        Decided(day, "referred", None, is_final=False),
        Decided(date(2020, 12, 1), "rejected", None, is_final=True),
    )

    def said(*decisions: Decided, suits: tuple[date, ...] = (day,)) -> bool | None:
        return claim_progress([claim(*decisions, filed_on=day)], END, suits).sued

    assert [said(referred), said(referred, suits=()), said(referred, suits=(date(2027, 1, 1),))] == [True, False, False]
    assert (said(referred, rejected), said()) == (None, None)


@given(claims=st.lists(CLAIMS, max_size=3), by=DAYS)
def test_a_claims_fate_does_not_contradict_itself(claims: list[ClaimRecord], by: date) -> None:
    found = claim_progress(claims, by)

    assert (found.claim in {"decided", "awarded"}) == (found.outcome is not None)
    assert (found.claim == "awarded") == (found.outcome in {"awarded_full", "awarded_part"})
    assert found.awarded_eur is None or found.claim == "awarded"
    assert found.claim != "victims" or found == ClaimProgress()
    assert found.paid_eur >= 0


def test_a_request_for_protection_that_waits_is_no_refusal_and_of_one_day_a_grant_counts() -> None:
    day, later, known = date(2020, 1, 5), date(2021, 1, 5), rules.protection_steps()

    def first(*asked: tuple[date, str]) -> str:
        return first_protection(asked, known, END)

    assert [first((day, "requested")), first((day, "applied")), first((date(2027, 1, 1), "refused"))] == ["none"] * 3
    assert first((later, "granted"), (day, "refused")) == "refused"
    assert first((day, "refused"), (day, "granted")) == "granted"


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_the_law_says_which_ways_lead_to_a_civil_court(country: str) -> None:
    found = routes.civil_routes(country)

    assert "civil_suit" in found
    assert not set(found) & set(routes.criminal_routes())


def test_a_person_with_many_forms_is_counted_under_one() -> None:
    assert rules.one_form(["LAB", "SEX"]) == "SEX"
    assert rules.one_form(["BEG"]) == "BEG"
    assert rules.one_form([]) == codes.UNKNOWN


@given(forms=st.lists(st.sampled_from(codes.known("form")) | st.text(max_size=4)))
def test_the_form_is_a_code_of_the_list_whatever_is_recorded(forms: list[str]) -> None:
    assert rules.one_form(forms) in codes.known("form")
    assert rules.one_form(forms) == rules.one_form(reversed(forms))


@given(form=st.sampled_from([code for code in codes.known("form") if code != codes.UNKNOWN]))
def test_no_form_is_forgotten(form: str) -> None:
    assert rules.one_form([form]) == form


@given(code=st.none() | st.integers() | st.text() | st.sampled_from(codes.known("sex")))
def test_nothing_but_codes_leaves_the_room(code: object) -> None:
    assert rules.one_code("sex", code) in codes.known("sex")


def test_an_age_becomes_its_band_and_anything_else_is_unknown() -> None:
    assert rules.age_band(17) == "Y9T17"
    assert rules.age_band(18) == "Y18T20"
    assert {rules.age_band(odd) for odd in (None, "17", -1, [])} == {codes.UNKNOWN}


@pytest.mark.parametrize("code", loader.COUNTRIES)
def test_every_countrys_currency_has_a_rate_with_its_source(code: str) -> None:
    law = loader.load(code)
    rate = rates.rate(law.currency)

    assert rate.source
    assert rates.in_eur(rate.per_eur * 100, law.currency) == Decimal("100.00")
    assert law.eur_rate in {None, rate.per_eur}


def test_money_without_a_rate_is_refused() -> None:
    with pytest.raises(RateMissing):
        rates.in_eur(Decimal(1), "USD")
