"""What does this copy of the desk need to know from outside? The only reader of the environment and of instance/config.toml."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class ConfigRefused(Exception):
    """A setting is missing or wrong; the message is one plain sentence for the person who starts the desk."""


@dataclass(frozen=True)
class Config:
    """Settings of one running copy. Durations say their unit in the name. No default stands for a secret."""

    instance: Path
    database_url: str
    origin: str = "http://localhost:8000"
    idle_minutes: int = 30
    absolute_hours: int = 10
    opening_minutes: int = 20
    spell_minutes: int = 120
    password_hash_kib: int = 65536
    max_form_bytes: int = 72 * 1024 * 1024  # ten million Cyrillic letters, six bytes each, come back whole

    @property
    def releases(self) -> Path:
        return self.instance / "releases"

    @property
    def studies(self) -> Path:
        return self.instance / "studies"

    @property
    def keyring(self) -> Path:
        return self.instance / "keys" / "keyring.json"

    @property
    def root_key(self) -> Path:
        return self.instance / "keys" / "root.key"

    @property
    def write_lock(self) -> Path:
        return self.instance / "write.lock"

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read `LITIGATION_INSTANCE`, `LITIGATION_DATABASE_URL` and `<instance>/config.toml`; raises ConfigRefused."""
        instance = Path(environ.get("LITIGATION_INSTANCE", "instance")).resolve()
        settings = _settings(instance / "config.toml")
        url = environ.get("LITIGATION_DATABASE_URL") or settings.pop(
            "database_url", f"sqlite:///{instance / 'desk.db'}"
        )
        settings.pop("database_url", None)
        try:
            return cls(instance=instance, database_url=str(url), **settings)
        except TypeError as error:
            raise ConfigRefused(
                f"{instance / 'config.toml'} has a setting that the desk does not know: {error}"
            ) from error


def _settings(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigRefused(f"{file} is not valid TOML: {error}") from error
