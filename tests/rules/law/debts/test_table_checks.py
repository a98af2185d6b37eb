"""Does a table of interest say where a rule ends that another one replaces?"""

from dataclasses import replace
from datetime import date

import pytest

from litigation_app.law.debts import tables
from litigation_app.law.debts.tables import Tables, problems
from litigation_app.law.loader import COUNTRIES


def without_ends(code: str) -> Tables:
    known = tables.load(code)
    return replace(known, rules=tuple(replace(one, until=None) for one in known.rules))


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_shipped_tables_are_sound(code: str) -> None:
    assert problems(tables.load(code)) == []


def test_a_rule_without_an_end_that_a_later_one_replaces_is_named() -> None:
    found = problems(without_ends("ME"))

    assert found == ["interest rule 'me_2010' has no end, yet 'me_2019' replaces it from 2019-01-01"]


def test_a_rule_for_one_head_of_damage_replaces_nothing() -> None:
    assert problems(without_ends("BA")) == []


def test_a_rule_that_ends_before_it_begins_is_named() -> None:
    known = tables.load("RS")

    found = problems(replace(known, rules=(replace(known.rules[0], until=date(2000, 1, 1)),)))

    assert found == ["interest rule 'rs_2012' ends before it begins"]
