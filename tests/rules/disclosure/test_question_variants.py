"""Are the command's answers those of counting everything, for tables, sums and groupings of many shapes?"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_of_tables import judged
from litigation_app.disclosure.model import Cell, Relation, System
from litigation_app.disclosure.protocol.answers import answer
from litigation_app.disclosure.protocol.typed import QuestionRefused

FREQUENCY = {"kind": "frequency", "k": 5}
MONEY = {"kind": "magnitude", "min_contributors": 3, "protection": 0.1, "insiders": True}


def ask(kind, **content):
    return answer({"schema": "disclosure-question/1", "ask": kind, **content})


def crossed(shape, inner):
    """A table of any dimensions with all margins: counts by key, and relations."""
    codes = [[*map(str, range(size)), "T"] for size in shape]
    full = {}
    for place in itertools.product(*codes):
        ranges = [range(size) if code == "T" else [int(code)] for code, size in zip(place, shape, strict=True)]
        full["|".join(place)] = sum(inner[leaf] for leaf in itertools.product(*ranges))
    relations = []
    for axis, size in enumerate(shape):
        for rest in itertools.product(*(c for i, c in enumerate(codes) if i != axis)):
            names = ["|".join([*rest[:axis], code, *rest[axis:]]) for code in ["T", *map(str, range(size))]]
            relations.append({"total": names[0], "parts": names[1:]})
    return full, relations


def question(full, relations):
    return {"cells": [{"key": key, "value": value} for key, value in full.items()], "relations": relations}


shapes = st.sampled_from([(2, 2, 2), (3, 2, 2), (3, 3), (4, 4, 3)])


@pytest.mark.thorough
@settings(max_examples=25, deadline=None)
@given(shape=shapes, data=st.data())
def test_an_audit_of_a_table_of_three_dimensions_equals_counting_every_table(shape, data):
    leaves = list(itertools.product(*map(range, shape)))
    inner = {leaf: data.draw(st.integers(0, 4)) for leaf in leaves}
    block = list(itertools.product(*[sorted(data.draw(st.permutations(range(size)))[:2]) for size in shape]))
    full, relations = crossed(shape, inner)
    hidden = ["|".join(map(str, leaf)) for leaf in block]

    found = ask("audit", **question(full, relations), suppressed=hidden)

    turned = [{leaf: (-1) ** sum(leaf[i] != block[0][i] for i in range(len(shape))) for leaf in block}]
    steps = [n for n in range(-20, 21) if all(inner[leaf] + n * sign >= 0 for leaf, sign in turned[0].items())]
    for leaf, key in zip(block, hidden, strict=True):
        values = [inner[leaf] + n * turned[0][leaf] for n in steps]
        assert found["integer_intervals"][key] == [min(values), max(values)]
        assert found["intervals"][key] == pytest.approx([min(values), max(values)])
        assert (key in found["recoverable"]) == (len(values) == 1)


@pytest.mark.thorough
@pytest.mark.parametrize("rows", [[[2, 9, 7], [8, 6, 9], [7, 9, 5]], [[3, 1, 9], [9, 6, 8], [5, 9, 7]]])
def test_no_choice_of_cells_is_cheaper_than_the_proved_one(rows):
    inner = {(r, c): rows[r][c] for r in range(3) for c in range(3)}
    full, relations = crossed((3, 3), inner)
    margins = [key for key in full if "T" in key]

    found = ask("protect", **question(full, relations), always_published=margins, rule=FREQUENCY)

    system = System(
        tuple(Cell(key, n, n, n, n) for key, n in full.items()),
        tuple(Relation(r["total"], tuple(r["parts"]), True) for r in relations),
    )
    small = set(found["primary"])
    free = [key for key in full if "T" not in key and key not in small]
    best = judged(system, set(found["suppressed"]))
    assert found["optimal"]
    assert best.narrowed == 0
    for size in range(len(free) + 1):
        for more in itertools.combinations(free, size):
            verdict = sum(1 + full[key] ** 0.5 for key in more) < best.cost - 1e-6 and judged(system, small | {*more})
            assert not verdict or verdict.narrowed


def test_a_hierarchy_is_protected_level_by_level():
    full = {"T": 60, "child": 22, "adult": 38, "0-14": 2, "15-17": 20, "18-24": 18, "25+": 20}
    relations = [
        {"total": "T", "parts": ["child", "adult"]},
        {"total": "child", "parts": ["0-14", "15-17"]},
        {"total": "adult", "parts": ["18-24", "25+"]},
    ]

    found = ask("protect", **question(full, relations), rule=FREQUENCY)

    assert (found["primary"], found["complementary_count"], found["optimal"]) == (["0-14"], 1, True)


def test_an_only_child_hides_its_parent():
    full = {"T": 30, "a": 3, "a1": 3, "b": 27}
    relations = [{"total": "T", "parts": ["a", "b"]}, {"total": "a", "parts": ["a1"]}]

    found = ask("protect", **question(full, relations), rule=FREQUENCY)

    assert found["primary"] == ["a", "a1"]
    assert len(found["suppressed"]) == 3


def test_who_alone_stands_behind_a_sum_needs_more_to_be_withheld():
    cells = [("T", 100, 20), ("a", 10, 1), ("b", 12, 2), ("c", 38, 8), ("d", 40, 9)]
    content = {
        "cells": [{"key": key, "value": value, "contributors": n} for key, value, n in cells],
        "relations": [{"total": "T", "parts": ["a", "b", "c", "d"]}],
        "always_published": ["T"],
    }

    outsider = ask("protect", **content, rule={**MONEY, "insiders": False})
    insider = ask("protect", **content, rule=MONEY)

    assert outsider["suppressed"] == ["a", "b"]
    assert insider["complementary_count"] == 1


def test_holders_who_share_an_amount_are_one():
    rule = {"p": 10, "nk": [2, 85], "one_k": [1, 90], "min_contributors": 3}

    found = ask("sensitivity", contributions={"c": [40, 30, 20, 10]}, holding={"c": [[0, 1], [1, 2]]}, rule=rule)

    assert found["c"]["few"]
    assert found["c"]["total"] == 100


def test_a_grouping_that_overlaps_no_other_tells_nothing_more():
    atoms = {"a": 9, "b": 2, "c": 9, "d": 12}
    releases = {"first": [["a", "b"], ["c", "d"]], "again": [["a", "b"]], "all": [["a", "b", "c", "d"]]}

    found = ask("groupings", atoms=atoms, releases=releases, rule=FREQUENCY)

    assert found["first_unsafe_release"] is None
    assert [step["after"] for step in found["steps"]] == ["first", "again", "all"]
    assert found["steps"][2]["intervals"]["b"] == [0, 11]


def test_of_people_no_half_can_be_believed_in():
    """Three pairs, each with the same fourth: the linear programme allows nobody there, whole numbers do not."""
    atoms = {"a": 6, "b": 6, "c": 6, "d": 3}

    found = ask("groupings", atoms=atoms, releases={"A": [[*"abd"], [*"bcd"], [*"acd"]]}, rule=FREQUENCY)

    assert found["steps"][0]["intervals"]["d"] == [0, 15]
    assert found["first_unsafe_release"] == "A"


def test_who_shares_a_sum_with_another_does_not_know_it():
    sums = {"a": (100, 2), "b": (100, 2), "c": (1000, 9), "d": (1000, 9), "T": (2200, 22)}
    cells = [{"key": key, "value": amount, "contributors": many} for key, (amount, many) in sums.items()]
    relations = [{"total": "T", "parts": ["a", "b", "c", "d"]}]

    found = ask("protect", cells=cells, relations=relations, rule={**MONEY, "insiders": True})

    assert found["suppressed"] == ["a", "b"]


def test_whole_amounts_with_contributors_are_money_and_not_people():
    cells = [{"key": "T", "value": 9, "contributors": 9}, *({"key": k, "value": 3, "contributors": 3} for k in "abc")]

    found = ask("audit", cells=cells, relations=[{"total": "T", "parts": ["a", "b", "c"]}], suppressed=["a", "b"])

    assert found["integer_intervals"] == found["intervals"]


def test_dominance_begins_above_the_share():
    rule = {**SHARES, "nk": [2, 85], "one_k": [1, 45]}

    at, above = (
        ask("sensitivity", contributions={"c": amounts}, rule=rule)["c"] for amounts in ([45, 40, 15], [46, 40, 14])
    )

    assert (at["nk_sensitive"], at["one_sensitive"]) == (False, False)
    assert (above["nk_sensitive"], above["one_sensitive"]) == (True, True)


def test_a_difference_is_protected_without_the_numbers_that_must_stand():
    relations = [{"total": "T", "parts": ["a", "b", "c"]}]
    before, after = {"T": 30, "a": 10, "b": 10, "c": 10}, {"T": 48, "a": 12, "b": 18, "c": 18}

    found = ask(
        "difference", before=before, after=after, relations=relations, always_published=["T", "c"], rule=FREQUENCY
    )

    assert found["sensitive_differences"] == ["a"]
    assert found["withhold_count"] == 2


TWO = {"cells": [{"key": "T", "value": 9}, {"key": "a", "value": 9}], "relations": [{"total": "T", "parts": ["a"]}]}
CHANGE = {"before": {"T": 5}, "after": {"T": 9}, "relations": []}
PARTS = {"after": {"T": 18, "a": 9, "b": 9}, "relations": [{"total": "T", "parts": ["a", "b"]}]}
SHARES = {"p": 10, "nk": [2, 85], "one_k": [1, 90], "min_contributors": 3}


@pytest.mark.parametrize(
    ("kind", "content", "key"),
    [
        ("audit", TWO, "suppressed"),
        ("audit", {**TWO, "suppressed": ["b"]}, "suppressed"),
        ("audit", {**TWO, "cells": [*TWO["cells"], {"key": "a", "value": 9}], "suppressed": []}, "cells.2.key"),
        ("audit", {**TWO, "relations": [{"total": "T", "parts": ["T"]}], "suppressed": []}, "relations.0.parts"),
        ("audit", {**TWO, "relations": [{"total": "T", "parts": []}], "suppressed": []}, "relations.0.parts"),
        ("audit", {"cells": [{"key": "T"}], "relations": [], "suppressed": []}, "cells.0.value"),
        ("protect", TWO, "rule"),
        ("protect", {**TWO, "rule": {"kind": "guess", "k": 5}}, "rule.kind"),
        ("protect", {**TWO, "rule": {"kind": "magnitude", "protection": 0.1}}, "rule.min_contributors"),
        ("protect", {**TWO, "rule": {**MONEY, "insiders": "yes"}}, "rule.insiders"),
        ("protect", {"cells": [{"key": str(i), "value": 9} for i in range(10_001)], "relations": []}, "cells"),
        ("sensitivity", {"contributions": {"c": [1]}, "rule": {"p": 10}}, "rule.nk"),
        ("sensitivity", {"contributions": {"c": ["x"]}, "rule": {}}, "rule.nk"),
        ("groups", {"table": {"g": {}}, "rule": FREQUENCY}, "table.g"),
        ("groups", {"table": {"g": {"a": 1}}, "rule": {"kind": "magnitude", "k": 5}}, "rule.kind"),
        ("groupings", {"atoms": {"a": 1}, "releases": {"A": [["b"]]}, "rule": FREQUENCY}, "releases.A"),
        ("groupings", {"atoms": {"a": -1}, "releases": {}, "rule": FREQUENCY}, "atoms.a"),
        ("difference", {**CHANGE, "rule": FREQUENCY, "assume": "anything"}, "assume"),
        ("difference", {**CHANGE, "rule": FREQUENCY, "after": {"T": 4}}, "after.T"),
        ("difference", {**CHANGE, "rule": FREQUENCY, "always_published": ["x"]}, "always_published"),
        ("difference", {**PARTS, "rule": FREQUENCY, "before": {"T": 9}, "after": {"T": 18, "a": 9, "b": 8}}, "after.T"),
        ("difference", {**PARTS, "rule": FREQUENCY, "before": {"T": 9, "a": 3, "b": 5}}, "before.T"),
        ("difference", {**CHANGE, "rule": FREQUENCY, "after": [{"key": "T"}]}, "after.0.value"),
        ("difference", {**CHANGE, "rule": FREQUENCY, "after": [{"key": "T", "value": 9}] * 2}, "after.1.key"),
        ("sensitivity", {"contributions": {"c": [1]}, "rule": {**SHARES, "nk": [2.5, 85]}}, "rule.nk"),
        ("sensitivity", {"contributions": {"c": [1]}, "rule": {**SHARES, "nk": [2]}}, "rule.nk"),
        ("sensitivity", {"contributions": {"c": [-1]}, "rule": SHARES}, "contributions.c"),
        ("sensitivity", {"contributions": {"c": [1]}, "holding": {"d": [[0]]}, "rule": SHARES}, "holding.d"),
        ("sensitivity", {"contributions": {"c": [1]}, "holding": {"c": [[1]]}, "rule": SHARES}, "holding.c"),
        ("groupings", {"atoms": {"a": 1}, "releases": {"A": [["a", "a"]]}, "rule": FREQUENCY}, "releases.A"),
        ("groupings", {"atoms": {"a": 1}, "releases": {"A": [[]]}, "rule": FREQUENCY}, "releases.A"),
        ("groups", {"table": {"g": {"a": True}}, "rule": FREQUENCY}, "table.g.a"),
        ("groups", {"table": [], "rule": FREQUENCY}, "table"),
        ("audit", {"cells": [{"key": "T", "value": float("nan")}], "relations": [], "suppressed": []}, "cells.0.value"),
        ("audit", {"cells": [{"key": "T", "value": 1e300}], "relations": [], "suppressed": []}, "cells.0.value"),
        ("audit", {"cells": [{"key": "T", "value": "9"}], "relations": [], "suppressed": []}, "cells.0.value"),
        ("audit", {"cells": [{"key": "\ud800", "value": 9}], "relations": [], "suppressed": []}, "cells.0.key"),
        ("audit", {"cells": [], "relations": [TWO["relations"][0]] * 60_001, "suppressed": []}, "relations"),
        ("audit", {**TWO, "suppressed": [["a"]]}, "suppressed"),
        ("protect", {**TWO, "rule": {"kind": "frequency", "k": 1e9}}, "rule.k"),
        ("protect", {**TWO, "rule": {**MONEY, "protection": -0.1}}, "rule.protection"),
        (
            "protect",
            {**TWO, "rule": MONEY, "cells": [{"key": "T", "value": 9, "contributors": 0.5}]},
            "cells.0.contributors",
        ),
        ("groups", {"table": {str(n): {"a": 9} for n in range(10_001)}, "rule": FREQUENCY}, "table"),
        ("protect", {**TWO, "rule": {**MONEY, "insider": True}}, "rule.insider"),
        ("protect", {**TWO, "rule": FREQUENCY, "always_publishd": ["T"]}, "always_publishd"),
        ("protect", {**TWO, "rule": {**FREQUENCY, "insiders": True}}, "rule.insiders"),
        ("audit", {**TWO, "supressed": ["a"]}, "supressed"),
        ("audit", {**TWO, "relations": [{"total": "T", "part": ["a"]}], "suppressed": []}, "relations.0.part"),
        (
            "protect",
            {**TWO, "rule": MONEY, "cells": [{"key": "T", "value": 9, "contributers": 4}]},
            "cells.0.contributers",
        ),
        ("protect", {**TWO, "rule": MONEY}, "cells.0.contributors"),
        (
            "protect",
            {**TWO, "rule": MONEY, "cells": [TWO["cells"][0], {"key": "a", "value": 9, "contributors": 0}]},
            "cells.1.contributors",
        ),
    ],
)
def test_each_malformed_key_is_named(kind, content, key):
    with pytest.raises(QuestionRefused) as refusal:
        ask(kind, **({"rule": FREQUENCY} if key == "cells" else {}), **content)

    assert refusal.value.key == key


def test_a_table_beyond_the_budget_says_what_to_do_instead():
    cells = [{"key": str(i), "value": 9} for i in range(10_001)]

    with pytest.raises(QuestionRefused, match="fewer variables, or broader groups"):
        ask("protect", cells=cells, relations=[], rule=FREQUENCY)
