"""Which words does a note have to hold to be found, and how is its kind said? Pure."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from litigation_app.law.words import Table, choices, read_tables, spoken

_FILE = Path(__file__).with_name("notes.toml")


def holds(text: Sequence[str], words: Sequence[str]) -> bool:
    """Whether every word begins some part of the text; both as skeletons. Without a word nothing is found."""
    return bool(words) and all(any(part.startswith(word) for part in text) for word in words)


def say(code: str, language: str) -> str:
    """The words for a kind; the code itself if a later file lost it."""
    return spoken(_tables()["kind"], code, language)


def options(language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()["kind"], language)


@cache
def _tables() -> Mapping[str, Table]:
    return read_tables(_FILE)
