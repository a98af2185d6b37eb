"""For which reasons was a claim returned, and how does each stand? Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """How a reason stands for whoever answers it."""

    SETTLED = "settled"
    OPEN = "open"
    DISAGREED = "disagreed"


class Asked(NamedTuple):
    """One reason of a return. `head`: the head of damage that it is about, "" for the claim as a whole."""

    head: str
    reason: str


@dataclass(frozen=True)
class Said:
    """What was done about one reason. `standing` "": not said, what was said stays. `words` None: leave what is there."""

    standing: str
    words: str | None = field(default=None, repr=False)


def asked(reasons: Sequence[str], of_rows: Mapping[str, str]) -> list[Asked]:
    """The reasons of a return in the order in which they are said: of the whole claim, then of single rows."""
    return [*(Asked("", one) for one in reasons), *(Asked(head, one) for head, one in sorted(of_rows.items()))]
