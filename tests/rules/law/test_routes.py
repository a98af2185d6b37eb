"""Are the ways to compensation of four countries comparable: with a window, needs that are sourced or doubted, and words?"""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigation_app.core.language import LANGUAGES
from litigation_app.law import routes
from litigation_app.law.checks import problems
from litigation_app.law.loader import COUNTRIES, load

CONTENT = tomllib.loads(Path(routes.__file__).with_name("routes.toml").read_text("utf-8"))
RS = load("RS")


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_says_something_of_the_same_eight_ways(code: str) -> None:
    found = [one.id for one in routes.in_order(load(code))]

    assert found[: len(CONTENT["order"])] == CONTENT["order"]


@pytest.mark.parametrize(("forum", "is_there"), [("ba-rs", True), ("ba-fbih", False), ("ba-state", False)])
def test_a_way_of_one_entity_is_offered_before_its_courts_alone(forum: str, is_there: bool) -> None:
    """Sl. glasnik RS 99/20: the Federation and the State have no such law."""
    assert ("reasonable_time" in {one.id for one in routes.in_order(load("BA"), forum)}) is is_there


def test_the_state_s_compensation_in_north_macedonia_is_applied_since_the_day_that_its_commission_says() -> None:
    fund = next(one for one in load("MK").routes if one.id == "state_fund")

    assert fund.applied_since == date(2023, 5, 25)


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_way_that_exists_says_what_it_needs(code: str) -> None:
    law = load(code)

    bare = [one.id for one in law.routes if one.status != "not_established" and not routes.conditions(one)]

    assert bare == []


def test_nothing_is_said_of_a_way_or_case_that_no_file_has() -> None:
    ways = {f"{code.lower()}.{one.id}" for code in COUNTRIES for one in load(code).routes}
    cases = {f"{code.lower()}.{one.id}" for code in COUNTRIES for one in load(code).benchmarks if one.route}
    asked = {need.say for code in COUNTRIES for one in load(code).routes for need in one.needs}

    assert set(CONTENT["practice"]) - ways == set()
    assert set(CONTENT["benchmark"]) == cases
    assert set(routes.needs()) == asked
    assert not CONTENT["condition"].keys() & CONTENT["paper"].keys()


def test_the_stages_that_are_too_late_exist_and_a_retrial_is_not_among_them() -> None:
    stages = {stage.id for code in COUNTRIES for graph in load(code).family("criminal") for stage in graph.stages}

    assert routes.too_late_at() - stages == set()
    stages |= {stage.id for code in COUNTRIES for graph in load(code).family("civil") for stage in graph.stages}
    assert routes.after_the_end() - stages == set()
    assert not routes.too_late_at() & {"main_hearing", "retrial"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_is_said_in_every_language(language: str) -> None:
    said = [one.read_in(language) for one in routes.needs().values()]

    assert all(said)
    assert len(set(said)) == len(said)


NEED = RS.routes[0].needs[0]
BROKEN = {
    "has window 'door'": {"window": "door"},
    "needs 'a miracle', which has no words": {"needs": (replace(NEED, say="a miracle"),)},
    "with confidence 'sure'": {"needs": (replace(NEED, confidence="sure"),)},
    "marks no doubt": {"needs": (replace(NEED, confidence="high", sources=()),)},
    "cites source 'hearsay'": {"needs": (replace(NEED, sources=("hearsay",)),)},
    f"{NEED.say!r} stands 2 times": {"needs": (NEED, NEED)},
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_fault_of_a_way_is_named(sentence: str) -> None:
    found = problems(replace(RS, routes=(replace(RS.routes[0], **BROKEN[sentence]), *RS.routes[1:])))  # type: ignore[arg-type]

    assert any(sentence in one for one in found), found


def test_a_period_after_an_end_says_from_which_day_it_runs() -> None:
    law = load("MK")
    bare = tuple(replace(one, starts=None) for one in law.limitation_rules)

    assert any("no limitation rule says" in one for one in problems(replace(law, limitation_rules=bare)))
    odd = tuple(replace(one, starts="the weather") for one in law.limitation_rules)
    assert any("starts with 'the weather'" in one for one in problems(replace(law, limitation_rules=odd)))


def test_a_published_case_of_no_way_is_a_fault() -> None:
    found = problems(replace(RS, benchmarks=(replace(RS.benchmarks[0], route="a duel"),)))

    assert any("is of route 'a duel'" in one for one in found), found
