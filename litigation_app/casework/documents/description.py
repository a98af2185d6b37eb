"""What is said of a document: what it is, from whom, how sensitive, to what it belongs? Codes from types.toml. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.law.words import Table, choices, read_tables

NORMAL, SENSITIVE, GUARDED = "normal", "sensitive", "guarded"
KIND, ORIGIN, SENSITIVITY = "kind", "origin", "sensitivity"


@dataclass(frozen=True)
class Said:
    """What was said of a document. "" and None: not said. `belongs`: "hearing:<uuid>", "proceeding:<uuid>" or "claim:<uuid>"."""

    kind: str
    written_on: date | None = None
    note: str = field(default="", repr=False)
    origin: str = ""
    exhibit: str = field(default="", repr=False)
    sensitivity: str = NORMAL
    belongs: str = ""

    @property
    def is_guarded(self) -> bool:
        return self.sensitivity == GUARDED

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        return vars(self) | {"written_on": self.written_on.isoformat() if self.written_on else None}


def said_of(content: Mapping[str, Any]) -> Said:
    """What was sealed."""
    day = date.fromisoformat(content["written_on"]) if content["written_on"] else None
    return Said(**{one.name: content[one.name] for one in fields(Said)} | {"written_on": day})


@cache
def _words() -> Mapping[str, Table]:
    return read_tables(Path(__file__).with_name("types.toml"))


def options(of: str, language: str) -> list[tuple[str, str]]:
    """(code, words) of the kinds, origins or sensitivities."""
    return choices(_words()[of], language)


def say(of: str, code: str, language: str) -> str:
    """The words of a code; "" for none. Raises KeyError for a code that types.toml lost."""
    return _words()[of][code].read_in(language) if code else ""
