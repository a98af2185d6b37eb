"""Do the tables of judgments and hearings count what they say, and does the attack know what every reader knows of them?"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import coarser, judgments, observation
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import propose
from tables_of_people import FIRST, LAST, ROWS

SENTENCES = ("under_3", "3_to_5", "suspended", "no_prison", "not_said")
PRISON = {"under_3", "3_to_5"}

accused_ = st.builds(
    lambda verdict, sentence, offence, is_below: AccusedFacts(
        verdict, sentence, offence,
        ("below" if is_below else "not_below") if verdict == "convicted" and sentence in PRISON else "not_known", "no",
    ),
    st.sampled_from(["convicted", "acquitted"]), st.sampled_from(SENTENCES), st.sampled_from([*judgments.OFFENCES, "none"]),
    st.booleans(),
)  # fmt: skip
judgment_ = st.builds(
    lambda number, year, instance, appeal, accused: JudgmentFacts(
        number, number, number % 4, year, instance, "trial", "up_to_1", tuple(sorted(accused)),
        (InjuredFacts("referred", "yes", "1"),), appeal,
    ),
    st.integers(1, 10**6), st.integers(FIRST, LAST), st.sampled_from(["first", "second"]),
    st.sampled_from(["not_appeal", *judgments.RESULTS]), st.lists(accused_, min_size=1, max_size=3),
)  # fmt: skip


def untrue(mode: str, facts: list, made=AS_ASKED) -> list:
    """The links of the design that are untrue of these people: what is left over is less than nobody."""
    design = MODES[mode].design(FIRST, LAST, made)
    whole = MODES[mode].system(facts, design)
    return [link for link in design.links if whole.value(link.whole) < sum(whole.value(part) for part in link.parts)]


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(st.lists(judgment_, max_size=25, unique_by=lambda one: one.number), st.booleans())
def test_what_every_reader_knows_is_true_of_any_judgments(facts: list[JudgmentFacts], is_broad: bool) -> None:
    assert not untrue("judgments", facts, coarser.from_json({"broader": coarser.variables()}) if is_broad else AS_ASKED)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(FIRST, LAST), st.sampled_from(observation.FLAGS["PRESENCE"]), st.booleans()), max_size=25
    )
)
def test_what_every_reader_knows_is_true_of_any_hearings(seen: list[tuple[int, str, bool]]) -> None:
    facts = [
        HearingFacts(
            number, number, number % 3, year, "held", "no", "none", presence, "yes", "applied" if has else "none"
        )
        for number, (year, presence, has) in enumerate(seen)
    ]
    assert not untrue("observation", facts)


def test_only_those_charged_with_trafficking_are_counted_by_what_was_judged() -> None:
    design = judgments.design(2021, 2021)
    accused = [AccusedFacts("convicted", "3_to_5", offence) for offence in (*judgments.OFFENCES, "none")]
    facts = [JudgmentFacts(n, n, n, 2021, "first", "trial", None, (one,), ()) for n, one in enumerate(accused)]

    whole = judgments.system(facts, design)

    assert whole.value("CHARGED=2021") == 4
    assert whole.value("ACCUSED=2021") == 5
    assert whole.value("CHARGED=2021;OFFENCE=lesser") == 1


def test_the_status_of_a_witness_is_counted_where_the_judgment_says_it() -> None:
    design = judgments.design(2021, 2021)
    injured = [InjuredFacts("referred", vulnerable=said) for said in ("yes", "yes", "no")] + [InjuredFacts("referred")]
    facts = [JudgmentFacts(n, n, n, 2021, "first", "trial", None, (), (one,)) for n, one in enumerate(injured)]

    whole = judgments.system(facts, design)

    keys = ("INJURED=2021", *(f"INJURED=2021;VULNERABLE={code}" for code in judgments.SAID))
    assert [whole.value(key) for key in keys] == [4, 2, 1, 1]


def test_a_first_judgment_is_no_decision_on_an_appeal_whatever_was_coded() -> None:
    design = judgments.design(2021, 2021)
    facts = [
        JudgmentFacts(n, n, n, 2021, instance, "trial", None, (), (), "quashed")
        for n, instance in enumerate(("first", "second"))
    ]

    whole = judgments.system(facts, design)

    assert whole.value("APPEALED=2021") == 1
    assert whole.value("DECIDED=2021;PROCEDURE=appeal") == 1


@pytest.mark.parametrize("mode", ["judgments", "observation"])
def test_nothing_small_is_printed_and_nothing_printed_is_wrong(mode: str) -> None:
    design = MODES[mode].design(FIRST, LAST, AS_ASKED)
    whole = MODES[mode].system(ROWS[mode], design)

    made = propose(design, whole)

    for sheet in design.sheets:
        where = dict(sheet.rows)
        for *codes, value in made.sheets[sheet.id]:
            assert value is None or int(value) == whole.value(where[tuple(codes)])
            assert value not in {"1", "2", "3", "4"}
    assert all(TOTAL in {codes[0] for codes, _key in sheet.rows} for sheet in design.sheets)


@pytest.mark.thorough
@pytest.mark.parametrize("hidden", list(product([True, False], repeat=2)))
def test_whoever_knows_the_sentences_cannot_work_out_a_small_number_below_the_minimum(
    hidden: tuple[bool, bool],
) -> None:
    """Of twenty convicted, eight suspended and twelve in prison, three below the minimum: 9 at or above would tell."""
    below, suspended = 3, 8
    accused = [AccusedFacts("convicted", "under_3", "kept", "below")] * below
    accused += [AccusedFacts("convicted", "3_to_5", "kept", "not_below")] * 9
    accused += [AccusedFacts("convicted", "suspended", "kept", "not_known")] * suspended
    accused += [AccusedFacts("acquitted", "no_prison", "kept")] * 12
    injured = [(InjuredFacts(("referred", "not_filed")[n % 2], "yes", "1"),) for n in range(32)]
    facts = [
        JudgmentFacts(n, n, n % 4, 2021, "first", "trial", None, (one,), injured[n]) for n, one in enumerate(accused)
    ]
    made = coarser.from_json({"without": ["claim_by_judgment"] * hidden[0] + ["appeals_by_result"] * hidden[1]})
    design = judgments.design(2021, 2021, made)

    printed = propose(design, judgments.system(facts, design)).sheets["accused_by_minimum"]

    said = {code: value for year, code, value in printed if year == "2021"}
    assert said["below"] is None
    assert None in {said["not_below"], said["not_known"]} or said["_T"] is None


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(FIRST, LAST)), max_size=30))
def test_of_each_trial_one_hearing_a_year_is_the_first(seen: list[tuple[int, int]]) -> None:
    """So that as many are printed as there were trials, and nobody learns which hearing it was."""
    facts = [
        HearingFacts(number, trial, trial % 3, year, "held", "no", "none", "unseen", "yes")
        for number, (trial, year) in enumerate(seen)
    ]

    whole = MODES["observation"].system(facts, MODES["observation"].design(FIRST, LAST, AS_ASKED))

    for year in range(FIRST, LAST + 1):
        trials = {trial for trial, when in seen if when == year}
        assert whole.value(f"WATCHED={year};TURN=first") == len(trials)
    assert whole.value(f"WATCHED={TOTAL};TURN=first") == len(set(seen))


def test_final_are_convicted_persons_whose_judgment_was_final_when_it_was_registered() -> None:
    guilty, free = AccusedFacts("convicted", "3_to_5"), AccusedFacts("acquitted", "no_prison")
    facts = [
        JudgmentFacts(number, number, 1, FIRST, instance, "trial", None, (guilty, free), (), finality=finality)
        for number, (instance, finality) in enumerate(
            [("first", "final"), ("first", "final"), ("first", "not_final"), ("first", "unknown"), ("second", "final")]
        )
    ]

    whole = MODES["judgments"].system(facts, MODES["judgments"].design(FIRST, LAST, AS_ASKED))

    found = [whole.value(f"CONVICTED={FIRST};FINAL={code}") for code in judgments.FINALITY]
    assert found == [2, 1, 1], "of the first instance alone, and nobody who was acquitted"
