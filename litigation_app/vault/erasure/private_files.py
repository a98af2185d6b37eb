"""Can anybody but the desk's own user read what an instance keeps?"""

from pathlib import Path

from config import Config
from litigation_app.core.sqlite_copies import sqlite_file
from litigation_app.vault.erasure import register
from litigation_app.vault.keys.root_key import KeyringRefused, require_private


def open_to_others(config: Config) -> list[KeyringRefused]:
    """A sentence about each thing that others can read, or that belongs to another user, of all that nobody else is to see."""
    return [refused for path in _private(config) if (refused := _refused(path)) is not None]


def require_closed(config: Config) -> None:
    """Raise KeyringRefused: a desk that anybody at the machine can copy is not served."""
    for refused in open_to_others(config):
        raise refused


def _private(config: Config) -> list[Path]:
    database = sqlite_file(config.database_url)
    sides = [Path(f"{database}{side}") for side in ("", "-wal", "-shm")] if database is not None else []
    keys = [config.keyring.parent, config.keyring, config.root_key, register.path(config)]
    return [config.instance, config.settings, *keys, *sides, config.files, config.checkpoints, config.agent_address]


def _refused(path: Path) -> KeyringRefused | None:
    try:
        require_private(path)
    except KeyringRefused as refused:
        return refused if path.exists() else None
    return None
