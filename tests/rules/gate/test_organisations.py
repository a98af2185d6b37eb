"""Where several organisations publish together, does none of them find the few people of another by subtracting its own?"""

from decimal import Decimal

import pytest

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import PARTNER, key
from litigation_app.gate import caseload
from litigation_app.gate.proposal import propose

POLICY = policies.public()


def fact(number: int, organisation: int, form: str) -> VictimFacts:
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=organisation, country="RS",
        first_contact_year=2021 + number % 2, sex="F" if number % 3 else "M", age_band="Y_GE18", form=form,
        status="FORMAL" if number % 4 < 2 else "PRESUMED",
        citizenship_group="NATIONAL", reported=None, investigated=None, indicted=None, judged=None, convicted=None,
        filed=None, decided=None, outcome=None, judged_claim=None, final_award_year=None, awarded_eur=None,
        paid_eur=Decimal(0),
    )  # fmt: skip


def people(*, second: int) -> list[VictimFacts]:
    """A hundred of the first organisation, forty of the other, and `second` of that in forced labour."""
    ours = [fact(number, 1, "LAB" if number % 4 == 0 else "SEX") for number in range(100)]
    others = [fact(300 + number, 2, "SEX") for number in range(40 if second else 0)]
    return [*ours, *others, *(fact(500 + number, 2, "LAB") for number in range(second))]


@pytest.mark.thorough
def test_a_count_that_leaves_few_of_the_other_organisation_is_sensitive_and_attacked() -> None:
    design = caseload.design(2021, 2022)
    whole = caseload.system(people(second=3), design)
    labour = key("YEAR", "_T", "FORM", "LAB")

    assert primary(whole, POLICY)[labour] is Reason.FEW_OTHERS
    assert [who.name for who in whole.attackers].count(PARTNER) == 2
    assert labour not in {
        cell for sheet in design.sheets if sheet.id == "victims_by_form"
        for (_codes, cell), row in zip(sheet.rows, propose(design, whole).sheets[sheet.id], strict=True) if row[-1]
    }  # fmt: skip


def test_of_one_organisation_nothing_changes() -> None:
    whole = caseload.system(people(second=0), caseload.design(2021, 2022))

    assert PARTNER not in {who.name for who in whole.attackers}
    assert not any(cell.shares for cell in whole.cells)


def test_many_of_both_organisations_are_no_secret_of_either() -> None:
    whole = caseload.system(people(second=40), caseload.design(2021, 2022))

    assert key("YEAR", "_T", "FORM", "LAB") not in primary(whole, POLICY)
