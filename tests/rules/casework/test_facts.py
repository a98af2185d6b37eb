"""How do records become coded facts?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework import rules
from litigation_app.casework.claims.rules import Decided, Paid
from litigation_app.casework.claims.shown import OUTCOMES
from litigation_app.casework.rules import ClaimProgress, ClaimRecord, CriminalYears, RateMissing, Reached
from litigation_app.law import codes, loader

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
    decisions=st.lists(DECISIONS, max_size=3).map(tuple),
    payments=st.lists(st.builds(Paid, on=DAYS, amount=AMOUNTS, payer=st.sampled_from(["OFFENDER", "NGO_ADV"]))).map(
        tuple
    ),
)


def test_a_trial_from_report_to_conviction_gives_five_years() -> None:
    trial = [
        Reached("report", None, date(2020, 3, 1)),
        Reached("investigation", None, date(2021, 1, 1)),
        Reached("indictment_filed", None, date(2022, 1, 1)),
        Reached("first_instance_judgment", "convicted", date(2024, 1, 1)),
        Reached("final_judgment", "convicted", date(2025, 1, 1)),
    ]

    assert rules.criminal_years(trial, END) == CriminalYears(2020, 2021, 2022, 2024, 2024)


def test_an_acquittal_is_judged_and_not_convicted() -> None:
    trial = [Reached("first_instance_judgment", "acquitted", date(2024, 1, 1))]

    assert rules.criminal_years(trial, END) == CriminalYears(2024, 2024, 2024, 2024, None)


def test_a_judgment_that_was_quashed_keeps_the_year_of_its_first_pass() -> None:
    first_pass = [
        Reached("first_instance_judgment", "convicted", date(2023, 1, 1)),
        Reached("retrial", None, date(2024, 1, 1)),
    ]
    second_pass = [*first_pass, Reached("first_instance_judgment", "acquitted", date(2025, 1, 1))]

    years = CriminalYears(2023, 2023, 2023, 2023, 2023)
    assert rules.criminal_years(first_pass, END) == rules.criminal_years(second_pass, END) == years


def test_what_comes_after_the_reference_date_has_not_happened() -> None:
    trial = [Reached("report", None, date(2024, 1, 1)), Reached("indictment_filed", None, date(2027, 1, 1))]

    assert rules.criminal_years(trial, END) == CriminalYears(reported=2024)


@given(reached=st.lists(REACHED))
def test_steps_are_nested_and_in_order(reached: list[Reached]) -> None:
    years = list(vars(rules.criminal_years(reached, END)).values())

    known = [year for year in years if year is not None]
    assert years == known + [None] * (len(years) - len(known))
    assert known == sorted(known)
    assert all(year <= END.year for year in known)


@pytest.mark.thorough
@given(reached=st.lists(REACHED), later=REACHED)
def test_one_step_more_never_takes_a_step_back(reached: list[Reached], later: Reached) -> None:
    before = vars(rules.criminal_years(reached, END))
    after = vars(rules.criminal_years([*reached, later], END))

    assert all(after[step] is not None and after[step] <= year for step, year in before.items() if year is not None)


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

    reached = [rules.criminal_years([Reached(stage, None, date(2020, 1, 1))], END) for stage in main_line]

    assert main_line <= known
    assert all(one.reported == 2020 for one in reached)


def test_a_claim_is_followed_to_the_money() -> None:
    award = Decided(date(2024, 5, 1), "awarded_part", Decimal("195583.00"), is_final=True)
    first = Decided(date(2023, 5, 1), "awarded_full", Decimal("300000.00"), is_final=False)
    paid = (
        Paid(date(2025, 1, 1), Decimal("19558.30"), "OFFENDER"),
        Paid(date(2025, 2, 1), Decimal("500.00"), "NGO_ADV"),
        Paid(date(2025, 3, 1), Decimal("700.00"), "STATE_FUND"),
        Paid(date(2027, 1, 1), Decimal("900.00"), "OFFENDER"),
    )

    found = rules.claim_progress([ClaimRecord("BAM", date(2022, 1, 1), (award, first), paid)], END)

    assert found == ClaimProgress(2022, 2023, "awarded_part", 2024, 2024, Decimal("100000.00"), Decimal("10000.00"))


@pytest.mark.parametrize(("final_on", "year"), [(date(2026, 2, 1), 2026), (date(2027, 2, 1), None)])
def test_a_decision_is_final_from_the_day_on_which_it_became_so(final_on: date, year: int | None) -> None:
    award = Decided(date(2024, 5, 1), "awarded_part", Decimal(5), is_final=True, final_on=final_on)

    found = rules.claim_progress([ClaimRecord("EUR", date(2022, 1, 1), (award,))], END)

    assert (found.judged_claim, found.final_award_year) == (2024, year)


def test_a_draft_that_was_never_filed_counts_for_nothing() -> None:
    assert rules.claim_progress([ClaimRecord("RSD", None)], END) == ClaimProgress()


def test_a_decided_claim_was_filed_by_then_at_the_latest() -> None:
    referred = Decided(date(2023, 5, 1), "referred", None, is_final=True)

    found = rules.claim_progress([ClaimRecord("RSD", None, (referred,))], END)

    assert (found.filed, found.decided, found.outcome, found.final_award_year) == (2023, 2023, "referred", None)


@pytest.mark.thorough
@given(claims=st.lists(CLAIMS, max_size=3))
def test_a_claims_fate_does_not_contradict_itself(claims: list[ClaimRecord]) -> None:
    found = rules.claim_progress(claims, END)

    assert (found.decided is None) == (found.outcome is None) == (found.judged_claim is None)
    assert (found.final_award_year is None) == (found.awarded_eur is None)
    assert found.filed is not None or found == ClaimProgress()
    assert found.filed is None or found.decided is None or found.filed <= found.decided
    assert found.paid_eur >= 0


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
    rate = rules.rate(law.currency)

    assert rate.source
    assert rules.in_eur(rate.per_eur * 100, law.currency) == Decimal("100.00")
    assert law.eur_rate in {None, rate.per_eur}


def test_money_without_a_rate_is_refused() -> None:
    with pytest.raises(RateMissing):
        rules.in_eur(Decimal(1), "USD")
