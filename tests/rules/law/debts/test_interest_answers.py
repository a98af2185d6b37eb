"""Is the interest that a lawyer asks for by command the law's, span by span, or refused in a plain sentence?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from litigation_app.law.answers import AnswerRefused
from litigation_app.law.debts.answers import interest_answer
from litigation_app.law.debts.interest import Terms


def test_wages_in_the_federation_bear_twelve_per_cent_again_since_the_constitutional_court() -> None:
    said = interest_answer(Terms("BA", "", "ba-fbih", "unpaid_wages"), "1000", date(2018, 11, 1), date(2019, 11, 9))

    assert [(one["first"], one["percent"]) for one in said["spans"]] == [
        ("2018-11-01", "0.2"),
        ("2018-11-09", "12"),
        ("2019-01-01", "12"),
    ]
    assert said["interest"] == "120.04"  # 1,000 x 0.2 % x 8 / 365, and 12 % for 365 days


def test_the_spans_add_up_and_what_lies_after_the_table_is_said_to_be_assumed() -> None:
    said = interest_answer(Terms("RS", ""), "100000.01", date(2024, 3, 1), date(2026, 6, 1))

    assert sum(Decimal(one["interest"]) for one in said["spans"]) == Decimal(said["interest"])
    assert sum(one["days"] for one in said["spans"]) == said["days"] == 822
    assert {one["is_assumed"] for one in said["spans"] if one["first"] > said["known_until"]} == {True}
    assert all(one["legal_basis"] and one["sources"] for one in said["spans"])


def test_in_republika_srpska_interest_never_exceeds_the_debt() -> None:
    said = interest_answer(Terms("BA", "", "ba-rs"), "1000", date(2018, 7, 19), date(2040, 1, 1))

    assert (said["interest"], said["is_capped"]) == ("1000.00", True)


@pytest.mark.parametrize(
    ("terms", "asked", "words"),
    [
        (Terms("XX", ""), {}, "XX"),
        (Terms("BA", ""), {}, "--forum"),
        (Terms("RS", "", "ba-rs"), {}, "--forum"),
        (Terms("RS", "", "", "joy"), {}, "--head"),
        (Terms("RS", ""), {"amount": "1.234,56"}, "100000.00"),
        (Terms("RS", ""), {"amount": "NaN"}, "100000.00"),
        (Terms("RS", ""), {"amount": "-1"}, "100000.00"),
        (Terms("RS", "USD"), {}, "USD"),
        (Terms("RS", ""), {"end": date(2024, 1, 1)}, "second day"),
        (Terms("RS", ""), {"first": date(1990, 1, 1)}, "1990-01-01"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_a_sentence(terms: Terms, asked: dict[str, Any], words: str) -> None:
    question: dict[str, Any] = {"amount": "1000", "first": date(2024, 1, 1), "end": date(2025, 1, 1)} | asked

    with pytest.raises(AnswerRefused, match=words):
        interest_answer(terms, **question)
