"""How long do all formats of a ten-year publication of four countries take beside writing its lines as plain CSV?"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.measuring import Figure, cpu, figure
from litigation_app.statistics import exports
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, verify, write

FIRST, LAST = 2014, 2023
WITHHELD_EVERY = 4  # about as many cells are withheld as in the demonstration
MOST_SECONDS = 2.0  # CPU, all formats together but the paper, which is set in a process of its own
COLUMNS = {
    "cohort_sex": ("SEX", ("_T", "F", "M", "_O", "_U")),
    "cohort_age": ("AGE", ("_T", "Y_LT18", "Y_GE18", "_U")),
    "cohort_form": ("FORM", ("_T", "SEX", "LAB", "CHILD_LAB", "SERV", "BEG", "CRIM", "MARR", "ORGAN", "ADOPT", "OTHER", "_U")),
    "cohort_status": ("STATUS", ("_T", "PRESUMED", "FORMAL", "NOT_VICTIM", "DECLINED", "_U")),
    "cohort_criminal": ("STEP", ("victims", "reported", "investigated", "indicted", "judged", "convicted")),
    "cohort_claim": ("STEP", ("victims", "filed", "decided", "awarded")),
    "cohort_filed": ("FILED", ("indicted", "filed", "not_filed")),
    "cohort_outcomes": ("OUTCOME", ("_T", "awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")),
}  # fmt: skip


class _Signer:
    """A key that signs nothing but this."""

    _key = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes, /) -> bytes:
        return self._key.sign(message)


def publication() -> Release:
    """Invented: every table of a caseload, ten years, four countries, a quarter of the cells withheld."""
    years = [str(year) for year in range(FIRST, LAST + 1)]
    tables = []
    for name, (by, codes) in COLUMNS.items():
        places = [(year, code) for year in years for code in codes]
        rows = [
            RowOut(place, None, low=0, high=40) if at % WITHHELD_EVERY == 1 else RowOut(place, 40 + at)
            for at, place in enumerate(places)
        ]
        tables.append(TableOut(name, name, "PERSON", "victim", ("YEAR", by), rows))
    contents = ReleaseContents(
        "Invented", ("RS", "MK", "BA", "ME"), date(FIRST, 1, 1), date(LAST, 12, 31), date(LAST, 12, 31), "regional",
        "0" * 64, "0" * 64, UUID(int=1), UUID(int=2), tables,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as shelf:
        return verify(write(Path(shelf), contents, _Signer()))


def figures() -> Iterator[Figure]:
    """CPU seconds of every format but PDF."""
    made = exports.of_tables(publication())
    forms = [one for one in exports.FORMATS if one != "pdf"]
    taken = cpu(lambda: [exports.export(made, form) for form in forms])
    floor = cpu(lambda: exports.export(made, "csv"))
    yield figure("exports_all_formats", taken, "s", floor, MOST_SECONDS, "value", "lower", len(made.observations))


if __name__ == "__main__":
    for one in figures():
        print(one)
