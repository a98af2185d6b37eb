"""What was claimed by whoever has a final award: when is it known, and in which euros?"""

from datetime import date
from decimal import Decimal

import pytest

from litigation_app.casework.claims.rules import Decided
from litigation_app.casework.facts.rules import ClaimRecord, Ruling, claim_progress

DAY, END = date(2021, 3, 4), date(2021, 12, 31)


def claim(
    asked: str | None, awarded: str = "1955.83", *, outcome: str = "awarded_part", is_final: bool = True
) -> ClaimRecord:
    decided = Decided(DAY, outcome, Decimal(awarded), is_final, None)
    return ClaimRecord("BAM", DAY, (Ruling(decided),), (), None if asked is None else Decimal(asked))


@pytest.mark.parametrize(
    ("asked", "claimed"),
    [
        ("3911.66", Decimal("2000.00")),
        ("1955.83", Decimal("1000.00")),
        ("1955.82", None),  # no court awards more than was asked: the claim was raised, and nobody wrote it down
        (None, None),
    ],
)
def test_what_was_claimed_is_known_where_it_is_no_less_than_what_was_awarded(
    asked: str | None, claimed: Decimal | None
) -> None:
    found = claim_progress([claim(asked)], END)

    assert found.awarded_eur == Decimal("1000.00")
    assert found.claimed_eur == claimed


@pytest.mark.parametrize("said", [{"outcome": "referred"}, {"is_final": False}])
def test_without_a_final_award_nothing_is_said_of_what_was_claimed(said: dict[str, object]) -> None:
    assert claim_progress([claim("3911.66", **said)], END).claimed_eur is None  # type: ignore[arg-type]


def test_of_several_claims_it_is_that_of_the_award() -> None:
    undecided = ClaimRecord("BAM", DAY, (), (), Decimal("99999"))

    assert claim_progress([undecided, claim("3911.66")], END).claimed_eur == Decimal("2000.00")
