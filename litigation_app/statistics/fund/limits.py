"""How much can an estimate still mean: victims of a year, years of counts, how far an income wavers?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("limits.toml")


def victims_most() -> int:
    """Of one group and year, as `limits.toml` says with its reason."""
    return int(_content()["victims_of_a_year"]["most"])


def in_cases_most() -> int:
    """The same where victims come in cases of several."""
    return int(_content()["victims_in_cases"]["most"])


def counted_years(first_year: int) -> range:
    """The years that counts can be of, for a fund that begins in `first_year`."""
    said = _content()["counted_years"]
    return range(said["first"], first_year + said["beyond"] + 1)


def wavering_most(kind: str) -> float:
    """Standard deviation over mean, at most: of an `income` of years, of a single `lump`."""
    return float(_content()["wavering"][f"{kind}_most"])


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))
