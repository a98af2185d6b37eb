"""Does a question about two publications see newcomers whom nobody printed, and is as little withheld as can be?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

import drawing
from litigation_app.disclosure.protocol.answers import answer
from litigation_app.disclosure.protocol.typed import QuestionRefused

K = 5
FREQUENCY = {"kind": "frequency", "k": K}
SUM = [{"total": "T", "parts": ["a", "b"]}]


def ask(**content):
    return answer({"schema": "disclosure-question/1", "ask": "difference", "rule": FREQUENCY, **content})


def is_hidden(name, seen, relations):
    """Whether a reader of `seen`, who knows that nobody left, can believe in nobody and in k newcomers (scipy's linprog)."""
    names = sorted({name, *seen, *(key for one in relations for key in (one["total"], *one["parts"]))})
    rows = np.zeros((len(relations), len(names)))
    for row, one in zip(rows, relations, strict=True):
        row[[names.index(part) for part in one["parts"]]] = 1
        row[names.index(one["total"])] = -1
    bounds = [(seen.get(key, 0), seen.get(key)) for key in names]
    cost = np.array([float(key == name) for key in names])
    least, most = (linprog(way * cost, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds) for way in (1, -1))
    is_open = most.status == 3
    return least.fun < 1e-6 and (is_open or -most.fun > K - 1e-6)


def listed(**cells):
    return [{"key": key, "value": value} for key, value in cells.items()]


def test_newcomers_in_a_cell_that_nobody_printed_are_found_by_subtraction():
    found = ask(before=listed(T=20, a=12, b=None), after=listed(T=29, a=18, b=None), relations=SUM)

    assert found["differences"] == {"T": [9, 9], "a": [6, 6], "b": [3, 3]}
    assert found["sensitive_differences"] == ["b"]
    assert found["withhold_count"] == 1


def test_a_cell_printed_once_alone_is_found_by_what_adds_up_to_it():
    found = ask(before=listed(T=20, a=12), after=listed(T=29, a=18, b=11), relations=SUM)

    assert found["differences"]["b"] == [3, 3]
    assert found["sensitive_differences"] == ["b"]
    assert found["withhold_count"] == 2  # T or a, and b itself


def test_what_was_there_before_is_no_less_than_nothing_and_bounds_what_came():
    found = ask(before={"T": 9, "a": 9}, after={"T": 12, "b": 3}, relations=SUM)

    assert found["differences"] == {"T": [3, 3], "a": [0, 0], "b": [3, 3]}


def test_what_is_withheld_is_hidden_through_cells_that_nobody_printed_too():
    relations = [*SUM, {"total": "U", "parts": ["b", "c"]}]
    before, after = {"T": 30, "a": 10, "c": 20, "U": 40}, {"T": 39, "a": 13, "c": 26, "U": 52}

    found = ask(before=before, after=after, relations=relations)

    assert found["differences"]["b"] == [6, 6]
    assert found["sensitive_differences"] == ["a"]
    assert found["withhold_count"] == 2  # a, and T or c or U


def test_who_came_is_hidden_only_where_k_could_have_come():
    """Without the four of `a` themselves they are nobody to four, with `c` whom nobody printed: fewer than five."""
    relations = [{"total": "T", "parts": ["a", "b", "c"]}]
    before, after = {"T": 12, "a": 0, "b": 3}, {"T": 25, "a": 4, "b": 12}

    found = ask(before=before, after=after, relations=relations)

    assert found["sensitive_differences"] == ["a"]
    assert found["withhold_count"] == 2  # a, and T or b
    seen = {f"change {name}": after[name] - before[name] for name in ("T", "b")}
    changes = [{"total": "change T", "parts": ["change a", "change b", "change c"]}]
    assert not is_hidden("change a", seen, changes)
    assert is_hidden("change a", {"change T": 13}, changes)


def test_what_was_printed_before_cannot_be_withheld_any_more():
    """Without the 20 of `b` both could be hidden at once; but they stand in the earlier publication."""
    relations = [{"total": "T", "parts": ["a", "b"]}, {"total": "U", "parts": ["c", "b"]}]
    before, after = {"T": 30, "U": 40, "b": 20}, {"T": 42, "U": 52, "a": 13, "c": 23}

    found = ask(before=before, after=after, relations=relations)

    assert found["differences"] == {"T": [12, 12], "U": [12, 12], "b": [9, 9], "a": [3, 3], "c": [3, 3]}
    assert found["sensitive_differences"] == ["a", "c"]
    assert found["withhold_count"] == 2  # a and c themselves, or T and U


def test_margins_alone_give_away_the_one_who_came():
    """Two margins, one late registration (a woman, of one form), inner cells never printed."""
    relations = [
        {"total": "F", "parts": ["F sexual", "F labour"]},
        {"total": "M", "parts": ["M sexual", "M labour"]},
        {"total": "sexual", "parts": ["F sexual", "M sexual"]},
        {"total": "labour", "parts": ["F labour", "M labour"]},
    ]
    before = {"F": 20, "M": 15, "sexual": 18, "labour": 17}

    found = ask(before=before, after=before | {"F": 21, "sexual": 19}, relations=relations)

    assert found["differences"]["F sexual"] == [1, 1]
    assert found["differences"]["M labour"] == [0, 0]
    assert found["sensitive_differences"] == ["F", "sexual", "F sexual"]


def test_people_are_whole_so_that_four_and_a_half_is_four():
    """T1 = a + b, T2 = a + c, S = b + c + d, E = d + e: the linear programme leaves 4 to 4.5 of a."""
    parts = {"T1": "ab", "T2": "ac", "S": "bcd", "E": "de"}
    relations = [{"total": total, "parts": [*linked]} for total, linked in parts.items()]
    before = {"T1": 50, "T2": 50, "S": 60, "E": 20}

    found = ask(before=before, after={"T1": 59, "T2": 59, "S": 70, "E": 21}, relations=relations)

    assert found["differences"]["a"] == pytest.approx([4.0, 4.5])
    assert "a" in found["sensitive_differences"]


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ({"T": 10, "a": 12}, {"T": 11}, "before"),
        ({"T": 10}, {"T": 11, "a": 12}, "after"),
        ({"T": 10, "a": 5}, {"T": 11, "a": 7}, "after"),
    ],
)
def test_numbers_that_cannot_all_be_true_are_refused_by_their_key(before, after, key):
    with pytest.raises(QuestionRefused, match="contradict") as refusal:
        ask(before=before, after=after, relations=SUM)

    assert refusal.value.key == key


