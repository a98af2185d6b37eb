"""Who can sign in to the demonstration? Written when it is filled; a real copy has no such file and shows nobody."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "demo.json"


@dataclass(frozen=True)
class SignIn:
    """An invented person with her password, which the demonstration alone may show."""

    role: str
    role_name: str
    name: str
    email: str
    password: str
    office: str
    country: str

    def as_json(self) -> dict[str, Any]:
        return {
            "email": self.email,
            "password": self.password,
            "totp_secret": None,  # a second factor comes with the next release
            "roles": [self.role],
            "name": self.name,
            "office": self.office,
            "country": self.country,
        }


def shown(instance: Path) -> list[SignIn]:
    """The sign-ins to show beside the form; empty where the instance is no demonstration."""
    file = instance / FILE
    if not file.exists():
        return []
    return [SignIn(**one) for one in json.loads(file.read_text(encoding="utf-8"))]


def keep(instance: Path, people: list[SignIn]) -> None:
    """Mark the instance as a demonstration with these sign-ins."""
    (instance / FILE).write_text(json.dumps([asdict(one) for one in people], ensure_ascii=False, indent=1), encoding="utf-8")
