"""Which instruments, choices of a law and awards does a study cite, each with its source?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent / "frame.toml"


@dataclass(frozen=True)
class Cited:
    """A row of a data file: `name` is what it is called (an instrument, an article, a judgment)."""

    code: str
    name: str
    source: str


@dataclass(frozen=True)
class Award:
    """What a state was made to pay, in euro."""

    name: str
    country: str
    eur: float
    source: str


def instruments() -> Sequence[Cited]:
    """What binds or guides, in the order of the study."""
    return [Cited(row["code"], row["name"], row["source"]) for row in _rows()["instrument"]]


def choices() -> Sequence[Cited]:
    """What a law must choose; `name` is the article."""
    return [Cited(row["code"], row["article"], row["source"]) for row in _rows()["choice"]]


def awards() -> Sequence[Award]:
    """Awards against states to victims of trafficking."""
    return [Award(row["name"], row["country"], row["eur"], row["source"]) for row in _rows()["award"]]


@cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(_HERE.read_text(encoding="utf-8"))
