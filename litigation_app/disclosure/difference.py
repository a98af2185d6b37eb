"""May a second publication stand beside an earlier one without giving people away by subtraction?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Overlap(StrEnum):
    """Why a publication cannot go out beside an earlier one, as a code; the screen has the sentence."""

    SAME_COUNTRY_AND_PERIOD = "same_country_and_period"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a publication covers, both included. Raises ValueError when they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    def meets(self, other: "Period") -> bool:
        """They share at least one day."""
        return self.first <= other.last and other.first <= self.last


def overlaps(
    period_a: Period, countries_a: Iterable[str], period_b: Period, countries_b: Iterable[str]
) -> Overlap | None:
    """Why two publications must not stand beside each other, or None.

    Whoever subtracts one from the other learns how the people added or changed between them are spread. Until every
    difference is tested against all earlier numbers, publications that share a country and a day are refused.
    """
    if set(countries_a) & set(countries_b) and period_a.meets(period_b):
        return Overlap.SAME_COUNTRY_AND_PERIOD
    return None
