"""Where several organisations publish together, does none of them read the attributes of another's people by subtracting its own?"""

from litigation_app.disclosure import policy
from litigation_app.disclosure.model import Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import PARTNER
from litigation_app.gate.protection.proposal import Cohort, propose
from tables_of_people import cohorts, victim

LABOUR = "YEAR=_T;FORM=LAB"


def counted(theirs: list[str]) -> Cohort:
    """A hundred of the first organisation in two forms, and of the other whoever is said."""
    ours = [victim(n, 2021, form=("SEX", "LAB")[n % 4 == 0]) for n in range(100)]
    others = [victim(300 + n, 2021, form=form, organisation=2, holder=9 + n % 7) for n, form in enumerate(theirs)]
    return cohorts("caseload", [*ours, *others], 2022)[0]


def test_a_form_that_all_people_of_another_organisation_have_is_hidden_though_many_have_it() -> None:
    made = counted(["LAB"] * 20)

    assert [who.name for who in made.whole.attackers].count(PARTNER) == 2
    assert primary(made.whole, policy.public())[LABOUR] is Reason.GROUP_OF_OTHERS
    assert next(row for row in propose(made).sheets["cohort_form"] if row[1] == "LAB")[2] is None


def test_how_many_people_another_organisation_has_is_no_attribute_of_theirs() -> None:
    made = counted(["SEX", "SEX", "LAB"])

    assert "YEAR=_T" not in primary(made.whole, policy.public())
    assert propose(made).sheets["cohort_form"][0][2] == "103"


def test_of_one_organisation_nothing_changes() -> None:
    whole = counted([]).whole

    assert PARTNER not in {who.name for who in whole.attackers}
    assert not any(cell.shares for cell in whole.cells)
