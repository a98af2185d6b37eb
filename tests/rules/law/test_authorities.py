"""Is a row that marks no doubt, but rests on nobody whose word a judge takes, found?"""

from dataclasses import replace

import pytest

from litigation_app.law import authorities
from litigation_app.law.checks import problems
from litigation_app.law.loader import COUNTRIES, load


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_table_marks_less_doubt_than_its_sources_leave(code: str) -> None:
    assert list(authorities.of_tables(code)) == []


def test_a_limitation_without_a_doubt_that_rests_on_an_advocate_s_page_is_named() -> None:
    law = load("RS")
    sure = replace(law, limitation_rules=tuple(replace(one, confidence="high") for one in law.limitation_rules))

    found = [one for one in problems(sure) if "marks no doubt" in one]

    assert [one.split("'")[1] for one in found] == [one.id for one in law.limitation_rules if one.sources]


@pytest.mark.parametrize(
    ("source", "is_taken"),
    [
        ("https://www.nbs.rs/sr/ciljevi-i-funkcije/ (sessions)", True),
        ("https://vrh.sud.rs/sr-lat/rev-58822020 (Rev 5882/2020)", True),
        ("Sl. novine FBiH 89/18", True),
        ("https://nbs.rs.example.com/ (of another)", False),
        ("https://advokat.co.rs/ (Sl. glasnik RS 72/2011)", False),
        ("a defence lawyer's note", False),
    ],
)
def test_whose_word_a_judge_takes(source: str, is_taken: bool) -> None:
    assert authorities.is_taken(source) is is_taken
