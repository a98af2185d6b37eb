"""Which rules held when a proceeding began? Each version that was used is kept as the bytes it was, named by its content."""

import os
from pathlib import Path

from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction
from litigation_app.law.loader import CountryFileBroken


def keep(folder: Path, code: str) -> None:
    """Put today's file of a country beside the earlier ones, whole or not at all; nothing is ever replaced."""
    law = loader.load(code)
    place = _place(folder, law.code, law.version)
    if place.exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f".{place.name}.{os.getpid()}"
    part.write_bytes(loader.raw(law.code))
    part.replace(place)


def law_of(folder: Path, code: str, version: str | None) -> Jurisdiction | None:
    """The rules of this version; None where they were not kept, or what is kept is not what its name says."""
    found = loader.load(code, version)
    if version is None or found.version == version:
        return found
    try:
        found = loader.read(_place(folder, found.code, version).read_bytes())
    except (OSError, CountryFileBroken):
        return None
    if (found.code, found.version) != (code.upper(), version):
        return None
    loader.remember(found)
    return found


def _place(folder: Path, code: str, version: str) -> Path:
    return folder / f"{code.lower()}-{version}.toml"
