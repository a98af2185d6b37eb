"""Can few hearings or trials be worked out from how long trials were, by whoever knows that no third hearing is without a second?"""

from collections.abc import Mapping, Sequence
from random import Random

import pytest

import judge_of_trials as judge
import registers_drawn as drawn
from litigation_app.disclosure import policy
from litigation_app.disclosure.sensitivity import demands
from litigation_app.gate import observation, plan
from litigation_app.gate.proposal import propose

Lengths = Mapping[int, Sequence[int]]
TOTAL = judge.TOTAL
K = policy.public().k
TURN, ORDER = "hearings_by_turn", "hearings_by_order"


def said(lengths: Lengths, seed: int = 1) -> dict[judge.Asked, int]:
    """What is printed of first and of other hearings."""
    design = observation.design(min(lengths), max(lengths))
    made = propose(design, observation.system(drawn.trials_drawn(Random(seed), lengths), design))
    printed = {(when, code): value for when, code, value in made.sheets[TURN]}
    order = {(when, judge.AGAIN if code == TOTAL else code): value for when, code, value in made.sheets[ORDER]}
    return {one: int(value) for one, value in (printed | order).items() if value is not None}


def truth(lengths: Lengths, asked: judge.Asked) -> tuple[int, int]:
    """How many hearings of this code there are, and of how many trials."""
    when, code = asked
    found = [judge.counted(code)[one - 1] for year in lengths if when in (TOTAL, str(year)) for one in lengths[year]]
    return int(sum(found)), sum(one > 0 for one in found)


def uneven(draw: Random) -> list[int]:
    """Six to eighteen trials of a year, some of them far longer than others."""
    many = range(draw.randint(6, 18))
    if draw.random() < 0.4:
        return [1 + min(29, int(draw.expovariate(1 / 3))) for _trial in many]
    return [
        draw.choice((1, 1, 2, 2, 3, 4, 7, 9) if draw.random() < 0.5 else (1, 2, 3, 5, 6, 12, 14)) for _trial in many
    ]


REGISTERS: dict[str, Lengths] = {
    "one of eleven": {2021: [11, 6, 5, 5, 4, 2, 2]},
    "two with a single hearing": {2021: [4, 4, 4, 4, 4, 4, 4, 2, 1, 1]},
    "one of thirty": {2021: [30, *[2] * 14]},
    "one of eleven, two of three": {2021: [*[1] * 7, *[2] * 4, 3, 3, 11]},
    "one of four among those of five": {2021: [*[5] * 20, 4]},
    "one of nine among those of ten": {2021: [*[10] * 15, 9]},
    **{f"drawn {seed}": {2021: uneven(Random(seed))} for seed in (1, 5, 12, 54)},
    **{f"drawn {seed}, two years": {year: uneven(Random(seed + year)) for year in (2021, 2022)} for seed in (2, 3)},
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", REGISTERS)
def test_nobody_is_sure_of_few_hearings_or_trials_though_hearings_follow_each_other(name: str) -> None:
    lengths = REGISTERS[name]
    printed = said(lengths)
    years = [str(year) for year in lengths]
    codes = [*judge.CODES, judge.ALONE, judge.AGAIN]
    few = [
        (when, code)
        for when in (TOTAL, *years)
        for code in codes
        if 0 < truth(lengths, (when, code))[0] < K or 0 < truth(lengths, (when, code))[1] < policy.public().cases_k
    ]

    assert not set(few) & printed.keys()
    for asked, (low, high) in judge.spans(printed, years, few).items():
        assert low <= truth(lengths, asked)[0] <= high
        assert low < high, asked
        assert high >= K or asked[1] == judge.ALONE, asked


@pytest.mark.thorough
@pytest.mark.parametrize("name", REGISTERS)
def test_nobody_is_sure_that_one_or_two_trials_were_so_long(name: str) -> None:
    """Of those, too, who know from the signs that somebody is in what is withheld."""
    lengths = REGISTERS[name]
    printed, years = said(lengths), [str(year) for year in lengths]
    signs = [
        (year, code)
        for year in years
        for code in (*judge.CODES, judge.AGAIN)
        if (year, code) not in printed and truth(lengths, (year, code))[0]
    ]
    asked = [(year, f"{judge.LEAST}{least}") for year in years for least in (3, 4, 5, 6, 8, 9, 10, 11, 13)]
    few = [one for one in asked if 0 < truth(lengths, one)[0] < K]

    found = judge.spans(printed, years, few, signs)

    for one, (low, high) in found.items():
        assert low <= truth(lengths, one)[0] <= high
        assert low == 0 or high >= policy.public().cases_k, one


@pytest.mark.thorough
def test_those_alone_in_their_trial_are_what_firsts_and_seconds_leave() -> None:
    """Ten trials and eight second hearings: two trials have one alone."""
    lengths = REGISTERS["two with a single hearing"]
    whole = {("2021", "first"): 10, ("2021", "2"): 8}

    assert judge.spans(whole, ["2021"], [("2021", judge.ALONE)]) == {("2021", judge.ALONE): (2, 2)}
    assert not whole.keys() <= said(lengths).keys()


def test_of_trials_that_are_all_alike_everything_is_printed() -> None:
    """Ten trials of four hearings."""
    printed = said({2021: [4] * 10})

    expected = {"_T": 40, "first": 10, "again": 30, "2": 10, "3_more": 20}
    assert {code: value for (when, code), value in printed.items() if when == "2021"} == expected


def test_room_is_asked_for_where_codes_follow_each_other_and_no_more_than_there_is() -> None:
    design = observation.design(2021, 2021)
    whole = observation.system(drawn.trials_drawn(Random(1), {2021: [3, *[2] * 24]}), design)

    high = {demand.keys: demand.high for demand in demands(whole, policy.public())}

    assert whole.value("AGAIN=2021") == 26
    assert high["AGAIN=2021;ORDER=3_more",] == observation.ROOM
    small = observation.system(drawn.trials_drawn(Random(1), {2021: [4, 3, 2, 1]}), design)
    assert {demand.keys: demand.high for demand in demands(small, policy.public())}["AGAIN=2021;ORDER=3_more",] == K


def test_where_the_order_is_left_out_nothing_of_it_stays() -> None:
    less = observation.design(2021, 2021, type(observation.design(2021, 2021).coarser)(without=(ORDER,)))
    whole = observation.system(drawn.trials_drawn(Random(1), {2021: [4] * 10}), less)

    assert not [cell.key for cell in whole.cells if cell.key.startswith(("AGAIN", "FIRST", "LATER"))]


def test_a_publication_of_an_earlier_version_of_the_plan_goes_on_without_the_order() -> None:
    made = observation.design(2021, 2021).coarser

    assert plan.of_version("observation", made, "3").without == (ORDER,)
    assert plan.of_version("observation", made, "4") == made
    assert plan.MODES["observation"].plan.ref.version == "4"
