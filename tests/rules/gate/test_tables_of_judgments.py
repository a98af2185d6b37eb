"""Do the tables of judgments and hearings count what they say, all of it in public acts, and is no injured party found in the rest?"""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import judge_of_hearings
import judge_of_registers as judge
import registers_drawn as drawn
from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts
from litigation_app.gate.designs import judgments
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.protection.proposal import WouldReveal, propose
from litigation_app.gate.rules import Block
from tables_of_people import ROWS, cohorts, tables_of

YEAR = 2021
ALONE, POOL = Block(YEAR, YEAR), Block(2019, 2021)


def counted(mode: str, facts: Sequence[object], block: Block = ALONE) -> dict[tuple[str, str], int]:
    """Every number of that year, or pool, nothing withheld."""
    made = [one for one in cohorts(mode, facts, YEAR) if one.block == block]
    return {
        (table.id, row.codes[1]): int(row.value or 0)
        for table in tables_of(made, is_hidden=False)
        for row in table.rows
    }


def judgment(number: int, *accused: AccusedFacts, injured: Sequence[InjuredFacts] = (), **coded: str) -> JudgmentFacts:
    told = {"instance": "first", "procedure": "trial", "duration": "1_to_3"} | coded
    return JudgmentFacts(number, number, number % 5, YEAR, accused=accused, injured=tuple(injured), **told)


def test_only_those_charged_with_trafficking_are_counted_by_what_was_judged() -> None:
    accused = [AccusedFacts("convicted", "3_to_5", offence) for offence in (*judgments.OFFENCES, "none")]

    found = counted("judgments", [judgment(n, one) for n, one in enumerate(accused)])

    assert found["accused_by_offence", "_T"] == 4
    assert found["accused_by_verdict", "_T"] == 5
    assert found["accused_by_offence", "lesser"] == 1


def test_the_status_of_a_witness_is_counted_where_the_judgment_says_it() -> None:
    injured = [InjuredFacts("referred", vulnerable=said) for said in ("yes", "yes", "no")] + [InjuredFacts("referred")]

    found = counted("judgments", [judgment(n, injured=[one]) for n, one in enumerate(injured)], POOL)

    assert [found["injured_by_status", code] for code in ("_T", *judgments.SAID)] == [4, 2, 1, 1]


def test_a_first_judgment_is_no_decision_on_an_appeal_whatever_was_coded() -> None:
    facts = [judgment(n, instance=instance, appeal="quashed") for n, instance in enumerate(("first", "second"))]

    found = counted("judgments", facts)

    assert found["appeals_by_result", "_T"] == 1
    assert found["judgments_by_procedure", "appeal"] == 1


def test_final_are_convicted_persons_whose_judgment_was_final_when_it_was_registered() -> None:
    guilty, free = AccusedFacts("convicted", "3_to_5"), AccusedFacts("acquitted", "no_prison")
    said = [("first", "final"), ("first", "final"), ("first", "not_final"), ("first", "unknown"), ("second", "final")]

    found = counted("judgments", [judgment(n, guilty, free, instance=i, finality=f) for n, (i, f) in enumerate(said)])

    assert [found["accused_by_finality", code] for code in judgments.FINALITY] == [2, 1, 1]


@given(st.lists(st.integers(1, 6), max_size=30))
@settings(max_examples=30)
def test_of_each_trial_one_hearing_a_year_is_the_first(trials: list[int]) -> None:
    """So that as many are printed as there were trials, and nobody learns which hearing it was."""
    seen = [
        HearingFacts(n, trial, trial % 3, YEAR, "held", "no", "none", "unseen", "yes") for n, trial in enumerate(trials)
    ]

    assert counted("observation", seen).get(("hearings_by_turn", "first"), 0) == len(set(trials))


@pytest.mark.parametrize("mode", ["judgments", "observation"])
def test_public_acts_are_printed_as_they_are_and_nothing_printed_is_wrong(mode: str) -> None:
    made = cohorts(mode, ROWS[mode], 2023)
    true = {(table.id, row.codes): str(row.value) for table in tables_of(made, is_hidden=False) for row in table.rows}

    for table in tables_of(made):
        for row in table.rows:
            assert row.value is None or true[table.id, row.codes] == str(row.value)
            assert row.value is not None or not plan.is_public(mode, table.id)


def test_what_one_trial_alone_shows_of_its_injured_party_is_hidden() -> None:
    """Six hearings at which she was blamed, all of one trial, stood beside "thirty without"."""
    about = {"held": "held", "public": "no", "presence": "together", "told": "yes", "measure": "none"}
    seen = [HearingFacts(n, n % 6, 1, YEAR, conduct="flag" if n % 6 == 0 else "none", **about) for n in range(36)]

    [injured, acts] = [propose(one).sheets for one in cohorts("observation", seen, YEAR) if one.block in (ALONE, POOL)]

    assert [line[2] for line in acts["hearings_by_held"]] == ["36", "36", "0", "0"]
    [every, flag, none, unseen] = injured["hearings_by_conduct"]
    assert (every[2], flag[2], none[2], unseen[2]) == ("36", None, None, "0")
    assert flag[3] == 0
    assert flag[4] >= 6
    assert [line[2] for line in injured["hearings_by_measure"]] == ["36", "0", "36"]


@given(st.lists(st.tuples(st.integers(1, 7), *(st.integers(0, n) for n in (2, 3, 1))), min_size=12, max_size=60))
@settings(max_examples=30, deadline=None)
def test_no_few_hearings_of_few_trials_can_be_worked_out(drawn: list[tuple[int, ...]]) -> None:
    conduct, presence, measure = (
        ("none", "flag", "unseen"),
        ("together", "apart", "unseen", "no_statement"),
        ("none", "applied"),
    )
    seen = [
        HearingFacts(n, trial, 1, YEAR, "held", "no", conduct[c], presence[p], "yes", measure[m])
        for n, (trial, c, p, m) in enumerate(drawn)
    ]
    try:
        injured = [propose(one).sheets for one in cohorts("observation", seen, YEAR) if not one.design.is_public]
    except WouldReveal:
        return

    for sheets in injured:
        assert judge_of_hearings.narrowed(sheets, seen) == {}


def test_the_judge_finds_the_three_whom_two_printed_numbers_leave() -> None:
    printed = {name: {} for name in judge.SHEETS}
    printed["claim_by_judgment"] = {"_T": 40, "filed": 37}

    assert judge.pinned(printed)["not in claim_by_judgment filed"] == 3


@pytest.mark.thorough
@pytest.mark.parametrize(("seed", "is_few"), [(4, True), (12, False), (22, True), (31, False)])
def test_no_few_injured_parties_can_be_worked_out_of_a_register_of_judgments(seed: int, is_few: bool) -> None:
    facts = drawn.judgments_drawn(seed, [YEAR])[: 25 if is_few else None]
    [injured] = [one for one in cohorts("judgments", facts, YEAR) if not one.design.is_public]

    printed = {
        name: {code: int(value) for _year, code, value, *_range in rows if value is not None}
        for name, rows in propose(injured).sheets.items()
    }

    assert judge.pinned(printed) == {}
