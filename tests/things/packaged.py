"""What does an invented publication say, and of which files is the one made that the tests of the shelf write?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from flask import Flask

from litigation_app.statistics.releases import ReleaseContents, TableOut, write

ALL_FILES = [
    "README.txt", "SHA256SUMS", "codelists/amount.csv", "codelists/filed.csv", "codelists/outcome.csv",
    "codelists/status.csv", "codelists/step.csv", "data/cohort_claim.csv", "data/cohort_criminal.csv",
    "data/cohort_filed.csv", "data/cohort_money.csv", "data/cohort_outcomes.csv", "data/cohort_status.csv",
    "datapackage.json", "signature.ed25519", "signer.pub", "structure.xml",
]  # fmt: skip


def invented(
    title: str, tables: Sequence[TableOut], years: tuple[int, int], *, mode: str = "caseload", country: str = "RS",
    until: int | None = None,
) -> ReleaseContents:  # fmt: skip
    """What a publication of these years says; `until`: the year at whose end it was known (else the last of them)."""
    days = date(years[0], 1, 1), date(years[1], 12, 31), date(until or years[1], 12, 31)
    return ReleaseContents(title, (country,), *days, mode, "a" * 64, "b" * 64, UUID(int=1), UUID(int=2), list(tables))


def laid(app: Flask, contents: ReleaseContents) -> Path:
    """Signed by this desk and put on its shelf."""
    return write(app.extensions["shelf"], contents, app.extensions["release_signer"])
