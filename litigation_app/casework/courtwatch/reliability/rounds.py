"""When may agreement be counted anew, and which figures change then? Two counts never differ by so few that one is given away. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).with_name("rounds.toml")

Found = Mapping[str, Mapping[str, Any]]  # by question what `rules.agreement` says; empty: too few to say anything


class Least(NamedTuple):
    """How many more judgments make a round, and how many more with a pair of answers a new figure."""

    judgments: int
    pairs: int


@cache
def least() -> Least:
    """What rounds.toml says."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Least(table["least_judgments"], table["least_pairs"])


def is_full(judgments: int, *, counted: int) -> bool:
    """Whether so many judgments were coded twice since the last count (`counted` then) that a round is full."""
    return judgments - counted >= least().judgments


def renewed(before: Found, now: Found) -> dict[str, dict[str, Any]]:
    """The figures that are shown from now on: a question with too few new pairs keeps what it showed."""
    return {question: dict(_renewed(before.get(question, {}), said)) for question, said in now.items()}


def _renewed(shown: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    since = said["judgments"] - (shown["judgments"] if is_said(shown) else 0)
    return said if since >= least().pairs else shown if is_said(shown) else {}


def is_said(found: Mapping[str, Any]) -> bool:
    """Whether a figure is shown of this question."""
    return bool(found)
