"""Does the command's question-and-answer form answer rightly and refuse by name?"""

import json

import pytest

from litigation_app.disclosure.protocol.answers import answer
from litigation_app.disclosure.protocol.typed import QuestionRefused

SQUARE = {
    "cells": [
        {"key": key, "value": value}
        for key, value in {
            "T": 24,
            "T|a": 12,
            "T|b": 12,
            "x": 9,
            "y": 15,
            "x|a": 3,
            "x|b": 6,
            "y|a": 9,
            "y|b": 6,
        }.items()
    ],
    "relations": [
        {"total": total, "parts": parts.split()}
        for total, parts in {"T": "x y", "x": "x|a x|b", "y": "y|a y|b", "T|a": "x|a y|a", "T|b": "x|b y|b"}.items()
    ],
}
FREQUENCY = {"kind": "frequency", "k": 5}


def ask(kind, **content):
    return answer({"schema": "disclosure-question/1", "ask": kind, **content})


def test_an_audit_gives_intervals_for_every_withheld_cell():
    found = ask("audit", **SQUARE, suppressed=["x|a", "x|b", "y|a", "y|b"])

    assert found["integer_intervals"] == {"x|a": [0, 9], "x|b": [0, 9], "y|a": [3, 12], "y|b": [3, 12]}
    assert found["recoverable"] == {}


def test_an_audit_says_what_is_recoverable():
    assert ask("audit", **SQUARE, suppressed=["x|a", "x|b", "y|a"])["recoverable"] == {"x|a": 3, "x|b": 6, "y|a": 9}


def test_protect_names_sensitive_and_further_cells_and_is_plain_json():
    found = ask("protect", **SQUARE, rule=FREQUENCY, always_published=["T", "T|a", "T|b", "x", "y"])

    assert (found["primary"], found["complementary_count"], found["optimal"]) == (["x|a"], 3, True)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_holding_merges_contributors():
    rule = {"p": 10, "nk": [2, 85], "one_k": [1, 90], "min_contributors": 3}

    found = ask("sensitivity", contributions={"c": [40, 40, 20]}, holding={"c": [[0, 1]]}, rule=rule)

    assert found["c"]["few"]
    assert found["c"]["upper_protection_level"] == 8


def test_groups_tell_whole_and_nearly_whole_ones():
    found = ask("groups", table={"a": {"u": 6, "v": 0}, "b": {"u": 6, "v": 1}, "c": {"u": 5, "v": 7}}, rule=FREQUENCY)

    assert found == {
        "small_cells": ["b|v"],
        "full_concentration_groups": ["a"],
        "within_group_disclosure": ["b"],
        "clear": ["c"],
    }


def test_overlapping_groupings_name_the_publication_that_gives_someone_away():
    atoms = {"a": 9, "b": 2, "c": 9}
    releases = {"first": [["a", "b"], ["c"]], "second": [["b", "c"]]}

    assert ask("groupings", atoms=atoms, releases=releases, rule=FREQUENCY)["first_unsafe_release"] == "second"


def test_a_small_difference_between_two_publications_is_sensitive():
    before = [{"key": "T", "value": 20}, {"key": "a", "value": 12}, {"key": "b", "value": 8}]
    after = [{"key": "T", "value": 28}, {"key": "a", "value": 19}, {"key": "b", "value": 9}]
    linked = [{"total": "T", "parts": ["a", "b"]}]

    found = ask("difference", before=before, after=after, relations=linked, rule=FREQUENCY)

    assert found["sensitive_differences"] == ["b"]
    assert found["withhold_count"] == 2


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"ask": "guess"}, "ask"),
        ({"schema": "other/1"}, "schema"),
        ({"rule": {"kind": "frequency"}}, "rule.k"),
        ({"rule": {"kind": "frequency", "k": 2.5}}, "rule.k"),
        ({"cells": "many"}, "cells"),
        ({"cells": [{"key": "T", "value": -1}]}, "cells.0.value"),
        ({"relations": [{"total": "T", "parts": ["x", "nowhere"]}]}, "relations"),
        ({"relations": [{"total": "T", "parts": ["x"]}]}, "relations"),
        ({"always_published": ["nowhere"]}, "always_published"),
        ({"always_published": ["x|a"]}, "always_published"),
    ],
)
def test_a_malformed_question_is_refused_with_the_key_at_fault(change, key):
    question = {"schema": "disclosure-question/1", "ask": "protect", **SQUARE, "rule": FREQUENCY, **change}

    with pytest.raises(QuestionRefused) as refusal:
        answer(question)

    assert refusal.value.key == key
