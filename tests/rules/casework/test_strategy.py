"""Scores, the gate, instances, remedies, supervision, outcomes and precedents: what the rules say."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.assessments import rules
from litigation_app.casework.strategy.assessments.rules import Bar, Blocker, View, criteria
from litigation_app.casework.strategy.objectives import rules as objectives
from litigation_app.casework.strategy.outcomes import rules as outcomes
from litigation_app.casework.strategy.precedents import rules as citing
from litigation_app.casework.strategy.remedies import rules as remedies
from litigation_app.casework.strategy.supervision import rules as supervision
from litigation_app.law import precedents
from litigation_app.law.graph import Side

HER, OTHER, LAWYER, BOSS = (UUID(int=one) for one in range(1, 5))
DAY = date(2026, 3, 4)
BEST = {one.id: criteria().most for one in criteria().every}


def view(**said: object) -> View:
    whole = {"assessed_by": LAWYER, "scores": BEST, "gates": {HER: None}, "clients": frozenset({HER}), "is_last": True}
    return View(**(whole | said))  # type: ignore[arg-type]


def test_the_best_scores_make_a_hundred_and_the_worst_none() -> None:
    assert rules.percent(BEST, criteria()) == 100
    assert rules.percent(dict.fromkeys(BEST, 0), criteria()) == 0


def test_a_criterion_without_a_score_leaves_no_number() -> None:
    assert rules.percent({name: score for name, score in BEST.items() if name != "allies"}, criteria()) is None


@given(st.fixed_dictionaries({name: st.integers(0, criteria().most) for name in BEST}), st.sampled_from(sorted(BEST)))
def test_a_better_score_never_makes_a_case_weaker(scores: dict[str, int], name: str) -> None:
    better = scores | {name: min(criteria().most, scores[name] + 1)}

    before, after = rules.percent(scores, criteria()), rules.percent(better, criteria())

    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 100


@pytest.mark.parametrize(
    ("consent", "on", "risk", "bar"),
    [
        ("given", DAY, "low", None),
        ("guardian", DAY, "high", None),
        ("given", None, "low", Bar.CONSENT),
        ("not_asked", DAY, "low", Bar.CONSENT),
        ("refused", DAY, "low", Bar.CONSENT),
        ("withdrawn", DAY, "low", Bar.CONSENT),
        ("given", DAY, "unacceptable", Bar.RISK),
        ("given", DAY, "", Bar.RISK),
        ("refused", DAY, "unacceptable", Bar.CONSENT),
    ],
)
def test_consent_and_risk_are_a_gate(consent: str, on: date | None, risk: str, bar: Bar | None) -> None:
    assert rules.bar(consent, on, risk) == bar


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"assessed_by": BOSS}, [Blocker.OWN_ASSESSMENT]),
        ({"is_last": False}, [Blocker.OUTDATED]),
        ({"scores": {}}, [Blocker.NOT_ALL_SCORED]),
        ({"gates": {HER: Bar.CONSENT}}, [Blocker.NO_CONSENT]),
        ({"gates": {HER: Bar.RISK}}, [Blocker.RISK_UNACCEPTABLE]),
        ({"gates": {}}, [Blocker.CLIENT_NOT_ASSESSED]),
        ({"clients": frozenset()}, [Blocker.NO_CLIENT]),
        ({"gates": {HER: None, OTHER: Bar.RISK}}, []),  # somebody who was erased since bars nothing
    ],
)
def test_what_bars_taking_a_case(said: dict[str, object], found: list[Blocker]) -> None:
    assert rules.blockers(view(**said), "take", BOSS, criteria()) == found


@pytest.mark.thorough
@given(
    st.dictionaries(st.sampled_from([HER, OTHER]), st.sampled_from([None, *Bar]), min_size=1),
    st.fixed_dictionaries({name: st.integers(0, criteria().most) for name in BEST}),
)
def test_no_score_outweighs_the_gate(gates: dict[UUID, Bar | None], scores: dict[str, int]) -> None:
    found = rules.blockers(view(gates=gates, clients=frozenset(gates), scores=scores), "take", BOSS, criteria())

    assert bool(found) == any(gates.values())


@pytest.mark.parametrize("code", ["take_plain", "defer", "refuse"])
def test_other_decisions_ask_for_no_consent(code: str) -> None:
    assert rules.blockers(view(gates={HER: Bar.CONSENT}, scores={}), code, BOSS, criteria()) == []


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ([], 0),
        ([[]], 0),
        ([["active"]], 1),
        ([["active", "hearing", "decision"]], 2),
        ([["decision", "remedy", "active", "decision", "final"], ["active"]], 6),
    ],
)
def test_each_proceeding_judgment_and_remedy_is_an_instance(kinds: list[list[str]], count: int) -> None:
    assert rules.instances(kinds) == count


@given(
    st.lists(st.lists(st.sampled_from(["active", "decision", "remedy", "final"]))), st.sampled_from(["active", "final"])
)
def test_a_further_step_never_takes_an_instance_away(kinds: list[list[str]], more: str) -> None:
    before = rules.instances(kinds)

    assert rules.instances([*kinds, [more]]) >= before
    assert all(
        rules.instances([*kinds[:at], [*kinds[at], more], *kinds[at + 1 :]]) >= before for at in range(len(kinds))
    )


def test_a_case_that_was_never_assessed_is_not_due_again() -> None:
    assert not rules.is_due(None, 3)
    assert not rules.is_due(3, 3)
    assert rules.is_due(2, 3)


def test_the_criteria_say_where_they_come_from_and_how_sure_that_is() -> None:
    assert criteria().source
    assert criteria().confidence in {"high", "medium", "low", "memory"}
    assert {"violation", "justiciable", "systemic", "evidence", "resources", "allies", "enforceable", "context"} == set(
        BEST
    )
    assert all(one.weight > 0 for one in criteria().every)


def test_a_remedy_contradicts_itself() -> None:
    before = DAY - timedelta(days=1)

    assert remedies.doubts(kind="money", ordered_on=DAY, due_on=DAY, has_claim=True) == []
    assert remedies.doubts(kind="general", ordered_on=DAY, due_on=before, has_claim=True) == [
        remedies.Doubt.DUE_BEFORE_ORDERED,
        remedies.Doubt.CLAIM_OF_NO_MONEY,
    ]
    assert remedies.step_doubts(ordered_on=DAY, on=before) == [remedies.Doubt.STEP_BEFORE_ORDERED]


@pytest.mark.parametrize(
    ("state", "is_overdue"), [("not_started", True), ("partial", True), ("full", False), ("refused", False)]
)
def test_what_is_not_done_by_its_day_is_overdue(state: str, is_overdue: bool) -> None:
    assert remedies.is_overdue(state, DAY, DAY + timedelta(days=1)) is is_overdue
    assert not remedies.is_overdue(state, DAY, DAY)
    assert not remedies.is_overdue(state, None, DAY)


@pytest.mark.parametrize(
    ("final_on", "due"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),  # six calendar months, to the last day of a shorter one
        (date(2026, 3, 15), date(2026, 9, 15)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_the_action_plan_is_due_after_six_months(final_on: date, due: date) -> None:
    assert supervision.plan().months == 6
    assert supervision.action_plan_due(final_on) == due


def test_rule_9_is_ours_and_the_plan_the_governments() -> None:
    assert [supervision.side(kind) for kind in ("rule_9_1", "action_plan", "meeting")] == [
        Side.OURS,
        Side.THEIRS,
        Side.AUTHORITY,
    ]
    assert all(supervision.side(kind) in Side for kind in words.tables()["supervision_date"])


def test_a_day_before_the_judgment_became_final_is_doubted() -> None:
    early, late = DAY - timedelta(days=1), DAY + timedelta(days=1)

    assert supervision.doubts(on=late, done_on=DAY, final_on=DAY, today=DAY) == []
    assert supervision.doubts(on=early, done_on=late, final_on=DAY, today=DAY) == list(supervision.Doubt)


@given(st.sampled_from([BOSS, LAWYER]), st.sampled_from([BOSS, LAWYER, None]), *[st.booleans()] * 4)
def test_nothing_is_verified_by_who_claimed_it_or_chose_its_evidence_nor_without_evidence(
    claimed_by: UUID,
    evidence_by: UUID | None,
    has_evidence: bool,
    is_gone: bool,
    is_verified: bool,
    is_entered_in_error: bool,
) -> None:
    view = outcomes.View(claimed_by, evidence_by, has_evidence, is_gone, is_verified, is_entered_in_error)

    found = outcomes.blockers(view, BOSS)

    is_hers = BOSS in {claimed_by, evidence_by}
    assert (found == []) == (not is_hers and has_evidence and not is_verified and not is_entered_in_error)


def test_a_baseline_has_a_source() -> None:
    whole = {"baseline": "3 of 41", "source": "Own count", "baseline_on": DAY, "target_on": None, "indicator": "CMP-03"}

    assert objectives.doubts(**whole) == []
    assert objectives.doubts(**whole | {"source": ""}) == [objectives.Doubt.BASELINE_HAS_NO_SOURCE]
    assert objectives.doubts(**whole | {"target_on": DAY}) == [objectives.Doubt.TARGET_NOT_LATER]
    assert objectives.doubts(**whole | {"indicator": "CMP"}) == [objectives.Doubt.NO_INDICATOR]


def test_the_table_of_judgments_is_whole() -> None:
    found = precedents.load()

    assert len(found.every) >= 15
    assert {one.confidence for one in found.every.values()} <= precedents.CONFIDENCE
    assert found.every["krachunova"].number == "18269/18"
    assert {"3", "4", "6(1)", "8", "13", "14", "P1-1", "34", "35(1)", "41", "46"} == set(found.articles)


@given(st.sampled_from(["", "4", "13", "46"]), st.sampled_from(["", *precedents.load().topics]))
def test_what_is_found_is_about_what_was_asked(article: str, topic: str) -> None:
    every = list(precedents.load().every.values())

    found = citing.fitting(every, article=article, topic=topic)

    assert all((not article or article in one.articles) and (not topic or topic in one.topics) for one in found)
    assert found == [one for one in every if one in found]
    assert citing.fitting(every) == every


def test_a_citation_names_one_decision() -> None:
    assert citing.doubts(listed="krachunova", unpublished="") == []
    assert citing.doubts(listed="", unpublished="") == [citing.Doubt.NO_DECISION]
    assert citing.doubts(listed=str(uuid4()), unpublished="x") == [citing.Doubt.TWO_DECISIONS]


@pytest.mark.parametrize("list_", sorted(words.tables()))
def test_every_code_has_words_in_both_languages(list_: str) -> None:
    for code, said in words.options(list_, "sr-Latn"):
        assert said
        assert words.say(list_, code, "en") != code
    assert words.say(list_, "lost", "en") == "lost"