@st.composite
def tables(draw):
    """Small tables; some numbers stand in both publications, some in the later one alone, some in neither."""
    question, _came = drawing.a_difference(draw(st.randoms(use_true_random=False)))
    out = draw(st.sets(st.sampled_from(sorted(question["before"])), max_size=3))
    late = draw(st.sets(st.sampled_from(sorted(out)), max_size=1)) if out else set()
    kept = {"before": question["before"].items(), "after": question["after"].items()}
    before, after = (
        {k: v for k, v in kept[when] if k not in but} for when, but in (("before", out), ("after", out - late))
    )
    return question | {"before": before, "after": after}


@pytest.mark.thorough
@given(tables())
def test_no_fewer_changes_can_be_withheld_and_so_many_are_enough(question):
    found = answer(question)

    before, after = question["before"], question["after"]
    small = [name for name in found["sensitive_differences"] if name in before and name in after]
    further = [name for name, now in after.items() if name not in small and now != before.get(name)]

    def is_enough(more):
        seen = {f"then {name}": n for name, n in before.items()}
        seen |= {f"now {name}": n for name, n in after.items() if name not in {*small, *more}}
        return all(is_hidden(f"change {name}", seen, both(question)) for name in found["sensitive_differences"])

    fewest = next(n for n in range(len(further) + 1) if any(map(is_enough, combinations(further, n))))
    assert found["withhold_count"] == len(small) + fewest


def both(question):
    """Then and now, and the change between, each of which adds up."""
    relations = question["relations"]
    names = {
        *question["before"],
        *question["after"],
        *(key for one in relations for key in (one["total"], *one["parts"])),
    }
    grown = [{"total": f"now {name}", "parts": [f"then {name}", f"change {name}"]} for name in sorted(names)]
    return grown + [
        {"total": f"{when} {one['total']}", "parts": [f"{when} {part}" for part in one["parts"]]}
        for when in ("then", "change")
        for one in relations
    ]
