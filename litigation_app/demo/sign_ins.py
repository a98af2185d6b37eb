"""Who signs in to the demonstration, with which password and codes? Kept beside the instance, read by the sign-in page."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PASSWORD = "three invented rivers"  # noqa: S105 - printed on the sign-in page; real copies have no such person
_FILE = "demo.json"
_SHOWN = 13


@dataclass(frozen=True)
class SignIn:
    """One person of the demonstration. `role` is a code, `role_name` its words; `totp_secret` as apps take it (base32)."""

    role: str
    role_name: str
    name: str
    email: str
    password: str
    office: str
    country: str
    totp_secret: str

    def as_json(self) -> dict[str, Any]:
        """What `litigation demo --json` prints of her."""
        return {
            "email": self.email,
            "name": self.name,
            "password": self.password,
            "role": self.role,
            "roles": [self.role],
            "office": self.office,
            "country": self.country,
            "totp_secret": self.totp_secret,
        }


def shown(instance: Path) -> list[SignIn]:
    """The first of a demonstration's people, one or two of each role and two of each country; empty in every other instance."""
    return everybody(instance)[:_SHOWN]


def everybody(instance: Path) -> list[SignIn]:
    """All who may sign in to the demonstration, in the order in which they are shown; empty where there is none."""
    file = instance / _FILE
    if not file.exists():
        return []
    return [SignIn(**row) for row in json.loads(file.read_text(encoding="utf-8"))]


def keep(instance: Path, people: list[SignIn]) -> None:
    """Write down who signs in: from now on the instance says that it is a demonstration."""
    text = json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1)
    (instance / _FILE).write_text(text, encoding="utf-8")
