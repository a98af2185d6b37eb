"""What of an instance's folder goes into a backup, and where does it go back to?"""

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from config import Config
from litigation_app.core import archives

SQLITE = "database.sqlite"
TABLES, PAPERS, SETTINGS = "tables", "files", "config.toml"
_SECRET = ("database_url", "owner_database_url")  # they may hold passwords


@dataclass(frozen=True)
class Found:
    """A file to be backed up. `name`: within the archive."""

    name: str
    path: Path


class SettingsUnclear(Exception):
    """The settings cannot be told from the secrets among them; the message is one plain sentence."""


def papers(config: Config) -> Iterator[Found]:
    """Every sealed paper, by its name in the store; what is half written is none."""
    if not config.files.is_dir():
        return
    with os.scandir(config.files) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and _is_uuid(entry.name):
                yield Found(f"{PAPERS}/{entry.name}", Path(entry.path))


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def folders(config: Config) -> Mapping[str, Path]:
    """The folders that are copied as they are, by their names in the archive."""
    return {"releases": config.releases, "studies": config.studies, "checkpoints": config.checkpoints}


def published(config: Config) -> Iterator[Found]:
    """Every file of those folders. Hidden ones are half written; a link is nobody's file here."""
    for name, folder in folders(config).items():
        for path in sorted(folder.rglob("*")):
            within = path.relative_to(folder)
            if stat.S_ISREG(path.lstat().st_mode) and not any(part.startswith(".") for part in within.parts):
                yield Found(f"{name}/{within.as_posix()}", path)


def place_of(config: Config, member: str) -> Path:
    """Where a member belongs; raises ArchiveRefused for one that belongs nowhere."""
    top, _, within = member.partition("/")
    if top == PAPERS and _is_uuid(within):
        return config.files / within
    folder = folders(config).get(top)
    if folder is None or not archives.is_name(member) or not within:
        raise archives.ArchiveRefused(f"This backup holds something that no desk has: {top}")
    return folder / within


def settings_without_secrets(config: Config) -> bytes | None:
    """What stands in config.toml, without addresses of databases; None where there is none. Raises SettingsUnclear."""
    file = config.instance / SETTINGS
    if not file.exists():
        return None
    said = file.read_text(encoding="utf-8")
    kept = "".join(line for line in said.splitlines(keepends=True) if line.partition("=")[0].strip() not in _SECRET)
    wanted = {name: value for name, value in tomllib.loads(said).items() if name not in _SECRET}
    try:
        is_clear = tomllib.loads(kept) == wanted
    except tomllib.TOMLDecodeError:
        is_clear = False
    if not is_clear:
        raise SettingsUnclear(f"Write each address of a database into a line of its own in {file}.")
    return kept.encode()
