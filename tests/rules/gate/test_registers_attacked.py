"""Can a small group be worked out from the tables of judgments or hearings, as a programme of its own sees them?"""

from collections.abc import Sequence

import pytest

import judge_of_registers as judge
import registers_drawn as drawn
from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import judgments, observation
from litigation_app.gate.proposal import propose

pytestmark = pytest.mark.extensive

YEAR = "2021"


def said(mode, facts: Sequence, years: Sequence[int] = (2021,)) -> judge.Said:
    """What would be printed."""
    design = mode.design(years[0], years[-1])
    made = propose(design, mode.system(facts, design))
    return {
        name: {(when, code): int(value) for when, code, value in rows if value is not None}
        for name, rows in made.sheets.items()
    }


def judgment(number: int, *accused: AccusedFacts, claim: str = "referred", **coded) -> JudgmentFacts:
    told = {"instance": "first", "procedure": ("trial", "plea")[number % 2], "duration": "1_to_3"} | coded
    injured = (InjuredFacts(claim, ("yes", "no")[number // 2 % 2], "1"),) if claim else ()
    return JudgmentFacts(number, number, number % 5, 2021, accused=accused, injured=injured, **told)


def later(number: int, instance: str, procedure: str, appeal: str = "not_appeal") -> JudgmentFacts:
    return judgment(number, claim="", instance=instance, procedure=procedure, duration=None, appeal=appeal)


KEPT = AccusedFacts("convicted", "3_to_5", "kept", "not_below", "no")
APPEALS = [
    *(judgment(n, KEPT) for n in range(70)),
    *(judgment(n, KEPT, procedure="other") for n in range(70, 76)),
    *(later(n, "second", "appeal", ("upheld", "modified")[n % 2]) for n in range(76, 88)),
    *(later(n, "second", "appeal") for n in range(88, 93)),
    *(later(n, "extraordinary", "other") for n in range(93, 96)),
]  # fmt: skip
MINIMUM = [
    *[AccusedFacts("convicted", "under_3", "kept", "below", "no")] * 8,
    *[AccusedFacts("convicted", "3_to_5", "kept", "below", "no")] * 2,
    *[AccusedFacts("convicted", "3_to_5", "kept", "not_below", "no")] * 10,
    *[AccusedFacts("convicted", "over_5", "kept", "not_below", "yes")] * 9,
    *[AccusedFacts("acquitted", "no_prison", "not_known", "not_known", "unknown")] * 8,
]  # fmt: skip


@pytest.mark.thorough
def test_what_is_neither_first_nor_an_appeal_cannot_be_worked_out() -> None:
    printed = said(judgments, APPEALS)

    where = [("judgments_by_instance", TOTAL), ("judgments_by_instance", "first"), ("judgments_by_procedure", "appeal")]
    assert not all((YEAR, code) in printed[sheet] for sheet, code in where)
    assert judge.pinned(judge.DECISIONS, printed, [YEAR]) == {}


@pytest.mark.thorough
def test_who_has_three_years_and_is_yet_below_the_minimum_cannot_be_worked_out() -> None:
    facts = [judgment(n, one) for n, one in enumerate(MINIMUM)]
    printed = said(judgments, facts)

    where = [("accused_by_minimum", "below"), ("accused_by_sentence", "under_3")]
    assert not all((YEAR, code) in printed[sheet] for sheet, code in where)
    kinds = drawn.never(drawn.LAW, drawn.records_of_accused(facts))
    assert len(kinds) == len(drawn.LAW)
    assert judge.pinned(judge.ACCUSED, printed, [YEAR], kinds) == {}


@pytest.mark.thorough
def test_who_has_no_minimum_though_the_offence_is_known_cannot_be_worked_out() -> None:
    """Of forty convicted 8 of an offence that nobody knows, 10 below a minimum, 19 not: 3 are left."""
    accused = [
        *[AccusedFacts("convicted", "suspended", "not_known", "not_known", "no")] * 8,
        *[AccusedFacts("convicted", "under_3", "kept", "below", "no")] * 10,
        *[AccusedFacts("convicted", "3_to_5", "kept", "not_below", "no")] * 19,
        *[AccusedFacts("convicted", "suspended", "kept", "not_known", "no")] * 3,
    ]

    printed = said(judgments, [judgment(n, one) for n, one in enumerate(accused)])

    assert judge.pinned(judge.ACCUSED, printed, [YEAR]) == {}


def pleaded(final_after_a_trial: int) -> list[JudgmentFacts]:
    """Thirty plea agreements, all final, and ten convictions after a trial, some of them final."""
    plea = AccusedFacts("convicted_plea", "3_to_5", "kept", "not_below", "no")
    return [
        *(judgment(n, plea, finality="final") for n in range(30)),
        *(
            judgment(n, KEPT, finality="final" if n < 30 + final_after_a_trial else "not_final")
            for n in range(30, 40)
        ),
    ]  # fmt: skip


@pytest.mark.thorough
def test_who_is_finally_convicted_without_a_plea_cannot_be_worked_out() -> None:
    facts = pleaded(3)
    kinds = drawn.never(drawn.LAW, drawn.records_of_accused(facts))
    printed = said(judgments, facts)

    assert judge.pinned(judge.ACCUSED, printed, [YEAR], kinds) == {}
    whole = {"accused_by_verdict": {(YEAR, "convicted"): 10, (YEAR, "convicted_plea"): 30}}
    whole["accused_by_finality"] = {(YEAR, "final"): 33, (YEAR, "not_final"): 7, (YEAR, "_T"): 40}
    all_of_it = {**{name: {} for name in judge.ACCUSED.sheets}, **whole}
    found = judge.pinned(judge.ACCUSED, all_of_it, [YEAR], kinds)
    assert found[f"{YEAR}: accused_by_verdict convicted and accused_by_finality final"] == 3


def test_the_judge_finds_the_group_that_two_tables_once_gave_away() -> None:
    """96 decisions, 76 of the first instance, 17 on appeals: three are neither."""
    printed = {name: {} for name in judge.DECISIONS.sheets}
    printed["judgments_by_instance"] = {(YEAR, TOTAL): 96, (YEAR, "first"): 76}
    printed["judgments_by_procedure"] = {(YEAR, "appeal"): 17}

    found = judge.pinned(judge.DECISIONS, printed, [YEAR])

    assert found[f"{YEAR}: neither judgments_by_instance first nor judgments_by_procedure appeal"] == 3


@pytest.mark.thorough
@pytest.mark.parametrize(("seed", "years"), [(4, (2021,)), (12, (2021,)), (22, (2021,)), (1, (2021, 2022))])
def test_no_few_can_be_worked_out_of_a_register_of_judgments(seed: int, years: tuple[int, ...]) -> None:
    facts, names = drawn.judgments_drawn(seed, years), [str(year) for year in years]
    printed = said(judgments, facts, years)

    kinds = drawn.never(drawn.LAW, drawn.records_of_accused(facts))
    assert judge.pinned(judge.DECISIONS, printed, names) == {}
    assert judge.pinned(judge.ACCUSED, printed, names) == {}
    assert judge.pinned(judge.ACCUSED, printed, names, kinds) == {}


@pytest.mark.thorough
@pytest.mark.parametrize(("seed", "years"), [(13, (2021,)), (18, (2021,)), (28, (2021,)), (2, (2021, 2022))])
def test_no_few_can_be_worked_out_of_a_register_of_hearings(seed: int, years: tuple[int, ...]) -> None:
    facts, names = drawn.hearings_drawn(seed, years), [str(year) for year in years]
    printed = said(observation, facts, years)

    kinds = drawn.never(drawn.TRIALS, drawn.records_of_hearings(facts))
    assert judge.pinned(judge.HEARINGS, printed, names) == {}
    assert judge.pinned(judge.HEARINGS, printed, names, kinds) == {}


@pytest.mark.parametrize("claim", ["referred", ""])
def test_where_every_claim_stands_beside_a_conviction_or_there_is_none_tables_go_out(claim: str) -> None:
    """What no sheet prints was once taken for withheld, and who knows the rules for somebody: a contradiction."""
    few = AccusedFacts("convicted", "over_5", "kept", "not_below", "no")

    printed = said(judgments, [judgment(n, KEPT if n > 3 else few, claim=claim) for n in range(40)])

    assert (YEAR, "over_5") not in printed["accused_by_sentence"]
    assert printed["claim_by_judgment"][YEAR, "indicted"] == (40 if claim else 0)


def test_a_cell_that_no_sheet_prints_is_no_cell_that_is_withheld() -> None:
    design = judgments.design(2021, 2021)
    whole = judgments.system([judgment(n, KEPT) for n in range(9)], design)

    shown = {name for sheet in design.sheets for _codes, name in sheet.rows}
    assert {cell.key for cell in whole.cells if cell.published} == shown


def test_a_first_instance_decides_no_appeal_and_what_nobody_knows_is_below_no_minimum() -> None:
    unknown = AccusedFacts("convicted", "3_to_5", "not_known", "below", "no")
    whole = judgments.system([judgment(1, unknown, procedure="appeal")], judgments.design(2021, 2021))

    assert (whole.value("DECIDED=2021;PROCEDURE=appeal"), whole.value("DECIDED=2021;PROCEDURE=other")) == (0, 1)
    assert (whole.value("CONVICTED=2021;MINIMUM=below"), whole.value("CONVICTED=2021;MINIMUM=not_known")) == (0, 1)


def test_tables_that_are_not_printed_are_not_crossed_either() -> None:
    made = judgments.design(2021, 2021).coarser
    less = observation.design(2021, 2021, type(made)(without=("hearings_by_conduct",)))
    whole = observation.system([HearingFacts(1, 1, 1, 2021, "held", "no", "flag", "apart", "no", "none")], less)

    assert not [cell.key for cell in whole.cells if "PRESENCE_CONDUCT" in cell.key]
    assert whole.value("SPOKE=2021;PRESENCE_MEASURE=apart+none") == 1
