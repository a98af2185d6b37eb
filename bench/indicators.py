"""How fast are all indicators of ten years and four countries, and does an average of finished cases still mislead?"""

import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import simulated
from bench.again import Again
from bench.caseload import Browser, analyst, desk
from bench.measuring import Figure, beside, cpu, figure, in_ms
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import Sheet
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, verify, write

COUNTRIES, FIRST, LAST = ("BA", "ME", "MK", "RS"), 2015, 2024
FOLLOWED = 5  # years
HIDDEN = 0.3  # of the inner cells
SEED = 7
ASKED = "CMP-03"


class _Key:
    """A key that signs invented data; always the same."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes, /) -> bytes:
        return self._key.sign(message)


def invented(mode: str, title: str = "Invented") -> ReleaseContents:
    """A publication of this source with all its tables over ten years and four countries; some cells withheld."""
    chance = random.Random(SEED)
    tables = [
        TableOut(sheet.id, sheet.title, sheet.unit, sheet.counted, sheet.dimensions, _rows(sheet, chance))
        for sheet in plan.every_sheet(mode)
    ]
    known_on = date(LAST + FOLLOWED, 12, 31)
    days = {"first": date(FIRST, 1, 1), "last": date(LAST, 12, 31), "reference_date": known_on}
    seals = {"policy_hash": "a" * 64, "certificate": "b" * 64, "prepared_by": UUID(int=1), "approved_by": UUID(int=2)}
    plan_ = plan.PLANS[mode].ref
    return ReleaseContents(title, COUNTRIES, mode=mode, tables=tables, plan=plan_, **days, **seals)  # type: ignore[arg-type]


def _rows(sheet: Sheet, chance: random.Random) -> list[RowOut]:
    """Numbers that fit together: totals are sums, later steps are fewer."""
    codes = [code for code, _key in sheet.rows]
    cells = {str(year): _year(sheet.dimensions[1], codes, chance) for year in range(FIRST, LAST + 1)}
    return [
        _said(sheet, (year, code), number, chance) for year, found in cells.items() for code, number in found.items()
    ]


def _year(dimension: str, codes: list[str], chance: random.Random) -> dict[str, int]:
    if dimension in {"STEP", "AMOUNT"}:
        counts, left = {}, 60 if dimension == "STEP" else 50_000
        for code in codes:
            counts[code] = left
            left = int(left * chance.uniform(0.5, 0.9))
        return counts
    total, *parts = codes
    drawn = {code: chance.randint(0, 30) for code in parts}
    return {total: sum(drawn.values()), **drawn}


def _said(sheet: Sheet, codes: tuple[str, str], number: int, chance: random.Random) -> RowOut:
    is_money = sheet.unit == "EUR"
    if chance.random() < HIDDEN:
        return RowOut(codes, None) if is_money else RowOut(codes, None, low=0, high=number + 5)
    return RowOut(codes, str(round(number, 3 - len(str(number)))) if is_money and number else number)


def figures() -> Iterator[Figure]:
    """Seconds for every indicator of all three sources; the page of one beside its template; three simulations."""
    with tempfile.TemporaryDirectory() as shelf:
        releases = [verify(write(Path(shelf), invented(mode), _Key())) for mode in plan.PLANS]
    yield figure(
        "indicators_all", cpu(lambda: _all(releases)), "s", _read(releases), 2, "value", "lower", len(releases)
    )
    yield from _page()
    for name, found in _simulations().items():
        yield figure(name, found.bias, "of truth", found.naive_bias, 0.1, "value", "lower", found.runs)


def _all(releases: list[Release]) -> None:
    """Without a checksum nothing is remembered from one time to the next."""
    for release in releases:
        indicators.compute(replace(release, digest=""))


def _read(releases: list[Release]) -> float:
    """The floor: going once through every cell."""
    return cpu(lambda: [row.value for release in releases for table in release.tables for row in table])


def _simulations() -> Mapping[str, simulated.Found]:
    return {
        "median_of_waits": simulated.medians(),
        "median_with_late_entry": simulated.medians(has_late=True),
        "share_under_competing_ends": simulated.incidences(),
    }


def _page() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        again = Again(app)
        release = write(app.extensions["shelf"], invented("caseload"), app.extensions["release_signer"])
        reader = Browser(app, analyst(app))
        path = f"/indicators/{ASKED}?publication={release.name}"
        taken = beside(lambda: reader.get(path), again.of("indicator", reader, path))
        yield in_ms("indicator_page", taken, 2, "ratio")
