"""Which disclosure rules are in force, and by what hash can a reader name them?"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.disclosure.model import Policy

FILE = Path(__file__).with_name("policy.toml")


@dataclass(frozen=True)
class Pools:
    """How many years stand together from the year `first` on, by country (and of "money", of the "injured"); and how many victims
    a State publishes a year.
    """

    first: int
    years: Mapping[str, int]
    victims: Mapping[str, int]


def parse(text: bytes) -> Policy:
    """Read a policy file. Raises KeyError for a missing constant, ValueError for one without a source or below 1."""
    tables = tomllib.loads(text.decode())

    def constant(table: str, name: str) -> int:
        return _constant(f"{table}.{name}", tables[table][name])

    return Policy(
        version=str(tables["version"]),
        k=constant("frequency", "k"),
        cases_k=constant("frequency", "cases_k"),
        group_all_but=constant("group", "all_but"),
        counts_beside=constant("sums", "counts_beside"),
        contributors=constant("sums", "contributors"),
        p_percent=constant("sums", "p_percent"),
        nk_n=constant("sums", "nk_n"),
        nk_percent=constant("sums", "nk_percent"),
        margin_percent=constant("sums", "margin_percent"),
        significant_digits=constant("sums", "significant_digits"),
        partners_all_but=constant("partners", "all_but"),
        digest=hashlib.sha256(text).hexdigest(),
    )


@cache
def public() -> Policy:
    """The policy shipped with this version."""
    return parse(FILE.read_bytes())


@cache
def pools() -> Pools:
    """Fixed beforehand from public numbers, in the same file and under the same hash."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))["pools"]
    own = {name: entry for name, entry in said.items() if name != "from"}
    years = {name: _constant(f"pools.{name}", entry["years"]) for name, entry in own.items()}
    return Pools(int(said["from"]), years, {name: int(one["victims"]) for name, one in own.items() if "victims" in one})


def _constant(name: str, entry: Mapping[str, Any]) -> int:
    if not entry["source"].strip() or int(entry["value"]) < 1:
        raise ValueError(f"{name} needs a source and a value of at least 1")
    return int(entry["value"])
