"""What does `litigation law limitation` answer?"""

import pytest

from law_asking import refused, said


def test_a_prosecution_is_barred_later_after_an_act_and_a_stay() -> None:
    words = ("limitation", "RS", "criminal_388_1", "--from", "2015-03-01")

    plain = said(*words)
    moved = said(*words, "--event", "procedural_act:2020-06-15", "--event", "stay:2021-01-01..2021-12-31")

    assert (plain["ends"], plain["absolute"]) == ("2030-03-01", "2045-03-01")
    assert (moved["ends"], moved["earliest"]) == ("2036-06-14", "2036-06-14")
    assert moved["act_by"] == "2036-06-13"


def test_a_doubtful_event_is_told_but_not_relied_on() -> None:
    answer = said(
        "limitation", "BA", "tort_subjective", "--from", "2024-02-29",
        "--event", "claim_filed_in_criminal_proceedings:2025-01-10",
    )  # fmt: skip

    assert (answer["earliest"], answer["ends"], answer["act_by"]) == ("2027-02-28", None, "2027-02-26")


def test_an_offence_brings_its_own_limitation() -> None:
    assert said("limitation", "RS", "rs_388_1", "--from", "2015-03-01")["absolute"] == "2045-03-01"
    assert "not limited in time" in refused("limitation", "RS", "rs_184_2", "--from", "2015-03-01")


@pytest.mark.parametrize(
    ("due", "barred"),
    [
        ("2012-05-01", "2024-01-07"),
        ("2020-01-06", "2024-01-07"),
        ("2020-01-08", "2024-01-08"),
        ("2023-03-01", "2027-03-01"),
    ],
)
def test_a_wage_in_montenegro_is_barred_by_the_law_of_its_time(due: str, barred: str) -> None:
    """Zakon o radu (Sl. list CG 74/2019) 211: what fell due earlier is counted from the law, later wages four years."""
    answer = said("limitation", "ME", "unpaid_wages", "--from", due)

    assert (answer["ends"], answer["confidence"]) == (barred, "medium")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("RS", "crime_extension"), "has no length of its own"),
        (("RS", "nothing"), "no limitation rule and no offence"),
        (("HR", "tort_subjective"), "no rules for 'HR'"),
        (("RS", "tort_subjective", "--event", "stay:2020-01-01"), "No event 'stay'"),
        (("RS", "criminal_388_1", "--event", "stay"), "Say when"),
        (("RS", "criminal_388_1", "--event", "stay:2020-01-02..2020-01-01"), "cannot go on"),
        (("RS", "criminal_388_1", "--event", "procedural_act:2020-01-02..2020-02-01"), "cannot go on"),
        (("RS", "criminal_388_1", "--event", "stay:soon"), "'soon' is no day"),
    ],
)
def test_a_limitation_without_an_answer_is_one_plain_sentence(words: tuple[str, ...], sentence: str) -> None:
    assert sentence in refused("limitation", *words, "--from", "2015-03-01")


def test_the_state_s_compensation_says_its_outer_years_and_that_a_child_has_more() -> None:
    """Сл. весник 247/2022, from memory: six months, three years at the most, a child from her majority."""
    answer = said("limitation", "MK", "fund_application", "--from", "2026-06-05")

    assert (answer["ends"], answer["outer_years"], answer["confidence"]) == ("2026-12-05", 3, "low")
    assert "prevented" in answer["runs_from"]
    assert "majority" in answer["note"]


def test_the_court_named_says_whose_law_bars_a_wage() -> None:
    words = ("limitation", "BA", "unpaid_wages", "--from", "2024-01-05")

    assert said(*words, "--forum", "ba-rs")["legal_basis"] == "Zakon o radu RS"
    assert "Zakon o radu FBiH" in said(*words)["legal_basis"]
    assert "one system of courts" in refused(
        "limitation", "RS", "tort_objective", "--from", "2024-01-05", "--forum", "ba-rs"
    )


def test_a_wage_that_is_older_than_the_rule_reaches_gets_no_day() -> None:
    """Zakon o radu (Sl. list CG 74/2019) 211 speaks of what fell due from 23 August 2008 on."""
    assert "before 2008-08-23" in refused("limitation", "ME", "unpaid_wages", "--from", "2005-01-10")
    assert said("limitation", "ME", "unpaid_wages", "--from", "2008-08-23")["ends"] == "2024-01-07"


def test_what_happened_before_the_period_began_is_not_swallowed() -> None:
    words = ("limitation", "RS", "criminal_388_1", "--from", "2015-03-01", "--event")

    assert "before the period began on 2015-03-01" in refused(*words, "procedural_act:2010-01-01")
    assert "before the period began" in refused(*words, "stay:2010-01-01..2010-02-01")
    assert said(*words, "stay:2015-01-01..2015-03-31")["ends"] == "2030-03-31"
