"""What of an instance's folder goes into a backup, and where does it go back to?"""

import json
import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from uuid import UUID

from config import Config
from litigation_app.operations import archives

SQLITE = "database.sqlite"
TABLES, DOCUMENTS, SETTINGS = "tables", "files", "config.toml"
_SECRET = {"database_url", "owner_database_url", "metrics_token", "password"}  # or may hold one; the last is of [mail]
_KNOWN = {field.name for field in fields(Config)} - _SECRET - {"instance"}


@dataclass(frozen=True)
class Found:
    """A file to be backed up. `name`: within the archive."""

    name: str
    path: Path


def papers(config: Config) -> Iterator[Found]:
    """Every sealed paper, by its name in the store; what is half written is none."""
    if not config.files.is_dir():
        return
    with os.scandir(config.files) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and _is_uuid(entry.name):
                yield Found(f"{DOCUMENTS}/{entry.name}", Path(entry.path))


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def folders(config: Config) -> Mapping[str, Path]:
    """The folders that are copied as they are, by their names in the archive."""
    return {
        "releases": config.releases,
        "partners": config.partner_releases,
        "studies": config.studies,
        "checkpoints": config.checkpoints,
        "law": config.law_versions,
    }


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
    if top == DOCUMENTS and _is_uuid(within):
        return config.files / within
    folder = folders(config).get(top)
    if folder is None or not archives.is_name(member) or not within:
        raise archives.ArchiveRefused(f"This backup holds something that no desk has: {top}")
    return folder / within


def settings_without_secrets(config: Config) -> bytes | None:
    """The settings of config.toml, written anew; None where there is none.

    Neither addresses of databases nor comments, since passwords stand in both, nor the password of the mail server.
    """
    file = config.instance / SETTINGS
    if not file.exists():
        return None
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    return "".join(f"{name} = {_written(said[name])}\n" for name in said if name in _KNOWN).encode()


def _written(value: Any) -> str:
    """As TOML has it; a text is one of JSON there, but for one letter."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_written(one)}' for name, one in value.items() if name not in _SECRET)} }}"
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")
