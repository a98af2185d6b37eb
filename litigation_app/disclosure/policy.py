"""Which disclosure rules are in force, and by what hash can a reader name them?"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from litigation_app.disclosure.model import Policy

FILE = Path(__file__).with_name("policy.toml")


def parse(text: bytes) -> Policy:
    """Read a policy file. Raises KeyError for a missing constant, ValueError for one without a source or below 1."""
    tables = tomllib.loads(text.decode())

    def constant(table: str, name: str) -> int:
        entry = tables[table][name]
        if not entry["source"].strip() or int(entry["value"]) < 1:
            raise ValueError(f"{table}.{name} needs a source and a value of at least 1")
        return int(entry["value"])

    return Policy(
        version=str(tables["version"]),
        k=constant("frequency", "k"),
        cases_k=constant("frequency", "cases_k"),
        group_all_but=constant("group", "all_but"),
        contributors=constant("sums", "contributors"),
        p_percent=constant("sums", "p_percent"),
        nk_n=constant("sums", "nk_n"),
        nk_percent=constant("sums", "nk_percent"),
        margin_percent=constant("sums", "margin_percent"),
        significant_digits=constant("sums", "significant_digits"),
        dims_max=constant("design", "dims_max"),
        primary_share_max_percent=constant("design", "primary_share_max_percent"),
        proposals=constant("plan", "proposals"),
        years_together=constant("plan", "years_together"),
        digest=hashlib.sha256(text).hexdigest(),
    )


@cache
def public() -> Policy:
    """The policy shipped with this version."""
    return parse(FILE.read_bytes())
