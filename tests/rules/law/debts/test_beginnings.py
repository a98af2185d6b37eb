"""From which day does a sum bear interest where the decision names none?"""

from dataclasses import replace
from datetime import date

import pytest

from litigation_app.law import loader
from litigation_app.law.debts.beginnings import COSTS, Award, beginning, problems, rules
from litigation_app.law.loader import COUNTRIES

DECIDED, FILED = date(2024, 3, 4), date(2022, 5, 6)


@pytest.mark.parametrize(
    ("country", "forum", "kind", "head", "rule", "day"),
    [
        ("RS", "", "material", "medical_costs", "spent", DECIDED),
        ("RS", "", "material", "lost_earnings", "material", DECIDED),
        ("RS", "", "material", "unpaid_wages", "wages", DECIDED),
        ("RS", "", "non_material", "fear", "non_material", DECIDED),
        ("BA", "ba-fbih", "non_material", "fear", "non_material_fbih", FILED),
        ("BA", "ba-rs", "non_material", "fear", "non_material", DECIDED),
        ("MK", "", COSTS, "", "costs", None),
    ],
)
def test_the_day_of_the_law_depends_on_country_and_kind(
    country: str, forum: str, kind: str, head: str, rule: str, day: date | None
) -> None:
    found = beginning(kind, head, Award(country, forum, DECIDED, FILED))

    assert (found.rule.id, found.day) == (rule, day)


def test_a_claim_that_states_no_amount_bears_interest_from_the_decision() -> None:
    assert beginning("non_material", "fear", Award("BA", "ba-fbih", DECIDED)).day == DECIDED


def test_a_claim_filed_after_the_decision_bears_none_before_it() -> None:
    assert beginning("non_material", "fear", Award("BA", "ba-fbih", FILED, DECIDED)).day == FILED


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_kind_of_damage_of_every_country_has_a_rule(country: str) -> None:
    for head in loader.load(country).heads:
        found = beginning(head.kind, head.id, Award(country, "", DECIDED))
        assert found.day == DECIDED
        assert found.rule.legal_basis(country)


@pytest.mark.parametrize("country", ["MK", "ME"])
def test_a_country_with_its_own_law_cites_no_article_of_the_law_of_1978(country: str) -> None:
    """Their laws of 2001 and 2008 have other numbers; nobody has read the articles yet."""
    said = {one.legal_basis(country) for one in rules() if not one.countries}

    assert said == {"ZOO"}


def test_an_article_that_is_said_for_every_country_is_a_fault() -> None:
    everywhere = replace(rules()[0], bases={"": "ZOO 189(2)"})

    assert [*problems([everywhere])] == ["beginning of interest 'spent' cites 'ZOO 189(2)' for every country"]
    assert [*problems(rules())] == []


def test_every_head_that_a_rule_names_is_one_of_a_country() -> None:
    known = {head.id for country in COUNTRIES for head in loader.load(country).heads}

    assert {head for rule in rules() for head in rule.heads} <= known
