"""Does each check of a jurisdiction file pass the sound file and catch the broken one?"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from litigation_app.law.checks import problems
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineRule, Procedure, RollOver, Stage, Transition
from litigation_app.law.loader import COUNTRIES, load

RS = load("RS")


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_shipped_files_are_sound(code: str) -> None:
    assert problems(load(code)) == []


def with_procedure(country: Jurisdiction, id_: str, change: Callable[[Procedure], Procedure]) -> Jurisdiction:
    return replace(country, procedures=tuple(change(one) if one.id == id_ else one for one in country.procedures))


def with_stage(procedure: Procedure, id_: str, change: Callable[[Stage], Stage]) -> Procedure:
    return replace(procedure, stages=tuple(change(one) if one.id == id_ else one for one in procedure.stages))


def with_step(procedure: Procedure, event: str, change: Callable[[Transition], Transition]) -> Procedure:
    steps = tuple(change(one) if one.event == event else one for one in procedure.transitions)
    return replace(procedure, transitions=steps)


def broken_stage(id_: str, change: Callable[[Stage], Stage]) -> Jurisdiction:
    return with_procedure(RS, "criminal", lambda one: with_stage(one, id_, change))


def broken_step(event: str, change: Callable[[Transition], Transition]) -> Jurisdiction:
    return with_procedure(RS, "criminal", lambda one: with_step(one, event, change))


def broken_rule(id_: str, event: str, change: Callable[[DeadlineRule], DeadlineRule]) -> Jurisdiction:
    def step(one: Transition) -> Transition:
        assert one.rule is not None
        return replace(one, rule=change(one.rule))

    return with_procedure(RS, id_, lambda one: with_step(one, event, step))


def without_steps(keep: Callable[[Transition], bool]) -> Jurisdiction:
    def cut(one: Procedure) -> Procedure:
        return replace(one, transitions=tuple(step for step in one.transitions if keep(step)))

    return with_procedure(RS, "criminal", cut)


FIRST_COURT = RS.courts[0]
BROKEN = {
    "court 'vs_beograd' stands 2 times": replace(RS, courts=(*RS.courts, FIRST_COURT)),
    "head of damage 'fear' stands 2 times": replace(RS, heads=(*RS.heads, RS.head("fear"))),
    "appeals to 'nowhere'": replace(RS, courts=(replace(FIRST_COURT, appeals_to=("nowhere",)), *RS.courts[1:])),
    "cites law 'lex'": replace(RS, offences=(replace(RS.offences[0], law="lex"),)),
    "a minimum above its maximum": replace(RS, offences=(replace(RS.offences[0], min_months=99, max_months=9),)),
    "must say beside which trafficking it is": replace(
        RS, offences=(replace(RS.offence("rs_184_1"), lesser_sources=()),)
    ),
    "'rs_388_1' must say beside": replace(RS, offences=(replace(RS.offences[0], lesser_than=("slavery",)),)),
    "cites source 'rumour'": replace(RS, offences=(replace(RS.offence("rs_184_1"), lesser_sources=("rumour",)),)),
    "names procedure 'duel'": replace(RS, routes=(replace(RS.routes[0], procedure="duel"),)),
    "spawns 'duel'": broken_stage("closed", lambda one: replace(one, spawns=("duel",))),
    "offers 'duel'": broken_stage("closed", lambda one: replace(one, offers=("duel",))),
    "names court 'nowhere'": broken_stage("closed", lambda one: replace(one, court="nowhere")),
    "cites source 'hearsay'": broken_step("confirmed", lambda one: replace(one, sources=("hearsay",))),
    "names forum 'ba-rs'": replace(RS, courts=(*RS.courts[1:], replace(FIRST_COURT, forum="ba-rs"))),
    "stage 'closed' stands 2 times": with_procedure(
        RS, "criminal", lambda one: replace(one, stages=(*one.stages, one.stage("closed")))
    ),
    "touches stage 'nowhere'": broken_step("confirmed", lambda one: replace(one, to="nowhere")),
    "event 'no_complaint' at 'report_dismissed' is ambiguous": with_procedure(
        RS,
        "criminal",
        lambda one: replace(
            one,
            transitions=(*one.transitions, *(step for step in one.transitions if step.event == "no_complaint")),
        ),
    ),
    "has kind 'dream'": broken_stage("report", lambda one: replace(one, kind="dream")),
    "initial stage 'nowhere' does not exist": with_procedure(
        RS, "criminal", lambda one: replace(one, initial="nowhere")
    ),
    "initial stage 'report' asserts a fact": with_procedure(RS, "criminal", lambda one: replace(one, initial="report")),
    "stage 'indictment_confirmed' cannot be reached": without_steps(lambda one: one.to != "indictment_confirmed"),
    "stage 'closed' can never end": broken_stage("closed", lambda one: replace(one, kind="active")),
    "has confidence 'sure'": broken_step("confirmed", lambda one: replace(one, confidence="sure")),
    "exactly one of": broken_rule("criminal", "confirmed", lambda one: replace(one, months=1)),
    "not positive": broken_rule("criminal", "confirmed", lambda one: replace(one, days=0)),
    "a legal basis and a trigger": broken_rule("criminal", "confirmed", lambda one: replace(one, runs_from="")),
    "must not move": broken_rule("echr", "lodged", lambda one: replace(one, roll_over=RollOver.NEXT_WORKING_DAY)),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_fault_is_named(sentence: str) -> None:
    found = problems(BROKEN[sentence])

    assert any(sentence in one for one in found), found


BA = load("BA")


def test_courts_that_share_a_graph_cite_each_its_own_law() -> None:
    shared = next(one for one in BA.procedures if one.id == "criminal_entity")

    found = problems(replace(BA, procedures=(shared,), by_forum={}))

    assert any("cites 'ZKP RS', the law of ba-rs alone" in one for one in found), found


def test_a_source_that_is_a_test_address_is_named() -> None:
    found = problems(replace(RS, sources={**RS.sources, "staged": "https://staging.example.org/minimalac"}))

    assert found == ["source 'staged' is a test address"]
