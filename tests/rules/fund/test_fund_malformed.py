"""Whatever stands in a question, the answer is an answer in JSON or a refusal that names a key: never another failure."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund_asked import FINE, with_key
from litigation_app.statistics.fund.asked import QuestionRefused
from litigation_app.statistics.fund.questions import answer

SCHEMA = {"schema": "fund-question/1"}
ODD = [
    None,
    True,
    "x",
    "",
    [],
    {},
    -1,
    0,
    0.5,
    1.5,
    1e-9,
    1e12,
    10**30,
    float("nan"),
    float("inf"),
    [1],
    [[1]],
    {"a": 1},
]


def places(value, path=()):
    """Every part of a question, by its path."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []:
        yield (*path, key)
        yield from places(value[key], (*path, key))


def outcome(question):
    """ "answered", in JSON; else the keys that the refusal names."""
    try:
        return "answered" if json.loads(json.dumps(answer({**SCHEMA, **question}), allow_nan=False)) else "empty"
    except QuestionRefused as refused:
        return f"refused: {refused}"


def is_met(question, path):
    """Whether the question is answered, or refused by one of the keys on the way to the odd part, or beside it."""
    said = outcome(question)
    return said == "answered" or any(key in said for key in keys_beside(question, path))


def keys_beside(question, path):
    """The keys on the way, and those of whatever holds the last of them."""
    found = [str(key) for key in path if isinstance(key, str)]
    holder = question
    for key in path[:-1]:
        holder = holder[key]
    return [*found, *(key for key in holder if isinstance(holder, dict))]


@pytest.mark.thorough
@pytest.mark.parametrize("question", FINE)
def test_each_question_is_answered_as_it_stands(question):
    assert outcome(question) == "answered"


@pytest.mark.parametrize(
    ("part", "where"),
    [
        (1e12, (3, ("rate", "cv"))),
        (10**30, (2, ("rate", "mean"))),
        (1e12, (2, ("growth",))),
        (1e12, (4, ("severity", "amounts", 1))),
        (float("nan"), (0, ("groups", 0, "policy", "cap"))),
    ],
)
def test_numbers_without_measure_are_met_too(part, where):
    number, path = where

    assert is_met(with_key(FINE[number], path, part), path)


@pytest.mark.thorough
@settings(deadline=None, max_examples=80)
@given(st.data())
def test_an_odd_part_is_refused_by_key_or_answered(data):
    question = data.draw(st.sampled_from(FINE))
    path = data.draw(st.sampled_from(list(places(question))))

    assert is_met(with_key(question, path, data.draw(st.sampled_from(ODD))), path)
