"""Is a row that marks no doubt, but rests on nobody whose word a judge takes, found?"""

from dataclasses import replace

import pytest

from litigation_app.law import authorities, precedents
from litigation_app.law.checks import problems
from litigation_app.law.graph import DeadlineRule, Transition
from litigation_app.law.loader import COUNTRIES, load


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_table_marks_less_doubt_than_its_sources_leave(code: str) -> None:
    assert list(authorities.of_tables(code)) == []


def test_every_row_without_a_doubt_that_rests_on_nobody_is_named() -> None:
    """An advocate's page alone, no source at all, a doubt of other courts, a note that says so."""
    serbia, bosnia = load("RS"), load("BA")
    rules, [way] = serbia.limitation_rules, [one for one in serbia.routes if one.id == "echr_award"]
    graph = serbia.procedure("echr")
    referred = next(one for one in graph.transitions if one.event == "referred")
    anonymous = next(one for one in graph.transitions if one.event == "anonymity_requested")
    steps = replace(referred, rule=replace(one_rule(referred), sources=())), replace(anonymous, confidence="high")
    named = replace(
        serbia,
        limitation_rules=tuple(replace(one, confidence="high") for one in rules),
        routes=(replace(way, sources=(), needs=()),),
        rights=(
            replace(serbia.rights[0], confidence="high", sources=("convention",), note="the article is not verified"),
        ),
        procedures=(replace(graph, transitions=steps),),
    )
    own = bosnia.laws_of["ba-state"]
    [asked] = [one for one in own.routes if one.id == "civil_suit"]
    doubtless = {**bosnia.laws_of, "ba-state": replace(own, routes=(replace(asked, confidence="high", needs=()),))}

    assert [one.split("'")[1] for one in authorities.of_country(named)] == [
        f"echr.{referred.origin}.referred",
        "echr.lodged.anonymity_requested",
        serbia.rights[0].id,
        "echr_award",
        *(one.id for one in rules),
    ]
    assert [one.split("'")[1] for one in problems(replace(bosnia, laws_of=doubtless))] == ["civil_suit before ba-state"]


def one_rule(step: Transition) -> DeadlineRule:
    assert step.rule is not None
    return step.rule


def test_a_judgment_that_was_read_in_a_copy_is_named() -> None:
    every = precedents.load().every

    assert list(authorities.of_judgments(every.values())) == []
    copied = replace(every["cn_v_uk"], confidence="high")
    assert [one.split("'")[1] for one in authorities.of_judgments([copied])] == ["cn_v_uk"]


@pytest.mark.parametrize(
    ("source", "is_taken"),
    [
        ("https://www.nbs.rs/sr/ciljevi-i-funkcije/ (sessions)", True),
        ("https://vrh.sud.rs/sr-lat/rev-58822020 (Rev 5882/2020)", True),
        ("Sl. novine FBiH 89/18", True),
        ("https://uzice.rs/ (a municipality, of a rate)", False),
        ("https://nbs.rs.example.com/ (of another)", False),
        ("https://advokat.co.rs/ (Sl. glasnik RS 72/2011)", False),
        ("a defence lawyer's note", False),
    ],
)
def test_whose_word_a_judge_takes(source: str, is_taken: bool) -> None:
    assert authorities.is_taken(source) is is_taken
