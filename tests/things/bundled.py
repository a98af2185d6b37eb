"""Invented publications of partner organisations, each signed by its own key."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litigation_app.disclosure import policy as policies
from litigation_app.gate.designs import queries as plan
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, verify, write
from litigation_app.statistics.releases.packing import zipped


class PartnerKey:
    """The key of a partner's desk; the same number gives the same key."""

    def __init__(self, seed: int) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes, /) -> bytes:
        return self._key.sign(message)


def tables(first: int, last: int) -> list[TableOut]:
    """One table of persons by sex, twenty of each a year."""
    years = [str(year) for year in range(first, last + 1)]
    rows = [RowOut((year, code), n) for year in years for code, n in (("_T", 40), ("F", 20), ("M", 20))]
    return [TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)]


def bundle(seed: int = 7, country: str = "MK", first: int = 2021, last: int = 2022, **changes: Any) -> Release:
    """A publication of a partner, whole and signed."""
    said: dict[str, Any] = {
        "title": f"{country} {first} to {last}",
        "countries": (country,),
        "first": date(first, 1, 1),
        "last": date(last, 12, 31),
        "reference_date": date(last, 12, 31),
        "mode": "caseload",
        "policy_hash": policies.public().digest,
        "certificate": "b" * 64,
        "prepared_by": UUID(int=1),
        "approved_by": UUID(int=2),
        "tables": tables(first, last),
    }
    of_mode = plan.PLANS.get(str(changes.get("mode", "caseload")))
    said["plan"] = of_mode.ref if of_mode else None
    with tempfile.TemporaryDirectory() as shelf:
        return verify(write(Path(shelf), ReleaseContents(**{**said, **changes}), PartnerKey(seed)))


def packed(release: Release) -> bytes:
    """As the partner's desk gives it out."""
    return b"".join(zipped(release))


def repacked(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """A zip of these files, whatever they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(folder + name, content)
    return out.getvalue()
