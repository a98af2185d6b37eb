"""Final awards as sums or in bands: which band, and is an award's size hidden where a few, or all of a year, have it?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.model import Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import TOTAL, key
from litigation_app.gate import awards, caseload
from litigation_app.gate.awards import BANDS, CLAIMED, IN_BANDS, MONEY, PAYMENT
from litigation_app.gate.proposal import propose
from tables_of_people import victim


def awarded(number: int, amount: str, paid: str = "0", year: int = 2021) -> VictimFacts:
    """A final award; whoever has none is of the same year of first contact."""
    fact = victim(number, year, outcome="awarded_part")
    return replace(fact, final_award_year=year, awarded_eur=Decimal(amount), paid_eur=Decimal(paid))


@pytest.mark.parametrize(
    ("amount", "band"),
    [("0.01", "up_to_1000"), ("1000", "up_to_1000"), ("1000.01", "1000_to_3000"), ("10000", "3000_to_10000"), ("10000.01", "over_10000")],
)  # fmt: skip
def test_an_amount_at_the_end_of_a_band_belongs_to_it(amount: str, band: str) -> None:
    assert awards.codes_of(awarded(1, amount))["BAND"] == band


@pytest.mark.parametrize(("paid", "code"), [("0", "nothing"), ("0.01", "part"), ("2000", "all"), ("2000.50", "all")])
def test_paid_is_nothing_a_part_or_all(paid: str, code: str) -> None:
    assert awards.codes_of(awarded(1, "2000", paid))["PAID"] == code


def test_a_design_has_sums_or_bands_and_never_both() -> None:
    sums = {sheet.id for sheet in caseload.design(2021, 2022).sheets}
    bands = {sheet.id for sheet in caseload.design(2021, 2022, IN_BANDS).sheets}

    assert sums - bands == {MONEY, CLAIMED}
    assert bands - sums == {BANDS, PAYMENT}


@pytest.mark.thorough
def test_few_awards_of_one_size_and_a_year_wholly_in_one_band_are_withheld() -> None:
    some = [awarded(n, "500" if n < 3 else "2000" if n < 20 else "5000") for n in range(40)]
    alike = [awarded(100 + n, "2000", year=2022) for n in range(12)]
    others = [victim(200 + n, 2021 + n % 2) for n in range(60)]
    design = caseload.design(2021, 2022, IN_BANDS)
    whole = caseload.system([*some, *alike, *others], design)
    sensitive = primary(whole, policy.public())

    printed = {tuple(codes): value for *codes, value in propose(design, whole).sheets[BANDS]}

    assert sensitive[key("AWARD_YEAR", "2021", "BAND", "up_to_1000")] is Reason.FEW_PEOPLE
    assert sensitive[key("AWARD_YEAR", "2022", "BAND", "1000_to_3000")] is Reason.WHOLE_GROUP
    assert printed["2021", "up_to_1000"] is None
    assert printed["2022", "1000_to_3000"] is None
    assert any(value not in {None, "0"} for value in printed.values())


def test_the_year_of_first_contact_and_of_the_final_award_are_tied() -> None:
    one = replace(awarded(1, "2000"), final_award_year=2022)
    design = caseload.design(2021, 2022, IN_BANDS)
    whole = caseload.system([one, awarded(2, "2000"), victim(3, 2022)], design)

    assert whole.value(key("YEAR", "2021", "FINAL", "2022")) == 1
    assert whole.value(key("YEAR", TOTAL, "FINAL", "2022")) == whole.value(key("AWARD_YEAR", "2022")) == 1
    assert not whole.by_key[key("YEAR", "2021", "FINAL", "2022")].published


@pytest.mark.thorough
def test_who_was_paid_without_an_award_of_these_years_is_found_by_subtracting_and_hidden() -> None:
    """Of twenty who were paid eighteen stand in the payments by year of the award: two are left, all years in one."""
    people = [awarded(n, "2000", ("0", "500", "2000")[n % 3]) for n in range(27)]
    people += [replace(awarded(n, "2000", "2000" if n < 32 else "0"), final_award_year=None) for n in range(30, 50)]
    people += [victim(100 + n, 2021 + n % 2) for n in range(60)]
    design = caseload.design(2021, 2022, replace(IN_BANDS, together=99))
    whole = caseload.system(people, design)
    names = [f"YEAR={TOTAL};CLAIM>=paid", *(key("AWARD_YEAR", TOTAL, "PAID", code) for code in ("part", "all"))]

    made = propose(design, whole).sheets
    printed = {
        name
        for sheet in design.sheets
        for (_codes, name), row in zip(sheet.rows, made[sheet.id], strict=True)
        if row[-1] is not None
    }

    assert [whole.value(name) for name in names] == [20, 9, 9]
    assert not printed.issuperset(names)
    assert printed
