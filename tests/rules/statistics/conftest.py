"""Invented publications: a little caseload, its tables, and a key to sign them with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litigation_app.statistics.releases import Release, ReleaseContents, Row, RowOut, Table, TableOut, verify, write

Cells = dict[tuple[str, ...], object]


class Key:
    """A signer as the desk hands one to the shelf; always the same key."""

    def __init__(self, seed: int = 1) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes, /) -> bytes:
        return self._key.sign(message)


def table(name: str, by: str, cells: Cells, unit: str = "PERSON", counted: str = "victim") -> TableOut:
    """`cells`: a number, None, or the ends between which a withheld one lies."""
    ends = {codes: value for codes, value in cells.items() if isinstance(value, tuple)}
    rows = [
        RowOut(codes, None, low=ends[codes][0], high=ends[codes][1]) if codes in ends else RowOut(codes, value)  # type: ignore[arg-type]
        for codes, value in cells.items()
    ]
    return TableOut(name, f"Table {name}", unit, counted, ("YEAR", by), rows)


STATUS: Cells = {
    ("_T", "_T"): 60, ("_T", "PRESUMED"): 20, ("_T", "FORMAL"): 40, ("_T", "DECLINED"): 0,
    ("2021", "_T"): 25, ("2021", "PRESUMED"): (0, 20), ("2021", "FORMAL"): (5, 25), ("2021", "DECLINED"): 0,
    ("2022", "_T"): 35, ("2022", "PRESUMED"): (0, 20), ("2022", "FORMAL"): (15, 35), ("2022", "DECLINED"): 0,
}  # fmt: skip
CRIMINAL: Cells = {
    ("_T", "victims"): 60, ("_T", "indicted"): 40, ("_T", "convicted"): (10, 32),
    ("2021", "victims"): 25, ("2021", "indicted"): 18, ("2021", "convicted"): 10,
    ("2022", "victims"): 35, ("2022", "indicted"): 22, ("2022", "convicted"): (0, 22),
}  # fmt: skip
CLAIM: Cells = {
    ("_T", "victims"): 60, ("_T", "filed"): 30, ("_T", "awarded"): 0,
    ("2021", "victims"): 25, ("2021", "filed"): 12, ("2021", "awarded"): 0,
    ("2022", "victims"): 35, ("2022", "filed"): 18, ("2022", "awarded"): 0,
}  # fmt: skip
FILED: Cells = {
    ("_T", "indicted"): 40, ("_T", "filed"): 30, ("_T", "not_filed"): 10,
    ("2021", "indicted"): 0, ("2021", "filed"): 0, ("2021", "not_filed"): 0,
    ("2022", "indicted"): 40, ("2022", "filed"): 30, ("2022", "not_filed"): 10,
}  # fmt: skip
OUTCOMES: Cells = {
    ("_T", "_T"): 29, ("_T", "awarded_full"): 14, ("_T", "referred"): 15,
    ("2021", "_T"): 9, ("2021", "awarded_full"): 0, ("2021", "referred"): 9,
    ("2022", "_T"): 20, ("2022", "awarded_full"): 14, ("2022", "referred"): 6,
}  # fmt: skip
MONEY: Cells = {
    ("_T", "awarded"): "123000", ("_T", "paid"): "12300",
    ("2021", "awarded"): "50000", ("2021", "paid"): None,
    ("2022", "awarded"): "73000", ("2022", "paid"): None,
}  # fmt: skip


def contents(**changes: object) -> ReleaseContents:
    said: dict[str, object] = {
        "title": "Invented country, persons represented 2021 to 2022",
        "countries": ("RS",),
        "first": date(2021, 1, 1),
        "last": date(2022, 12, 31),
        "reference_date": date(2022, 12, 31),
        "mode": "caseload",
        "policy_hash": "a" * 64,
        "certificate": "b" * 64,
        "prepared_by": UUID(int=1),
        "approved_by": UUID(int=2),
        "tables": [
            table("cohort_status", "STATUS", STATUS),
            table("cohort_criminal", "STEP", CRIMINAL),
            table("cohort_claim", "STEP", CLAIM),
            table("cohort_filed", "FILED", FILED),
            table("cohort_outcomes", "OUTCOME", OUTCOMES, "CLAIM", "claim"),
            table("cohort_money", "AMOUNT", MONEY, "EUR", "claim"),
        ],
    }
    return ReleaseContents(**{**said, **changes})  # type: ignore[arg-type]


@pytest.fixture
def key() -> Key:
    return Key()


@pytest.fixture
def other_key() -> Key:
    return Key(seed=2)


@pytest.fixture(scope="session")
def contents_with() -> Callable[..., ReleaseContents]:
    """A whole publication's contents, with some of it changed."""
    return contents


@pytest.fixture
def folder(tmp_path: Path, key: Key) -> Path:
    """A publication on a shelf."""
    return write(tmp_path / "shelf", contents(), key)


@pytest.fixture
def release(folder: Path) -> Release:
    return verify(folder)


@pytest.fixture(scope="session")
def read_contents(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ReleaseContents], Release]:
    """A publication of these contents, written and read back."""

    def made(out: ReleaseContents) -> Release:
        return verify(write(tmp_path_factory.mktemp("shelf", numbered=True), out, Key()))

    return made


OF_THE_STATE = ("YEAR", "BREAKDOWN", "SERIES", "PERIOD", "SOURCE", "CONFIDENCE")


@pytest.fixture
def official(release: Release) -> Release:
    """Montenegro's 39 victims, 9 claims, 0 awards, 9 sent to a civil court as if of 2021, and two bodies that disagree."""
    said = {"identified_victims": {"_T": 39}, "property_claims": {"filed": 9, "granted": 0, "referred_to_civil": 9}}
    tables = [
        Table(name, name, "PERSON", "victim", OF_THE_STATE,
              tuple(Row(("2021", code, "GRETA", "calendar", "S1", "high"), value) for code, value in found.items()))
        for name, found in said.items()
    ]  # fmt: skip
    other = Row(("2021", "_T", "TIP", "reporting__20210401__20220331", "S2", "low"), 41)
    tables[0] = replace(tables[0], rows=(*tables[0].rows, other))
    return replace(release, id="RS-official", mode="official", tables=tuple(tables))
